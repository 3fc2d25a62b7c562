"""What a document lost in reading (trang không đọc được): the remarks that a user must see at once, whatever the command.

A record keeps all its remarks; a command that prints counts or findings would pass over a page that is missing. Source: the
diagnostics of the readers (``docs/reading.md``).

>>> late = Diagnostic("page-timeout", "warning", "page 3: it took more than 60 seconds")
>>> unread([late, Diagnostic("ocr-repaired", "info", "page 1: «NO» as «NQ»")])
('page-timeout: page 3: it took more than 60 seconds',)
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.diagnostic import Diagnostic

CODES = frozenset({
    "broken-text-layer", "empty-document", "image-cut-off", "image-too-large", "no-text-layer", "ocr-failed",
    "ocr-missing", "other-language", "page-black", "page-damaged", "page-timeout", "page-unread", "pages-left-out",
    "unread-format",
})  # fmt: skip
_MOST = 6


def unread(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Reads a document's remarks; writes those that tell of text that is missing, the first few and how many more."""
    found = [f"{one.code}: {one.message}" for one in diagnostics if one.code in CODES and one.severity != "info"]
    if len(found) > _MOST + 1:
        found[_MOST:] = [f"… {len(found) - _MOST} more remarks like these are in the record"]
    return tuple(found)
