"""What the store takes in: a parcel made from one record, with the rows that follow from it, and files as they were when read.

A parcel is made beside the reading (in a worker), so that the one process that writes only writes.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

# What a citation says and what that alone means, in the order of the columns of ``sayings``: code key, own key, own id, status,
# type, code, date, issuer, term, title, and the registry's entry where it is one (``parcel.known_of``).
Saying = tuple[str | None, ...]
# Source key, target key, type, number of the asserting mention, its own number among the record's edges, span of the cue
# in the text.
EdgeRow = tuple[str, str, str, int, int, int | None, int | None]


class Own(msgspec.Struct, frozen=True, gc=False):
    """An ingested document as a node of the graph.

    ``key`` is what all mentions of it share (``resolve.identity``), or ``sha256:…`` or ``FILE#ID`` for a document that does
    not say who it is; ``iri`` its canonical id; ``code_key`` where mentions of it are filed,
    ``name_key`` where those of a law are that name it by its name (``resolve.filing``). ``date`` is ISO of any precision,
    ``level`` and ``branch`` are as in the header of a record, ``province`` is its name.
    """

    key: str
    iri: str | None = None
    code_key: str | None = None
    name_key: str | None = None
    doc_type: str | None = None
    code: str | None = None
    date: str | None = None
    term: str | None = None
    issuer: str | None = None
    level: str | None = None
    branch: str | None = None
    province: str | None = None
    title: str | None = None


class Rows(msgspec.Struct, frozen=True, gc=False):
    """What follows from one record alone, as ``store.derive`` writes it.

    ``standing`` is what the resolver needs of the citing document, as its own JSON. ``sayings`` and ``places`` (citation id, start,
    end, page) have one entry for each citation, in order; ``movements`` are (words, id of the entry). ``words`` are the words
    of the text for the full-text index, None when it is not to be indexed.
    """

    own: Own
    standing: str
    sayings: tuple[Saying, ...]
    places: tuple[tuple[str, int, int, int | None], ...]
    edges: tuple[EdgeRow, ...]
    movements: tuple[tuple[str, str | None], ...]
    words: str | None = None


class Parcel(msgspec.Struct, frozen=True, gc=False):
    """One record on its way into the store: its text, its JSON without the text, and the rows that follow from it."""

    record_id: str
    path: str | None
    sha256: str
    producer: str
    text: str
    data: bytes
    rows: Rows


class Arrived(NamedTuple):
    """A stored body on its way to its rows.

    ``source`` is the file's row, ``name`` the document's in it (empty: the file is one document), ``size`` and ``mtime_ns`` the
    file's. ``parcel`` comes without text and JSON, which are stored already.
    """

    source: int
    name: str
    size: int
    mtime_ns: int
    parcel: Parcel


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
