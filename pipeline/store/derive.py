"""Deriving: from stored records to the rows that follow from each of them alone, many documents a transaction.

A document is stored in a transaction of its own; the indexes of what follows from it lie scattered over the file, and to go
through them for each document costs more than all the rest. What a killed build has not derived is still in its records,
from which the next one makes the rows again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from pipeline.store.database import transaction
from pipeline.store.edges import INSERT_EDGE, edges_of, keys_of
from pipeline.store.fulltext import index_texts, index_titles
from pipeline.store.interned import Interned
from pipeline.store.removal import drop
from pipeline.store.schema import MENTIONS_A_RECORD
from pipeline.store.values import Arrived, Own, Rows

# Documents a transaction: long enough to pay for it, short enough that another writer does not wait.
_BATCH, _BYTES = 512, 8_000_000
_ENCODE = msgspec.json.Encoder().encode
_WAITING = "SELECT id FROM bodies WHERE id > (SELECT coalesce(max(id), 0) FROM records) ORDER BY id"
_OWN_COLUMNS = "iri, doc_type, code, code_key, date, term, issuer, level, branch, province, title"
_TABLES = {
    "documents": f"INSERT INTO documents (id, key, ingested, {_OWN_COLUMNS}) VALUES ({', '.join('?' * 14)})",
    "named": "INSERT INTO documents (id, key) VALUES (?, ?)",
    "records": "INSERT INTO records (id, source, name, record_id, sha256, producer, path, document, code_key, name_key, own,"
    " standing, edges) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "sources": "UPDATE sources SET size = ?, mtime_ns = ?, sha256 = ?, producer = ?, state = 'done', error = NULL WHERE id = ?",
    "mentions": 'INSERT INTO mentions (id, saying, cid, start, "end", page) VALUES (?, ?, ?, ?, ?, ?)',
    "edges": INSERT_EDGE,
    "movements": "INSERT INTO movements (id, text, movement_id) VALUES (?, ?, ?)",
    "pending": "INSERT INTO pending VALUES (?)",
    "touched": "INSERT OR IGNORE INTO touched VALUES (?)",
    "dirty": "INSERT OR IGNORE INTO dirty VALUES (?)",
    "ingested": "UPDATE documents SET ingested = ingested + 1 WHERE id = ?",
}
Make = Callable[[int], Arrived]
Tables = dict[str, list[tuple[Any, ...]]]


class Deriver:
    """Keeps the rows of records just stored until there are enough of them, then writes them in one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        # Sources that this build has made and nothing was derived from.
        self.fresh: set[int] = set()
        self._waiting: dict[int, Arrived] = {}
        self._bytes = 0
        self._interned = Interned(db)
        self._version = self._data_version()
        # What is noted in the store as touched or dirty already; only ``settle`` takes it out again.
        self._noted: tuple[set[int], set[str]] = (set(), set())

    def add(self, body: int, arrived: Arrived) -> bool:
        """A body that was stored this moment; whether it will take the place of another."""
        replaces = arrived.source not in self.fresh and bool(self._old(arrived))
        words = arrived.parcel.rows.words or ""
        self._waiting[body] = arrived._replace(parcel=msgspec.structs.replace(arrived.parcel, text="", data=b""))
        self._bytes += len(words) + 2_000
        if len(self._waiting) >= _BATCH or self._bytes >= _BYTES:
            self.flush()
            # Bodies of another build stand before ours: ours will be read again when theirs are derived.
            self._waiting.clear()
        return replaces

    def forget(self) -> None:
        """Something was taken out of the store, or settled: what is known here no longer holds."""
        self._interned.forget()
        self._noted = (set(), set())

    def is_behind(self) -> bool:
        """Whether a killed build left bodies that nothing was derived from."""
        return bool(not self._waiting and self.db.execute(f"{_WAITING} LIMIT 1").fetchone())

    def flush(self, make: Make | None = None) -> None:
        """Derive every stored body, in order; ``make`` reads again those that are not known here (None: stop there)."""
        self._bytes = 0
        try:
            while self._flush_some(make):
                pass
        except BaseException:
            self.forget()
            raise

    def _flush_some(self, make: Make | None) -> bool:
        with transaction(self.db):
            version = self._data_version()
            if version != self._version:
                # Another process wrote to the store: nothing that is kept here holds.
                self._version, self._waiting, self.fresh = version, {}, set()
                self.forget()
            found = self._next(make)
            if found:
                self._derive(self._replacing(found))
        for body, arrived in found.items():
            self._waiting.pop(body, None)
            self.fresh.discard(arrived.source)
        return bool(found)

    def _data_version(self) -> int:
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def _next(self, make: Make | None) -> dict[int, Arrived]:
        found: dict[int, Arrived] = {}
        for (body,) in self.db.execute(f"{_WAITING} LIMIT ?", (_BATCH,)).fetchall():
            arrived = self._waiting.get(body)
            if arrived is None:
                if make is None:
                    break
                arrived = make(body)
            found[body] = arrived
        return found

    def _old(self, arrived: Arrived) -> list[int]:
        """The records whose place a document takes: of a file of one document all, else the one of its name."""
        ask = "SELECT id FROM records WHERE source = ?1 AND (?2 = '' OR name = ?2)"
        return [row[0] for row in self.db.execute(ask, arrived[:2])]

    def _replacing(self, batch: Mapping[int, Arrived]) -> dict[int, Arrived]:
        """Take out what the documents of a batch replace; the batch without those that others of it replace."""
        last = {arrived[:2]: body for body, arrived in batch.items()}
        left = {body: arrived for body, arrived in batch.items() if last[arrived[:2]] == body}
        gone = [old for arrived in left.values() if arrived.source not in self.fresh for old in self._old(arrived)]
        for record in gone:
            drop(self.db, record)
        if gone:
            self.forget()
        self.db.executemany("DELETE FROM bodies WHERE id = ?", [(body,) for body in batch if body not in left])
        return left

    def _derive(self, batch: Mapping[int, Arrived]) -> None:
        interned = self._interned
        interned.refresh()
        every = [arrived.parcel.rows for arrived in batch.values()]
        codes = {saying[0] for rows in every for saying in rows.sayings if saying[0]}
        if not interned.complete:
            cited = {saying[1] for rows in every for saying in rows.sayings if saying[1]}
            interned.load(cited | {rows.own.key for rows in every}, codes)
        tables: Tables = {name: [] for name in _TABLES}
        own: dict[int, Own] = {}
        touched: set[int] = set()
        for record, arrived in batch.items():
            rows = arrived.parcel.rows
            node = interned.document(rows.own.key)
            if node in interned.new_documents and node not in own:
                own[node] = rows.own
            else:
                tables["ingested"].append((node,))
                touched.add(node)
            edges = self._mentions(tables, touched, record, rows)
            _record(tables, record, arrived, node, keys_of(edges))
        codes.update(key for rows in every for key in (rows.own.code_key, rows.own.name_key) if key)
        self._note(tables, touched, codes)
        for id, key in interned.new_documents.items():
            if id in own:
                tables["documents"].append((id, key, 1, *described(own[id])))
            else:
                tables["named"].append((id, key))
        interned.insert_sayings()
        for name, statement in _TABLES.items():
            if tables[name]:
                self.db.executemany(statement, sorted(tables[name]) if name in ("edges", "dirty") else tables[name])
        index_titles(self.db, ((id, one.title) for id, one in own.items()))
        texts = ((record, arrived.parcel.rows.words) for record, arrived in batch.items())
        index_texts(self.db, ((record, words) for record, words in texts if words is not None))

    def _mentions(
        self, tables: dict[str, list[tuple[Any, ...]]], touched: set[int], record: int, rows: Rows
    ) -> Sequence[tuple[Any, ...]]:
        interned, first = self._interned, record * MENTIONS_A_RECORD + 1
        ids, say, add = interned.documents, interned.sayings, tables["mentions"].append
        for number, (saying, place) in enumerate(zip(rows.sayings, rows.places, strict=True)):
            at = say.get(saying)
            if at is None:
                at = interned.saying(saying)
            add((first + number, at, *place))
            key = saying[1]
            if key is not None:
                touched.add(ids.get(key) or interned.document(key))
        tables["movements"] += [(first + n, *movement) for n, movement in enumerate(rows.movements)]
        edges = edges_of(record, ids, rows.edges)
        tables["edges"] += edges
        return edges

    def _note(self, tables: Tables, touched: set[int], codes: set[str]) -> None:
        """Note what this may change for others, where it is not noted already."""
        tables["touched"] = [(node,) for node in touched - self._noted[0]]
        tables["dirty"] = [(code,) for code in codes - self._noted[1]]
        self._noted[0].update(touched)
        self._noted[1].update(codes)


def _record(tables: Mapping[str, list[tuple[Any, ...]]], record: int, arrived: Arrived, node: int, edges: str) -> None:
    source, name, size, mtime_ns, parcel = arrived
    own = parcel.rows.own
    tables["records"].append(
        (record, source, name, parcel.record_id, parcel.sha256, parcel.producer, parcel.path, node, own.code_key,
         own.name_key, _ENCODE(own).decode(), parcel.rows.standing, edges)
    )  # fmt: skip
    tables["pending"].append((record,))
    if not name:
        tables["sources"].append((size, mtime_ns, parcel.sha256, parcel.producer, source))


def described(own: Own) -> tuple[str | None, ...]:
    """A document's description as the columns of ``documents``."""
    return (
        own.iri, own.doc_type, own.code, own.code_key, own.date, own.term, own.issuer, own.level, own.branch, own.province,
        own.title,
    )  # fmt: skip
