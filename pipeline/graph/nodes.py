"""Documents as nodes: an ingested one from its record, a cited one from what its citation was found to mean.

Level and province of a cited document are read from the key that the resolver gave it; its branch from the agency in its
code, for only the gazetteers know that a «CT-TTg» is the State's. Source: DESIGN, sections 5 and 6.

>>> from pipeline.gazetteer import load
>>> describe = Describer(Resolver(load()), Index(load()))
>>> cited = Citation(id="c1", kind="numbered", start=0, end=1, text="x", doc_type="Chỉ thị", code="34-CT/TW", date="2014-04-07")
>>> node = describe.cited(cited, describe.resolver.one(cited))
>>> node.key, node.level, node.branch, node.issuer
('key:vn/chi-thi/trung-uong/khoa-xi/34-ct-tw', 'central', 'party', 'Bộ Chính trị')
"""

from __future__ import annotations

from pipeline.gazetteer import Gazetteers, Index
from pipeline.graph.build import Contribution, contribution
from pipeline.graph.memory import MemoryGraph
from pipeline.model.evidence import Evidence
from pipeline.model.graph import Node, Unsettled
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Resolution
from pipeline.resolve.identity import parse_id
from pipeline.resolve.resolver import Resolver, own_code

_BELOW = ("central", "province", "district", "commune")


class Describer:
    """Makes nodes. Built once from a resolver and the gazetteers' index."""

    def __init__(self, resolver: Resolver, index: Index) -> None:
        self.resolver = resolver
        self._index = index

    def own(self, record: Record) -> Node:
        """The node of an ingested document. One that does not say who it is gets its record's id for a key."""
        header = record.header
        found = self.resolver.own(record)
        place = self.resolver.jurisdictions.read(record)
        return Node(
            key=found.key if found is not None else record.id,
            iri=found.id if found is not None and found.id.startswith("/") else None,
            doc_type=header.doc_type,
            code=own_code(header) or (header.symbol and f"…/{header.symbol}"),
            date=header.date,
            issuer=header.issuer,
            title=header.title,
            level=place.level,
            branch=place.branch,
            province=place.place[0] if place.place else None,
            record=record.id,
            path=record.source.path,
        )

    def cited(self, citation: Citation, answer: Resolution) -> Node | None:
        """The node that a citation leads to; None when it leads to none (ambiguous, unresolved)."""
        if answer.key is None:
            return None
        known = next((c for c in answer.candidates if c.key == answer.key), None)
        level, province = level_and_province(answer.key)
        code = known.code if known is not None and known.code else citation.code
        return Node(
            key=answer.key,
            iri=answer.id if answer.id and answer.id.startswith("/") else None,
            label=None if code else " ".join(citation.text.split()),
            doc_type=(known.doc_type if known is not None else None) or citation.doc_type,
            code=code,
            date=(known.date if known is not None else None) or citation.date or citation.year,
            issuer=(known.issuer if known is not None else None) or citation.issuer,
            title=(known.title if known is not None else None) or citation.title,
            level=level,
            branch=self.branch(code) if code else "party" if "/dai-hoi-" in answer.key else None,
            province=province,
        )

    def branch(self, code: str) -> str | None:
        """The branch whose agencies use a code: party, state, people's council, mass organisation, army."""
        symbol = self.resolver.codes.read(code).symbol
        if symbol is None:
            return None
        if symbol.cls == "party":
            return "party"
        if symbol.cls == "law":
            return "state"
        branches = {entry.branch for agency in symbol.agencies for entry in self._index.agencies(agency)} - {"any"}
        return branches.pop() if len(branches) == 1 else None


def level_and_province(key: str) -> tuple[str | None, str | None]:
    """Level and province's slug from a document's key, None where it does not say.

    >>> level_and_province("key:vn-lao-cai_huyen-bat-xat/ke-hoach/uy-ban-nhan-dan/2024/12-kh-ubnd")
    ('district', 'lao-cai')
    """
    try:
        place = parse_id(key).place
    except ValueError:
        return None, None
    if not place:
        return "central", None
    deepest = place[-1]
    commune = len(place) > 2 or deepest.startswith(("xa-", "phuong-", "thi-tran-", "dac-khu-"))
    level = _BELOW[3] if commune else _BELOW[len(place)]
    return level, place[0] if place[0] != "?" else None


def contributed(record: Record, describe: Describer, answers: tuple[Resolution, ...] | None = None) -> Contribution:
    """The contribution of a record, its citations resolved by the record and the gazetteers alone unless ``answers`` are given."""
    found = {answer.citation: answer for answer in (answers or describe.resolver.resolve(record))}
    targets = {}
    for citation in record.citations:
        answer = found.get(citation.id)
        node = describe.cited(citation, answer) if answer is not None else None
        if node is not None:
            targets[citation.id] = node
    return contribution(record, describe.own(record), targets)


def graph_of(
    records: tuple[Record, ...] | list[Record], gazetteers: Gazetteers, evidence: Evidence | None = None
) -> MemoryGraph:
    """A graph in memory of a few records, for notebooks and scripts; a corpus of any size belongs in the store.

    ``evidence``: what such a corpus knows of the documents cited."""
    describe = Describer(Resolver(gazetteers), Index(gazetteers))
    graph = MemoryGraph()
    for record in records:
        answers = describe.resolver.resolve(record, evidence)
        one = contributed(record, describe, answers)
        graph.add(one)
        graph.leave(one.own.key, _unsettled(record, answers))
    return graph


def _unsettled(record: Record, answers: tuple[Resolution, ...]) -> list[Unsettled]:
    citations = {citation.id: citation for citation in record.citations}
    return [
        Unsettled(
            citation=answer.citation,
            text=citations[answer.citation].text,
            status=answer.status,
            reason=answer.reason,
            candidates=tuple(candidate.id for candidate in answer.candidates),
        )
        for answer in answers
        if answer.key is None
    ]
