"""What a build has to do: which named files are new, changed or stale, which are as they were, and which are gone.

A file is as it was when its size and time are those of its last reading, else when its hash is; a record of another producer
(program version or gazetteers) is stale. Nothing heavy is imported here: a corpus in which nothing changed is told in a blink.

>>> under("/a/b/c.txt", ["/a/b"]), under("/a/bc.txt", ["/a/b"])
(True, False)
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from pipeline.run.sources import SourceFile
from pipeline.store.values import SourceRow

# File systems keep times in steps; a file younger than this may be written again within the same step.
_YOUNG_NS = 2_000_000_000


class Reading(msgspec.Struct, frozen=True):
    """A file to read, with its row as the store will keep it (``sha256`` empty: the reader will tell)."""

    file: SourceFile
    row: SourceRow
    known: SourceRow | None


class Plan(msgspec.Struct, frozen=True):
    """``read`` what must be read, ``unchanged`` how many files need not, ``restamp`` rows with only a new time, ``gone``."""

    read: tuple[Reading, ...]
    unchanged: tuple[SourceRow, ...]
    restamp: tuple[SourceRow, ...]
    gone: tuple[SourceRow, ...]


def plan(files: Iterable[SourceFile], named: Sequence[Path], known: dict[str, SourceRow], producer: str) -> Plan:
    """Compare ``files`` with what the store knows; ``named`` are the paths that the user named (for what is gone)."""
    read: list[Reading] = []
    unchanged: list[SourceRow] = []
    restamp: list[SourceRow] = []
    seen: set[str] = set()
    for file in files:
        path = os.path.abspath(file.path)  # noqa: PTH100 (Path.resolve follows links; a link's own name is its identity)
        if path in seen:
            continue
        seen.add(path)
        row = _row(path, file, producer)
        old = known.get(path)
        if old is not None and old.state == "done" and old.producer == producer:
            if old.mtime_ns and (old.size, old.mtime_ns) == (row.size, row.mtime_ns):
                unchanged.append(old)
                continue
            if old.size == row.size and old.sha256 == file_hash(file.path):
                unchanged.append(old)
                if old.mtime_ns != row.mtime_ns:
                    restamp.append(msgspec.structs.replace(row, sha256=old.sha256))
                continue
        read.append(Reading(file, row, old))
    folders = [os.path.abspath(path) for path in named]  # noqa: PTH100
    gone = [
        row for path, row in known.items()
        if path not in seen and under(path, folders) and not os.path.lexists(path)
    ]  # fmt: skip
    return Plan(tuple(read), tuple(unchanged), tuple(restamp), tuple(gone))


def under(path: str, folders: Iterable[str]) -> bool:
    """Whether ``path`` is one of ``folders`` or lies below one."""
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def file_hash(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes, empty when it cannot be read (the reader will say why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _row(path: str, file: SourceFile, producer: str) -> SourceRow:
    try:
        found = file.path.stat()
    except OSError:
        return SourceRow(path, -1, 0, "", producer)
    stamp = found.st_mtime_ns if time.time_ns() - found.st_mtime_ns > _YOUNG_NS else 0
    return SourceRow(path, found.st_size, stamp, "", producer)
