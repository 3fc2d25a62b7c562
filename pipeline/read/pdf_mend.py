"""A page whose letters are all there but come out wrong: put in order, or read by another table, without recognition.

Two faults are mended. Letters that the main font lacks are taken from a second font and written after the line they
belong to («t nh ban hành Kỉ ế»): they are put where they stand on the page, a floating mark after the letter it stands
over. And codes that are no Unicode (``glyph_order``, ``wrong_tables``). A mend is kept only when it makes syllables of the
page's words; one font of a page may be broken and the others sound, so what stays is told font by font.
Source: real letters of offices, printed to PDF by converters without the right fonts.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.glyph_order import Word, readings, spelled
from pipeline.read.oddity import IMPOSSIBLE, oddness
from pipeline.read.pdf_chars import HIDDEN, Char, Characters, characters, stretches
from pipeline.read.syllables import Share
from pipeline.read.wrong_tables import Reading, as_is

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


class Mend(NamedTuple):
    """What became of a page: its characters as they should read with what was done, or None; and what is still broken."""

    chars: list[Char] | None = None
    note: str = ""
    broken: str = ""


def mended(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, every: Characters) -> Mend:
    """Tries what may mend a page whose words are unsound, or some of them: order first, then codes font by font."""
    before = share_of(every.chars)
    hidden = characters(page, textpage, codes=True, drawn=True).chars
    ordered = in_place(characters(page, textpage, drawn=True).chars)
    if _better(share_of(ordered), before):
        return Mend(ordered, ORDERED, _told(Coded(in_place(hidden), textpage).broken_as_is()))
    coded = Coded(hidden, textpage)
    broken = coded.broken_as_is()
    if not broken and sound(before):
        return Mend()
    chosen = readings(coded.words, list(coded.groups.values()), coded.unmapped)
    still = coded.broken(chosen)
    recoded = coded.read(chosen)
    for chars in (recoded, in_place(recoded)):
        after = share_of(chars)
        if _better(after, before) or (len(still) < len(broken) and after.good > before.good):
            return Mend(chars, RECODED, _told(still))
    return Mend(broken=_told(broken))


def _told(fonts: Sequence[str]) -> str:
    """What to say of fonts that are not to be read."""
    if not fonts:
        return ""
    names = ", ".join(sorted({name.split("+", 1)[-1] or "without a name" for name in fonts})[:3])
    return f"a broken text layer (the letters of its font {names} are no Vietnamese)"


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
    """Floating marks after the vowel over whose middle they stand; letter and marks become one character."""
    marks = [char for char in line if unicodedata.combining(char[0][0])]
    if not marks:
        return line
    letters = [char for char in line if not unicodedata.combining(char[0][0])]
    vowels = [at for at, char in enumerate(letters) if unicodedata.normalize("NFD", char[0])[0] in _VOWELS]
    for mark in marks:
        middle = (mark[1] + mark[2]) / 2
        owner = min(vowels, key=lambda at: abs((letters[at][1] + letters[at][2]) / 2 - middle), default=None)
        if owner is not None:
            letter = letters[owner]
            # A mark of another font may take room of its own, which is no space between letters.
            right = max(letter[2], min(mark[2], letter[2] + 0.4 * letter[4]))
            letters[owner] = (_with_mark(letter[0], mark[0]), letter[1], right, *letter[3:])
    return letters


_VOWELS = "aeiouyAEIOUY"
_SHAPES = "\u0302\u0306\u031b"  # the marks that make another vowel; they come before the tone, however they were drawn


def _with_mark(letter: str, mark: str) -> str:
    """A letter with one more mark.

    >>> _with_mark("è", "\u0302"), _with_mark("ê", "\u0300")
    ('ề', 'ề')
    """
    apart = unicodedata.normalize("NFD", letter + mark)
    return unicodedata.normalize("NFC", apart[0] + "".join(sorted(apart[1:], key=lambda sign: sign not in _SHAPES)))


class Coded:
    """A page's characters as codes of fonts. ``chars`` hold their index (``codes``) as a private sign."""

    def __init__(self, chars: list[Char], textpage: pdfium.PdfTextPage) -> None:
        self._chars = chars
        self._codes: dict[int, tuple[int, int]] = {}
        self.groups: dict[tuple[tuple[int, str], bool], int] = {}
        for sign, *_ in chars:
            if ord(sign[0]) < HIDDEN:
                continue
            index = ord(sign[0]) - HIDDEN
            key = _font(textpage, index), bool(raw.FPDFText_HasUnicodeMapError(textpage.raw, index))
            code = raw.FPDFText_GetUnicode(textpage.raw, index)
            code = 0xFFFD if 0xD800 <= code < 0xE000 else code  # half of a sign beyond the basic plane is none
            self._codes[index] = self.groups.setdefault(key, len(self.groups)), code
        tokens = [token for piece in stretches(chars) for token in piece.text.split()]
        words = [tuple(self._codes[ord(sign) - HIDDEN] for sign in token if ord(sign) >= HIDDEN) for token in tokens]
        self.words: list[Word] = [word for word in words if word]
        self.unmapped = {group for (_, failed), group in self.groups.items() if failed}

    def read(self, chosen: Mapping[int, Reading]) -> list[Char]:
        """The characters by the readings chosen; those that are no sign are left out."""
        turned: list[Char] = []
        for sign, *box in self._chars:
            if ord(sign[0]) >= HIDDEN:
                group, code = self._codes[ord(sign[0]) - HIDDEN]
                sign = chosen[group](code)
            if sign >= " ":
                turned.append((sign, *box))  # type: ignore[arg-type]
        return turned

    def broken_as_is(self) -> list[str]:
        """The fonts whose words are no Vietnamese as the file gives them."""
        return self.broken(dict.fromkeys(self.groups.values(), as_is))

    def broken(self, chosen: Mapping[int, Reading]) -> list[str]:
        """The fonts whose words are no Vietnamese by the readings chosen."""
        odd: Counter[int] = Counter()
        good: Counter[int] = Counter()
        stray: Counter[int] = Counter()
        every: Counter[int] = Counter()
        for word, times in Counter(self.words).items():
            text = spelled(word, chosen)
            found = oddness(text)
            for group in {group for group, _ in word}:
                (good if found < 0 else odd)[group] += times * abs(found)  # type: ignore[assignment]
                every[group] += times * (len(text) > 1)
                stray[group] += times * (found > 0 and IMPOSSIBLE.search(text) is not None)
        return [
            name
            for ((_, name), _), group in self.groups.items()
            if (odd[group] >= _ODD and odd[group] > _ODD_SHARE * good[group])
            or (stray[group] >= _STRAY and stray[group] > _STRAY_SHARE * good[group])
            # Glyph numbers of unknown letters may look like signs that say nothing («! #$ %»).
            or (group in self.unmapped and every[group] >= _ODD and 2 * good[group] < every[group])
        ]


_ODD, _ODD_SHARE = 3, 0.6  # odd words of one font, and their share of its sound ones, from which it is broken
_STRAY, _STRAY_SHARE = 5, 0.02  # the same for words with signs that are none


def _font(textpage: pdfium.PdfTextPage, index: int) -> tuple[int, str]:
    """The font of a character: its address, for two fonts of a file may have one name, and the name."""
    item = raw.FPDFText_GetTextObject(textpage.raw, index)
    font = ctypes.cast(raw.FPDFTextObj_GetFont(item), ctypes.c_void_p).value if item else None
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage.raw, index, buffer, len(buffer), ctypes.byref(flags))
    return font or 0, buffer.value.decode("utf-8", "replace")
