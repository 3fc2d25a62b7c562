"""A diagnostic: what could not be read or settled, said with its place instead of dropped."""

from __future__ import annotations

from typing import Literal

import msgspec


class Diagnostic(msgspec.Struct, frozen=True):
    """One remark on the reading of a document.

    ``code`` is a stable kebab-case name (``invalid-date``, ``unread-format``); ``start``/``end`` are offsets into
    ``Document.text`` or None when the remark is on the whole document.
    """

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    start: int | None = None
    end: int | None = None
