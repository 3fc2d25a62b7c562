"""The passages of a text that show what was asked: those in which most of the words stand, and nearest to one another.

>>> text = "cấp xã" + " rà soát lại" * 30 + " nước sạch được cấp cho thôn, bản"
>>> places = [(text.index(word), text.index(word) + len(word), n) for n, word in enumerate(("nước", "sạch"))]
>>> (found,) = snippets_of(text, [(0, 3, 2), *places, (text.rindex("cấp"), text.rindex("cấp") + 3, 2)])
>>> [found.text[start:end] for start, end in found.marks]
['nước', 'sạch', 'cấp']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

import msgspec

AROUND = 90
_SNIPPETS = 3
# Start and end in the text, and the number of the term that stands there.
Place = tuple[int, int, int]


class Snippet(msgspec.Struct, frozen=True):
    """Words around a place: ``text`` in single spaces, ``marks`` the spans in it that were asked for.

    ``start`` is where it begins in the record's text (of a document that is only cited, in its title).
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    start: int


def snippets_of(text: str, places: list[Place]) -> Iterator[Snippet]:
    """The stretches that hold most of the terms, the tightest first; then those that hold as many, or a term not shown yet.

    They come in the order of the text.
    """
    left = sorted(((_worth(one), _terms(one), one) for one in _stretches(places)), key=itemgetter(0))
    chosen: list[list[Place]] = []
    shown: set[int] = set()
    most = 0
    while left and len(chosen) < _SNIPPETS:
        _, terms, best = min(left, key=lambda one: (-len(one[1] - shown), one[0]))
        if not terms - shown:
            _, terms, best = left[0]
            if len(terms) < most:
                break
        chosen.append(best)
        shown |= terms
        most = max(most, len(terms))
        left = [one for one in left if one[2][0][0] > best[-1][1] + AROUND or one[2][-1][1] + AROUND < best[0][0]]
    for group in sorted(chosen):
        yield _snippet(text, group)


def _stretches(places: list[Place]) -> Iterator[list[Place]]:
    """From each place on, those that fit into one snippet with it."""
    end = 0
    for start, first in enumerate(places):
        while end < len(places) and places[end][1] - first[0] < 2 * AROUND:
            end += 1
        yield places[start : max(end, start + 1)]


def _terms(stretch: list[Place]) -> frozenset[int]:
    return frozenset(term for _, _, term in stretch)


def _worth(stretch: list[Place]) -> tuple[int, int, int]:
    """How many of the terms it holds and how near to one another, the first in the text before the others."""
    last: dict[int, int] = {}
    tightest, terms = 2 * AROUND, len(_terms(stretch))
    for start, end, term in stretch:
        last[term] = start
        if len(last) == terms:
            tightest = min(tightest, end - min(last.values()))
    return -len(last), tightest, stretch[0][0]


def _snippet(text: str, group: list[Place]) -> Snippet:
    first, last = group[0][0], max(end for _, end, _ in group)
    left = text.rfind(" ", 0, max(0, first - AROUND)) + 1 if first > AROUND else 0
    right = text.find(" ", min(len(text), last + AROUND))
    right = len(text) if right < 0 else right
    shown, marks, at = "…" if left else "", [], left
    for start, end, _ in group:
        if start < at:
            continue
        shown += re.sub(r"\s+", " ", text[at:start])
        begin = len(shown)
        shown += re.sub(r"\s+", " ", text[start:end])
        marks.append((begin, len(shown)))
        at = end
    shown += re.sub(r"\s+", " ", text[at:right]) + ("…" if right < len(text) else "")
    return Snippet(shown, tuple(marks), left)
