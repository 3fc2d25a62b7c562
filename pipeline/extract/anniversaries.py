"""Anniversaries (ngày kỷ niệm): each commemorated event with its count of years, its dates and what is wrong with them.

Source: annotation guidelines, section 3: the span runs from the count (or the event's first word) to the closing bracket
or the end of the name; «kỷ niệm», «tưởng niệm», «chào mừng» are outside; each event of a list is one; a count shared by two
events is in both; a bracket belongs to the event right before it.

>>> from pipeline.model.document import Document
>>> text = "chào mừng kỷ niệm 80 năm Ngày thành lập Quân đội nhân dân Việt Nam (22/12/1944 - 22/12/2023)"
>>> found = AnniversaryExtractor().extract(Document(text, text))[0]
>>> found.years, found.event, found.problems
(80, 'Ngày thành lập Quân đội nhân dân Việt Nam', ('years-mismatch',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from pipeline.extract.commemorated_dates import Dates, problems
from pipeline.extract.event_names import COUNTED, CUE, MANY, NAME_START, NEXT_ITEM, end_of_name
from pipeline.extract.known_events import KnownEvents
from pipeline.gazetteer.schema import AnniversaryEntry
from pipeline.model.document import Document
from pipeline.model.mentions import Anniversary

_S = r"[\s\u200b]"
# Where a list of events may begin: after a cue, or at a count before a day's name (then dates must follow).
_CUE_TAIL = re.compile(r"(?:niệm|NIỆM|[Mm]ừng|MỪNG)" + _S)
_CUE_TAILS = tuple(
    re.compile(word + _S) for word in ("niệm", "NIỆM", "mừng", "Mừng", "MỪNG", "nhân dịp", "hướng tới", "tiến tới")
)
_COUNTED_DAY = tuple(
    re.compile(
        word + _S + r"+(?=[Nn]gày|NGÀY|[Cc]hiến|[Cc]ách|[Tt]hành|[Gg]iải|[Tt]ruyền|[Tt]ái"
        r"|Quốc)"
    )
    for word in ("năm", "NĂM")
)
_COUNT_BEFORE = re.compile(r"(?<!\d)\d{1,3}" + _S + r"*\Z")
_IS_CUE = re.compile(r"(?:[Kk][ỷỉ]|KỶ|[Tt]ưởng|[Cc]hào|CHÀO)" + _S + r"+\Z|(?<!\w)\Z")
_MORE_CUES = re.compile(r"(?:(?:" + CUE + r"|các sự kiện|sự kiện)" + _S + r"*[:,]?" + _S + r"*){0,4}")
_SEPARATOR = re.compile(
    _S
    + r"*(?:\.{3}|…)?"
    + _S
    + r"*(?P<mark>;(?:"
    + _S
    + r"*\n"
    + _S
    + r"*[-+*•])?|,|và|&|\n"
    + _S
    + r"*[-+*•])"
    + _S
    + r"*(?:và"
    + _S
    + r"+)?"
)


# Days that are kept every year and have no count.
_UNCOUNTED = re.compile(r"Tết(?!\w)|Giỗ|(?:[Nn]gày" + _S + r"+)?Quốc tế")
# «trên 100 năm ngày sinh»: days that are nobody's yet.
_OF_NOBODY = re.compile(r"(?:ngày|Ngày)" + _S + r"+(?:sinh|mất|thành lập|truyền thống)" + _S + r"*\Z")


class _Events(Protocol):
    @property
    def anniversaries(self) -> tuple[AnniversaryEntry, ...]: ...


class _Item(NamedTuple):
    start: int
    name_start: int
    name_end: int
    end: int
    years: int | None
    dates: Dates | None


class AnniversaryExtractor:
    """Reads ``document.folded``; writes ``Anniversary`` values in the order of the text."""

    def __init__(self, gazetteers: _Events | None = None) -> None:
        """``gazetteers.anniversaries`` give ``event_id``; recognition does not need them."""
        entries: Iterable[AnniversaryEntry] = gazetteers.anniversaries if gazetteers is not None else ()
        self._known = KnownEvents(entries)

    def extract(self, document: Document) -> tuple[Anniversary, ...]:
        """All commemorated events of ``document``."""
        found: list[Anniversary] = []
        done = 0
        for pos, after_cue in _starts(document.folded):
            if pos < done:
                continue
            for item in self._list(document.folded, pos, after_cue):
                found.append(self._value(document, item))
                done = item.end
        return tuple(found)

    def _list(self, folded: str, pos: int, after_cue: bool) -> Iterator[_Item]:
        shared: int | None = None
        item = self._item(folded, pos, None)
        if item is None or not (after_cue or self._sure(folded, item)):
            return
        while item is not None:
            yield item
            separator = _SEPARATOR.match(folded, item.end)
            if separator is None:
                return
            mark = separator["mark"]
            at = separator.end()
            if NEXT_ITEM.match(folded, at) is None:
                return
            cues = _MORE_CUES.match(folded, at)
            # «91 năm Ngày … và đón Tết», «…, Ngày Quốc tế Phụ nữ»: behind a cue or a comma no count is shared, unless the
            # event's own dates bear it out.
            apart = (cues is not None and cues.end() > at) or _UNCOUNTED.match(folded, at) is not None
            shared = item.years if mark in ("và", "&", ",") and not apart else None
            sure = mark != ","
            item = self._item(folded, cues.end() if cues is not None else at, shared, sure)

    def _sure(self, folded: str, item: _Item) -> bool:
        """Whether a counted day is commemorated though no «kỷ niệm» says so: its dates tell, or its being a known event."""
        if item.dates is not None:
            return item.dates.origin is not None
        return self._known.find(" ".join(folded[item.name_start : item.name_end].split()), None) is not None

    def _item(self, folded: str, pos: int, shared: int | None, sure: bool = True) -> _Item | None:
        counted = COUNTED.match(folded, pos)
        name_start = counted.end() if counted is not None else pos
        if counted is None and NAME_START.match(folded, pos) is None:
            return None
        name_end, dates = end_of_name(folded, name_start, self._known.goes_on)
        name = folded[name_start:name_end].split()
        if len(name) < (2 if counted is None else 1) or (counted is None and _bare(name) and dates is None):
            return None
        if dates is None and _OF_NOBODY.search(folded, name_start, name_end) is not None:
            return None
        if dates is None and MANY.search(folded, name_start, name_end) is not None:
            return None
        years = (
            int(counted["years"] or counted["nth"])
            if counted is not None
            else _inherit(shared if sure or dates is not None else None, dates)
        )
        return _Item(pos, name_start, name_end, dates.end if dates is not None else name_end, years, dates)

    def _value(self, document: Document, item: _Item) -> Anniversary:
        event = " ".join(document.text[item.name_start : item.name_end].split())
        dates = item.dates
        origin = dates.origin if dates is not None else None
        return Anniversary(
            start=item.start, end=item.end, text=document.text[item.start : item.end], years=item.years, event=event,
            origin=origin, observed=dates.observed if dates is not None else None,
            problems=problems(item.years, dates) if dates is not None else (),
            event_id=self._known.find(event, origin),
        )  # fmt: skip


def _starts(folded: str) -> list[tuple[int, bool]]:
    """Places where a list may begin, in order, each with whether a cue stands before it."""
    starts: dict[int, bool] = {}
    for pattern in _CUE_TAILS:
        for match in pattern.finditer(folded):
            if _IS_CUE.search(folded[max(0, match.start() - 12) : match.start()]) is None:
                continue
            more = _MORE_CUES.match(folded, match.end())
            at = more.end() if more is not None else match.end()
            # «chào mừng "Ngày …"»: the name may stand in quotation marks.
            quoted = folded[at : at + 1] == '"' and NAME_START.match(folded, at + 1) is not None
            starts[at + quoted] = True
    for pattern in _COUNTED_DAY:
        for match in pattern.finditer(folded):
            count = _COUNT_BEFORE.search(folded[max(0, match.start() - 8) : match.start()])
            if count is not None:
                starts.setdefault(match.start() - len(count.group()), False)
    return sorted(starts.items())


def _bare(name: list[str]) -> bool:
    """«ngày thành lập», «ngày truyền thống»: a kind of day without saying whose."""
    return " ".join(name).lower() in (
        "ngày thành lập",
        "ngày truyền thống",
        "ngày hội",
        "ngày sinh",
        "ngày mất",
        "ngày tết",
    )


def _inherit(shared: int | None, dates: Dates | None) -> int | None:
    """The count of the event before («79 năm A và B»), unless this event's own dates say another number."""
    if shared is None or dates is None or dates.origin is None or dates.observed is None:
        return shared
    return shared if int(dates.observed[:4]) - int(dates.origin[:4]) == shared else None
