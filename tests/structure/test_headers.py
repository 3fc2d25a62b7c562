"""Headers: every row of ``tests/cases/headers.jsonl`` through the whole analyzer, and the zones that belong to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.gazetteer import load
from pipeline.model.document import Document
from pipeline.model.structure import Structure
from pipeline.structure.analyzer import StructureAnalyzer
from pipeline.text.fold import fold

_CASES = Path(__file__).parents[1] / "cases" / "headers.jsonl"
ROWS = [json.loads(line) for line in _CASES.read_text(encoding="utf-8").splitlines()]
ANALYZER = StructureAnalyzer(load())


def analyze(text: str) -> Structure:
    return ANALYZER.analyze(Document(text=text, folded=fold(text)))


@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    header = analyze(row["text"]).header
    found = {key: getattr(header, key) for key in row["expect"]}
    if "recipients" in found:
        found["recipients"] = list(found["recipients"])
    assert found == row["expect"]
