"""Small graphs for tests: documents named by one letter, edges with the words that assert them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.graph.build import Contribution
from pipeline.graph.memory import MemoryGraph
from pipeline.model.graph import Assertion, Link, Node


def node(key: str, **fields: str) -> Node:
    """A document with that key; its code is the key in capitals unless given."""
    return Node(key=key, **{"code": f"{key.upper()}/KH-UBND", **fields})  # type: ignore[arg-type]


def graph(nodes: Mapping[str, Node], edges: list[tuple[str, str, str]]) -> MemoryGraph:
    """A graph of ``(source, relation, target)``; every edge is asserted by its source with the relation's name as cue."""
    made = MemoryGraph()
    for known in nodes.values():
        made.add(Contribution(known, (), ()))
    for number, (source, type, target) in enumerate(edges):
        said = Assertion(
            record=f"r-{source}",
            by=source,
            citation=f"c{number}",
            start=number,
            end=number + 1,
            cue=type,
            sentence=f"{type} {target}",
        )
        ends = tuple(nodes.get(key) or node(key) for key in (source, target))
        made.add(Contribution(ends[0], ends[1:], ((Link(source, target, type), said),)))
    return made


def simple(edges: list[tuple[str, str, str]]) -> MemoryGraph:
    """A graph whose nodes are only named by their edges."""
    return graph({key: node(key) for source, _, target in edges for key in (source, target)}, edges)
