"""Laws cited by name (luật, bộ luật, pháp lệnh, Hiến pháp): which version is meant.

By the year or day said with the name, else by the version in force on the citing side's date; «ambiguous» while a newer version
is adopted but not in force, and after the day up to which the registry is well filled. Source: guidelines, section 1
(``named``); laws gazetteer (versions), registry of normative documents (days of adoption and effect).

>>> from pipeline.gazetteer import load
>>> from pipeline.resolve.resolver import Resolver
>>> laws = Resolver(load()).laws
>>> cited = Citation(id="c1", kind="named", start=0, end=0, text="Luật Thi đua khen thưởng", doc_type="Luật")
>>> [laws.resolve(cited, date, ()).id for date in ("2014-05", "2023-06", "2024-03")]
['/akn/vn/act/luat/quoc-hoi/2003-11-26/15-2003-qh11', None, '/akn/vn/act/luat/quoc-hoi/2022-06-15/06-2022-qh15']
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.gazetteer.schema import DatedVersion, Law
from pipeline.model.mentions import Citation
from pipeline.model.resolution import Candidate, Resolution
from pipeline.resolve.codes import code_key
from pipeline.resolve.identity import Identity
from pipeline.resolve.registry import Registry
from pipeline.resolve.said import law_name

_AMENDING = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh) sửa đổi", re.IGNORECASE)
_DETAILED_BEFORE = datetime.timedelta(days=45)
_UNKNOWN_DELAY = 2  # years after which a version of unknown effect is surely in force


class Version(NamedTuple):
    """One version: its candidate, the first and last day on which it may have been adopted, the day it took effect.

    ``exact``: whether that day is known; else it is the end of a year by which the version is surely in force.
    """

    candidate: Candidate
    adopted: str
    surely_adopted: str
    effective: str
    exact: bool


class LawResolver:
    """Resolves named laws. Built from the gazetteers' index and the registry."""

    def __init__(self, index: Index, registry: Registry) -> None:
        self._index, self._registry = index, registry
        self._versions: dict[str, tuple[Version, ...]] = {}

    def law(self, citation: Citation) -> tuple[str, Law | None]:
        """The name that a citation uses, and the gazetteers' law of that name."""
        name = law_name(citation.text)
        return name, self._index.law(name)

    def resolve(
        self, citation: Citation, limit: str | None, here: Sequence[Candidate], ingested: Sequence[Candidate] = ()
    ) -> Resolution:
        """The answer. ``limit`` is the citing side's date; ``here`` what this record's other mentions of the law say."""
        name, law = self.law(citation)
        type_ = slug(law.type if law else citation.doc_type or "")
        versions = self.versions(law) if law is not None else ()
        candidates = _distinct((*(version.candidate for version in versions), *ingested))
        if citation.date is not None:
            return self._dated(citation, name, type_, candidates)
        # Amending laws of one name stand beside each other; none is «the version in force».
        day = limit
        if citation.head is not None and citation.relation == "details" and limit and len(limit) == 10:
            # A decree that details a law is signed shortly before the law takes effect.
            day = (datetime.date.fromisoformat(limit) + _DETAILED_BEFORE).isoformat()
        chosen = None if _AMENDING.match(name) else self._in_force(versions, day)
        if chosen is not None and _newer(chosen, candidates, day):
            chosen = (
                None  # a version that the registry does not know was read: whether it is in force by now is not known
            )
        told = {candidate.key: candidate for candidate in here}
        if len(told) == 1:
            (only,) = told.values()
            return self._told(citation, only, candidates, chosen, limit)
        if chosen is not None:
            return self._answer(citation, "resolved", "law-in-force", (chosen,), chosen, 0.8 if told else 0.85)
        if told:
            return self._answer(citation, "ambiguous", "several-here", tuple(told.values()))
        held = {
            c.key: c for c in candidates if c.origin == "document" and not (limit and (c.date or "")[:4] > limit[:4])
        }
        if law is None and len(held) == 1 and not _AMENDING.match(name):
            # No version but the ingested one is known: surely not proof, and yet the two should meet.
            (only,) = held.values()
            return self._answer(citation, "provisional", "only-version", (only,), only, 0.6)
        return self._answer(citation, "ambiguous" if candidates else "unresolved", "version-unknown", candidates)

    def _told(
        self, citation: Citation, only: Candidate, candidates: tuple[Candidate, ...], chosen: Candidate | None,
        limit: str | None,
    ) -> Resolution:  # fmt: skip
        """The one version that this document names, unless another is in force or newer: then it may speak of the past."""
        known = next((c for c in candidates if c.key == only.key and c.origin != "mention"), None)
        by_then = [c for c in candidates if not (limit and (c.date or "")[: len(limit)] > limit[: len(c.date or "")])]
        newest = by_then[-1] if by_then else only
        if (chosen or newest).key != only.key:
            return self._answer(
                citation, "ambiguous", "version-unknown", tuple({c.key: c for c in (only, *candidates)}.values())
            )
        return self._answer(
            citation, "resolved" if known else "provisional", "completed", (known or only,), known or only, 0.9
        )

    def versions(self, law: Law) -> tuple[Version, ...]:
        """The versions of a law, oldest first, with what the registry knows of them."""
        made = self._versions.get(law.name)
        if made is None:
            found = [self._version(law, code) for code in law.versions]
            found += [_unnumbered(law, dated) for dated in law.dated]
            made = self._versions[law.name] = tuple(sorted(found, key=lambda version: version.surely_adopted))
        return made

    def _version(self, law: Law, code: str) -> Version:
        key = code_key(code)
        types = (slug(law.type), "luat", "bo-luat")
        # The registry holds every version of every law, of some no more than the year.
        known = next(c for c in self._registry.candidates(key) if slug(c.doc_type or "") in types)
        entry = next((e for e in self._registry.entries(key) if e.doc_type == known.doc_type), None)
        candidate = msgspec.structs.replace(known, agrees=("name",))
        year = (known.date or "")[:4]
        date = candidate.date or year or "0000"
        effective = entry.effective if entry and entry.effective else None
        exact = effective is not None
        if effective is None:
            effective = f"{int(date[:4]) + _UNKNOWN_DELAY}-12-31"
        return Version(
            candidate, date if len(date) == 10 else f"{date[:4]}-01-01", (date + "-12-31")[:10], effective, exact
        )

    def _in_force(self, versions: Sequence[Version], date: str | None) -> Candidate | None:
        """The version surely meant on a date: in force by then, no newer one adopted unless in force too."""
        if not versions or date is None or len(date) < 4:
            return None
        first, last = (date + "-01-01"[len(date) - 4 :])[:10], (date + "-12-31"[len(date) - 4 :])[:10]
        if last > self._registry.horizon:
            return None
        inside = [version for version in versions if version.effective <= first]
        coming = [version for version in versions if version not in inside and version.adopted <= last]
        return inside[-1].candidate if inside and not coming else None

    def _dated(self, citation: Citation, name: str, type_: str, candidates: tuple[Candidate, ...]) -> Resolution:
        """A law with its year or day: the version adopted then, else an identity of its own."""
        said = citation.date or ""
        weighed = tuple(_weigh(candidate, said) for candidate in candidates)
        fitting = {c.id: c for c in weighed if not c.contradicts}
        if len(fitting) == 1:
            (only,) = fitting.values()
            if only.origin == "mention":  # named so elsewhere too, and known to nobody
                return self._answer(citation, "provisional", "new-identity", (only,), only, 0.8)
            sure = 0.95 if only.confidence in ("high", "medium") else 0.85
            return self._answer(citation, "resolved", "law-and-year", (only,), only, sure)
        if fitting:
            return self._answer(citation, "ambiguous", "version-unknown", tuple(fitting.values()))
        law = self._index.law(name)
        identity = Identity(
            number=slug(law.name if law else name),
            doc_type=type_,
            author="quoc-hoi",
            scope=said[:4],
            date=said if len(said) == 10 else None,
        )
        reason = "date-differs" if any(c.date and c.date[:4] == said[:4] for c in weighed) else "new-identity"
        return Resolution(
            citation=citation.id, status="provisional", reason=reason, id=identity.id, key=identity.key,
            confidence=0.5 if reason == "date-differs" else 0.8, candidates=weighed,
        )  # fmt: skip

    @staticmethod
    def _answer(
        citation: Citation, status: str, reason: str, candidates: tuple[Candidate, ...], chosen: Candidate | None = None,
        confidence: float = 0.0,
    ) -> Resolution:  # fmt: skip
        return Resolution(
            citation=citation.id, status=status, reason=reason, id=chosen.id if chosen else None,  # type: ignore[arg-type]
            key=chosen.key if chosen else None, confidence=confidence, candidates=candidates,
        )  # fmt: skip


