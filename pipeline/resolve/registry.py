"""The known documents of the gazetteers as candidates: built once, on first use, and looked up by code.

Source: ``gazetteers/directives.toml`` and the registry of normative documents. Absence from them proves nothing; of a symbol
that restarts they may hold some years only.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.gazetteer.schema import KnownDocument
from pipeline.model.resolution import Candidate
from pipeline.resolve.codes import CodeReader, code_key
from pipeline.resolve.issuers import IssuerReader
from pipeline.resolve.jurisdiction import Jurisdiction
from pipeline.resolve.said import SaidReader
from pipeline.resolve.titles import Titles

_LAWS = frozenset({"luat", "bo-luat", "phap-lenh"})
_CENTRAL = Jurisdiction(level="central")


class Registry:
    """Known documents as candidates. Every table is built on its first use."""

    def __init__(self, index: Index, codes: CodeReader, issuers: IssuerReader, said: SaidReader) -> None:
        self._index, self._codes, self._issuers, self._said = index, codes, issuers, said
        self._made: dict[str, tuple[Candidate, ...]] = {}

    @cached_property
    def _by_key(self) -> dict[str, list[KnownDocument]]:
        """Entries by code key. A code that is unique by itself has one document: the directives' entry says most."""
        found: dict[str, list[KnownDocument]] = defaultdict(list)
        for entry in self._index.gazetteers.documents:
            same = found[code_key(entry.code)]
            alone = self._codes.read(entry.code).restarts == "self"
            if any(slug(e.doc_type) == slug(entry.doc_type) if alone else e.date == entry.date for e in same):
                continue
            same.append(entry)
        for entry in self._law_versions():
            if not any(slug(e.doc_type) in _LAWS for e in found[code_key(entry.code)]):
                found[code_key(entry.code)].append(entry)
        return found

    def _law_versions(self) -> Iterator[KnownDocument]:
        """The versions that the laws gazetteer lists, as entries that know the year in their number and no day."""
        for law in self._index.gazetteers.laws:
            for code in law.versions:
                body = "Ủy ban Thường vụ Quốc hội" if "UBTVQH" in code else "Quốc hội"
                yield KnownDocument(
                    source=law.source, confidence=law.confidence,
                    confirmed=law.confirmed and code not in law.unconfirmed, doc_type=law.type, code=code,
                    date=self._codes.read(code).year, issuer=body, title=law.name,
                )  # fmt: skip

    @cached_property
    def _by_number(self) -> dict[tuple[str, str, str], list[str]]:
        """Code keys by type, number and year: for citations that leave out the symbol or its year."""
        found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for key, entries in self._by_key.items():
            for entry in entries:
                facts = self._codes.read(entry.code)
                if year := facts.year or (entry.date or "")[:4]:
                    keys = found[slug(entry.doc_type), facts.number, year]
                    keys.extend([key] if key not in keys else [])
        return found

    @cached_property
    def _by_day(self) -> dict[tuple[str, str], list[str]]:
        """Code keys by type and day."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, entries in self._by_key.items():
            for entry in entries:
                if entry.date and len(entry.date) == 10:
                    found[slug(entry.doc_type), entry.date].append(key)
        return found

    @cached_property
    def titles(self) -> Titles:
        """The comparison of titles, weighed by all known titles."""
        return Titles(entry.title for entry in self._index.gazetteers.documents)

    @cached_property
    def horizon(self) -> str:
        """The last day up to which the registry of normative documents is well filled (ISO).

        It is the end of the last year that holds at least a third of the median of the five years before: what was issued
        later may be missing, so a law known by one version may by then have another.
        """
        dates = [entry.date for entry in self._index.gazetteers.normative if entry.date]
        counts = Counter(int(date[:4]) for date in dates)
        for year in sorted(counts, reverse=True):
            before = [counts[y] for y in range(year - 5, year)]
            if counts[year] * 3 >= statistics.median(before):
                return f"{year}-12-31"
        return "0000"

    def entries(self, key: str) -> list[KnownDocument]:
        """The registry's own entries under a code key."""
        return self._by_key.get(key, [])

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """The known documents with this code key, as bare candidates."""
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = tuple(self.candidate(entry) for entry in self._by_key.get(key, ()))
        return made

    def numbered(self, doc_type: str, number: str, year: str) -> tuple[Candidate, ...]:
        """The known documents of a type with this number in this year, whatever agency their symbol names."""
        keys = self._by_number.get((doc_type, number, year), ())
        return tuple(
            candidate
            for key in keys
            for candidate in self.candidates(key)
            if slug(candidate.doc_type or "") == doc_type and (candidate.date or year).startswith(year)
        )

    def signed(self, doc_type: str, day: str) -> tuple[Candidate, ...]:
        """The known documents of a type (its slug) of one day."""
        keys = self._by_day.get((doc_type, day), ())
        return tuple(candidate for key in keys for candidate in self.candidates(key) if candidate.date == day)

    def candidate(self, entry: KnownDocument) -> Candidate:
        """One entry as a candidate with its id and key; an entry too thin for a key has its code in their place."""
        facts = self._codes.read(entry.code)
        issuer = self._issuers.read(entry.issuer)
        said = self._said.build(
            "", facts, slug(entry.doc_type), entry.date, entry.term, issuer, entry.title, _CENTRAL, None
        )
        # What the registry says of the author is right even where the code's own body has another name by now.
        identity = said._replace(
            author=said.author or issuer.author, place=said.place or (), scope=said.scope or "?"
        ).identity
        id = identity.id if identity else f"key:vn/{slug(entry.doc_type)}/{issuer.author}/?/{slug(entry.code)}"
        return Candidate(
            id=id, key=identity.key if identity else id, code=entry.code, doc_type=entry.doc_type, date=entry.date,
            term=entry.term or (self._said.term_of(entry.date) if facts.restarts == "term" else None), issuer=entry.issuer,
            title=entry.title, confidence=entry.confidence if entry.confirmed else "unconfirmed",
        )  # fmt: skip
