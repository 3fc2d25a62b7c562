"""What resolving works with, built once from the gazetteers: readers of what is written, the registry, laws, the weigher.

The resolver has one of these and lends it to the work on each record. The registry's index and the weigher are made on
first use, for they read all known titles.
"""

from __future__ import annotations

from functools import cached_property

from pipeline.gazetteer import Index
from pipeline.model.mentions import Citation
from pipeline.resolve.codes import CodeReader
from pipeline.resolve.congress import GatheringReader
from pipeline.resolve.filing import Filing
from pipeline.resolve.identity import Identity
from pipeline.resolve.issuers import IssuerReader
from pipeline.resolve.jurisdiction import Jurisdiction
from pipeline.resolve.laws import LawResolver
from pipeline.resolve.registry import Registry
from pipeline.resolve.said import Said, SaidReader
from pipeline.resolve.weigh import Weigher


class Means:
    """Readers and knowledge over one ``Index``. Nothing in it changes from record to record."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.codes, self.issuers = CodeReader(index), IssuerReader(index)
        self.said_reader = SaidReader(index, self.codes, self.issuers)
        self.registry = Registry(index, self.codes, self.issuers, self.said_reader)
        self.laws = LawResolver(index, self.registry)
        self.filing = Filing(index)
        self._gatherings = GatheringReader(self.issuers)

    @cached_property
    def weigher(self) -> Weigher:
        """The weigher of candidates."""
        return Weigher(self.index, self.issuers, self.registry.titles)

    def said(self, citation: Citation, jurisdiction: Jurisdiction, limit: str | None) -> Said | None:
        """What a citation with a code says; None without a code."""
        return self.said_reader.read(citation, citation.code, jurisdiction, limit) if citation.code else None

    def gathering(self, citation: Citation, jurisdiction: Jurisdiction) -> Identity | None:
        """The identity of a resolution named by a congress or plenum, or None."""
        return self._gatherings.identity(citation.text, citation.term, jurisdiction)
