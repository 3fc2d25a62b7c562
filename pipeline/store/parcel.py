"""From a record to its rows: what the store keeps of every mention, with the sentence it stands in.

``own`` resolutions are those of the record and the gazetteers alone; the corpus's candidates for other documents are counted
from them, never from what the corpus itself added, so that the order of reading cannot matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pipeline.graph.build import asserted
from pipeline.graph.sentence import sentence_around
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Resolution
from pipeline.store.values import Own, Parcel, producer_mark

_ENCODE = msgspec.json.Encoder().encode
FileUnder = Callable[[Citation], str | None]


def make_parcel(
    record: Record,
    data: bytes,
    own: Own,
    standing: str,
    resolutions: Sequence[Resolution],
    file_under: FileUnder,
    words: str | None,
) -> Parcel:
    """The rows of ``record``.

    ``data`` is its JSON, ``resolutions`` its own ones (one for each citation, in order), ``standing`` what ``settle`` hands back to
    the resolver, ``file_under`` gives a citation's code key.
    """
    pages = [page.start for page in record.pages]
    code_keys = [file_under(citation) for citation in record.citations]
    pairs = list(zip(record.citations, resolutions, code_keys, strict=True))
    numbers = {citation.id: number for number, citation in enumerate(record.citations)}
    keys = {citation.id: found.key for citation, found, _ in pairs if found.key}
    return Parcel(
        record_id=record.id,
        path=record.source.path,
        sha256=record.source.sha256,
        producer=producer_mark(record.producer.version, record.producer.gazetteers_sha256),
        own=own,
        standing=standing,
        data=data,
        mentions=tuple(_mention(record, citation, pages, key, found) for citation, found, key in pairs),
        targets=tuple(found.key for found in resolutions),
        edges=tuple(edge_rows(record, own.key, keys, numbers)),
        movements=tuple(
            (m.start, m.end, m.text, m.kind, m.period, m.movement_id, m.variant_of) for m in record.movements
        ),
        keys=tuple(sorted({key for key in (own.code_key, *code_keys) if key})),
        words=words,
    )


def edge_rows(
    record: Record, own: str, keys: Mapping[str, str], numbers: Mapping[str, int]
) -> Iterator[tuple[str, str, str, int, str | None, int, int]]:
    """The edges of a record: source key, target key, type, number of the asserting mention, cue, and the cue's span."""
    for edge in asserted(record, own, keys):
        cue = " ".join(edge.cue.split()) if edge.cue else None
        yield edge.source, edge.target, edge.type, numbers[edge.citation], cue, edge.start, edge.end


def laid_over(found: Resolution) -> tuple[Any, ...]:
    """An answer as the columns of a mention: status, iri, reason, confidence, via, candidates."""
    candidates = _ENCODE(found.candidates).decode() if found.candidates else None
    return found.status, found.id, found.reason, found.confidence, found.via, candidates


def _mention(record: Record, c: Citation, pages: list[int], code_key: str | None, found: Resolution) -> tuple[Any, ...]:
    page = record.pages[max(0, bisect_right(pages, c.start) - 1)].number if pages else None
    return (
        c.id, c.kind, c.start, c.end, page, c.text, sentence_around(record.text, c.start, c.end),
        c.doc_type, c.code, c.date, c.issuer, c.term, c.title, c.pinpoint,
        c.relation, c.cue, c.head, c.antecedent, c.section, code_key, found.key, found.id, *laid_over(found),
    )  # fmt: skip
