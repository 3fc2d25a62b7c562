"""What reading gives (``RawDocument``) and what extraction works on (``Document``).

Offsets everywhere are half-open ``[start, end)`` positions in ``Document.text`` (Unicode NFC, ``\\n`` newlines),
counted in code points.
"""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.model.diagnostic import Diagnostic


class Page(msgspec.Struct, frozen=True):
    """One page (trang) of the source as a span of the text, with what read it and why."""

    number: int
    start: int
    end: int
    reader: str
    reason: str | None = None
    ocr: bool = False
    confidence: float | None = None


class Source(msgspec.Struct, frozen=True):
    """Where a document came from: the file, its hash, and how it was read."""

    path: str | None
    sha256: str
    media_type: str
    bytes: int
    pages: int | None
    reader: str
    ocr: bool = False
    ocr_confidence: float | None = None
    signatures: tuple[dict[str, Any], ...] = ()


class Origin(msgspec.Struct, frozen=True):
    """The way back from a span of the text to its place in the source.

    ``place`` depends on the reader: ``{"page": 2, "box": [x0, y0, x1, y1]}`` (PDF points, top left origin),
    ``{"part": "word/document.xml", "paragraph": 12, "run": 3}`` (DOCX) or ``{"bytes": [120, 168]}`` (text).
    """

    start: int
    end: int
    place: dict[str, Any]


class RawDocument(msgspec.Struct, frozen=True):
    """A source after reading: its text (NFC, ``\\n`` newlines), pages, origins and what the reader had to say.

    ``id`` is the input's own identifier (a ``.jsonl`` line's ``id``) or None.
    """

    text: str
    source: Source
    id: str | None = None
    pages: tuple[Page, ...] = ()
    origins: tuple[Origin, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A document ready for extraction: the text and its folded view of exactly equal length (see ``text.fold``)."""

    text: str
    folded: str
    pages: tuple[Page, ...] = ()
