"""Rows of a page, and the two places where a page stands in two columns: letterhead and signature.

A letterhead has the agency on the left and the national motto on the right; a signature block has the recipients on the
left and the signer on the right. Read across they would mix, so the left column is read first, then the right. Anything
else that leaves a gap (a tab, an aligned list) is read across. Source: NĐ 30/2020/NĐ-CP, appendix I, section IV (layout).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from pipeline.text.furniture import Row, row_text
from pipeline.text.openers import opener
from pipeline.text.page import Line

_GUTTER = 6.0  # points: cells of a letterhead keep at least twice 5.4 points apart
_APART = 5.0  # letter heights: rows farther apart than this are not one block
_CUE = re.compile(
    r"C[ỘO]NG\s+H[ÒO][AÀ]\s+X[ÃA]\s+H[ỘO]I|Độc lập|ĐẢNG CỘNG SẢN|ĐẢNG\s+CỘNG\s+SẢN|N[ơƠ][iI] (?:nhận|gửi|NHẬN)|NƠI NHẬN"
    r"|^(?:TM|KT|TL|TUQ|Q)\.|^[TK]/[MTL]\b|ĐẠI DIỆN|^\(Ký",
    re.MULTILINE,
)

_SUBJECT = ("V/v", "V/V", "v/v", "Về việc")


class Region(msgspec.Struct, frozen=True):
    """Rows ``[first, last)`` of a page that stand in two columns, parted at ``gutter`` (points from the left)."""

    first: int
    last: int
    gutter: float


def rows_of(pieces: Iterable[Line]) -> list[Row]:
    """Group stretches into rows by their baseline, rows from top to bottom, each from left to right.

    A raised mark (a footnote's number) joins the row whose letters it stands beside.
    """
    ordered = sorted(pieces, key=lambda line: (line.y1, line.x0))
    rows: list[list[Line]] = []
    for line in ordered:
        if rows:
            last = max(rows[-1], key=lambda other: other.size)
            raised = min(line.size, last.size) < 0.8 * max(line.size, last.size)
            near = abs(line.base - last.base) < (0.58 if raised else 0.45) * max(line.size, last.size)
            # Lines of two columns need not stand level: what would overprint is another row.
            if near and all(line.x0 > other.x1 - 2 or line.x1 < other.x0 + 2 for other in rows[-1]):
                rows[-1].append(line)
                continue
        rows.append([line])
    return [tuple(sorted(row, key=lambda line: line.x0)) for row in rows]


def merged(row: Row) -> Line:
    """A row as one line, its stretches joined by spaces where they stand apart."""
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for before, after in pairwise(row):
        gap = after.x0 - before.x1
        # A number stamped into a gap («ngày 17tháng 7») is another object than the word beside it.
        stamped = (text[-1:].isdigit() and after.text[:2].isalpha()) or (
            text[-1:].isalpha() and after.text[:1].isdigit()
        )
        if not text.endswith(" ") and (gap > 0.12 * max(before.size, after.size) or (stamped and gap > -0.1)):
            text += " "
        text += after.text
    size = max(row, key=lambda line: len(line.text)).size
    return Line(
        text, row[0].x0, min(line.y0 for line in row), max(line.x1 for line in row), max(line.y1 for line in row), size
    )


def regions(rows: Sequence[Row], width: float) -> list[Region]:
    """The letterhead and signature blocks among the rows of one page of ``width`` points."""
    found: list[Region] = []
    at = 0
    while at < len(rows):
        region = _region_from(rows, at, width)
        if region is not None:
            found.append(region)
            at = region.last
        else:
            at += 1
    return found


def _region_from(rows: Sequence[Row], first: int, width: float) -> Region | None:
    """The two-column block that begins at row ``first``, if there is one and its words are those of such a block."""
    low, high = 0.18 * width, 0.72 * width  # where a gutter may lie
    pairs = 0
    last = first
    for index in range(first, len(rows)):
        row = rows[index]
        if index > first and _gap(rows[index - 1], row) > _APART * row[0].size:
            break
        narrowed = _narrow(row, low, high, width)
        if narrowed is None:
            break
        low, high = narrowed
        if _beside(rows, index, (low + high) / 2):
            pairs += 1
            last = index + 1
    gutter = (low + high) / 2
    # The last line of the body may stand right above a signature: a block begins where two columns do, or on the right.
    if not pairs or not (_beside(rows, first, gutter) or rows[first][0].x0 >= gutter):
        return None
    last = _tail(rows, last, low, high)
    gutter = (low + high) / 2
    left, right = split(rows[first:last], gutter)
    if not left or not right or not _likely(left, right, width):
        return None
    return Region(first, last, gutter)


def _narrow(row: Row, low: float, high: float, width: float) -> tuple[float, float] | None:
    """The gutter's range once this row must stand aside of it; None when the row crosses it."""
    options: list[tuple[float, float]] = []
    edges = [0.0, *(x for line in row for x in (line.x0, line.x1)), width]
    for start, end in zip(edges[0::2], edges[1::2], strict=True):
        low_here, high_here = max(low, start), min(high, end)
        if high_here - low_here >= _GUTTER:
            options.append((low_here, high_here))
    return max(options, key=lambda option: option[1] - option[0], default=None)


def _beside(rows: Sequence[Row], index: int, gutter: float) -> bool:
    """Whether a row has stretches on both sides, or stands beside a neighbour on the other side."""
    row = rows[index]
    sides = {line.middle > gutter for line in row}
    if len(sides) == 2:
        return True
    for other in (index - 1, index + 1):
        if 0 <= other < len(rows) and abs(rows[other][0].y1 - row[0].y1) < 0.85 * row[0].size:
            sides |= {line.middle > gutter for line in rows[other]}
    return len(sides) == 2


def _tail(rows: Sequence[Row], last: int, low: float, high: float) -> int:
    """Rows after the last pair that carry on the left column (more recipients) or the right one (the signer's name)."""
    while last < len(rows):
        row = rows[last]
        kind, gap = opener(row[0].text.strip()), _gap(rows[last - 1], row)
        carries_on = row[-1].x1 <= high and kind in (None, "bullet")
        # Items of a list of recipients and a letter's subject stand apart by more than lines of one paragraph.
        listed = carries_on and (kind == "bullet" or row[0].text.lstrip().startswith(_SUBJECT))
        if gap > (2.4 if listed else 1.2) * row[0].size:
            break
        if not carries_on and row[0].x0 < low:
            break
        last += 1
    return last


def _gap(above: Row, below: Row) -> float:
    return min(line.y0 for line in below) - max(line.y1 for line in above)


def split(rows: Sequence[Row], gutter: float) -> tuple[list[Line], list[Line]]:
    """The lines left and right of the gutter, each from top to bottom."""
    left = [part for row in rows if (part := tuple(line for line in row if line.middle <= gutter))]
    right = [part for row in rows if (part := tuple(line for line in row if line.middle > gutter))]
    return [merged(row) for row in left], [merged(row) for row in right]


def _likely(left: list[Line], right: list[Line], width: float) -> bool:
    """A letterhead or signature says so by its words, or by capitals at the head of both columns."""
    if max(line.x1 for line in left) - min(line.x0 for line in left) < 0.08 * width:
        return False
    text = "\n".join(row_text((line,)) for line in (*left, *right))
    return bool(_CUE.search(text)) or (_capitals(left[0].text) and _capitals(right[0].text))


def _capitals(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 4 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)
