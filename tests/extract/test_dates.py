"""Dates with their roles, as rows of cases and beside citations, zones and the document's own day."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.extract.anniversaries import AnniversaryExtractor
from pipeline.extract.dates import DateExtractor, Spans
from pipeline.extract.periods import PeriodExtractor
from pipeline.model.mentions import Citation, DateMention
from pipeline.model.structure import Header, Structure, Zones
from tests.extract.reading import cases, document, structure


def dates_of(
    text: str, where: Structure | None = None, citations: tuple[Citation, ...] = ()
) -> tuple[DateMention, ...]:
    doc = document(text)
    events = AnniversaryExtractor().extract(doc)
    periods = PeriodExtractor().extract(doc, events)
    return DateExtractor().extract(doc, where or structure(), citations, events, periods)[0]


@pytest.mark.parametrize(("text", "expect"), cases("dates"))
def test_cases(text: str, expect: list[Any]) -> None:
    assert [[d.text, d.value, d.precision, d.valid, d.role] for d in dates_of(text)] == expect


def test_citation_covers_the_dates_of_its_span() -> None:
    text = "theo Chỉ thị số 12-CT/TU ngày 03/5/2021 của Tỉnh ủy, gửi trước ngày 15/6/2024"
    cited = Citation(id="c1", kind="numbered", start=5, end=text.index(","), text="")
    assert [d.role for d in dates_of(text, citations=(cited,))] == ["citation", "deadline"]


def test_dateline_zone_is_the_documents_own_day() -> None:
    text = "Huế, ngày 02 tháng 01 năm 2025\nBáo cáo trước ngày 30/6/2025"
    where = Structure(Header(date="2025-01-02"), Zones(dateline=(0, 30)))
    assert [d.role for d in dates_of(text, where)] == ["document", "deadline"]


def test_limit_before_the_documents_day_is_a_past_fact() -> None:
    text = "Đến hết ngày 25/02/2026 có 12 xã hoàn thành"
    assert dates_of(text, structure("2026-03-10"))[0].role == "other"
    assert dates_of(text, structure("2026-01-10"))[0].role == "deadline"


def test_invalid_date_is_reported_with_its_place() -> None:
    doc = document("họp ngày 31/4/2024")
    _, remarks = DateExtractor().extract(doc, structure(), (), (), ())
    assert [(r.code, r.severity, doc.text[r.start : r.end]) for r in remarks] == [
        ("invalid-date", "warning", "31/4/2024")
    ]


def test_spans_may_nest_and_touch() -> None:
    spans = Spans([(0, 30), (5, 9), (40, 50)])
    assert spans.cover(10, 20) and spans.cover(5, 9) and spans.cover(40, 50)
    assert not spans.cover(31, 35) and not spans.cover(45, 51)
