"""Programmes, schemes, strategies and master plans."""

from __future__ import annotations

import pytest

from pipeline.extract.programmes import ProgrammeExtractor
from pipeline.model.mentions import Citation
from tests.extract.reading import cases, document


@pytest.mark.parametrize(("text", "expect"), cases("programmes"))
def test_cases(text: str, expect: list[str]) -> None:
    assert [p.name for p in ProgrammeExtractor().extract(document(text), ())] == expect


def test_a_citation_is_no_programme() -> None:
    text = "thực hiện Chương trình phát triển du lịch giai đoạn 2021 - 2025"
    cited = Citation(id="c1", kind="named", start=10, end=len(text), text="")
    assert ProgrammeExtractor().extract(document(text), ()) != ()
    assert ProgrammeExtractor().extract(document(text), (cited,)) == ()
