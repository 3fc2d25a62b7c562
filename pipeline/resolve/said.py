"""What a citation says of the document it means, completed from its code and from the place the citing document speaks for.

The issuer comes from the symbol, the place of a local body from the issuer as written or else the citing document, the year
from date or symbol, the term of a party document from «khóa» or its date (DESIGN, section 5).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.model.mentions import Citation
from pipeline.resolve.codes import CodeFacts, CodeReader
from pipeline.resolve.identity import Identity
from pipeline.resolve.issuers import Issuer, IssuerReader
from pipeline.resolve.jurisdiction import COMMUNES, DISTRICTS, Jurisdiction
from pipeline.text.fold import fold

LAW_TYPES = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
_TAIL = re.compile(
    r"[ ,(]+(?:số \d|\d{1,3}/\d{4}/|năm \d{4}|ngày \d|của Quốc hội|khóa [IVX]"
    r"|\(?sửa đổi(?:, bổ sung)?\)?(?= năm| \d|$)|\d{4}(?!\w)).*$"
)
NUMBERED_APART = frozenset({"quy-dinh", "quyet-dinh"})
"""Types of the Party under one code (QĐ), each with numbers of its own."""
_ISSUED_BY_DECISION = frozenset({"quy-dinh", "quy-che"})
_DECREE, _DECREES_YEARED = (
    "nghi-dinh",
    "1997",
)  # since the law of 1996 on normative documents the number carries the year
# Types that say nothing of the type.
_ANY_TYPE = frozenset({"van-ban"})


class Said(NamedTuple):
    """A citation's own words as facts. ``doc_type``, ``author``, ``series`` and ``place`` are slugs.

    ``date`` is ISO of any precision. ``place`` is ``()`` for a central body, None when a local body's place is not known.
    ``author`` None: the body is not known. ``scope``: what the number is unique in (see ``Identity``), None when not said.
    ``limit``: the citing side's date, no cited document is younger. ``via`` names the citation that completed this one;
    ``law`` is the law's name where one stands before the number.
    """

    citation: str
    facts: CodeFacts
    doc_type: str | None
    date: str | None
    term: str | None
    issuer: Issuer | None
    author: str | None
    series: str | None
    place: tuple[str, ...] | None
    title: str | None
    scope: str | None
    limit: str | None
    via: str | None = None
    law: str | None = None

    @property
    def scope_year(self) -> str | None:
        """The year that the number is unique in, when that is a year."""
        return self.scope[:4] if self.scope and self.scope[:4].isdigit() else None

    @property
    def year_differs(self) -> bool:
        """Whether the year in the number is not that of the day: such a day is no part of an identity."""
        return self.facts.year is not None and self.date is not None and self.date[:4] != self.facts.year

    @property
    def identity(self) -> Identity | None:
        """The identity, or None while type, author, place or scope is not known."""
        type_ = self.doc_type or (self.facts.types[0] if self.facts.types else None)
        if type_ is None or self.author is None or self.place is None or self.scope is None or self.facts.partial:
            return None
        day = self.date if self.date and len(self.date) == 10 and not self.year_differs else None
        return Identity(
            number=self.facts.slug, doc_type=type_, author=self.author, place=self.place, date=day, scope=self.scope,
            series=self.series,
        )  # fmt: skip


class SaidReader:
    """Reads what citations say. Built from the gazetteers' index and the readers of codes and issuers."""

    def __init__(self, index: Index, codes: CodeReader, issuers: IssuerReader) -> None:
        self._index, self._codes, self._issuers = index, codes, issuers

    def read(self, citation: Citation, code: str, jurisdiction: Jurisdiction, limit: str | None) -> Said:
        """``code`` is the citation's code (a short form's is its antecedent's); ``limit`` the citing side's date."""
        facts = self._whole_decree(self._codes.read(code), citation)
        issuer = self._issuers.read(citation.issuer) if citation.issuer else None
        said = self.build(
            citation.id, facts, _type_said(citation, facts), citation.date, citation.term,
            issuer, citation.title, jurisdiction, limit,
        )  # fmt: skip
        law = law_name(citation.text) if citation.doc_type in LAW_TYPES else ""
        return said._replace(law=law) if " " in law and law != "Bộ luật" and law != "Pháp lệnh" else said

    def _whole_decree(self, facts: CodeFacts, citation: Citation) -> CodeFacts:
        """Only the Government issues decrees: «Nghị định số 28/2020», «98/NĐ-CP ngày 31/12/2023» say their whole number."""
        year = facts.year or (citation.date or "")[:4]
        lacks = facts.partial or (facts.year is None and facts.author == "chinh-phu" and facts.types[:1] == (_DECREE,))
        if not lacks or slug(citation.doc_type or "") != _DECREE or year < _DECREES_YEARED:
            return facts
        return self._codes.read(f"{facts.number:0>2}/{year}/NĐ-CP")

    def build(
        self, id: str, facts: CodeFacts, doc_type: str | None, date: str | None, term: str | None,
        issuer: Issuer | None, title: str | None, jurisdiction: Jurisdiction, limit: str | None,
    ) -> Said:  # fmt: skip
        """What is said, completed. A date of a year before 1900 or after the code's year is kept as said."""
        author, series = self._author(facts, issuer)
        place = self._place(facts, issuer, jurisdiction)
        if author == "tinh-uy" and place and len(place) == 1:
            author = series = self._party_committee(place[0], date or limit)
        return Said(
            id, facts, self._type(facts, doc_type), date, term, issuer, author, series, place, title,
            self.scope(facts, date, term), limit,
        )  # fmt: skip

    @staticmethod
    def _type(facts: CodeFacts, said: str | None) -> str | None:
        """The type as said; the code's where nothing (or «Văn bản») is said, or less than the code does («Thông tư» for TTLT)."""
        if said is None or said in _ANY_TYPE:
            if facts.symbol is not None and (facts.symbol.cls == "law" or set(facts.types) >= NUMBERED_APART):
                return None
            return facts.types[0] if facts.types else said
        first = facts.types[0] if facts.types else ""
        if first.startswith(f"{said}-") or (said in facts.types and said.startswith("chuong-trinh")):
            return first
        state = facts.symbol is not None and facts.symbol.cls != "party"
        # A regulation is issued by a decision and bears its number («Quy định số 12/QĐ-UBND»); the Party's have their own.
        return "quyet-dinh" if state and first == "quyet-dinh" and said in _ISSUED_BY_DECISION else said

    def _author(self, facts: CodeFacts, issuer: Issuer | None) -> tuple[str | None, str | None]:
        """Author and series: the code's body; of a shared series the issuer as said; of an open code the issuer's name."""
        if facts.author is not None and not facts.open and not (facts.central and _is_local(issuer)):
            if facts.author == "trung-uong" and issuer is not None and issuer.author in self._bodies_of(facts.names):
                return issuer.author, facts.author
            author = self._issuers.body(facts.author)
            return author, author
        if issuer is None:
            return None, None
        author = self._issuers.committee(issuer.author)
        return author, author

    def _bodies_of(self, names: frozenset[str]) -> frozenset[str]:
        """The bodies of a series, by the names that ids use."""
        return frozenset(map(self._issuers.body, names))

    def _place(self, facts: CodeFacts, issuer: Issuer | None, jurisdiction: Jurisdiction) -> tuple[str, ...] | None:
        if facts.central and not _is_local(issuer) and not (issuer and issuer.place):
            return ()
        level = facts.level if facts.level not in (None, "any", "unit", "central") else None
        if issuer is not None:
            if issuer.place is not None:
                return self._under(issuer.place, jurisdiction)
            if issuer.level == "central" and level is None:
                return ()
            level = issuer.level or level
        if level is None and facts.open and facts.symbol is not None and facts.symbol.cls == "letter":
            return ()  # a firm or school: its own name stands in the author
        return _own_place(level, facts, jurisdiction)

    @staticmethod
    def _under(place: tuple[str, ...], jurisdiction: Jurisdiction) -> tuple[str, ...] | None:
        """A place whose province is not named lies in the citing document's; a commune in its district, if it has one."""
        own = jurisdiction.place
        if len(place) == 2 and place[1].startswith(COMMUNES) and len(own) > 1 and own[1].startswith(DISTRICTS):
            place = (place[0], own[1], place[1]) if place[0] in ("?", own[0]) else place
        if place[0] != "?":
            return place
        return (own[0], *place[1:]) if own else None

    def _party_committee(self, province: str, date: str | None) -> str:
        """«TU» is the Thành ủy of a city and the Tỉnh ủy of a province."""
        entries = [entry for entry in self._index.gazetteers.provinces if entry.id == province]
        current = [
            entry for entry in entries if date and (entry.valid_from or "") <= date <= (entry.valid_to or "9999")
        ]
        return "thanh-uy" if any(entry.type == "thành phố" for entry in current or entries[-1:]) else "tinh-uy"

    def scope(self, facts: CodeFacts, date: str | None, term: str | None) -> str | None:
        """What the number is unique in, from what is said; None when that is not enough."""
        if facts.restarts == "self":
            return facts.year or "-"
        if facts.restarts == "term":
            found = term or self.term_of(date)
            return f"khoa-{found.lower()}" if found else None
        if date is None:
            return None
        if facts.restarts == "day" and len(date) == 10 and int(date[:4]) % 5 == 0:
            return date
        return date[:4]

    def term_of(self, date: str | None) -> str | None:
        """The party term of a date; None when the date is not precise enough to tell, or lies in two terms."""
        if date is None or len(date) < 4:
            return None
        first = date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date
        last = date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date
        one, other = self._index.party_term(first), self._index.party_term(last)
        return one.number if one is not None and other is not None and one.number == other.number else None


