"""Commemorated events: names, counts, brackets, arithmetic, and which known event is meant."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.extract.anniversaries import AnniversaryExtractor
from pipeline.extract.known_events import KnownEvents
from pipeline.gazetteer.schema import AnniversaryEntry
from tests.extract.reading import cases, document

ENTRIES = (
    AnniversaryEntry(source="t", id="tet", event="Tết Nguyên đán", origin="lunar 01-01", kind="lễ lớn"),
    AnniversaryEntry(source="t", id="27-7", event="Ngày Thương binh - Liệt sĩ", origin="1947-07-27", kind="kỷ niệm"),
    AnniversaryEntry(source="t", id="2-9", event="Ngày Quốc khánh", origin="1945-09-02", kind="lễ lớn"),
    AnniversaryEntry(
        source="t", id="30-4", event="Ngày Giải phóng miền Nam, thống nhất đất nước", origin="1975-04-30", kind="lễ"
    ),
)


@pytest.mark.parametrize(("text", "expect"), cases("anniversaries"))
def test_cases_without_any_list_of_events(text: str, expect: list[Any]) -> None:
    doc = document(text)
    found = AnniversaryExtractor().extract(doc)
    got = [[a.text, a.years, a.event, a.origin, a.observed, list(a.problems)] for a in found]
    assert got == expect
    assert all(doc.text[a.start : a.end] == a.text for a in found)


@pytest.mark.parametrize(
    ("name", "origin", "expected"),
    [
        ("ngày thương binh, liệt sỹ", None, "27-7"),
        ("Ngày Quốc khánh 2/9", None, "2-9"),
        ("Ngày Quốc khánh", "1945-08-19", None),
        ("Ngày Thầy thuốc Việt Nam", None, None),
        ("giải phóng miền Nam, thống nhất đất nước", None, "30-4"),
    ],
)
def test_event_id_only_when_sure(name: str, origin: str | None, expected: str | None) -> None:
    assert KnownEvents(ENTRIES).find(name, origin) == expected


def test_a_known_name_keeps_its_comma_without_dates() -> None:
    doc = document("kỷ niệm 50 năm giải phóng miền Nam, thống nhất đất nước; phấn đấu hoàn thành")
    found = AnniversaryExtractor(SimpleNamespace(anniversaries=ENTRIES)).extract(doc)
    assert [(a.event, a.event_id) for a in found] == [("giải phóng miền Nam, thống nhất đất nước", "30-4")]
