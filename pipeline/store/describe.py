"""Describing the nodes: what is known of each document, from its own text, else the registry, else those who cite it.

Only nodes that something changed for (``touched``) are described again; one that nothing names any more goes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from pipeline.model.resolution import Resolution
from pipeline.resolve.codes import code_key
from pipeline.store.database import transaction
from pipeline.store.derive import described
from pipeline.store.evidence import weightiest
from pipeline.store.fulltext import index_titles, unindex_title
from pipeline.store.parcel import registered
from pipeline.store.place import level_and_province
from pipeline.store.values import Own

_BATCH = 256
_ANSWER = msgspec.json.Decoder(Resolution)
_KNOWN = msgspec.json.Decoder(tuple[str | None, ...])
_OWN = msgspec.json.Decoder(Own)
_COLUMNS = "iri, doc_type, code, code_key, date, term, issuer, level, branch, province, title"
_SET = f"UPDATE documents SET {_COLUMNS.replace(',', ' = ?,')} = ? WHERE id = ?"
_OWNS = "SELECT own FROM records WHERE document = ? ORDER BY record_id, own LIMIT 1"
# Each wording once, with how often it stands: first those that mean the document by themselves, then those that the corpus settled.
_CITED = (
    "SELECT s.own_id, s.doc_type, s.code, s.code_key, s.date, s.term, s.issuer, s.title, count(*), min(m.id), s.known, NULL"
    " FROM sayings s JOIN mentions m ON m.saying = s.id"
    " WHERE s.own_key = ?1 AND NOT EXISTS (SELECT 1 FROM laid l WHERE l.mention = m.id) GROUP BY s.id"
    " UNION ALL SELECT l.iri, s.doc_type, s.code, s.code_key, s.date, s.term, s.issuer, s.title, 1, m.id, NULL, l.answer"
    " FROM laid l JOIN mentions m ON m.id = l.mention JOIN sayings s ON s.id = m.saying WHERE l.key = ?1 ORDER BY 10"
)


def describe(db: sqlite3.Connection, provinces: Mapping[str, str]) -> None:
    """Describe every touched node; a transaction for each few hundred. ``provinces``: the name of each by its slug."""
    while _describe_some(db, provinces):
        pass


def _describe_some(db: sqlite3.Connection, provinces: Mapping[str, str]) -> bool:
    with transaction(db):
        batch = db.execute(
            f"SELECT t.document, d.key, {_COLUMNS} FROM (SELECT document FROM touched ORDER BY document LIMIT ?) t"
            " LEFT JOIN documents d ON d.id = t.document ORDER BY t.document",
            (_BATCH,),
        ).fetchall()
        for node, key, *before in batch:
            if key is not None:
                _describe(db, node, key, tuple(before), provinces)
        if batch:
            db.execute("DELETE FROM touched WHERE document <= ?", (batch[-1][0],))
    return bool(batch)


def _describe(
    db: sqlite3.Connection, node: int, key: str, before: tuple[str | None, ...], provinces: Mapping[str, str]
) -> None:
    own = db.execute(_OWNS, (node,)).fetchone()
    if own is not None:
        known = _OWN.decode(own[0])
    else:
        rows = db.execute(_CITED, (key,)).fetchall()
        if not rows:
            unindex_title(db, node, before[-1])
            db.execute("DELETE FROM documents WHERE id = ?", (node,))
            return
        known = _cited(key, rows, provinces)
    after = described(known)
    if after == before:
        return
    db.execute(_SET, (*after, node))
    if known.title != before[-1]:
        unindex_title(db, node, before[-1])
        index_titles(db, [(node, known.title)])


def _cited(key: str, rows: Sequence[tuple[Any, ...]], provinces: Mapping[str, str]) -> Own:
    """A document that is only cited: as the registry knows it, else as most of its mentions say."""
    level, province = level_and_province(key)

    def most(column: int) -> str | None:
        return weightiest((row[column], row[8]) for row in rows)

    iri = weightiest((row[0], row[8]) for row in rows if row[0] and row[0].startswith("/"))
    said = Own(
        key=key, iri=iri, doc_type=most(1), code=most(2), code_key=_filed(rows), date=most(4), term=most(5), issuer=most(6),
        level=level, province=provinces.get(province or ""), title=most(7),
    )  # fmt: skip
    known = next((found for row in rows if (found := row[10] or (row[11] and _registered(row[11], key)))), None)
    if known is None:
        return said
    id, doc_type, code, date, term, issuer, title = _KNOWN.decode(known)
    return msgspec.structs.replace(
        said, iri=id if id and id.startswith("/") else said.iri, doc_type=doc_type or said.doc_type, code=code or said.code,
        code_key=code_key(code) if code else said.code_key,
        date=date or said.date, term=term or said.term, issuer=issuer or said.issuer, title=title or said.title,
    )  # fmt: skip


def _filed(rows: Sequence[tuple[Any, ...]]) -> str | None:
    """The key of the document's code, where any mention gives one, else that of its name."""
    coded = weightiest((row[3], row[8]) for row in rows if row[2])
    return coded or weightiest((row[3], row[8]) for row in rows)


def _registered(answer: str, key: str) -> str | None:
    return registered(_ANSWER.decode(answer).candidates, key)
