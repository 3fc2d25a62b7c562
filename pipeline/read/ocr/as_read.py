"""What recognition had read where a citation now stands repaired, and how surely (viện dẫn được sửa sau nhận dạng).

The places of a recognised text (``RawDocument.origins``) say what was repaired and what was doubtful; here that is
carried to the citations: ``as_read`` is the citation's text before the repair, ``confidence`` no more than that of its
least certain symbol.

>>> place = {"page": 1, "box": [0, 0, 9, 9], "repairs": [[17, 19, "NO"]]}
>>> citation = Citation("c1", "numbered", 0, 22, "Nghị quyết số 99/NQ-CP")
>>> [c.as_read for c in with_reading((citation,), (Origin(0, 22, place),))]
['Nghị quyết số 99/NO-CP']
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pipeline.model.document import Origin
from pipeline.model.mentions import Citation


def with_reading(citations: tuple[Citation, ...], origins: Iterable[Origin]) -> tuple[Citation, ...]:
    """Reads ``origins`` and the spans of ``citations``; writes ``as_read`` and ``confidence`` of those concerned."""
    repairs: list[tuple[int, int, str]] = []
    doubts: list[tuple[int, int, float]] = []
    for origin in origins:
        repairs += [(start, end, read) for start, end, read in origin.place.get("repairs", ())]
        doubts += [(start, end, sure) for start, end, sure in origin.place.get("doubtful", ())]
    if not repairs and not doubts:
        return citations
    return tuple(_one(citation, repairs, doubts) for citation in citations)


def _one(citation: Citation, repairs: list[tuple[int, int, str]], doubts: list[tuple[int, int, float]]) -> Citation:
    inside = [mark for mark in repairs if citation.start <= mark[0] and mark[1] <= citation.end]
    sure = min((one[2] for one in doubts if one[0] < citation.end and citation.start < one[1]), default=1.0)
    read = citation.text
    for start, end, was in sorted(inside, reverse=True):
        read = read[: start - citation.start] + was + read[end - citation.start :]
    # A repair has one reading only, but it is a reading: it is held less surely than what was printed clearly.
    confidence = min(citation.confidence, 0.9 if inside else 1.0, max(sure, 0.1))
    if not inside and confidence == citation.confidence:
        return citation
    return msgspec.structs.replace(citation, as_read=read if inside else citation.as_read, confidence=confidence)
