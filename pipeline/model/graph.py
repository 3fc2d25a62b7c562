"""The graph's values, and what a room that holds a graph must answer (DESIGN, section 6).

Nodes are documents (ingested, or only cited), movements and issuers; edges are the relations, each with every place that
asserts it. ``GraphSource`` is implemented by ``graph.memory`` (records in memory) and by the store (SQLite); all queries
are written against it, so that they neither know nor care where the graph lies.

>>> node = Node(key="key:vn/chi-thi/trung-uong/khoa-xi/34-ct-tw", code="34-CT/TW", doc_type="Chỉ thị", date="2014-04-07")
>>> node.name, node.year
('Chỉ thị 34-CT/TW', '2014')
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

import msgspec

RELATIONS = ("based_on", "implements", "details", "issues", "amends", "replaces", "repeals", "reviews", "cites")
# «Derives from»: along these a plan goes back to its central sources. Of ``issues`` the issued document derives.
DERIVATION = ("implements", "based_on", "details", "issues")
LEVELS = ("central", "province", "district", "commune", "unit")


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A document, a movement or an issuer.

    ``key`` is what all mentions of it share (``Resolution.key``; of a document that does not say who it is, its record's id),
    ``iri`` the canonical id where the day is known. ``date`` is ISO of any precision; ``level`` as in ``LEVELS``; ``province`` the
    slug of its name. ``record`` (the record's id) and ``path`` stand only on an ingested document.
    """

    key: str
    kind: Literal["document", "movement", "issuer"] = "document"
    iri: str | None = None
    label: str | None = None
    doc_type: str | None = None
    code: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    level: str | None = None
    branch: str | None = None
    province: str | None = None
    record: str | None = None
    path: str | None = None

    @property
    def ingested(self) -> bool:
        """Whether the document itself was read, and is not only cited."""
        return self.record is not None

    @property
    def year(self) -> str | None:
        """The year of its date."""
        return self.date[:4] if self.date else None

    @property
    def name(self) -> str:
        """What it is called: type and code, else the label, else title or issuer, else its key."""
        if self.label:
            return self.label
        if self.code:
            return f"{self.doc_type} {self.code}" if self.doc_type else self.code
        named = self.title or self.issuer or ""
        # A law's title may be its whole name, with the type word.
        kind = self.doc_type if self.doc_type and not named.lower().startswith(self.doc_type.lower()) else None
        return " ".join(filter(None, (kind, named))) or self.doc_type or self.key


class Assertion(msgspec.Struct, frozen=True, kw_only=True):
    """One place that asserts an edge: who says so, in which words, where.

    ``record`` is the asserting record's id and ``by`` its document's key; ``start``/``end`` are offsets of the citation into that
    record's text; ``cue`` the words that say the relation, ``sentence`` the words around, ``page`` 1-based or None.
    ``mention_at`` and ``cue_at`` are where citation and cue stand in ``sentence``: of a cue outside it None.
    """

    record: str
    by: str
    citation: str
    start: int
    end: int
    cue: str | None = None
    sentence: str = ""
    page: int | None = None
    mention_at: tuple[int, int] | None = None
    cue_at: tuple[int, int] | None = None


class Link(NamedTuple):
    """An edge without its evidence: keys of both ends and the relation."""

    source: str
    target: str
    type: str


class Outline(NamedTuple):
    """A document in brief: row number, level, slug of the province, date; everything else is left where it is."""

    row: int
    level: str | None
    province: str | None
    date: str | None


class Unsettled(msgspec.Struct, frozen=True, kw_only=True):
    """A citation that leads to no node, because it may mean several documents or says too little."""

    citation: str
    text: str
    status: str
    reason: str
    candidates: tuple[str, ...] = ()
    sentence: str = ""
    page: int | None = None


class GraphSource(Protocol):
    """What a holder of a graph answers. Every method but ``all_…`` and ``outlines`` answers from indexes."""

    def node(self, key: str) -> Node | None:
        """The node with exactly that key."""

    def nodes(self, keys: Iterable[str]) -> Mapping[str, Node]:
        """The nodes that exist of those keys."""

    def find(self, text: str) -> Sequence[Node]:
        """Documents whose key, canonical id, or code in any spelling is ``text``; ingested ones first, then by date."""

    def numbered(self, number: str) -> Sequence[Node]:
        """Documents whose code begins with that number (with its letter, without leading zeros)."""

    def titled(self, words: str) -> Sequence[Node]:
        """Documents whose title holds those words (a slug) one after the other, the likeliest first."""

    def links(self, keys: Collection[str], types: Collection[str], *, up: bool) -> Sequence[Link]:
        """Edges of those types that leave (``up``: towards what is cited) or enter any of the keys."""

    def evidence(self, links: Collection[Link], limit: int = 20) -> Mapping[Link, Sequence[Assertion]]:
        """Of each link the first ``limit`` assertions."""

    def unsettled(self, key: str) -> Sequence[Unsettled]:
        """Citations of that document that lead nowhere yet."""

    def movements(self) -> Mapping[str, Sequence[str]]:
        """The movements that each ingested document names, by the document's key: the entry's id, else the words."""

    def all_nodes(self) -> Iterator[Node]:
        """Every node, in a fixed order."""

    def all_pairs(self, types: Collection[str]) -> Iterator[tuple[int, int]]:
        """Both ends of every edge of those types as row numbers; an edge may come several times (once an assertion)."""

    def outlines(self) -> Iterator[Outline]:
        """Of every document its row number and what questions about the whole graph ask of it."""

    def row(self, key: str) -> int | None:
        """The row number of a key."""

    def rows(self, numbers: Collection[int]) -> Mapping[int, Node]:
        """The nodes of those row numbers."""
