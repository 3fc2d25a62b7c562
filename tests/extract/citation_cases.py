"""Reads the linguistic cases of citations and compares what extraction finds with what a case expects."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.extract.citations import CitationExtractor, CitationResult
from pipeline.gazetteer import load
from pipeline.model.document import Document
from pipeline.model.structure import Header, Structure, Zones
from pipeline.text.fold import fold

CASES = Path(__file__).parent.parent / "cases"


@lru_cache(maxsize=1)
def extractor() -> CitationExtractor:
    """One extractor over the shipped gazetteers for all tests."""
    return CitationExtractor(load())


def extract(text: str) -> CitationResult:
    """The citations of a bare text without any structure."""
    document = Document(text=text, folded=fold(text))
    return extractor().extract(document, Structure(header=Header(), zones=Zones(body=(0, len(text)))))


def cases(name: str) -> list[dict[str, Any]]:
    """The rows of one file of cases."""
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def differences(case: dict[str, Any]) -> list[str]:
    """What extraction gives otherwise than the case expects; heads and antecedents are indexes of the case's list."""
    found = extract(case["text"]).citations
    texts = [citation.text for citation in found]
    if texts != [row["text"] for row in case["expect"]]:
        return [f"texts: {texts}"]
    ids = [citation.id for citation in found]
    wrong = []
    for citation, row in zip(found, case["expect"], strict=True):
        for field, value in row.items():
            if field in ("head", "antecedent") and value is not None:
                value = ids[value]
            if getattr(citation, field) != value:
                wrong.append(f"{citation.text}: {field} {getattr(citation, field)!r}, expected {value!r}")
    return wrong
