"""What a corpus can say to a room below the store: the protocol ``Evidence`` and its values.

``resolve`` and ``check`` take an ``Evidence``; the store implements it and ``run`` hands it in (DESIGN, section 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from pipeline.model.resolution import Candidate


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """How one document cites another: ``document`` is the citing record's id, the rest what it says (None: not said)."""

    document: str
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    term: str | None = None


class Tally(msgspec.Struct, frozen=True):
    """One value with the number of documents that give it and up to five of their ids, in order."""

    value: str
    documents: int
    examples: tuple[str, ...] = ()


class Consensus(msgspec.Struct, frozen=True):
    """What documents say of one cited document; each field commonest value first. ``documents`` counts citing documents."""

    documents: int
    dates: tuple[Tally, ...] = ()
    issuers: tuple[Tally, ...] = ()
    titles: tuple[Tally, ...] = ()
    terms: tuple[Tally, ...] = ()


class Evidence(Protocol):
    """What the corpus knows. Implementations answer from indexes: ``candidates`` is asked once a distinct code and record."""

    def candidates(self, code_key: str) -> Sequence[Candidate]:
        """Ingested documents (origin ``document``) and mentions that carry an id (origin ``mention``) under a code key.

        ``code_key`` is ``resolve.codes.code_key`` of the canonical code, ``name:<slug>`` for a named law.
        """
        ...

    def consensus(self, key: str) -> Consensus | None:
        """What the corpus's mentions say of the document with this ``Resolution.key``; None when none mentions it."""
        ...
