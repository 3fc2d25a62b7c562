"""News: what a corpus may add to the answers that a record gives alone.

Where the corpus says nothing that the record does not say itself, its own answers stand as they were written with it, and the
record need not even be decoded: of the citations of plans, with their dates, that is the greater part. Whether a corpus has news
depends on the sayings of the record under one code key and on nothing else, so each set of them is asked about once.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from pipeline.model.evidence import Consensus
from pipeline.model.resolution import Candidate
from pipeline.store.evidence import StoreEvidence
from pipeline.store.interned import several

_KEPT = 200_000


class Said(msgspec.Struct):
    """What one record's own answers carry under one code key. ``whole``: all of them have a canonical id, with its day."""

    ids: set[str] = msgspec.field(default_factory=set)
    places: set[str] = msgspec.field(default_factory=set)
    whole: bool = True

    def add(self, key: str | None, id: str | None) -> None:
        """One more answer."""
        if id is None or key is None or not id.startswith("/"):
            self.whole = False
        if id is not None and key is not None:
            self.ids.add(id)
            self.places.add(_place(key))


def _place(key: str) -> str:
    """The part of a document key that names the place: ``key:vn-ha-tinh``."""
    return key.partition("/")[0]


class News:
    """The evidence of a corpus but for what one record says itself (``model.Evidence``).

    A mention that gives number, body and day needs no other mention; and a document of another province that bears the
    same local symbol, as there are 63 of each, neither supports nor contradicts it.
    """

    def __init__(self, evidence: StoreEvidence, said: Mapping[str, Said]) -> None:
        self._evidence, self._said = evidence, said

    def candidates(self, code_key: str) -> Sequence[Candidate]:
        """The corpus's candidates that are news to the record."""
        said = self._said.get(code_key)
        if said is None:
            return self._evidence.candidates(code_key)
        if said.whole:
            return tuple(one for one in self._evidence.ingested(code_key) if _place(one.key) in said.places)
        return self._evidence.candidates(code_key) if self.any(code_key) else ()

    def consensus(self, key: str) -> Consensus | None:
        """As the corpus says."""
        return self._evidence.consensus(key)

    def any(self, code_key: str) -> bool:
        """Whether the corpus adds anything under one of the record's keys."""
        said, ingested = self._said[code_key], self._evidence.ingested(code_key)
        if said.whole:
            return any(_place(one.key) in said.places for one in ingested)
        return bool(ingested) or not self._evidence.own_ids(code_key) <= said.ids


class Newsreader:
    """Tells which records a corpus has news for, by the numbers of their sayings."""

    def __init__(self, db: sqlite3.Connection, evidence: StoreEvidence) -> None:
        self._db, self._evidence = db, evidence
        self._sayings: dict[int, tuple[str | None, str | None, str | None]] = {}
        self._verdicts: dict[frozenset[int], bool] = {}

    def load(self, sayings: Iterable[int]) -> None:
        """Make ready for records with those sayings."""
        if len(self._sayings) + len(self._verdicts) > _KEPT:
            self._sayings, self._verdicts = {}, {}
        ask = "SELECT id, code_key, own_key, own_id FROM sayings WHERE id IN (?)"
        for id, *saying in several(self._db, ask, set(sayings) - self._sayings.keys()):
            self._sayings[id] = (saying[0], saying[1], saying[2])

    def any(self, sayings: Collection[int]) -> bool:
        """Whether the corpus adds anything to a record of those sayings."""
        grouped: defaultdict[str, list[int]] = defaultdict(list)
        for saying in sayings:
            code_key = self._sayings[saying][0]
            if code_key is not None:
                grouped[code_key].append(saying)
        return any(self._verdict(code_key, frozenset(same)) for code_key, same in grouped.items())

    def news(self, sayings: Iterable[int]) -> News:
        """The evidence for a record of those sayings."""
        said: defaultdict[str, Said] = defaultdict(Said)
        for saying in sayings:
            code_key, key, id = self._sayings[saying]
            if code_key is not None:
                said[code_key].add(key, id)
        return News(self._evidence, said)

    def _verdict(self, code_key: str, sayings: frozenset[int]) -> bool:
        known = self._verdicts.get(sayings)
        if known is None:
            known = self._verdicts[sayings] = self.news(sayings).any(code_key)
        return known
