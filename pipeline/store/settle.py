"""Settling: what each citation means in this corpus, laid over what its document alone could say, and the edges that follow.

A resolution is a function of the record, the gazetteers and what the corpus says under the code keys of its citations; so a record
is settled again when it is new (``pending``) or when what is said under one of these keys changed (``dirty``), without
reading its file again, and the end of every build is the same whatever the order and however often it was killed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from pipeline.model.mentions import Citation, Relation
from pipeline.model.resolution import Resolution
from pipeline.store.database import transaction
from pipeline.store.derive import Deriver, Make
from pipeline.store.describe import describe
from pipeline.store.edges import change_edges, edges_of
from pipeline.store.evidence import StoreEvidence
from pipeline.store.interned import several
from pipeline.store.news import News, Newsreader
from pipeline.store.parcel import edge_rows
from pipeline.store.schema import span
from pipeline.store.values import EdgeRow

# Records a transaction: long enough to pay for the commit, short enough that another writer does not wait.
_BATCH = 256
_ENCODE = msgspec.json.Encoder().encode
_PENDING = (
    "SELECT p.record, r.laid, m.saying FROM (SELECT record FROM pending ORDER BY record LIMIT ?) p"
    " JOIN records r ON r.id = p.record"
    " LEFT JOIN mentions m ON m.id BETWEEN (p.record << 24) AND (p.record << 24) + 16777215 ORDER BY p.record, m.id"
)
# An answer as ``laid`` has it: key, id, status, and the whole of it as JSON.
Answer = tuple[str | None, str | None, str, str]
Resolve = Callable[[Sequence[Citation], str, News], Sequence[Resolution]]


class _Kept(Citation, frozen=True):
    """A citation of a stored record; its own answer stays as it was written."""

    resolution: msgspec.Raw = msgspec.Raw(b"null")  # type: ignore[assignment]


class _Citing(msgspec.Struct, frozen=True):
    """What of a stored record settling asks for."""

    citations: tuple[_Kept, ...]
    relations: tuple[Relation, ...]


_CITING = msgspec.json.Decoder(_Citing)


def settle(
    deriver: Deriver,
    resolve: Resolve,
    make: Make,
    provinces: Mapping[str, str],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Settle everything that is open; how many records were looked at. ``progress`` is told how many are left.

    ``resolve`` takes the citations of a record, its standing (as the parcel had it) and the news, and gives one answer for each;
    ``make`` the rows of a record that a killed build left underived; ``provinces`` has the name of each by its slug. Safe to be
    killed: what was not reached stays noted for the next build.
    """
    db = deriver.db
    deriver.flush(make)
    deriver.forget()
    with transaction(db):
        db.execute(
            "INSERT OR IGNORE INTO pending SELECT DISTINCT m.id >> 24 FROM sayings s JOIN mentions m ON m.saying = s.id"
            " WHERE s.code_key IN (SELECT key FROM dirty)"
        )
        db.execute("DELETE FROM dirty")
    (left,) = db.execute("SELECT count(*) FROM pending").fetchone()
    reader = Newsreader(db, StoreEvidence(db))
    count = 0
    while done := _settle_some(db, resolve, reader):
        count += done
        if progress is not None:
            progress(max(0, left - count))
    describe(db, provinces)
    return count


def _settle_some(db: sqlite3.Connection, resolve: Resolve, reader: Newsreader) -> int:
    """Settle a batch of what is pending in one transaction; how many records that were."""
    with transaction(db):
        records: dict[int, tuple[int, list[int]]] = {}
        for record, laid, saying in db.execute(_PENDING, (_BATCH,)):
            sayings = records.setdefault(record, (laid, []))[1]
            if saying is not None:
                sayings.append(saying)
        reader.load(saying for _, sayings in records.values() for saying in sayings)
        for record, (laid, sayings) in records.items():
            added = reader.any(sayings)
            if added or laid:
                _settle_record(db, record, resolve, reader.news(sayings))
                db.execute("UPDATE records SET laid = ? WHERE id = ?", (added, record))
        if records:
            db.execute("DELETE FROM pending WHERE record <= ?", (max(records),))
    return len(records)


def _settle_record(db: sqlite3.Connection, record: int, resolve: Resolve, news: News) -> None:
    """Lay the answers of the corpus over those of one record, where they are others."""
    data, own, standing = db.execute(
        "SELECT b.data, d.key, r.standing FROM records r JOIN bodies b ON b.id = r.id"
        " JOIN documents d ON d.id = r.document WHERE r.id = ?",
        (record,),
    ).fetchone()
    citing = _CITING.decode(data)
    answers = resolve(citing.citations, standing, news)
    first, last = span(record)
    before = {row[0]: row[1:] for row in db.execute(
        "SELECT mention, key, iri, status, answer FROM laid WHERE mention BETWEEN ? AND ?", (first, last))}  # fmt: skip
    after: dict[int, Answer] = {}
    for number, (citation, answer) in enumerate(zip(citing.citations, answers, strict=True)):
        said = _ENCODE(answer)
        if said != bytes(citation.resolution):
            after[first + number] = (answer.key, answer.id, answer.status, said.decode())
    changed = [mention for mention in {**before, **after} if before.get(mention) != after.get(mention)]
    if changed:
        keys = {answer.citation: answer.key for answer in answers if answer.key}
        edges = list(edge_rows(citing, own, keys))
        _lay_over(db, record, {mention: after.get(mention) for mention in changed}, {own, *keys.values()}, edges)


def _lay_over(
    db: sqlite3.Connection, record: int, answers: Mapping[int, Answer | None], keys: set[str], edges: Iterable[EdgeRow]
) -> None:
    """Write answers in place of those before (None: the record's own stands again), and the edges that follow from them."""
    first, last = span(record)
    stood = dict(db.execute("SELECT mention, key FROM cited WHERE mention BETWEEN ? AND ?", (first, last)))
    ask = "SELECT key, id FROM documents WHERE key IN (?)"
    rows = dict(several(db, ask, {*keys, *(key for key in stood.values() if key)}))
    for key in sorted(keys - rows.keys()):
        rows[key] = db.execute("INSERT INTO documents (key) VALUES (?)", (key,)).lastrowid or 0
    db.executemany("DELETE FROM laid WHERE mention = ?", [(mention,) for mention in answers])
    db.executemany(
        "INSERT INTO laid (mention, key, iri, status, answer) VALUES (?, ?, ?, ?, ?)",
        [(mention, *answer) for mention, answer in answers.items() if answer is not None],
    )
    changed = {key for mention, answer in answers.items() for key in (stood[mention], answer and answer[0]) if key}
    db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(rows[key],) for key in changed])
    change_edges(db, record, edges_of(record, rows, edges))
