"""The citation extractor: heads, tails, titles, nesting, short forms, issuers said apart, relations, in that order.

Reads ``Document.folded``, ``Document.text``, ``Structure.zones`` and ``Structure.header``; writes the citations, one relation
each, and remarks on what could not be read. Specification: annotation guidelines, sections 1 and 8.

>>> from pipeline.gazetteer import load
>>> from pipeline.model.structure import Header, Structure, Zones
>>> from pipeline.text.fold import fold
>>> text = "Căn cứ Nghị định số 35/2022/NĐ-CP ngày 28/5/2022 của Chính phủ về quản lý khu công nghiệp;"
>>> empty = Structure(header=Header(), zones=Zones(body=(0, len(text))))
>>> found = CitationExtractor(load()).extract(Document(text=text, folded=fold(text)), empty).citations[0]
>>> found.code, found.date, found.issuer, found.title, found.relation
('35/2022/NĐ-CP', '2022-05-28', 'Chính phủ', 'về quản lý khu công nghiệp', 'based_on')
"""

from __future__ import annotations

import re

import msgspec

from pipeline.extract.breaks import sentence_start
from pipeline.extract.draft import Draft, clean, freeze
from pipeline.extract.heads import HeadScanner
from pipeline.extract.nesting import Nesting
from pipeline.extract.pinpoints import pinpoint_before
from pipeline.extract.relations import RelationReader
from pipeline.extract.short_forms import drop_definitions, settle_short_forms
from pipeline.extract.spoken_issuers import issuer_in_sentence
from pipeline.extract.tails import agrees
from pipeline.gazetteer import Gazetteers
from pipeline.gazetteer.key import name_key
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Document
from pipeline.model.mentions import Citation, Relation, RelationEvidence
from pipeline.model.structure import Structure

_OWN_LINE = re.compile(r"(?:\A|\n)[ \u200b]*(?:Số|SỐ)[ \u200b]*:?[ \u200b]*\Z")
_ISSUED_WITH = re.compile(r"(?:[Kk]èm theo|KÈM THEO)[ \n]*\Z")
_LETTERHEAD = 1500
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})


