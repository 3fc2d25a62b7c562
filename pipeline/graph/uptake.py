"""Uptake: which provinces have taken a directive up, by which document, and how many days it took them.

A province has taken a directive up when a document of provincial level derives from it, directly or through others; its
first such document counts. The provinces asked for are those that existed on the directive's day (63 until 30/6/2025, 34
since). A district that moved without its province is said apart. Source: DESIGN, section 1 (researchers) and 5 (mergers).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
import numpy

from pipeline.gazetteer import Index
from pipeline.gazetteer.index import valid_on
from pipeline.graph.walk import reach
from pipeline.model.graph import GraphSource, Node

LEVELS_BELOW = ("district", "commune", "unit")


class Taken(msgspec.Struct, frozen=True):
    """A province's answer (``province``: its slug): ``state`` is ``direct`` (it names the directive), ``through`` (a document
    between), ``below`` (only a district or commune did) or ``missing``. ``by`` is its first document, ``days`` since the directive
    when both days are known."""

    province: str
    state: str
    by: Node | None = None
    days: int | None = None
    steps: int | None = None


class Coverage(msgspec.Struct, frozen=True):
    """One directive over the provinces. ``taken`` has one entry a province, in order of their slugs."""

    directive: Node
    taken: tuple[Taken, ...]

    @property
    def count(self) -> int:
        """How many provinces have taken it up at their own level."""
        return sum(one.state in ("direct", "through") for one in self.taken)


class Lag(msgspec.Struct, frozen=True):
    """How fast a directive spread: days to each province's first document, ascending, with the quartiles of these days."""

    directive: Node
    taken: tuple[Taken, ...]
    asked: int
    quartiles: tuple[float, float, float] | None


def coverage(source: GraphSource, keys: Sequence[str], index: Index) -> list[Coverage]:
    """The coverage of each directive. Documents below it that name no province are not counted for any."""
    return [_coverage(source, key, index) for key in keys]


def lag(source: GraphSource, key: str, index: Index) -> Lag:
    """The days from a directive to each province's first document; provinces whose day is not known are left out."""
    found = _coverage(source, key, index)
    timed = sorted(
        (one for one in found.taken if one.days is not None and one.state != "below"), key=lambda t: t.days or 0
    )
    days = [one.days for one in timed if one.days is not None]
    quartiles = tuple(float(q) for q in numpy.percentile(days, (25, 50, 75))) if days else None
    return Lag(found.directive, tuple(timed), len(found.taken), quartiles)  # type: ignore[arg-type]


def _coverage(source: GraphSource, key: str, index: Index) -> Coverage:
    directive = source.node(key) or Node(key=key)
    reached = reach(source, key, up=False)
    first: dict[str, tuple[Node, int]] = {}
    below: dict[str, tuple[Node, int]] = {}
    for at, depth in reached.depth.items():
        node = reached.nodes.get(at)
        if node is None or at == key or not node.province:
            continue
        kept = first if node.level == "province" else below if node.level in LEVELS_BELOW else None
        if kept is not None and (node.province not in kept or _order(node) < _order(kept[node.province][0])):
            kept[node.province] = (node, depth)
    names = _provinces(directive, index) | first.keys()
    return Coverage(directive, tuple(_taken(directive, name, first, below) for name in sorted(names)))


def _taken(
    directive: Node, province: str, first: dict[str, tuple[Node, int]], below: dict[str, tuple[Node, int]]
) -> Taken:
    if province in first:
        node, steps = first[province]
        return Taken(province, "direct" if steps == 1 else "through", node, days_between(directive, node), steps)
    if province in below:
        node, steps = below[province]
        return Taken(province, "below", node, days_between(directive, node), steps)
    return Taken(province, "missing")


def _provinces(directive: Node, index: Index) -> set[str]:
    on = directive.date if directive.date and len(directive.date) == 10 else None
    entries = index.gazetteers.provinces
    return {entry.id for entry in entries if valid_on(entry, on) and (on or entry.valid_to is None)}


def _order(node: Node) -> tuple[str, str]:
    return node.date or "9", node.key


def days_between(earlier: Node, later: Node) -> int | None:
    """Days from one document to the other, None unless both days are known.

    >>> days_between(Node(key="a", date="2024-12-26"), Node(key="b", date="2025-02-25"))
    61
    """
    if not (earlier.date and later.date and len(earlier.date) == len(later.date) == 10):
        return None
    try:
        return (date.fromisoformat(later.date) - date.fromisoformat(earlier.date)).days
    except ValueError:
        return None
