"""Look-up: what does this citation mean? Found, not found, ambiguous, lapsed or not yet adopted on a day, with the evidence.

The library side of ``cancu lookup TEXT [--on DATE]``. ``run`` extracts the citation; a bare code or the name of a law is read
here.

>>> from pipeline.gazetteer import load
>>> from pipeline.resolve.resolver import Resolver
>>> lookup = Lookup(Resolver(load()))
>>> lookup.lookup("34-CT/TW").status, lookup.lookup("98/2023/NĐ-CP", on="2025-08-01").status
('ambiguous', 'lapsed')
>>> lookup.lookup("Luật Thi đua khen thưởng năm 2003", on="2024-03-01").validity.by
'06/2022/QH15'
>>> lookup.lookup("9999/QĐ-TTg").status
'not_found'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from pipeline.gazetteer.key import name_key
from pipeline.model.evidence import Evidence
from pipeline.model.mentions import Citation
from pipeline.model.resolution import Candidate, Resolution
from pipeline.resolve.jurisdiction import Jurisdiction
from pipeline.resolve.said import LAW_TYPES
from pipeline.resolve.validity import Validity, ValidityReader
from pipeline.symbols import codes_for, find_symbols, repair
from pipeline.text.fold import fold

if TYPE_CHECKING:
    from pipeline.resolve.resolver import Resolver

LookupStatus = Literal["found", "not_found", "ambiguous", "lapsed", "not_yet"]
_LONGEST_TYPE = 4
_PARTIAL = re.compile(r"(?<![\w/])\d{1,4}[a-z]?/(?:19|20)\d{2}(?![\w/])")


class Answer(msgspec.Struct, frozen=True):
    """The answer to one look-up. ``found`` says that the document is known, not that it is in force: see ``validity``.

    ``resolution`` has the id, the candidates and the reason; a ``provisional`` one is ``not_found`` with an id. ``document`` is
    the known document, None unless there is just one. ``on`` is the day asked about, ``standings`` the
    validity on it of each candidate that is known (by id), where several are left. A document that the registry does not
    hold may still be ``lapsed``: that is told of more documents than are held.
    """

    text: str
    status: LookupStatus
    resolution: Resolution
    document: Candidate | None = None
    validity: Validity | None = None
    on: str | None = None
    standings: dict[str, Validity] = {}


class Lookup:
    """Looks citations up. Built on a ``Resolver``."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._validity = ValidityReader(resolver)

    def lookup(
        self, asked: Citation | str, on: str | None = None, jurisdiction: Jurisdiction | None = None,
        evidence: Evidence | None = None,
    ) -> Answer:  # fmt: skip
        """Look up a citation, or a text that is a code (with or without its type) or the name of a law.

        ``on`` is an ISO day: documents adopted later are not meant, and the answer says what was in force. ``jurisdiction``
        says whose «UBND tỉnh» it is.
        """
        citation = self.citation(asked) if isinstance(asked, str) else asked
        text = asked if isinstance(asked, str) else asked.text
        answer = self._resolver.one(citation, on, jurisdiction, evidence)
        chosen = next((c for c in answer.candidates if c.id == answer.id), None)
        if answer.status == "resolved" or (answer.reason == "only-version" and chosen is not None):
            validity = self.validity(chosen, on) if chosen is not None else None
            return Answer(text, _status(validity, "found"), answer, chosen, validity, on)
        if answer.id is not None and citation.code is not None:
            # Not in the registry, and yet it may be known that it lapsed.
            known = self._validity.of(citation.code, citation.date, on)
            if known.until and (citation.date or self._resolver.codes.read(citation.code).restarts == "self"):
                return Answer(text, _status(known, "not_found"), answer, None, known, on)
        late = [c for c in answer.candidates if c.origin != "mention"]
        if answer.id is None and late and all(c.contradicts == ("younger",) for c in late):
            only = late[0] if len(late) == 1 else None
            return Answer(text, "not_yet", answer, only, None, on)
        held = {c.id: self.validity(c, on) for c in answer.candidates if on is not None and c.origin != "mention"}
        standings = {id: validity for id, validity in held.items() if validity is not None}
        return Answer(
            text, "ambiguous" if answer.status == "ambiguous" else "not_found", answer, on=on, standings=standings
        )

    def validity(self, candidate: Candidate, on: str | None) -> Validity | None:
        """The validity of one candidate on a day; None for a document that has neither code nor versions."""
        if candidate.code is not None:
            return self._validity.of(candidate.code, candidate.date, on)
        law = self._resolver.index.law(candidate.title or "")
        return self._validity.of_version(law, candidate.id, on) if law is not None else None

    def citation(self, text: str) -> Citation:
        """``text`` as a citation by itself: a code (repaired if need be), or the name of a law with its year."""
        words = " ".join(text.split())
        type_ = self._type(words)
        codes = codes_for(self._resolver.index.gazetteers)
        found = next(iter(find_symbols(fold(words), codes=codes)), None)
        symbol = found.symbol if found is not None else repair(words, codes)
        partial = _PARTIAL.search(words) if symbol is None and type_ is not None else None
        code = symbol.canonical if symbol is not None else partial[0] if partial else None
        named = code is None and type_ in LAW_TYPES
        last = words.split()[-1] if words else ""
        year = last if named and len(last) == 4 and last.isdigit() else None
        return Citation(
            id="lookup", kind="named" if named else "numbered", start=0, end=len(words), text=words, doc_type=type_, code=code,
            date=year, number=symbol.number_text if symbol else None,
        )  # fmt: skip

    def _type(self, words: str) -> str | None:
        """The document type that the words begin with, the longest."""
        parts = words.split()
        for count in range(min(_LONGEST_TYPE, len(parts)), 0, -1):
            types = self._resolver.index.doc_types_named(" ".join(parts[:count]))
            if types and name_key(" ".join(parts[:count])):
                return types[0].name
        return None


def _status(validity: Validity | None, else_: LookupStatus) -> LookupStatus:
    if validity is not None and validity.status in ("lapsed", "not_yet"):
        return "lapsed" if validity.status == "lapsed" else "not_yet"
    return else_
