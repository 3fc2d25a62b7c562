"""The tables of the store, their version, and what each of them is for.

``sources`` are files as they were when read; ``records`` what was made of them; ``documents`` the nodes (ingested, or only
cited); ``mentions`` the citations, with what the citing document alone says of them (``own_key``, ``own_id``) and what they were
found to mean in this corpus (``status``, ``target`` …); ``edges`` the relations that mentions assert;
``pending``, ``dirty`` and ``touched`` say what is still to be settled, so that a killed build can go on. Nothing
here is worth a migration: every row can be made again from the files, so another version is refused with that advice.
"""

from __future__ import annotations

# Written into the file's header: «file» and other programs can tell it by them.
APPLICATION_ID = 0x43414E43  # "CANC"
VERSION = 1

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
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    name TEXT NOT NULL,
    record_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    producer TEXT NOT NULL,
    path TEXT,
    document INTEGER NOT NULL REFERENCES documents,
    code_key TEXT,
    own TEXT NOT NULL,
    standing TEXT NOT NULL,
    laid INTEGER NOT NULL DEFAULT 0,
    data BLOB NOT NULL,
    UNIQUE (source, name)
) STRICT;
CREATE INDEX records_document ON records (document);
CREATE INDEX records_code ON records (code_key) WHERE code_key IS NOT NULL;

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    cid TEXT NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER,
    text TEXT NOT NULL, sentence TEXT NOT NULL,
    doc_type TEXT, code TEXT, date TEXT, issuer TEXT, term TEXT, title TEXT, pinpoint TEXT,
    relation TEXT NOT NULL, cue TEXT, head TEXT, antecedent TEXT, section TEXT,
    code_key TEXT, own_key TEXT, own_id TEXT,
    status TEXT CHECK (status IN ('resolved', 'provisional', 'ambiguous', 'unresolved')),
    target INTEGER REFERENCES documents,
    iri TEXT, reason TEXT, confidence REAL, via TEXT, candidates TEXT
) STRICT;
CREATE INDEX mentions_record ON mentions (record);
CREATE INDEX mentions_code ON mentions (code_key) WHERE code_key IS NOT NULL;
CREATE INDEX mentions_target ON mentions (target) WHERE target IS NOT NULL;

CREATE TABLE edges (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES documents,
    target INTEGER NOT NULL REFERENCES documents,
    type TEXT NOT NULL,
    mention INTEGER NOT NULL REFERENCES mentions ON DELETE CASCADE,
    cue TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX edges_source ON edges (source, type, target);
CREATE INDEX edges_target ON edges (target, type, source);
CREATE INDEX edges_mention ON edges (mention);

CREATE TABLE movements (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT NOT NULL, kind TEXT NOT NULL, period TEXT, movement_id TEXT, variant_of TEXT
) STRICT;
CREATE INDEX movements_record ON movements (record);
CREATE INDEX movements_entry ON movements (movement_id) WHERE movement_id IS NOT NULL;

CREATE TABLE pending (record INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE) STRICT;
CREATE TABLE dirty (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE touched (document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE) STRICT;

CREATE TABLE texts (
    record INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
    words BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE fulltext USING fts5 (
    words, plain, content = '', tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', 16);
CREATE VIRTUAL TABLE titles USING fts5 (exact, plain, tokenize = "unicode61 remove_diacritics 0");
"""
