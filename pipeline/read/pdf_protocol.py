"""What the program asks its PDF child process, and what it answers before the pages."""

from __future__ import annotations

import msgspec


class Job(msgspec.Struct, frozen=True, array_like=True):
    """One PDF to read: its bytes, the greatest number of pages, and the first page wanted (from 0)."""

    data: bytes
    pages: int
    first: int = 0


class Opened(msgspec.Struct, frozen=True, array_like=True):
    """What the child says first of a file: how many pages it has, or why it has none (``encrypted``, ``damaged``, ``memory``).

    Then comes a frame with a ``PageContent`` for each page from the first wanted to the last allowed. ``signatures`` are
    the file's digital signatures.
    """

    count: int = 0
    failure: str = ""
    detail: str = ""
    signatures: tuple[dict[str, str], ...] = ()
