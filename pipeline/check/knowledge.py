"""What the rules know beside the document: registry, validity, codes, names. Built once a checker, read only after that.

Sources: the gazetteers; ``gazetteers/validity.toml`` says which document took another's place and from which day.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache

import msgspec

from pipeline.check.rulebook import read_rows, table_file
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers, Index
from pipeline.gazetteer.schema import Entry, KnownDocument
from pipeline.resolve.codes import CodeFacts, CodeReader
from pipeline.resolve.issuers import IssuerReader
from pipeline.structure.analyzer import StructureAnalyzer
from pipeline.symbols import Codes, codes_for

VALIDITY = "validity.toml"


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


class Knowledge:
    """Look-ups shared by all rules. Raises ``GazetteerError`` when a table does not fit."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self.gazetteers = gazetteers
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

    def _documents(self, code: str) -> tuple[KnownDocument, ...]:
        return self.index.documents(code)

    @cached_property
    def validity(self) -> dict[str, tuple[Validity, ...]]:
        """What is known of lost force, by code."""
        path = table_file(self.gazetteers, VALIDITY)
        try:
            entries = msgspec.convert(read_rows(path, "validity"), list[Validity])
        except msgspec.ValidationError as error:
            raise GazetteerError(f"{path}: {error} (the field table in gazetteers/README.md shows what belongs there)") from None
        found: dict[str, list[Validity]] = defaultdict(list)
        for entry in entries:
            found[entry.code].append(entry)
        return {code: tuple(several) for code, several in found.items()}


def firm(entry: Entry) -> bool:
    """Whether an error may rest on the entry: confirmed and of high confidence."""
    return entry.confirmed and entry.confidence == "high"


def trust(entry: Entry) -> float:
    """The confidence of a finding that rests on ``entry``, 0 to 1."""
    by_word = {"high": 0.97, "medium": 0.75, "low": 0.4}
    return by_word.get(entry.confidence, 0.4) * (1.0 if entry.confirmed else 0.8)
