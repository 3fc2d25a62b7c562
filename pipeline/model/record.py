"""The record: one JSON object a document, keys in the order of the published schema ``cancu.record/1``."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Page, Source
from pipeline.model.mentions import Anniversary, Citation, DateMention, Movement, Period, Programme, Relation, Section
from pipeline.model.structure import Header

SCHEMA = "cancu.record/1"


class Producer(msgspec.Struct, frozen=True):
    """What made a record: the program's version and the hash of its gazetteers. Another producer makes it stale."""

    version: str
    gazetteers_sha256: str


class Part(msgspec.Struct, frozen=True):
    """One document of several in a file, as a span with a header of its own."""

    start: int
    end: int
    header: Header


class Record(msgspec.Struct, frozen=True):
    """Everything known of one document. All keys are always present; what is not known is null or empty."""

    schema: str
    id: str
    canonical_id: str | None
    producer: Producer
    source: Source
    text: str
    pages: tuple[Page, ...]
    header: Header
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    dates: tuple[DateMention, ...]
    periods: tuple[Period, ...]
    anniversaries: tuple[Anniversary, ...]
    movements: tuple[Movement, ...]
    programmes: tuple[Programme, ...]
    relations: tuple[Relation, ...]
    diagnostics: tuple[Diagnostic, ...]

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the HTML view once a room above has offered one (``offer_view``), else the plain repr."""
        return _views[-1](self) if _views else None


_views: list[Callable[[Record], str]] = []


def offer_view(view: Callable[[Record], str]) -> None:
    """Offer the HTML view of records. The rooms above do this, so that the values here need not know them."""
    _views[:] = [view]