def _unnumbered(law: Law, dated: DatedVersion) -> Version:
    """A version without a number: its name and year are its identity."""
    identity = Identity(
        number=slug(law.name), doc_type=slug(law.type), author="quoc-hoi", scope=dated.date[:4], date=dated.date
    )
    candidate = Candidate(
        id=identity.id, key=identity.key, doc_type=law.type, date=dated.date, issuer="Quốc hội", title=law.name,
        confidence=law.confidence if law.confirmed else "unconfirmed", agrees=("name",),
    )  # fmt: skip
    return Version(candidate, dated.date, dated.date, dated.effective or dated.date, True)


def _distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """One candidate for each document: those of the registry, then ingested ones by date, then mentions by name of any other.

    A mention that gives the year gives the same key as one that gives the day, and both are the ingested law of that year.
    """
    every = tuple(candidates)
    registry = [c for c in every if c.origin == "registry"]
    ingested = sorted((c for c in every if c.origin == "document"), key=lambda c: (c.date or "", c.key))
    held: dict[str, Candidate] = {}
    for one in (*registry, *ingested):
        held.setdefault(one.key, one)
    known = list(held.values())
    mentions: dict[str, Candidate] = {}
    for one in every:
        if one.origin == "mention" and one.key not in held and not any(_one_day(one.date, c.date) for c in known):
            before = mentions.get(one.key)
            if before is None or len(one.date or "") > len(before.date or ""):
                mentions[one.key] = one
    return (*known, *mentions.values())


def _one_day(one: str | None, other: str | None) -> bool:
    """Whether two dates agree as far as both go; an unknown one agrees with none."""
    return bool(one and other) and (str(one).startswith(str(other)) or str(other).startswith(str(one)))


def _newer(chosen: Candidate, candidates: Sequence[Candidate], day: str | None) -> bool:
    """Whether an ingested version is younger than the chosen one and no younger than the day."""
    dates = [c.date for c in candidates if c.origin == "document" and c.date]
    return any(date > (chosen.date or "")[: len(date)] and not (day and date[: len(day)] > day) for date in dates)


def _weigh(candidate: Candidate, said: str) -> Candidate:
    known = candidate.date or ""
    length = min(len(known), len(said))
    agrees = bool(length) and known[:length] == said[:length]
    name = "date" if length == 10 else "year"
    return msgspec.structs.replace(
        candidate, agrees=("name", name) if agrees else ("name",), contradicts=() if agrees else ("date",)
    )
