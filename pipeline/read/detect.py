"""What a source is: by its content first, by its suffix only where content leaves it open.

Offices send PDFs named ``.doc`` and web pages named ``.doc``; the first bytes tell the truth. Source: the published
signatures of each format. A recognised format that has no reader yet (old Word, RTF, ODT, images) is told from a
damaged or unknown file: the first gives an empty document with a remark, the second an error.

>>> detect(b"%PDF-1.7 ...", "plan.docx").format, detect(b"K\\xe1\\xba\\xbf ho\\xe1\\xba\\xa1ch", "plan.txt").format
('pdf', 'text')
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

import msgspec

Format = Literal["text", "markdown", "docx", "pdf", "html", "doc", "rtf", "odt", "image", "office", "unknown"]

MEDIA_TYPES: dict[str, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "image": "image",
    "office": "application/zip",
    "unknown": "application/octet-stream",
}
CONTAINER_SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.xz", ".zip")
_SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".docx": "docx", ".docm": "docx",
    ".dotx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".xhtml": "html", ".doc": "doc", ".dot": "doc",
    ".rtf": "rtf", ".odt": "odt", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image",
    ".tiff": "image", ".bmp": "image", ".gif": "image", ".xlsx": "office", ".pptx": "office",
}  # fmt: skip
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p)\b", re.IGNORECASE)
_HEAD = 2048


class Detected(msgspec.Struct, frozen=True):
    """The format found, its media type, and the format the suffix had promised when that is another one."""

    format: Format
    media_type: str
    promised: Format | None = None


def suffix_format(name: str) -> Format | None:
    """The format that a file name's suffix promises, or None for a suffix that says nothing."""
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def is_container(name: str) -> bool:
    """Whether a file name is that of a container of many texts (``.jsonl``, also ``.gz`` or ``.xz``, and ``.zip``)."""
    return name.lower().endswith(CONTAINER_SUFFIXES)


def detect(data: bytes, name: str) -> Detected:
    """Reads the first bytes of ``data`` (the whole for a zip's table) and ``name``; writes what it is."""
    promised = suffix_format(name)
    found = _by_content(data) or _text_format(data, promised)
    media_type = _image_type(data) if found == "image" else MEDIA_TYPES[found]
    same = promised in (None, found) or {promised, found} <= {"text", "markdown"} or found == "unknown"
    return Detected(found, media_type, None if same else promised)


def _by_content(data: bytes) -> Format | None:
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):  # before PDF: an archive may hold one as it is
        return _zip_format(data)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # An encrypted DOCX is an OLE file too; its streams' names (UTF-16) tell it from old Word.
        return "docx" if "EncryptedPackage".encode("utf-16-le") in data else "doc"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_IMAGES[:4]) or (head.startswith(b"BM") and data[6:10] == b"\0\0\0\0") or head[:4] == b"GIF8":
        return "image"
    return None


def _image_type(data: bytes) -> str:
    names = ("image/png", "image/jpeg", "image/tiff", "image/tiff", "image/bmp", "image/gif")
    return next(kind for magic, kind in zip(_IMAGES, names, strict=True) if data.startswith(magic))


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                kind = package.read("mimetype")
                return "odt" if b"opendocument.text" in kind else "office"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        # Damaged, but a zip all the same: the DOCX reader says what is wrong with it.
        return "docx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "office"


def _text_format(data: bytes, promised: Format | None) -> Format:
    head = data[:_HEAD]
    plain = head.replace(b"\0", b"")  # UTF-16 markup
    if _HTML.search(plain) and (promised == "html" or plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")):
        return "html"
    if _binary(data):
        return "unknown"
    if promised in ("text", "markdown", "html"):
        return promised
    return "text"


_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _binary(data: bytes) -> bool:
    """Control bytes above 1 in 200 are no text, unless they are the zero bytes of UTF-16."""
    head = data[: 16 * _HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not head:
        return False
    controls = len(_CONTROLS.findall(head))
    if controls * 200 <= len(head):
        return False
    return not looks_utf16(head)


def looks_utf16(head: bytes) -> str | None:
    """The codec (``utf-16-le`` or ``utf-16-be``) of UTF-16 text without a byte order mark, or None.

    Vietnamese in UTF-16 has a zero high byte for its ASCII letters and spaces, more than half of all.
    """
    even, odd = head[0::2], head[1::2]
    if not odd:
        return None
    if odd.count(0) * 3 > len(odd) and even.count(0) * 20 < len(even):
        return "utf-16-le"
    if even.count(0) * 3 > len(even) and odd.count(0) * 20 < len(odd):
        return "utf-16-be"
    return None
