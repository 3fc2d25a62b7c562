"""The tables of the store, their version, and what each of them is for.

``sources`` are files as they were when read; ``bodies`` the records that were made of them, each written in a transaction of its
own. What follows from them is written for many documents at a time (``store.derive``), so that the indexes are not gone
through for each: ``records`` (where a record comes from and which document it is), ``documents`` the nodes (ingested, or only
cited), ``mentions`` the citations, ``edges`` the relations that mentions assert, ``movements``. A record has the number of its
body, and they are derived in order: bodies above the highest of ``records`` are still to be derived.

``sayings`` are what citations say and mean by their own document alone, each wording once, however often it is repeated;
``laid`` holds the answers that a corpus gives in their place. Everything else that is known of a mention stands in its body
and is read there. The view ``cited`` joins them. ``pending``, ``dirty`` and ``touched`` say what is still to be settled, so
that a killed build can go on. Foreign keys are kept by the code that writes and checked by the tests, not row by row.
Nothing here is worth a migration: every row can be made again from the files, so another version is refused with that
advice.
"""

from __future__ import annotations

# Written into the file's header: «file» and other programs can tell it by them.
APPLICATION_ID = 0x43414E43  # "CANC"
VERSION = 3
# A record of plan size takes three pages of this size and a dozen of the usual one; each costs a write of its own.
PAGE_SIZE = 16_384
# A mention's row id is its record's times this, plus its number: neither needs a column or an index of its own.
MENTIONS_A_RECORD = 1 << 24

DDL = """
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    producer TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('partial', 'done', 'failed')),
    error TEXT
) STRICT;

CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    text TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    iri TEXT,
    ingested INTEGER NOT NULL DEFAULT 0,
    doc_type TEXT, code TEXT, code_key TEXT, date TEXT, term TEXT, issuer TEXT,
    level TEXT, branch TEXT, province TEXT, title TEXT
) STRICT;
CREATE INDEX documents_code ON documents (code_key) WHERE code_key IS NOT NULL;
CREATE INDEX documents_iri ON documents (iri) WHERE iri IS NOT NULL;

CREATE TABLE records (
    id INTEGER PRIMARY KEY REFERENCES bodies,
    source INTEGER NOT NULL REFERENCES sources,
    name TEXT NOT NULL,
    record_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    producer TEXT NOT NULL,
    path TEXT,
    document INTEGER NOT NULL REFERENCES documents,
    code_key TEXT, name_key TEXT,
    own TEXT NOT NULL,
    standing TEXT NOT NULL,
    edges TEXT NOT NULL,
    laid INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, name)
) STRICT;
CREATE INDEX records_document ON records (document);
CREATE INDEX records_code ON records (code_key) WHERE code_key IS NOT NULL;
CREATE INDEX records_name ON records (name_key) WHERE name_key IS NOT NULL;

CREATE TABLE sayings (
    id INTEGER PRIMARY KEY,
    code_key TEXT, own_key TEXT, own_id TEXT,
    status TEXT NOT NULL CHECK (status IN ('resolved', 'provisional', 'ambiguous', 'unresolved')),
    doc_type TEXT, code TEXT, date TEXT, issuer TEXT, term TEXT, title TEXT,
    known TEXT
) STRICT;
CREATE INDEX sayings_code ON sayings (code_key);
CREATE INDEX sayings_key ON sayings (own_key) WHERE own_key IS NOT NULL;

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    saying INTEGER NOT NULL REFERENCES sayings,
    cid TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER
) STRICT;
CREATE INDEX mentions_saying ON mentions (saying);

CREATE TABLE laid (
    mention INTEGER PRIMARY KEY REFERENCES mentions,
    key TEXT, iri TEXT,
    status TEXT NOT NULL CHECK (status IN ('resolved', 'provisional', 'ambiguous', 'unresolved')),
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX laid_key ON laid (key) WHERE key IS NOT NULL;

CREATE VIEW cited AS
SELECT m.id AS mention, m.id >> 24 AS record, m.cid, m.start, m."end", m.page, s.code_key, s.doc_type, s.code, s.date, s.issuer,
    s.term, s.title, s.known, s.own_key, s.own_id, l.mention IS NOT NULL AS is_laid, l.answer,
    CASE WHEN l.mention IS NULL THEN s.status ELSE l.status END AS status,
    CASE WHEN l.mention IS NULL THEN s.own_key ELSE l.key END AS key,
    CASE WHEN l.mention IS NULL THEN s.own_id ELSE l.iri END AS iri
FROM mentions m JOIN sayings s ON s.id = m.saying LEFT JOIN laid l ON l.mention = m.id;

CREATE TABLE edges (
    source INTEGER NOT NULL REFERENCES documents,
    type TEXT NOT NULL,
    target INTEGER NOT NULL REFERENCES documents,
    mention INTEGER NOT NULL REFERENCES mentions,
    number INTEGER NOT NULL,
    cue_start INTEGER, cue_end INTEGER,
    PRIMARY KEY (source, target, type, mention, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_target ON edges (target, type, source);

CREATE TABLE movements (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL, movement_id TEXT
) STRICT;

CREATE TABLE pending (record INTEGER PRIMARY KEY REFERENCES records) STRICT;
CREATE TABLE dirty (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE touched (document INTEGER PRIMARY KEY REFERENCES documents) STRICT;

CREATE TABLE texts (
    record INTEGER PRIMARY KEY REFERENCES records,
    words BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE fulltext USING fts5 (words, content = '', tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE syllables USING fts5 (plain, content = '', tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE titles USING fts5 (plain, content = '', tokenize = "unicode61 remove_diacritics 2");
"""


def span(record: int) -> tuple[int, int]:
    """The first and the last row that a mention or a movement of a record may have.

    >>> span(1)
    (16777217, 33554431)
    """
    return record * MENTIONS_A_RECORD + 1, (record + 1) * MENTIONS_A_RECORD - 1
