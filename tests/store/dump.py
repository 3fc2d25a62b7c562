"""The content of a store without its row numbers: equal for two builds of one corpus, whatever happened on the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_QUERIES = {
    "sources": "SELECT path, size, sha256, producer, state, error FROM sources ORDER BY path",
    "records": "SELECT s.path, r.name, r.record_id, r.sha256, d.key, r.own, r.data FROM records r"
    " JOIN sources s ON s.id = r.source JOIN documents d ON d.id = r.document ORDER BY s.path, r.name",
    "documents": "SELECT key, iri, ingested, doc_type, code, code_key, date, term, issuer, level, branch, province, title"
    " FROM documents ORDER BY key",
    "mentions": 'SELECT s.path, r.name, m.cid, m.start, m."end", m.sentence, m.own_key, m.own_id, m.status, d.key, m.iri,'
    " m.reason, m.confidence, m.via, m.candidates FROM mentions m JOIN records r ON r.id = m.record"
    " JOIN sources s ON s.id = r.source LEFT JOIN documents d ON d.id = m.target ORDER BY 1, 2, 4, 3",
    "edges": 'SELECT a.key, b.key, e.type, s.path, r.name, m.cid, e.cue, e.start, e."end" FROM edges e'
    " JOIN documents a ON a.id = e.source JOIN documents b ON b.id = e.target JOIN mentions m ON m.id = e.mention"
    " JOIN records r ON r.id = m.record JOIN sources s ON s.id = r.source ORDER BY 1, 2, 3, 4, 5, 6",
    "movements": "SELECT s.path, r.name, v.start, v.text, v.movement_id FROM movements v JOIN records r ON r.id = v.record"
    " JOIN sources s ON s.id = r.source ORDER BY 1, 2, 3",
    "texts": "SELECT s.path, r.name, t.words FROM texts t JOIN records r ON r.id = t.record"
    " JOIN sources s ON s.id = r.source ORDER BY 1, 2",
    "open": "SELECT 'pending', record FROM pending UNION ALL SELECT 'dirty', key FROM dirty"
    " UNION ALL SELECT 'touched', document FROM touched",
    "titles": "SELECT d.key, t.exact, t.plain FROM titles t JOIN documents d ON d.id = t.rowid ORDER BY 1",
}


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table by natural keys."""
    db = sqlite3.connect(path)
    try:
        return {name: db.execute(query).fetchall() for name, query in _QUERIES.items()}
    finally:
        db.close()


def check(path: Path) -> None:
    """Fail unless the file is whole: its pages, its foreign keys, its full-text index."""
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'fulltext'").fetchone():
            db.execute("INSERT INTO fulltext (fulltext) VALUES ('integrity-check')")
    finally:
        db.close()
