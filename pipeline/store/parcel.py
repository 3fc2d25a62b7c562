"""From a record to its rows: what the store keeps of every mention, with the sentence it stands in.

``own`` resolutions are those of the record and the gazetteers alone; the corpus's candidates for other documents are counted
from them, never from what the corpus itself added, so that the order of reading cannot matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from pipeline.graph.sentence import sentence_around
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Resolution
from pipeline.store.values import Own, Parcel, producer_mark

FileUnder = Callable[[Citation], str | None]


def make_parcel(
    record: Record, data: bytes, own: Own, resolutions: Sequence[Resolution], file_under: FileUnder, words: str | None
) -> Parcel:
    """The rows of ``record``. ``data`` is its JSON, ``resolutions`` its own ones, ``file_under`` gives a citation's code key."""
    settled = {found.citation: found for found in resolutions}
    pages = [page.start for page in record.pages]
    rows = []
    keys = {own.code_key, own.key}
    for citation in record.citations:
        code_key = file_under(citation)
        found = settled.get(citation.id)
        key, iri = (found.key, found.id) if found is not None else (None, None)
        keys.update((code_key, key))
        rows.append(_mention(record, citation, pages, code_key, key, iri))
    return Parcel(
        record_id=record.id,
        path=record.source.path,
        sha256=record.source.sha256,
        producer=producer_mark(record.producer.version, record.producer.gazetteers_sha256),
        own=own,
        data=data,
        mentions=tuple(rows),
        movements=tuple(
            (m.start, m.end, m.text, m.kind, m.period, m.movement_id, m.variant_of) for m in record.movements
        ),
        keys=tuple(sorted(key for key in keys if key)),
        words=words,
    )


def _mention(
    record: Record, c: Citation, pages: list[int], code_key: str | None, key: str | None, iri: str | None
) -> tuple[Any, ...]:
    page = record.pages[max(0, bisect_right(pages, c.start) - 1)].number if pages else None
    return (
        c.id, c.kind, c.start, c.end, page, c.text, sentence_around(record.text, c.start, c.end),
        c.doc_type, c.code, c.date, c.issuer, c.term, c.title, c.pinpoint,
        c.relation, c.cue, c.head, c.antecedent, c.section, code_key, key, iri,
    )  # fmt: skip
