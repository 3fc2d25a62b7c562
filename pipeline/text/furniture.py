"""Page furniture (phần trang trí của trang): page numbers, running heads, stamps of digital signatures.

What stands on a page beside the document itself: a page number at its edge, a line repeated on page after page (stamps are
told by ``stamps``). Source: NĐ 30/2020/NĐ-CP, appendix I (page numbers).

>>> page_number("- 12 -"), page_number("Trang 3/8"), page_number("12 tháng")
(12, 3, None)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.text.page import Line

Row = tuple[Line, ...]
"""Stretches on one baseline, from left to right."""

_NUMBER = re.compile(r"\s*(?:[-–—~]\s*)?(?:[Tt]rang|TRANG|Page)?\s*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*(?:[-–—~.]\s*)?$")
_DIGITS = re.compile(r"\d+")
_EDGE = 0.12  # of the page's height


def page_number(text: str) -> int | None:
    """The number of a line that is nothing but a page number, or None."""
    found = _NUMBER.match(text)
    return int(found.group(1)) if found else None


def row_text(row: Row) -> str:
    """The text of a row."""
    return " ".join(line.text.strip() for line in row)


def without_furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[list[Row]]:
    """Rows of each page (top to bottom) without page numbers and running heads. ``heights`` are the pages' own."""
    shifts: Counter[int] = Counter()
    repeated: Counter[tuple[str, bool]] = Counter()
    places: dict[tuple[str, bool], list[float]] = {}
    candidates: list[dict[int, tuple[int | None, tuple[str, bool]]]] = []
    for index, (rows, height) in enumerate(zip(pages, heights, strict=True)):
        found: dict[int, tuple[int | None, tuple[str, bool]]] = {}
        for at in {0, 1, 2, len(rows) - 3, len(rows) - 2, len(rows) - 1}:
            if not 0 <= at < len(rows):
                continue
            top = min(line.y0 for line in rows[at]) < _EDGE * height
            if not top and max(line.y1 for line in rows[at]) < (1 - _EDGE) * height:
                continue
            text = row_text(rows[at])
            number = page_number(text)
            found[at] = (number, (_DIGITS.sub("#", text), top))
            if number is not None:
                shifts[number - index] += 1
            repeated[found[at][1]] += 1
            places.setdefault(found[at][1], []).append(rows[at][0].y1)
        candidates.append(found)
    common = shifts.most_common(1)[0][0] if shifts else 1
    often = max(3, int(0.4 * len(pages)))
    both = {key for key, heights_ in places.items() if len(pages) == 2 == len(heights_) and _level(key, heights_)}
    kept = []
    for index, rows in enumerate(pages):
        out = []
        for at, row in enumerate(rows):
            number, key = candidates[index].get(at, (None, ("", False)))
            numbered = number is not None and number - index in (common, 1)
            heading = (repeated[key] >= often or key in both) and (at in (0, 1) or at >= len(rows) - 2) and key[0] != ""
            if not numbered and not heading:
                out.append(row)
        kept.append(out)
    return kept


def _level(key: tuple[str, bool], places: list[float]) -> bool:
    """Whether a line of words stands at the same height on both pages of a document of two."""
    return abs(places[0] - places[1]) < 3 and sum(map(str.isalpha, key[0])) >= 4
