"""Validity: whether a known document was in force on a day, as far as the gazetteers know (hiệu lực văn bản).

The one place that tells: ``cancu check`` and ``cancu lookup`` both ask here. From ``gazetteers/validity.toml`` (what lost its
force, or its place to a younger document), from the days of effect of known documents, and from the versions of laws, each of
which ends the one before. The registry of normative documents says nothing of validity, and most directives never formally
lapse: then the answer is ``unknown``, never «in force» by default.

>>> from pipeline.gazetteer import load
>>> from pipeline.resolve.resolver import Resolver
>>> reader = ValidityReader(Resolver(load()))
>>> found = reader.of("98/2023/NĐ-CP", "2023-12-31", "2025-08-01")
>>> found.status, found.until, found.by
('lapsed', '2025-07-01', '152/2025/NĐ-CP')
>>> reader.of("98/2023/NĐ-CP", "2023-12-31", "2024-03-01").status, reader.of("57-NQ/TW", "2024-12-22", "2025-03-01").status
('in_force', 'unknown')
>>> reader.of("34-CT/TW", "2014-04-07", "2025-03-01").followed_by
'41-CT/TW'
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from pipeline.gazetteer.schema import KnownDocument, Law
from pipeline.gazetteer.usage import Lapse
from pipeline.resolve.codes import code_key

if TYPE_CHECKING:
    from pipeline.resolve.resolver import Resolver

_AMENDING = "sửa đổi"

Force = Literal["in_force", "not_yet", "lapsed", "unknown"]


class Validity(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document's force on a day. ``since`` and ``until`` are ISO days, ``by`` the code that ended it.

    ``followed_by`` is a younger document on the same matter, of the day ``followed_on``, that did not end it in words.
    ``basis`` says where that is known from; ``confirmed`` is False where no source was found or the source is doubtful.
    """

    status: Force
    since: str | None = None
    until: str | None = None
    by: str | None = None
    by_date: str | None = None
    followed_by: str | None = None
    followed_on: str | None = None
    basis: str = ""
    confirmed: bool = True


class ValidityReader:
    """Answers from the resolver's gazetteers, registry and laws; its index is built on first use."""

    def __init__(self, resolver: Resolver) -> None:
        self._registry, self._laws = resolver.registry, resolver.laws
        self._gazetteers = resolver.index.gazetteers

    def lapses(self, code: str, date: str | None = None) -> tuple[Lapse, ...]:
        """What is known of the end of the document(s) with ``code`` (and ``date``, ISO of any precision), as entries.

        Several where a number was used again and no date tells. The table's own entries come before what follows from the
        versions of a law, which are of medium confidence: that versions follow one another is the list's order, no
        source's word.
        """
        return tuple(entry for entry in self._lapses.get(code_key(code), ()) if _agree(entry.date, date))

    def of(self, code: str, date: str | None, on: str | None) -> Validity:
        """Validity of the known document with ``code`` and ``date`` on the day ``on`` (None: what is known, for no day)."""
        entry = self._entry(code, date)
        since = self._since(code, entry)
        ends = self.lapses(code, date)
        end = next((e for e in ends if e.manner == "replaced"), None)
        after = next((e for e in ends if e.manner != "replaced"), None)
        adopted = entry.date if entry and entry.date else date
        first = since or adopted
        status: Force = "unknown"
        if on is not None:
            if first and on < first[: len(on)]:
                status = "not_yet"
            elif end is not None and end.lapsed <= on:
                status = "lapsed"
            elif end is not None and (since or (first and int(on[:4]) - int(first[:4]) > 1)):
                status = "in_force"  # between its first day and its last; no document waits two years to take effect
        told = end or after
        return Validity(
            status=status, since=since,
            until=end.lapsed if end else None, by=end.by if end else None, by_date=end.by_date if end else None,
            followed_by=after.by if after else None, followed_on=after.by_date or after.lapsed if after else None,
            basis=told.source if told else entry.source if entry else "",
            confirmed=(told.confirmed and told.confidence != "low") if told else entry is None or entry.confirmed,
        )  # fmt: skip

    def of_version(self, law: Law, id: str, on: str | None) -> Validity:
        """Validity of a version without a number (the Constitution's), by its id, on a day."""
        versions = self._laws.versions(law)
        at = next((n for n, version in enumerate(versions) if version.candidate.id == id), None)
        if at is None:
            return Validity(status="unknown", basis=law.source, confirmed=law.confirmed)
        since, after = versions[at].effective, versions[at + 1] if at + 1 < len(versions) else None
        status: Force = "unknown"
        if on is not None:
            status = "not_yet" if on < since else "lapsed" if after and after.effective <= on else "in_force"
        return Validity(
            status=status, since=since, until=after.effective if after else None,
            by=after.candidate.title if after else None, by_date=after.candidate.date if after else None,
            basis=law.source, confirmed=law.confirmed,
        )  # fmt: skip

    def _entry(self, code: str, date: str | None) -> KnownDocument | None:
        entries = self._registry.entries(code_key(code))
        return next((e for e in entries if e.date == date), entries[0] if len(entries) == 1 else None)

    @cached_property
    def _lapses(self) -> dict[str, list[Lapse]]:
        found: dict[str, list[Lapse]] = defaultdict(list)
        for entry in self._gazetteers.validity:
            found[code_key(entry.code)].append(entry)
        told = set(found)
        for law in self._gazetteers.laws:
            versions = self._laws.versions(law) if _AMENDING not in law.name else ()
            for one, after in itertools.pairwise(versions):
                code, by = one.candidate.code, after.candidate.code
                if after.exact and code and code_key(code) not in told:
                    found[code_key(code)].append(
                        Lapse(
                            code=code, lapsed=after.effective, by=by, by_date=after.candidate.date, source=law.source,
                            confidence="medium", confirmed=law.confirmed and by not in law.unconfirmed,
                        )
                    )  # fmt: skip
        return found

    def _since(self, code: str, entry: KnownDocument | None) -> str | None:
        """The day a document took effect; of the Party's, where none is said, the day it was signed."""
        if entry is None:
            return None
        if entry.effective:
            return entry.effective
        party = "/TW" in code or code.endswith("TW")
        return entry.date if party and entry.date and len(entry.date) == 10 else None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)
