"""Handwritten days: where the cell is, what is taken out of it, what is read, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.read.ocr.dateline import cells, penned
from pipeline.read.ocr.day_bounds import Around, days_open
from pipeline.read.ocr.days import numbers, read_cell
from pipeline.read.ocr.marks import label
from pipeline.read.ocr.pen_cell import COLUMNS, EM, ROWS, Cell, window
from pipeline.read.ocr.values import OcrLine, Word
from tests.read.ocr.pen import draw

SURE = 0.7  # as in handwriting.py
CELL = Cell(150.0, 270.0, 160.0, 56.0)


def page(text: str = "", *, slant: float = 0.2, pen: int = 5, high: float = 50.0) -> Image.Image:
    """A strip of a page: print (bars) on both sides of the cell, ``text`` written into it."""
    sheet = Image.new("L", (420, 300), 250)
    ink = ImageDraw.Draw(sheet)
    for x in (20, 50, 80, 110, 290, 320, 350, 380):
        ink.rectangle((x, 130, x + 6, 160), fill=20)
    draw(sheet, text, 170, 160, high, slant, pen)
    return sheet


def read(sheet: Image.Image, most: int = 31) -> tuple[int, bool]:
    """The number read, and whether surely; 0 for none."""
    found = read_cell(np.asarray(sheet), CELL, most)
    return (found.value, found.confidence >= SURE) if found else (0, False)


@pytest.mark.parametrize(
    "day", ["01", "02", "07", "09", "12", "14", "15", "18", "20", "23", "25", "26", "28", "30", "31", "5"]
)
def test_days_are_read(day: str) -> None:
    """Plain hands are read; a day taken for another surely would be worse than one not read."""
    seen = [read(page(day, slant=slant, pen=pen)) for slant, pen in ((0.1, 4), (0.25, 6), (0.4, 5))]
    assert all(value == int(day) for value, sure in seen if sure), seen
    assert sum(sure for _, sure in seen) >= 2, seen


@pytest.mark.parametrize("text", ["", "x", "~", "47", "99", "xx", "00", "283", "~~"])
def test_what_is_no_day_is_not_read(text: str) -> None:
    for slant, pen in ((0.1, 4), (0.3, 6)):
        assert not read(page(text, slant=slant, pen=pen))[1]


def test_no_month_above_twelve() -> None:
    assert read(page("12"), 12) == (12, True)
    assert not read(page("18"), 12)[1]


def test_streaks_leader_and_specks_are_taken_out() -> None:
    sheet = page("18")
    plain = window(np.asarray(sheet), CELL)
    ink = ImageDraw.Draw(sheet)
    ink.line((262, 0, 262, 300), fill=60, width=2)
    for x in range(152, 270, 9):
        ink.ellipse((x, 157, x + 3, 160), fill=20)
    ink.line((0, 70, 420, 70), fill=20, width=3)
    spoiled = window(np.asarray(sheet), CELL)
    assert plain is not None and spoiled is not None
    assert plain.shape == (ROWS, COLUMNS)
    assert np.abs(plain - spoiled).mean() < 0.05
    assert read(sheet) == (18, True)


def test_a_stroke_that_runs_into_the_print_is_cut_at_it() -> None:
    sheet = page("07")
    ImageDraw.Draw(sheet).line((230, 134, 296, 132), fill=30, width=4)
    assert read(sheet) == (7, True)


def test_a_blank_or_faint_cell_has_no_window() -> None:
    assert window(np.asarray(page()), CELL) is None
    assert window(np.full((300, 420), 240, np.uint8), CELL) is None
    assert window(np.asarray(page("18")), Cell(150.0, 155.0, 160.0, 56.0)) is None
    assert window(np.asarray(page("18")), Cell(900.0, 990.0, 160.0, 56.0)) is None


def test_the_size_of_the_picture_does_not_matter() -> None:
    sheet = page("25")
    half = sheet.resize((sheet.width // 2, sheet.height // 2), Image.Resampling.BOX)
    cell = Cell(CELL.left / 2, CELL.right / 2, CELL.base / 2, CELL.em / 2)
    whole, smaller = window(np.asarray(sheet), CELL), window(np.asarray(half), cell)
    assert whole is not None and smaller is not None
    assert np.abs(whole - smaller).mean() < 0.05
    assert CELL.em / 2 > EM


def test_marks_hang_together_over_corners() -> None:
    mask = np.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0]], np.bool_)
    labels, count = label(mask)
    assert count == 3
    assert labels[0, 0] == labels[1, 1] and labels[0, 3] == labels[2, 3] and labels[3, 1] == labels[4, 2]
    ring = np.ones((5, 5), np.bool_)
    ring[1:4, 1:4] = False
    assert label(ring)[1] == 1
    assert label(np.zeros((3, 3), np.bool_))[1] == 0


def test_chances_add_up() -> None:
    chances = numbers(np.random.default_rng(1).random((3, ROWS, COLUMNS), np.float32))
    assert chances.shape == (3, 32)
    assert np.allclose(chances.sum(1), 1, atol=1e-5)


REST = (("4", 163, 168), ("năm", 171, 188), ("2020", 191, 211))


def line(*words: tuple[str, float, float]) -> tuple[Word, ...]:
    return tuple(Word(text, x0, 40.0, x1, 52.0, 0.9) for text, x0, x1 in words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (line(("ngày", 100, 119), ("15", 122, 130), ("tháng", 134, 157), *REST), (119, 134)),
        # «ngày» has taken in the first digit, «tháng» the whole day
        (line(("ngày", 100, 128), ("Z", 129, 133), ("tháng", 137, 160), *REST), (119.5, 137)),
        (line(("ngày", 100, 119), ("tháng", 122, 160), *REST), (119, 137.2)),
        (line(("Lâm,ngày", 80, 119), ("tháng", 137, 160), *REST), (119, 137)),
        (line(("ngày15", 100, 130), ("tháng", 137, 160), *REST), (119.5, 137)),
        # too little print to tell how large it is, and no dateline
        (line(("ngày", 100, 119), ("tháng12", 137, 170)), None),
        (line(("tháng", 100, 123), ("ngày", 140, 159), ("năm", 171, 188)), None),
    ],
)  # fmt: skip
def test_cells(words: tuple[Word, ...], day: tuple[float, float] | None) -> None:
    found = cells(words, 50.0).get("day")
    assert (None if found is None else (found.left, found.right)) == (
        None if day is None else pytest.approx(day, abs=0.8)
    )


def test_another_line_has_no_cells() -> None:
    words = line(("Kính", 100, 120), ("gửi:", 124, 140))
    assert penned(page("18"), OcrLine(words, 50.0, 12.0), 0.24) == ()


@pytest.mark.parametrize(
    ("text", "year", "month", "days"),
    [
        ("Căn cứ Quyết định số 45/QĐ-UBND ngày 12 tháng 5 năm 2022;", 2022, 5, range(12, 32)),
        ("Căn cứ Quyết định số 45/QĐ-UBND ngày 12 tháng 5 năm 2022;", 2022, 6, range(1, 31)),
        ("báo cáo trước ngày 12/5/2022", 2022, 5, range(1, 32)),
        ("Kế hoạch số 7/KH-UBND ngày 20/2/2024 … ký: 23.02.2024 10:21:11 +07:00", 2024, 2, range(20, 24)),
        ("Kế hoạch số 7/KH-UBND ngày 45/2/2024", 2024, 2, range(1, 30)),
    ],
)
def test_the_page_bounds_the_day(text: str, year: int, month: int, days: range) -> None:
    assert days_open(Around(text), year, month) == days


@pytest.mark.parametrize(
    ("times", "days"),
    [
        (("2024-02-23T10:21:11+07:00",), range(1, 24)),
        # the signer's comes before the office's: the last one counts, also when another month's
        (("2024-02-19T16:00:00+07:00", "2024-02-23T10:21:11+07:00"), range(1, 24)),
        (("2024-02-19T16:00:00+07:00", "2024-03-04T10:21:11+07:00"), range(1, 30)),
        (("by hand",), range(1, 30)),
    ],
)
def test_the_last_signature_bounds_the_day(times: tuple[str, ...], days: range) -> None:
    assert days_open(Around("", times), 2024, 2) == days
