"""What one record asserts: edges between documents, each with the citation and the words that say so.

A relation's ``source`` is the document itself or, for a citation nested in a title, the citation whose title it is: one sentence
of a plan can assert edges between documents that nobody has read. A passive cue has been turned round in the record
already. Edges from a document to itself say nothing and are left out. Source: DESIGN, section 6; guidelines, section 1.

``asserted`` is pure, and all that the store needs; ``contribution`` adds sentences and pages for a graph in memory.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

import msgspec

from pipeline.graph.sentence import words_around
from pipeline.model.graph import Assertion, Link, Node
from pipeline.model.mentions import Citation, Relation
from pipeline.model.record import Record


class Asserted(NamedTuple):
    """One edge as one citation asserts it. ``cue``: the span of the words in the record's text that say so, None for none."""

    source: str
    target: str
    type: str
    citation: str
    cue: tuple[int, int] | None


class Assertive(Protocol):
    """What of a record asserts: its relations, and the citations they name."""

    @property
    def citations(self) -> tuple[Citation, ...]: ...

    @property
    def relations(self) -> tuple[Relation, ...]: ...


class Contribution(msgspec.Struct, frozen=True):
    """Everything one record adds to a graph: its own node, the nodes it names, the edges it asserts, its movements."""

    own: Node
    nodes: tuple[Node, ...]
    edges: tuple[tuple[Link, Assertion], ...]
    movements: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where a citation stands: the record's id, its document's key, the citation, its offsets into the text, the page."""

    record: str
    by: str
    citation: str
    start: int
    end: int
    page: int | None


def assertion_at(place: Place, text: str, cue: tuple[int, int] | None) -> Assertion:
    """The assertion of an edge by the citation at ``place`` of ``text``; ``cue`` is the span of the words that say so."""
    words = words_around(text, place.start, place.end, cue)
    return Assertion(
        **place._asdict(), cue=words.cue_text, sentence=words.sentence, mention_at=words.mention, cue_at=words.cue
    )


def asserted(record: Assertive, own: str, keys: Mapping[str, str]) -> Iterator[Asserted]:
    """The edges of a record, given its own key and the key of each settled citation by citation id.

    A relation with an end that is not settled gives no edge: it is kept as a mention, and gives one when it is settled.
    """
    citations = {citation.id: citation for citation in record.citations}
    for relation in record.relations:
        source = own if relation.source == "document" else keys.get(relation.source)
        target = keys.get(relation.target)
        if source is None or target is None or source == target:
            continue
        said = _said_by(citations, relation.source, relation.target)
        if said.inverse and relation.source == "document":
            # A passive cue about the document itself («Thông tư này được sửa đổi bởi …»): it is acted upon.
            source, target = target, source
        evidence = relation.evidence
        cue = (evidence.start, evidence.end) if evidence.start < evidence.end else None
        yield Asserted(source, target, relation.type, said.id, cue)


def _said_by(citations: Mapping[str, Citation], source: str, target: str) -> Citation:
    """The citation that carries the cue: the target's, or behind a passive cue the source's."""
    acting = citations.get(source)
    return acting if acting is not None and acting.inverse else citations[target]


def contribution(record: Record, own: Node, targets: Mapping[str, Node]) -> Contribution:
    """The nodes and edges of one record. ``targets`` holds the node of each settled citation by citation id."""
    citations = {citation.id: citation for citation in record.citations}
    pages = [page.start for page in record.pages]
    edges = []
    for edge in asserted(record, own.key, {cid: node.key for cid, node in targets.items()}):
        said = citations[edge.citation]
        page = record.pages[max(0, bisect_right(pages, said.start) - 1)].number if pages else None
        place = Place(record.id, own.key, said.id, said.start, said.end, page)
        assertion = assertion_at(place, record.text, edge.cue)
        edges.append((Link(edge.source, edge.target, edge.type), assertion))
    movements = tuple(dict.fromkeys(found.movement_id or " ".join(found.text.split()) for found in record.movements))
    return Contribution(own, tuple({node.key: node for node in targets.values()}.values()), tuple(edges), movements)
