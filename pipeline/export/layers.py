"""Where the cards of a lineage stand: columns by the longest way from the root, no two cards on one place.

Rows are taken depth first, so that a document's sources stand beside it and lines cross little. A step for which a longer
way exists says nothing new in a picture and is drawn faint. Pure arithmetic: no drawing here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from pipeline.graph.lineage import Derived, Lineage


class Placed(NamedTuple):
    """Column and row of each document, and the steps drawn strong (``main``) or faint (``also``)."""

    column: dict[str, int]
    row: dict[str, float]
    main: list[Derived]
    also: list[Derived]
    hidden: int


def place(found: Lineage, most: int = 160) -> Placed:
    """The places of at most ``most`` documents, those nearest the root first; ``hidden`` counts the rest."""
    kept = set(sorted(found.depth, key=lambda key: (found.depth[key], key))[:most])
    onward = {
        key: [step for step in steps if _to(found, step) in kept]
        for key, steps in found.onward().items()
        if key in kept
    }
    column = _columns(found, onward)
    main: list[Derived] = []
    also: list[Derived] = []
    for key, steps in onward.items():
        for step in steps:
            (main if column[_to(found, step)] == column[key] + 1 else also).append(step)
    return Placed(column, _rows(found, main, column), main, also, len(found.depth) - len(kept))


def _to(found: Lineage, step: Derived) -> str:
    return step.parent if found.up else step.child


def _columns(found: Lineage, onward: dict[str, list[Derived]]) -> dict[str, int]:
    """Longest way from the root, by repeated relaxation in topological order (circles are already open)."""
    waiting: dict[str, int] = defaultdict(int)
    for steps in onward.values():
        for step in steps:
            waiting[_to(found, step)] += 1
    column = {found.root: 0}
    ready = [found.root]
    while ready:
        key = ready.pop()
        for step in onward.get(key, ()):
            to = _to(found, step)
            column[to] = max(column.get(to, 0), column[key] + 1)
            waiting[to] -= 1
            if waiting[to] == 0:
                ready.append(to)
    return column


def _rows(found: Lineage, main: list[Derived], column: dict[str, int]) -> dict[str, float]:
    """A row for each document: those of one column at least one apart, each near the middle of what leads on from it."""
    after: dict[str, list[str]] = defaultdict(list)
    taken: set[str] = {found.root}
    start = {step.child if found.up else step.parent: None for step in main}
    for key in start:
        for step in main:
            to = _to(found, step)
            if (step.child if found.up else step.parent) == key and to not in taken:
                taken.add(to)
                after[key].append(to)
    row: dict[str, float] = {}
    free: dict[int, float] = defaultdict(float)

    def settle(key: str) -> float:
        inner = sorted(after[key], key=lambda k: (-_size(k, after), column[k]))
        at = [settle(k) for k in inner]
        wanted = sum(at) / len(at) if at else max(free[column[key]], free[column[key] + 1])
        row[key] = max(wanted, free[column[key]])
        free[column[key]] = row[key] + 1
        return row[key]

    settle(found.root)
    return row


def _size(key: str, after: dict[str, list[str]]) -> int:
    return 1 + sum(_size(k, after) for k in after[key])
