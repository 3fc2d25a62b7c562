"""Which document is meant: canonical ids, jurisdictions, resolutions of citations, consensus of mentions, look-ups."""

from pipeline.resolve.consensus import consensus
from pipeline.resolve.identity import Identity, parse_id, same_document
from pipeline.resolve.jurisdiction import Jurisdiction, JurisdictionReader
from pipeline.resolve.lookup import Answer, Lookup
from pipeline.resolve.resolver import Resolver

__all__ = [
    "Answer",
    "Identity",
    "Jurisdiction",
    "JurisdictionReader",
    "Lookup",
    "Resolver",
    "consensus",
    "parse_id",
    "same_document",
]
