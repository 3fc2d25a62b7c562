"""Writing: one transaction a document, so that a build killed at any moment leaves whole documents and none in halves.

With the document goes its record, from which everything else follows; ``derive`` writes that for many documents at a time, and
there takes out what the document replaces.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pipeline.store.database import transaction
from pipeline.store.derive import Deriver
from pipeline.store.removal import drop
from pipeline.store.values import Arrived, Parcel, SourceRow

_SOURCE = (
    "INSERT INTO sources (path, size, mtime_ns, sha256, producer, state) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,"
    " sha256 = excluded.sha256, producer = excluded.producer, state = excluded.state, error = NULL RETURNING id"
)
_NEW_SOURCE = (
    "INSERT INTO sources (path, size, mtime_ns, sha256, producer, state) VALUES (?, -1, 0, '', '', 'partial')"
    " ON CONFLICT (path) DO NOTHING RETURNING id"
)
_BODY = "INSERT INTO bodies (source, name, size, mtime_ns, text, data) VALUES (?, ?, ?, ?, ?, ?)"


class Writer:
    """Puts sources and their records into an open store (``database.create``) and takes them out again."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.deriver = Deriver(db)
        self._registered: dict[str, int] = {}

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

    def register(self, paths: Iterable[str]) -> None:
        """Give files that will be read their rows, all in one transaction; they are ``partial`` until their documents are there."""
        with transaction(self.db):
            for path in paths:
                new = self.db.execute(_NEW_SOURCE, (path,)).fetchone()
                if new is not None:
                    self.deriver.fresh.add(new[0])
                else:
                    new = self.db.execute("SELECT id FROM sources WHERE path = ?", (path,)).fetchone()
                self._registered[path] = new[0]

    def put_file(self, source: SourceRow, parcel: Parcel) -> bool:
        """A file of one document, in place of what stood there before; whether anything did."""
        if source.path not in self._registered:
            self.register([source.path])
        at = self._registered[source.path]
        return self._put(Arrived(at, "", source.size, source.mtime_ns, parcel))

    def open_container(self, source: SourceRow) -> int:
        """The id of a file of many documents; its state should be ``partial`` until ``close_container``."""
        with transaction(self.db):
            return self._source(source)

    def put_line(self, source: int, name: str, parcel: Parcel) -> bool:
        """One document of a container, in place of the one of the same name; whether there was one."""
        return self._put(Arrived(source, name, 0, 0, parcel))

    def close_container(self, source: int, keep: Iterable[str]) -> int:
        """Mark a container as read to its end and take out the documents that are not in it any more; how many."""
        names = set(keep)
        self.deriver.flush()
        with transaction(self.db):
            rows = self.db.execute("SELECT id, name FROM records WHERE source = ?", (source,)).fetchall()
            gone = [record for record, name in rows if name not in names]
            self._drop(gone)
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
        self.deriver.flush()
        with transaction(self.db):
            records = self.db.execute("SELECT id FROM records WHERE source = ?", (source,)).fetchall()
            self._drop([record for (record,) in records])
            self.db.execute("DELETE FROM sources WHERE id = ?", (source,))
        self._registered = {path: id for path, id in self._registered.items() if id != source}
        return len(records)

    def _drop(self, records: Iterable[int]) -> None:
        for record in records:
            drop(self.db, record)
        self.deriver.forget()

    def _source(self, source: SourceRow) -> int:
        values = (source.path, source.size, source.mtime_ns, source.sha256, source.producer, source.state)
        return int(self.db.execute(_SOURCE, values).fetchone()[0])

    def _put(self, arrived: Arrived) -> bool:
        source, name, size, mtime_ns, parcel = arrived
        # One statement alone is a transaction of its own; said so with BEGIN and COMMIT it takes a tenth longer.
        body = self.db.execute(_BODY, (source, name, size, mtime_ns, parcel.text, parcel.data)).lastrowid or 0
        return self.deriver.add(body, arrived)
