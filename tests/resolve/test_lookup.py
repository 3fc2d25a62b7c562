"""Look-ups by code and by name, with what was in force on a day."""

from __future__ import annotations

import pytest

from pipeline.model.mentions import Citation
from pipeline.resolve import Lookup, Resolver
from pipeline.resolve.saying import headline, why


@pytest.fixture(scope="module")
def lookup(resolver: Resolver) -> Lookup:
    return Lookup(resolver)


@pytest.mark.parametrize(
    ("text", "on", "status", "by"),
    [
        ("98/2023/NĐ-CP", "2024-05-01", "found", "152/2025/NĐ-CP"),
        ("Nghị định số 98/2023/NĐ-CP", "2025-07-01", "lapsed", "152/2025/NĐ-CP"),
        ("98/2023/NĐ-CP", "2025-06-30", "found", "152/2025/NĐ-CP"),
        ("98/2023/NĐ-CP", "2023-06-01", "not_yet", None),
        ("98/2023/NĐ-CP", "2023-12-31", "not_yet", None),
        ("91/2017/NĐ-CP", "2024-01-01", "lapsed", "98/2023/NĐ-CP"),
        ("15/2003/QH11", "2023-12-31", "found", "06/2022/QH15"),
        ("15/2003/QH11", "2024-01-01", "lapsed", "06/2022/QH15"),
        ("Luật Thi đua khen thưởng năm 2003", "2024-03-01", "lapsed", "06/2022/QH15"),
        ("110/2004/NĐ-CP", "2021-01-01", "lapsed", "30/2020/NĐ-CP"),
        ("Hiến pháp năm 1992", "2013-12-31", "found", "Hiến pháp"),
        ("Hiến pháp năm 1992", "2014-01-01", "lapsed", "Hiến pháp"),
        ("nghị định 98/2023", "2025-07-01", "lapsed", "152/2025/NĐ-CP"),
        ("66-QĐ/TW", "2025-03-01", "ambiguous", None),
        ("34-CT/TW", None, "ambiguous", None),
        ("9999/QĐ-TTg", None, "not_found", None),
        ("không phải văn bản", None, "not_found", None),
        ("", None, "not_found", None),
    ],
)
def test_lookup(lookup: Lookup, text: str, on: str | None, status: str, by: str | None) -> None:
    answer = lookup.lookup(text, on)
    assert answer.status == status
    if by is not None:
        assert answer.validity is not None
        assert answer.validity.by == by


def test_unknown_validity_is_said_to_be_unknown(lookup: Lookup) -> None:
    cited = Citation(
        id="c1", kind="numbered", start=0, end=1, text="x", doc_type="Nghị quyết", code="57-NQ/TW", date="2024-12-22"
    )
    answer = lookup.lookup(cited, "2025-06-01")
    assert answer.status == "found"
    assert answer.validity is not None
    assert (answer.validity.status, answer.validity.until) == ("unknown", None)


def test_what_follows_a_party_directive_does_not_end_it(lookup: Lookup) -> None:
    cited = Citation(
        id="c1", kind="numbered", start=0, end=1, text="x", doc_type="Chỉ thị", code="34-CT/TW", date="2014-04-07"
    )
    answer = lookup.lookup(cited, "2025-06-01")
    assert answer.status == "found"
    assert answer.validity is not None
    assert (answer.validity.status, answer.validity.followed_by) == ("unknown", "41-CT/TW")
    assert "41-CT/TW (26/12/2024)" in headline(answer, "vi")


def test_each_candidate_says_whether_it_holds(lookup: Lookup) -> None:
    answer = lookup.lookup("Luật Thi đua, khen thưởng", "2025-03-01")
    assert answer.status == "ambiguous"
    assert {answer.standings[c.id].status for c in answer.resolution.candidates} == {"lapsed", "unknown"}


@pytest.mark.parametrize(
    ("text", "on", "vi", "en"),
    [
        ("91/2017/NĐ-CP", "2025-03-01", "đã hết hiệu lực từ ngày 01/01/2024", "lapsed on 01/01/2024"),
        ("98/2023/NĐ-CP", "2025-03-01", "còn hiệu lực vào ngày 01/3/2025", "in force on 01/3/2025"),
        ("98/2023/NĐ-CP", None, "hết hiệu lực từ ngày 01/7/2025: thay bằng", "lapses on 01/7/2025"),
        ("152/2025/NĐ-CP", "2025-06-20", "chưa có hiệu lực vào ngày 20/6/2025", "not yet in force on 20/6/2025"),
        ("152/2025/NĐ-CP", "2025-03-01", "chưa ban hành vào ngày 01/3/2025", "not yet adopted on 01/3/2025"),
        ("9999/QĐ-TTg", None, "Chưa đủ để biết", "Too little is said"),
        ("57-NQ/TW", "2025-03-01", "Chưa rõ là văn bản nào", "Not clear"),
    ],
)
def test_answers_in_words(lookup: Lookup, text: str, on: str | None, vi: str, en: str) -> None:
    answer = lookup.lookup(text, on)
    assert vi in headline(answer, "vi")
    assert en in headline(answer, "en")
    assert why(answer, "vi") != why(answer, "en")


def test_an_identity_of_its_own_is_not_found_but_has_an_id(lookup: Lookup) -> None:
    cited = Citation(
        id="c1", kind="numbered", start=0, end=1, text="x", doc_type="Quyết định", code="866/QĐ-TTg", date="2023-07-18"
    )
    answer = lookup.lookup(cited)
    assert (answer.status, answer.resolution.status) == ("not_found", "provisional")
    assert answer.resolution.id == "/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2023-07-18/866-qd-ttg"
