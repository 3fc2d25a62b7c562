"""Comparison keys: one spelling for names that are written in many (thi đua khen thưởng / Thi đua, khen thưởng).

A key ignores case, punctuation, spaces, where the tone mark stands (hoà/hòa) and i/y after a consonant (liệt sỹ/sĩ).
Keys are for looking names up, never for spans: their length differs from the text's. ``slug`` makes ids of entries.

>>> name_key("Luật Thi đua - khen thưởng") == name_key("luật  thi đua, khen thưởng")
True
>>> name_key("Ngày Thương binh, Liệt sỹ") == name_key("ngày thương binh - liệt sĩ")
True
>>> name_key("Hoà Bình") == name_key("Hòa Bình"), name_key("má") == name_key("mà")
(True, False)
>>> slug("Bà Rịa - Vũng Tàu")
'ba-ria-vung-tau'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*")
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnpqrstvx])y$")


def _syllable(word: str) -> str:
    tones = "".join(_TONE.findall(word))
    return _FINAL_Y.sub("i", _TONE.sub("", word)) + tones


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key of ``name``: its syllables in lower case, each with its tone mark last, joined by single spaces."""
    folded = unicodedata.normalize("NFD", name.replace("Ð", "Đ").casefold())
    return " ".join(_syllable(word) for word in _WORD.findall(folded))


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """``name`` in plain lower-case ASCII with hyphens, as used in ids and canonical addresses."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")
