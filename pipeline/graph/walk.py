"""Walking along derivation: one step up or down, for many documents at once.

``implements``, ``based_on`` and ``details`` lead from the citing document up to the cited one; ``issues`` the other way round: a
plan derives from the decision that issues it. A document cannot derive from a younger one: such a step is a wrong reading
or a wrong number, and is handed back apart. Source: DESIGN, sections 5 and 6.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from pipeline.model.graph import GraphSource, Link, Node

CITING = ("implements", "based_on", "details")
ISSUING = ("issues",)


class Step(NamedTuple):
    """``child`` derives from ``parent``, by an edge of the graph."""

    child: str
    parent: str
    link: Link


def steps(source: GraphSource, keys: Collection[str], *, up: bool) -> list[Step]:
    """The derivation steps that leave any of ``keys``: towards their sources (``up``) or towards what derives from them."""
    citing = source.links(keys, CITING, up=up)
    issuing = source.links(keys, ISSUING, up=not up)
    found = [Step(link.source, link.target, link) for link in citing]
    return found + [Step(link.target, link.source, link) for link in issuing]


def younger(parent: Node | None, child: Node | None) -> bool:
    """Whether ``parent`` is surely younger than ``child``, compared as precisely as both dates allow.

    >>> younger(Node(key="a", date="2024-05"), Node(key="b", date="2024-05-24"))
    False
    >>> younger(Node(key="a", date="2025-01-02"), Node(key="b", date="2024"))
    True
    """
    if parent is None or child is None or not parent.date or not child.date:
        return False
    size = min(len(parent.date), len(child.date))
    return parent.date[:size] > child.date[:size]


class Reached(NamedTuple):
    """Where a walk came: ``depth`` of every document reached (the start at 0), the steps between them, the steps refused
    because the source would be younger, and whether the walk was cut at its limit."""

    depth: Mapping[str, int]
    steps: list[Step]
    refused: list[Step]
    nodes: Mapping[str, Node]
    cut: bool


def reach(source: GraphSource, start: str, *, up: bool, depth: int = 64, limit: int = 100_000) -> Reached:
    """Everything that ``start`` derives from (``up``) or that derives from it, breadth first; a cycle ends where it closes."""
    levels = {start: 0}
    nodes = dict(source.nodes([start]))
    taken: list[Step] = []
    refused: list[Step] = []
    edge = [start]
    cut = False
    for level in range(1, depth + 1):
        if not edge:
            break
        found = steps(source, edge, up=up)
        nodes.update(source.nodes({key for step in found for key in (step.child, step.parent)}.difference(nodes)))
        edge = []
        for step in found:
            if younger(nodes.get(step.parent), nodes.get(step.child)):
                refused.append(step)
                continue
            to = step.parent if up else step.child
            if to not in levels:
                if len(levels) >= limit:
                    cut = True
                    continue
                levels[to] = level
                edge.append(to)
            taken.append(step)
    return Reached(levels, taken, refused, nodes, cut or bool(edge))
