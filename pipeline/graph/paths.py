"""How two documents hang together: the shortest derivation between them, any connection, and the sources they share."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from pipeline.graph.walk import reach
from pipeline.model.graph import DERIVATION, RELATIONS, Assertion, GraphSource, Link, Node


class Hop(msgspec.Struct, frozen=True):
    """One step of a path, in the direction of the edge, with the words that assert it."""

    source: Node
    target: Node
    relation: str
    evidence: tuple[Assertion, ...]


class Path(msgspec.Struct, frozen=True):
    """``nodes`` from one end to the other. ``kind``: ``derivation`` (the first derives from the last) or ``any``."""

    kind: str
    nodes: tuple[Node, ...]
    hops: tuple[Hop, ...]


class Shared(msgspec.Struct, frozen=True):
    """An ancestor of both, with the steps from each; ``nearest``: no other shared source lies between."""

    node: Node
    from_first: int
    from_second: int
    nearest: bool


def path(source: GraphSource, first: str, second: str, *, limit: int = 200_000) -> Path | None:
    """The shortest derivation from ``first`` up to ``second`` or the other way; else the shortest way along any edges."""
    for start, end in ((first, second), (second, first)):
        found = _search(source, start, end, DERIVATION, limit, derivation=True)
        if found:
            return _path(source, found, "derivation")
    found = _search(source, first, second, RELATIONS, limit, derivation=False)
    return _path(source, found, "any") if found else None


def common(source: GraphSource, first: str, second: str) -> list[Shared]:
    """The documents both derive from (either may be one itself), nearest first."""
    one, two = (reach(source, key, up=True) for key in (first, second))
    both = [key for key in one.depth if key in two.depth]
    further = {step.parent for step in one.steps + two.steps if step.child in both and step.parent in both}
    nodes = {**one.nodes, **two.nodes}
    found = [
        Shared(nodes.get(key) or Node(key=key), one.depth[key], two.depth[key], key not in further) for key in both
    ]
    return sorted(found, key=lambda s: (not s.nearest, s.from_first + s.from_second, s.node.key))


def _search(
    source: GraphSource, start: str, end: str, types: Collection[str], limit: int, *, derivation: bool
) -> list[tuple[str, Link | None]]:
    """Breadth first; documents from ``start`` to ``end``, each with the link that led to it. Empty: there is no way."""
    came: dict[str, tuple[str, Link] | None] = {start: None}
    edge = [start]
    while edge and end not in came and len(came) < limit:
        out = source.links(edge, [t for t in types if not (derivation and t == "issues")], up=True)
        back = source.links(edge, ["issues"] if derivation else types, up=False)
        edge = []
        ways = [(k, k.source, k.target) for k in out] + [(k, k.target, k.source) for k in back]
        # Of several edges between two documents the strongest relation is the one to show.
        for link, here, there in sorted(ways, key=lambda way: RELATIONS.index(way[0].type)):
            if there not in came:
                came[there] = (here, link)
                edge.append(there)
    if end not in came:
        return []
    way: list[tuple[str, Link | None]] = []
    at: str | None = end
    while at is not None:
        before = came[at]
        way.append((at, before[1] if before else None))
        at = before[0] if before else None
    return way[::-1]


def _path(source: GraphSource, way: list[tuple[str, Link | None]], kind: str) -> Path:
    nodes = source.nodes([key for key, _ in way])
    links = [link for _, link in way if link is not None]
    evidence = source.evidence(links, limit=3)
    named = {key: nodes.get(key) or Node(key=key) for key, _ in way}
    hops = tuple(Hop(named[k.source], named[k.target], k.type, tuple(evidence.get(k, ()))) for k in links)
    return Path(kind, tuple(named[key] for key, _ in way), hops)
