"""One document through its stages: the list of stages, and the pipeline that runs them.

Flow, one way: ``RawDocument`` → ``Document`` → structure → mentions → ``Record``. Every stage takes the state so far and
returns the part that it writes; nothing is changed in place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import msgspec

from pipeline.extract.anniversaries import AnniversaryExtractor
from pipeline.extract.citations import CitationExtractor
from pipeline.extract.dates import DateExtractor
from pipeline.extract.movements import MovementExtractor
from pipeline.extract.periods import PeriodExtractor
from pipeline.extract.programmes import ProgrammeExtractor
from pipeline.gazetteer import Gazetteers, load
from pipeline.model.document import Document, RawDocument
from pipeline.model.mentions import (
    Citation,
    Section,
)
from pipeline.model.record import SCHEMA, Part, Producer, Record
from pipeline.model.structure import Header, Structure, Zones
from pipeline.resolve import Resolver
from pipeline.resolve.movements import MovementResolver
from pipeline.resolve.resolver import as_dict
from pipeline.run.parts import in_parts, joined, parts_of, sliced
from pipeline.run.state import State
from pipeline.structure.analyzer import StructureAnalyzer
from pipeline.structure.parts import find_parts
from pipeline.structure.remarks import remarks
from pipeline.text.fold import open_document
from pipeline.version import VERSION


class Stage(msgspec.Struct, frozen=True):
    """A step with a name, what it reads and writes of the state, and the function that does it."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[State], dict[str, Any]]


class Pipeline:
    """Turns documents into records.

    ``gazetteers`` default to the shipped ones; ``layers`` names the stages to run (default all of ``Pipeline.LAYERS``),
    in any order. A layer that is left out stays empty in the record; ``structure`` left out also leaves the header null.
    Raises ``ValueError`` for a layer that does not exist.

    >>> record = Pipeline(layers=["citations"]).record_text("Căn cứ Chỉ thị số 19/CT-TTg ngày 16/7/2021;")
    >>> [(c.code, c.date, c.relation) for c in record.citations]
    [('19/CT-TTg', '2021-07-16', 'based_on')]
    """

    LAYERS = ("structure", "anniversaries", "periods", "citations", "dates", "movements", "programmes", "resolution")

    def __init__(self, gazetteers: Gazetteers | None = None, layers: Iterable[str] | None = None) -> None:
        self.gazetteers = gazetteers if gazetteers is not None else load()
        wanted = set(self.LAYERS if layers is None else layers)
        unknown = wanted.difference(self.LAYERS)
        if unknown:
            raise ValueError(f"no such layer: {', '.join(sorted(unknown))}; there are {', '.join(self.LAYERS)}")
        self._structure = StructureAnalyzer(self.gazetteers)
        self._parts = "structure" in wanted
        self.stages = tuple(stage for stage in _stages(self.gazetteers, self._structure) if stage.name in wanted)
        self.resolver = Resolver(self.gazetteers) if "resolution" in wanted else None
        self._movements = MovementResolver(self.gazetteers) if "resolution" in wanted else None
        self.producer = Producer(version=VERSION, gazetteers_sha256=self.gazetteers.sha256)

    def record(self, raw: RawDocument) -> Record:
        """The record of a document that was read. Reads all of ``raw``; raises nothing on any text."""
        document = open_document(raw)
        starts = find_parts(document.folded, [page.start for page in raw.pages]) if self._parts else ()
        letters = [0, *(start.at for start in starts if start.kind == "letterhead"), len(document.text)]
        states = [self._run(sliced(document, *bounds)) for bounds in pairwise(letters)]
        state = joined(document, states, letters[:-1], raw.diagnostics)
        parts = parts_of(document, starts, states, self._structure)
        if parts:
            begins = [part.start for part in parts]
            state = msgspec.structs.replace(state, citations=in_parts(state.citations, begins))
        if raw.source.ocr:
            from pipeline.read.ocr import with_reading

            state = msgspec.structs.replace(state, citations=with_reading(state.citations, raw.origins))
        record = _assemble(raw, state, parts, self.producer)
        return self._resolved(record) if self.resolver is not None else record

    def _run(self, document: Document) -> State:
        """One document, or one part of a file that holds several, through the stages."""
        state = State(
            document=document, structure=Structure(header=Header(), zones=Zones(body=(0, len(document.text))))
        )
        for stage in self.stages:
            state = msgspec.structs.replace(state, **stage.run(state))
        return state

    def _resolved(self, record: Record) -> Record:
        """The record with what it and the registry alone can say of its own identity and of what it cites."""
        if self.resolver is None or self._movements is None:
            return record
        known = [self._movements.resolve(movement) for movement in record.movements]
        movements = tuple(
            msgspec.structs.replace(movement, movement_id=found.movement_id, variant_of=found.variant_of)
            for movement, found in zip(record.movements, known, strict=True)
        )
        answers = self.resolver.resolve(record)
        citations = tuple(
            msgspec.structs.replace(citation, resolution=as_dict(answer))
            for citation, answer in zip(record.citations, answers, strict=True)
        )
        own = self.resolver.canonical_id(record)
        return msgspec.structs.replace(record, canonical_id=own, citations=citations, movements=movements)

    def record_text(self, text: str, id: str | None = None) -> Record:
        """The record of a bare string, as if read from a text file without a name."""
        from pipeline.read import read_text

        return self.record(read_text(text, id=id))


