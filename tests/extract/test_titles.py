"""Linguistic cases of tests/cases/titles.jsonl: each row is a sentence, what it cites, and a note on what it shows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.citation_cases import cases, differences


@pytest.mark.parametrize("case", cases("titles"), ids=lambda case: case["note"])
def test_case(case: dict[str, Any]) -> None:
    assert differences(case) == []
