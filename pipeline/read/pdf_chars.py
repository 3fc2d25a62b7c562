"""Characters of a PDF page into stretches of text on one baseline, through pypdfium2.

Knows pdfium's text page: one entry a character with code, origin and loose box, in the order of the content stream. Own
grouping is needed because pdfium's own lines glue columns together. A space is restored where letters stand apart
without one. Source: the public headers of pdfium (fpdf_text.h).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from msgspec.structs import replace

from pipeline.read.legacy import SOFT_HYPHEN, convert, encoding_of_font, shows_capitals
from pipeline.read.pdf_calls import boxes, origin, signs
from pipeline.read.pdf_turn import direction, turner
from pipeline.text.page import Line

Char = tuple[str, float, float, float, float]
"""A character with left, right, baseline (from the top) and height; the height of a space may be 0."""
_MAKES_SPACE = 0.17  # of the letter height: no font sets two letters of one word that far apart
_PARTS = 0.62  # of the letter height: wider than a word space, so the next stretch may be another column's
_HYPHENS = str.maketrans("\x02\ufffe", "--")
"""What pdfium makes of a hyphen at a line's end."""
_DROPPED = frozenset((*(chr(code) for code in range(0x20) if code not in (2, 9)), "\uffff", "\xad", ""))
_NO_SIGNS = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_HALVES = re.compile("[\ud800-\udfff]")  # of signs beyond the basic plane; half a sign is none


class Characters(NamedTuple):
    """The printable characters of a page as it is read, its size so, and how far it had to be turned (degrees).

    ``lost`` counts the characters without a sign: their font gives a control code for them, or none.
    """

    chars: list[Char]
    width: float
    height: float
    turned: int
    lost: int = 0


HIDDEN = 0xF0000
"""The first of the private signs that stand for the characters of a page by their index, for ``codes``."""


def characters(
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    *,
    legacy: bool = False,
    codes: bool = False,
    drawn: bool = False,
    skipped: Collection[int] = (),
) -> Characters:
    """Every printable character of a page in content order; y counts from the top of the page.

    A page is turned so that its text runs to the right, whatever its own ``/Rotate`` says: wide tables are often drawn
    upright along the long side. ``legacy`` says that the page holds TCVN3 codes: those in a «.Vn…» font become letters. With
    ``codes`` no code is believed to be Unicode: each character comes as a private sign that tells its index. With
    ``drawn`` the spaces that pdfium itself puts between characters are left out. ``skipped`` are indexes to leave out.
    """
    handle, count = textpage.raw, textpage.count_chars()
    sides = page.get_bbox()
    turned = direction(handle, count)
    turn = turner(turned, sides)
    left, top = sides[0], sides[3]
    found: list[Char] = []
    add = found.append
    before, base = None, 0.0
    box = iter(boxes(handle, count))
    shown = _signs(handle, count, legacy=legacy, codes=codes, drawn=drawn)
    if skipped:
        shown = ["" if index in skipped else sign for index, sign in enumerate(shown)]
    for sign, index, x0, high, x1, low in zip(shown, range(count), box, box, box, box, strict=True):
        if sign in _DROPPED:
            continue
        if turned:
            add((sign, *turn(x0, low, x1, high, *(origin(handle, index) or (x0, low)))))
            continue
        if low != before:
            # Characters of one font on one baseline share the bottom of their boxes: one question less for each.
            before, at = low, origin(handle, index)
            base = top - (at[1] if at else low)
        add((sign, x0 - left, x1 - left, base, high - low))
    width, height = sides[2] - left, top - sides[1]
    lost = len(_NO_SIGNS.findall(shown)) if isinstance(shown, str) else 0
    return Characters(found, *((height, width) if turned in (90, 270) else (width, height)), turned, lost)


def _signs(handle: ctypes.c_void_p, count: int, *, legacy: bool, codes: bool, drawn: bool) -> Sequence[str]:
    """What each character of the page reads, as ``characters`` wants it; empty for one that is left out."""
    shown = _HALVES.sub("\ufffd", signs(handle, count))
    if not (legacy or codes or drawn):
        return shown.translate(_HYPHENS) if "\x02" in shown or "\ufffe" in shown else shown
    every: list[str] = []
    for index, sign in enumerate(shown):
        if drawn and raw.FPDFText_IsGenerated(handle, index):
            every.append("")
            continue
        if codes:
            sign = chr(_hidden(handle, index, ord(sign)))
        sign = sign.translate(_HYPHENS)
        letter = legacy and (sign not in _DROPPED or sign == SOFT_HYPHEN)  # its code is that of «ư»
        every.append(_tcvn3_letter(handle, index, sign) if letter else sign)
    return every


_GLYPH_OF_SPACE = 3


