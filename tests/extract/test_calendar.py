"""The anchored date parser: where it starts, what it refuses, and that one scan finds what single matches find."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, strategies as st

from pipeline.extract.calendar import iso_day, match_date, match_month, scan_dates


@pytest.mark.parametrize(
    ("text", "pos", "value"),
    [
        ("ngày 07/4/2014", 0, "2014-04-07"),
        ("ngày 07/4/2014", 5, "2014-04-07"),
        ("tháng 3/2024", 0, "2024-03"),
        ("tháng 01/01/2024", 0, "2024-01-01"),
        ("Ngày 20 tháng 3, năm 2024", 0, "2024-03-20"),
        ("19/5/1890", 0, "1890-05-19"),
        ("mùng 2 tháng 9 năm 1945", 0, "1945-09-02"),
    ],
)
def test_anchor_at_numeral_or_word(text: str, pos: int, value: str) -> None:
    found = match_date(text, pos)
    assert found is not None and found.value == value
    assert text[found.start].isdigit()


@pytest.mark.parametrize(
    ("text", "pos"),
    [
        ("2014/4/07", 1),
        ("ngày lễ", 0),
        ("05/2008/TTLT", 0),
        ("1.234.567", 0),
        ("30/4/75 ha", 0),
        ("12.345.2020", 0),
        ("", 0),
    ],
)
def test_no_date_there(text: str, pos: int) -> None:
    assert match_date(text, pos) is None


def test_two_digit_year_only_after_ngay_and_never_valid() -> None:
    found = match_date("ngày 30/4/75", 0)
    assert found is not None and (found.value, found.valid) == (None, False)


def test_blank_day_is_told() -> None:
    found = match_date("ngày ..... tháng 3 năm 2024", 0)
    assert found is not None and found.blank_day and found.value == "2024-03"
    plain = match_date("tháng 3 năm 2024", 0)
    assert plain is not None and not plain.blank_day


def test_years_out_of_range_have_no_value() -> None:
    assert iso_day(1, 1, 2101) is None
    found = match_month("5/2106", 0, led=True)
    assert found is not None and found.value is None and not found.valid


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(d: date) -> None:
    forms = (f"{d.day}/{d.month}/{d.year}", f"{d.day:02d}-{d.month:02d}-{d.year}", f"{d.day}.{d.month}.{d.year}")
    for text in (*forms, f"{d.day} tháng {d.month} năm {d.year}"):
        found = list(scan_dates(f"họp ngày {text}, sau đó"))
        assert [(f.value, f.end - f.start) for f in found] == [(d.isoformat(), len(text))]


@given(st.text(alphabet="0123456789/.- ngàythánăm\n", max_size=60))
def test_scan_never_overlaps_and_never_fails(text: str) -> None:
    end = 0
    for found in scan_dates(text):
        assert end <= found.start < found.end <= len(text)
        assert found.valid == (found.value is not None)
        end = found.end


def test_scan_is_linear() -> None:
    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            for _found in scan_dates(text):
                pass
            best = min(best, time.perf_counter() - start)
        return best

    piece = "1/" * 20_000 + "ngày tháng " * 5_000
    assert seconds(piece * 4) < 12 * seconds(piece) + 0.05
