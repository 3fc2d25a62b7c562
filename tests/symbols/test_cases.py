"""Symbols by hand-written cases: clean, damaged, none at all, and in running text (tests/cases/symbols.jsonl)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SymbolError
from pipeline.symbols import codes_for, find_symbols, format, parse, repair
from pipeline.symbols.spell import MARKS
from pipeline.text.fold import fold

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "symbols.jsonl").read_text("utf-8").splitlines()
]


def rows(layer: str) -> list[Any]:
    return [pytest.param(row, id=row["note"]) for row in CASES if row["layer"] == layer]


def test_marks_of_a_lone_symbol_are_folded_as_in_a_text() -> None:
    assert {chr(mark): fold(chr(mark)) for mark in MARKS} == {chr(mark): to for mark, to in MARKS.items()}


@pytest.mark.parametrize("row", rows("parse"))
def test_clean_symbols_are_parsed(row: dict[str, Any]) -> None:
    symbol = parse(row["text"])
    assert (format(symbol), symbol.cls, codes_for(None).doc_type(symbol)) == (
        row["canonical"],
        row["cls"],
        row["doc_type"],
    )
    assert parse(format(symbol)).canonical == row["canonical"]


@pytest.mark.parametrize("row", rows("repair"))
def test_damaged_symbols_are_repaired_and_say_so(row: dict[str, Any]) -> None:
    symbol = repair(row["text"])
    assert symbol is not None
    assert (symbol.canonical, list(symbol.repairs)) == (row["canonical"], row["repairs"])
    if row["repairs"]:
        with pytest.raises(SymbolError, match="did you mean"):
            parse(row["text"])


@pytest.mark.parametrize("row", rows("reject"))
def test_what_is_no_symbol_is_refused(row: dict[str, Any]) -> None:
    assert repair(row["text"]) is None
    with pytest.raises(SymbolError, match="no số/ký hiệu"):
        parse(row["text"])


@pytest.mark.parametrize("row", rows("find"))
def test_symbols_are_found_in_text(row: dict[str, Any]) -> None:
    folded = fold(row["text"])
    found = list(find_symbols(folded))
    assert [match.symbol.canonical for match in found] == row["canonical"]
    assert all(folded[match.start : match.end] == match.symbol.raw for match in found)


def test_the_dash_before_a_year_makes_no_other_document() -> None:
    assert parse("19-2017/NQ-CP").identity == parse("19/2017/NQ-CP").identity
