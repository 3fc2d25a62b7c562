"""The edges of one record: made from its rows, found again, and changed where they are others.

Both ends of every edge that a record asserts are its own document or documents that it cites, so its edges are found by these ends
and need no index by mention.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pipeline.store.interned import several
from pipeline.store.schema import MENTIONS_A_RECORD, span
from pipeline.store.values import EdgeRow

_COLUMNS = "source, target, type, mention, number, cue"
INSERT_EDGE = f"INSERT INTO edges ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"


def edges_of(record: int, ids: Mapping[str, int], edges: Iterable[EdgeRow]) -> list[tuple[Any, ...]]:
    """Rows of ``edges`` for what a record asserts; ``ids`` has the row of every document named."""
    first = record * MENTIONS_A_RECORD + 1
    return [
        (ids[source], ids[target], type, first + mention, number, cue)
        for source, target, type, mention, number, cue in edges
    ]


def record_edges(db: sqlite3.Connection, record: int, ends: Iterable[int]) -> list[tuple[Any, ...]]:
    """The rows that a record has in ``edges``; ``ends`` are its own document and all that it cites."""
    first, last = span(record)
    ask = f"SELECT {_COLUMNS} FROM edges WHERE source IN (?) AND mention BETWEEN {first} AND {last}"
    return list(several(db, ask, ends))


def change_edges(
    db: sqlite3.Connection, before: Collection[tuple[Any, ...]], after: Collection[tuple[Any, ...]]
) -> None:
    """Take out the rows that are no more and put in those that are new."""
    gone, new = set(before) - set(after), set(after) - set(before)
    db.executemany(
        "DELETE FROM edges WHERE source = ? AND target = ? AND type = ? AND mention = ? AND number = ?",
        [row[:5] for row in gone],
    )
    db.executemany(INSERT_EDGE, sorted(new))
