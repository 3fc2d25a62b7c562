"""Two graphs as one: a document at hand laid over a corpus, so that a file never stored can be asked about.

>>> from pipeline.graph.memory import MemoryGraph
>>> Overlay(MemoryGraph(), MemoryGraph()).find("34-CT/TW")
[]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.model.graph import Assertion, GraphSource, Link, Node, Outline, Unsettled


class Overlay:
    """Answers from ``upper`` and ``lower``; whole-graph questions see ``lower`` only.

    A document that both have read is at hand in another version: what the older one asserts is left out.
    """

    def __init__(self, upper: GraphSource, lower: GraphSource) -> None:
        self._upper, self._lower = upper, lower
        own = (node.key for node in upper.all_nodes() if node.ingested)
        self._anew = frozenset(key for key, node in lower.nodes(own).items() if node.ingested)

    def node(self, key: str) -> Node | None:
        return self._upper.node(key) or self._lower.node(key)

    def nodes(self, keys: Iterable[str]) -> Mapping[str, Node]:
        wanted = list(keys)
        lower, upper = self._lower.nodes(wanted), self._upper.nodes(wanted)
        # A node that the corpus has read says more than one that the document at hand only cites.
        return {**upper, **lower, **{key: node for key, node in upper.items() if node.ingested}}

    def find(self, text: str) -> Sequence[Node]:
        found = {node.key: node for node in [*self._lower.find(text), *self._upper.find(text)]}
        return list(found.values())

    def numbered(self, number: str) -> Sequence[Node]:
        found = {node.key: node for node in [*self._lower.numbered(number), *self._upper.numbered(number)]}
        return list(found.values())

    def titled(self, words: str) -> Sequence[Node]:
        found = {node.key: node for node in [*self._lower.titled(words), *self._upper.titled(words)]}
        return list(found.values())

    def links(self, keys: Collection[str], types: Collection[str], *, up: bool) -> Sequence[Link]:
        lower = self._lower.links(keys, types, up=up)
        doubtful = [link for link in lower if self._anew.intersection((link.source, link.target))]
        if doubtful:
            held = self._still(self._lower.evidence(doubtful, 100))
            lower = [link for link in lower if link not in doubtful or held.get(link)]
        return list(dict.fromkeys([*self._upper.links(keys, types, up=up), *lower]))

    def _still(self, evidence: Mapping[Link, Sequence[Assertion]]) -> dict[Link, list[Assertion]]:
        """The evidence without what older versions of the documents at hand say."""
        return {link: [one for one in said if one.by not in self._anew] for link, said in evidence.items()}

    def evidence(self, links: Collection[Link], limit: int = 20) -> Mapping[Link, Sequence[Assertion]]:
        upper, lower = self._upper.evidence(links, limit), self._still(self._lower.evidence(links, limit))
        return {link: [*upper.get(link, ()), *lower.get(link, ())][:limit] for link in links}

    def unsettled(self, key: str) -> Sequence[Unsettled]:
        found = self._upper.unsettled(key)
        return found if found or key in self._anew else self._lower.unsettled(key)

    def movements(self) -> Mapping[str, Sequence[str]]:
        return {**self._lower.movements(), **self._upper.movements()}

    def all_nodes(self) -> Iterator[Node]:
        return self._lower.all_nodes()

    def all_pairs(self, types: Collection[str]) -> Iterator[tuple[int, int]]:
        return self._lower.all_pairs(types)

    def outlines(self) -> Iterator[Outline]:
        return self._lower.outlines()

    def row(self, key: str) -> int | None:
        return self._lower.row(key)

    def rows(self, numbers: Collection[int]) -> Mapping[int, Node]:
        return self._lower.rows(numbers)
