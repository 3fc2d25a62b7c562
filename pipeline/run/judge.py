"""What a build asks of the resolver: who a document is, what its citations mean alone, and what they mean in the corpus.

>>> from pipeline.gazetteer import load
>>> from pipeline.model.mentions import Citation
>>> judge = Judge(load())
>>> judge.file_under(Citation(id="c1", kind="numbered", start=0, end=1, text="x", code="05-CT/TW"))
'5-CT-TW'
>>> judge.file_under(Citation(id="c1", kind="named", start=0, end=1, text="Luật Đất đai năm 2024", doc_type="Luật"))
'name:luat-dat-dai'
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.gazetteer import Gazetteers
from pipeline.model.evidence import Evidence
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Candidate, Resolution
from pipeline.model.structure import Header
from pipeline.resolve.jurisdiction import Jurisdiction
from pipeline.resolve.resolver import Resolver, undated
from pipeline.store.values import Own


class Standing(msgspec.Struct, frozen=True):
    """Place, date and identity of a citing document, as ``Resolver.citations`` takes them."""

    jurisdiction: Jurisdiction
    date: str | None
    own: Candidate | None


_STANDING = msgspec.json.Decoder(Standing)


class Judge:
    """Built once from the gazetteers; its answers depend on nothing else but what is handed in."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self.resolver = Resolver(gazetteers)
        self.provinces = {entry.id: entry.name for entry in gazetteers.provinces}

    def standing(self, record: Record) -> Standing:
        """Who the citing document is: all that resolution needs of a record beside its citations."""
        place = self.resolver.jurisdictions.read(record)
        own = self.resolver.identify(record.header, place)
        date = record.header.date or undated(own, record.citations)
        # Its evidence is of use to a reader only, who finds it in the record's own text.
        return Standing(msgspec.structs.replace(place, evidence=()), date, own)

    def own(self, record: Record, standing: Standing) -> Own:
        """The record's document as a node; one that does not say who it is goes by its hash, or by container and id."""
        header, place, found = record.header, standing.jurisdiction, standing.own
        # One that does not say who it is may be a draft: nothing that is cited leads to it.
        code_key, name_key = self._filed(found.code, header) if found and found.code else (None, None)
        fallback = record.id if record.id.startswith("sha256:") else f"{record.source.path}#{record.id}"
        return Own(
            key=found.key if found else fallback,
            iri=found.id if found and found.id.startswith("/") else None,
            code_key=code_key,
            name_key=name_key,
            doc_type=header.doc_type,
            code=found.code if found else None,
            date=(found.date if found else None) or header.date,
            term=found.term if found else None,
            issuer=header.issuer,
            level=place.level or header.level,
            branch=place.branch or header.branch,
            province=place.province or header.province,
            title=header.title,
        )

    def _filed(self, code: str, header: Header) -> tuple[str | None, str | None]:
        keys = self.resolver.filing.of(code, header.doc_type, header.title)
        return keys[0], keys[1] if len(keys) > 1 else None

    def alone(self, record: Record, standing: Standing) -> Sequence[Resolution]:
        """What the record and the gazetteers alone say: as the record has it already, else worked out here."""
        kept = [citation.resolution for citation in record.citations if citation.resolution is not None]
        if kept and len(kept) == len(record.citations):
            return [msgspec.convert(found, Resolution) for found in kept]
        return self._answers(record.citations, standing, None)

    def settled(self, citations: Sequence[Citation], standing: str, evidence: Evidence) -> Sequence[Resolution]:
        """What the corpus adds; ``standing`` is the JSON of a ``Standing``."""
        return self._answers(citations, _STANDING.decode(standing), evidence)

    def _answers(
        self, citations: Sequence[Citation], standing: Standing, evidence: Evidence | None
    ) -> Sequence[Resolution]:
        return self.resolver.citations(citations, standing.jurisdiction, standing.date, standing.own, evidence)

    def file_under(self, citation: Citation) -> str | None:
        """The key under which a citation is filed and asked for: of its code, or of a law's name; None for the rest."""
        return self.resolver.filing.under(citation)