def _stages(gazetteers: Gazetteers, structure: StructureAnalyzer) -> tuple[Stage, ...]:
    anniversaries = AnniversaryExtractor(gazetteers)
    periods = PeriodExtractor(gazetteers)
    citations = CitationExtractor(gazetteers)
    dates = DateExtractor(gazetteers)
    movements = MovementExtractor(gazetteers)
    programmes = ProgrammeExtractor(gazetteers)

    def find_structure(s: State) -> dict[str, Any]:
        found = structure.analyze(s.document)
        return {"structure": found, "diagnostics": s.diagnostics + remarks(found)}

    def find_citations(s: State) -> dict[str, Any]:
        result = citations.extract(s.document, s.structure)
        placed = _in_sections(result.citations, s.structure.sections)
        diagnostics = s.diagnostics + result.diagnostics
        return {"citations": placed, "relations": result.relations, "diagnostics": diagnostics}

    def find_dates(s: State) -> dict[str, Any]:
        found, said = dates.extract(s.document, s.structure, s.citations, s.anniversaries, s.periods)
        return {"dates": found, "diagnostics": s.diagnostics + said}

    doc = "document"
    return (
        Stage("structure", (doc,), ("structure", "diagnostics"), find_structure),
        Stage(
            "anniversaries", (doc,), ("anniversaries",), lambda s: {"anniversaries": anniversaries.extract(s.document)}
        ),
        Stage(
            "periods",
            (doc, "anniversaries"),
            ("periods",),
            lambda s: {"periods": periods.extract(s.document, s.anniversaries)},
        ),
        Stage("citations", (doc, "structure"), ("citations", "relations", "diagnostics"), find_citations),
        Stage(
            "dates",
            (doc, "structure", "citations", "anniversaries", "periods"),
            ("dates", "diagnostics"),
            find_dates,
        ),
        Stage(
            "movements",
            (doc, "structure"),
            ("movements",),
            lambda s: {"movements": movements.extract(s.document, s.structure)},
        ),
        Stage(
            "programmes",
            (doc, "citations"),
            ("programmes",),
            lambda s: {"programmes": programmes.extract(s.document, s.citations)},
        ),
    )


def _in_sections(citations: tuple[Citation, ...], sections: tuple[Section, ...]) -> tuple[Citation, ...]:
    """Each citation with the path of the innermost section that holds its start."""
    if not sections or not citations:
        return citations
    starts = [section.start for section in sections]
    placed = []
    for citation in citations:
        at = bisect_right(starts, citation.start) - 1
        # Sections nest and stand in text order: walking back, the first that is still open is the innermost.
        while at >= 0 and sections[at].end <= citation.start:
            at -= 1
        path = sections[at].path if at >= 0 else None
        placed.append(citation if path == citation.section else msgspec.structs.replace(citation, section=path))
    return tuple(placed)


def _assemble(raw: RawDocument, state: State, parts: tuple[Part, ...], producer: Producer) -> Record:
    return Record(
        schema=SCHEMA,
        id=raw.id or f"sha256:{raw.source.sha256}",
        canonical_id=None,
        producer=producer,
        source=raw.source,
        text=state.document.text,
        pages=raw.pages,
        header=state.structure.header,
        parts=parts,
        sections=state.structure.sections,
        citations=state.citations,
        dates=state.dates,
        periods=state.periods,
        anniversaries=state.anniversaries,
        movements=state.movements,
        programmes=state.programmes,
        relations=state.relations,
        diagnostics=state.diagnostics,
    )
