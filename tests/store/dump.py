"""The content of a store without its row numbers: equal for two builds of one corpus, whatever happened on the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_QUERIES = {
    "sources": "SELECT path, size, sha256, producer, state, error FROM sources ORDER BY path",
    "records": "SELECT s.path, r.name, r.record_id, r.sha256, d.key, r.own, r.laid, b.text, b.data FROM records r"
    " JOIN bodies b ON b.id = r.id JOIN sources s ON s.id = r.source JOIN documents d ON d.id = r.document"
    " ORDER BY s.path, r.name",
    "documents": "SELECT key, iri, ingested, doc_type, code, code_key, date, term, issuer, level, branch, province, title"
    " FROM documents ORDER BY key",
    "mentions": 'SELECT s.path, r.name, c.cid, c.start, c."end", c.page, c.code_key, c.doc_type, c.code, c.date, c.issuer, c.term,'
    " c.title, c.known, c.own_key, c.own_id, c.status, d.key, c.key, c.iri, c.answer FROM cited c JOIN records r ON r.id = c.record"
    " JOIN sources s ON s.id = r.source LEFT JOIN documents d ON d.key = c.key ORDER BY 1, 2, 4, 3",
    "edges": "SELECT a.key, b.key, e.type, s.path, r.name, m.cid, e.number, e.cue_start, e.cue_end FROM edges e"
    " JOIN documents a ON a.id = e.source JOIN documents b ON b.id = e.target JOIN mentions m ON m.id = e.mention"
    " JOIN records r ON r.id = m.id >> 24 JOIN sources s ON s.id = r.source ORDER BY 1, 2, 3, 4, 5, 6, 7",
    "movements": "SELECT s.path, r.name, v.id & 16777215, v.text, v.movement_id FROM movements v"
    " JOIN records r ON r.id = v.id >> 24 JOIN sources s ON s.id = r.source ORDER BY 1, 2, 3",
    "texts": "SELECT s.path, r.name, t.words FROM texts t JOIN records r ON r.id = t.record"
    " JOIN sources s ON s.id = r.source ORDER BY 1, 2",
    "open": "SELECT 'pending', record FROM pending UNION ALL SELECT 'dirty', key FROM dirty"
    " UNION ALL SELECT 'touched', document FROM touched"
    " UNION ALL SELECT 'body', id FROM bodies WHERE id NOT IN (SELECT id FROM records)"
    " UNION ALL SELECT 'saying', id FROM sayings WHERE id NOT IN (SELECT saying FROM mentions)",
    "titles": "SELECT d.key, t.term, t.offset FROM temp.spelt t JOIN documents d ON d.id = t.doc ORDER BY 1, 3",
}


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table by natural keys."""
    db = sqlite3.connect(path)
    try:
        db.execute("CREATE VIRTUAL TABLE temp.spelt USING fts5vocab (main, titles, instance)")
        return {name: db.execute(query).fetchall() for name, query in _QUERIES.items()}
    finally:
        db.close()


def check(path: Path) -> None:
    """Fail unless the file is whole: its pages, its foreign keys, its full-text index."""
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("fulltext", "syllables", "titles"):
            if db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    finally:
        db.close()
