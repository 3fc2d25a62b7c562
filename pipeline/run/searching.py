"""``cancu search`` as a function: what a person typed, to the documents found (the command line and the site both ask it).

A document whose code was typed comes first, then those whose title holds all that was asked (read ones before those only
cited), then the others as the index ranks them. Filters are read as people write them: a type or province without
diacritics, a cited document by any of its names.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.errors import UsageError
from pipeline.gazetteer import load
from pipeline.gazetteer.key import slug
from pipeline.graph.naming import Naming
from pipeline.model.graph import Node
from pipeline.resolve.resolver import Resolver
from pipeline.store.database import Connection, open_read, told
from pipeline.store.graph import StoreGraph
from pipeline.store.query import Query, read_query
from pipeline.store.search import Filters, Hit, not_indexed, plain_key, register_functions, search

# So many are weighed by their titles, at least: the index ranks by words alone, wherever they stand.
_WEIGHED = 60


class NothingAsked(UsageError):
    """There is no word in what was typed. ``text`` as typed."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"no word to look for: {text!r}")


class NoSuchFilter(UsageError):
    """A filter that fits nothing there is. ``option`` is its name on the command line, ``value`` as given."""

    def __init__(self, option: str, value: str) -> None:
        self.option, self.value = option, value
        super().__init__(f"--{option} {value}: there is none")


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
    """Search the store at ``db``. ``cites`` is a code, a canonical id or a name; of several documents by that name any counts.

    Raises ``StoreError`` when the store cannot be read, ``NothingAsked`` when ``text`` has no word in it, ``NoSuchFilter`` for a
    type or province that there is not and a cited document that the store does not know.
    """
    query = read_query(text)
    if not query.terms:
        raise NothingAsked(text)
    with told(db):
        connection = open_read(db)
        try:
            register_functions(connection)
            filters = Filters(_type(doc_type), _province(province), year, _cited(connection, cites))
            segments = _segments(query.marked, text)
            hits = search(connection, query, segments, filters, max(limit, _WEIGHED))
            ranked = sorted(hits, key=lambda hit: (not _titled(hit, query), hit.record is None))
            coded = _coded(connection, text, filters)
            keys = {hit.key for hit in coded}
            # One that was found by its words too keeps their places.
            first = [next((hit for hit in hits if hit.key == one.key), one) for one in coded]
            best = [*first, *(hit for hit in ranked if hit.key not in keys)]
            return Found(tuple(best[:limit]), not_indexed(connection))
        finally:
            connection.close()


def _titled(hit: Hit, query: Query) -> bool:
    """Whether the title holds every term; without diacritics, for titles are often typed in capitals."""
    title = f" {plain_key(hit.title) or ''} "
    return all(f" {plain_key(term)} " in title for term in query.terms)


def _coded(connection: Connection, text: str, filters: Filters) -> list[Hit]:
    """The documents whose code or id ``text`` is."""
    found = [node for node in StoreGraph(connection).find(text.strip().strip('"')) if _passes(node, filters)]
    if not found or filters.cites is not None:
        return []
    names = {entry.id: entry.name for entry in load().provinces}
    return [
        Hit(
            key=node.key, iri=node.iri, doc_type=node.doc_type, code=node.code, date=node.date,
            province=names.get(node.province or ""), title=node.title, record=node.record, path=node.path,
        )
        for node in found
    ]  # fmt: skip


def _passes(node: Node, filters: Filters) -> bool:
    if filters.year and node.year != filters.year:
        return False
    if filters.province and slug(filters.province) != (node.province or ""):
        return False
    return not filters.doc_type or plain_key(node.doc_type) == plain_key(filters.doc_type)


def _type(named: str | None) -> str | None:
    if named is None:
        return None
    types = {slug(name): entry.name for entry in load().doc_types for name in (*entry.variants, entry.name)}
    if slug(named) not in types:
        raise NoSuchFilter("type", named)
    return types[slug(named)]


def _province(named: str | None) -> str | None:
    if named is None:
        return None
    names = {plain_key(name): entry.name for entry in load().provinces for name in (*entry.aliases, entry.name)}
    if plain_key(named) not in names:
        raise NoSuchFilter("province", named)
    return names[plain_key(named)]


def _cited(connection: Connection, named: str | None) -> tuple[str, ...] | None:
    if named is None:
        return None
    keys = tuple(node.key for node in Naming(Resolver(load())).find(StoreGraph(connection), named).nodes)
    if not keys:
        raise NoSuchFilter("cites", named)
    return keys


def _segments(marked: bool, text: str) -> list[str]:
    """The word segments of the question; none where no diacritics were typed, for the segmenter knows words with them."""
    if not marked:
        return []
    from pipeline.text.words import words

    return [word.replace(" ", "_") for _, _, word in words(text)]
