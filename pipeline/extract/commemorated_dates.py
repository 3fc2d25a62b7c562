"""The dates beside a commemorated event, «(19/8/1945 - 19/8/2024)», and the arithmetic they must obey.

Source: annotation guidelines, section 3: ``years-mismatch`` (observed year less origin year is not the count),
``day-mismatch`` (day or month differ), ``invalid-date`` (an impossible or cut date, then nothing else is said).

>>> found = read_dates("(24/7/1968 - 24/7/2024)", 0)
>>> found.origin, found.observed, problems(55, found)
('1968-07-24', '2024-07-24', ('years-mismatch',))
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.calendar import LAST_YEAR, DateMatch, match_date

_S = r"[\s\u200b]"
_OPEN = re.compile(
    _S + r"{0,12}[*_]{0,2}\((?=" + _S + r"{0,2}(?:ngày |Ngày |tháng |năm |từ |mùng |mồng )?" + _S + r"{0,2}\d{1,4})"
)
_CLOSE = re.compile(r"(?:[^()\n]|\n(?!\n)){0,90}\)[*_]{0,2}")
_SKIP = re.compile(r"(?:ngày|Ngày|năm|từ|đến|tới|mùng|mồng|[\s\u200b:])*")
_LINK = re.compile(_S + r"{0,12}(?:-{1,2}|đến|tới|;|,|và)" + _S + r"{0,12}(?:đến" + _S + r"+)?")
_YEAR = re.compile(r"[12]\d{3}(?!\d)")
_DAY_MONTH = re.compile(r"\d{1,2}" + _S + r"?[/.\-]" + _S + r"?\d{1,2}(?![\d/])")
_BARE = re.compile(_S + r"{1,4}(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4}" + _S + r"{0,3}-)")
_LUNAR = re.compile(r"[Ââ]m lịch|ÂL|[Aa]L\b")


class Dates(NamedTuple):
    """What stands beside an event: where it ends in the text, and origin and observed (ISO, month or year, or None)."""

    end: int
    origin: str | None
    observed: str | None
    invalid: bool


def read_dates(folded: str, pos: int) -> Dates | None:
    """The bracket of dates (or a bare pair of dates) at ``pos``, white space before it allowed; None if none is there."""
    opening = _OPEN.match(folded, pos)
    if opening is None:
        bare = _BARE.match(folded, pos)
        return _pair(folded, bare.end(), None) if bare is not None else None
    closing = _CLOSE.match(folded, opening.end())
    if closing is None:
        return None
    # Markdown's asterisk belongs to the bracket only if one was opened before it.
    end = closing.end() if "*" in opening.group() else folded.index(")", opening.end()) + 1
    return _pair(folded, opening.end(), end)


def _pair(folded: str, pos: int, end: int | None) -> Dates | None:
    first = _one(folded, pos)
    if first is None:
        return None
    link = _LINK.match(folded, first.end)
    second = _one(folded, link.end()) if link is not None else None
    if second is None and end is None:
        return None
    stop = end if end is not None else second.end if second is not None else first.end
    if end is not None and (first.end > end or (second is not None and second.end > end)):
        return None
    invalid = not first.valid or (second is not None and not second.valid)
    if second is None and not _is_origin(first, folded[first.end : stop]):
        return Dates(stop, None, first.value, invalid)
    return Dates(stop, first.value, second.value if second is not None else None, invalid)


def _one(folded: str, pos: int) -> DateMatch | None:
    skipped = _SKIP.match(folded, pos)
    at = skipped.end() if skipped is not None else pos
    found = match_date(folded, at)
    if found is not None:
        return found
    year = _YEAR.match(folded, at)
    if year is not None:
        return DateMatch(at, year.end(), year.group(), "year", int(year.group()) <= LAST_YEAR, False)
    day = _DAY_MONTH.match(folded, at)
    if day is not None:  # day and month alone: a place in the year, no date
        return DateMatch(at, day.end(), None, "day", True, False)
    return None


def _is_origin(date: DateMatch, rest: str) -> bool:
    """A lone date is the event's origin unless it is of our own years, when it says the day of the celebration."""
    return date.value is None or _LUNAR.search(rest) is not None or date.value < "2015"


def problems(years: int | None, dates: Dates) -> tuple[str, ...]:
    """The remarks on a count and its dates, in a fixed order; an impossible date silences the others."""
    if dates.invalid:
        return ("invalid-date",)
    if dates.origin is None or dates.observed is None:
        return ()
    found = []
    if years is not None and int(dates.observed[:4]) - int(dates.origin[:4]) != years:
        found.append("years-mismatch")
    width = min(len(dates.origin), len(dates.observed))
    if width > 4 and dates.origin[4:width] != dates.observed[4:width]:
        found.append("day-mismatch")
    return tuple(found)
