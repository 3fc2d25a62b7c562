"""Look-ups over loaded gazetteers: by code, by name in any spelling, by date. Built once, read only after that.

Names are compared by ``key.name_key`` (case, punctuation, tone placement and i/y do not count); codes exactly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from pipeline.gazetteer.catalogue import Gazetteers
from pipeline.gazetteer.key import name_key
from pipeline.gazetteer.schema import (
    Agency,
    AnniversaryEntry,
    DocType,
    KnownDocument,
    Law,
    MovementEntry,
    Province,
    Term,
)

T = TypeVar("T")
_PREFIX = re.compile(r"^(?:tỉnh|thành phố|t\.?p\.?)\s+", re.IGNORECASE)


def _by_key(entries: Iterable[T], names: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys(name_key(name) for name in names(entry)):
            found[key].append(entry)
    return {key: tuple(several) for key, several in found.items()}


def valid_on(entry: Province | Agency, date: str | None) -> bool:
    """Whether ``entry`` was valid on ``date`` (ISO of any precision; None: on any date)."""
    if date is None:
        return True
    start, end = entry.valid_from or "", entry.valid_to or "9999"
    return start[: len(date)] <= date and date[: len(end)] <= end


class Index:
    """Look-ups over ``gazetteers``. A table is indexed on its first use; the registry is read only for documents."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self.gazetteers = gazetteers

    @cached_property
    def _types_by_code(self) -> dict[tuple[str, str], tuple[DocType, ...]]:
        found: dict[tuple[str, str], list[DocType]] = defaultdict(list)
        for entry in self.gazetteers.doc_types:
            for code in filter(None, (entry.code, *entry.code_variants)):
                found[code, entry.system].append(entry)
        return {key: tuple(several) for key, several in found.items()}

    @cached_property
    def _types_by_name(self) -> dict[str, tuple[DocType, ...]]:
        return _by_key(self.gazetteers.doc_types, lambda entry: (entry.name, *entry.variants))

    @cached_property
    def _agencies(self) -> dict[str, tuple[Agency, ...]]:
        found: dict[str, list[Agency]] = defaultdict(list)
        for entry in self.gazetteers.agencies:
            for code in (entry.code, *entry.variants):
                found[code].append(entry)
        return {code: tuple(several) for code, several in found.items()}

    @cached_property
    def _agencies_by_name(self) -> dict[str, tuple[Agency, ...]]:
        return _by_key(self.gazetteers.agencies, lambda entry: entry.names)

    @cached_property
    def _provinces(self) -> dict[str, tuple[Province, ...]]:
        return _by_key(self.gazetteers.provinces, lambda entry: (entry.name, *entry.aliases))

    @cached_property
    def _laws(self) -> dict[str, tuple[Law, ...]]:
        return _by_key(self.gazetteers.laws, lambda entry: (entry.name, *entry.aliases))

    @cached_property
    def _laws_by_code(self) -> dict[str, Law]:
        return {code: entry for entry in self.gazetteers.laws for code in entry.versions}

    @cached_property
    def _movements(self) -> dict[str, tuple[MovementEntry, ...]]:
        return _by_key(self.gazetteers.movements, lambda entry: (entry.name, *entry.aliases))

    @cached_property
    def _events(self) -> dict[str, tuple[AnniversaryEntry, ...]]:
        return _by_key(self.gazetteers.anniversaries, lambda entry: (entry.event, *entry.aliases))

    @cached_property
    def _documents(self) -> dict[str, tuple[KnownDocument, ...]]:
        found: dict[str, dict[str | None, KnownDocument]] = defaultdict(dict)
        for entry in self.gazetteers.documents:
            # Both lists may know a document; the directives come first and say more.
            found[entry.code].setdefault(entry.date, entry)
        return {code: tuple(several.values()) for code, several in found.items()}

    def doc_types(self, code: str, system: str) -> tuple[DocType, ...]:
        """Types with ``code`` in ``system``, the commonest first (``QĐ`` of the Party: Quyết định, Quy định)."""
        return self._types_by_code.get((code, system), ())

    def doc_types_named(self, name: str) -> tuple[DocType, ...]:
        """Types called ``name`` in any system."""
        return self._types_by_name.get(name_key(name), ())

    def agencies(self, code: str, date: str | None = None) -> tuple[Agency, ...]:
        """Agencies with ``code`` (or a variant of it) that were valid on ``date``."""
        return tuple(entry for entry in self._agencies.get(code, ()) if valid_on(entry, date))

    def agencies_named(self, name: str) -> tuple[Agency, ...]:
        """Agencies one of whose full names is ``name``."""
        return self._agencies_by_name.get(name_key(name), ())

    def province(self, name: str, date: str | None = None) -> Province | None:
        """The province called ``name`` (with or without «tỉnh», «thành phố») on ``date``; without a date the latest."""
        several = self._provinces.get(name_key(name)) or self._provinces.get(name_key(_PREFIX.sub("", name)), ())
        valid = [entry for entry in several if valid_on(entry, date)]
        return max(valid, key=lambda entry: entry.valid_from or "", default=None)

    def province_by_code(self, gso_code: str, date: str) -> Province | None:
        """The province with the statistics office's code on ``date``: codes were used anew in 2025."""
        entries = (entry for entry in self.gazetteers.provinces if entry.gso_code == gso_code and valid_on(entry, date))
        return next(entries, None)

    def predecessors(self, province_id: str) -> tuple[Province, ...]:
        """The entries that name ``province_id`` as their successor, itself before the merger included."""
        return tuple(entry for entry in self.gazetteers.provinces if entry.successor == province_id)

    def law(self, name: str) -> Law | None:
        """The law called ``name`` («Luật Thi đua khen thưởng», «Luật BHXH»), its type word included; else None."""
        return next(iter(self._laws.get(name_key(name), ())), None)

    def law_by_code(self, code: str) -> Law | None:
        """The law one of whose versions is ``code``."""
        return self._laws_by_code.get(code)

    def movement(self, name: str) -> MovementEntry | None:
        """The national movement called ``name`` or by an alias; local variants are not matched here."""
        return next(iter(self._movements.get(name_key(name), ())), None)

    def events(self, name: str) -> tuple[AnniversaryEntry, ...]:
        """Commemorated events called ``name``; an alias such as «28/8» may belong to several."""
        return self._events.get(name_key(name), ())

    def documents(self, code: str) -> tuple[KnownDocument, ...]:
        """Known documents with the canonical ``code``; several, for a symbol is no key."""
        return self._documents.get(code, ())

    def party_term(self, date: str) -> Term | None:
        """The term of the Central Committee on an ISO day; on a day of two terms (a congress) the earlier."""
        terms = (term for term in self.gazetteers.terms if term.body == "party")
        return next((term for term in terms if term.start <= date <= (term.end or "9999")), None)
