"""``cancu search`` as a function: what a person typed, to the documents found (the command line and the site both ask it)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.errors import UsageError
from pipeline.store.database import open_read, told
from pipeline.store.graph import StoreGraph
from pipeline.store.query import read_query
from pipeline.store.search import Filters, Hit, not_indexed, register_functions, search


class Found(msgspec.Struct, frozen=True):
    """``hits`` best first; ``unindexed`` how many documents could not be searched, for the index does not hold them."""

    hits: tuple[Hit, ...]
    unindexed: int


def find_text(
    db: Path,
    text: str,
    doc_type: str | None = None,
    province: str | None = None,
    year: str | None = None,
    cites: str | None = None,
    limit: int = 20,
) -> Found:
    """Search the store at ``db``. ``cites`` is a code or a canonical id.

    Raises ``StoreError`` when the store cannot be read, ``UsageError`` when ``text`` has no word in it or nothing is ``cites``.
    """
    query = read_query(text)
    if not query.terms:
        raise UsageError(f"no word to look for: {text!r}")
    with told(db):
        connection = open_read(db)
        try:
            register_functions(connection)
            keys = None
            if cites is not None:
                keys = tuple(node.key for node in StoreGraph(connection).find(cites))
                if not keys:
                    raise UsageError(f"--cites {cites}: there is no such document in {db}")
            filters = Filters(doc_type, province, year, keys)
            hits = search(connection, query, _segments(query.marked, text), filters, limit)
            return Found(tuple(hits), not_indexed(connection))
        finally:
            connection.close()


def _segments(marked: bool, text: str) -> list[str]:
    """The word segments of the question; none where no diacritics were typed, for the segmenter knows words with them."""
    if not marked:
        return []
    from pipeline.text.words import words

    return [word.replace(" ", "_") for _, _, word in words(text)]
