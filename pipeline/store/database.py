"""Opening the file of the store: a connection that is safe to use, or a ``StoreError`` that says what is wrong with the file.

SQLite in WAL mode: one writes while several read, and a process that is killed leaves the last finished transaction. Source:
the SQLite documentation on WAL, application_id and user_version.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     db = create(Path(folder) / "corpus.db")
...     (count,) = db.execute("SELECT count(*) FROM documents").fetchone()
...     db.close()
>>> count
0
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.store.schema import APPLICATION_ID, DDL, PAGE_SIZE, VERSION

# The name under which rooms above pass a connection on; only this room knows SQLite.
Connection = sqlite3.Connection
# Another program may hold the write lock for the length of one of its transactions, which are short.
WAIT_SECONDS = 20.0
_CACHE_KIB = 65_536
_WAL_BYTES = 16_000_000
_REBUILD = "build it again with «cancu build PATH... --db FILE --anew»; nothing is in it that the documents do not give"


def create(path: Path) -> sqlite3.Connection:
    """Open the store for writing, made new where there is none. Raises ``StoreError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with told(path):
        db = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            if _is_empty(db):
                _make(db)
            _check(db, path)
            _tune(db)
        except BaseException:
            db.close()
            raise
    return db


def open_read(path: Path) -> sqlite3.Connection:
    """Open an existing store for reading only. Raises ``StoreError`` when it is missing, damaged or of another version."""
    if not path.is_file():
        raise StoreError(path, "there is no such database", "make it with «cancu build PATH... --db FILE»")
    with told(path):
        # mode=rw and not ro: a reader must be able to make the WAL index that a killed writer left unfinished.
        writable = _writable(path)
        mode = "rw" if writable else "ro"
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS)
        try:
            _check(db, path)
            db.execute("PRAGMA query_only = ON")
            db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite inside the block into ``StoreError`` with cause and remedy."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise StoreError(
                path, "another program is writing to it or holds it", "wait until it is done, then try again"
            ) from error
        if "unable to open" in said or "readonly" in said:
            raise StoreError(path, f"it cannot be opened: {said}", "check the name and your rights") from error
        if "full" in said:
            raise StoreError(path, "the disk is full", "make room and run the build again; it goes on") from error
        raise StoreError(path, said, _REBUILD) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(path, f"it is damaged or no database: {error}", _REBUILD) from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction that holds the write lock from its start; rolled back when the block raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def is_open(db: sqlite3.Connection) -> bool:
    """Whether anything is left to settle."""
    tables = ("pending", "dirty", "touched", "bodies WHERE id > (SELECT coalesce(max(id), 0) FROM records)")
    return any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None for table in tables)


def _is_empty(db: sqlite3.Connection) -> bool:
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return bool(tables == 0 and version == 0)


def _make(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    db.execute("PRAGMA journal_mode = WAL")
    # One transaction: killed in the middle it leaves an empty file, which the next build fills. Two builds that start
    # together both come here; the second finds the tables made.
    with transaction(db):
        if not _is_empty(db):
            return
        for statement in DDL.split(";\n"):
            if statement.strip():
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def _check(db: sqlite3.Connection, path: Path) -> None:
    if _is_empty(db):
        raise StoreError(path, "it is empty", "fill it with «cancu build PATH... --db FILE»")
    (owner,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if owner != APPLICATION_ID:
        raise StoreError(path, "it is a database of another program", "name another file with --db")
    if version > VERSION:
        raise StoreError(
            path, f"it was written by a newer version of this program (format {version})", "update the program"
        )
    if version < VERSION:
        raise StoreError(path, f"it has the older format {version}; this program writes {VERSION}", _REBUILD)


def _tune(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL loses at most the last transactions when the power fails, and nothing when a process dies.
    db.execute("PRAGMA synchronous = NORMAL")
    # Every row is checked by those who write it: to ask the index again for each costs more than it finds.
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    db.execute(f"PRAGMA wal_autocheckpoint = {_WAL_BYTES // PAGE_SIZE}")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
