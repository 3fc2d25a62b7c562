"""The work sheet of one citation while its parts are being collected; it becomes a frozen ``Citation`` at the end.

Knows nothing of Vietnamese: only which parts a citation has (guidelines, section 1) and how a sheet becomes a value.
"""

from __future__ import annotations

import re

import msgspec

from pipeline.model.mentions import Citation

_SPACES = re.compile(r"[\s\u200b]+")


class Draft(msgspec.Struct):
    """One citation in the making. All positions are offsets into the folded text (equal to those into the text).

    ``start``/``end`` bound the mention, ``reach`` is where its title (or else the mention) ends; ``type_start`` is where
    the type word stands or would stand; ``symbol_start``/``symbol_end`` bound number and symbol.
    """

    kind: str
    start: int
    end: int
    doc_type: str | None = None
    number: str | None = None
    year: str | None = None
    code: str | None = None
    symbol_start: int | None = None
    symbol_end: int | None = None
    date: str | None = None
    issuer: tuple[int, int] | None = None
    issuer_said_apart: bool = False
    term: str | None = None
    title: tuple[int, int] | None = None
    pinpoint: tuple[int, int] | None = None
    antecedent: Draft | None = None
    head: Draft | None = None
    relation: str = "cites"
    inverse: bool = False
    cue: tuple[int, int] | None = None
    rule: str = ""
    confidence: float = 1.0
    as_read: str | None = None
    bare: bool = False
    name: tuple[int, int] | None = None
    invalid_date: tuple[int, int] | None = None
    amends: tuple[Draft, ...] = ()
    id: str = ""

    @property
    def reach(self) -> int:
        """Where the citation and its title end."""
        return max(self.end, self.title[1]) if self.title else self.end

    def latest_year(self) -> int | None:
        """The year of the cited document as far as its date or its symbol tell it."""
        said = self.date or self.year
        return int(said[:4]) if said and said[:4].isdigit() else None


def clean(text: str, span: tuple[int, int] | None) -> str | None:
    """The words of a span with line and page breaks as single spaces; None for no span."""
    if span is None:
        return None
    return _SPACES.sub(" ", text[span[0] : span[1]].replace("\u200b", "")).strip() or None


def freeze(draft: Draft, text: str) -> Citation:
    """The finished value. ``text`` is ``Document.text``; the ids of heads and antecedents must be set."""
    return Citation(
        id=draft.id,
        kind=draft.kind,
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        doc_type=draft.doc_type,
        number=draft.number,
        year=draft.year,
        code=draft.code,
        date=draft.date,
        issuer=clean(text, draft.issuer),
        term=draft.term,
        title=clean(text, draft.title),
        title_start=draft.title[0] if draft.title else None,
        title_end=draft.title[1] if draft.title else None,
        pinpoint=clean(text, draft.pinpoint),
        antecedent=draft.antecedent.id if draft.antecedent else None,
        relation=draft.relation,
        inverse=draft.inverse,
        cue=clean(text, draft.cue),
        head=draft.head.id if draft.head else None,
        rule=draft.rule,
        confidence=draft.confidence,
        as_read=draft.as_read,
    )
