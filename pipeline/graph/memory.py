"""A graph in memory, from the contributions of records: for a folder of documents, a notebook, a test.

It answers everything the store answers (``model.graph.GraphSource``); a few hundred thousand edges are its limit.

>>> from pipeline.model.graph import DERIVATION
>>> a, b = Node(key="a", code="35/KH-UBND", record="r"), Node(key="b", code="19/CT-TTg")
>>> said = Assertion(record="r", by="a", citation="c1", start=0, end=9, cue="Thực hiện")
>>> graph = MemoryGraph([Contribution(a, (b,), ((Link("a", "b", "implements"), said),))])
>>> graph.links(["a"], DERIVATION, up=True)
[Link(source='a', target='b', type='implements')]
>>> [node.key for node in graph.find("19/ct-ttg")]
['b']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.gazetteer.key import slug
from pipeline.graph.build import Contribution
from pipeline.model.graph import Assertion, Link, Node, Outline, Unsettled
from pipeline.resolve.codes import code_key


class MemoryGraph:
    """Merges contributions; what several records know of one document is joined, its own record first."""

    def __init__(self, contributions: Iterable[Contribution] = ()) -> None:
        self._nodes: dict[str, Node] = {}
        self._out: dict[str, dict[Link, list[Assertion]]] = defaultdict(dict)
        self._in: dict[str, list[Link]] = defaultdict(list)
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._movements: dict[str, tuple[str, ...]] = {}
        self._unsettled: dict[str, list[Unsettled]] = defaultdict(list)
        for one in contributions:
            self.add(one)

    def add(self, one: Contribution) -> None:
        """Join in what one more record asserts."""
        self._put(one.own)
        if one.movements:
            self._movements[one.own.key] = one.movements
        for node in one.nodes:
            self._put(node)
        for link, assertion in one.edges:
            places = self._out[link.source].get(link)
            if places is None:
                self._out[link.source][link] = places = []
                self._in[link.target].append(link)
            places.append(assertion)

    def leave(self, key: str, open_ones: Iterable[Unsettled]) -> None:
        """Keep the citations of a document that lead nowhere yet."""
        self._unsettled[key].extend(open_ones)

    def _put(self, node: Node) -> None:
        known = self._nodes.get(node.key)
        if known is None:
            self._nodes[node.key] = node
            if node.code:
                self._codes[code_key(node.code)].append(node.key)
            return
        first, second = (node, known) if node.ingested and not known.ingested else (known, node)
        merged = {name: getattr(first, name) or getattr(second, name) for name in Node.__struct_fields__}
        self._nodes[node.key] = Node(**merged)

    def node(self, key: str) -> Node | None:
        return self._nodes.get(key)

    def nodes(self, keys: Iterable[str]) -> Mapping[str, Node]:
        return {key: node for key in keys if (node := self._nodes.get(key)) is not None}

    def find(self, text: str) -> Sequence[Node]:
        if text in self._nodes:
            return [self._nodes[text]]
        if text.startswith("/akn/"):
            return [node for node in self._nodes.values() if node.iri == text]
        found = [self._nodes[key] for key in self._codes.get(code_key(text), ())]
        return sorted(found, key=lambda node: (not node.ingested, node.date or "", node.key))

    def numbered(self, number: str) -> Sequence[Node]:
        return [self._nodes[key] for code, keys in self._codes.items() if code.split("-")[0] == number for key in keys]

    def titled(self, words: str) -> Sequence[Node]:
        def held(node: Node) -> bool:
            return f"-{words}-" in f"-{slug(node.title or node.label or node.key.rpartition('/')[2])}-"

        return [node for node in self._nodes.values() if held(node)]

    def links(self, keys: Collection[str], types: Collection[str], *, up: bool) -> Sequence[Link]:
        beside = self._out if up else self._in
        return [link for key in keys for link in beside.get(key, ()) if link.type in types]

    def evidence(self, links: Collection[Link], limit: int = 20) -> Mapping[Link, Sequence[Assertion]]:
        return {link: self._out[link.source].get(link, [])[:limit] for link in links if link.source in self._out}

    def unsettled(self, key: str) -> Sequence[Unsettled]:
        return self._unsettled.get(key, ())

    def movements(self) -> Mapping[str, Sequence[str]]:
        return {one.key: self._movements[one.key] for one in self._nodes.values() if one.key in self._movements}

    def all_nodes(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def all_pairs(self, types: Collection[str]) -> Iterator[tuple[int, int]]:
        position = {key: number for number, key in enumerate(self._nodes)}
        for links in self._out.values():
            for link in links:
                if link.type in types:
                    yield position[link.source], position[link.target]

    def outlines(self) -> Iterator[Outline]:
        for number, node in enumerate(self._nodes.values()):
            yield Outline(number, node.level, node.province, node.date)

    def row(self, key: str) -> int | None:
        return next((number for number, known in enumerate(self._nodes) if known == key), None)

    def rows(self, numbers: Collection[int]) -> Mapping[int, Node]:
        wanted = set(numbers)
        return {number: node for number, node in enumerate(self._nodes.values()) if number in wanted}
