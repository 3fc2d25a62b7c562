"""What the command line and the site both ask of a graph: open it, and find the document that somebody means.

A document is named by its canonical id or key, by its code however typed, by its name (``graph.naming``), or by a file: that is
read there and then and laid over the corpus, whether or not it, or another version of it, was ever stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline.errors import CancuError, UsageError
from pipeline.gazetteer import Gazetteers, Index, load
from pipeline.graph.memory import MemoryGraph
from pipeline.graph.naming import Naming
from pipeline.graph.nodes import Describer, graph_of
from pipeline.graph.overlay import Overlay
from pipeline.model.evidence import Evidence
from pipeline.model.graph import GraphSource, Node
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Candidate, Resolution
from pipeline.resolve.lookup import Answer
from pipeline.resolve.resolver import Resolver

# Endings by which a name is seen to be that of a file.
_FILES = frozenset(
    [
        ".txt",
        ".md",
        ".doc",
        ".docx",
        ".pdf",
        ".html",
        ".htm",
        ".rtf",
        ".odt",
        ".json",
        ".jsonl",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
    ]
)


class Unknown(CancuError):
    """No document of that name. ``name`` as given; ``near`` what comes close in this graph, ``known`` what the gazetteers know
    by it; ``is_file``: the name is that of a file, which is not there."""

    def __init__(
        self, name: str, near: Sequence[Node] = (), known: Sequence[Candidate] = (), is_file: bool = False
    ) -> None:
        self.name, self.near, self.known, self.is_file = name, tuple(near), tuple(known), is_file
        super().__init__(f"{name}: no document of that code, id or name is in the corpus")


class Several(CancuError):
    """A name that several documents share. ``choices`` are these documents."""

    def __init__(self, name: str, choices: Sequence[Node]) -> None:
        self.name, self.choices = name, tuple(choices)
        super().__init__(
            f"{name}: {len(choices)} documents go by this name: {', '.join(n.iri or n.key for n in choices)}"
        )


class Asker(msgspec.Struct):
    """A graph that is open for questions, with the gazetteers it was asked to use and what the corpus lends a file at hand."""

    graph: GraphSource
    gazetteers: Gazetteers
    describe: Describer
    evidence: Evidence | None = None

    @property
    def index(self) -> Index:
        """The gazetteers' index."""
        return self.describe.resolver.index

    def document(self, name: str) -> Node:
        """The document meant by ``name``: a file, an id, a code however typed, a name.

        Raises ``Unknown``, ``Several``, or ``ReadError`` for a file that cannot be read, ``UsageError`` for a folder.
        """
        path = Path(name)
        if name.strip() and not name.startswith("/akn/") and _exists(path):
            if path.is_dir():
                raise UsageError(f"{name}: this is a folder; name one of its documents, or give the folder with --from")
            return self._file(path)
        found = Naming(self.describe.resolver).find(self.graph, name)
        if not found.nodes:
            raise Unknown(name, found.near, found.known, path.suffix.lower() in _FILES)
        if len(found.nodes) > 1:
            raise Several(name, found.nodes)
        return found.nodes[0]

    def province(self, id: str) -> str:
        """The name of a province by its slug."""
        return next((entry.name for entry in self.gazetteers.provinces if entry.id == id), id)

    def _file(self, path: Path) -> Node:
        """The document in a file: the stored one when this very file was read, else the file laid over the graph."""
        found = records([path], self.gazetteers)
        if len(found) != 1:
            raise UsageError(
                f"{path}: one document is wanted, and this file holds {len(found)}; build them into a database"
            )
        node = self.describe.own(found[0])
        known = self.graph.node(node.key)
        if known is not None and known.record == found[0].id:
            return known
        self.graph = Overlay(graph_of(found, self.gazetteers, self.evidence), self.graph)
        return node


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a sentence is too long for the name of a file
        return False


def open_graph(db: Path | None, sources: Sequence[Path], gazetteers: Path | None = None) -> Asker:
    """The graph of the store at ``db``, or of documents read now (``sources``). Raises ``StoreError``, ``ReadError``."""
    loaded = load(gazetteers)
    resolver = Resolver(loaded)
    describe = Describer(resolver, resolver.index)
    if sources:
        return Asker(graph_of(records(sources, loaded), loaded), loaded, describe)
    if db is None:
        return Asker(MemoryGraph(), loaded, describe)
    from pipeline.store.database import open_read
    from pipeline.store.evidence import StoreEvidence
    from pipeline.store.graph import StoreGraph

    store = open_read(db)
    return Asker(StoreGraph(store, describe.branch), loaded, describe, StoreEvidence(store))


def records(paths: Sequence[Path], gazetteers: Gazetteers) -> list[Record]:
    """The records of files and folders; one that is a record already (``.json``) is taken as it is. Raises ``ReadError``."""
    from pipeline.export.jsontext import decode
    from pipeline.read import read
    from pipeline.run.document import Pipeline
    from pipeline.run.sources import expand, limits_of

    stored = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    found = [decode(file.read_bytes()) for file in stored if file.suffix == ".json"]
    others = [path for path in paths if path.suffix != ".json" and not (path.is_dir() and any(path.glob("*.json")))]
    if others:
        expanded = expand(others, limits_of(None))
        if expanded.errors:
            raise expanded.errors[0]
        pipeline = Pipeline(gazetteers)
        found += [
            pipeline.record(read(file.path, limits=file.limits, root=file.root))
            for file in expanded.files
            if not file.is_container
        ]
    return found


class Settled(msgspec.Struct, frozen=True):
    """A record with its own node, the document of each settled citation and the answer for every citation (by citation id)."""

    record: Record
    own: Node
    nodes: dict[str, Node]
    answers: dict[str, Resolution]


def settled(path: Path, gazetteers: Gazetteers, db: Path | None = None) -> Settled:
    """One document read now, its citations settled by itself, the gazetteers and what the store at ``db`` knows.

    Raises ``ReadError``, ``StoreError``, and ``UsageError`` when there is not just one document."""
    found = records([path], gazetteers)
    if len(found) != 1:
        raise UsageError(f"{path}: one document is wanted, not {len(found)}; name a single file")
    describe = Describer(Resolver(gazetteers), Index(gazetteers))
    citations = {citation.id: citation for citation in found[0].citations}
    answers = {one.citation: one for one in describe.resolver.resolve(found[0], _evidence(db))}
    made = {id: describe.cited(citations[id], answer) for id, answer in answers.items()}
    nodes = {id: node for id, node in made.items() if node is not None}
    return Settled(found[0], describe.own(found[0]), nodes, answers)


def _evidence(db: Path | None) -> Evidence | None:
    if db is None:
        return None
    from pipeline.store.database import open_read
    from pipeline.store.evidence import StoreEvidence

    return StoreEvidence(open_read(db))


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
        self._db, self._evidence = db, _evidence(db)

    def of(self, line: str, on: str | None = None) -> list[Answer]:
        """One answer a citation in ``line``; one for the whole line when none is found in it."""
        found = self._pipeline.record_text(line).citations
        asked: list[Citation | str] = list(found) if found else [line]
        if self._db is None:
            return [self._lookup.lookup(one, on) for one in asked]
        from pipeline.store.database import told

        with told(self._db):
            return [self._lookup.lookup(one, on, evidence=self._evidence) for one in asked]
