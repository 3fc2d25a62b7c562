"""Row numbers of documents and of sayings, given here and not by SQLite: the one who writes knows them all.

A build that starts from an empty store has given every number itself and never asks; another asks for what a batch names, once. The
numbers are good as long as nobody else writes and nothing is taken out: then ``forget``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pipeline.store.values import Saying

# Entries kept in memory, about 100 MB; beyond it everything is asked for anew.
_KEPT = 200_000
_SEVERAL = 500
_SAYING_COLUMNS = "code_key, own_key, own_id, status, doc_type, code, date, issuer, term, title, known"


class Interned:
    """Numbers by key and by saying. Every method is called inside a transaction that holds the write lock."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._held = False
        self.documents: dict[str, int] = {}
        self.sayings: dict[Saying, int] = {}
        self._codes: set[str] = set()
        self.complete = False
        self._next_document = self._next_saying = 1
        self.new_documents: dict[int, str] = {}
        self.new_sayings: list[tuple[Any, ...]] = []

    def forget(self) -> None:
        """Nothing is known any more: rows were taken out, or a transaction was rolled back."""
        self._held = False

    def refresh(self) -> None:
        """Make ready for a batch."""
        if not self._held or len(self.documents) + len(self.sayings) > _KEPT:
            self.documents, self.sayings, self._codes = {}, {}, set()
            self._next_document = _after(self._db, "documents")
            self._next_saying = _after(self._db, "sayings")
            self.complete = self._next_document == self._next_saying == 1
        self._held = True
        self.new_documents, self.new_sayings = {}, []

    def load(self, keys: Collection[str], codes: Collection[str]) -> None:
        """Ask for the numbers of those documents, and of the sayings filed under those code keys."""
        ask = "SELECT key, id FROM documents WHERE key IN (?)"
        self.documents.update(several(self._db, ask, [key for key in keys if key not in self.documents]))
        ask = f"SELECT id, {_SAYING_COLUMNS} FROM sayings WHERE code_key IN (?)"
        unknown = [code for code in codes if code not in self._codes]
        for id, *saying in several(self._db, ask, unknown):
            self.sayings[tuple(saying)] = id
        self._codes.update(unknown)

    def document(self, key: str) -> int:
        """The row of the document with that key, a new one where there is none."""
        found = self.documents.get(key)
        if found is None:
            found = self.documents[key] = self._next_document
            self._next_document += 1
            self.new_documents[found] = key
        return found

    def saying(self, saying: Saying) -> int:
        """The row of a saying, a new one where there is none."""
        found = self.sayings.get(saying)
        if found is None:
            found = self.sayings[saying] = self._next_saying
            self._next_saying += 1
            self.new_sayings.append((found, *saying))
        return found

    def insert_sayings(self) -> None:
        """Write the new sayings of the batch."""
        statement = f"INSERT INTO sayings (id, {_SAYING_COLUMNS}) VALUES ({', '.join('?' * 12)})"
        self._db.executemany(statement, self.new_sayings)


def several(db: sqlite3.Connection, statement: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
    """Run ``statement``, whose first «(?)» takes a list, for a few hundred of ``values`` at a time."""
    left = list(values)
    for first in range(0, len(left), _SEVERAL):
        some = left[first : first + _SEVERAL]
        yield from db.execute(statement.replace("(?)", f"({', '.join('?' * len(some))})", 1), some)


def _after(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
