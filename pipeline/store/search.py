"""Full-text search: documents whose text or title holds what was asked, best first, with the places that do.

Three rounds, each after those before it: texts that hold the word segments as typed; texts that hold the syllables, with the
diacritics where they were typed; titles of documents that are only cited. So «thi dua» finds «thi đua», and «thi đua» does not
find «thì đưa».
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from pipeline.store.fulltext import strip
from pipeline.store.query import Query, words_query
from pipeline.store.snippet import Place, Snippet, snippets_of
from pipeline.text.fold import fold

# Places of one term that are weighed, at most.
_PLACES = 1000
# Texts whose diacritics are checked one by one in the second round, at most.
_CHECKED = 400


class Filters(msgspec.Struct, frozen=True):
    """Which documents: ``cites`` holds keys of which one must be cited; ``province`` and ``doc_type`` in any spelling of case."""

    doc_type: str | None = None
    province: str | None = None
    year: str | None = None
    cites: tuple[str, ...] | None = None


class Hit(msgspec.Struct, frozen=True):
    """A document found. ``record`` and ``path`` are null for one that is only cited (its title was found)."""

    key: str
    iri: str | None
    doc_type: str | None
    code: str | None
    date: str | None
    province: str | None
    title: str | None
    record: str | None
    path: str | None
    snippets: tuple[Snippet, ...] = ()


def search(
    db: sqlite3.Connection, query: Query, segments: Sequence[str], filters: Filters, limit: int = 20
) -> list[Hit]:
    """The best ``limit`` documents. ``segments`` are the word segments of the question (``text.words``)."""
    if not query.terms:
        return []
    found: dict[int, Hit] = {}
    for at, checked in _texts(db, query, list(segments), filters, limit):
        if at not in found and (hit := _hit(db, at, query, checked)) is not None:
            found[at] = hit
        if len(found) == limit:
            return list(found.values())
    keys = {hit.key for hit in found.values()}
    titled = [hit for hit in _titles(db, query, filters, limit) if hit.key not in keys]
    return [*found.values(), *titled][:limit]


def _texts(
    db: sqlite3.Connection, query: Query, segments: list[str], filters: Filters, limit: int
) -> Iterator[tuple[int, bool]]:
    """Rows of records, best first, and whether diacritics and phrases are still to be checked in the text."""
    condition, values = _condition(filters)
    ask = (
        "SELECT f.rowid FROM {0} f JOIN records r ON r.id = f.rowid JOIN documents d ON d.id = r.document"
        f" WHERE {{0}} MATCH ?{condition} ORDER BY f.rank, f.rowid LIMIT ?"
    )
    # Segments know nothing of phrases in quotation marks; the text is asked whether they stand in it.
    phrases = any(" " in term for term in query.terms)
    if query.marked and (words := words_query(segments)):
        for (at,) in db.execute(ask.format("fulltext"), (words, *values, limit)).fetchall():
            yield at, phrases
    most = _CHECKED if query.marked else limit
    for (at,) in db.execute(ask.format("syllables"), (query.plain, *values, most)).fetchall():
        yield at, query.marked


def _condition(filters: Filters) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    for column, wanted in (("doc_type", filters.doc_type), ("province", filters.province)):
        if wanted is not None:
            parts.append(f" AND plain_key(d.{column}) = ?")
            values.append(plain_key(wanted))
    if filters.year is not None:
        parts.append(" AND substr(d.date, 1, 4) = ?")
        values.append(filters.year)
    if filters.cites is not None:
        several = ", ".join("?" * len(filters.cites))
        parts.append(
            " AND EXISTS (SELECT 1 FROM edges e JOIN documents t ON t.id = e.target"
            f" WHERE e.source = d.id AND t.key IN ({several}))"
        )
        values += filters.cites
    return "".join(parts), values


def plain_key(text: str | None) -> str | None:
    """A name for comparing: lower case, without diacritics, «tỉnh» and «thành phố».

    >>> plain_key("Tỉnh Lào Cai"), plain_key("lao cai"), plain_key(None)
    ('lao cai', 'lao cai', None)
    """
    if text is None:
        return None
    plain = " ".join(re.findall(r"\w+", strip(fold(text)).lower()))
    return re.sub(r"^(?:tinh|thanh pho|tp) ", "", plain)


def _hit(db: sqlite3.Connection, at: int, query: Query, checked: bool) -> Hit | None:
    row = db.execute(
        "SELECT d.key, d.iri, d.doc_type, d.code, d.date, d.province, d.title, r.record_id, s.path, b.text FROM records r"
        " JOIN bodies b ON b.id = r.id JOIN documents d ON d.id = r.document JOIN sources s ON s.id = r.source WHERE r.id = ?",
        (at,),
    ).fetchone()
    if row is None:
        return None
    text = row[9]
    exact = _places(query, fold(text).lower(), marked=query.marked)
    if checked and exact is None:
        return None
    places = exact if exact is not None else _places(query, strip(fold(text)).lower(), marked=False)
    return _made(row[:9], snippets_of(text, places or []))


def _made(row: Sequence[str | None], snippets: Iterable[Snippet]) -> Hit:
    fields: dict[str, Any] = dict(zip(Hit.__struct_fields__, row, strict=False))
    return Hit(**fields, snippets=tuple(snippets))


def _places(query: Query, view: str, *, marked: bool) -> list[Place] | None:
    """Where the terms stand in an equal-length view of the text; None when one of them stands nowhere."""
    found: list[Place] = []
    for number, term in enumerate(query.terms):
        sought = [re.escape(token) for token in (term if marked else strip(term)).split()]
        pattern = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(sought) + r"(?![^\W_])")
        places = [(*match.span(), number) for match in islice(pattern.finditer(view), _PLACES)]
        if not places:
            return None
        found += places
    return sorted(found)


def _titles(db: sqlite3.Connection, query: Query, filters: Filters, limit: int) -> Iterator[Hit]:
    """Documents whose title holds the terms: those that are only cited, and those whose text is not indexed."""
    condition, values = _condition(filters)
    rows = db.execute(
        "SELECT d.key, d.iri, d.doc_type, d.code, d.date, d.province, d.title,"
        " (SELECT record_id FROM records WHERE document = d.id ORDER BY record_id LIMIT 1),"
        " (SELECT s.path FROM records r JOIN sources s ON s.id = r.source WHERE r.document = d.id ORDER BY s.path LIMIT 1)"
        f" FROM titles t JOIN documents d ON d.id = t.rowid WHERE titles MATCH ?{condition}"
        " ORDER BY t.rank, t.rowid LIMIT ?",
        (query.plain, *values, _CHECKED if query.marked else limit),
    ).fetchall()
    for row in rows:
        title = row[6] or ""
        exact = _places(query, fold(title).lower(), marked=query.marked)
        if exact is None and query.marked:
            continue
        places = exact if exact is not None else _places(query, strip(fold(title)).lower(), marked=False)
        yield _made(row, snippets_of(title, places or []))


def register_functions(db: sqlite3.Connection) -> None:
    """Make ``plain_key`` known to a connection; ``search`` needs it."""
    db.create_function("plain_key", 1, plain_key, deterministic=True)


def not_indexed(db: sqlite3.Connection) -> int:
    """How many records the full-text index does not hold."""
    (count,) = db.execute("SELECT count(*) FROM records WHERE id NOT IN (SELECT record FROM texts)").fetchone()
    return int(count)
