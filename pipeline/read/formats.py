"""From bytes or a string to a ``RawDocument`` by the reader of the format, whatever the name says.

A format that is recognised but has no reader gives an empty document with the remark ``unread-format``, so that nothing is
silently dropped.

>>> read_bytes(b"", "ke-hoach.pdf").diagnostics[0].message
'the file is empty (0 bytes): ask for it again'
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Origin, RawDocument
from pipeline.read import detect
from pipeline.read.assemble import Target, normal, raw_document
from pipeline.read.limits import DEFAULT, Limits

_NAMES: dict[detect.Format, str] = {
    "office": "a zip package that is no Word document",
}
_READERS: dict[detect.Format, tuple[str, str]] = {
    "text": ("pipeline.read.plain", "read_plain"),
    "markdown": ("pipeline.read.plain", "read_plain"),
    "docx": ("pipeline.read.docx", "read_docx"),
    "pdf": ("pipeline.read.pdf", "read_pdf"),
    "html": ("pipeline.read.html", "read_html"),
    "doc": ("pipeline.read.doc", "read_doc"),
    "rtf": ("pipeline.read.rtf", "read_rtf"),
    "odt": ("pipeline.read.odt", "read_odt"),
    "image": ("pipeline.read.ocr", "read_picture"),
}


class Reader(Protocol):
    """The reader of one format: bytes in, the document out; ``name`` is for messages, ``extra`` what is known before."""

    def __call__(
        self, data: bytes, name: str, target: Target, limits: Limits, extra: tuple[Diagnostic, ...], /
    ) -> RawDocument: ...


def is_readable(kind: detect.Format) -> bool:
    """Whether a format has a reader."""
    return kind in _READERS


def reader_of(kind: detect.Format) -> Reader | None:
    """The reader of a format, imported only when a file needs it; None for a format that has none."""
    if kind not in _READERS:
        return None
    module, function = _READERS[kind]
    return cast(Reader, getattr(import_module(module), function))


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT) -> RawDocument:
    """Read one document from memory. ``name`` (a file name or path) hints at the format and names it in messages."""
    return read_as(data, name, PurePath(name).name or name, limits)


def read_text(text: str, id: str | None = None) -> RawDocument:
    """A document of a bare string, as if it stood in a UTF-8 text file without a name."""
    whole = normal(text)
    data = whole.encode()
    origins = (Origin(0, len(whole), {"bytes": [0, len(data)]}),) if whole else ()
    return raw_document(data, Target(None, "text/plain"), "text", whole, id=id, origins=origins)


def read_as(data: bytes, name: str, shown: str, limits: Limits = DEFAULT) -> RawDocument:
    """Read one document from memory; ``name`` is for messages, ``shown`` the path of the record.

    Raises ``ReadError`` when it is damaged, encrypted, of no known kind, or beyond ``limits``.
    """
    if not data:
        promised = detect.suffix_format(name) or "text"
        remark = Diagnostic("empty-document", "warning", "the file is empty (0 bytes): ask for it again")
        return raw_document(data, Target(shown, detect.MEDIA_TYPES[promised]), "none", "", diagnostics=(remark,))
    found = detect.detect(data, name)
    target = Target(shown, found.media_type)
    extra: tuple[Diagnostic, ...] = ()
    if found.promised is not None:
        message = f"the suffix promises {found.promised}, the content is {found.format} and was read as such"
        extra = (Diagnostic("wrong-suffix", "info", message),)
    if found.format == "unknown":
        raise ReadError(name, "binary content of no known format", "give a text, DOCX, PDF or HTML file")
    reader = reader_of(found.format)
    if reader is None:
        message = f"{_NAMES[found.format]} was recognised but cannot be read yet; its text is missing"
        remark = Diagnostic("unread-format", "warning", message)
        return raw_document(data, target, "none", "", diagnostics=(*extra, remark))
    return reader(data, name, target, limits, extra)
