"""Text and Markdown files: their encoding found, their text left as it is but for NFC and ``\\n`` newlines.

Knows UTF-8 and UTF-16 with and without a byte order mark, Windows-1258, and the legacy TCVN3 and VNI encodings, also
when their codes were saved as UTF-8 characters. Source: the practice of offices since the 1990s (``read/legacy.py``).

>>> decode("\\ufeffKế hoạch\\r\\n".encode("utf-8"), "a.txt").text
'Kế hoạch\\n'
>>> decode("ñy ban nh©n d©n tØnh, QuyÕt ®Þnh".encode("cp1252"), "a.txt").encoding
'tcvn3'
"""

from __future__ import annotations

import codecs

import msgspec

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Origin, RawDocument
from pipeline.read.assemble import Target, normal, raw_document
from pipeline.read.detect import looks_utf16
from pipeline.read.legacy import convert, legacy_encoding
from pipeline.read.limits import DEFAULT, Limits, megabytes
from pipeline.read.syllables import Share

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 40_000


class Decoded(msgspec.Struct, frozen=True):
    """A text (NFC, ``\\n``), the encoding it was in, and remarks on the decoding."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def read_plain(
    data: bytes, name: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read a text or Markdown file. ``name`` is for messages; raises ``ReadError`` when it is no text."""
    if len(data) > limits.text:
        cause = f"a text of {megabytes(len(data))}, more than the {megabytes(limits.text)} one document may have"
        raise ReadError(name, cause, "split it into documents, one file or one line of a .jsonl each")
    decoded = decode(data, name)
    origins = (Origin(0, len(decoded.text), {"bytes": [0, len(data)]}),) if decoded.text else ()
    remarks = extra + decoded.diagnostics
    return raw_document(data, target, "text", decoded.text, origins=origins, diagnostics=remarks)


def decode(data: bytes, name: str) -> Decoded:
    """Turn bytes into text. Raises ``ReadError`` (naming the offset) when no encoding makes text of them."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _with_codec(data[len(mark) :], codec, name, len(mark))
    utf16 = looks_utf16(data[:4096])
    if utf16:
        return _with_codec(data, utf16, name, 0)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, name, error.start)
    return _from_characters(text, "utf-8")


def _with_codec(data: bytes, codec: str, name: str, skipped: int) -> Decoded:
    try:
        return _from_characters(data.decode(codec), codec)
    except UnicodeDecodeError as error:
        return _best_effort(data, codec, name, error.start + skipped)


def _from_characters(text: str, encoding: str) -> Decoded:
    """Characters may still be legacy codes, pasted into a Unicode editor and saved."""
    legacy = legacy_encoding(text)
    if legacy is None:
        return Decoded(normal(text), encoding)
    remark = Diagnostic("legacy-encoding", "info", f"the text was written in {legacy.upper()} and converted to Unicode")
    return Decoded(normal(convert(text, legacy)), legacy, (remark,))


def _not_utf8(data: bytes, name: str, offset: int) -> Decoded:
    """One of the single-byte encodings if the outcome is Vietnamese, else UTF-8 with its bad bytes marked."""
    as_latin = data.decode("cp1252", errors="replace")
    legacy = legacy_encoding(as_latin)
    if legacy is not None:
        return _from_characters(as_latin, "cp1252")
    if _replaced_share(data) > 0.005 or data.count(0) == 0:
        as_1258 = normal(data.decode("cp1258", errors="replace"))
        share = Share(as_1258[:_SAMPLE])
        if share.marked >= 3 and share.of_marked > 0.8:
            remark = Diagnostic("legacy-encoding", "info", "the text was written in Windows-1258 and converted")
            return Decoded(as_1258, "windows-1258", (remark,))
    return _best_effort(data, "utf-8", name, offset)


def _replaced_share(data: bytes) -> float:
    sample = data[:_SAMPLE].decode("utf-8", errors="replace")
    return sample.count("\ufffd") / max(len(sample), 1)


def _best_effort(data: bytes, codec: str, name: str, offset: int) -> Decoded:
    text = data.decode(codec, errors="replace")
    bad = text.count("\ufffd")
    if bad * 20 > len(text):
        cause = f"no known text encoding: the first bytes that do not fit {codec} are at offset {offset}"
        raise ReadError(name, cause, "save it as UTF-8 and try again")
    message = f"{bad} places are not valid {codec}, the first at byte offset {offset}; each is replaced by U+FFFD"
    first = text.find("\ufffd")
    return Decoded(normal(text), codec, (Diagnostic("invalid-encoding", "warning", message, first, first + 1),))