def _type_said(citation: Citation, facts: CodeFacts) -> str | None:
    """The citation's type; None where it was only read off a code that stands for two («66-QĐ/TW» by itself)."""
    type_ = slug(citation.doc_type) if citation.doc_type else None
    if type_ is None or type_ in slug(citation.text) or facts.types[:1] != (type_,):
        return type_
    return None if set(facts.types) >= NUMBERED_APART else type_


def _is_local(issuer: Issuer | None) -> bool:
    """Whether the issuer as said is a local body, though its code is also a central one's («Ban Thi đua - Khen thưởng tỉnh»)."""
    return issuer is not None and issuer.level in ("province", "district", "commune", "city")


def _own_place(level: str | None, facts: CodeFacts, jurisdiction: Jurisdiction) -> tuple[str, ...] | None:
    """The citing document's own province, district or commune at the level that the cited body has."""
    place = jurisdiction.place
    if not place:
        return None
    if level == "province":
        return place[:1]
    if level == "city":
        return place[:1] if jurisdiction.level == "province" else _down_to(place, DISTRICTS)
    if level is None:
        return place[:1] if jurisdiction.level == "province" and facts.level == "any" else None
    return _down_to(place, DISTRICTS if level == "district" else COMMUNES)


def _down_to(place: tuple[str, ...], units: tuple[str, ...]) -> tuple[str, ...] | None:
    """The place from the province down to the unit of that rank; None where it has none."""
    at = next((number for number, part in enumerate(place) if number and part.startswith(units)), None)
    return None if at is None else place[: at + 1]


def law_name(text: str) -> str:
    """The name of a law in a mention's words, with its type word, without number, year, day and issuer.

    >>> law_name("Luật Thi đua khen thưởng năm 2022"), law_name("Luật Điện lực số 61/2024/QH15 ngày 30/11/2024")
    ('Luật Thi đua khen thưởng', 'Luật Điện lực')
    """
    return _TAIL.sub("", " ".join(fold(text).replace("\u200b", "").split())).strip(" ,;.")