class CitationResult(msgspec.Struct, frozen=True):
    """What extraction of citations gives: citations and their relations in text order, and remarks."""

    citations: tuple[Citation, ...] = ()
    relations: tuple[Relation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class CitationExtractor:
    """Finds the documents that a document cites. Built once from the gazetteers; holds no state of a document."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self._heads = HeadScanner(gazetteers)
        self._relations = RelationReader(gazetteers.cues)

    def extract(self, document: Document, structure: Structure) -> CitationResult:
        """Reads text, folded view, zones and own number; writes citations, relations and diagnostics."""
        folded = document.folded
        drafts, remarks = self._heads.scan(folded)
        own = _own_code(folded, drafts, structure)
        cited = [draft for draft in drafts if not _is_own(folded, draft, structure, own)]
        cited = _without_own_law(folded, cited, structure)
        itself = _left_out(drafts, cited)
        drafts = cited
        drafts, defined = drop_definitions(folded, drafts)
        drafts = settle_short_forms(folded, drafts, defined)
        limits = [structure.zones.title] if structure.zones.title is not None else []
        Nesting(document.text, folded, drafts, limits).run()
        self._around(folded, drafts)
        self._relations.run(folded, drafts, itself)
        for number, draft in enumerate(drafts, 1):
            draft.id = f"c{number}"
        citations = tuple(freeze(draft, document.text) for draft in drafts)
        return CitationResult(
            citations=citations,
            relations=tuple(_relation(draft, document.text) for draft in drafts),
            diagnostics=(*remarks, *_invalid_dates(document.text, drafts)),
        )

    def _around(self, folded: str, drafts: list[Draft]) -> None:
        """Pinpoints, and the issuers that the sentence names outside the mention."""
        before: Draft | None = None
        top: Draft | None = None
        for draft in drafts:
            if draft.rule == "amended-law":
                continue
            floor = before.end if before is not None else 0
            draft.pinpoint = pinpoint_before(folded, floor, draft.start)
            before = draft
            if draft.head is None:
                self._spoken(folded, draft, top)
                top = draft

    def _spoken(self, folded: str, draft: Draft, top: Draft | None) -> None:
        if draft.issuer is not None or draft.kind == "named" or draft.doc_type in _LAWS:
            return
        floor = top.reach if top is not None else 0
        start = sentence_start(folded, max(floor, draft.start - 400), draft.start)
        found = issuer_in_sentence(folded, self._heads.bodies, start, draft.start, draft.code)
        if found is None and top is not None and start <= floor + 2:
            found = _shared_issuer(folded, top, draft)
        if found is not None:
            draft.issuer, draft.issuer_said_apart = found, True


def _shared_issuer(folded: str, top: Draft, draft: Draft) -> tuple[int, int] | None:
    """The issuer said apart of the item before in the same list, when it can have issued this one too."""
    if not top.issuer_said_apart or top.issuer is None or not _listed(folded, top, draft):
        return None
    return top.issuer if agrees(draft.code, folded[slice(*top.issuer)]) else None


def _listed(folded: str, top: Draft, draft: Draft) -> bool:
    gap = folded[top.reach : draft.start]
    return len(gap) < 90 and re.fullmatch(r"[^.:]*(?:[,;]|và)[^.:]*", gap) is not None


def _own_code(folded: str, drafts: list[Draft], structure: Structure) -> str | None:
    """The document's own number and symbol: of its number line, or of the heading that the text begins with."""
    header = structure.header
    if header.number and header.symbol:
        for draft in drafts:
            own = structure.zones.own_number
            if own is not None and draft.start < own[1] and own[0] < draft.end:
                return draft.code
    if drafts and _heads_text(folded, drafts[0]):
        return drafts[0].code
    return None


def _heads_text(folded: str, draft: Draft) -> bool:
    """Whether the text begins with the citation as its heading: nothing before it, neither date nor issuer on it."""
    if draft.symbol_end is None or draft.end != draft.symbol_end or folded[: draft.start].strip(" \n\u200b"):
        return False
    return "\n" in folded


def _is_own(folded: str, draft: Draft, structure: Structure, own_code: str | None) -> bool:
    """The document's own number line, or an annex that names its own document."""
    if draft.symbol_start is None:
        return False
    if own_code is not None and draft.code == own_code and (draft.date is None or draft.date == structure.header.date):
        return True
    own = structure.zones.own_number
    if own is not None and draft.start < own[1] and own[0] < draft.end:
        return True
    alone = own is None and draft.start < _LETTERHEAD and draft.start == draft.symbol_start
    if alone and _OWN_LINE.search(folded, max(0, draft.start - 12), draft.start):
        return True
    return _names_itself(folded, draft, structure)


def _without_own_law(folded: str, drafts: list[Draft], structure: Structure) -> list[Draft]:
    """A law's own name in its text («Quốc hội ban hành Luật Thủy lợi.») is the document; a law that it amends is none."""
    header = structure.header
    if header.doc_type not in _LAWS or not header.title:
        return drafts
    title = name_key(header.title)
    own = [
        d
        for d in drafts
        if d.kind == "named"
        and d.name
        and d.date is None
        and d.doc_type == header.doc_type
        and name_key(folded[slice(*d.name)]) == title
    ]
    for draft in own:
        for inner in draft.amends:
            inner.head = None
    return [draft for draft in drafts if not any(draft is found for found in own)]


def _left_out(drafts: list[Draft], cited: list[Draft]) -> list[tuple[int, int]]:
    """The spans, in text order, at which the document names itself by number or by its own law's name."""
    kept = {id(draft) for draft in cited}
    return [(draft.start, draft.end) for draft in drafts if id(draft) not in kept]


def _names_itself(folded: str, draft: Draft, structure: Structure) -> bool:
    """«(Kèm theo Quyết định số …)» in an annex, when the number and symbol are the document's own."""
    header = structure.header
    if not header.number or not header.symbol or not draft.code:
        return False
    if _ISSUED_WITH.search(folded, max(0, draft.start - 10), draft.start) is None:
        return False
    return draft.number == header.number.zfill(2) and draft.code.endswith(header.symbol.replace(" ", ""))


def _relation(draft: Draft, text: str) -> Relation:
    """The edge that a citation asserts; a passive cue turns it round. ``text`` is ``Document.text``."""
    source = draft.head.id if draft.head is not None else "document"
    target = draft.id
    if draft.inverse and draft.head is not None:
        source, target = target, source
    start, end = draft.cue if draft.cue is not None else (draft.start, draft.start)
    return Relation(source, target, draft.relation, RelationEvidence(start, end, clean(text, draft.cue)))


def _invalid_dates(text: str, drafts: list[Draft]) -> list[Diagnostic]:
    return [
        Diagnostic(
            code="invalid-date",
            severity="warning",
            message=f"the calendar has no such date: {text[slice(*draft.invalid_date)]}",
            start=draft.invalid_date[0],
            end=draft.invalid_date[1],
        )
        for draft in drafts
        if draft.invalid_date is not None
    ]
