"""What is known of a document on its way through the stages."""

from __future__ import annotations

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Document
from pipeline.model.mentions import Anniversary, Citation, DateMention, Movement, Period, Programme, Relation
from pipeline.model.structure import Structure


class State(msgspec.Struct, frozen=True):
    """What is known of a document so far. Each stage reads some of it and writes some of it."""

    document: Document
    structure: Structure
    anniversaries: tuple[Anniversary, ...] = ()
    periods: tuple[Period, ...] = ()
    citations: tuple[Citation, ...] = ()
    relations: tuple[Relation, ...] = ()
    dates: tuple[DateMention, ...] = ()
    movements: tuple[Movement, ...] = ()
    programmes: tuple[Programme, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
