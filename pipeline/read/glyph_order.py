"""Text layers whose codes are no Unicode: glyph numbers of a font, or Mac codes of letters typed on Windows.

A font without a table to Unicode gives its glyph numbers. In the fonts of Windows these follow the order of the old
Macintosh glyph list (a space is 3, «A» 36, «à» 106), then, at a place that differs from font to font, the block of
Vietnamese letters in Unicode order (U+1EA0 to U+1EF9), with Ơ ơ Ư ư 58 places before it. So one number a font, its
*base*, gives back the whole text; it is known for the common fonts and else found by trying. Letters outside that order
(đ, ă, ĩ, ũ) are known for the common fonts, else they are those that make syllables of the words they stand in.
Source: the «post» table, format 1, of the TrueType specification; the glyph orders of Times New Roman and Arial.

>>> Order(0x4A4).letter(0x26), Order(0x4A4).letter(0x4DD), Order(0x4A4).letter(0x46D), Order(0x4A4).letter(0x69)
('C', 'ộ', 'ư', 'á')
>>> from_mac("‡"), from_mac("Ù"), from_mac("a")
('à', 'ô', 'a')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.read.syllables import is_syllable
from pipeline.read.wrong_tables import READINGS, Reading, as_is, composed

_BLOCK, _BLOCK_END = 0x1EA0, 0x1EF9
_HORNED = {-58: "Ơ", -57: "ơ", -56: "Ư", -55: "ư"}  # places from the base
_PLAIN_LAST = 0x1EF1 - _BLOCK  # Ỳ and ỳ, next in Unicode, stand elsewhere in these fonts
_MAC_FIRST, _MAC_NO_SPACE, _MAC_LAST = 98, 172, 224  # the upper half of the Mac character set, without no-break space
_ODD = {
    0xEA: "Ý", 0xEB: "ý", 0x1E3: "Ỳ", 0x1E4: "ỳ", 0xFF: "đ", 0x101: "đ", 0x102: "Ă", 0x103: "ă", 0x108: "Đ", 0x110: "Đ", 0x111: "đ",
    0x1AC: "Ĩ", 0x1AD: "ĩ", 0x1C9: "Ũ", 0x1CA: "ũ",
}  # fmt: skip
BASES = (0x4A4, 0x328)
"""Times New Roman and Arial upright and bold; their slanted cuts."""
_SOLVABLE = "ăâđêôơưĩũýỳáàãạảĂÂĐÊÔƠƯĨŨÝỲ"
Code = int
Word = tuple[tuple[int, Code], ...]
"""The characters of a word, each with the group (of one font) it belongs to and its code."""


class Order:
    """The glyph order of a font with its Vietnamese block at ``base``."""

    def __init__(self, base: int, found: Mapping[Code, str] | None = None) -> None:
        self.base, self.found = base, dict(found or {})

    def letter(self, code: Code) -> str | None:
        """The letter of a glyph number; None for a glyph whose place is not known."""
        if code in self.found:
            return self.found[code]
        if 3 <= code <= 97:
            return chr(code + 29)
        if _MAC_FIRST <= code <= _MAC_LAST:
            return bytes((code - _MAC_FIRST + 0x80 + (code >= _MAC_NO_SPACE),)).decode("mac_roman")
        from_base = code - self.base
        if 0 <= from_base <= _BLOCK_END - _BLOCK - 2:
            return chr(_BLOCK + from_base + (0 if from_base <= _PLAIN_LAST else 2))
        return _HORNED.get(from_base) or _ODD.get(code)


def from_mac(sign: str) -> str:
    """A Windows letter that was taken for the Mac letter of the same code, as it should be."""
    if sign.isascii():
        return sign
    if sign == "£":  # pdfium's Mac table has it where «¡» belongs
        return "Á"
    try:
        return sign.encode("mac_roman").decode("cp1252")
    except UnicodeError:
        return sign


def _mac(code: Code) -> str:
    return from_mac(chr(code))


def _ordered(order: Order) -> Reading:
    return lambda code: order.letter(code) or chr(code)


def readings(words: Sequence[Word], groups: Sequence[int], unmapped: set[int]) -> dict[int, Reading]:
    """How the codes of each group are to be read so that most words become syllables.

    ``unmapped`` are the groups whose font has no table to Unicode. Groups are settled one after the other, twice, because
    a word may hold letters of several fonts.
    """
    counted = Counter(words)
    of_group = {group: [word for word in counted if any(one == group for one, _ in word)] for group in groups}
    chosen: dict[int, Reading] = {g: _ordered(Order(BASES[0])) if g in unmapped else as_is for g in groups}
    for _ in range(2):
        for group in groups:
            inside = Counter({word: counted[word] for word in of_group[group]})
            options = [chosen[group], as_is, _mac, *(_ordered(Order(base)) for base in BASES)]
            best = _best(options, inside, chosen, group)
            if best[0] < 0.85 * sum(inside.values()):
                best = max(best, _best(READINGS, inside, chosen, group), key=lambda option: option[0])
            if group in unmapped and best[0] < 0.85 * sum(inside.values()):
                best = max(best, _search(inside, chosen, group), key=lambda option: option[0])
            chosen[group] = best[1]
    for group in groups:
        inside = Counter({word: counted[word] for word in of_group[group]})
        chosen[group] = _solved(inside, chosen, group)
    return chosen


def _best(
    options: Sequence[Reading], words: Counter[Word], chosen: dict[int, Reading], group: int
) -> tuple[int, Reading]:
    scored = [(_good(words, {**chosen, group: option}), option) for option in options]
    return max(scored, key=lambda option: option[0])


_LETTERS = re.compile(r"[^\W\d_]+")


def spelled(word: Word, chosen: Mapping[int, Reading]) -> str:
    """A word by the readings chosen."""
    return composed("".join(chosen[group](code) for group, code in word))


def _good(words: Counter[Word], chosen: Mapping[int, Reading]) -> int:
    """How many of the words hold nothing but syllables."""
    total = 0
    for word, times in words.items():
        text = spelled(word, chosen)
        if text.isprintable() and all(map(is_syllable, _LETTERS.findall(text))):
            total += times
    return total


_TRIED = 24


def _search(words: Counter[Word], chosen: dict[int, Reading], group: int) -> tuple[int, Reading]:
    """The base that reads the commonest words with letters of the Vietnamese block best."""
    high = Counter({word: n for word, n in words.items() if any(one == group and code > 0x130 for one, code in word)})
    sample = Counter(dict(high.most_common(_TRIED)))
    codes = sorted({code for word in sample for one, code in word if one == group and code > 0x130})
    if not codes:
        return 0, chosen[group]
    bases = range(max(0x130, codes[-1] - (_BLOCK_END - _BLOCK)), codes[0] + 60)
    best = max(bases, key=lambda base: _good(sample, {**chosen, group: _ordered(Order(base))}), default=BASES[0])
    reading = _ordered(Order(best))
    return _good(words, {**chosen, group: reading}), reading


def _solved(words: Counter[Word], chosen: dict[int, Reading], group: int) -> Reading:
    """The reading of a group with its unknown signs taken for the letters that make most syllables."""
    reading = chosen[group]
    strange = {code for word in words for one, code in word if one == group and _strange(reading(code))}
    found: dict[Code, str] = {}

    def with_found(code: Code) -> str:
        return found.get(code) or reading(code)

    for code in sorted(strange):
        inside = Counter({word: n for word, n in words.items() if (group, code) in word})
        scores: list[tuple[int, str]] = []
        for letter in _SOLVABLE:
            found[code] = letter
            scores.append((_good(inside, {**chosen, group: with_found}), letter))
        scores.sort(reverse=True)
        del found[code]
        if scores[0][0] > scores[1][0]:
            found[code] = scores[0][1]
    return with_found if found else reading


def _strange(sign: str) -> bool:
    """Whether a sign is none of Vietnamese text: a letter of another alphabet or a control."""
    return not sign.isprintable() or ("\u0180" <= sign < "\u1ea0" and sign not in "ƠơƯư")
