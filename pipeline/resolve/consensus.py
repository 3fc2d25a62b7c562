"""Consensus: what many documents say of one cited document, so that the odd one out can be named.

A document counts once for each value, however often it repeats it. Titles and issuers that differ only in spelling count as
one, shown in the commonest spelling.

>>> from pipeline.model.evidence import Cited
>>> said = [Cited(document=d, date=day) for d, day in (("a", "2014-04-07"), ("b", "2014-04-07"), ("c", "2014-07-04"))]
>>> found = consensus(said)
>>> agreed(found.dates, found.documents), [(t.value, t.examples) for t in odd(found.dates, found.documents)]
('2014-04-07', [('2014-07-04', ('c',))])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz

from pipeline.gazetteer.key import name_key
from pipeline.model.evidence import Cited, Consensus, Tally

_SAME_TITLE = 88.0
_FEWEST, _SHARE = 2, 0.6


def consensus(mentions: Iterable[Cited]) -> Consensus:
    """Count what ``mentions`` of one cited document say. Pure: the result depends on the mentions only, not their order."""
    every = sorted(mentions, key=lambda m: (m.document, m.date or "", m.title or "", m.issuer or ""))
    return Consensus(
        documents=len({mention.document for mention in every}),
        dates=_tally(every, lambda m: m.date, None),
        issuers=_tally(every, lambda m: m.issuer, str.__eq__),
        titles=_tally(every, lambda m: m.title, _alike),
        terms=_tally(every, lambda m: m.term, None),
    )


def agreed(tallies: Sequence[Tally], documents: int) -> str | None:
    """The value that most documents give: at least two, and three fifths of those that give one; else None."""
    said = sum(tally.documents for tally in tallies)
    if not tallies or tallies[0].documents < _FEWEST or tallies[0].documents < _SHARE * min(said, documents or said):
        return None
    return tallies[0].value


def odd(tallies: Sequence[Tally], documents: int) -> tuple[Tally, ...]:
    """The values that stand against the agreed one; empty where nothing is agreed. A shorter date agrees with a longer."""
    value = agreed(tallies, documents)
    if value is None:
        return ()
    return tuple(t for t in tallies if not value.startswith(t.value) and not t.value.startswith(value))


def _tally(
    mentions: Iterable[Cited], field: Callable[[Cited], str | None], alike: Callable[[str, str], bool] | None
) -> tuple[Tally, ...]:
    """Documents by value, commonest first; values whose keys are ``alike`` count under the commonest of them."""
    documents: dict[str, dict[str, None]] = {}
    for mention in mentions:
        value = field(mention)
        if value:
            documents.setdefault(" ".join(value.split()), {})[mention.document] = None
    ordered = sorted(documents.items(), key=lambda item: (-len(item[1]), item[0]))
    groups: list[tuple[str, str, dict[str, None]]] = []
    for value, ids in ordered:
        key = name_key(value)
        # Spellings beyond the first hundred are slips of single documents: no need to compare each with each.
        group = next((g for g in groups[:100] if alike(g[0], key)), None) if alike else None
        if group is None:
            groups.append((key, value, dict(ids)))
        else:
            group[2].update(ids)
    tallies = (Tally(value, len(ids), tuple(sorted(ids)[:5])) for _, value, ids in groups)
    return tuple(sorted(tallies, key=lambda tally: (-tally.documents, tally.value)))


def _alike(one: str, other: str) -> bool:
    return one == other or fuzz.token_sort_ratio(one, other) >= _SAME_TITLE
