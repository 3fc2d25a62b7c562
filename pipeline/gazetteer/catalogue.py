"""The loaded gazetteers as one frozen value, and the list of files that make it.

Every table is a tuple in the file's order; ``documents`` (party directives and the registry of normative documents) is
read on first use, for most runs that only format or lint need none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.gazetteer.schema import (
    Agency,
    AnniversaryEntry,
    Authority,
    Cue,
    DocType,
    KnownDocument,
    Law,
    MovementEntry,
    Phrase,
    Province,
    SymbolForm,
    Term,
)
from pipeline.gazetteer.table_files import Table, parse_table
from pipeline.gazetteer.usage import IssuerWord, Lapse, MovementName

TABLES = (
    Table("doc_types", "doc_type", DocType),
    Table("agencies", "agency", Agency),
    Table("provinces", "province", Province),
    Table("laws", "law", Law),
    Table("movements", "movement", MovementEntry),
    Table("anniversaries", "anniversary", AnniversaryEntry),
    Table("cues", "cue", Cue),
    Table("symbol_forms", "symbol_form", SymbolForm),
    Table("authorities", "authority", Authority),
    Table("phrases", "phrase", Phrase),
    Table("terms", "term", Term),
    Table("issuer_words", "issuer_word", IssuerWord),
    Table("validity", "validity", Lapse),
    Table("movement_names", "name", MovementName),
)
DIRECTIVES = Table("directives", "directive", KnownDocument)
REGISTRY = "registry/normative_documents.tsv"


@dataclass(frozen=True)
class Gazetteers:
    """Everything a lawyer could correct, loaded. Build it with ``load``; it is immutable and safe to share.

    ``sha256`` is over the contents of all files, the registry included (line ends do not count); ``path`` the folder.
    """

    path: Path
    sha256: str
    doc_types: tuple[DocType, ...] = ()
    agencies: tuple[Agency, ...] = ()
    provinces: tuple[Province, ...] = ()
    laws: tuple[Law, ...] = ()
    movements: tuple[MovementEntry, ...] = ()
    anniversaries: tuple[AnniversaryEntry, ...] = ()
    cues: tuple[Cue, ...] = ()
    symbol_forms: tuple[SymbolForm, ...] = ()
    authorities: tuple[Authority, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    terms: tuple[Term, ...] = ()
    issuer_words: tuple[IssuerWord, ...] = ()
    validity: tuple[Lapse, ...] = ()
    movement_names: tuple[MovementName, ...] = ()
    contents: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def __hash__(self) -> int:
        """By ``sha256``: what is built once per gazetteers can be cached by them at no cost."""
        return hash(self.sha256)

    @cached_property
    def directives(self) -> tuple[KnownDocument, ...]:
        """Party and state directives of ``directives.toml`` (Reads ``contents``)."""
        return parse_table(DIRECTIVES, self.contents.get(DIRECTIVES.file, b""), KnownDocument)

    @cached_property
    def normative(self) -> tuple[KnownDocument, ...]:
        """The registry of normative documents (Reads ``contents``)."""
        from pipeline.gazetteer.registry import parse_registry

        return parse_registry(self.contents.get(REGISTRY, b""))

    @property
    def documents(self) -> tuple[KnownDocument, ...]:
        """All known documents: directives first, then the normative registry."""
        return self.directives + self.normative
