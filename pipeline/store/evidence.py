"""What the corpus says of a document: the protocol ``model.Evidence`` over the tables of the store.

Counted from the resolutions that each document gives alone (``own_key``, ``own_id``), so that answers do not depend on the
order in which documents came. Within one settling nothing that is asked here changes, so answers are kept.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from pipeline.model.evidence import Consensus, Tally
from pipeline.model.resolution import Candidate
from pipeline.store.values import Own

_EXAMPLES = 5
_KEPT = 50_000
_INGESTED = "SELECT own FROM records WHERE code_key = ?1 UNION SELECT own FROM records WHERE name_key = ?1 ORDER BY own"
_MENTIONED = (
    "SELECT s.own_key, s.own_id, s.doc_type, s.code, s.date, s.term, s.issuer, s.title, m.id >> 24"
    " FROM sayings s JOIN mentions m ON m.saying = s.id WHERE s.code_key = ? AND s.own_id IS NOT NULL"
)
# A mention means what its document alone says, unless the corpus's answer is laid over it.
_SAID = (
    "SELECT s.date, s.issuer, s.title, s.term, r.record_id FROM sayings s JOIN mentions m ON m.saying = s.id"
    " JOIN records r ON r.id = m.id >> 24"
    " WHERE s.own_key = ?1 AND NOT EXISTS (SELECT 1 FROM laid l WHERE l.mention = m.id)"
    " UNION ALL SELECT s.date, s.issuer, s.title, s.term, r.record_id FROM laid l JOIN mentions m ON m.id = l.mention"
    " JOIN sayings s ON s.id = m.saying JOIN records r ON r.id = m.id >> 24 WHERE l.key = ?1"
)


class StoreEvidence:
    """Answers from an open store."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._candidates: dict[str, tuple[Candidate, ...]] = {}
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._consensus: dict[str, Consensus | None] = {}

    def candidates(self, code_key: str) -> Sequence[Candidate]:
        """Ingested documents and mentions with an id of their own under a code key; see ``model.Evidence``."""
        found = self._candidates.get(code_key)
        if found is None:
            found = (*self.ingested(code_key), *self._mentioned(code_key))
            if len(self._candidates) > _KEPT:
                self._candidates.clear()
            self._candidates[code_key] = found
        return found

    def ingested(self, code_key: str) -> Sequence[Candidate]:
        """Of the candidates under a code key those that are ingested documents."""
        found = self._known.get(code_key)
        if found is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            found = self._known[code_key] = tuple(self._ingested(code_key))
        return found

    def own_ids(self, code_key: str) -> frozenset[str]:
        """The ids that mentions under a code key have by their own documents alone: those of the other candidates."""
        found = self._ids.get(code_key)
        if found is None:
            if len(self._ids) > _KEPT:
                self._ids.clear()
            ask = "SELECT DISTINCT own_id FROM sayings WHERE code_key = ? AND own_id IS NOT NULL"
            found = self._ids[code_key] = frozenset(row[0] for row in self._db.execute(ask, (code_key,)))
        return found

    def consensus(self, key: str) -> Consensus | None:
        """What the documents that cite ``key`` say of it, commonest first; None when none does."""
        if key not in self._consensus:
            if len(self._consensus) > _KEPT:
                self._consensus.clear()
            self._consensus[key] = self._count(key)
        return self._consensus[key]

    def _ingested(self, code_key: str) -> Iterable[Candidate]:
        for (data,) in self._db.execute(_INGESTED, (code_key,)):
            own = msgspec.json.decode(data, type=Own)
            yield Candidate(
                id=own.iri or own.key, key=own.key, code=own.code, doc_type=own.doc_type, date=own.date, term=own.term,
                issuer=own.issuer, title=own.title, origin="document", documents=1,
            )  # fmt: skip

    def _mentioned(self, code_key: str) -> Iterable[Candidate]:
        """One candidate for each id that mentions carry, with the commonest value of every field."""
        said: defaultdict[tuple[str, str], list[tuple[str | None, ...]]] = defaultdict(list)
        citing: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for row in self._db.execute(_MENTIONED, (code_key,)):
            said[row[0], row[1]].append(row[2:8])
            citing[row[0], row[1]].add(row[8])
        for key, id in sorted(said):
            columns = zip(*said[key, id], strict=True)
            doc_type, code, date, term, issuer, title = (commonest(values) for values in columns)
            yield Candidate(
                id=id, key=key, code=code, doc_type=doc_type, date=date, term=term, issuer=issuer, title=title,
                origin="mention", documents=len(citing[key, id]),
            )  # fmt: skip

    def _count(self, key: str) -> Consensus | None:
        rows = self._db.execute(_SAID, (key,)).fetchall()
        if not rows:
            return None
        said: tuple[defaultdict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(4))
        for row in rows:
            for values, value in zip(said, row[:4], strict=True):
                if value:
                    values[value].add(row[4])
        dates, issuers, titles, terms = map(_tallies, said)
        return Consensus(len({row[4] for row in rows}), dates, issuers, titles, terms)


def commonest(values: Iterable[str | None]) -> str | None:
    """The value said most often, of equals the longest, then the first by letters; None when nothing was said.

    >>> commonest(["b", None, "a", "b"]), commonest([None])
    ('b', None)
    """
    return weightiest((value, 1) for value in values)


def weightiest(values: Iterable[tuple[str | None, int]]) -> str | None:
    """As ``commonest``, of values with how often each was said.

    >>> weightiest([("a", 2), ("b", 1), (None, 9), ("b", 2)])
    'b'
    """
    counts: dict[str, int] = {}
    for value, count in values:
        if value:
            counts[value] = counts.get(value, 0) + count
    if len(counts) < 2:
        return next(iter(counts), None)
    return min(counts, key=lambda value: (-counts[value], -len(value), value))


def _tallies(said: dict[str, set[str]]) -> tuple[Tally, ...]:
    made = [Tally(value, len(by), tuple(sorted(by)[:_EXAMPLES])) for value, by in said.items()]
    return tuple(sorted(made, key=lambda tally: (-tally.documents, tally.value)))
