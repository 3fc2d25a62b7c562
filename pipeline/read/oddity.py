"""What a sound Vietnamese text does not hold: signs of no script, and words that are neither syllables nor abbreviations.

The share of syllables tells a page whose whole layer is broken. A page with only one broken font (the bold one of its
headings) hides among its sound words; it is told by single odd words, then font by font. Names and words of other languages
are no oddity: they are plain letters that can be spoken. Source: fonts without a right table to Unicode, as offices'
converters write them, and the private codes of symbol fonts.

>>> [oddness(word) for word in ("thực", "QĐ-UBND", "12/2024", "Facebook", "7K×QJ", "TØNH", "\\uf04b\\uf0d5\\uf048")]
[-1.0, 0.0, 0.0, 0.0, 0.5, 1.0, 1.0]
>>> suspect("Căn cứ Luật Đất đai; QĐ-UBND; HĐND", ["QĐ", "HĐND"]), suspect("TØNH THAÙI HOAÏCH", ["TØNH", "THAÙI", "HOAÏCH"])
(False, True)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.read.syllables import is_syllable

IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\U00010000-\U0010ffff]")
"""Controls, private codes, the sign for «unknown», and what lies beyond the basic plane (the private signs of ``codes``)."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SPEAKABLE = re.compile(r"(?=.*[aeiouy])(?!.*[bcdfghjklmnpqrstvwxz]{5})[A-Z]?[a-z]+(?:[A-Z][a-z]+)?|[A-Z]+")
_VIETNAMESE = frozenset("aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz")
_INSIDE = re.compile(r"(?<=\w)[¡-©¬®¯±´¶¸»-¿×÷ƒˆ˜†‡‹›€™](?=\w)")
_LEAST = 3


@lru_cache(maxsize=65536)
def oddness(token: str) -> float:
    """-1 for a token of syllables, 1 for one that is no Vietnamese text, 0.5 for a likely such one, 0 for what says nothing."""
    if "\ue000" <= token[:1] <= "\uf8ff":
        token = token[1:]  # a bullet, alone or before its item
    if IMPOSSIBLE.search(token):
        return 1.0 if len(token) > 1 else 0.0
    if _INSIDE.search(token):
        return 0.5
    parts = _LETTERS.findall(token)
    strange = [part for part in parts if not is_syllable(part) and not _abbreviates(part)]
    if not strange:
        return -1.0 if any(len(part) > 1 and is_syllable(part) for part in parts) else 0.0
    if not all(map(str.isascii, strange)):
        return 1.0
    return 0.0 if all(map(_SPEAKABLE.fullmatch, strange)) else 0.5


def _abbreviates(part: str) -> bool:
    """Whether letters can stand for words («UBND», «HĐND», «QĐ»), or are a name without accents."""
    return len(part) == 1 or (part.isupper() and _VIETNAMESE.issuperset(part.lower()) and not _toned(part))


def _toned(part: str) -> bool:
    """Whether letters carry the marks that abbreviations lose; Đ is a letter of its own."""
    return not part.replace("Đ", "D").replace("Ư", "U").replace("Ê", "E").replace("Â", "A").isascii()


def suspect(text: str, unknown: Sequence[str], lost: int = 0) -> bool:
    """Whether a page's fonts are worth a look one by one.

    ``unknown`` are its words that are no syllables though they have letters beyond ASCII (``Share``), ``lost`` its
    characters that have no sign at all.
    """
    if lost >= _LEAST or sum(not _abbreviates(word) for word in unknown) >= _LEAST:
        return True
    return IMPOSSIBLE.search(text) is not None and len(IMPOSSIBLE.findall(text)) + lost >= _LEAST
