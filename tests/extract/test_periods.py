"""Ranges of years and dates."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.extract.anniversaries import AnniversaryExtractor
from pipeline.extract.periods import PeriodExtractor
from tests.extract.reading import cases, document


@pytest.mark.parametrize(("text", "expect"), cases("periods"))
def test_cases(text: str, expect: list[Any]) -> None:
    doc = document(text)
    found = PeriodExtractor().extract(doc, AnniversaryExtractor().extract(doc))
    assert [[p.text, p.start_value, p.end_value] for p in found] == expect


def test_dashes_of_every_kind() -> None:
    doc = document("2023 – 2030, 2016—2020, 2021−2025")
    assert [p.start_value for p in PeriodExtractor().extract(doc, ())] == ["2023", "2016", "2021"]
