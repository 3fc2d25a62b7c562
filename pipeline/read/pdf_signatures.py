"""Digital signatures of a PDF (chữ ký số): who signed and when, as the file itself says; nothing is verified.

The signer's name stands in the certificate (the subject's common name; a certificate names its issuer before its
subject, and signing programs put the signer's certificate first), the time in the signature's dictionary. Source: PDF
32000-1, 12.8; RFC 5652 and 5280.

>>> moment("D:20241115173007+07'00'"), moment("D:202411"), moment("")
('2024-11-15T17:30:07+07:00', None, None)
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_COMMON_NAME = b"\x06\x03\x55\x04\x03"
_CODECS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_MOMENT = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(Z)|([+-]\d\d)'?(\d\d)?)?")
_MOST = 50  # signatures of one file that are told


def signatures(document: pdfium.PdfDocument) -> tuple[dict[str, str], ...]:
    """Each signature with ``kind`` ``digital``, and ``signer``, ``time`` (ISO 8601) and ``reason`` as far as they are said."""
    count = raw.FPDF_GetSignatureCount(document.raw)
    return tuple(_signature(raw.FPDF_GetSignatureObject(document.raw, at)) for at in range(min(max(count, 0), _MOST)))


def _signature(handle: Any) -> dict[str, str]:
    names = common_names(_bytes(raw.FPDFSignatureObj_GetContents, handle))
    said = {
        "kind": "digital",
        "signer": names[1] if len(names) > 1 else None,
        "time": moment(_bytes(raw.FPDFSignatureObj_GetTime, handle).decode("ascii", "replace")),
        "reason": _bytes(raw.FPDFSignatureObj_GetReason, handle).decode("utf-16-le", "replace").strip("\0 ") or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _bytes(ask: Callable[[Any, Any, int], int], handle: Any) -> bytes:
    size = ask(handle, None, 0)
    if size <= 0:
        return b""
    buffer = ctypes.create_string_buffer(size)
    ask(handle, buffer, size)
    return buffer.raw


def moment(said: str) -> str | None:
    """A PDF's date with time as ISO 8601, or None when it is no such thing."""
    found = _MOMENT.match(said)
    if not found:
        return None
    year, month, day, hour, minute, second, utc, zone, rest = found.groups()
    offset = "Z" if utc else f"{zone}:{rest or '00'}" if zone else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{offset}"


def common_names(contents: bytes) -> list[str]:
    """The common names in a signature's certificates, in their order."""
    found: list[str] = []
    at = contents.find(_COMMON_NAME)
    while at >= 0:
        head = contents[at + 5 : at + 7]
        # One byte of length suffices: a common name has at most 64 characters.
        if len(head) == 2 and head[0] in _CODECS and head[1] < 0x80:
            found.append(contents[at + 7 : at + 7 + head[1]].decode(_CODECS[head[0]], "replace").strip())
        at = contents.find(_COMMON_NAME, at + 5)
    return found
