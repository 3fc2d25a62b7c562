"""Dates of a document and the role each plays: its own, a citation's, an anniversary's, a deadline, a bound, other.

Source: annotation guidelines, section 2 (roles and their cues) and section 8 («trước ngày» about past facts is other;
under a column «Thời hạn» a date is a deadline; an annex's «Kèm theo Quyết định số …» naming its own document has role
document). What a date is, :mod:`pipeline.extract.calendar` knows.

>>> from pipeline.model.document import Document
>>> from pipeline.model.structure import Header, Structure, Zones
>>> text = "Báo cáo gửi về Sở trước ngày 15/6/2024."
>>> dates, _ = DateExtractor().extract(Document(text, text), Structure(Header(), Zones()), (), (), ())
>>> dates[0].value, dates[0].role
('2024-06-15', 'deadline')
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pipeline.extract.calendar import DateMatch, all_dates
from pipeline.extract.deadlines import Deadlines
from pipeline.extract.own_dates import in_own_reference, in_unmarked_dateline, names_a_document
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Document
from pipeline.model.mentions import Anniversary, Citation, DateMention, Period
from pipeline.model.structure import Structure


class Spans:
    """Sorted spans, asked in logarithmic time whether one of them covers a place. Spans may nest."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []
        for start, end in sorted(spans):
            self._starts.append(start)
            self._reach.append(max(end, self._reach[-1] if self._reach else end))

    def cover(self, start: int, end: int) -> bool:
        """Whether some span begins at or before ``start`` and the spans begun so far reach ``end``."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._reach[index] >= end


class DateExtractor:
    """Reads the folded text, zones, citations, anniversaries and periods; writes dates and ``invalid-date`` remarks."""

    def __init__(self, gazetteers: object = None) -> None:
        """``gazetteers`` is taken for the stage's common shape; dates need none."""

    def extract(
        self,
        document: Document,
        structure: Structure,
        citations: Sequence[Citation],
        anniversaries: Sequence[Anniversary],
        periods: Sequence[Period],
    ) -> tuple[tuple[DateMention, ...], tuple[Diagnostic, ...]]:
        """Every day and month date with its role, and a warning for each impossible or cut one."""
        roles = _Roles(document, structure, citations, anniversaries, periods)
        mentions, remarks = [], []
        for found in all_dates(document.folded):
            text = document.text[found.start : found.end]
            mentions.append(
                DateMention(
                    start=found.start,
                    end=found.end,
                    text=text,
                    value=found.value,
                    precision=found.precision,
                    role=roles.role(found),
                    valid=found.valid,
                )
            )
            if not found.valid:
                message = f"«{' '.join(text.split())}» is no date of the calendar"
                remarks.append(Diagnostic("invalid-date", "warning", message, found.start, found.end))
        return tuple(mentions), tuple(remarks)


class _Roles:
    """Decides roles for one document: the surest evidence first (zones, then spans, then words before the date)."""

    def __init__(
        self,
        document: Document,
        structure: Structure,
        citations: Sequence[Citation],
        anniversaries: Sequence[Anniversary],
        periods: Sequence[Period],
    ) -> None:
        self._folded = document.folded
        zones = structure.zones
        own = [zone for zone in (zones.dateline, zones.issuing_note) if zone is not None]
        self._own = Spans(own)
        self._dateline_known = zones.dateline is not None
        self._citations = Spans((c.start, c.end) for c in citations)
        self._anniversaries = Spans((a.start, a.end) for a in anniversaries)
        self._periods = Spans((p.start, p.end) for p in periods)
        today = structure.header.date
        if today is None:
            today = self._own_date(document) or max((c.date for c in citations if c.date), default=None)
        self._deadlines = Deadlines(document, today)

    def _own_date(self, document: Document) -> str | None:
        for found in all_dates(document.folded):
            if found.start > 3000:
                break
            if self._own.cover(found.start, found.end) or in_unmarked_dateline(document.folded, found):
                return found.value
        return None

    def role(self, found: DateMatch) -> str:
        """The role of one date of this document."""
        start, end = found.start, found.end
        if self._own.cover(start, end):
            return "document"
        if self._citations.cover(start, end):
            return "citation"
        if not self._dateline_known and in_unmarked_dateline(self._folded, found):
            return "document"
        if found.blank_day or in_own_reference(self._folded, found):
            return "document"
        if self._anniversaries.cover(start, end):
            return "anniversary"
        if self._periods.cover(start, end):
            return "period"
        if names_a_document(self._folded, found):
            return "citation"
        return "deadline" if self._deadlines.is_deadline(found) else "other"
