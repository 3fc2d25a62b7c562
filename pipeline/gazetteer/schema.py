"""The shape of every gazetteer entry. What a lawyer could correct lies in ``gazetteers/*.toml`` in these shapes.

Every entry carries ``source`` (where the fact comes from) and ``confidence`` (``high | medium | low``; facts that were
not confirmed keep ``confirmed = false``). No finding of severity error rests on an unconfirmed or low entry.
"""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What every entry has."""

    source: str
    confidence: str = "high"
    confirmed: bool = True
    note: str = ""


class DocType(Entry, frozen=True, kw_only=True):
    """A document type (loại văn bản) with the code it has in a system: ``Chỉ thị``, ``CT``, ``party``."""

    name: str
    code: str | None
    system: str
    variants: tuple[str, ...] = ()
    example: str = ""


class Agency(Entry, frozen=True, kw_only=True):
    """An agency code (mã cơ quan) with the full names it may stand for."""

    code: str
    names: tuple[str, ...]
    level: str
    branch: str
    variants: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None


class Province(Entry, frozen=True, kw_only=True):
    """A province or centrally run city (tỉnh, thành phố trực thuộc Trung ương) with its validity.

    ``id`` is the slug used in canonical ids (``lao-cai``); before and after the merger of 01/7/2025 one entry each.
    """

    id: str
    name: str
    type: str
    gso_code: str
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None


class Law(Entry, frozen=True, kw_only=True):
    """A law, code or ordinance by its name (luật, bộ luật, pháp lệnh), with every version known by that name."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


class KnownDocument(Entry, frozen=True, kw_only=True):
    """A document of the registry: what is known of one identifiable document."""

    doc_type: str
    code: str
    date: str | None
    issuer: str
    title: str
    effective: str | None = None
    term: str | None = None
    relations: str = ""


class MovementEntry(Entry, frozen=True, kw_only=True):
    """A national movement or campaign with aliases, and ``local_patterns`` in which ``<Tỉnh>`` stands for a place."""

    id: str
    name: str
    kind: str
    period: str | None = None
    document: str | None = None
    aliases: tuple[str, ...] = ()
    local_patterns: tuple[str, ...] = ()


class AnniversaryEntry(Entry, frozen=True, kw_only=True):
    """A commemorated event with its origin date (ISO, or ``lunar MM-DD``) and the names it goes by."""

    id: str
    event: str
    origin: str | None
    kind: str
    aliases: tuple[str, ...] = ()


class Cue(Entry, frozen=True, kw_only=True):
    """Words that say how a document uses another (từ chỉ quan hệ). ``inverse`` marks passive cues.

    ``examples`` are phrases in which the cue must fire, ``counterexamples`` phrases in which it must not.
    """

    id: str
    words: tuple[str, ...]
    relation: str
    inverse: bool = False
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class SymbolForm(Entry, frozen=True, kw_only=True):
    """A class of số/ký hiệu as a template of ``NN``, ``YYYY``, ``LOẠI``, ``CQ``, ``ĐV``, with examples both ways."""

    id: str
    template: str
    system: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
