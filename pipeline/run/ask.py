"""What the command line and the site both ask of a graph: open it, and find the document that somebody means.

A document is named by its canonical id or key, by its code in any spelling, or by a file: that is read there and then and laid
over the corpus, whether or not it was ever stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline.errors import CancuError
from pipeline.gazetteer import Gazetteers, Index, load
from pipeline.graph.memory import MemoryGraph
from pipeline.graph.nodes import Describer, graph_of
from pipeline.graph.overlay import Overlay
from pipeline.model.graph import GraphSource, Node
from pipeline.model.record import Record
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
