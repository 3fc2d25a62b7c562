"""The edges of one record: made from its rows, and changed where they are others.

A record keeps the keys of its rows in ``edges``, so that they are found without an index by mention, and without going through all
that is said of a document that many name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from pipeline.store.schema import MENTIONS_A_RECORD
from pipeline.store.values import EdgeRow

_COLUMNS = "source, target, type, mention, number, cue_start, cue_end"
_ENCODE = msgspec.json.Encoder().encode
_KEYS = msgspec.json.Decoder(tuple[tuple[int, int, str, int, int], ...])
INSERT_EDGE = f"INSERT INTO edges ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"


def edges_of(record: int, ids: Mapping[str, int], edges: Iterable[EdgeRow]) -> list[tuple[Any, ...]]:
    """Rows of ``edges`` for what a record asserts; ``ids`` has the row of every document named."""
    first = record * MENTIONS_A_RECORD + 1
    return [
        (ids[source], ids[target], type, first + mention, number, start, end)
        for source, target, type, mention, number, start, end in edges
    ]


def keys_of(edges: Iterable[tuple[Any, ...]]) -> str:
    """The keys of rows of ``edges``, as their record keeps them."""
    return _ENCODE([row[:5] for row in edges]).decode()


def change_edges(db: sqlite3.Connection, record: int, after: Collection[tuple[Any, ...]]) -> None:
    """Put ``after`` in place of the rows that a record has in ``edges``: what is in both stays."""
    before = set(_KEYS.decode(db.execute("SELECT edges FROM records WHERE id = ?", (record,)).fetchone()[0]))
    gone = before - {row[:5] for row in after}
    db.executemany(
        "DELETE FROM edges WHERE source = ? AND target = ? AND type = ? AND mention = ? AND number = ?", gone
    )
    new = [row for row in after if row[:5] not in before]
    db.executemany(INSERT_EDGE, new)
    if gone or new:
        db.execute("UPDATE records SET edges = ? WHERE id = ?", (keys_of(after), record))
