"""CIT, corpus: a citation's day against the cited document itself, held in the corpus, and against what others say of it.

Reads ``Evidence`` (the store's; without one nothing is said) by the ``key`` of the record's own resolution, so that only
mentions of one document, its place and year or term included, are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.check.citing import date_span
from pipeline.check.known import agree, find, named
from pipeline.check.subject import Hit, Subject, written
from pipeline.model.evidence import Evidence, Tally
from pipeline.model.finding import Proof
from pipeline.model.mentions import Citation
from pipeline.resolve.codes import code_key

_MAJORITY, _VOICES = 0.8, 3


def against_consensus(subject: Subject) -> Iterator[Hit]:
    """CIT115: the cited document lies in the corpus under another day, or most documents give it another.

    Never an error: many can be wrong, and a dateline can be misread.
    """
    if subject.evidence is None:
        return
    for citation in subject.record.citations:
        key, span = (citation.resolution or {}).get("key"), date_span(subject, citation)
        if not key or not citation.date or not citation.code or span is None:
            continue
        known = find(subject, citation)
        if known is not None and known.certain:
            continue
        said: dict[str, str | tuple[str, str]] = {"document": named(citation), "said": written(citation.date)}
        own = _own_day(subject.evidence, citation, key)
        if own is not None and not agree(citation.date, own):
            yield Hit(start=span[0], end=span[1], variant="document", args=said | {"known": written(own)}, confidence=0.9,
                      evidence=(Proof(kind="corpus", label=f"{named(citation)}: {written(own)}"),))  # fmt: skip
        elif own is None and (told := _majority(subject.evidence, citation, key)) is not None:
            first, voices = told
            label = f"{first.documents}/{voices} văn bản ghi ngày {written(first.value)}"
            args = said | {"known": written(first.value), "count": str(first.documents), "all": str(voices)}
            yield Hit(start=span[0], end=span[1], args=args, confidence=first.documents / (voices + 1),
                      evidence=(Proof(kind="corpus", label=label, documents=first.examples),))  # fmt: skip


def _own_day(evidence: Evidence, citation: Citation, key: str) -> str | None:
    """The day in the dateline of the cited document itself, when the corpus holds just one such."""
    assert citation.code is not None
    held = [c for c in evidence.candidates(code_key(citation.code)) if c.origin == "document" and c.key == key]
    days = {candidate.date for candidate in held if candidate.date and len(candidate.date) == 10}
    return days.pop() if len(days) == 1 else None


def _majority(evidence: Evidence, citation: Citation, key: str) -> tuple[Tally, int] | None:
    """The day that a large majority of citing documents give, against the citation's, and how many speak."""
    consensus = evidence.consensus(key)
    if consensus is None or not consensus.dates:
        return None
    first, voices = consensus.dates[0], sum(tally.documents for tally in consensus.dates)
    enough = first.documents >= _VOICES and first.documents >= _MAJORITY * voices
    return (first, voices) if enough and not agree(citation.date, first.value) else None


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {"CIT115": against_consensus}
