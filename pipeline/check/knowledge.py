"""What the rules know beside the document: registry, validity, codes, names. Built once a checker, read only after that.

Sources: the gazetteers; ``gazetteers/validity.toml`` says which document took another's place and from which day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.check.rulebook import read_rows, table_file
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers, Index
from pipeline.gazetteer.key import name_key, slug
from pipeline.gazetteer.schema import AnniversaryEntry, Entry, KnownDocument, Law, MovementEntry
from pipeline.model.mentions import Citation
from pipeline.resolve.codes import CodeFacts, CodeReader
from pipeline.resolve.issuers import IssuerReader
from pipeline.structure.analyzer import StructureAnalyzer
from pipeline.symbols import Codes, codes_for

E = TypeVar("E", bound=Entry)
VALIDITY, MOVEMENT_NAMES = "validity.toml", "movement_names.toml"
_YEAR_OR_DATE = re.compile(r",? (?:năm|số|ngày|được|[(]).*$")


class Validity(Entry, frozen=True, kw_only=True):
    """That a document lost its force, or its place to a younger one.

    ``code`` and ``date`` (its own day, where the code alone is no key) name the old document, ``lapsed`` is the first day
    on which it no longer holds, ``by`` and ``by_date`` what took its place. ``manner``: ``replaced`` (it lost its force)
    or ``succeeded`` (a younger directive on the same matter; the old one was not repealed in words).
    """

    code: str
    lapsed: str
    date: str | None = None
    by: str | None = None
    by_date: str | None = None
    manner: str = "replaced"


class MovementName(Entry, frozen=True, kw_only=True):
    """A name that is not, or no longer, a movement's. ``since`` is the first year in which it is wrong.

    ``kind``: ``phong trào`` (renamed: ``right`` is the name now), else what the thing really is (``đề án``), ``right``
    then the movement that it is taken for.
    """

    wrong: str
    kind: str
    since: int
    right: str = ""
    document: str | None = None


class Knowledge:
    """Look-ups shared by all rules; ``folders`` hold an office's own tables. Raises ``GazetteerError`` for what does not fit."""

    def __init__(self, gazetteers: Gazetteers, folders: Iterable[str] = ()) -> None:
        self.gazetteers = gazetteers
        self._folders = tuple(Path(folder) for folder in folders)
        self.index = Index(gazetteers)
        self.codes: Codes = codes_for(gazetteers)
        self._reader = CodeReader(self.index)
        self._issuers = IssuerReader(self.index)
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

    def lapses(self, code: str) -> tuple[Validity, ...]:
        """What is known of the end of the document(s) with ``code``: the table, else the next version of a law."""
        return self.validity.get(code) or self._versions(code)

    @lru_cache(maxsize=4096)  # noqa: B019 - one Knowledge lives as long as its checker
    def _versions(self, code: str) -> tuple[Validity, ...]:
        law = self.index.law_by_code(code)
        if law is None or law.name.startswith("Luật sửa đổi"):
            return ()
        for new in law.versions[law.versions.index(code) + 1 :]:
            effective = next((entry.effective for entry in self.documents(new) if entry.effective), None)
            if effective is not None:
                # That versions follow one another is the list's order, not a source's word: no error may rest on it.
                return (Validity(code=code, lapsed=effective, by=new, source=law.source, confidence="medium"),)
        return ()

    @cached_property
    def validity(self) -> dict[str, tuple[Validity, ...]]:
        """What is known of lost force, by code."""
        return _grouped(self._read(VALIDITY, "validity", Validity), lambda entry: entry.code)

    @cached_property
    def _names(self) -> list[MovementName]:
        return self._read(MOVEMENT_NAMES, "name", MovementName)

    @cached_property
    def renamed(self) -> dict[str, tuple[MovementName, ...]]:
        """Renamed movements by the key of the old name."""
        return _grouped((e for e in self._names if e.kind == "phong trào"), lambda entry: name_key(entry.wrong))

    @cached_property
    def schemes(self) -> dict[str, tuple[MovementName, ...]]:
        """Schemes and programmes that are taken for movements, by the key of their name."""
        return _grouped((e for e in self._names if e.kind != "phong trào"), lambda entry: name_key(entry.wrong))

    @cached_property
    def movements(self) -> dict[str, MovementEntry]:
        """National movements by id."""
        return {entry.id: entry for entry in self.gazetteers.movements}

    @cached_property
    def events(self) -> dict[str, AnniversaryEntry]:
        """Commemorated events by id."""
        return {entry.id: entry for entry in self.gazetteers.anniversaries}

    def _read(self, name: str, entry: str, shape: type[E]) -> list[E]:
        own = [folder / name for folder in reversed(self._folders) if (folder / name).exists()]
        found: dict[object, E] = {}
        for path in (*own, table_file(self.gazetteers, name)):
            try:
                rows: list[E] = msgspec.convert(read_rows(path, entry), list[shape])  # type: ignore[valid-type]
            except msgspec.ValidationError as error:
                raise GazetteerError(
                    f"{path}: {error} (the field table in gazetteers/README.md shows what belongs there)"
                ) from None
            for row in rows:  # an office's entry stands in the place of ours
                found.setdefault(
                    (getattr(row, "code", None), getattr(row, "date", None), getattr(row, "wrong", None)), row
                )
        return list(found.values())


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
