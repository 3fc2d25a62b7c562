"""ANN: the arithmetic of anniversaries, and their origin against the gazetteer of events.

Two printed dates and a count that do not fit are an error whoever is right; what rests on the gazetteer is a warning, and
an event that nobody knows is information: it could not be checked (traps E).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.check.knowledge import firm, trust
from pipeline.check.subject import Hit, Subject, written
from pipeline.gazetteer.schema import AnniversaryEntry
from pipeline.model.finding import Proof
from pipeline.model.mentions import Anniversary

_COUNT = re.compile(r"\d{1,4}")
_OTHER_YEAR = re.compile(r"\b(?:năm\s+|/)((?:19|20)\d\d)")


def _entry(subject: Subject, anniversary: Anniversary) -> AnniversaryEntry | None:
    """The known event: by the id that extraction found, else by its exact name when only one event bears it."""
    if anniversary.event_id is not None:
        return subject.knowledge.events.get(anniversary.event_id)
    named = subject.knowledge.index.events(" ".join(anniversary.event.split()))
    return named[0] if len(named) == 1 else None


def _count(subject: Subject, anniversary: Anniversary) -> tuple[int, int]:
    """Where the count of years stands; the whole anniversary when it is written in words or elsewhere."""
    found = _COUNT.match(subject.text, anniversary.start)
    return found.span() if found else (anniversary.start, anniversary.end)


def _known(entry: AnniversaryEntry) -> Proof:
    return Proof(kind="registry", label=f"{entry.event}: {entry.origin}", source=entry.source)


def _sum(observed: int, origin: int) -> Proof:
    return Proof(kind="arithmetic", label=f"{observed} - {origin} = {observed - origin}")


def years(subject: Subject) -> Iterator[Hit]:
    """ANN101: the count is not the difference of the two dates printed beside it."""
    for one in subject.record.anniversaries:
        if "years-mismatch" not in one.problems or not one.origin or not one.observed or one.years is None:
            continue
        first, last = int(one.origin[:4]), int(one.observed[:4])
        entry, span = _entry(subject, one), _count(subject, one)
        # The count is surely the wrong one of three only when the event's year is known to be right.
        sure = (
            entry is not None and firm(entry) and (entry.origin or "")[:4] == one.origin[:4] and span[1] - span[0] < 5
        )
        proofs = (_sum(last, first), *((_known(entry),) if entry is not None and sure else ()))
        yield Hit(
            start=span[0], end=span[1], evidence=proofs, suggestion=str(last - first) if sure else None,
            args={"event": one.event, "said": str(one.years), "sum": f"{last} - {first} = {last - first}"},
        )  # fmt: skip


def days(subject: Subject) -> Iterator[Hit]:
    """ANN102: day or month of the two dates differ."""
    for one in subject.record.anniversaries:
        if "day-mismatch" in one.problems and one.origin and one.observed:
            yield Hit(start=one.start, end=one.end, confidence=0.9,
                      args={"event": one.event, "origin": written(one.origin), "observed": written(one.observed)})  # fmt: skip


def origin(subject: Subject) -> Iterator[Hit]:
    """ANN103: the printed origin is not the known one."""
    for one in subject.record.anniversaries:
        entry = _entry(subject, one) if one.origin else None
        if entry is None or entry.origin is None or entry.origin.startswith("lunar") or one.origin is None:
            continue
        size = min(len(entry.origin), len(one.origin))
        if entry.origin[:size] == one.origin[:size]:
            continue
        day = next((d for d in subject.record.dates if one.start <= d.start < one.end and d.value == one.origin), None)
        span = (day.start, day.end) if day else (one.start, one.end)
        yield Hit(
            start=span[0], end=span[1], evidence=(_known(entry),), confidence=trust(entry),
            severity=None if firm(entry) else "info",
            args={"event": one.event, "said": written(one.origin), "known": written(entry.origin)},
        )  # fmt: skip


def unknown(subject: Subject) -> Iterator[Hit]:
    """ANN104: a count of years whose event has no date here and is in no gazetteer: it could not be checked."""
    for one in subject.record.anniversaries:
        if one.years is not None and one.origin is None and one.observed is None:
            entry = _entry(subject, one)
            if entry is None or entry.origin is None:
                yield Hit(start=one.start, end=one.end, args={"event": one.event, "said": str(one.years)},
                          confidence=0.6)  # fmt: skip


def years_by_event(subject: Subject) -> Iterator[Hit]:
    """ANN105: the count does not fit the known origin and the year it is observed (printed, else the plan's)."""
    for one in subject.record.anniversaries:
        entry = _entry(subject, one) if one.years is not None and one.origin is None else None
        if entry is None or entry.origin is None or entry.origin.startswith("lunar") or one.years is None:
            continue
        year = int(one.observed[:4]) if one.observed else subject.year
        after = subject.folded[one.end : one.end + 60].split(";")[0]
        told = [int(found) for found in _OTHER_YEAR.findall(after)]
        if year is None or (subject.years is None and not one.observed) or (told and year not in told):
            continue
        first, span = int(entry.origin[:4]), _count(subject, one)
        if year - first == one.years:
            continue
        yield Hit(
            start=span[0], end=span[1], evidence=(_known(entry), _sum(year, first)), confidence=trust(entry) * 0.9,
            severity=None if firm(entry) else "info",
            args={"event": one.event, "said": str(one.years), "origin": written(entry.origin),
                  "sum": f"{year} - {first} = {year - first}"},
        )  # fmt: skip


def other_year(subject: Subject) -> Iterator[Hit]:
    """ANN106: the day of observance lies in a year before the plan's: left over from an older plan."""
    if subject.years is None or subject.header.doc_type == "Báo cáo":
        return
    for one in subject.record.anniversaries:
        if one.observed and one.origin and int(one.observed[:4]) < subject.years[0]:
            yield Hit(start=one.start, end=one.end, confidence=0.85,
                      args={"event": one.event, "said": written(one.observed), "year": str(subject.years[0])})  # fmt: skip


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "ANN101": years,
    "ANN102": days,
    "ANN103": origin,
    "ANN104": unknown,
    "ANN105": years_by_event,
    "ANN106": other_year,
}
