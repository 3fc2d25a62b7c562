"""The graph over time: what was issued when, what plans of one year cite that those of another do not, and what is missing.

«Plans» are the ingested documents; a year is that of the document's own date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

import msgspec
import numpy

from pipeline.graph.rank import pairs
from pipeline.model.graph import RELATIONS, GraphSource, Node

_BATCH = 500


class Change(msgspec.Struct, frozen=True):
    """A cited document with the share of each year's documents that cite it; ``kind``: ``new``, ``dropped`` or ``kept``."""

    node: Node
    kind: str
    first: int
    second: int
    first_share: float
    second_share: float


class Comparison(msgspec.Struct, frozen=True):
    """Two years: how many documents each has, and every document that either cites, the largest change first."""

    years: tuple[str, str]
    documents: tuple[int, int]
    changes: tuple[Change, ...]


class Gap(msgspec.Struct, frozen=True):
    """A document that was never read, with the number of documents that cite it."""

    node: Node
    cited_by: int


def timeline(
    source: GraphSource, *, level: str | None = None, ingested: bool = False, province: str | None = None
) -> list[Node]:
    """All documents whose year is known, in order of date (a month before its days)."""
    found = [
        node
        for node in source.all_nodes()
        if node.kind == "document"
        and node.date
        and (not level or node.level == level)
        and (not province or node.province == province)
        and (node.ingested or not ingested)
    ]
    return sorted(found, key=lambda node: (node.date or "", node.key))


def compare(source: GraphSource, first: str, second: str, types: Collection[str] = RELATIONS) -> Comparison:
    """What the documents of ``second`` cite that those of ``first`` did not, and the other way round."""
    of_year: dict[str, list[str]] = defaultdict(list)
    for node in source.all_nodes():
        if node.ingested and node.year in (first, second):
            of_year[node.year].append(node.key)
    counts = [_cited(source, of_year[year], types) for year in (first, second)]
    sizes = (len(of_year[first]), len(of_year[second]))
    nodes = source.nodes(counts[0].keys() | counts[1].keys())
    changes = [_change(nodes.get(key) or Node(key=key), counts[0][key], counts[1][key], sizes) for key in nodes]
    changes.sort(key=lambda c: (-abs(c.second_share - c.first_share), -c.first - c.second, c.node.key))
    return Comparison((first, second), sizes, tuple(changes))


def gaps(source: GraphSource, *, top: int = 20, level: str | None = None) -> list[Gap]:
    """The documents cited by most others that are only known from citations."""
    graph = pairs(source)
    into = numpy.bincount(graph.targets, minlength=len(graph.rows))
    order = numpy.argsort(-into, kind="stable")
    found: list[Gap] = []
    for start in range(0, len(order), _BATCH):
        batch = [int(at) for at in order[start : start + _BATCH]]
        nodes = source.rows([int(graph.rows[at]) for at in batch])
        for at in batch:
            node = nodes.get(int(graph.rows[at]))
            if into[at] == 0 or len(found) == top:
                return found
            if node is None or node.ingested or node.kind != "document" or (level and node.level != level):
                continue
            found.append(Gap(node, int(into[at])))
    return found


def _cited(source: GraphSource, keys: list[str], types: Iterable[str]) -> Counter[str]:
    wanted = tuple(types)
    found: Counter[str] = Counter()
    for start in range(0, len(keys), _BATCH):
        links = source.links(keys[start : start + _BATCH], wanted, up=True)
        found.update(target for _, target in {(link.source, link.target) for link in links})
    return found


def _change(node: Node, first: int, second: int, sizes: tuple[int, int]) -> Change:
    kind = "new" if not first else "dropped" if not second else "kept"
    return Change(node, kind, first, second, first / max(sizes[0], 1), second / max(sizes[1], 1))
