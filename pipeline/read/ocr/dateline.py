"""Where the day and the month stand in the picture of a dateline («…, ngày 15 tháng 4 năm 2020»).

Knows that the engine's box of «ngày» or «tháng» often takes in what a pen wrote beside it, and that the four printed
words of a dateline have widths in fixed proportion, whatever the font: «tháng» is 1.31 times as wide as «năm», «ngày»
1.13 times, the year 1.16 times. A box that is too wide is therefore cut to its word. Source: the widths in Times, Arial
and DejaVu, upright and italic; NĐ 30/2020/NĐ-CP, Phụ lục I, section II.4 (the form of the dateline).

>>> words = (Word("ngày", 100.0, 0, 119.5, 9, 0.9), Word("tháng", 125.0, 0, 163.0, 9, 0.3), Word("4", 166.0, 0, 171.0, 9, 0.9),
...          Word("năm", 174.0, 0, 191.2, 9, 0.9), Word("2020", 195.0, 0, 215.2, 9, 0.9))
>>> day = cells(words, 9.0)["day"]
>>> round(day.left), round(day.right), round(day.em)
(120, 139, 10)
"""

from __future__ import annotations

import re

import numpy as np
from PIL import Image

from pipeline.read.ocr.days import read_cell
from pipeline.read.ocr.pen_cell import Cell
from pipeline.read.ocr.values import OcrLine, Penned, Word

_NGAY = re.compile(r"ng[àaáả]y")
_THANG = re.compile(r"th[áaả]ng")
_NAM = re.compile(r"n[ăắằặaáâ]m")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# Widths of the words' ink in ems.
_NGAY_WIDE, _THANG_WIDE, _NAM_WIDE, _YEAR_WIDE = 1.945, 2.28, 1.72, 2.02
_TRUE = 0.1  # share by which a box may be wider or narrower than its word
_SLACK = 0.04  # share that is added to a width reckoned: a stroke of the print misleads more than a digit's edge lost
_APART = 6.0  # ems between two words of a dateline, at most


_MOST = {"day": 31, "month": 12}


def penned(image: Image.Image, line: OcrLine, points: float) -> tuple[Penned, ...]:
    """What the cells of a dateline hold by hand in a grey picture with ``points`` a pixel; nothing for another line."""
    found = []
    placed = cells(line.words, line.base)
    grey = np.asarray(image) if placed else np.empty((0, 0), np.uint8)
    for name, cell in placed.items():
        scaled = Cell(cell.left / points, cell.right / points, cell.base / points, cell.em / points)
        reading = read_cell(grey, scaled, _MOST[name])
        if reading is not None:
            found.append(Penned(name, reading.value, reading.confidence))
    return tuple(found)


def cells(words: tuple[Word, ...], base: float) -> dict[str, Cell]:
    """The cells ``day`` and ``month`` of a dateline on the baseline ``base``, in the units of the words' boxes.

    A cell is left out where the printed words on both sides of it cannot be told.
    """
    day, month, year = _at(words, _NGAY), _at(words, _THANG), _at(words, _NAM)
    em = _em(words)
    if em is None:
        return {}
    found = {}
    ngay, thang, nam = (day, _NGAY, _NGAY_WIDE * em), (month, _THANG, _THANG_WIDE * em), (year, _NAM, _NAM_WIDE * em)
    for name, before, after in (("day", ngay, thang), ("month", thang, nam)):
        if before[0] is None or after[0] is None or before[0].x0 >= after[0].x0:
            continue
        left = _right_edge(before[0], *before[1:])
        right = _left_edge(after[0], *after[1:])
        if left is not None and right is not None and 0 < right - left < _APART * em:
            found[name] = Cell(left, right, base, em)
    return found


def _at(words: tuple[Word, ...], pattern: re.Pattern[str]) -> Word | None:
    """The last word of a dateline that has the printed word in it (a place may be called «Năm Căn»)."""
    return next((word for word in reversed(words) if pattern.search(word.text)), None)


def _em(words: tuple[Word, ...]) -> float | None:
    """The em of the print: what most of its words say, the lower middle, since boxes are rather too wide."""
    says = []
    for pattern, wide in ((_NGAY, _NGAY_WIDE), (_THANG, _THANG_WIDE), (_NAM, _NAM_WIDE), (_YEAR, _YEAR_WIDE)):
        says += [(word.x1 - word.x0) / wide for word in words if pattern.fullmatch(word.text)]
    return sorted(says)[(len(says) - 1) // 2] if len(says) > 1 else None


def _right_edge(word: Word, pattern: re.Pattern[str], wide: float) -> float | None:
    """Where the printed word ends that begins, or ends, the box."""
    found = pattern.search(word.text)
    assert found is not None
    glued_before, glued_after = found.start() > 0, found.end() < len(word.text)
    if glued_before:
        return None if glued_after else word.x1
    if not glued_after and abs(word.x1 - word.x0 - wide) <= _TRUE * wide:
        return word.x1
    return word.x0 + wide * (1 + _SLACK)


def _left_edge(word: Word, pattern: re.Pattern[str], wide: float) -> float | None:
    """Where the printed word begins that ends, or begins, the box."""
    found = pattern.search(word.text)
    assert found is not None
    glued_before, glued_after = found.start() > 0, found.end() < len(word.text)
    if glued_after:
        return None if glued_before else word.x0
    if not glued_before and abs(word.x1 - word.x0 - wide) <= _TRUE * wide:
        return word.x0
    return word.x1 - wide * (1 + _SLACK)
