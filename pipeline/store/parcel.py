"""From a record to its rows: what the store keeps of every mention beside the record itself.

``own`` resolutions are those of the record and the gazetteers alone; the corpus's candidates for other documents are counted
from them, never from what the corpus itself added, so that the order of reading cannot matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from pipeline.graph.build import Assertive, asserted
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Candidate, Resolution
from pipeline.resolve.said import LAW_TYPES, law_name
from pipeline.store.values import EdgeRow, Own, Parcel, Rows, Saying, producer_mark

_ENCODE = msgspec.json.Encoder().encode
FileUnder = Callable[[Citation], str | None]


def make_parcel(
    record: Record, own: Own, standing: str, resolutions: Sequence[Resolution], file_under: FileUnder, words: str | None
) -> Parcel:
    """The parcel of ``record``; the parameters are those of ``rows_of``.

    The record is stored with its own answers in it: one that comes without them gets ``resolutions``.
    """
    if any(citation.resolution is None for citation in record.citations):
        record = msgspec.structs.replace(record, citations=_answered(record.citations, resolutions))
    return Parcel(
        record_id=record.id,
        path=record.source.path,
        sha256=record.source.sha256,
        producer=producer_mark(record.producer.version, record.producer.gazetteers_sha256),
        text=record.text,
        data=_ENCODE(msgspec.structs.replace(record, text="")),
        rows=rows_of(record, own, standing, resolutions, file_under, words),
    )


def rows_of(
    record: Record, own: Own, standing: str, resolutions: Sequence[Resolution], file_under: FileUnder, words: str | None
) -> Rows:
    """The rows that follow from ``record`` alone.

    ``resolutions`` are its own ones (one for each citation, in order), ``standing`` what ``settle`` hands back to the resolver,
    ``file_under`` gives a citation's code key.
    """
    pages = [page.start for page in record.pages]
    keys = {citation.id: found.key for citation, found in zip(record.citations, resolutions, strict=True) if found.key}
    return Rows(
        own=own,
        standing=standing,
        sayings=tuple(
            [_saying(c, found, file_under(c)) for c, found in zip(record.citations, resolutions, strict=True)]
        ),
        places=tuple([(c.id, c.start, c.end, _page(record, pages, c.start)) for c in record.citations]),
        edges=tuple(edge_rows(record, own.key, keys)),
        movements=tuple((m.text, m.movement_id) for m in record.movements),
        words=words,
    )


def edge_rows(record: Assertive, own: str, keys: Mapping[str, str]) -> Iterator[EdgeRow]:
    """The edges of a record, given the key of each settled citation by its id."""
    numbers = {citation.id: number for number, citation in enumerate(record.citations)}
    for at, edge in enumerate(asserted(record, own, keys)):
        start, end = edge.cue or (None, None)
        yield edge.source, edge.target, edge.type, numbers[edge.citation], at, start, end


@lru_cache(maxsize=65_536)
def known_of(entry: tuple[str | None, ...]) -> str:
    """An entry of the registry (id, type, code, date, term, issuer, title) as a saying holds it."""
    return _ENCODE(entry).decode()


def _saying(c: Citation, found: Resolution, code_key: str | None) -> Saying:
    known = registered(found.candidates, found.key) if found.candidates and found.key else None
    # What is cited by its name alone is called by it.
    named = c.title is None and c.code is None and found.key is not None and c.kind != "short"
    title = _name(c.text, c.doc_type) if named else c.title
    return code_key, found.key, found.id, found.status, c.doc_type, c.code, c.date, c.issuer, c.term, title, known


@lru_cache(maxsize=16_384)
def _name(text: str, doc_type: str | None) -> str:
    return law_name(text) if doc_type in LAW_TYPES else " ".join(text.split())


def registered(candidates: Sequence[Candidate], key: str) -> str | None:
    """The first candidate of the registry with that key, as a saying holds it: ``known_of``."""
    for one in candidates:
        if one.origin == "registry" and one.key == key:
            return known_of((one.id, one.doc_type, one.code, one.date, one.term, one.issuer, one.title))
    return None


def _page(record: Record, pages: list[int], start: int) -> int | None:
    return record.pages[max(0, bisect_right(pages, start) - 1)].number if pages else None


def _answered(citations: Sequence[Citation], resolutions: Sequence[Resolution]) -> tuple[Citation, ...]:
    return tuple(
        msgspec.structs.replace(citation, resolution=msgspec.json.decode(_ENCODE(found)))
        for citation, found in zip(citations, resolutions, strict=True)
    )
