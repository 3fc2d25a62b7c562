"""Standard input as a file: ``-`` among the named paths becomes a temporary file that lives as long as the work."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import ReadError

LIMIT = 1 << 30


@contextmanager
def spooled(names: Sequence[str], stream: IO[bytes] | None = None) -> Iterator[list[Path]]:
    """The paths of ``names``, with ``-`` replaced by what stands on ``stream`` (default standard input).

    JSON Lines are recognised by their first line and named ``stdin.jsonl``; everything else is ``stdin`` and recognised by
    content. Raises ``ReadError`` past one gibibyte.
    """
    if "-" not in names:
        yield [Path(name) for name in names]
        return
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        spool = Path(folder) / "stdin"
        with spool.open("wb") as file:
            shutil.copyfileobj(_Bounded(stream or sys.stdin.buffer), file, 1 << 20)
        if _is_json_lines(spool):
            spool = spool.rename(spool.with_suffix(".jsonl"))
        yield [spool if name == "-" else Path(name) for name in names]


class _Bounded:
    """A stream that refuses to give more than ``LIMIT`` bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.left = stream, LIMIT

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise ReadError(
                "-", f"standard input is longer than {LIMIT >> 20} MiB", "save it to a file and name the file"
            )
        return data


def _is_json_lines(path: Path) -> bool:
    with path.open("rb") as file:
        first = file.readline(64 << 20).strip()
    if not first.startswith(b"{"):
        return False
    try:
        value = json.loads(first)
    except ValueError:
        return False
    return isinstance(value, dict) and isinstance(value.get("text"), str)
