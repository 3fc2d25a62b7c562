"""Which documents carry the most: PageRank over the edges, and plain counts of who cites them.

A document passes its weight to what it cites. The stopping rule is scaled by the number of nodes: the total change of one
round must fall below ``tolerance`` *for the whole vector* (networkx multiplies by n, which at a million nodes stops before the
first place is settled). Weights are those of distinct edges, however often they are asserted.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

import msgspec
import numpy
from numpy.typing import NDArray

from pipeline.model.graph import RELATIONS, GraphSource, Node

Ints = NDArray[numpy.int64]
Floats = NDArray[numpy.float64]
DAMPING = 0.85
TOLERANCE = 1e-9


class Ranked(msgspec.Struct, frozen=True):
    """A document with its place: ``score`` of PageRank (all sum to 1), ``cited_by`` distinct citing documents, ``cites``."""

    node: Node
    score: float
    cited_by: int
    cites: int


class Pairs(msgspec.Struct, frozen=True):
    """Distinct edges as positions into ``rows`` (row numbers of the source, ascending)."""

    rows: Ints
    sources: Ints
    targets: Ints


def pairs(source: GraphSource, types: Collection[str] = RELATIONS) -> Pairs:
    """The whole graph as arrays: 16 bytes an edge."""
    flat = numpy.fromiter(chain.from_iterable(source.all_pairs(types)), dtype=numpy.int64)
    if not len(flat):
        empty = numpy.empty(0, dtype=numpy.int64)
        return Pairs(empty, empty, empty)
    present = numpy.zeros(int(flat.max()) + 1, dtype=bool)
    present[flat] = True
    rows = numpy.flatnonzero(present)
    place = numpy.cumsum(present) - 1
    joined = numpy.unique(place[flat[0::2]] * len(rows) + place[flat[1::2]])
    return Pairs(rows, joined // len(rows), joined % len(rows))


def pagerank(graph: Pairs, *, damping: float = DAMPING, tolerance: float = TOLERANCE, rounds: int = 500) -> Floats:
    """The score of every row, summing to 1. Stops when a round changes the whole vector by less than ``tolerance``.

    >>> line = Pairs(numpy.arange(3), numpy.array([0, 1]), numpy.array([1, 2]))
    >>> [round(float(score), 3) for score in pagerank(line)]
    [0.184, 0.341, 0.474]
    """
    size = len(graph.rows)
    if not size:
        return numpy.empty(0)
    out = numpy.bincount(graph.sources, minlength=size).astype(float)
    ends = out == 0
    share = 1.0 / numpy.where(ends, 1.0, out)
    score = numpy.full(size, 1.0 / size)
    for _ in range(rounds):
        passed = numpy.bincount(graph.targets, weights=(score * share)[graph.sources], minlength=size)
        # What documents that cite nothing hold is spread over all, so that nothing is lost.
        new = damping * (passed + score[ends].sum() / size) + (1.0 - damping) / size
        change = float(numpy.abs(new - score).sum())
        score = new
        if change < tolerance:
            break
    return score


def rank(
    source: GraphSource,
    *,
    types: Collection[str] = RELATIONS,
    level: str | None = None,
    doc_type: str | None = None,
    year: str | None = None,
    top: int = 20,
) -> list[Ranked]:
    """The first ``top`` documents by PageRank among those of that level, type and year (None: any)."""
    graph = pairs(source, types)
    score = pagerank(graph)
    order = numpy.argsort(-score, kind="stable")
    into = numpy.bincount(graph.targets, minlength=len(graph.rows))
    out = numpy.bincount(graph.sources, minlength=len(graph.rows))
    found: list[Ranked] = []
    for first in range(0, len(order), 2_000):
        batch = order[first : first + 2_000]
        nodes = source.rows([int(graph.rows[at]) for at in batch])
        for at in batch:
            node = nodes.get(int(graph.rows[at]))
            if node is not None and _fits(node, level, doc_type, year):
                found.append(Ranked(node, float(score[at]), int(into[at]), int(out[at])))
                if len(found) == top:
                    return found
    return found


def _fits(node: Node, level: str | None, doc_type: str | None, year: str | None) -> bool:
    if node.kind != "document" or (level and node.level != level) or (year and node.year != year):
        return False
    return not doc_type or (node.doc_type or "").lower() == doc_type.lower()
