"""Evidence is cut around the words that assert the step, and these are marked."""

from __future__ import annotations

import pytest

from pipeline.graph.build import Place, assertion_at
from pipeline.graph.excerpt import asserted, excerpt
from tests.graph.making import node

DIRECTIVE = node("d", code="19/CT-TTg", doc_type="Chỉ thị")
LAW = node("l", code="06/2022/QH15", doc_type="Luật", title="Luật Thi đua, khen thưởng")
FAR = "các phòng, ban, đơn vị trực thuộc rà soát, bổ sung nhiệm vụ của mình vào chương trình công tác quý, "


@pytest.mark.parametrize(
    ("sentence", "cue", "ends", "shown"),
    [
        (
            "Thực hiện Chỉ thị số 19/CT-TTg, Sở lập kế hoạch.", "Thực hiện", [DIRECTIVE],
            "«Thực hiện» ‹Chỉ thị số 19/CT-TTg›, Sở lập kế hoạch.",
        ),
        (
            f"Để triển khai, {FAR}tổ chức quán triệt Chỉ thị số 19/ CT-TTg tới từng tổ dân phố", "quán triệt", [DIRECTIVE],
            "…quý, tổ chức «quán triệt» ‹Chỉ thị số 19/ CT-TTg› tới từng tổ…",
        ),
        ("Chỉ thị số 19/CT-TTg;", "Thực hiện", [DIRECTIVE], "«Thực hiện» … ‹Chỉ thị số 19/CT-TTg›;"),
        ("Không nói rõ văn bản nào.", None, [DIRECTIVE], "Không nói rõ văn bản nào."),
        ("", "theo", [DIRECTIVE], "«theo»"),
        ("Số 119/CT-TTg không phải là 19/CT-TTgx.", None, [DIRECTIVE], "Số 119/CT-TTg không phải là 19/CT-TTgx."),
        ("Theo đó, căn cứ Luật", "Theo", [], "«Theo» đó, căn cứ Luật"),
    ],
)  # fmt: skip
def test_cue_and_mention_are_shown(sentence: str, cue: str | None, ends: list[object], shown: str) -> None:
    found = excerpt(sentence, cue, ends, 60)  # type: ignore[arg-type]
    assert str(found) == shown
    for start, end, kind in found.marks:
        assert found.text[start:end] and kind in ("cue", "mention")


def test_a_word_like_the_cue_in_a_title_is_not_the_cue() -> None:
    said = "…phát động thi đua thực hiện thắng lợi nhiệm vụ; Chỉ thị số 19/CT-TTg"
    assert str(excerpt(said, "Thực hiện", [DIRECTIVE], 200)).startswith("«Thực hiện» …phát động")


def test_marks_follow_what_is_set_before() -> None:
    found = excerpt("Thực hiện Chỉ thị số 19/CT-TTg", "Thực hiện", [DIRECTIVE]).after("  trang 2: ")
    assert [found.text[a:b] for a, b, _ in found.marks] == ["Thực hiện", "Chỉ thị số 19/CT-TTg"]
    assert "".join(words for words, _ in found.pieces()) == found.text


def test_a_long_sentence_keeps_both_ends_of_the_step() -> None:
    found = excerpt("Căn cứ " + FAR * 5 + "Luật Thi đua, khen thưởng" + FAR * 5, "Căn cứ", [LAW], 120)
    assert [found.text[a:b] for a, b, _ in found.marks] == ["Căn cứ", "Luật Thi đua, khen thưởng"]
    assert len(found.text) < 160


PLACE = Place("r", "p", "c1", 0, 0, 1)
TWICE = (
    "Sở tiếp tục triển khai thực hiện:\n- Chỉ thị số 20/CT-TTg về\ntổ chức thực hiện cải cách và Chỉ thị số 19/CT-TTg\n"
    "của Thủ tướng.\n"
    "- Chỉ thị số 19/CT-TTg một lần nữa.\n"
)


def shown(text: str, mention: str, cue: tuple[int, int] | None, end: object = DIRECTIVE, nth: int = 0) -> str:
    """What is printed of the ``nth`` place of ``mention`` in ``text``, asserted by the words at ``cue``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(mention, start + 1)
    said = assertion_at(PLACE._replace(start=start, end=start + len(mention)), text, cue)
    return str(asserted(said, [end], 300))  # type: ignore[list-item]


def test_the_recorded_words_are_marked_and_no_like_ones_nearer_by() -> None:
    text = TWICE.replace(":\n- ", ": ")
    first = text.index("thực hiện")
    assert shown(text, "Chỉ thị số 19/CT-TTg\ncủa Thủ tướng", (first, first + 9)) == (
        "Sở tiếp tục triển khai «thực hiện»: Chỉ thị số 20/CT-TTg về tổ chức thực hiện cải cách và ‹Chỉ thị số 19/CT-TTg› "
        "của Thủ tướng."
    )


def test_a_recorded_cue_outside_the_sentence_is_set_before_it_whatever_stands_in_it() -> None:
    first = TWICE.index("thực hiện")
    assert shown(TWICE, "Chỉ thị số 19/CT-TTg\ncủa Thủ tướng", (first, first + 9)).startswith(
        "«thực hiện» … - Chỉ thị số 20/CT-TTg về tổ chức thực hiện"
    )


def test_of_two_like_mentions_in_one_sentence_the_asserting_one_is_marked() -> None:
    text = "Theo Chỉ thị số 19/CT-TTg, Sở báo cáo; việc bổ sung Chỉ thị số 19/CT-TTg được giao cho Văn phòng."
    at = text.index("bổ sung")
    assert shown(text, "Chỉ thị số 19/CT-TTg", (at, at + 7), nth=1) == (
        "Theo Chỉ thị số 19/CT-TTg, Sở báo cáo; việc «bổ sung» ‹Chỉ thị số 19/CT-TTg› được giao cho Văn phòng."
    )


def test_no_cue_marks_none() -> None:
    assert (
        shown("Thực hiện tốt Chỉ thị số 19/CT-TTg.", "Chỉ thị số 19/CT-TTg", None)
        == "Thực hiện tốt ‹Chỉ thị số 19/CT-TTg›."
    )