def _hidden(handle: ctypes.c_void_p, index: int, code: int) -> int:
    """The private sign of a character; spaces stay, also the glyph of a space where codes are glyph numbers.

    A control code is a character too: fonts renumbered in the order of use begin with 1.
    """
    if raw.FPDFText_IsGenerated(handle, index):
        return code
    unmapped = raw.FPDFText_HasUnicodeMapError(handle, index)
    if unmapped and code == _GLYPH_OF_SPACE:
        return 0x20
    return code if not unmapped and code in (0x09, 0x0A, 0x0D, 0x20, 0xA0) else HIDDEN + index


def _tcvn3_letter(handle: ctypes.c_void_p, index: int, sign: str) -> str:
    """The letter that a TCVN3 code shows in its font; a character of another font as it is."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, buffer, len(buffer), ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace")
    if name and encoding_of_font(name) is None:
        return sign
    return convert(sign, "tcvn3", capitals=shows_capitals(name))


def stretches(chars: list[Char]) -> list[Line]:
    """Group characters (content order) into stretches; each breaks at a wide gap, a new baseline or a jump back."""
    found: list[Line] = []
    start, last_right, base, size = 0, 0.0, 0.0, 0.0
    slack, apart, back = 0.0, 0.0, 0.0  # what ``size`` allows: off the baseline, between letters, backwards
    first: Char | None = None  # with ink, and the last of them
    last: Char | None = None
    near, widest = False, 0.0  # whether ``last`` is the character before, and the widest gap between two such
    for index, char in enumerate(chars):
        sign, left, right, y, height = char
        gap = left - last_right
        if index > start:
            if size == 0.0:
                slack, apart, back = 0.3 * height, _PARTS * height, -1.2 * height
            if gap > apart or gap < back or (y != base and abs(y - base) > slack):
                if first is not None and last is not None:
                    found.append(_line(chars[start:index], first, last, size or 10.0, widest))
                start, size, last_right = index, 0.0, right
                base, first, near, widest = y, None, False, 0.0
        else:
            base, last_right = y, right
        if sign not in _SPACES:
            if first is None:
                first = char
            elif near and gap > widest:
                widest = gap
            last, last_right, near = char, right, True
            if 0 < height != size and (size == 0.0 or height < size):
                size = height
                slack, apart, back = 0.3 * size, _PARTS * size, -1.2 * size
        else:
            near = False
            if right > last_right and right - left < 2 * (size or 12):
                last_right = right
    if first is not None and last is not None:
        found.append(_line(chars[start:], first, last, size or 10.0, widest))
    return found if not any(_SPACED_OUT.fullmatch(line.text) for line in found) else _unspaced(found)


def _unspaced(lines: list[Line]) -> list[Line]:
    """Stretches of single letters («K Ế», «H O Ạ C H») as words, those that follow each other on a line as one stretch."""
    found: list[Line] = []
    before = False
    for line in lines:
        wide = _SPACED_OUT.fullmatch(line.text) is not None
        if wide:
            line = replace(line, text="".join(line.text.split()))
        if wide and before and line.y1 == found[-1].y1 and 0 < line.x0 - found[-1].x1 < 2 * line.size:
            line = replace(line, text=f"{found[-1].text} {line.text}", x0=found.pop().x0)
        found.append(line)
        before = wide
    return found


_SPACES = frozenset(" \u00a0\t")
_SET_WIDE = 4  # pairs of letters, from which their spacing is a style
# «K Ế», «H O Ạ C H»: one word typed wide, told by its accent.
_SPACED_OUT = re.compile(r" ?(?=[A-ZĐ ]*[À-ỸĐ])(?:[A-ZÀ-Ỹ] ){1,7}[A-ZÀ-Ỹ] ?")
_MANY_SPACES = re.compile("[ \u00a0\t]+")


def _line(chars: list[Char], first: Char, last: Char, size: float, widest: float) -> Line:
    """One stretch of text, spaces restored and doubled ones made single."""
    apart = widest > _MAKES_SPACE * size
    text = _with_spaces(chars, size) if apart else "".join([char[0] for char in chars])
    text = _MANY_SPACES.sub(" ", text).lstrip(" ")
    base = first[3]
    return Line(text, first[1], base - size * 0.8, last[2], base + size * 0.2, size)


def _with_spaces(chars: list[Char], size: float) -> str:
    """The signs of a stretch with a space where two stand apart; letters that all stand apart are words set wide."""
    pairs = [(before[2], after[1]) for before, after in pairwise(chars) if not {before[0], after[0]} & _SPACES]
    wide = [right for right, left in pairs if left - right > _MAKES_SPACE * size]
    if len(pairs) >= _SET_WIDE and len(wide) > 0.8 * len(pairs) and any(char[0] in _SPACES for char in chars):
        return "".join([char[0] for char in chars])
    pieces: list[str] = []
    right: float | None = None
    for char in chars:
        inked = char[0] not in _SPACES
        if inked and right is not None and char[1] - right > _MAKES_SPACE * size:
            pieces.append(" ")
        pieces.append(char[0])
        right = char[2] if inked else None
    return "".join(pieces)
