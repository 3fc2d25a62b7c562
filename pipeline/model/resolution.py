"""What a citation was found to mean: the answer, the candidates weighed for it, and why.

``Citation.resolution`` in a record is ``msgspec.to_builtins`` of a :class:`Resolution` made from this document and the
gazetteers alone; what a corpus adds is another ``Resolution`` laid over it (DESIGN, section 5).
"""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["resolved", "provisional", "ambiguous", "unresolved"]
Origin = Literal["registry", "document", "mention"]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A document that a citation may mean.

    ``id`` is an IRI, or a provisional key where no day is known; ``key`` is equal for all mentions of one document (join
    by it). ``origin``: the gazetteers (``registry``), an ingested document, or only another mention. ``agrees`` and
    ``contradicts`` name what of the citation fits it and what does not: ``code``, ``type``, ``date``, ``year``, ``term``,
    ``issuer``, ``title``, ``place``, ``younger``. ``documents`` counts the documents that say so (mentions only).
    """

    id: str
    key: str
    code: str | None = None
    doc_type: str | None = None
    date: str | None = None
    term: str | None = None
    issuer: str | None = None
    title: str | None = None
    origin: Origin = "registry"
    confidence: str = "high"
    documents: int = 0
    agrees: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one citation (``citation`` is its id in the record).

    ``resolved``: a document known to the registry or ingested, and nothing contradicts. ``provisional``: the citation says
    enough for an id, but nothing known holds the document. ``ambiguous``: known documents fit and the citation does not say
    which, or what it says does not fit together. ``unresolved``: not enough is said and nothing known fits. ``id`` and
    ``key`` stand in the first two only. ``reason`` is a stable code (see ``resolve.reasons``), ``via`` the citation of this
    record that completed this one. ``confidence`` is that of the answer, 0 to 1.
    """

    citation: str
    status: Status
    reason: str
    id: str | None = None
    key: str | None = None
    confidence: float = 1.0
    via: str | None = None
    candidates: tuple[Candidate, ...] = ()
