"""Validity: whether a known document was in force on a day, as far as the gazetteers know (hiệu lực văn bản).

From ``relations`` and ``effective`` of the known documents and the versions of laws. The registry of normative documents says
nothing of validity, and most directives never formally lapse: then the answer is ``unknown``, never «in force» by default.

>>> from pipeline.gazetteer import load
>>> from pipeline.resolve.resolver import Resolver
>>> reader = ValidityReader(Resolver(load()))
>>> found = reader.of("98/2023/NĐ-CP", "2023-12-31", "2025-08-01")
>>> found.status, found.until, found.by
('lapsed', '2025-07-01', '152/2025/NĐ-CP')
>>> reader.of("98/2023/NĐ-CP", "2023-12-31", "2024-03-01").status, reader.of("57-NQ/TW", "2024-12-22", "2025-03-01").status
('in_force', 'unknown')
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from pipeline.gazetteer.schema import KnownDocument
from pipeline.resolve.codes import code_key

if TYPE_CHECKING:
    from pipeline.resolve.resolver import Resolver

_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_CODE = r"\d+[\w.]*[-/][^\s,;()]+"
_IN_FORCE = re.compile(rf"in force (?:{_DAY}|the same day)")
_EXPIRED = re.compile(rf"expired {_DAY}")
_REPLACED_BY = re.compile(rf"(?:replaced|superseded) by (?:NĐ )?({_CODE})(?: \((\d{{4}})\))?(?: from {_DAY})?")
_REPLACES = re.compile(rf"(?:replaces|replaced) (?!by)((?:{_CODE}(?: {_DAY}| \(\d{{4}}\))?(?:, )?)+)")
_TARGET = re.compile(rf"({_CODE})(?: {_DAY}| \((\d{{4}})\))?")
_FOLLOWED = re.compile(rf"(?:succeeded|followed) by ({_CODE})(?: \((\d{{4}})\))?")

Validity_ = Literal["in_force", "not_yet", "lapsed", "unknown"]


class Validity(msgspec.Struct, frozen=True):
    """What is known of a document's force on a day. ``since`` and ``until`` are ISO days, ``by`` the code that ended it.

    ``followed_by`` is a later document on the same matter that did not formally end it. ``basis`` is the gazetteers' own
    words, ``confirmed`` whether a source was found for them.
    """

    status: Validity_
    since: str | None = None
    until: str | None = None
    by: str | None = None
    followed_by: str | None = None
    basis: str = ""
    confirmed: bool = True


class _End(NamedTuple):
    """The end of a document: from when (None: not known), by what, which of its code (a year, a day, or any), and who says so."""

    until: str | None
    by: str | None
    which: str
    basis: str
    confirmed: bool


class ValidityReader:
    """Answers from the resolver's registry and laws; its index of ends is built on first use."""

    def __init__(self, resolver: Resolver) -> None:
        self._registry, self._laws = resolver.registry, resolver.laws
        self._index = resolver.index

    def of(self, code: str, date: str | None, on: str | None) -> Validity:
        """Validity of the known document with ``code`` and ``date`` on the day ``on`` (None: what is known, for no day)."""
        entry = self._entry(code, date)
        since = self._since(entry) if entry else None
        followed = _FOLLOWED.search(entry.relations) if entry else None
        ends = [end for end in self._ends.get(code_key(code), ()) if _same(end.which, date)]
        end = min(
            (end for end in ends if end.until), key=lambda end: end.until or "", default=ends[0] if ends else None
        )
        adopted = since or (entry.date if entry else date)
        status: Validity_ = "unknown"
        if on is not None:
            if adopted and on < adopted[: len(on)]:
                status = "not_yet"
            elif end is not None and end.until and end.until[: len(on)] <= on:
                status = "lapsed"
            elif end is not None and end.until and since:
                status = "in_force"
        return Validity(
            status, since, end.until if end else None, end.by if end else None, followed[1] if followed else None,
            end.basis if end else entry.relations if entry else "",
            (end is None or end.confirmed) and (entry is None or entry.confirmed),
        )  # fmt: skip

    def _entry(self, code: str, date: str | None) -> KnownDocument | None:
        entries = self._registry.entries(code_key(code))
        return next((e for e in entries if e.date == date), entries[0] if len(entries) == 1 else None)

    @cached_property
    def _ends(self) -> dict[str, list[_End]]:
        found: dict[str, list[_End]] = defaultdict(list)
        for entry in self._index.gazetteers.directives:
            self._said_by(entry, found)
        for law in self._index.gazetteers.laws:
            versions = self._laws.versions(law) if "sửa đổi" not in law.name else ()
            for one, after in itertools.pairwise(versions):
                if after.exact and one.candidate.code:
                    by = after.candidate.code
                    basis = f"{law.name}: {by} in force {after.effective}"
                    found[code_key(one.candidate.code)].append(_End(after.effective, by, "", basis, law.confirmed))
        return found

    def _said_by(self, entry: KnownDocument, found: dict[str, list[_End]]) -> None:
        """What one entry says of its own end, and of the ends of others."""
        own = found[code_key(entry.code)]
        if expired := _EXPIRED.search(entry.relations):
            own.append(_End(_day(expired.groups()), None, entry.date or "", entry.relations, entry.confirmed))
        if by := _REPLACED_BY.search(entry.relations):
            until = _day(by.groups()[2:5]) if by[3] else self._since(self._entry_of(by[1], by[2]))
            own.append(_End(until, by[1], entry.date or "", entry.relations, entry.confirmed))
        if replaces := _REPLACES.search(entry.relations):
            for target in _TARGET.finditer(replaces[1]):
                which = _day(target.groups()[1:4]) if target[2] else target[5] or ""
                end = _End(self._since(entry), entry.code, which, f"{entry.code}: {entry.relations}", entry.confirmed)
                found[code_key(target[1])].append(end)

    def _entry_of(self, code: str, year: str | None) -> KnownDocument | None:
        entries = self._registry.entries(code_key(code))
        fitting = [entry for entry in entries if not year or (entry.date or "").startswith(year)]
        return fitting[0] if len(fitting) == 1 else None

    @staticmethod
    def _since(entry: KnownDocument | None) -> str | None:
        """The day a document took effect; of the Party's, where none is said, the day it was signed."""
        if entry is None:
            return None
        if entry.effective:
            return entry.effective
        said = _IN_FORCE.search(entry.relations)
        if said is not None:
            return _day(said.groups()) if said[1] else entry.date
        party = "/TW" in entry.code or entry.code.endswith("TW")
        return entry.date if party and entry.date and len(entry.date) == 10 else None


def _day(parts: tuple[str | None, ...]) -> str:
    day, month, year = (int(part or 0) for part in parts[:3])
    return f"{year}-{month:02d}-{day:02d}"


def _same(which: str, date: str | None) -> bool:
    return not which or date is None or date.startswith(which) or which.startswith(date)
