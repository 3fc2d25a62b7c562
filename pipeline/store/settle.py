"""Settling: what each citation means in this corpus, laid over what its document alone could say, and the edges that follow.

A resolution is a function of the record, the gazetteers and what the corpus says under the code keys of its citations; so a record
is settled again when it is new (``pending``) or when what is said under one of these keys changed (``dirty``), without
reading its file again, and the end of every build is the same whatever the order and however often it was killed.

Where the corpus says nothing that the record does not say itself, its own answers stand as they were written with it, and the
record need not even be decoded: of the citations of plans, with their dates, that is the greater part.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from pipeline.model.evidence import Consensus
from pipeline.model.record import Record
from pipeline.model.resolution import Candidate, Resolution
from pipeline.store.database import transaction
from pipeline.store.describe import describe
from pipeline.store.evidence import StoreEvidence
from pipeline.store.parcel import edge_rows, laid_over
from pipeline.store.write import MENTIONS_A_RECORD, document_row, insert_edges

# Records a transaction: long enough to pay for the commit, short enough that another writer does not wait.
_BATCH = 64
_RECORD = msgspec.json.Decoder(Record)
_LAY_OVER = "UPDATE mentions SET status = ?, iri = ?, reason = ?, confidence = ?, via = ?, candidates = ?, target = ? WHERE id = ?"


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

    def is_news(self, candidate: Candidate) -> bool:
        """Whether a candidate of the corpus may say more than the record does.

        A mention that gives number, body and day needs no other mention; and a document of another province that bears the
        same local symbol, as there are 63 of each, neither supports nor contradicts it.
        """
        if not self.whole:
            return candidate.origin != "mention" or candidate.id not in self.ids
        return candidate.origin != "mention" and _place(candidate.key) in self.places


def _place(key: str) -> str:
    """The part of a document key that names the place: ``key:vn-ha-tinh``."""
    return key.partition("/")[0]


class News:
    """The evidence of a corpus but for what one record says itself (``model.Evidence``)."""

    def __init__(self, evidence: StoreEvidence, said: Mapping[str, Said]) -> None:
        self._evidence, self._said = evidence, said

    def candidates(self, code_key: str) -> Sequence[Candidate]:
        """The corpus's candidates that are news to the record."""
        found, said = self._evidence.candidates(code_key), self._said.get(code_key)
        if said is None:
            return found
        if said.whole:
            return tuple(one for one in found if said.is_news(one))
        return found if any(said.is_news(one) for one in found) else ()

    def consensus(self, key: str) -> Consensus | None:
        """As the corpus says."""
        return self._evidence.consensus(key)

    def any(self) -> bool:
        """Whether the corpus adds anything under any of the record's keys."""
        return any(self.candidates(code_key) for code_key in self._said)


Resolve = Callable[[Record, str, News], Sequence[Resolution]]


def settle(
    db: sqlite3.Connection,
    resolve: Resolve,
    provinces: Mapping[str, str],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Settle everything that is open; how many records were looked at. ``progress`` is told how many are left.

    ``resolve`` takes a record, its standing (as the parcel had it) and the news, and gives one answer for each citation;
    ``provinces`` has the name of each by its slug. Safe to be killed: what was not reached stays noted for the next build.
    """
    with transaction(db):
        db.execute(
            "INSERT OR IGNORE INTO pending SELECT DISTINCT record FROM mentions WHERE code_key IN (SELECT key FROM dirty)"
        )
        db.execute("DELETE FROM dirty")
    evidence = StoreEvidence(db)
    (left,) = db.execute("SELECT count(*) FROM pending").fetchone()
    count = 0
    while batch := db.execute("SELECT record FROM pending ORDER BY record LIMIT ?", (_BATCH,)).fetchall():
        with transaction(db):
            for (record,) in batch:
                _settle_record(db, record, resolve, evidence)
                db.execute("DELETE FROM pending WHERE record = ?", (record,))
        count += len(batch)
        if progress is not None:
            progress(max(0, left - count))
    describe(db, provinces)
    return count


def _settle_record(db: sqlite3.Connection, at: int, resolve: Resolve, evidence: StoreEvidence) -> None:
    said: defaultdict[str, Said] = defaultdict(Said)
    for code_key, key, id in db.execute("SELECT code_key, own_key, own_id FROM mentions WHERE record = ?", (at,)):
        if code_key is not None:
            said[code_key].add(key, id)
    news = News(evidence, said)
    added = news.any()
    row = db.execute("SELECT laid FROM records WHERE id = ?", (at,)).fetchone()
    if row is None or not (added or row[0]):  # taken out by another build meanwhile, or its own answers stand
        return
    data, document, standing = db.execute(
        "SELECT r.data, d.key, r.standing FROM records r JOIN documents d ON d.id = r.document WHERE r.id = ?", (at,)
    ).fetchone()
    record = _RECORD.decode(data)
    _lay_over(db, at, record, document, resolve(record, standing, news))
    db.execute("UPDATE records SET laid = ? WHERE id = ?", (added, at))


def _lay_over(db: sqlite3.Connection, at: int, record: Record, document: str, answers: Sequence[Resolution]) -> None:
    """Write the answers of one record in place of those before, and the edges that follow from them."""
    first = at * MENTIONS_A_RECORD + 1
    before = db.execute("SELECT target FROM mentions WHERE record = ? AND target IS NOT NULL", (at,)).fetchall()
    keys = {answer.citation: answer.key for answer in answers if answer.key}
    rows = {key: document_row(db, key) for key in sorted({document, *keys.values()})}
    db.executemany(
        _LAY_OVER,
        [
            (*laid_over(answer), rows[answer.key] if answer.key else None, first + number)
            for number, answer in enumerate(answers)
        ],
    )
    db.executemany(
        "INSERT OR IGNORE INTO touched VALUES (?)", [(row,) for row in {*rows.values(), *(r[0] for r in before)}]
    )
    db.execute("DELETE FROM edges WHERE mention BETWEEN ? AND ?", (first, first + MENTIONS_A_RECORD - 2))
    numbers = {citation.id: number for number, citation in enumerate(record.citations)}
    insert_edges(db, first, rows, edge_rows(record, document, keys, numbers))
