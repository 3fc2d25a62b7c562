"""Taking a record out of the store with everything that follows from it, noting what that may change for others."""

from __future__ import annotations

import sqlite3

from pipeline.store.edges import change_edges
from pipeline.store.fulltext import unindex_text
from pipeline.store.schema import span


def drop(db: sqlite3.Connection, record: int) -> None:
    """Take one derived record out; inside a transaction."""
    first, last = span(record)
    document, *own_keys = db.execute(
        "SELECT document, code_key, name_key FROM records WHERE id = ?", (record,)
    ).fetchone()
    cited = db.execute(
        "SELECT c.code_key, d.id FROM cited c LEFT JOIN documents d ON d.key = c.key WHERE c.mention BETWEEN ? AND ?",
        (first, last),
    ).fetchall()
    keys = {*own_keys, *(row[0] for row in cited)}
    db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", [(key,) for key in keys if key])
    ends = {document, *(row[1] for row in cited if row[1] is not None)}
    db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(end,) for end in ends])
    change_edges(db, record, [])
    sayings = db.execute("SELECT DISTINCT saying FROM mentions WHERE id BETWEEN ? AND ?", (first, last)).fetchall()
    db.execute("DELETE FROM laid WHERE mention BETWEEN ? AND ?", (first, last))
    db.execute("DELETE FROM mentions WHERE id BETWEEN ? AND ?", (first, last))
    db.executemany(
        "DELETE FROM sayings WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM mentions WHERE saying = ?1)", sayings
    )
    db.execute("DELETE FROM movements WHERE id BETWEEN ? AND ?", (first, last))
    unindex_text(db, record)
    db.execute("DELETE FROM pending WHERE record = ?", (record,))
    db.execute("DELETE FROM records WHERE id = ?", (record,))
    db.execute("DELETE FROM bodies WHERE id = ?", (record,))
    db.execute("UPDATE documents SET ingested = ingested - 1 WHERE id = ?", (document,))
