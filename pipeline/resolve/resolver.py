"""The resolver: which document each citation of a record means, with candidates and reason.

It completes a citation from its context, gathers candidates (gazetteers, the record itself, what a corpus holds) and decides
(DESIGN, section 5). Without ``Evidence`` the answers are what this document and the registry alone can say: these go into
the record's ``resolution`` (``as_dict``); with it, what the corpus adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from pipeline.gazetteer import Gazetteers, Index
from pipeline.gazetteer.key import name_key, slug
from pipeline.model.evidence import Evidence
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Candidate, Resolution
from pipeline.model.structure import Header
from pipeline.resolve.codes import CodeReader
from pipeline.resolve.completion import Completion
from pipeline.resolve.congress import GatheringReader
from pipeline.resolve.decide import decide, renamed
from pipeline.resolve.identity import Identity
from pipeline.resolve.issuers import IssuerReader
from pipeline.resolve.jurisdiction import Jurisdiction, JurisdictionReader
from pipeline.resolve.laws import LawResolver
from pipeline.resolve.registry import Registry
from pipeline.resolve.said import LAW_TYPES, Said, SaidReader, law_name
from pipeline.resolve.weigh import Weigher

_NORMATIVE = re.compile(r"^(?:nghi-dinh|thong-tu|thong-tu-lien-tich)$")


class Resolver:
    """Resolves the citations of records. Built once from the gazetteers; the registry's index is built on first use.

    Reads ``header``, ``text`` and ``citations`` of a record, never its ``resolution``. The answers need no corpus;
    give an ``Evidence`` for those that use one. Nothing is kept between records but what the gazetteers say.

    >>> from pipeline.gazetteer import load
    >>> resolver = Resolver(load())
    >>> cited = Citation(id="c1", kind="numbered", start=0, end=1, text="x", doc_type="Chỉ thị", code="34-CT/TW",
    ...                  date="2014-04-07")
    >>> answer = resolver.one(cited)
    >>> answer.status, answer.id, answer.reason
    ('resolved', '/akn/vn/act/chi-thi/bo-chinh-tri/2014-04-07/34-ct-tw', 'code-and-date')
    >>> resolver.one(msgspec.structs.replace(cited, date=None), date="2024-12-01").status
    'ambiguous'
    """

    def __init__(self, gazetteers: Gazetteers) -> None:
        index = self._index = Index(gazetteers)
        self.codes, self.issuers = CodeReader(index), IssuerReader(index)
        self.jurisdictions = JurisdictionReader(index, self.issuers)
        self._said = SaidReader(index, self.codes, self.issuers)
        self.registry = Registry(index, self.codes, self.issuers, self._said)
        self.laws = LawResolver(index, self.registry)
        self._gatherings = GatheringReader(self.issuers)
        self._weigher: Weigher | None = None

    def resolve(self, record: Record, evidence: Evidence | None = None) -> tuple[Resolution, ...]:
        """One answer for each citation of ``record``, in order."""
        if not record.citations:
            return ()
        own = self.own(record)
        return self._resolve(record.citations, self.jurisdictions.read(record), record.header.date, own, evidence)

    def one(
        self, citation: Citation, date: str | None = None, jurisdiction: Jurisdiction | None = None,
        evidence: Evidence | None = None,
    ) -> Resolution:  # fmt: skip
        """The answer for a citation that stands alone, cited on ``date`` (ISO) by who speaks for ``jurisdiction``."""
        return self._resolve((citation,), jurisdiction or Jurisdiction(), date, None, evidence)[0]

    def own(self, record: Record) -> Candidate | None:
        """What a record's own header identifies it as, or None; its ``id`` is the record's canonical id."""
        return self.identify(record.header, self.jurisdictions.read(record))

    def identify(self, header: Header, jurisdiction: Jurisdiction) -> Candidate | None:
        """The document that a header is of, known to the registry or not, as a candidate of origin ``document``."""
        code = own_code(header)
        if code is None:
            return None
        citation = Citation(
            id="document", kind="numbered", start=0, end=0, text=code, doc_type=header.doc_type, code=code, date=header.date,
            issuer=header.issuer, title=header.title,
        )  # fmt: skip
        answer = self.one(citation, header.date, jurisdiction)
        if answer.id is None or answer.key is None:
            return None
        return Candidate(
            id=answer.id, key=answer.key, code=code, doc_type=header.doc_type, date=header.date, issuer=header.issuer,
            title=header.title, origin="document",
        )  # fmt: skip

    def _resolve(
        self, citations: Sequence[Citation], jurisdiction: Jurisdiction, date: str | None, own: Candidate | None,
        evidence: Evidence | None,
    ) -> tuple[Resolution, ...]:  # fmt: skip
        run = _Run(self, jurisdiction, date, own, evidence)
        return run.all(citations)

    @property
    def weigher(self) -> Weigher:
        """The weigher of candidates; made on first use, for it reads all known titles."""
        if self._weigher is None:
            self._weigher = Weigher(self._index, self.issuers, self.registry.titles)
        return self._weigher

    def said(self, citation: Citation, jurisdiction: Jurisdiction, limit: str | None) -> Said | None:
        """What a citation with a code says; None without a code."""
        return self._said.read(citation, citation.code, jurisdiction, limit) if citation.code else None

    @property
    def said_reader(self) -> SaidReader:
        """The reader of what citations say."""
        return self._said

    def gathering(self, citation: Citation, jurisdiction: Jurisdiction) -> Identity | None:
        """The identity of a resolution named by a congress or plenum, or None."""
        return self._gatherings.identity(citation.text, citation.term, jurisdiction)


class _Run:
    """The work on one record: its citations, what they say, and the answers so far."""

    def __init__(
        self, resolver: Resolver, jurisdiction: Jurisdiction, date: str | None, own: Candidate | None,
        evidence: Evidence | None,
    ) -> None:  # fmt: skip
        self._resolver, self._jurisdiction, self._date = resolver, jurisdiction, date
        self._own, self._evidence = own, evidence
        self._own_key = resolver.codes.read(own.code).key if own and own.code else None
        self._answers: dict[str, Resolution] = {}
        self._asked: dict[tuple[object, ...], Resolution] = {}
        self._held: dict[str, tuple[Candidate, ...]] = {}

    def all(self, citations: Sequence[Citation]) -> tuple[Resolution, ...]:
        by_id = {citation.id: citation for citation in citations}
        said: dict[str, Said] = {}
        for citation in citations:
            one = self._resolver.said(citation, self._jurisdiction, self._limit(citation, by_id))
            if one is not None:
                said[citation.id] = one
        full = (one for id, one in said.items() if by_id[id].kind != "short")
        self._completion = Completion(full, self._resolver.registry.titles, self._resolver.said_reader)
        for id, one in said.items():
            if by_id[id].kind != "short" or by_id[id].antecedent is None:
                self._answers[id] = self._numbered(one)
        named = [citation for citation in citations if citation.id not in said]
        self._laws([citation for citation in named if citation.doc_type in LAW_TYPES], citations, by_id)
        self._gatherings([citation for citation in named if citation.doc_type not in LAW_TYPES])
        return tuple(self._answers.get(citation.id) or self._short(citation) for citation in citations)

    def _limit(self, citation: Citation, by_id: dict[str, Citation]) -> str | None:
        """The citing side's date: that of the heads whose titles hold the citation, else the document's own."""
        limit, seen, head = self._date, 0, citation.head
        while head is not None and seen < 8 and (holder := by_id.get(head)) is not None:
            said = holder.date or holder.year
            # An amending document that comes after («được sửa đổi bởi») is no holder: its edge is turned round.
            if said and not citation.inverse and (limit is None or said < limit):
                limit = said
            head, seen = holder.head, seen + 1
        return limit

    def _numbered(self, said: Said) -> Resolution:
        asked = said._replace(citation="", via=None)
        known = self._asked.get(asked)
        if known is not None:
            return renamed(known, said.citation)
        completed = self._completion.complete(said)
        answer = self._decided(completed.said, completed.several)
        self._asked[asked] = answer
        return answer

    def _decided(self, said: Said, several: Iterable[Said]) -> Resolution:
        weigh = self._resolver.weigher.weigh
        answer = decide(said, (weigh(said, candidate) for candidate in self._candidates(said)))
        others = {o.identity.id: o for o in several if o.identity is not None}
        if others and answer.status in ("unresolved", "ambiguous"):
            mentions = tuple(weigh(said, _mention(other)) for other in others.values())
            held = tuple(c for c in answer.candidates if c.key not in {m.key for m in mentions})
            return renamed(
                answer, said.citation, status="ambiguous", reason="several-here", candidates=(*held, *mentions)[:6]
            )
        if self._own is not None and answer.id == self._own.id and answer.status in ("resolved", "provisional"):
            return renamed(answer, said.citation, status="resolved", reason="cites-itself")
        if said.via is not None and answer.status == "resolved" and answer.reason.startswith("code-and"):
            return renamed(answer, said.citation, reason="completed", confidence=round(answer.confidence - 0.05, 2))
        return answer

    def _candidates(self, said: Said) -> tuple[Candidate, ...]:
        """Registry, ingested documents, mentions elsewhere, and the document itself, under the citation's code."""
        registry = self._resolver.registry
        found = registry.candidates(said.facts.key)
        year = said.facts.year or (said.date or "")[:4]
        if not found and year and said.doc_type and (said.facts.partial or _NORMATIVE.match(said.doc_type)):
            if said.facts.partial or said.facts.year is None:
                found = registry.numbered(said.doc_type, said.facts.number, year)
        if self._own is not None and self._own_key == said.facts.key:
            found = (self._own, *(candidate for candidate in found if candidate.id != self._own.id))
        return found + self._ingested(said.facts.key)

    def _ingested(self, key: str) -> tuple[Candidate, ...]:
        if self._evidence is None:
            return ()
        if key not in self._held:
            self._held[key] = tuple(self._evidence.candidates(key))
        return self._held[key]

    def _laws(self, laws: list[Citation], citations: Sequence[Citation], by_id: dict[str, Citation]) -> None:
        """Named laws: the dated ones first, for they tell what the bare ones mean."""
        if not laws:
            return
        here: dict[str, list[Candidate]] = {}
        for citation in citations:
            answer = self._answers.get(citation.id)
            if citation.doc_type in LAW_TYPES and answer is not None and answer.key is not None:
                here.setdefault(name_key(law_name(citation.text)), []).append(_answered(answer, citation))
        cached: dict[tuple[object, ...], Resolution] = {}
        for citation in sorted(laws, key=lambda c: c.date is None):
            if citation.kind == "short" and citation.antecedent is not None:
                continue
            name, limit = name_key(law_name(citation.text)), self._limit(citation, by_id)
            asked = (name, citation.date, limit)
            if asked not in cached:
                told = [c for c in here.get(name, ()) if not (limit and c.date and c.date[: len(limit)] > limit[: len(c.date)])]
                held = self._ingested(f"name:{slug(law_name(citation.text))}")
                cached[asked] = self._resolver.laws.resolve(citation, limit, told, held)
            answer = renamed(cached[asked], citation.id)
            self._answers[citation.id] = answer
            if citation.date is not None and answer.key is not None:
                here.setdefault(name, []).append(_answered(answer, citation))

    def _gatherings(self, named: list[Citation]) -> None:
        """Congress resolutions; one without ordinal is the one that this document names with it."""
        found = [(citation, self._resolver.gathering(citation, self._jurisdiction)) for citation in named]
        whole: dict[str, set[str]] = {}
        for _, identity in found:
            if identity is not None and identity.scope is not None:
                whole.setdefault(identity.author, set()).add(identity.key)
        for citation, identity in found:
            if citation.kind == "short" and citation.antecedent is not None:
                continue
            keys = whole.get(identity.author, set()) if identity is not None else set()
            status, reason, key = "unresolved", "unnamed", None
            if identity is not None and identity.scope is not None:
                status, reason, key = "provisional", "congress", identity.key
            elif identity is not None:
                status, reason = "unresolved", "ordinal-unknown"
                if len(keys) == 1:
                    status, reason, key = "provisional", "completed", next(iter(keys))
            self._answers[citation.id] = Resolution(
                citation=citation.id, status=status, reason=reason, id=key, key=key,  # type: ignore[arg-type]
                confidence=0.9 if reason == "congress" else 0.8 if key else 0.0,
            )  # fmt: skip

    def _short(self, citation: Citation) -> Resolution:
        """A short form means what its antecedent means."""
        answer = self._answers.get(citation.antecedent or "")
        if answer is None:
            return Resolution(citation=citation.id, status="unresolved", reason="unnamed")
        return renamed(answer, citation.id, reason="short-form", via=citation.antecedent)


def own_code(header: Header) -> str | None:
    """A document's own code from number and symbol: a party symbol («CT/TW») joins with a dash, all others with a slash."""
    if not header.number or not header.symbol:
        return None
    first = re.search(r"[-/]", header.symbol)
    party = first is not None and first.group() == "/"
    return f"{header.number}{'-' if party else '/'}{header.symbol}"


def as_dict(resolution: Resolution) -> dict[str, Any]:
    """A resolution as the plain values that ``Citation.resolution`` holds."""
    found: dict[str, Any] = msgspec.to_builtins(resolution)
    return found


def _mention(said: Said) -> Candidate:
    identity = said.identity
    assert identity is not None
    return Candidate(
        id=identity.id, key=identity.key, code=said.facts.symbol.canonical if said.facts.symbol else None, date=said.date,
        term=said.term, title=said.title, origin="mention", documents=1,
    )  # fmt: skip


def _answered(answer: Resolution, citation: Citation) -> Candidate:
    for candidate in answer.candidates:
        if candidate.id == answer.id:
            return candidate
    return Candidate(
        id=answer.id or "", key=answer.key or "", code=citation.code, doc_type=citation.doc_type, date=citation.date,
        origin="mention", documents=1, agrees=("name",),
    )  # fmt: skip
