"""Mentions: what extraction finds in a text, each with its span, its fields and the rule that found it.

The meaning of every field is fixed by the annotation guidelines (``docs/guidelines.md``). ``None`` means not said.
All ``start``/``end`` are half-open offsets into ``Document.text``; ``text`` is exactly ``Document.text[start:end]``.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Section(msgspec.Struct, frozen=True):
    """A numbered unit (phần, chương, mục, điều, khoản, điểm).

    ``kind``: ``roman``, ``arabic``, ``decimal``, ``letter``, ``capital``, ``bracket``, ``phan``, ``chuong``, ``muc``,
    ``tieu-muc``, ``dieu``, ``phu-luc``, ``bieu``, ``mau`` (units of an annex).
    ``level`` counts from 1 at the root. ``path`` joins labels from the root with ``/``.
    """

    label: str
    path: str
    kind: str
    level: int
    heading: str
    start: int
    end: int


class Citation(msgspec.Struct, frozen=True):
    """A mention of one identifiable document other than the document itself (viện dẫn văn bản)."""

    id: str
    kind: str
    start: int
    end: int
    text: str
    doc_type: str | None = None
    number: str | None = None
    year: str | None = None
    code: str | None = None
    date: str | None = None
    issuer: str | None = None
    issuer_id: str | None = None
    term: str | None = None
    title: str | None = None
    title_start: int | None = None
    title_end: int | None = None
    pinpoint: str | None = None
    antecedent: str | None = None
    relation: str = "cites"
    inverse: bool = False
    cue: str | None = None
    head: str | None = None
    section: str | None = None
    part: int | None = None
    rule: str = ""
    confidence: float = 1.0
    as_read: str | None = None
    resolution: dict[str, Any] | None = None


class DateMention(msgspec.Struct, frozen=True):
    """A calendar date of day or month precision (ngày, tháng). ``value`` is ISO, null when impossible."""

    start: int
    end: int
    text: str
    value: str | None
    precision: str
    role: str
    valid: bool = True


class Period(msgspec.Struct, frozen=True):
    """A range of years or dates (giai đoạn, nhiệm kỳ, từ … đến …). A bound that is no date is null."""

    start: int
    end: int
    text: str
    start_value: str | None
    end_value: str | None


class Anniversary(msgspec.Struct, frozen=True):
    """A commemorated event (ngày kỷ niệm) with its count of years or its dates.

    ``problems`` holds any of ``years-mismatch``, ``day-mismatch``, ``invalid-date``.
    """

    start: int
    end: int
    text: str
    years: int | None
    event: str
    origin: str | None = None
    observed: str | None = None
    problems: tuple[str, ...] = ()
    event_id: str | None = None


class Movement(msgspec.Struct, frozen=True):
    """A named emulation movement or campaign (phong trào thi đua, cuộc vận động)."""

    start: int
    end: int
    text: str
    kind: str
    quoted: bool
    period: str | None = None
    movement_id: str | None = None
    variant_of: str | None = None


class Programme(msgspec.Struct, frozen=True):
    """A named programme, scheme or strategy without a symbol (chương trình, đề án, chiến lược)."""

    start: int
    end: int
    text: str
    name: str


class RelationEvidence(msgspec.Struct, frozen=True):
    """The words that assert a relation: the cue's span and its text."""

    start: int
    end: int
    cue: str | None


class Relation(msgspec.Struct, frozen=True):
    """An edge asserted by the text. ``source`` is ``document`` or a citation id, ``target`` a citation id."""

    source: str
    target: str
    type: str
    evidence: RelationEvidence
