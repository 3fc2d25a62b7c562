"""Lineage: from a plan up to its central sources, and from a directive down to districts, each step with its words.

>>> from pipeline.graph.build import Contribution
>>> from pipeline.graph.memory import MemoryGraph
>>> from pipeline.model.graph import Assertion, Link, Node
>>> plan = Node(key="p", code="12/KH-SCT", level="province", record="r")
>>> above = Node(key="d", code="19/CT-TTg", level="central")
>>> said = Assertion(record="r", by="p", citation="c1", start=0, end=9, cue="Thực hiện")
>>> found = lineage(MemoryGraph([Contribution(plan, (above,), ((Link("p", "d", "implements"), said),))]), "p")
>>> [(s.child, s.relations, s.parent, s.evidence[0].cue) for s in found.steps], found.sources
([('p', ('implements',), 'd', 'Thực hiện')], ('d',))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from pipeline.graph.walk import Reached, Step, reach
from pipeline.model.graph import DERIVATION, Assertion, GraphSource, Link, Node

EVIDENCED = 2_000


class Derived(msgspec.Struct, frozen=True):
    """``child`` derives from ``parent``: by which relations, and the words that assert it (strongest relation first)."""

    child: str
    parent: str
    relations: tuple[str, ...]
    evidence: tuple[Assertion, ...] = ()


class Lineage(msgspec.Struct, frozen=True):
    """A derivation as far as it is known, from ``root``.

    ``depth`` counts the fewest steps from the root; ``sources`` are the ends at central level; ``refused`` steps name a source
    younger than what would derive from it; ``cycles`` steps close a circle; ``cut`` tells that the walk hit its limit.
    ``asserting`` are the documents outside it whose words assert some of its steps, and those that refused steps name.
    """

    root: str
    up: bool
    nodes: dict[str, Node]
    depth: dict[str, int]
    steps: tuple[Derived, ...]
    sources: tuple[str, ...] = ()
    refused: tuple[Derived, ...] = ()
    cycles: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    asserting: dict[str, Node] = {}

    def onward(self) -> dict[str, list[Derived]]:
        """The steps by the document they start from, walking away from the root; circles left open."""
        closing = set(self.cycles)
        found: dict[str, list[Derived]] = defaultdict(list)
        for step in self.steps:
            if (step.child, step.parent) not in closing:
                found[step.child if self.up else step.parent].append(step)
        return found


def lineage(source: GraphSource, key: str, *, depth: int = 64, central: bool = False) -> Lineage:
    """What ``key`` derives from. ``central``: only the steps that lead to a central document."""
    found = _made(source, key, reach(source, key, up=True, depth=depth), up=True)
    return _towards(found, {k for k, node in found.nodes.items() if node.level == "central"}) if central else found


def descendants(source: GraphSource, key: str, *, depth: int = 64, limit: int = 100_000) -> Lineage:
    """What derives from ``key``, down to districts and communes."""
    return _made(source, key, reach(source, key, up=False, depth=depth, limit=limit), up=False)


def by_level(found: Lineage) -> dict[str, list[Node]]:
    """The documents of a lineage but its root, by level («?»: not known), each level in order of date and code."""
    levels: dict[str, list[Node]] = defaultdict(list)
    for key, node in found.nodes.items():
        if key != found.root:
            levels[node.level or "?"].append(node)
    order = ("central", "province", "district", "commune", "unit", "?")
    return {
        level: sorted(levels[level], key=lambda node: (node.date or "9", node.code or "", node.key))
        for level in order
        if level in levels
    }


def _made(source: GraphSource, key: str, reached: Reached, *, up: bool) -> Lineage:
    grouped = _grouped(source, reached.steps)
    nodes = {k: reached.nodes.get(k) or Node(key=k) for k in reached.depth}
    cycles = _cycles(key, grouped, up=up)
    leaving = {step.child for step in grouped}
    sources = [k for k, node in nodes.items() if k not in leaving and node.level == "central"] if up else []
    refused = _grouped(source, reached.refused)
    outside = {said.by for step in (*grouped, *refused) for said in step.evidence}
    outside = outside.union(*((step.child, step.parent) for step in refused)).difference(nodes)
    return Lineage(
        root=key,
        up=up,
        nodes=nodes,
        depth=dict(reached.depth),
        steps=tuple(grouped),
        sources=tuple(sources),
        refused=tuple(refused),
        cycles=tuple(cycles),
        cut=reached.cut,
        asserting=dict(source.nodes(outside)),
    )


def _grouped(source: GraphSource, taken: Iterable[Step]) -> list[Derived]:
    """Steps joined by their ends, relations and evidence strongest first; order of discovery kept."""
    pairs: dict[tuple[str, str], dict[Link, None]] = defaultdict(dict)
    for step in taken:
        pairs[step.child, step.parent].setdefault(step.link)
    wanted = [link for links in pairs.values() for link in links][:EVIDENCED]
    evidence = source.evidence(wanted, limit=5)
    made = []
    for (child, parent), links in pairs.items():
        ordered = sorted(links, key=lambda link: DERIVATION.index(link.type))
        words = tuple(assertion for link in ordered for assertion in evidence.get(link, ()))
        made.append(Derived(child, parent, tuple(link.type for link in ordered), words))
    return made


def _cycles(root: str, taken: Iterable[Derived], *, up: bool) -> list[tuple[str, str]]:
    """The steps that lead back to a document on the way to them (depth first, without recursion)."""
    after: Mapping[str, list[Derived]] = defaultdict(list)
    for step in taken:
        after[step.child if up else step.parent].append(step)
    state = {root: 1}
    stack = [(root, iter(after[root]))]
    closing = []
    while stack:
        key, rest = stack[-1]
        onward = next(rest, None)
        if onward is None:
            state[key] = 2
            stack.pop()
            continue
        to = onward.parent if up else onward.child
        if state.get(to) == 1:
            closing.append((onward.child, onward.parent))
        elif to not in state:
            state[to] = 1
            stack.append((to, iter(after[to])))
    return closing


def _towards(found: Lineage, goals: set[str]) -> Lineage:
    """The same without what leads to none of ``goals``."""
    below: dict[str, list[str]] = defaultdict(list)
    for step in found.steps:
        below[step.parent].append(step.child)
    kept, edge = set(goals), list(goals)
    while edge:
        key = edge.pop()
        new = [child for child in below[key] if child not in kept]
        kept.update(new)
        edge.extend(new)
    kept.add(found.root)
    return msgspec.structs.replace(
        found,
        nodes={k: node for k, node in found.nodes.items() if k in kept},
        depth={k: n for k, n in found.depth.items() if k in kept},
        steps=tuple(step for step in found.steps if step.child in kept and step.parent in kept),
    )
