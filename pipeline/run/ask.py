"""What the command line and the site both ask of a graph: open it, and find the document that somebody means.

A document is named by its canonical id or key, by its code in any spelling, or by a file: that is read there and then and laid
over the corpus, whether or not it was ever stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline.errors import CancuError, UsageError
from pipeline.gazetteer import Gazetteers, Index, load
from pipeline.graph.memory import MemoryGraph
from pipeline.graph.nodes import Describer, graph_of
from pipeline.graph.overlay import Overlay
from pipeline.model.evidence import Evidence
from pipeline.model.graph import GraphSource, Node
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.resolve.lookup import Answer
from pipeline.resolve.resolver import Resolver


class Unknown(CancuError):
    """No document of that name. ``name`` as given."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name}: no document of that code or id is in the corpus")


class Several(CancuError):
    """A name that several documents share. ``choices`` are these documents."""

    def __init__(self, name: str, choices: Sequence[Node]) -> None:
        self.name, self.choices = name, tuple(choices)
        super().__init__(
            f"{name}: {len(choices)} documents have this code: {', '.join(n.iri or n.key for n in choices)}"
        )


class Asker(msgspec.Struct):
    """A graph that is open for questions, with the gazetteers it was asked to use."""

    graph: GraphSource
    gazetteers: Gazetteers
    index: Index

    def document(self, name: str) -> Node:
        """The document meant by ``name``. Raises ``Unknown``, ``Several``, or ``ReadError`` for a file that cannot be read."""
        path = Path(name)
        if not name.startswith("/akn/") and path.is_file():
            return self._file(path)
        found = self.graph.find(name.strip())
        if not found:
            raise Unknown(name)
        if len(found) > 1:
            raise Several(name, found)
        return found[0]

    def province(self, id: str) -> str:
        """The name of a province by its slug."""
        return next((entry.name for entry in self.gazetteers.provinces if entry.id == id), id)

    def _file(self, path: Path) -> Node:
        (record,) = records([path], self.gazetteers)
        node = Describer(Resolver(self.gazetteers), self.index).own(record)
        known = self.graph.node(node.key)
        if known is not None and known.ingested:
            return known
        self.graph = Overlay(graph_of([record], self.gazetteers), self.graph)
        return node


def open_graph(db: Path | None, sources: Sequence[Path], gazetteers: Path | None = None) -> Asker:
    """The graph of the store at ``db``, or of documents read now (``sources``). Raises ``StoreError``, ``ReadError``."""
    loaded = load(gazetteers)
    graph: GraphSource
    if sources:
        graph = graph_of(records(sources, loaded), loaded)
    elif db is None:
        graph = MemoryGraph()
    else:
        from pipeline.store.database import open_read
        from pipeline.store.graph import StoreGraph

        graph = StoreGraph(open_read(db), Describer(Resolver(loaded), Index(loaded)).branch)
    return Asker(graph, loaded, Index(loaded))


def records(paths: Sequence[Path], gazetteers: Gazetteers) -> list[Record]:
    """The records of files and folders; one that is a record already (``.json``) is taken as it is. Raises ``ReadError``."""
    from pipeline.export.jsontext import decode
    from pipeline.read import read
    from pipeline.run.document import Pipeline
    from pipeline.run.sources import expand

    stored = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    found = [decode(file.read_bytes()) for file in stored if file.suffix == ".json"]
    others = [path for path in paths if path.suffix != ".json" and not (path.is_dir() and any(path.glob("*.json")))]
    if others:
        expanded = expand(others)
        if expanded.errors:
            raise expanded.errors[0]
        pipeline = Pipeline(gazetteers)
        found += [pipeline.record(read(file.path, root=file.root)) for file in expanded.files if not file.is_container]
    return found


class Settled(msgspec.Struct, frozen=True):
    """A record with the document of each settled citation (by citation id), and its own node."""

    record: Record
    own: Node
    nodes: dict[str, Node]


def settled(path: Path, gazetteers: Gazetteers) -> Settled:
    """One document read now, its citations settled by itself and the gazetteers. Raises ``ReadError``."""
    found = records([path], gazetteers)
    if len(found) != 1:
        raise UsageError(f"{path}: one document is wanted, not {len(found)}")
    describe = Describer(Resolver(gazetteers), Index(gazetteers))
    citations = {citation.id: citation for citation in found[0].citations}
    nodes = {}
    for answer in describe.resolver.resolve(found[0]):
        node = describe.cited(citations[answer.citation], answer)
        if node is not None:
            nodes[answer.citation] = node
    return Settled(found[0], describe.own(found[0]), nodes)


class Meaning:
    """Answers what a line means: each citation found in it, or the line as a bare code or name (``resolve.lookup``).

    ``db`` lends what a corpus knows; without it the gazetteers answer alone.
    """

    def __init__(self, db: Path | None = None, gazetteers: Path | None = None) -> None:
        from pipeline.resolve.lookup import Lookup
        from pipeline.run.document import Pipeline

        loaded = load(gazetteers)
        self._lookup = Lookup(Resolver(loaded))
        self._pipeline = Pipeline(loaded, layers=["citations"])
        self._evidence: Evidence | None = None
        if db is not None:
            from pipeline.store.database import open_read
            from pipeline.store.evidence import StoreEvidence

            self._evidence = StoreEvidence(open_read(db))

    def of(self, line: str, on: str | None = None) -> list[Answer]:
        """One answer a citation in ``line``; one for the whole line when none is found in it."""
        found = self._pipeline.record_text(line).citations
        asked: list[Citation | str] = list(found) if found else [line]
        return [self._lookup.lookup(one, on, evidence=self._evidence) for one in asked]
