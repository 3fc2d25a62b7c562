"""How much of a source the readers are willing to swallow: sizes, pages, seconds, memory.

Knows the bounds that keep a hostile or broken file from filling memory or hanging the program (a zip bomb, a PDF that
never ends, a line of 50 MB). Source: the safety requirements of the project; the figures leave real official documents
(the longest seen has 700 pages and 60 MB) ample room.

>>> Limits(pdf_seconds=5).pdf_seconds
5
"""

from __future__ import annotations

import msgspec

MB = 1 << 20


class Limits(msgspec.Struct, frozen=True):
    """Bounds of reading; sizes in bytes, times in seconds.

    ``file``: a source as it lies on disk. ``text``: a text file, or any one text after decoding. ``line``: one line of
    a ``.jsonl`` container. ``stream``: a compressed container after decompression. ``part``/``package``/``ratio``/
    ``entries``: one unpacked part of a DOCX, all of them, the greatest honest compression, how many parts.
    ``pdf_seconds``/``pdf_memory``: what the PDF child process may use for one file; of its pages the first ``pdf_pages``
    are read. ``page_seconds``: what any one page may take, read or recognised; ``ocr_memory``: what its recognition may use.
    ``ocr_pages``/``ocr_seconds``: how many pages of one file are recognised, and how long that may take; the rest is told.
    ``convert_seconds``: what another program may take to turn an old file.
    """

    file: int = 256 * MB
    text: int = 64 * MB
    line: int = 32 * MB
    stream: int = 64 * 1024 * MB
    part: int = 64 * MB
    package: int = 256 * MB
    ratio: int = 200
    entries: int = 5000
    pdf_seconds: float = 120.0
    pdf_memory: int = 2048 * MB
    pdf_pages: int = 3000
    page_seconds: float = 60.0
    ocr_memory: int = 2048 * MB
    ocr_pages: int = 1000
    ocr_seconds: float = 1800.0
    convert_seconds: float = 90.0


DEFAULT = Limits()


def megabytes(size: int) -> str:
    """A size in bytes for a message.

    >>> megabytes(64 * MB)
    '64 MB'
    """
    return f"{size / MB:.0f} MB" if size >= MB else f"{size} bytes"
