"""The folded view of a text: the same length, one spelling for each thing that has many.

Dashes become ``-``, quotation marks ``"``, look-alike capitals ``Đ``, odd spaces a space, slashes ``/``; old tone placement
becomes new (hoà → hòa, uỷ → ủy), and zero-width characters become U+200B. Every replacement is one code point for one, so an
offset into the view is an offset into the text (DESIGN: text, section 3).

>>> fold("Nghị định số 98/2023/NÐ–CP")
'Nghị định số 98/2023/NĐ-CP'
>>> fold("Uỷ ban, hoà bình, khoẻ, quý")
'Ủy ban, hòa bình, khỏe, quý'
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.model.document import Document, RawDocument

ZERO_WIDTH = "\u200b"
_SINGLE = {
    **dict.fromkeys("‐‑‒–—―−\u2043﹣－", "-"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("ÐƉ", "Đ"),
    **dict.fromkeys("ðɖ", "đ"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
    **dict.fromkeys("⁄∕／", "/"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ZERO_WIDTH),
    "\x0c": "\n",
    "\x0b": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
_TONES = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_GLIDE_TONES = {"o": "òóỏõọ", "O": "ÒÓỎÕỌ", "u": "ùúủũụ", "U": "ÙÚỦŨỤ"}


def _tone_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for glide, nuclei in (("o", "ae"), ("u", "y")):
        for nucleus in nuclei:
            for case in (str.lower, str.upper):
                for first in (str.lower, str.upper):
                    for index, toned in enumerate(_TONES[nucleus]):
                        old = first(glide) + case(toned)
                        pairs[old] = _GLIDE_TONES[first(glide)][index] + case(nucleus)
    return pairs


_PAIRS = _tone_pairs()
# Two scans, each a plain character class: one alternation of both costs three times as much.
_RARE = re.compile("[" + "".join(map(re.escape, _SINGLE)) + "]")
# An open syllable only (hoà, not hoàn); whether the «u» is the consonant of «qu» is asked of the few that match.
_OLD_TONE = re.compile("[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?!\\w)")


def _retone(match: re.Match[str]) -> str:
    pair, before = match.group(), match.string[match.start() - 1 : match.start()]
    return pair if before in ("q", "Q") else _PAIRS.get(pair, pair)


def fold(text: str) -> str:
    """Fold ``text`` (NFC) into its view of exactly equal length."""
    return _OLD_TONE.sub(_retone, _RARE.sub(lambda match: _SINGLE[match.group()], text))


def open_document(raw: RawDocument) -> Document:
    """Reads ``raw.text`` and ``raw.pages``; writes the ``Document`` with its folded view."""
    text = unicodedata.normalize("NFC", raw.text)
    return Document(text=text, folded=fold(text), pages=raw.pages)
