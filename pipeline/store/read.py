"""What a store holds, for reports and other rooms: its figures, its records, the mentions in them. (The graph: ``store.graph``.)"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from pipeline.model.record import Record
from pipeline.model.resolution import Resolution
from pipeline.store.schema import span

STATUSES = ("resolved", "provisional", "ambiguous", "unresolved")
_RECORD = msgspec.json.Decoder(Record)
_ANSWER = msgspec.json.Decoder(Resolution)


class _Own(msgspec.Struct, frozen=True):
    """Of a stored citation its own answer."""

    id: str
    resolution: Resolution


class _Answers(msgspec.Struct, frozen=True):
    citations: tuple[_Own, ...]


_ANSWERS = msgspec.json.Decoder(_Answers)
# Mentions of one wording are counted together; the few whose answer is the corpus's are moved from one status to the other.
_STATUSES = (
    "SELECT status, sum(many) FROM ("
    " SELECT s.status, count(*) AS many FROM mentions m JOIN sayings s ON s.id = m.saying GROUP BY m.saying"
    " UNION ALL SELECT s.status, -count(*) FROM laid l JOIN mentions m ON m.id = l.mention JOIN sayings s ON s.id = m.saying"
    " GROUP BY s.status UNION ALL SELECT status, count(*) FROM laid GROUP BY status) GROUP BY status"
)


class Figures(msgspec.Struct, frozen=True):
    """How much a store holds: ``documents`` ingested and only ``cited``, ``edges``, mentions by status."""

    records: int
    documents: int
    cited: int
    edges: int
    statuses: dict[str, int]


def figures(db: sqlite3.Connection) -> Figures:
    """Count what the store holds."""
    (records,) = db.execute("SELECT count(*) FROM records").fetchone()
    (documents, cited) = db.execute("SELECT total(ingested > 0), total(ingested = 0) FROM documents").fetchone()
    (edges,) = db.execute("SELECT count(*) FROM edges").fetchone()
    found = dict(db.execute(_STATUSES))
    return Figures(records, int(documents), int(cited), edges, {status: found.get(status, 0) for status in STATUSES})


def doubles(db: sqlite3.Connection) -> list[tuple[str, tuple[str, ...]]]:
    """Identities that several ingested documents of different content share, with the files they stand in."""
    rows = db.execute(
        "SELECT d.key, group_concat(s.path || CASE r.name WHEN '' THEN '' ELSE '#' || r.name END, char(10))"
        " FROM documents d JOIN records r ON r.document = d.id JOIN sources s ON s.id = r.source"
        " WHERE d.ingested > 1 GROUP BY d.id HAVING count(DISTINCT r.sha256) > 1 ORDER BY d.key"
    )
    return [(key, tuple(sorted(paths.split("\n")))) for key, paths in rows]


def records(db: sqlite3.Connection, key: str | None = None) -> Iterator[Record]:
    """The records of the document with that key (None: of all), each with the corpus's resolutions laid over its own."""
    where = "" if key is None else " JOIN documents d ON d.id = r.document WHERE d.key = ?"
    rows = db.execute(f"SELECT r.id FROM records r{where} ORDER BY r.id", () if key is None else (key,)).fetchall()
    for (at,) in rows:
        if (found := record_at(db, at)) is not None:
            yield _laid_over(db, at, found)


def body_at(db: sqlite3.Connection, at: int) -> tuple[int, str, int, int, Record]:
    """A stored body: its source, its name, size and time of the file, and the record."""
    found = db.execute("SELECT source, name, size, mtime_ns, text, data FROM bodies WHERE id = ?", (at,)).fetchone()
    return (*found[:4], msgspec.structs.replace(_RECORD.decode(found[5]), text=found[4]))


def record_at(db: sqlite3.Connection, at: int) -> Record | None:
    """The record in that row as its document alone made it, or None when it was taken out meanwhile."""
    found = db.execute("SELECT text, data FROM bodies WHERE id = ?", (at,)).fetchone()
    return msgspec.structs.replace(_RECORD.decode(found[1]), text=found[0]) if found is not None else None


def mentions(db: sqlite3.Connection, record: int) -> Sequence[Resolution]:
    """What the citations of one record (its row number) were found to mean, in order."""
    found = db.execute("SELECT data FROM bodies WHERE id = ?", (record,)).fetchone()
    laid = _laid(db, record)
    return [laid.get(own.id, own.resolution) for own in _ANSWERS.decode(found[0]).citations] if found else []


def _laid(db: sqlite3.Connection, record: int) -> dict[str, Resolution]:
    """The answers that the corpus laid over those of one record, by citation."""
    rows = db.execute("SELECT answer FROM laid WHERE mention BETWEEN ? AND ?", span(record))
    return {answer.citation: answer for answer in (_ANSWER.decode(row[0]) for row in rows)}


def _laid_over(db: sqlite3.Connection, at: int, record: Record) -> Record:
    found: dict[str, Any] = {citation: msgspec.to_builtins(answer) for citation, answer in _laid(db, at).items()}
    own = db.execute(
        "SELECT d.iri FROM records r JOIN documents d ON d.id = r.document WHERE r.id = ?", (at,)
    ).fetchone()
    citations = tuple(
        msgspec.structs.replace(citation, resolution=found.get(citation.id, citation.resolution))
        for citation in record.citations
    )
    return msgspec.structs.replace(record, canonical_id=(own and own[0]) or record.canonical_id, citations=citations)
