"""Weighing: what of a citation agrees with a known document, and what contradicts it.

Codes were compared before (equal code keys only, never fuzzily). ``body`` is a contradiction that parts nothing: another body of
the same series (TW covers three issuers). Issuers contradict only where both are known bodies: what stands after «của» in a
sentence is not always an issuer.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import name_key, slug
from pipeline.gazetteer.schema import Law
from pipeline.model.resolution import Candidate
from pipeline.resolve.identity import parse_id
from pipeline.resolve.issuers import IssuerReader
from pipeline.resolve.said import LAW_TYPES, NUMBERED_APART, Said
from pipeline.resolve.slips import UNSURE
from pipeline.resolve.titles import Titles

_TYPE_WORD = re.compile(r"^(?:bộ luật|luật|pháp lệnh) ")
_FAMILY = {"chuong-trinh-hanh-dong": "chuong-trinh"}


class Weigher:
    """Weighs candidates against what a citation says. Built from the index, the reader of issuers and the comparison of titles."""

    def __init__(self, index: Index, issuers: IssuerReader, titles: Titles) -> None:
        self._index, self._issuers, self._titles = index, issuers, titles

    def weigh(self, said: Said, candidate: Candidate) -> Candidate:
        """``candidate`` with ``agrees`` and ``contradicts`` filled in."""
        agrees: list[str] = ["code"]
        contradicts: list[str] = []

        def note(name: str, verdict: bool | None) -> None:
            if verdict is not None:
                (agrees if verdict else contradicts).append(name)

        type_ = self._type(said, candidate)
        date = _date(said.date, candidate.date)
        if date is not None:
            note(*date)
        if said.term and candidate.term:
            note("term", said.term == candidate.term)
        issuer = self._issuer(said, candidate)
        if issuer is not None:
            note(*issuer)
        law = said.law or (said.title if candidate.doc_type in LAW_TYPES else None)
        if law and candidate.title:
            note("title", self._law(law, candidate.title))
        elif said.title and candidate.title:
            note("title", self._titles.compare(said.title, candidate.title))
        if type_ is None and {said.doc_type, slug(candidate.doc_type or "")} == NUMBERED_APART:
            type_ = None if {"date", "title"} & set(agrees) else False
        note("type", type_)
        place = _place_of(candidate.key)
        if said.place is not None and place is not None and (said.place or place):
            note("place", said.place == place)
        # Of a day that no source confirms only the year is held against a citation.
        known = (candidate.date or "")[: 4 if candidate.confidence in UNSURE else 10]
        if said.limit and known[: len(said.limit)] > said.limit[: len(known)]:
            contradicts.append("younger")
        return msgspec.structs.replace(candidate, agrees=tuple(agrees), contradicts=tuple(contradicts))

    @staticmethod
    def _type(said: Said, candidate: Candidate) -> bool | None:
        one, other = said.doc_type, slug(candidate.doc_type or "")
        if not one or not other or one == "van-ban":
            return None
        if {one, other} <= {"luat", "bo-luat"}:
            return True
        if {one, other} == NUMBERED_APART:
            return None
        return _FAMILY.get(one, one) == _FAMILY.get(other, other)

    def _law(self, said: str, known: str) -> bool | None:
        """Whether two names are of one law: equal without their type word, or not, where the gazetteers list both."""
        one, other = (_TYPE_WORD.sub("", name_key(name)) for name in (said, known))
        if one == other or other.startswith(f"{one} ") or one.startswith(f"{other} "):
            return True
        both = [self._listed(name) for name in (said, known)]
        return None if None in both else both[0] == both[1]

    def _listed(self, name: str) -> Law | None:
        """The law of a name with or without its type word, as the registry gives it."""
        names = (name, *(f"{word} {name}" for word in ("Luật", "Bộ luật", "Pháp lệnh")))
        return next((law for law in map(self._index.law, names) if law is not None), None)

    def _issuer(self, said: Said, candidate: Candidate) -> tuple[str, bool] | None:
        if said.issuer is None or not candidate.issuer:
            return None
        one, other = said.issuer.author, self._issuers.read(candidate.issuer).author
        if one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-"):
            return "issuer", True
        if set(one.replace("-va-", "-").split("-")) == set(other.replace("-va-", "-").split("-")):
            return "issuer", True
        if not said.issuer.known:
            return None
        names = frozenset(map(self._issuers.body, said.facts.names))
        if one in names and other in names:
            return "body", False
        if one in names and len(names) == 1:
            return "issuer", True  # the code's own body; the registry may name the one above it (HĐTP: the court)
        # A joint document is often cited by its first body alone; a ministry may have another name by now.
        return None if one in other else ("issuer", False)


def _date(said: str | None, known: str | None) -> tuple[str, bool] | None:
    """Whether two dates agree as far as both go: to the day is ``date``, less is ``year``."""
    if not said or not known:
        return None
    length = min(len(said), len(known))
    if said[:length] != known[:length]:
        return "date", False
    return ("date" if length == 10 else "year"), True


@lru_cache(maxsize=16384)
def _place_of(key: str) -> tuple[str, ...] | None:
    try:
        return parse_id(key).place
    except ValueError:  # «?» in a key: something of the identity is not known
        return None
