"""One file, several documents: a letter with the plan it sends is checked as two, each with its own frame and day.

``Record.parts`` names them; a part without a number line of its own (an annex, an attached regulation) stays with the
document before it. Findings are put back to offsets into the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TypeVar

import msgspec

from pipeline.model.finding import Finding
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.structure import Header

M = TypeVar("M", bound=msgspec.Struct)


def pieces(record: Record) -> list[tuple[Record, int]]:
    """The documents of ``record`` as records of their own, each with the offset of its text; mostly the record and 0."""
    starts: list[tuple[int, Header]] = [(part.start, part.header) for part in record.parts if part.header.symbol]
    if not starts or (len(starts) == 1 and starts[0][0] == 0):
        return [(record, 0)]
    if starts[0][0] > 0:
        starts.insert(0, (0, record.header))
    bounds = pairwise([*(start for start, _ in starts), len(record.text)])
    return [(_cut(record, start, end, header), start) for (start, end), (_, header) in zip(bounds, starts, strict=True)]


def put_back(finding: Finding, offset: int) -> Finding:
    """A finding on a piece as one on the whole: its span and those of its evidence moved by ``offset``."""
    if not offset:
        return finding
    evidence = tuple(
        msgspec.structs.replace(proof, start=proof.start + offset, end=proof.end + offset)
        if proof.start is not None and proof.end is not None
        else proof
        for proof in finding.evidence
    )
    return msgspec.structs.replace(finding, start=finding.start + offset, end=finding.end + offset, evidence=evidence)


def _cut(record: Record, start: int, end: int, header: Header) -> Record:
    return msgspec.structs.replace(
        record,
        text=record.text[start:end],
        header=header,
        parts=(),
        pages=(),
        sections=_moved(record.sections, start, end),
        citations=tuple(_title_moved(citation, start) for citation in _moved(record.citations, start, end)),
        dates=_moved(record.dates, start, end),
        periods=_moved(record.periods, start, end),
        anniversaries=_moved(record.anniversaries, start, end),
        movements=_moved(record.movements, start, end),
        programmes=_moved(record.programmes, start, end),
        relations=(),
        diagnostics=(),
    )


def _moved(mentions: Iterable[M], start: int, end: int) -> tuple[M, ...]:
    """Those of ``mentions`` that begin within the piece, with offsets into it; an end beyond it is cut."""
    return tuple(
        msgspec.structs.replace(one, start=one.start - start, end=min(one.end, end) - start)  # type: ignore[attr-defined]
        for one in mentions
        if start <= one.start < end  # type: ignore[attr-defined]
    )


def _title_moved(citation: Citation, start: int) -> Citation:
    if citation.title_start is None or citation.title_end is None:
        return citation
    return msgspec.structs.replace(
        citation, title_start=citation.title_start - start, title_end=citation.title_end - start
    )
