"""Characters of a PDF page into stretches of text on one baseline, through pypdfium2.

Knows pdfium's text page: one entry a character with code, origin and loose box, in the order of the content stream. Own
grouping is needed because pdfium's own lines glue columns together. A space is restored where letters stand apart
without one. Source: the public headers of pdfium (fpdf_text.h).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.legacy import convert, encoding_of_font, shows_capitals
from pipeline.text.page import Line

Char = tuple[str, float, float, float, float]
"""A character with left, right, baseline (from the top) and height; the height of a space may be 0."""
_MAKES_SPACE = 0.17  # of the letter height: no font sets two letters of one word that far apart
_PARTS = 0.62  # of the letter height: wider than a word space, so the next stretch may be another column's
_DROPPED = frozenset((0x0, 0xD, 0xA, 0xFFFF, 0xAD))
_LINE_END_HYPHENS = frozenset((0x2, 0xFFFE))  # what pdfium makes of a hyphen at a line's end


class Characters(NamedTuple):
    """The printable characters of a page as it is read, its size so, and how far it had to be turned (degrees)."""

    chars: list[Char]
    width: float
    height: float
    turned: int


HIDDEN = 0xF0000
"""The first of the private signs that stand for the characters of a page by their index, for ``codes``."""


def characters(
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    *,
    legacy: bool = False,
    codes: bool = False,
    drawn: bool = False,
) -> Characters:
    """Every printable character of a page in content order; y counts from the top of the page.

    A page is turned so that its text runs to the right, whatever its own ``/Rotate`` says: wide tables are often drawn
    upright along the long side. ``legacy`` says that the page holds TCVN3 codes: those in a «.Vn…» font become letters. With
    ``codes`` no code is believed to be Unicode: each character comes as a private sign that tells its index. With
    ``drawn`` the spaces that pdfium itself puts between characters are left out.
    """
    handle, count = textpage.raw, textpage.count_chars()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    code_of, box_of, origin_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    sides = page.get_bbox()
    turned = _direction(handle, count)
    turn = _turner(turned, sides)
    left, top = sides[0], sides[3]
    found: list[Char] = []
    add = found.append
    sides_of_box = memoryview(box).cast("B").cast("f")  # all four at once: left, top, right, bottom
    before = None
    special, new_line, base = codes or drawn, False, 0.0
    for index in range(count):
        code = code_of(handle, index)
        if special:
            if drawn and raw.FPDFText_IsGenerated(handle, index):
                continue
            code = _hidden(handle, index, code) if codes else code
        if code in _LINE_END_HYPHENS:
            code = 0x2D
        if code in _DROPPED or (code < 0x20 and code != 9):
            continue
        box_of(handle, index, at_box)
        x0, high, x1, low = sides_of_box
        if low != before or turned:
            # Characters of one font on one baseline share the bottom of their boxes: one question less for each.
            origin_of(handle, index, at_x, at_y)
            before, new_line = low, True
        sign = _tcvn3_letter(handle, index, chr(code)) if legacy else chr(code)
        if turned:
            add((sign, *turn(x0, low, x1, high, x.value, y.value)))
        else:
            if new_line:
                base, new_line = top - y.value, False
            add((sign, x0 - left, x1 - left, base, high - low))
    width, height = sides[2] - left, top - sides[1]
    return Characters(found, *((height, width) if turned in (90, 270) else (width, height)), turned)


_GLYPH_OF_SPACE = 3


def _hidden(handle: ctypes.c_void_p, index: int, code: int) -> int:
    """The private sign of a character; spaces stay, also the glyph of a space where codes are glyph numbers."""
    if raw.FPDFText_IsGenerated(handle, index):
        return code
    unmapped = raw.FPDFText_HasUnicodeMapError(handle, index)
    if unmapped and code == _GLYPH_OF_SPACE:
        return 0x20
    return code if not unmapped and (code in (0x20, 0xA0) or code < 0x20) else HIDDEN + index


_SAMPLE = 300


def _direction(handle: ctypes.c_void_p, count: int) -> int:
    """By how many degrees clockwise the page must be turned for most of its text to run to the right."""
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    before = None
    for index in range(min(count, _SAMPLE)):
        if not raw.FPDFText_GetCharOrigin(handle, index, at_x, at_y):
            continue
        here = x.value, y.value
        if before is not None:
            across, up = here[0] - before[0], here[1] - before[1]
            if 0.5 < abs(across) < 40 and abs(up) < 0.2:
                votes[0 if across > 0 else 180] += 1
            elif 0.5 < abs(up) < 40 and abs(across) < 0.2:
                votes[90 if up > 0 else 270] += 1
        before = here
    best = max(votes, key=lambda angle: votes[angle])
    return best if votes[best] > 2 * votes[0] else 0


def _tcvn3_letter(handle: ctypes.c_void_p, index: int, sign: str) -> str:
    """The letter that a TCVN3 code shows in its font; a character of another font as it is."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, buffer, len(buffer), ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace")
    if name and encoding_of_font(name) is None:
        return sign
    return convert(sign, "tcvn3", capitals=shows_capitals(name))


