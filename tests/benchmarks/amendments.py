"""How many official amendments the graph finds, and why it misses the rest.

``CANCU_AMENDMENTS`` names a table (tab-separated, with columns ``src_number``: the amended document, ``target_number``: the
amending one, ``relation_text``) and ``CANCU_BULK`` a ``.jsonl`` of texts whose ``id`` is the number. The texts are built into a
store without full text; then every pair of the table is looked for among its ``amends``, ``replaces`` and ``repeals`` edges. The
other way round: of such edges between two documents that both stand in the table, how many are official, and how many run
against an official pair (the wrong direction).

    CANCU_BULK=texts.jsonl.xz CANCU_AMENDMENTS=edges.tsv python tests/benchmarks/amendments.py [misses]
"""

from __future__ import annotations

import csv
import json
import lzma
import os
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.model.graph import RELATIONS, Link, Node
from pipeline.resolve.codes import code_key
from pipeline.store.graph import StoreGraph

CHANGES = ("amends", "replaces", "repeals")
_SPACES = re.compile(r"\s+")


class Quiet:
    """Watches a build and says nothing but what failed."""

    def planned(self, files: int) -> None: ...

    def at(self, file: int, name: str) -> None: ...

    def unread(self, name: str, remarks: Sequence[str]) -> None: ...

    def settling(self, left: int) -> None: ...

    def failed(self, error: ReadError) -> None:
        print(error, file=sys.stderr)


def official(place: Path) -> dict[tuple[str, str], Counter[str]]:
    """Pairs (amended, amending) with the words of the table."""
    pairs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with place.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            pairs[row["src_number"], row["target_number"]][row["relation_text"]] += 1
    return pairs


def texts(place: Path) -> dict[str, str]:
    """The texts by number, white space as single spaces."""
    opener = lzma.open if place.suffix == ".xz" else open
    with opener(place, "rt", encoding="utf-8") as lines:
        return {found["id"]: _SPACES.sub(" ", found["text"]) for found in map(json.loads, lines)}


class Graph:
    """The store's nodes by number: of their code, or of the record's id for a text that does not say who it is."""

    def __init__(self, graph: StoreGraph) -> None:
        self.graph = graph
        self.by_number: dict[str, list[Node]] = defaultdict(list)
        for node in graph.all_nodes():
            for number in {node.code, node.record} - {None}:
                self.by_number[code_key(str(number))].append(node)

    def between(self, amended: str, amending: str) -> list[Link]:
        """Every edge from the amending document to the amended one."""
        targets = {node.key for node in self.by_number[code_key(amended)]}
        sources = [node.key for node in self.by_number[code_key(amending)]]
        return [link for link in self.graph.links(sources, RELATIONS, up=True) if link.target in targets]


def how(graph: Graph, links: list[Link]) -> str:
    """Who asserts a pair that was found: the amending text, the amended one (a passive cue turned round), or a third."""
    said = [(link, one) for link, several in graph.graph.evidence(links).items() for one in several]
    if any(one.by == link.source for link, one in said):
        return "the amending text says so"
    if any(one.by == link.target for link, one in said):
        return "the amended text says so (passive, turned round)"
    return "a third text says so"


def spelled(number: str) -> re.Pattern[str]:
    """A number as texts spell it: with or without the leading zero, with spaces and any dash around its marks, D for Đ."""
    digits, rest = re.match(r"(\d*)(.*)", number).groups()  # type: ignore[union-attr]
    marks = {"/": r"\s?/\s?", "-": r"\s?[-–]\s?", "Đ": "[ĐÐD]"}
    return re.compile(
        r"(?<!\d)0*" + digits.lstrip("0") + "".join(marks.get(mark, re.escape(mark)) for mark in rest) + r"(?!\w)"
    )


def names(text: str | None, number: str) -> bool:
    """Whether the text names the number, however it spells it."""
    return text is not None and (number in text or spelled(number).search(text) is not None)


def precision(graph: Graph, pairs: Collection[tuple[str, str]]) -> Counter[str]:
    """The change edges between two documents of the table: official, against an official pair, or of neither."""
    official_pairs = {(code_key(amended), code_key(amending)) for amended, amending in pairs}
    listed = {number for pair in official_pairs for number in pair}
    keys = {node.key: number for number in listed for node in graph.by_number[number]}
    counts = Counter[str]()
    for link in graph.graph.links(list(keys), RELATIONS, up=True):
        if link.type not in CHANGES or link.target not in keys:
            continue
        pair = keys[link.target], keys[link.source]
        kind = (
            "official"
            if pair in official_pairs
            else "turned round"
            if pair[::-1] in official_pairs
            else "not in the table"
        )
        counts[kind] += 1
    return counts


def why(graph: Graph, amended: str, amending: str, known: dict[str, str], links: list[Link]) -> str:
    """The class of a miss."""
    if amended == amending:
        return "the table names a document as its own amender"
    if links:
        return f"the edge is there with another relation ({', '.join(sorted({link.type for link in links}))})"
    amender, old = known.get(amending), known.get(amended)
    if names(amender, amended):
        return "the amending text names the number, but no edge"
    if names(old, amending):
        return "the amended text names the amender, but no edge"
    if amender is not None:
        return "the amending text is here but never names the number"
    return "the amended text is here but never names the amender" if old is not None else "neither text is here"


def main() -> None:
    """Build, look every pair up, print the counts."""
    from pipeline.run.build import build
    from pipeline.store.database import open_read

    bulk, table = Path(os.environ["CANCU_BULK"]), Path(os.environ["CANCU_AMENDMENTS"])
    pairs, known = official(table), texts(bulk)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(os.environ.get("CANCU_DB", Path(folder) / "bulk.db"))
        if not place.exists():
            build([bulk], place, Quiet(), text=False)
        graph = Graph(StoreGraph(open_read(place)))
        found, misses, kinds = Counter[str](), Counter[str](), Counter[str]()
        listed: list[str] = []
        reachable = 0
        for (amended, amending), words in pairs.items():
            links = graph.between(amended, amending)
            hits = [link for link in links if link.type in CHANGES]
            named = names(known.get(amending), amended) or names(known.get(amended), amending)
            reachable += named and amended != amending
            if hits:
                found[how(graph, hits)] += 1
                kinds.update({f"{words.most_common(1)[0][0][:8]}… → {link.type}" for link in hits})
            else:
                reason = why(graph, amended, amending, known, links)
                misses[reason] += 1
                listed.append(f"{reason}\t{amended}\t{amending}")
        print(f"{len(pairs)} pairs; either text names the other's number: {reachable}; found: {sum(found.values())}")
        for title, counts in (("found", found), ("by relation", kinds), ("missed", misses)):
            print(title)
            for name, count in counts.most_common():
                print(f"  {count:5}  {name}")
        print("change edges between two documents of the table")
        for name, count in precision(graph, pairs).most_common():
            print(f"  {count:5}  {name}")
        if sys.argv[1:] == ["misses"]:
            print("\n".join(sorted(listed)))


if __name__ == "__main__":
    main()
