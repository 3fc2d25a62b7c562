"""Codes read by a wrong table: shifted by a number, moved to the private block, or of an old Vietnamese font.

A font whose table to Unicode is wrong in one and the same way gives back its text once the way is known. Each reading takes
a code as the file gives it and says what it stands for; which one holds is judged by the syllables it makes. Marks of VNI
come as combining characters behind their letter. Source: real files of converters; TCVN 5712:1993; the VNI code page; the
private codes U+F020 to U+F0FF of symbol fonts (Microsoft, OpenType specification, «cmap»).

>>> READINGS[0](ord("N") + 29), private(0xF04B), private(ord("K")), "".join(map(vni, map(ord, "HOAÏCH"))) == "HOA\u0323CH"
('N', 'K', 'K', True)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

from pipeline.read.legacy import VNI_LETTERS, VNI_MARKS, convert

Reading = Callable[[int], str]
_SHIFTS = (29, -29, 31, -31, 1, -1)
"""What glyph numbers and codes of common fonts differ by («A» is glyph 36), and slips of one."""


def as_is(code: int) -> str:
    """The sign of a code that is Unicode."""
    return chr(code)


def private(code: int) -> str:
    """The sign of a code of a symbol font."""
    return chr(code - 0xF000) if 0xF020 <= code <= 0xF0FF else chr(code)


def tcvn3(code: int) -> str:
    """The letter of a TCVN3 code."""
    return convert(chr(code), "tcvn3")


def vni(code: int) -> str:
    """The letter of a VNI code, or the combining marks."""
    sign = chr(code)
    return VNI_LETTERS.get(sign) or VNI_MARKS.get(sign) or sign


def _shifted(by: int, code: int) -> str:
    return chr(code - by) if 0x20 < code - by < 0xD800 else chr(code)


def _private_tcvn3(code: int) -> str:
    return tcvn3(ord(private(code)))


def _private_vni(code: int) -> str:
    return vni(ord(private(code)))


READINGS: tuple[Reading, ...] = (
    *(partial(_shifted, by) for by in _SHIFTS),
    private,
    tcvn3,
    vni,
    _private_tcvn3,
    _private_vni,
)
"""What a code may mean when it is not what it says."""


def composed(text: str) -> str:
    """A text with letters and marks as single characters (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
