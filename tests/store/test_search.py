"""Search: with and without diacritics, phrases, filters, titles of what is only cited, and nothing typed is ever syntax."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from pipeline.errors import UsageError
from pipeline.run.build import build
from pipeline.run.searching import find_text
from pipeline.store.query import read_query
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
