"""Settling: what each citation means in this corpus, laid over what its document alone could say, and the edges that follow.

A resolution is a function of the record, the gazetteers and what the corpus says under the keys that were asked for; so a record
is settled again when it is new (``pending``) or when a key it asked for (``asked``) changed (``dirty``), without reading
its file again, and the end of every build is the same whatever the order and however often it was killed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence

import msgspec

from pipeline.graph.build import asserted
from pipeline.model.record import Record
from pipeline.model.resolution import Resolution
from pipeline.store.database import transaction
from pipeline.store.describe import describe
from pipeline.store.evidence import StoreEvidence
from pipeline.store.write import MENTIONS_A_RECORD, document_row

Resolve = Callable[[Record, StoreEvidence], Sequence[Resolution]]
# Records a transaction: long enough to pay for the commit, short enough that another writer does not wait.
_BATCH = 32
_ENCODE = msgspec.json.Encoder().encode
_LAY_OVER = "UPDATE mentions SET status = ?, target = ?, iri = ?, reason = ?, confidence = ?, via = ?, candidates = ? WHERE id = ?"


_DECODER = msgspec.json.Decoder(Record)


def settle(
    db: sqlite3.Connection,
    resolve: Resolve,
    provinces: Mapping[str, str],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Settle everything that is open; how many records were settled. ``progress`` is told how many are left.

    ``resolve`` gives the resolutions of a record in the light of the corpus, ``provinces`` the name of each by its slug.
    Safe to be killed: what was not reached stays noted and is settled by the next build.
    """
    with transaction(db):
        db.execute("INSERT OR IGNORE INTO pending SELECT record FROM asked WHERE key IN (SELECT key FROM dirty)")
        db.execute("DELETE FROM dirty")
    evidence = StoreEvidence(db)
    count = 0
    while batch := db.execute("SELECT record FROM pending ORDER BY record LIMIT ?", (_BATCH,)).fetchall():
        with transaction(db):
            for (record,) in batch:
                _settle_record(db, record, resolve, evidence)
        count += len(batch)
        if progress is not None:
            progress(db.execute("SELECT count(*) FROM pending").fetchone()[0])
    describe(db, provinces)
    return count


def _settle_record(db: sqlite3.Connection, at: int, resolve: Resolve, evidence: StoreEvidence) -> None:
    row = db.execute("SELECT data, document FROM records WHERE id = ?", (at,)).fetchone()
    if row is None:  # taken out by another build since the batch was listed
        db.execute("DELETE FROM pending WHERE record = ?", (at,))
        return
    record, document = _DECODER.decode(row[0]), int(row[1])
    evidence.begin(at)
    found = {answer.citation: answer for answer in resolve(record, evidence)}
    first = at * MENTIONS_A_RECORD + 1
    before = db.execute("SELECT target FROM mentions WHERE record = ? AND target IS NOT NULL", (at,)).fetchall()
    targets: dict[str, int] = {}
    rows = []
    for number, citation in enumerate(record.citations):
        answer = found.get(citation.id)
        if answer is None:
            continue
        target = None
        if answer.key is not None:
            target = targets[citation.id] = document_row(db, answer.key)
        candidates = _ENCODE(answer.candidates).decode() if answer.candidates else None
        rows.append(
            (answer.status, target, answer.id, answer.reason, answer.confidence, answer.via, candidates, first + number)
        )
    db.executemany(_LAY_OVER, rows)
    touched = {*targets.values(), *(row[0] for row in before)}
    db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(node,) for node in touched])
    _edges(db, at, document, record, targets)
    db.execute("DELETE FROM asked WHERE record = ?", (at,))
    db.executemany("INSERT INTO asked VALUES (?, ?)", [(key, at) for key in evidence.asked()])
    db.execute("DELETE FROM pending WHERE record = ?", (at,))


def _edges(db: sqlite3.Connection, at: int, document: int, record: Record, targets: dict[str, int]) -> None:
    """The edges that a record asserts, in place of those it asserted before."""
    first = at * MENTIONS_A_RECORD + 1
    db.execute("DELETE FROM edges WHERE mention BETWEEN ? AND ?", (first, first + MENTIONS_A_RECORD - 2))
    numbers = {citation.id: first + number for number, citation in enumerate(record.citations)}
    # Row numbers stand for keys here: what ``asserted`` does with keys is compare and hand them back.
    named = {citation: str(target) for citation, target in targets.items()}
    db.executemany(
        'INSERT INTO edges (source, target, type, mention, cue, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
            (int(edge.source), int(edge.target), edge.type, numbers[edge.citation],
             " ".join(edge.cue.split()) if edge.cue else None, edge.start, edge.end)
            for edge in asserted(record, str(document), named)
        ],
    )  # fmt: skip
