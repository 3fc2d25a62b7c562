"""Look-ups by code, by name in any spelling, and by date."""

from __future__ import annotations

import pytest

from pipeline.gazetteer import Gazetteers, Index
from pipeline.gazetteer.key import name_key


@pytest.mark.parametrize(
    ("code", "system", "names"),
    [
        ("CT", "state", ["Chỉ thị"]),
        ("QĐ", "party", ["Quyết định", "Quy định"]),
        ("QĐi", "party", ["Quy định"]),
        ("TT", "party", ["Thông tri"]),
        ("TT", "normative", ["Thông tư"]),
        ("XX", "state", []),
    ],
)
def test_types_by_code_and_system(index: Index, code: str, system: str, names: list[str]) -> None:
    assert [entry.name for entry in index.doc_types(code, system)] == names


def test_types_and_agencies_by_name(index: Index) -> None:
    assert {entry.code for entry in index.doc_types_named("giấy uỷ quyền")} == {"GUQ"}
    assert "BNV" in {entry.code for entry in index.agencies_named("bộ nội vụ")}
    assert index.agencies_named("Bộ Không có") == ()


def test_agencies_by_code_variant_and_date(index: Index) -> None:
    assert [entry.code for entry in index.agencies("BGD&ĐT")] == ["BGDĐT"]
    assert [entry.code for entry in index.agencies("BNNPTNT", "2024-06-01")] == ["BNNPTNT"]
    assert index.agencies("BNNPTNT", "2025-03-01") == ()


@pytest.mark.parametrize(
    ("name", "day", "identity", "gso_code"),
    [
        ("Lào Cai", "2024-05-01", "lao-cai", "10"),
        ("tỉnh Lào Cai", "2026-05-01", "lao-cai", "15"),
        ("Hoà Bình", "2025-06-30", "hoa-binh", "17"),
        ("TP.HCM", "2026-01-01", "ho-chi-minh", "79"),
        ("BR-VT", "2020-01-01", "ba-ria-vung-tau", "77"),
        ("thành phố Huế", "2025-03-01", "hue", "46"),
        ("Lào Cai", None, "lao-cai", "15"),
    ],
)
def test_province_on_a_date(index: Index, name: str, day: str | None, identity: str, gso_code: str) -> None:
    province = index.province(name, day)
    assert province is not None
    assert (province.id, province.gso_code) == (identity, gso_code)


def test_merged_province_ends_and_points_on(index: Index) -> None:
    assert index.province("Yên Bái", "2025-07-01") is None
    before = index.province("Yên Bái", "2025-06-30")
    assert before is not None and before.successor == "lao-cai"
    assert {entry.id for entry in index.predecessors("lao-cai")} == {"lao-cai", "yen-bai"}


def test_a_code_of_the_statistics_office_means_nothing_without_a_date(index: Index) -> None:
    before, after = index.province_by_code("15", "2025-06-30"), index.province_by_code("15", "2025-07-01")
    assert before is not None and after is not None
    assert (before.name, after.name) == ("Yên Bái", "Lào Cai")


def test_every_successor_is_valid_after(gazetteers: Gazetteers, index: Index) -> None:
    for entry in gazetteers.provinces:
        if entry.successor and entry.valid_to == "2025-06-30":
            assert [p.id for p in gazetteers.provinces if p.id == entry.successor and (p.valid_from or "") > "2025"]


@pytest.mark.parametrize("name", ["Luật Thi đua, khen thưởng", "Luật thi đua khen thưởng", "Luật TĐKT"])
def test_law_in_every_spelling(index: Index, name: str) -> None:
    law = index.law(name)
    assert law is not None
    assert law.versions == ("15/2003/QH11", "06/2022/QH15")


def test_law_by_version_and_unknown_law(index: Index) -> None:
    law = index.law_by_code("100/2015/QH13")
    assert law is not None and law.name == "Bộ luật Hình sự"
    assert index.law("Luật Không có") is None


def test_documents_share_a_symbol(index: Index) -> None:
    assert {entry.date for entry in index.documents("34-CT/TW")} == {"2014-04-07", "2024-05-24"}
    assert [entry.doc_type for entry in index.documents("30/2020/NĐ-CP")] == ["Nghị định"]
    assert index.documents("9999/QĐ-TTg") == ()


def test_a_document_in_both_lists_counts_once(gazetteers: Gazetteers, index: Index) -> None:
    keys = [
        (entry.code, entry.date) for code in {d.code for d in gazetteers.documents} for entry in index.documents(code)
    ]
    assert len(keys) == len(set(keys))


def test_movement_and_event_by_alias(index: Index) -> None:
    movement = index.movement("Chung sức xây dựng nông thôn mới")
    assert movement is not None and movement.document == "587/QĐ-TTg"
    assert len(index.events("28/8")) > 5
    assert [entry.origin for entry in index.events("ngày thương binh, liệt sỹ")] == ["1947-07-27"]


@pytest.mark.parametrize(
    ("day", "number"), [("2014-04-07", "XI"), ("2016-01-22", "XI"), ("2021-02-02", "XIII"), ("2030-01-01", "XIV")]
)
def test_party_term_of_a_day(index: Index, day: str, number: str) -> None:
    term = index.party_term(day)
    assert term is not None and term.number == number


@pytest.mark.parametrize(("one", "other"), [("kỹ thuật", "kĩ thuật"), ("Thuý", "thúy"), ("NGHĨA  VỤ", "nghĩa-vụ")])
def test_keys_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("mả", "mã"), ("đa", "da"), ("quy", "qui"), ("tây", "tâi")])
def test_keys_keep_words_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
