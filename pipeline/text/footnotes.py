"""Footnotes (chú thích cuối trang) of a laid-out page: the small lines at its foot, and their marks in the text.

A footnote begins with its number, is set in smaller type than the body and stands below all of it. It becomes a line
that opens with «[n] »; its raised mark in the body is left out, for «14-KL/TW¹» must not become «14-KL/TW1». A raised
digit without a footnote (m²) stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from pipeline.text.columns import merged
from pipeline.text.furniture import Row
from pipeline.text.page import Line

_BEGINS = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?\s*(?=\S)")
_SMALLER = 0.93
_RAISED = 0.78  # of the body's letter height: a mark is set smaller than this


class Notes(msgspec.Struct, frozen=True):
    """The footnotes of a page: their lines (the first of each opens with «[n] ») and their numbers."""

    lines: list[Line]
    numbers: frozenset[str]

    def unmarked(self, row: Row) -> Row:
        """A row of the body without the raised marks that refer to these footnotes."""
        if not self.numbers or len(row) < 2:
            return row
        height = max(line.size for line in row)
        base = max(line.y1 for line in row if line.size == height)
        kept = tuple(line for line in row if not self._is_mark(line, height, base))
        return kept or row

    def _is_mark(self, line: Line, height: float, base: float) -> bool:
        raised = line.size < _RAISED * height and line.y1 < base - 0.1 * height
        return raised and line.text.strip(" []()") in self.numbers


def footnotes(rows: Sequence[Row], body_size: float, height: float) -> tuple[list[Row], Notes]:
    """Part the rows of a page (top to bottom) into its body and its footnotes."""
    start = len(rows)
    while start > 0 and _small(rows[start - 1], body_size):
        start -= 1
    # The first small row that begins with a number begins the notes; small rows above it (a source line) are body.
    while start < len(rows) and not _begins(rows[start]):
        start += 1
    if start in (0, len(rows)) or min(line.y0 for line in rows[start]) < 0.3 * height:
        return list(rows), Notes([], frozenset())
    lines: list[Line] = []
    numbers: list[str] = []
    for row in rows[start:]:
        mark = _begins(row)
        line = merged(row)
        if mark and (not numbers or int(mark) == int(numbers[-1]) + 1):
            numbers.append(mark)
            text = _BEGINS.sub("", line.text, count=1)
            line = msgspec.structs.replace(line, text=f"[{mark}] {text}")
        elif line.text.startswith("["):
            line = msgspec.structs.replace(line, text=" " + line.text)
        lines.append(line)
    return list(rows[:start]), Notes(lines, frozenset(numbers))


def _small(row: Row, body_size: float) -> bool:
    return max(row, key=lambda line: len(line.text)).size < _SMALLER * body_size


def _begins(row: Row) -> str | None:
    """The number a footnote's first row opens with, or None."""
    found = _BEGINS.match(merged(row).text.strip())
    return found.group(1) if found else None