def converted_vni(chars: list[Char]) -> list[Char]:
    """Characters of VNI codes as letters: a vowel takes the mark written after it into itself."""
    turned: list[Char] = []
    for char in chars:
        if turned:
            before = turned[-1]
            both = convert(before[0] + char[0], "vni") if len(before[0]) == 1 and before[0].isalpha() else ""
            if len(both) == 1:
                turned[-1] = (both, before[1], max(before[2], char[2]), before[3], before[4])
                continue
        turned.append(char)
    return [(convert(char[0], "vni"), *char[1:]) if len(char[0]) == 1 else char for char in turned]


def _turner(angle: int, sides: tuple[float, float, float, float]) -> Callable[..., tuple[float, float, float, float]]:
    """A function from a character's box and origin on the page to left, right, baseline, height on the turned page."""
    left, bottom, right, top = sides

    def point(x: float, y: float) -> tuple[float, float]:
        if angle == 90:
            return y - bottom, x - left
        if angle == 180:
            return right - x, y - bottom
        return top - y, right - x

    def turn(x0: float, y0: float, x1: float, y1: float, ox: float, oy: float) -> tuple[float, float, float, float]:
        (a, b), (c, d), (_, base) = point(x0, y0), point(x1, y1), point(ox, oy)
        return min(a, c), max(a, c), base, abs(d - b)

    return turn


def stretches(chars: list[Char]) -> list[Line]:
    """Group characters (content order) into stretches; each breaks at a wide gap, a new baseline or a jump back."""
    found: list[Line] = []
    start, last_right, base, size = 0, 0.0, 0.0, 0.0
    for index, (sign, left, right, y, height) in enumerate(chars):
        if index > start:
            reach = size or height
            gap = left - last_right
            if abs(y - base) > 0.3 * reach or gap > _PARTS * reach or gap < -1.2 * reach:
                _add(found, chars[start:index])
                start, size, last_right = index, 0.0, right
        if index == start:
            base, last_right = y, right
        if sign not in " \u00a0\t":
            last_right = right
            if height > 0 and (size == 0.0 or height < size):
                size = height
        elif right > last_right and right - left < 2 * (size or 12):
            last_right = right
    _add(found, chars[start:])
    return found


def _add(found: list[Line], chars: list[Char]) -> None:
    """One stretch of text, spaces restored and doubled ones made single."""
    text: list[str] = []
    previous: Char | None = None
    inked = [char for char in chars if char[0] not in " \u00a0\t"]
    if not inked:
        return
    size = min([char[4] for char in inked if char[4] > 0], default=10.0)
    for char in chars:
        sign = char[0]
        if sign in " \u00a0\t":
            if text and text[-1] != " ":
                text.append(" ")
            previous = None
            continue
        if previous is not None and char[1] - previous[2] > _MAKES_SPACE * size:
            text.append(" ")
        text.append(sign)
        previous = char
    base = inked[0][3]
    found.append(Line("".join(text), inked[0][1], base - size * 0.8, inked[-1][2], base + size * 0.2, size))
