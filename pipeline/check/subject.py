"""What a rule sees of one document: the record, its folded text, its zones, its day and the years it plans for.

Built once a document by the engine and shared by all rules. ``Hit`` is what a rule gives back; the engine makes findings
of hits with the words of the rulebook.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from pipeline.check.knowledge import Knowledge
from pipeline.model.document import Document
from pipeline.model.evidence import Evidence
from pipeline.model.finding import Proof, Severity
from pipeline.model.mentions import Citation, DateMention
from pipeline.model.record import Record
from pipeline.model.structure import Structure, Zones
from pipeline.text.fold import fold

_YEAR = re.compile(r"(?:năm|NĂM)\s+((?:19|20)\d\d)(?!\s*[-–]\s*\d)")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*-\s*((?:19|20)\d\d)\b")
_PARTY_HEAD = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_STATE_HEAD = re.compile(r"CỘNG\s+HÒA\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE)


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found: a span, the values for its message's places, and what differs from the rule's defaults.

    ``args`` go into both languages; an argument that differs by language is a pair ``(vi, en)``. ``severity`` None is the
    rule's own, and a configuration's severity applies to that alone: what a rule lowers for lack of certainty stays low.
    """

    start: int
    end: int
    args: dict[str, str | tuple[str, str]] = {}
    variant: str | None = None
    severity: Severity | None = None
    confidence: float = 1.0
    evidence: tuple[Proof, ...] = ()
    suggestion: str | None = None


class Subject:
    """One document under check. Offsets everywhere are into ``record.text`` (and ``folded``, of equal length)."""

    def __init__(self, record: Record, knowledge: Knowledge, evidence: Evidence | None = None) -> None:
        self.record, self.knowledge, self.evidence = record, knowledge, evidence
        self.text = record.text
        self.header = record.header
        self.by_id: dict[str, Citation] = {citation.id: citation for citation in record.citations}

    @cached_property
    def folded(self) -> str:
        """The folded view of the text."""
        return fold(self.text)

    @cached_property
    def structure(self) -> Structure:
        """Zones are not in the record, so structure is read again (a few ms for a plan of thirty pages)."""
        return self.knowledge.structure.analyze(Document(text=self.text, folded=self.folded))

    @property
    def zones(self) -> Zones:
        """Where the formal parts lie."""
        return self.structure.zones

    @cached_property
    def latest(self) -> str | None:
        """The latest day the document can bear, as far as its dateline or title tells; None when they say nothing."""
        return last_day(self.header.date) if self.header.date else None

    @cached_property
    def earliest(self) -> str | None:
        """The earliest day the document can bear, by its dateline."""
        return first_day(self.header.date) if self.header.date else None

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The years that the title says the document is for («năm 2024», «giai đoạn 2021 - 2025»); None if it says none."""
        title = fold(self.header.title or "")
        spans = [(int(a), int(b)) for a, b in _SPAN.findall(title)]
        if spans:
            return spans[-1]
        singles = [int(year) for year in _YEAR.findall(title)]
        return (min(singles), max(singles)) if singles else None

    @cached_property
    def year(self) -> int | None:
        """The one year the document is for: by its title, else by its dateline; None for a plan of several years."""
        if self.years is not None:
            return self.years[0] if self.years[0] == self.years[1] else None
        return int(self.header.date[:4]) if self.header.date else None

    @cached_property
    def party(self) -> bool | None:
        """Whether it is a document of the Party, by its frame; None when the frame does not tell."""
        top = self.folded[: max(1500, self.zones.body[0])]
        if _STATE_HEAD.search(top):
            return False
        if _PARTY_HEAD.search(top):
            return True
        if self.header.branch is not None:
            return self.header.branch == "party"
        return None

    @cached_property
    def anchor(self) -> tuple[int, int]:
        """Where findings on the whole document stand: the title, else the first line that is not blank."""
        if self.zones.title is not None:
            return self.zones.title
        start = len(self.text) - len(self.text.lstrip())
        end = self.text.find("\n", start)
        return start, len(self.text) if end < 0 else end

    @cached_property
    def _date_starts(self) -> list[int]:
        return [date.start for date in self.record.dates]

    def dates_in(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The dates that lie within ``[start, end)``; looked up, for every rule asks for every citation."""
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return tuple(date for date in self.record.dates[first:last] if date.end <= end)

    @cached_property
    def ended(self) -> frozenset[str]:
        """The ids of citations of which the text says that another document replaced or repealed them."""
        return frozenset(c.head for c in self.record.citations if c.head and c.relation in ("replaces", "repeals"))

    def own(self) -> list[Citation]:
        """The citations that this document makes itself, not those inside another's title."""
        return [citation for citation in self.record.citations if citation.head is None]

    def words(self, start: int, end: int) -> str:
        """The text of a span on one line."""
        return " ".join(self.text[start:end].split())


class Spans:
    """Spans that are asked whether they hold an offset; nested and overlapping ones are joined.

    >>> 7 in Spans([(5, 9), (6, 8)]), 9 in Spans([(5, 9)])
    (True, False)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


def first_day(date: str) -> str:
    """The first day that an ISO date of any precision covers.

    >>> first_day("2024"), first_day("2024-03")
    ('2024-01-01', '2024-03-01')
    """
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """The last day that an ISO date of any precision covers.

    >>> last_day("2024"), last_day("2024-02"), last_day("2024-02-03")
    ('2024-12-31', '2024-02-29', '2024-02-03')
    """
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:7]))[1]:02d}"
    return date


def written(date: str) -> str:
    """An ISO date as documents write it: a day as 07/4/2014, a month as 3/2024.

    >>> written("2014-04-07"), written("2024-12"), written("2024")
    ('07/4/2014', '12/2024', '2024')
    """
    parts = date.split("-")
    if len(parts) == 3:
        month = parts[1] if int(parts[1]) > 9 or int(parts[1]) < 3 else parts[1][1]
        return f"{parts[2]}/{month}/{parts[0]}"
    return "/".join([str(int(part)) for part in parts[1:]] + [parts[0]])


def fill(template: str, args: dict[str, Any], language: int) -> str:
    """Put ``args`` into a template; pairs give their member for the language (0: vi, 1: en)."""
    values = {name: value[language] if isinstance(value, tuple) else value for name, value in args.items()}
    return template.format_map(values)
