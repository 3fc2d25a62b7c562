"""What a person typed, as questions to the full-text index: every word quoted, none of it ever FTS syntax.

Words with diacritics are asked of the word segments; all are asked, without diacritics, of the plain syllables. A phrase in
quotation marks must stand together; words outside them must all stand somewhere.

>>> read_query('thi đua "khen thưởng"').terms
('thi', 'đua', 'khen thưởng')
>>> read_query('NEAR(a b) OR "x*').plain
'"near" "a" "b" "or" "x"'
>>> read_query("34-CT/TW").plain
'"34 ct tw"'
"""

from __future__ import annotations

import re

import msgspec

from pipeline.store.fulltext import strip
from pipeline.text.fold import fold

_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")


class Query(msgspec.Struct, frozen=True):
    """``terms``: words and phrases, lower case; ``plain``: the question to ``plain``; ``marked``: whether diacritics were typed."""

    terms: tuple[str, ...]
    plain: str
    marked: bool


def read_query(text: str) -> Query:
    """The question in ``text``; ``terms`` is empty when there is no letter or digit in it."""
    terms: list[str] = []
    for match in _PIECE.finditer(fold(text).replace("\u200b", "").replace("\x00", " ").lower()):
        quoted, bare = match.groups()
        # A symbol typed bare (34-CT/TW) is one phrase; brackets and commas around or between bare words are not.
        pieces = [quoted] if quoted is not None else re.split(r"[()\[\],;:!?\"]+", bare)
        terms += [term for piece in pieces if (term := " ".join(_TOKEN.findall(piece)))]
    plain = " ".join(f'"{strip(term)}"' for term in terms)
    return Query(tuple(dict.fromkeys(terms)), plain, any(strip(term) != term for term in terms))


def words_query(segments: list[str]) -> str:
    """The question to ``words``: all word segments (as ``fulltext.joined`` gives them), each a quoted phrase.

    >>> words_query(["thi_đua", "34", "-", 'a"b'])
    '"thi_đua" "34" "a b"'
    """
    cleaned = (" ".join(re.findall(r"\w+", segment.lower())) for segment in segments)
    return " ".join(f'"{segment}"' for segment in cleaned if segment.strip("_ "))
