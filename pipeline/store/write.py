"""Writing: one transaction a document, so that a build killed at any moment leaves whole documents and none in halves.

A record's rows are a function of the record alone; what the corpus adds is written by ``settle``. Every write leaves a note of
what it may have changed for others (``pending``, ``dirty``, ``touched``), inside its own transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pipeline.store.database import transaction
from pipeline.store.fulltext import index_text, unindex_text
from pipeline.store.values import Own, Parcel, SourceRow

# A mention's row id is its record's times this, plus its number: edges can name it without asking for it.
MENTIONS_A_RECORD = 1 << 24
_ENCODE = msgspec.json.Encoder().encode
_MENTION_COLUMNS = (
    'id, record, cid, kind, start, "end", page, text, sentence, doc_type, code, date, issuer, term, title, pinpoint,'
    " relation, cue, head, antecedent, section, code_key, own_key, own_id, status, iri, reason, confidence, via, candidates,"
    " target"
)
_MENTION = f"INSERT INTO mentions ({_MENTION_COLUMNS}) VALUES ({', '.join('?' * 31)})"
_SOURCE = (
    "INSERT INTO sources (path, size, mtime_ns, sha256, producer, state) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,"
    " sha256 = excluded.sha256, producer = excluded.producer, state = excluded.state, error = NULL RETURNING id"
)


class Writer:
    """Puts sources and their records into an open store (``database.create``) and takes them out again."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def sources(self) -> dict[str, SourceRow]:
        """Every source in the store, by its absolute path."""
        rows = self.db.execute("SELECT path, size, mtime_ns, sha256, producer, state, id FROM sources")
        return {row[0]: SourceRow(*row) for row in rows}

    def count(self, sources: Iterable[int]) -> int:
        """How many documents those sources gave."""
        wanted = set(sources)
        rows = self.db.execute("SELECT source, count(*) FROM records GROUP BY source")
        return sum(count for source, count in rows if source in wanted)

    def lines(self, source: int) -> dict[str, tuple[str, str]]:
        """The records of one source: name to (hash of its content, producer)."""
        rows = self.db.execute("SELECT name, sha256, producer FROM records WHERE source = ?", (source,))
        return {name: (sha256, producer) for name, sha256, producer in rows}

    def put_file(self, source: SourceRow, parcel: Parcel) -> bool:
        """A file of one document, in place of what stood there before; whether anything did."""
        with transaction(self.db):
            at = self._source(source)
            old = self.db.execute("SELECT id FROM records WHERE source = ?", (at,)).fetchall()
            for (record,) in old:
                self._drop(record)
            self._insert(at, "", parcel)
        return bool(old)

    def open_container(self, source: SourceRow) -> int:
        """The id of a file of many documents; its state should be ``partial`` until ``close_container``."""
        with transaction(self.db):
            return self._source(source)

    def put_line(self, source: int, name: str, parcel: Parcel) -> bool:
        """One document of a container, in place of the one of the same name; whether there was one."""
        with transaction(self.db):
            old = self.db.execute("SELECT id FROM records WHERE source = ? AND name = ?", (source, name)).fetchone()
            if old is not None:
                self._drop(old[0])
            self._insert(source, name, parcel)
        return old is not None

    def close_container(self, source: int, keep: Iterable[str]) -> int:
        """Mark a container as read to its end and take out the documents that are not in it any more; how many."""
        names = set(keep)
        with transaction(self.db):
            rows = self.db.execute("SELECT id, name FROM records WHERE source = ?", (source,)).fetchall()
            gone = [record for record, name in rows if name not in names]
            for record in gone:
                self._drop(record)
            self.db.execute("UPDATE sources SET state = 'done' WHERE id = ?", (source,))
        return len(gone)

    def remember(self, sources: Iterable[SourceRow]) -> None:
        """Files that were written anew with the same content: only their times are new. One transaction for all."""
        with transaction(self.db):
            for source in sources:
                self._source(source)

    def fail(self, path: str, error: str) -> None:
        """A file that could not be read. What an earlier reading gave stays, and the file is tried again next time."""
        with transaction(self.db):
            self.db.execute(
                "INSERT INTO sources (path, size, mtime_ns, sha256, producer, state, error)"
                " VALUES (?, -1, 0, '', '', 'failed', ?)"
                " ON CONFLICT (path) DO UPDATE SET state = 'failed', error = excluded.error",
                (path, error),
            )

    def remove(self, source: int) -> int:
        """Take a source out with everything that came from it; how many documents that were."""
        with transaction(self.db):
            records = self.db.execute("SELECT id FROM records WHERE source = ?", (source,)).fetchall()
            for (record,) in records:
                self._drop(record)
            self.db.execute("DELETE FROM sources WHERE id = ?", (source,))
        return len(records)

    def _source(self, source: SourceRow) -> int:
        values = (source.path, source.size, source.mtime_ns, source.sha256, source.producer, source.state)
        return int(self.db.execute(_SOURCE, values).fetchone()[0])

    def _insert(self, source: int, name: str, parcel: Parcel) -> None:
        db, own = self.db, parcel.own
        keys = {own.key, *(key for key in parcel.targets if key)}
        rows = {key: document_row(db, key) for key in sorted(keys)}
        document = rows[own.key]
        at = db.execute(
            "INSERT INTO records (source, name, record_id, sha256, producer, path, document, code_key, own, standing, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source, name, parcel.record_id, parcel.sha256, parcel.producer, parcel.path, document, own.code_key,
             _ENCODE(own).decode(), parcel.standing, parcel.data),
        ).lastrowid or 0  # fmt: skip
        first = at * MENTIONS_A_RECORD + 1
        targets = [rows[key] if key else None for key in parcel.targets]
        db.executemany(
            _MENTION,
            [
                (first + n, at, *row, target)
                for n, (row, target) in enumerate(zip(parcel.mentions, targets, strict=True))
            ],
        )
        insert_edges(db, first, rows, parcel.edges)
        db.executemany(
            "INSERT INTO movements VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", [(at, *row) for row in parcel.movements]
        )
        db.execute("UPDATE documents SET ingested = ingested + 1 WHERE id = ?", (document,))
        db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(row,) for row in rows.values()])
        db.execute("INSERT INTO pending VALUES (?)", (at,))
        db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", [(key,) for key in parcel.keys])
        if parcel.words is not None:
            index_text(db, at, parcel.words)

    def _drop(self, record: int) -> None:
        """Take one record out, noting what that may change for others."""
        db = self.db
        (document, own) = db.execute("SELECT document, own FROM records WHERE id = ?", (record,)).fetchone()
        node = msgspec.json.decode(own, type=Own)
        rows = db.execute("SELECT code_key, target FROM mentions WHERE record = ?", (record,)).fetchall()
        keys = {node.code_key, *(row[0] for row in rows)}
        db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", [(key,) for key in keys if key])
        touched = {document, *(row[1] for row in rows if row[1] is not None)}
        db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(node,) for node in touched])
        unindex_text(db, record)
        db.execute("DELETE FROM records WHERE id = ?", (record,))
        db.execute("UPDATE documents SET ingested = ingested - 1 WHERE id = ?", (document,))


def insert_edges(db: sqlite3.Connection, first: int, rows: Mapping[str, int], edges: Iterable[tuple[Any, ...]]) -> None:
    """Insert edges as ``parcel.edge_rows`` gives them; ``first`` is the row of the record's first mention."""
    db.executemany(
        'INSERT INTO edges (source, target, type, mention, cue, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(rows[source], rows[target], type, first + n, *rest) for source, target, type, n, *rest in edges],
    )


def document_row(db: sqlite3.Connection, key: str) -> int:
    """The row of the document with that key, made when there is none; its other fields are filled in by ``settle``."""
    found = db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()
    if found is not None:
        return int(found[0])
    return db.execute("INSERT INTO documents (key) VALUES (?)", (key,)).lastrowid or 0
