"""What the rules know beside the document: registry, validity, codes, names. Built once a checker, read only after that.

Sources: the gazetteers; what lapsed when is asked of ``resolve.validity``, as ``cancu lookup`` does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TypeVar

from pipeline.gazetteer import Gazetteers
from pipeline.gazetteer.key import name_key, slug
from pipeline.gazetteer.schema import AnniversaryEntry, Entry, KnownDocument, Law, MovementEntry
from pipeline.gazetteer.usage import MovementName
from pipeline.model.mentions import Citation
from pipeline.resolve.codes import CodeFacts
from pipeline.resolve.resolver import Resolver
from pipeline.resolve.validity import ValidityReader
from pipeline.structure.analyzer import StructureAnalyzer
from pipeline.symbols import Codes, codes_for

E = TypeVar("E", bound=Entry)
_YEAR_OR_DATE = re.compile(r",? (?:năm|số|ngày|được|[(]).*$")


class Knowledge:
    """Look-ups shared by all rules, an office's own entries laid over the gazetteers before."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self.gazetteers = gazetteers
        resolver = Resolver(gazetteers)
        self.index = resolver.index
        self.codes: Codes = codes_for(gazetteers)
        self._reader, self._issuers = resolver.codes, resolver.issuers
        self.validity = ValidityReader(resolver)
        self.structure = StructureAnalyzer(gazetteers)
        self.documents = lru_cache(maxsize=16384)(self._documents)

    def facts(self, code: str) -> CodeFacts:
        """What the canonical ``code`` says: types, agency, what its number is unique in."""
        return self._reader.read(code)

    def issuer(self, written: str) -> str:
        """The slug of the body that ``written`` names, its head read as the body."""
        return self._issuers.read(written).author

    def same_issuer(self, one: str, other: str) -> bool:
        """Whether two issuers are one body of one place; a level or place that is not said fits all."""
        first, second = self._issuers.read(one), self._issuers.read(other)
        levels, places = {first.level, second.level} - {None}, {first.place, second.place} - {None}
        return first.author == second.author and len(levels) < 2 and len(places) < 2

    def is_body(self, written: str) -> bool:
        """Whether the gazetteers know the body that ``written`` names."""
        return self._issuers.read(written).known

    def _documents(self, code: str) -> tuple[KnownDocument, ...]:
        return self.index.documents(code)

    def law(self, citation: Citation) -> Law | None:
        """The law that a citation names («Luật Thi đua, khen thưởng năm 2022»), else None."""
        return (
            self.index.law(_YEAR_OR_DATE.sub("", " ".join(citation.text.split())))
            if citation.kind != "numbered"
            else None
        )

    def type_name(self, kind: str) -> str:
        """The name of a type by its slug (``chi-thi`` → Chỉ thị)."""
        return self._type_names.get(kind, kind)

    @cached_property
    def _type_names(self) -> dict[str, str]:
        return {slug(entry.name): entry.name for entry in reversed(self.gazetteers.doc_types)}

    @cached_property
    def renamed(self) -> dict[str, tuple[MovementName, ...]]:
        """Renamed movements by the key of the old name."""
        return _grouped(
            (e for e in self.gazetteers.movement_names if e.kind == "phong trào"), lambda entry: name_key(entry.wrong)
        )

    @cached_property
    def schemes(self) -> dict[str, tuple[MovementName, ...]]:
        """Schemes and programmes that are taken for movements, by the key of their name."""
        return _grouped(
            (e for e in self.gazetteers.movement_names if e.kind != "phong trào"), lambda entry: name_key(entry.wrong)
        )

    @cached_property
    def movements(self) -> dict[str, MovementEntry]:
        """National movements by id."""
        return {entry.id: entry for entry in self.gazetteers.movements}

    @cached_property
    def events(self) -> dict[str, AnniversaryEntry]:
        """Commemorated events by id."""
        return {entry.id: entry for entry in self.gazetteers.anniversaries}


def _grouped(entries: Iterable[E], key: Callable[[E], str]) -> dict[str, tuple[E, ...]]:
    found: dict[str, list[E]] = defaultdict(list)
    for entry in entries:
        found[key(entry)].append(entry)
    return {at: tuple(several) for at, several in found.items()}


def firm(entry: Entry) -> bool:
    """Whether an error may rest on the entry: confirmed and of high confidence."""
    return entry.confirmed and entry.confidence == "high"


def trust(entry: Entry) -> float:
    """The confidence of a finding that rests on ``entry``, 0 to 1."""
    by_word = {"high": 0.97, "medium": 0.75, "low": 0.4}
    return by_word.get(entry.confidence, 0.4) * (1.0 if entry.confirmed else 0.8)
