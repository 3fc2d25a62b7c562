"""Search: with and without diacritics, phrases, filters, titles of what is only cited, and nothing typed is ever syntax."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from pipeline.errors import UsageError
from pipeline.run.build import build
from pipeline.run.searching import find_text
from pipeline.store.query import read_query
from pipeline.store.search import _places
from pipeline.store.snippet import snippets_of
from tests.run.test_build import CITING, TARGET, Silent


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    (folder / "target.txt").write_text(TARGET, encoding="utf-8")
    (folder / "citing.txt").write_text(CITING, encoding="utf-8")
    build([folder], folder / "c.db", Silent())
    return folder / "c.db"


def names(db: Path, text: str, **more: str) -> list[str | None]:
    return [hit.code for hit in find_text(db, text, **more).hits]  # type: ignore[arg-type]


def test_diacritics_may_be_left_out_but_not_be_others(db: Path) -> None:
    assert set(names(db, "chuyển đổi số")) == {"77/KH-UBND", "12/KH-SCT"}
    assert set(names(db, "chuyen doi so")) == {"77/KH-UBND", "12/KH-SCT"}
    assert names(db, "chuyên đôi sô") == []
    assert names(db, "CHỈ TIÊU") == ["77/KH-UBND"]


def test_phrases_stand_together(db: Path) -> None:
    assert names(db, '"hoàn thành các chỉ tiêu"') == ["77/KH-UBND"]
    assert names(db, '"chỉ tiêu hoàn thành"') == []


def test_symbols_are_found(db: Path) -> None:
    assert names(db, "77/KH-UBND")[0] in ("77/KH-UBND", "12/KH-SCT")


def test_filters(db: Path) -> None:
    assert names(db, "chuyển đổi số", cites="77/KH-UBND") == ["12/KH-SCT"]
    assert names(db, "chuyển đổi số", province="tỉnh hà tĩnh", year="2024", doc_type="kế hoạch")
    assert names(db, "chuyển đổi số", year="2023") == []
    assert names(db, "chuyển đổi số", province="Cà Mau") == []
    with pytest.raises(UsageError, match="99/KH-UBND"):
        find_text(db, "số", cites="99/KH-UBND")


def test_snippets_mark_what_was_asked(db: Path) -> None:
    (hit,) = find_text(db, "chi tieu").hits
    snippet = hit.snippets[0]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["TIÊU", "chỉ", "tiêu"]


def test_nothing_to_look_for_is_misuse(db: Path) -> None:
    with pytest.raises(UsageError):
        find_text(db, '"" ()*')


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abđ \"'*()^:-+{}NEARORTAND\x00\n;", max_size=30))
def test_nothing_typed_is_syntax(db: Path, text: str) -> None:
    if read_query(text).terms:
        find_text(db, text)


def marked(text: str, asked: str) -> list[list[str]]:
    """The words marked in each snippet of ``text``."""
    query = read_query(asked)
    places = _places(query, text.lower(), marked=True)
    assert places is not None
    return [[one.text[start:end] for start, end in one.marks] for one in snippets_of(text, places)]


FILL = "các phòng, đơn vị rà soát nhiệm vụ được giao trong quý và gửi về Văn phòng để tổng hợp chung. " * 4


def test_a_passage_with_all_words_is_not_crowded_out_by_one_with_one_of_them() -> None:
    text = f"cấp nước. {FILL}cấp xã. {FILL}cấp tỉnh. {FILL}cấp vốn. {FILL}nước sạch được cấp cho bản. {FILL}cấp thôn."
    assert marked(text, "cấp nước sạch") == [["nước", "sạch", "cấp"]]


def test_a_passage_is_not_cut_where_another_word_stands_before_it() -> None:
    text = f"cấp {'.' * 150} nước sạch của đơn vị cấp {'.' * 500} nước."
    assert ["nước", "sạch", "cấp"] in [words[-3:] for words in marked(text, "cấp nước sạch")]


def test_words_that_never_stand_together_are_shown_each() -> None:
    found = marked(f"cấp xã. {FILL}cấp xã. {FILL}nước ngầm. {FILL}cấp xã.", "cấp nước")
    assert ["nước"] in found and ["cấp"] in found


def test_of_very_many_places_the_best_are_shown_at_once() -> None:
    text = f"{'cấp xã ' * 20_000}{FILL}nước sạch"
    assert ["nước", "sạch"] in marked(text, "cấp nước sạch")
