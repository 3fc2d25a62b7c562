"""Search as a person uses it: codes, phrases, words without diacritics, filters; whatever is typed is never syntax."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.build import build
from pipeline.run.searching import NoSuchFilter, NothingAsked, find_text
from tests.run.test_build import Silent

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH {place}\nSố: {number}/KH-UBND\n{place}, ngày 05 tháng 3 năm {year}\n\nKẾ HOẠCH\n{title}\n\n"
)
TEXTS = {
    "rung": HEAD.format(place="BẮC KẠN", number=41, year=2024, title="Trồng rừng gỗ lớn năm 2024")
    + "Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ, các xã phát động thi đua trồng rừng.\n",
    "truong": HEAD.format(place="SƠN LA", number=52, year=2025, title="Xây dựng trường học xanh")
    + "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022, các trường trồng cây; rừng đầu nguồn được trồng lại.\n",
    "thi": HEAD.format(place="SƠN LA", number=77, year=2025, title="Tổ chức kỳ thi nghề")
    + "Học sinh đưa bài thi cho giám thị. Mỗi trường cử một đoàn.\n",
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three plans with their full text."""
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    place = folder / "texts.db"
    build([folder], place, Silent())
    return place


@pytest.mark.parametrize(
    ("asked", "first", "names"),
    [
        ("trồng rừng", "rung", "rung truong"),
        ("trong rung", "rung", "rung truong"),
        ('"trồng rừng"', "rung", "rung"),
        ("TRỒNG RỪNG", "rung", "rung truong"),
        ("thi đua", None, "rung truong 06/2022/QH15 19/CT-TTg"),
        ("thi dua", None, "rung truong thi 06/2022/QH15 19/CT-TTg"),
        ("trường học", "truong", "truong thi"),
        ('"trường học"', "truong", "truong"),
        ("học trường", "truong", "truong thi"),
        ("52/KH-UBND", "truong", "truong"),
        ("19/CT-TTg", "19/CT-TTg", "19/CT-TTg rung"),
        ("giám thị", "thi", "thi"),
        ("giám thí", "", ""),
    ],
)
def test_what_is_found_and_what_comes_first(db: Path, asked: str, first: str | None, names: str) -> None:
    hits = find_text(db, asked).hits
    found = [Path(hit.path).stem if hit.path else hit.code for hit in hits]
    assert set(found) == set(names.split())
    # A title that holds the words comes before a text that does, whether its document was read or is only cited.
    assert not first or found[0] == first


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"province": "son la"}, "truong"),
        ({"province": "Tỉnh Bắc Kạn"}, "rung"),
        ({"year": "2024"}, "rung"),
        ({"doc_type": "ke hoach"}, "rung truong"),
        ({"doc_type": "Chỉ thị"}, ""),
        ({"cites": "19 ct/ttg"}, "rung"),
        ({"cites": "Luật Thi đua khen thưởng"}, "truong"),
        ({"cites": "19/CT-TTg", "province": "Sơn La"}, ""),
    ],
)
def test_filters(db: Path, filters: dict[str, str], names: str) -> None:
    hits = find_text(db, "trồng", **filters).hits
    assert {Path(hit.path).stem for hit in hits if hit.path} == set(names.split())


def test_marks_are_where_the_words_are(db: Path) -> None:
    (hit, *_) = find_text(db, "trong rung").hits
    marked = [snippet.text[a:b].lower() for snippet in hit.snippets for a, b in snippet.marks]
    assert marked and set(marked) <= {"trồng", "rừng"}


@pytest.mark.parametrize(
    "asked",
    ['"', '""', '"mở', "NEAR(a b)", "a OR b", "a AND NOT b", "words : x", "plain:x", "rừng*", "^rừng", "(((", "a\x00b", "-x",
     "'; DROP TABLE documents; --", "%", "{x}", "x" * 20_000, "a " * 3_000, "\u200b", "🙂", "rừng) OR (a"],
)  # fmt: skip
def test_nothing_typed_is_syntax(db: Path, asked: str) -> None:
    try:
        assert isinstance(find_text(db, asked).hits, tuple)
    except NothingAsked as error:
        assert error.text == asked and not any(letter.isalnum() for letter in asked)


@pytest.mark.parametrize("filters", [{"doc_type": "bài thơ"}, {"province": "Atlantis"}, {"cites": "9999/QĐ-XYZ"}])
def test_a_filter_that_fits_nothing_is_an_error(db: Path, filters: dict[str, str]) -> None:
    with pytest.raises(NoSuchFilter):
        find_text(db, "trồng", **filters)
