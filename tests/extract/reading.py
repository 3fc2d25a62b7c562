"""How the tests of the extraction layers read a piece of text and their cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.document import Document
from pipeline.model.structure import Header, Structure, Zones
from pipeline.text.fold import fold

CASES = Path(__file__).parents[1] / "cases"


def document(text: str) -> Document:
    return Document(text, fold(text))


def structure(date: str | None = None) -> Structure:
    return Structure(Header(date=date), Zones())


def cases(layer: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / f"{layer}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row["text"], row["expect"], id=row["note"]) for row in rows]
