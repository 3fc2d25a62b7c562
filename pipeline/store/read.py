"""What a store holds, for reports and other rooms: its figures, its records, the mentions in them. (The graph: ``store.graph``.)"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from pipeline.model.record import Record
from pipeline.model.resolution import Candidate, Resolution

STATUSES = ("resolved", "provisional", "ambiguous", "unresolved")
_RECORD = msgspec.json.Decoder(Record)
_CANDIDATES = msgspec.json.Decoder(tuple[Candidate, ...])


class Figures(msgspec.Struct, frozen=True):
    """How much a store holds: ``documents`` ingested and only ``cited``, ``edges``, mentions by status."""

    records: int
    documents: int
    cited: int
    edges: int
    statuses: dict[str, int]


def figures(db: sqlite3.Connection) -> Figures:
    """Count what the store holds. A mention that is still to be settled has no status and is not counted."""
    (records,) = db.execute("SELECT count(*) FROM records").fetchone()
    (documents, cited) = db.execute("SELECT total(ingested > 0), total(ingested = 0) FROM documents").fetchone()
    (edges,) = db.execute("SELECT count(*) FROM edges").fetchone()
    found = dict(db.execute("SELECT status, count(*) FROM mentions WHERE status IS NOT NULL GROUP BY status"))
    return Figures(records, int(documents), int(cited), edges, {status: found.get(status, 0) for status in STATUSES})


def doubles(db: sqlite3.Connection) -> list[tuple[str, tuple[str, ...]]]:
    """Identities that several ingested documents of different content share, with the files they stand in."""
    rows = db.execute(
        "SELECT d.key, group_concat(s.path || CASE r.name WHEN '' THEN '' ELSE '#' || r.name END, char(10))"
        " FROM documents d JOIN records r ON r.document = d.id JOIN sources s ON s.id = r.source"
        " WHERE d.ingested > 1 GROUP BY d.id HAVING count(DISTINCT r.sha256) > 1 ORDER BY d.key"
    )
    return [(key, tuple(sorted(paths.split("\n")))) for key, paths in rows]


def failures(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Files that could not be read at their last build, with the reason."""
    return db.execute("SELECT path, error FROM sources WHERE state = 'failed' ORDER BY path").fetchall()


def records(db: sqlite3.Connection, key: str | None = None) -> Iterator[Record]:
    """The records of the document with that key (None: of all), each with the corpus's resolutions laid over its own."""
    where = "" if key is None else " JOIN documents d ON d.id = r.document WHERE d.key = ?"
    rows = db.execute(f"SELECT r.id FROM records r{where} ORDER BY r.id", () if key is None else (key,)).fetchall()
    for (at,) in rows:
        found = db.execute("SELECT data FROM records WHERE id = ?", (at,)).fetchone()
        if found is not None:
            yield _laid_over(db, at, _RECORD.decode(found[0]))


def mentions(db: sqlite3.Connection, record: int) -> Sequence[Resolution]:
    """What the citations of one record (its row number) were found to mean, in order; those still open are left out."""
    rows = db.execute(
        "SELECT m.cid, m.status, m.reason, m.iri, d.key, m.confidence, m.via, m.candidates FROM mentions m"
        " LEFT JOIN documents d ON d.id = m.target WHERE m.record = ? AND m.status IS NOT NULL ORDER BY m.id",
        (record,),
    )
    return [
        Resolution(
            citation=cid, status=status, reason=reason, id=iri, key=key, confidence=confidence, via=via,
            candidates=_CANDIDATES.decode(candidates) if candidates else (),
        )
        for cid, status, reason, iri, key, confidence, via, candidates in rows
    ]  # fmt: skip


def _laid_over(db: sqlite3.Connection, at: int, record: Record) -> Record:
    found: dict[str, Any] = {answer.citation: msgspec.to_builtins(answer) for answer in mentions(db, at)}
    own = db.execute(
        "SELECT d.iri FROM records r JOIN documents d ON d.id = r.document WHERE r.id = ?", (at,)
    ).fetchone()
    citations = tuple(
        msgspec.structs.replace(citation, resolution=found.get(citation.id, citation.resolution))
        for citation in record.citations
    )
    return msgspec.structs.replace(record, canonical_id=own[0] or record.canonical_id, citations=citations)
