"""Answering for one record: what its citations say, completed from one another, weighed and decided in order.

Numbered citations first, then named laws (the dated ones before the bare), then congress resolutions; short forms mean what
their antecedents mean. Equal citations are answered once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.gazetteer.key import name_key, slug
from pipeline.model.evidence import Evidence
from pipeline.model.mentions import Citation
from pipeline.model.resolution import Candidate, Resolution
from pipeline.resolve.codes import code_key
from pipeline.resolve.completion import Completion
from pipeline.resolve.decide import decide, doubted, renamed
from pipeline.resolve.jurisdiction import Jurisdiction
from pipeline.resolve.means import Means
from pipeline.resolve.said import LAW_TYPES, Said, law_name
from pipeline.resolve.titles import same_title

_NORMATIVE = re.compile(r"^(?:nghi-dinh|thong-tu|thong-tu-lien-tich)$")


class Answering:
    """The work on one record: its citations, what they say, and the answers so far. One is made for each record."""

    def __init__(
        self, means: Means, jurisdiction: Jurisdiction, date: str | None, own: Candidate | None,
        evidence: Evidence | None,
    ) -> None:  # fmt: skip
        self._means, self._jurisdiction, self._date = means, jurisdiction, date
        self._own, self._evidence = own, evidence
        self._own_key = means.codes.read(own.code).key if own and own.code else None
        self._answers: dict[str, Resolution] = {}
        self._asked: dict[tuple[object, ...], Resolution] = {}
        self._held: dict[str, tuple[Candidate, ...]] = {}

    def all(self, citations: Sequence[Citation]) -> tuple[Resolution, ...]:
        """One answer for each citation, in order."""
        by_id = {citation.id: citation for citation in citations}
        said: dict[str, Said] = {}
        for citation in citations:
            one = self._means.said(citation, self._jurisdiction, self._limit(citation, by_id))
            if one is not None:
                said[citation.id] = one
        full = (one for id, one in said.items() if by_id[id].kind != "short")
        self._completion = Completion(full, self._means.registry.titles, self._means.said_reader)
        for id, one in said.items():
            if by_id[id].kind != "short" or by_id[id].antecedent is None:
                self._answers[id] = self._numbered(one)
        named = [citation for citation in citations if citation.id not in said]
        self._laws([citation for citation in named if citation.doc_type in LAW_TYPES], citations, by_id)
        self._gatherings([citation for citation in named if citation.doc_type not in LAW_TYPES])
        return tuple(self._answers.get(citation.id) or self._short(citation) for citation in citations)

    def _limit(self, citation: Citation, by_id: dict[str, Citation]) -> str | None:
        """The citing side's date: that of the heads whose titles hold the citation, else the document's own."""
        if citation.inverse:
            return None  # «được sửa đổi bởi …» in a text that was brought up to date
        limit, seen, head = self._date, 0, citation.head
        while head is not None and seen < 8 and (holder := by_id.get(head)) is not None:
            said = holder.date or (self._means.codes.read(holder.code).year if holder.code else None)
            if said and (limit is None or said < limit):
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
        weigh = self._means.weigher.weigh
        answer = decide(said, (weigh(said, candidate) for candidate in self._candidates(said)))
        if answer.status in ("resolved", "provisional") and said.title and said.date:
            answer = doubted(answer, self._rivals(said, answer))
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

    def _rivals(self, said: Said, answer: Resolution) -> tuple[Candidate, ...]:
        """Known documents under other numbers that day and title fit, where day or title do not fit the answer."""
        chosen = next((c for c in answer.candidates if c.id == answer.id), None)
        if (chosen is not None and {"date", "title"} <= set(chosen.agrees)) or not said.title or not said.date:
            return ()
        registry = self._means.registry
        # Without anything that speaks against the document none is suspected lightly: ministries sign many like titles on
        # one day.
        alike = registry.titles.compare if _doubtful(chosen) else same_title
        code = code_key(chosen.code) if chosen is not None and chosen.code else said.facts.key
        same_day = registry.signed(slug(chosen.doc_type or "") if chosen else said.doc_type or "", said.date)
        return tuple(c for c in same_day if code_key(c.code or "") != code and c.title and alike(said.title, c.title))

    def _candidates(self, said: Said) -> tuple[Candidate, ...]:
        """Registry, ingested documents, mentions elsewhere, and the document itself, under the citation's code."""
        registry = self._means.registry
        found = registry.candidates(said.facts.key)
        year = said.facts.year or (said.date or "")[:4]
        if not found and year and said.doc_type and said.facts.partial:
            found = registry.numbered(said.doc_type, said.facts.number, year)
        elif not found and year and said.facts.year is None and _NORMATIVE.match(said.doc_type or ""):
            # «Nghị định số 98/NĐ-CP ngày …»: a normative document whose year was left out.
            numbered = registry.numbered(said.doc_type or "", said.facts.number, year)
            found = tuple(c for c in numbered if c.code and self._means.codes.read(c.code).author == said.facts.author)
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
            details = citation.head is not None and citation.relation == "details"
            asked = (name, citation.date, limit, details)
            if asked not in cached:
                told = [
                    c
                    for c in here.get(name, ())
                    if not (limit and c.date and c.date[: len(limit)] > limit[: len(c.date)])
                ]
                held = self._ingested(self._means.filing.name(law_name(citation.text)))
                cached[asked] = self._means.laws.resolve(citation, limit, told, held)
            answer = renamed(cached[asked], citation.id)
            self._answers[citation.id] = answer
            if citation.date is not None and answer.key is not None:
                here.setdefault(name, []).append(_answered(answer, citation))

    def _gatherings(self, named: list[Citation]) -> None:
        """Congress resolutions; one without ordinal is the one that this document names with it."""
        found = [(citation, self._means.gathering(citation, self._jurisdiction)) for citation in named]
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


def _doubtful(chosen: Candidate | None) -> bool:
    """Whether a known document has a title of its own that does not fit the citation, or another day."""
    if chosen is None or chosen.origin == "mention" or chosen.title is None:
        return False
    return "title" not in chosen.agrees or "date" in chosen.contradicts


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
