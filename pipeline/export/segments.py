"""A text cut at every edge of its mentions, so that overlapping spans can be coloured without nesting.

Used by the terminal view and the HTML page alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

import msgspec

from pipeline.model.record import Record

# From the most specific to the widest: where two layers cover the same words the first one gives the colour.
LAYERS = ("dates", "periods", "citations", "anniversaries", "movements", "programmes", "headings", "diagnostics")


class Mark(msgspec.Struct, frozen=True, order=True):
    """One span to colour: its layer, a short note on it, and an anchor id for links."""

    start: int
    end: int
    layer: str
    note: str
    anchor: str


class Segment(msgspec.Struct, frozen=True):
    """A stretch of text under one set of marks (possibly none), ordered as ``LAYERS``."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(record: Record) -> list[Mark]:
    """All marks of a record in text order, with offsets into ``record.text``."""
    found: list[Mark] = []
    for c in record.citations:
        said = " · ".join(filter(None, (c.doc_type, c.code, c.date, c.issuer, c.relation)))
        found.append(Mark(c.start, c.end, "citations", said, c.id))
    for number, d in enumerate(record.dates):
        found.append(Mark(d.start, d.end, "dates", f"{d.value or '?'} · {d.role}", f"d{number}"))
    for number, p in enumerate(record.periods):
        found.append(Mark(p.start, p.end, "periods", f"{p.start_value or '…'} – {p.end_value or '…'}", f"p{number}"))
    for number, a in enumerate(record.anniversaries):
        said = " · ".join(filter(None, (f"{a.years} năm" if a.years else "", a.event, a.origin, *a.problems)))
        found.append(Mark(a.start, a.end, "anniversaries", said, f"a{number}"))
    for number, m in enumerate(record.movements):
        found.append(Mark(m.start, m.end, "movements", " · ".join(filter(None, (m.kind, m.period))), f"m{number}"))
    for number, g in enumerate(record.programmes):
        found.append(Mark(g.start, g.end, "programmes", g.name, f"g{number}"))
    for number, x in enumerate(record.diagnostics):
        if x.start is not None and x.end is not None:
            found.append(Mark(x.start, x.end, "diagnostics", f"{x.code}: {x.message}", f"x{number}"))
    for number, s in enumerate(record.sections):
        label_end = s.start + len(s.label)
        found.append(Mark(s.start, label_end, "headings", s.path, f"s{number}"))
    return sorted(mark for mark in found if mark.end > mark.start)


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Spanned = TypeVar("Spanned", bound=_Spanned)


def cut(length: int, spans: Sequence[Spanned]) -> Iterator[tuple[int, int, list[Spanned]]]:
    """A text of ``length`` cut at every edge of ``spans`` (ordered by start): stretches in order, without gaps or overlaps,
    each with the spans that cover it, in the order given."""
    edges = sorted({0, length, *(span.start for span in spans), *(span.end for span in spans)})
    active: list[Spanned] = []
    at = 0
    for start, end in pairwise(edges):
        active = [span for span in active if span.end > start]
        while at < len(spans) and spans[at].start <= start:
            active.append(spans[at])
            at += 1
        yield start, end, active


def segments(record: Record) -> Iterator[Segment]:
    """The whole text in order as segments; their spans join without gaps or overlaps."""
    for start, end, active in cut(len(record.text), marks(record)):
        yield Segment(start, end, tuple(sorted(active, key=lambda mark: LAYERS.index(mark.layer))))
