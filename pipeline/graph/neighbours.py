"""The edges at one document: what it cites, and who cites it, each with the words that assert it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import msgspec

from pipeline.model.graph import RELATIONS, Assertion, GraphSource, Link, Node, Unsettled


class Neighbour(msgspec.Struct, frozen=True):
    """A document at the other end, the relations that lead there (strongest first), and the words that assert them."""

    node: Node
    relations: tuple[str, ...]
    evidence: tuple[Assertion, ...]


class Neighbours(msgspec.Struct, frozen=True):
    """``found`` may be cut at a limit; ``total`` never is. ``unsettled``: citations of the document that lead nowhere yet."""

    root: Node
    found: tuple[Neighbour, ...]
    total: int
    unsettled: tuple[Unsettled, ...] = ()


def cites(source: GraphSource, key: str, types: Collection[str] = RELATIONS) -> Neighbours:
    """What a document cites, in the order of its text."""
    made = _neighbours(source, key, source.links([key], types, up=True), 10_000, up=True)
    ordered = sorted(made.found, key=lambda one: min((e.start for e in one.evidence), default=0))
    return msgspec.structs.replace(made, found=tuple(ordered), unsettled=tuple(source.unsettled(key)))


def cited_by(source: GraphSource, key: str, types: Collection[str] = RELATIONS, limit: int = 100) -> Neighbours:
    """Who cites a document: the first ``limit`` of them, and how many there are."""
    return _neighbours(source, key, source.links([key], types, up=False), limit, up=False)


def _neighbours(source: GraphSource, key: str, links: Collection[Link], limit: int, *, up: bool) -> Neighbours:
    ends: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        ends[link.target if up else link.source].append(link)
    shown = dict(list(ends.items())[:limit])
    nodes = source.nodes(shown)
    evidence = source.evidence([link for several in shown.values() for link in several], limit=5)
    found = []
    for end, several in shown.items():
        ordered = sorted(several, key=lambda link: RELATIONS.index(link.type))
        words = tuple(assertion for link in ordered for assertion in evidence.get(link, ()))
        found.append(Neighbour(nodes.get(end) or Node(key=end), tuple(link.type for link in ordered), words))
    found.sort(key=lambda one: (one.node.date or "9", one.node.key))
    return Neighbours(source.node(key) or Node(key=key), tuple(found), len(ends))
