"""Describing the nodes: what is known of each document, from its own text, else the registry, else those who cite it.

Only nodes that something changed for (``touched``) are described again; one that nothing names any more goes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

import msgspec

from pipeline.model.resolution import Candidate
from pipeline.store.database import transaction
from pipeline.store.evidence import commonest
from pipeline.store.fulltext import strip
from pipeline.store.place import level_and_province
from pipeline.store.values import Own

_BATCH = 256
_CANDIDATES = msgspec.json.Decoder(tuple[Candidate, ...])
_OWN = msgspec.json.Decoder(Own)
_SET = (
    "UPDATE documents SET iri = ?, doc_type = ?, code = ?, code_key = ?, date = ?, term = ?, issuer = ?, level = ?,"
    " branch = ?, province = ?, title = ? WHERE id = ?"
)
_CITED = (
    "SELECT iri, doc_type, code, code_key, date, term, issuer, title, candidates FROM mentions WHERE target = ?"
    " ORDER BY id"
)


def describe(db: sqlite3.Connection, provinces: Mapping[str, str]) -> None:
    """Describe every touched node; a transaction for each few hundred. ``provinces``: the name of each by its slug."""
    while batch := db.execute("SELECT document FROM touched ORDER BY document LIMIT ?", (_BATCH,)).fetchall():
        with transaction(db):
            for (node,) in batch:
                _describe(db, node, provinces)
                db.execute("DELETE FROM touched WHERE document = ?", (node,))


def _describe(db: sqlite3.Connection, node: int, provinces: Mapping[str, str]) -> None:
    found = db.execute("SELECT key, title FROM documents WHERE id = ?", (node,)).fetchone()
    if found is None:
        return
    key, title = found
    owns = db.execute("SELECT own FROM records WHERE document = ? ORDER BY record_id, own", (node,)).fetchall()
    if owns:
        known = _OWN.decode(owns[0][0])
    else:
        rows = db.execute(_CITED, (node,)).fetchall()
        if not rows:
            _forget(db, node)
            return
        known = _cited(key, rows, provinces)
    db.execute(
        _SET,
        (known.iri, known.doc_type, known.code, known.code_key, known.date, known.term, known.issuer, known.level,
         known.branch, known.province, known.title, node),
    )  # fmt: skip
    if known.title != title:
        _retitle(db, node, known.title)


def _cited(key: str, rows: Sequence[tuple[str | None, ...]], provinces: Mapping[str, str]) -> Own:
    """A document that is only cited: as the registry knows it, else as most of its mentions say."""
    iris, types, codes, code_keys, dates, terms, issuers, titles, weighed = zip(*rows, strict=True)
    level, province = level_and_province(key)
    said = Own(
        key=key, iri=commonest(iri for iri in iris if iri and iri.startswith("/")), code_key=commonest(code_keys),
        doc_type=commonest(types), code=commonest(codes), date=commonest(dates), term=commonest(terms),
        issuer=commonest(issuers), level=level, province=provinces.get(province or ""), title=commonest(titles),
    )  # fmt: skip
    known = _registered(key, weighed)
    if known is None:
        return said
    return msgspec.structs.replace(
        said, iri=known.id if known.id.startswith("/") else said.iri, doc_type=known.doc_type or said.doc_type,
        code=known.code or said.code, date=known.date or said.date, term=known.term or said.term,
        issuer=known.issuer or said.issuer, title=known.title or said.title,
    )  # fmt: skip


def _registered(key: str, weighed: Sequence[str | None]) -> Candidate | None:
    for candidates in weighed:
        if candidates and '"registry"' in candidates:
            for candidate in _CANDIDATES.decode(candidates):
                if candidate.origin == "registry" and candidate.key == key:
                    return candidate
    return None


def _forget(db: sqlite3.Connection, node: int) -> None:
    db.execute("DELETE FROM titles WHERE rowid = ?", (node,))
    db.execute("DELETE FROM touched WHERE document = ?", (node,))
    db.execute("DELETE FROM documents WHERE id = ?", (node,))


def _retitle(db: sqlite3.Connection, node: int, title: str | None) -> None:
    db.execute("DELETE FROM titles WHERE rowid = ?", (node,))
    if title:
        db.execute("INSERT INTO titles (rowid, exact, plain) VALUES (?, ?, ?)", (node, title, strip(title)))
