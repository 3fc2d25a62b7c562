"""Putting a ``RawDocument`` together: pieces of text with their places in, one text with spans out.

Knows that the text is NFC with ``\\n`` newlines, that offsets count in the finished text, and that a source is named by
a path relative to a root.

>>> builder = TextBuilder()
>>> builder.line("Điều 1. Tên", place={"part": "word/document.xml", "paragraph": 0})
>>> builder.line("Điều 2. Tên")
>>> builder.text(), builder.origins[0].end
('Điều 1. Tên\\nĐiều 2. Tên', 11)
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Origin, Page, RawDocument, Source
from pipeline.text.layout import Stamp

_RETURNS = re.compile(r"\r\n?")


def normal(text: str) -> str:
    """``text`` in NFC with ``\\n`` newlines and nothing else changed; cheap when it is so already.

    A lone surrogate (from a JSON escape or a broken font) becomes U+FFFD: it cannot be written as UTF-8.
    """
    if "\r" in text:
        text = _RETURNS.sub("\n", text)
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class TextBuilder:
    """Collects lines; ``origins`` and ``pages`` hold spans of the text that ``text()`` gives."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.origins: list[Origin] = []
        self.pages: list[Page] = []

    def line(self, text: str, place: dict[str, Any] | None = None) -> None:
        """Add ``text`` as a line of its own (it may hold newlines), with its ``place`` in the source."""
        self.glue("\n" if self._pieces else "", text, place)

    def glue(self, joint: str, text: str, place: dict[str, Any] | None = None) -> None:
        """Add ``text`` after ``joint`` (``"\\n"``, ``" "`` or nothing), with its ``place`` in the source."""
        text = normal(text)
        start = self.length + len(joint)
        self._pieces += (joint, text)
        self.length = start + len(text)
        if place is not None and text:
            self.origins.append(Origin(start, self.length, place))

    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)


def relative(name: PurePath, root: PurePath | None) -> str:
    """The path a record may carry: relative to ``root``, else the bare file name; always with ``/``.

    >>> from pathlib import PurePosixPath as P
    >>> relative(P("/in/a/plan.pdf"), P("/in")), relative(P("/in/a/plan.pdf"), P("/other"))
    ('a/plan.pdf', 'plan.pdf')
    """
    if root is not None and name.is_relative_to(root):
        inside = name.relative_to(root).as_posix()
        if ".." not in inside.split("/") and inside != ".":
            return inside
    return name.name


class Target(msgspec.Struct, frozen=True):
    """What every reader gets beside the bytes: the name for the record, the media type."""

    path: str | None
    media_type: str


def raw_document(
    data: bytes,
    target: Target,
    reader: str,
    text: str,
    *,
    id: str | None = None,
    page_count: int | None = None,
    pages: tuple[Page, ...] = (),
    origins: tuple[Origin, ...] = (),
    diagnostics: tuple[Diagnostic, ...] = (),
) -> RawDocument:
    """The value a reader returns, with the hash of ``data``; an empty text always carries a remark that says so."""
    if not text.strip() and not any(remark.severity != "info" for remark in diagnostics):
        remark = Diagnostic("empty-document", "warning", "the source holds no text")
        diagnostics = (*diagnostics, remark)
    source = Source(
        path=target.path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=target.media_type,
        bytes=len(data),
        pages=page_count,
        reader=reader,
    )
    return RawDocument(text=text, source=source, id=id, pages=pages, origins=origins, diagnostics=diagnostics)


def with_signatures(
    raw: RawDocument, digital: Sequence[dict[str, str]] = (), stamps: Sequence[Stamp] = ()
) -> RawDocument:
    """The document with digital signatures and their printed stamps in ``source.signatures``, beside those it has."""
    printed = [{"kind": "stamp", "page": stamp.page, "text": stamp.text} for stamp in stamps]
    every = (*raw.source.signatures, *digital, *printed)
    return msgspec.structs.replace(raw, source=msgspec.structs.replace(raw.source, signatures=every)) if every else raw
