"""Reading and writing one symbol on its own: ``parse``, ``format``, ``repair``.

>>> parse("Số 34 - CT/TW").canonical, format(parse("1/2024/TT-BNV"))
('34-CT/TW', '01/2024/TT-BNV')
>>> repair("26/21/ND-CP").canonical, repair("15/NQ-TW").canonical, repair("24/7")
('26/2021/NĐ-CP', '15-NQ/TW', None)
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.errors import SymbolError
from pipeline.symbols.codes import Codes
from pipeline.symbols.scan import match_letter_symbol
from pipeline.symbols.symbol import Symbol

# The marks a symbol is made of, as ``text.fold`` folds them (a room above this one; a test holds the two together).
MARKS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−\u2043﹣－", "-"),
        **dict.fromkeys("⁄∕／", "/"),
        **dict.fromkeys("ÐƉ", "Đ"),
        **dict.fromkeys("ðɖ", "đ"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "\u200b"),
    }
)
_LABEL = re.compile("^(?:[Ss]ố|SỐ)[ :]*")


def parse(text: str, codes: Codes | None = None) -> Symbol:
    """The symbol that ``text`` is, cleanly written (spaces, dashes and a leading «số» do not matter).

    Raises ``SymbolError`` when it is none, or only with a repair; the message then names the repaired form.
    """
    symbol = repair(text, codes)
    if symbol is None:
        raise SymbolError(f"{text!r}: no số/ký hiệu of a known class (write it like 98/2023/NĐ-CP or 34-CT/TW)")
    if symbol.repairs:
        raise SymbolError(f"{text!r}: damaged ({', '.join(symbol.repairs)}); did you mean {symbol.canonical}?")
    return symbol


def format(symbol: Symbol) -> str:
    """The canonical spelling of ``symbol``: no spaces, plain hyphens, right diacritics, number of two digits or more."""
    return symbol.canonical


def repair(text: str, codes: Codes | None = None) -> Symbol | None:
    """The symbol that ``text`` is or was meant to be, ``repairs`` saying what was mended; None without one reading."""
    folded = unicodedata.normalize("NFC", text).translate(MARKS).strip(" \n\r\u200b")
    label = _LABEL.match(folded)
    start = label.end() if label else 0
    found = match_letter_symbol(folded, start, len(folded), codes)
    if found is None or found.end != len(folded):
        return None
    return found.symbol
