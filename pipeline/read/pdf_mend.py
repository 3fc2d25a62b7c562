"""A page whose letters are all there but come out wrong: put in order, or read by another table, without recognition.

Two faults are mended. Letters that the main font lacks are taken from a second font and written after the line they
belong to («t nh ban hành Kỉ ế»): they are put where they stand on the page, a floating mark after the letter it stands
over. And codes that are no Unicode (``glyph_order``). A mend is kept only when it makes syllables of the page's words.
Source: real letters of offices, printed to PDF by converters without the right fonts.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.glyph_order import Word, readings
from pipeline.read.pdf_chars import HIDDEN, Char, Characters, characters, stretches
from pipeline.read.syllables import Share

_SOUND = 0.9  # share of syllables from which a layer needs no mend
_MENDED = 0.85
_ENOUGH = 12  # words, below which a share says nothing

ORDERED = "the text layer, its displaced letters put back in place"
RECODED = "the text layer, its glyph codes turned into letters"


def sound(share: Share) -> bool:
    """Whether a page's words need no mend."""
    if share.words < _ENOUGH:
        return True
    return share.of_all >= _SOUND and (not share.marked or share.of_marked >= _SOUND)


def share_of(chars: list[Char]) -> Share:
    """The syllables among the words of characters in content order."""
    return Share(" ".join(piece.text for piece in stretches(chars)))


def mended(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, every: Characters) -> tuple[list[Char], str] | None:
    """The characters of a page as they should read, and what was done; None when nothing makes it better."""
    before = share_of(every.chars)
    ordered = in_place(characters(page, textpage, drawn=True).chars)
    after = share_of(ordered)
    if _better(after, before):
        return ordered, ORDERED
    recoded = _recoded(characters(page, textpage, codes=True, drawn=True).chars, textpage)
    for chars in (recoded, in_place(recoded)):
        if _better(share_of(chars), before):
            return chars, RECODED
    return None


def _better(after: Share, before: Share) -> bool:
    if after.words < _ENOUGH or after.of_all < before.of_all + 0.03:
        return False
    return after.of_all >= _MENDED and after.of_marked >= _MENDED


def in_place(chars: Sequence[Char]) -> list[Char]:
    """Characters line by line from left to right; a space that another letter fills is left out."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char[3]):
        if lines and abs(char[3] - lines[-1][-1][3]) < 0.25 * (char[4] or 10.0):
            lines[-1].append(char)
        else:
            lines.append([char])
    return [char for line in lines for char in _marked(_without_filled(sorted(line, key=lambda char: char[1])))]


def _without_filled(line: list[Char]) -> list[Char]:
    inked = [char for char in line if char[0].strip() and char[2] > char[1]]
    kept: list[Char] = []
    at = 0
    for char in line:
        if char[0].strip():
            kept.append(char)
            continue
        while at < len(inked) and inked[at][2] <= char[1]:
            at += 1
        near = inked[max(0, at - 1) : at + 2]
        shared = max((min(other[2], char[2]) - max(other[1], char[1]) for other in near), default=0.0)
        if shared <= 0.3 * max(char[2] - char[1], 0.1):
            kept.append(char)
    return kept


def _marked(line: list[Char]) -> list[Char]:
    """Floating marks after the letter over whose middle they stand; letter and marks become one character."""
    marks = [char for char in line if unicodedata.combining(char[0][0])]
    if not marks:
        return line
    letters = [char for char in line if not unicodedata.combining(char[0][0])]
    for mark in marks:
        middle = (mark[1] + mark[2]) / 2
        owner = min(
            (at for at, char in enumerate(letters) if char[0].isalpha()),
            key=lambda at: abs((letters[at][1] + letters[at][2]) / 2 - middle),
            default=None,
        )
        if owner is not None:
            letter = letters[owner]
            letters[owner] = (unicodedata.normalize("NFC", letter[0] + mark[0]), *letter[1:])
    return letters


def _recoded(chars: list[Char], textpage: pdfium.PdfTextPage) -> list[Char]:
    """Characters by the readings that make most syllables. ``chars`` hold their index (``codes``) as a private sign."""
    codes: dict[int, tuple[int, int]] = {}
    groups: dict[tuple[str, bool], int] = {}
    for sign, *_ in chars:
        if ord(sign[0]) < HIDDEN:
            continue
        index = ord(sign[0]) - HIDDEN
        key = _font(textpage, index), bool(raw.FPDFText_HasUnicodeMapError(textpage.raw, index))
        codes[index] = groups.setdefault(key, len(groups)), raw.FPDFText_GetUnicode(textpage.raw, index)
    words: list[Word] = []
    for piece in stretches(chars):
        for token in piece.text.split():
            words.append(tuple(codes[ord(sign) - HIDDEN] for sign in token if ord(sign) >= HIDDEN))
    unmapped = {group for (_, failed), group in groups.items() if failed}
    chosen = readings([word for word in words if word], list(groups.values()), unmapped)
    turned: list[Char] = []
    for sign, *box in chars:
        if ord(sign[0]) >= HIDDEN:
            group, code = codes[ord(sign[0]) - HIDDEN]
            sign = chosen[group](code)
        turned.append((sign, *box))  # type: ignore[arg-type]
    return turned


def _font(textpage: pdfium.PdfTextPage, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage.raw, index, buffer, len(buffer), ctypes.byref(flags))
    return buffer.value.decode("utf-8", "replace")
