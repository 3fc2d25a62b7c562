"""Rows of ruled tables that a page's end breaks: put together again, and heads repeated on the next page left out.

A table that closes a page and one that opens the next, with nothing between them, are one table when their columns stand at
the same places. Its broken row goes on there when the first cell, which numbers the rows, is empty. Source: how word
processors break tables; the project's trap «tables over page breaks».

>>> above = Table(50, 600, 300, 640, ((Line("7", 52, 610, 58, 622, 12),), (Line("Số 5/QĐ-", 102, 610, 160, 622, 12),)),
...     ((50, 600, 100, 640), (100, 600, 300, 640)))
>>> below = Table(50, 60, 300, 90, ((), (Line("UBND", 102, 65, 140, 77, 12),)), ((50, 60, 100, 90), (100, 60, 300, 90)))
>>> found, rest = joined(above, below)
>>> [[line.text for line in lines] for lines in found.values()], rest.cells
([['UBND']], ())
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pipeline.text.columns import rows_of
from pipeline.text.page import Line, PageContent, Table

_NEAR = 3.0  # points within which edges are the same
Rest = dict[int, tuple[Line, ...]]
"""What a page's last table goes on with on the next page, by the place of the cell in it."""


class Whole(NamedTuple):
    """Pages without what was moved, and by page number what its last table's cells go on with."""

    pages: list[PageContent]
    rests: dict[int, Rest]


def whole_rows(pages: Sequence[PageContent], rows: Sequence[Sequence[tuple[Line, ...]]]) -> Whole:
    """Pages with their tables' broken rows told. ``rows`` are the lines of each page outside its tables."""
    kept, rests = list(pages), {}
    for at in range(len(kept) - 1):
        above, below = _last(kept[at], rows[at]), _first(kept[at + 1], rows[at + 1])
        if above is None or below is None:
            continue
        rest, left = joined(above, below)
        if left is not below:
            others = tuple(table for table in kept[at + 1].tables if table is not below)
            kept[at + 1] = msgspec.structs.replace(kept[at + 1], tables=(left, *others) if left.cells else others)
            rests[kept[at].number] = rest
    return Whole(kept, rests)


def _last(page: PageContent, rows: Sequence[tuple[Line, ...]]) -> Table | None:
    """The table that closes a page."""
    table = max(page.tables, key=lambda table: table.y1, default=None)
    return table if table and not any(line.y0 > table.y1 - _NEAR for row in rows for line in row) else None


def _first(page: PageContent, rows: Sequence[tuple[Line, ...]]) -> Table | None:
    """The table that opens a page."""
    table = min(page.tables, key=lambda table: table.y0, default=None)
    return table if table and not any(line.y1 < table.y0 + _NEAR for row in rows for line in row) else None


def joined(above: Table, below: Table) -> tuple[Rest, Table]:
    """What the last row of ``above`` goes on with in ``below``, and ``below`` without it and without a repeated head."""
    last = _row(above, above.y1, bottom=True)
    first = _row(below, below.y0, bottom=False)
    taken: set[int] = set()
    if first and _texts(below, first) == _texts(above, _row(above, above.y0, bottom=False)):
        taken.update(first)
        foot = max(below.boxes[at][3] for at in first)
        first = _row(below, foot, bottom=False)
    rest: Rest = {}
    if last and _same_columns(above, last, below, first) and not below.cells[first[0]] and above.cells[last[0]]:
        rest = {own: below.cells[other] for own, other in zip(last, first, strict=True) if below.cells[other]}
        taken.update(first)
    if not taken:
        return {}, below
    left = [at for at in range(len(below.cells)) if at not in taken]
    cells, boxes = tuple(below.cells[at] for at in left), tuple(below.boxes[at] for at in left)
    return rest, msgspec.structs.replace(below, cells=cells, boxes=boxes)


def _row(table: Table, edge: float, *, bottom: bool) -> list[int]:
    """The places of the cells that end (``bottom``) or begin at a height, from left to right."""
    side = 3 if bottom else 1
    found = [at for at, box in enumerate(table.boxes) if abs(box[side] - edge) < _NEAR]
    return sorted(found, key=lambda at: table.boxes[at][0])


def _same_columns(above: Table, last: list[int], below: Table, first: list[int]) -> bool:
    if len(last) != len(first) or len(last) < 2:
        return False
    pairs = ((above.boxes[own], below.boxes[other]) for own, other in zip(last, first, strict=True))
    return all(abs(one[0] - two[0]) < _NEAR and abs(one[2] - two[2]) < _NEAR for one, two in pairs)


def _texts(table: Table, row: list[int]) -> list[str]:
    return [" ".join(line.text.strip() for part in rows_of(table.cells[at]) for line in part) for at in row]
