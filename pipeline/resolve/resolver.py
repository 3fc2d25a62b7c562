"""The resolver: which document each citation of a record means, with candidates and reason.

It completes a citation from its context, gathers candidates (gazetteers, the record itself, what a corpus holds) and decides
(DESIGN, section 5). Without ``Evidence`` the answers are what this document and the registry alone can say: these go into
the record's ``resolution`` (``as_dict``); with it, what the corpus adds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from pipeline.gazetteer import Gazetteers, Index
from pipeline.model.evidence import Evidence
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Candidate, Resolution
from pipeline.model.structure import Header
from pipeline.resolve.answering import Answering
from pipeline.resolve.jurisdiction import Jurisdiction, JurisdictionReader
from pipeline.resolve.means import Means


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
        means = self._means = Means(Index(gazetteers))
        self.index, self.codes, self.issuers = means.index, means.codes, means.issuers
        self.registry, self.laws, self.filing = means.registry, means.laws, means.filing
        self.jurisdictions = JurisdictionReader(means.index, means.issuers)

    def resolve(self, record: Record, evidence: Evidence | None = None) -> tuple[Resolution, ...]:
        """One answer for each citation of ``record``, in order."""
        if not record.citations:
            return ()
        jurisdiction = self.jurisdictions.read(record)
        own = self.identify(record.header, jurisdiction)
        date = record.header.date or undated(own, record.citations)
        return self.citations(record.citations, jurisdiction, date, own, evidence)

    def one(
        self, citation: Citation, date: str | None = None, jurisdiction: Jurisdiction | None = None,
        evidence: Evidence | None = None,
    ) -> Resolution:  # fmt: skip
        """The answer for a citation that stands alone, cited on ``date`` (ISO) by who speaks for ``jurisdiction``."""
        return self.citations((citation,), jurisdiction or Jurisdiction(), date, None, evidence)[0]

    def citations(
        self, citations: Sequence[Citation], jurisdiction: Jurisdiction, date: str | None, own: Candidate | None = None,
        evidence: Evidence | None = None,
    ) -> tuple[Resolution, ...]:  # fmt: skip
        """The answers for citations of one document of ``date`` (ISO of any precision) that is itself ``own``."""
        return Answering(self._means, jurisdiction, date, own, evidence).all(citations)

    def canonical_id(self, record: Record) -> str | None:
        """The record's own IRI, or None while number or day is not known."""
        own = self.own(record)
        return own.id if own is not None and own.id.startswith("/akn/") else None

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
        id, key = answer.id, answer.key
        if id is None or key is None:
            # Whatever the registry says against it: a document's own number and day are its own.
            said = self._means.said(citation, jurisdiction, None)
            own = said.identity if said is not None else None
            if own is None:
                return None
            id, key = own.id, own.key
        known = next((c.date for c in answer.candidates if c.id == id), None)
        date = header.date or known or self.codes.read(code).year
        return Candidate(
            id=id, key=key, code=code, doc_type=header.doc_type, date=date, issuer=header.issuer,
            title=header.title, origin="document",
        )  # fmt: skip


def undated(own: Candidate | None, citations: Sequence[Citation]) -> str | None:
    """The date of a text without a dateline: what its own symbol says, unless it cites younger documents.

    A consolidated or codified text bears the symbol of the first version and cites what amended it: it has no one date.
    """
    date = own.date if own is not None else None
    if date is None:
        return None
    years = (citation.date or citation.year or "" for citation in citations)
    return None if any(said[:4] > date[:4] for said in years) else date


def own_code(header: Header) -> str | None:
    """A document's own code from number and symbol: a party symbol («CT/TW») joins with a dash, all others with a slash."""
    if not header.number or not header.symbol:
        return None
    first = re.search(r"[-/]", header.symbol)
    party = first is not None and first.group() == "/"
    return f"{header.number}{'-' if party else '/'}{header.symbol}"


def as_dict(resolution: Resolution) -> dict[str, Any]:
    """A resolution as the plain values that ``Citation.resolution`` holds."""
    # Through JSON, so that a record in memory equals the one read back from its file (lists, no tuples).
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(resolution))
    return found
