"""Putting a new database in the place of an old one, at once: whoever opens the file finds the one or the other, whole.

An older format or a damaged file cannot be brought up to date; a new one is built beside it and takes its name when it is done.
Nothing else is ever replaced: not a newer format, not another program's file. Source: the SQLite documentation on the file format
(application_id at offset 68) and on the WAL, which belongs to the file by its name and must go before another takes it.

>>> import tempfile
>>> from pipeline.store.database import create
>>> with tempfile.TemporaryDirectory() as folder:
...     old, new = Path(folder) / "corpus.db", beside(Path(folder) / "corpus.db")
...     create(old).close(), create(new).close()
...     swap(new, old)
...     sorted(path.name for path in Path(folder).iterdir())
(None, None)
['corpus.db']
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.store.database import WAIT_SECONDS, open_read, told
from pipeline.store.schema import APPLICATION_ID, VERSION

_MAGIC = b"SQLite format 3\x00"
_ID, _VERSION = slice(68, 72), slice(60, 64)
_BESIDE = ("-wal", "-shm")


def beside(path: Path) -> Path:
    """Where the new database is built: a file beside it, so that it can take its place at once."""
    return path.with_name(f"{path.name}.anew")


def check_replaceable(path: Path) -> None:
    """Raise ``StoreError`` unless the file is missing, empty, or a database of this program and no newer one."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(path, f"it cannot be read: {error.strerror}", "check the name and your rights") from error
    if not head:
        return
    if not head.startswith(_MAGIC) or int.from_bytes(head[_ID]) != APPLICATION_ID:
        raise StoreError(
            path, "it is no database of this program", "name another file with --db, or delete it yourself"
        )
    if (version := int.from_bytes(head[_VERSION])) > VERSION:
        raise StoreError(
            path, f"it was written by a newer version of this program (format {version})", "update the program"
        )


def sources_of(path: Path) -> list[str]:
    """The files that a database was built from, of any format, in order; those that it can still tell."""
    if not path.is_file():
        return []
    db = sqlite3.connect(path, timeout=WAIT_SECONDS)
    try:
        return [row[0] for row in db.execute("SELECT path FROM sources ORDER BY path")]
    except sqlite3.DatabaseError as error:
        if _is_locked(error):
            with told(path):
                raise
        return []  # damaged: what it cannot tell it has lost already
    finally:
        db.close()


def usable(path: Path) -> bool:
    """Whether a database that a killed build left beside the other can be gone on with."""
    try:
        open_read(path).close()
    except StoreError:
        return False
    return True


def discard(path: Path) -> None:
    """Take a database and what belongs to it away."""
    for name in (*(f"{path}{ending}" for ending in _BESIDE), str(path)):
        Path(name).unlink(missing_ok=True)


def swap(new: Path, old: Path, keep: Path | None = None) -> None:
    """Give the closed database ``new`` the name ``old``; what stood there goes, or stays as ``keep`` too.

    Raises ``StoreError`` when another program writes to either; then both stay as they are.
    """
    open_read(new).close()  # whole, and there: another build may have put it in place already
    _quiet(new)
    if old.exists():
        check_replaceable(old)
        _quiet(old)
        if keep is not None:
            keep.unlink(missing_ok=True)
            keep.hardlink_to(old)
    for path in (new, old):
        for ending in _BESIDE:
            Path(f"{path}{ending}").unlink(missing_ok=True)
    new.replace(old)


def _quiet(path: Path) -> None:
    """Bring what stands in the WAL into the file. Nothing that nobody can read is kept from being replaced."""
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        with told(path):
            try:
                db.execute("BEGIN IMMEDIATE")
                db.execute("ROLLBACK")
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.DatabaseError as error:
                if _is_locked(error):
                    raise
    finally:
        db.close()


def _is_locked(error: sqlite3.Error) -> bool:
    return "locked" in str(error) or "busy" in str(error)
