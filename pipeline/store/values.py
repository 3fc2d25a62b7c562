"""What the store takes in: a parcel of rows made from one record, and files as they were when read.

A parcel is made beside the reading (in a worker), so that the one process that writes only writes.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Own(msgspec.Struct, frozen=True):
    """An ingested document as a node of the graph.

    ``key`` is what all mentions of it share (``resolve.identity``), or ``sha256:…`` or ``FILE#ID`` for a document that does
    not say who it is; ``iri`` its canonical id; ``code_key`` where mentions of it are filed. ``date`` is ISO of any precision,
    ``level`` and ``branch`` are as in the header of a record, ``province`` is its name.
    """

    key: str
    iri: str | None = None
    code_key: str | None = None
    doc_type: str | None = None
    code: str | None = None
    date: str | None = None
    term: str | None = None
    issuer: str | None = None
    level: str | None = None
    branch: str | None = None
    province: str | None = None
    title: str | None = None


class Parcel(msgspec.Struct, frozen=True):
    """One record on its way into the store. ``mentions`` and ``movements`` are rows as ``write`` inserts them, without ids.

    ``targets`` holds the key of what each mention means by the document alone, or None; ``edges`` are those this makes, as
    (source key, target key, type, number of the mention, cue, start, end). ``standing`` is what the resolver needs of the citing
    document, as its own JSON. ``keys`` are the code keys that this record says something about. ``words`` are the words of the text
    for the full-text index, None when it is not to be indexed.
    """

    record_id: str
    path: str | None
    sha256: str
    producer: str
    own: Own
    standing: str
    data: bytes
    mentions: tuple[tuple[Any, ...], ...]
    targets: tuple[str | None, ...]
    edges: tuple[tuple[Any, ...], ...]
    movements: tuple[tuple[Any, ...], ...]
    keys: tuple[str, ...]
    words: str | None = None


class SourceRow(msgspec.Struct, frozen=True):
    """A file as it was when it was read; ``path`` is absolute.

    ``mtime_ns`` is 0 when the file was so young that its time proves nothing; ``state`` is ``partial | done | failed``;
    ``id`` is 0 before the store has given one.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    producer: str
    state: str = "done"
    id: int = 0


def producer_mark(version: str, gazetteers_sha256: str) -> str:
    """The producer of a record as one string: records of another are stale."""
    return f"{version}+{gazetteers_sha256}"
