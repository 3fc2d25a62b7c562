"""The shape of every gazetteer entry. What a lawyer could correct lies in ``gazetteers/*.toml`` in these shapes.

Every entry carries ``source`` (where the fact comes from) and ``confidence`` (``high | medium | low``; facts that were
not confirmed keep ``confirmed = false``). No finding of severity error rests on an unconfirmed or low entry.
"""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry has. ``source`` is spelled out by the loader from the file's ``[sources]`` table."""

    source: str
    confidence: str = "high"
    confirmed: bool = True
    note: str = ""


class DocType(Entry, frozen=True, kw_only=True):
    """A document type (loại văn bản) with the code it has in a system: ``Chỉ thị``, ``CT``, ``party``.

    ``system``: ``state`` (administrative, 30/2020/NĐ-CP), ``normative``, ``party``, ``trade_union``, ``youth_union``,
    ``copy`` (bản sao), ``old`` (forms no longer in force). ``variants`` are other spellings of the name,
    ``code_variants`` other spellings of the code.
    """

    name: str
    code: str | None = None
    system: str
    variants: tuple[str, ...] = ()
    code_variants: tuple[str, ...] = ()
    example: str = ""


class Agency(Entry, frozen=True, kw_only=True):
    """An agency code (mã cơ quan) with the full names it may stand for.

    ``level``: ``central | province | district | commune | unit``, or ``any`` when the code tells none. ``branch``:
    ``party | state | peoples_council | mass | army``, or ``any``. ``kind`` says more (``government_ministry``,
    ``peoples_committee_department``, ``drafting_unit`` …); a code may have one entry for each kind.
    """

    code: str
    names: tuple[str, ...]
    level: str
    branch: str
    kind: str = ""
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


class DatedVersion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version that bears no number: its day of adoption, and the day it took effect where that is another."""

    date: str
    effective: str | None = None


class Law(Entry, frozen=True, kw_only=True):
    """A law, code or ordinance by its name (luật, bộ luật, pháp lệnh), with every version known by that name.

    ``name`` begins with its type word («Luật Thi đua, khen thưởng»); ``versions`` are codes, oldest first; ``aliases``
    are short forms («Luật TĐKT») and other spellings, also with their type word. ``unconfirmed`` are those of the versions
    for which no source was found; ``dated`` are versions without a number (the Constitution's).
    """

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    dated: tuple[DatedVersion, ...] = ()


class KnownDocument(Entry, frozen=True, kw_only=True):
    """A document of the registry: what is known of one identifiable document.

    ``code`` is canonical (``34-CT/TW``), ``date`` ISO (a day, or a month or year if no more is known) or None when
    the source contradicts itself; ``term`` the party term as a Roman numeral; ``relations`` what replaced what.
    """

    doc_type: str
    code: str
    date: str | None = None
    issuer: str
    title: str
    effective: str | None = None
    term: str | None = None
    relations: str = ""


class MovementEntry(Entry, frozen=True, kw_only=True):
    """A national movement or campaign with aliases, and ``local_patterns`` in which ``<Tỉnh>`` stands for a place.

    ``kind`` is the word it goes by (``phong trào thi đua``, ``cuộc vận động``; ``đề án`` and ``chương trình`` mark
    names often taken for movements). ``period`` holds all periods («2016-2020; 2021-2025»), ``document`` the code
    of the document that founds it now, ``documents`` of all that bear on it.
    """

    id: str
    name: str
    kind: str
    launched_by: str = ""
    launched: str | None = None
    period: str | None = None
    document: str | None = None
    documents: tuple[str, ...] = ()
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

    ``words`` are lower case, written out as they stand, and match also with a capital first letter; ``<N>`` in them
    stands for a count. Of cues that overlap the one that starts first wins, then the longest. ``not_before`` are words
    that, standing right after, cancel the cue («theo» + «dõi»), ``not_after`` words that do so right before it.
    ``behind`` marks cues that stand behind the documents they govern («Thông tư số … hết hiệu lực kể từ …»); they govern
    only where the citing document is the one that acts. ``examples`` are phrases in which the cue must fire,
    ``counterexamples`` phrases in which it must not.
    """

    id: str
    words: tuple[str, ...]
    relation: str
    inverse: bool = False
    behind: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class SymbolForm(Entry, frozen=True, kw_only=True):
    """A class of số/ký hiệu as a template, with examples both ways.

    In a template ``NN`` is the number, ``YYYY`` the year, ``LOẠI`` a type code, ``CQ`` an agency code, ``ĐV`` a unit
    code, ``KK`` a term of the National Assembly; ``[…]`` is optional, ``…`` after a part repeats it. ``types`` names
    the systems of document types whose codes stand in ``LOẠI`` (default: the form's own system).
    """

    id: str
    template: str
    system: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


class Authority(Entry, frozen=True, kw_only=True):
    """A code that says by what authority someone signs (thẩm quyền ký): ``TM.`` thay mặt, party form ``T/M``."""

    id: str
    code: str
    meaning: str
    forms: tuple[str, ...]
    example: str


class Phrase(Entry, frozen=True, kw_only=True):
    """Fixed words of the printed frame (thể thức): state heading, motto, «Số:», «Nơi nhận», «Trên đây là».

    ``words`` are spellings as printed; ``kind`` groups them (``state-heading``, ``motto``, ``party-heading``,
    ``number-label``, ``sent-to``, ``subject``, ``recipients``, ``archive``, ``closing``, ``end-mark``, ``decides``,
    ``issuing-note``, ``secrecy``, ``role``, ``person-title``).
    """

    id: str
    kind: str
    words: tuple[str, ...]
    example: str


class Term(Entry, frozen=True, kw_only=True):
    """A term (khóa) of the Party's Central Committee or of the National Assembly, as ISO dates of its bounds.

    ``body``: ``party`` (``start`` and ``end`` are the congress that elected it and the close of the next one) or
    ``national_assembly`` (years). ``number`` is a Roman numeral.
    """

    id: str
    body: str
    number: str
    start: str
    end: str | None = None
