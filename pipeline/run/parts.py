"""Several documents of one file put back together: what was found in each, at its place in the whole text.

Every part with a letterhead of its own goes through the stages by itself, so that no short form, antecedent or header of
one is taken for another's; here the mentions get the offsets of the whole and identifiers that are unique in it.

>>> from pipeline.model.mentions import Section
>>> shifted(Section("I", "I", "roman", 1, "MỤC ĐÍCH", 4, 9), 100).start
104
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeVar

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Document
from pipeline.model.mentions import Citation, Relation
from pipeline.model.record import Part
from pipeline.run.state import State
from pipeline.structure.analyzer import StructureAnalyzer
from pipeline.structure.parts import Start

Item = TypeVar("Item", bound=msgspec.Struct)
_PLACES = ("start", "end", "title_start", "title_end")


def shifted(item: Item, by: int) -> Item:
    """A mention or diagnostic with its offsets moved ``by`` characters; those that are None stay so."""
    moved = {name: value + by for name in _PLACES if (value := getattr(item, name, None)) is not None}
    return msgspec.structs.replace(item, **moved)


def shifted_all(items: Sequence[Item], by: int) -> tuple[Item, ...]:
    """Every item moved ``by`` characters."""
    return tuple(shifted(item, by) for item in items) if by else tuple(items)


def joined_citations(
    groups: Sequence[tuple[tuple[Citation, ...], tuple[Relation, ...]]], offsets: Sequence[int]
) -> tuple[tuple[Citation, ...], tuple[Relation, ...]]:
    """The citations and relations of all parts, numbered through; ``offsets`` say where each part begins."""
    citations: list[Citation] = []
    relations: list[Relation] = []
    for (own, asserted), by in zip(groups, offsets, strict=True):
        names = {one.id: f"c{len(citations) + at}" for at, one in enumerate(own, 1)}
        for one in own:
            named = {"id": names[one.id], "head": _named(names, one.head), "antecedent": _named(names, one.antecedent)}
            citations.append(msgspec.structs.replace(shifted(one, by), **named))
        for relation in asserted:
            ends = {
                "source": names.get(relation.source, relation.source),
                "target": names.get(relation.target, relation.target),
            }
            relations.append(msgspec.structs.replace(relation, evidence=shifted(relation.evidence, by), **ends))
    return tuple(citations), tuple(relations)


def _named(names: dict[str, str], old: str | None) -> str | None:
    return None if old is None else names.get(old, old)


def in_parts(citations: Sequence[Citation], starts: Sequence[int]) -> tuple[Citation, ...]:
    """Citations with the index of the part they stand in. ``starts`` are where the parts begin, the first at its own."""
    placed = []
    for one in citations:
        part = sum(start <= one.start for start in starts) - 1
        placed.append(msgspec.structs.replace(one, part=max(part, 0)))
    return tuple(placed)


def sliced(document: Document, start: int, end: int) -> Document:
    """A part of a document as one of its own; the whole as it is."""
    if start == 0 and end == len(document.text):
        return document
    return Document(text=document.text[start:end], folded=document.folded[start:end])


def joined(
    document: Document, states: Sequence[State], offsets: Sequence[int], before: tuple[Diagnostic, ...]
) -> State:
    """The states of all parts as one of the whole: the structure of the first, the sections and mentions of all.

    ``before`` are the remarks of reading, which come first.
    """
    if len(states) == 1:
        return msgspec.structs.replace(states[0], diagnostics=(*before, *states[0].diagnostics))
    citations, relations = joined_citations([(s.citations, s.relations) for s in states], offsets)
    placed: dict[str, Any] = {}
    for layer in ("anniversaries", "periods", "dates", "movements", "programmes", "diagnostics"):
        groups = [shifted_all(getattr(s, layer), by) for s, by in zip(states, offsets, strict=True)]
        placed[layer] = tuple(item for group in groups for item in group)
    placed["diagnostics"] = (*before, *placed["diagnostics"])
    sections = [item for s, by in zip(states, offsets, strict=True) for item in shifted_all(s.structure.sections, by)]
    structure = msgspec.structs.replace(states[0].structure, sections=tuple(sections))
    return State(document=document, structure=structure, citations=citations, relations=relations, **placed)


def parts_of(
    document: Document, starts: Sequence[Start], states: Sequence[State], analyzer: StructureAnalyzer
) -> tuple[Part, ...]:
    """The documents of a file that holds several, each with its header; none for a file of one.

    ``states`` are those of the first and of each part with a letterhead; what a decision issues is analysed here.
    """
    if not starts:
        return ()
    bounds = list(pairwise([0, *(start.at for start in starts), len(document.text)]))
    own = iter(states)
    parts = [Part(*bounds[0], next(own).structure.header)]
    for start, (begin, end) in zip(starts, bounds[1:], strict=True):
        issued = start.kind == "issued"
        found = analyzer.analyze(sliced(document, begin, end)) if issued else next(own).structure
        parts.append(Part(begin, end, found.header))
    return tuple(parts)
