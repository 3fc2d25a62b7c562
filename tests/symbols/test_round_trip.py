"""Round trip over real lists of symbols: the shipped registry, and the bulk corpus beside ``CANCU_REAL_DATA`` if present."""

from __future__ import annotations

import json
import lzma
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.gazetteer import load
from pipeline.symbols import find_symbols, format, parse, repair
from pipeline.text.fold import fold

REAL = Path(os.environ.get("CANCU_REAL_DATA", Path(__file__).parents[3] / "shared" / "dev"))
BULK = REAL.parent / "bulk" / "phapdien.jsonl.xz"
FACTS = REAL.parent / "facts" / "normative_documents.tsv"


def test_every_symbol_of_the_registry_comes_back() -> None:
    codes = {document.code for document in load().documents}
    unread = {code for code in codes if repair(code) is None}
    assert len(codes) > 2500
    assert len(unread) <= len(codes) * 0.005, sorted(unread)
    for code in codes - unread:
        symbol = repair(code)
        assert symbol is not None
        assert format(parse(format(symbol))) == format(symbol)


@pytest.mark.skipif(not FACTS.exists(), reason="no real data")
def test_every_symbol_of_the_facts_comes_back() -> None:
    rows = FACTS.read_text("utf-8").splitlines()[1:]
    numbers = [row.split("\t")[1].strip("\"'") for row in rows]
    # Some rows of the source were cut behind a hyphen or hold no symbol at all.
    whole = [number for number in numbers if "/" in number and not number.endswith("-") and not number[-4:].isdigit()]
    assert len(whole) > 2800
    for number in whole:
        symbol = repair(number)
        assert symbol is not None, number
        assert format(parse(format(symbol))) == format(symbol)


def bulk_texts() -> Iterator[str]:
    with lzma.open(BULK, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield fold(unicodedata.normalize("NFC", json.loads(line)["text"]))


@pytest.mark.skipif(not BULK.exists(), reason="no bulk corpus")
def test_every_symbol_of_the_bulk_corpus_comes_back() -> None:
    seen: set[str] = set()
    count = 0
    for text in bulk_texts():
        for match in find_symbols(text):
            count += 1
            assert text[match.start : match.end] == match.symbol.raw
            canonical = match.symbol.canonical
            if canonical not in seen:
                seen.add(canonical)
                assert format(parse(canonical)) == canonical, match.symbol
    assert count > 10_000
