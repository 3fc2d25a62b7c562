"""Periods: ranges of years or dates («giai đoạn 2021 - 2025», «từ ngày 01/7/2024 đến ngày 31/12/2024»).

Source: annotation guidelines, section 2 (span from the first bound to the last; the dates in an anniversary's parenthesis
are no period; a bound that is no date is null) and section 8 («10/02 đến ngày 28/02/2025»: the first bound takes the year
of the second). Every year range counts, in titles and quoted names too.

>>> from pipeline.model.document import Document
>>> text = "giai đoạn 2021 - 2025; từ ngày 01/7 đến hết ngày 31/12/2024"
>>> [(p.text, p.start_value, p.end_value) for p in PeriodExtractor().extract(Document(text, text), ())]
[('2021 - 2025', '2021', '2025'), ('01/7 đến hết ngày 31/12/2024', '2024-07-01', '2024-12-31')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.calendar import DateMatch, all_dates, iso_day, iso_month
from pipeline.model.document import Document
from pipeline.model.mentions import Anniversary, Period

_S = r"[\s\u200b]"
_LINK = (
    r"(?:"
    + _S
    + r"{0,3},?"
    + _S
    + r"{0,3}(?:cho"
    + _S
    + r"{1,3})?(?:[Đđ]ến|tới)"
    + _S
    + r"{1,3}(?:hết"
    + _S
    + r"{1,3})?"
    r"|" + _S + r"{0,3}-{1,2}" + _S + r"{0,3}(?:đến" + _S + r"{1,3})?)"
)
_CLOCK = r"(?:(?:trước )?\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: ?phút)?,?" + _S + r"{1,3})?"
_UNIT = r"(?:(?:ngày|Ngày|tháng|Tháng|năm|Năm)" + _S + r"{1,3})?"
_HET = r"(?:hết" + _S + r"{1,3})?"
_YEARS = re.compile(
    r"[12][09][0-9]{2}(?:" + _S + r"{0,3}-{1,2}" + _S + r"{0,3}"
    r"|" + _S + r"{1,3}(?:đến|tới)(?:" + _S + r"{1,3}" + _HET + r"năm)?" + _S + r"{1,3})"
    r"(?P<last>[12][09][0-9]{2})(?![0-9]|[.,/][0-9]|[/\-]?[A-ZĐ])"
)
_MEASURE = re.compile(_S + r"{0,2}(?:%|đồng|triệu|tỷ|tỉ|nghìn|m2|m3|m|km|ha|kg|tấn|người|hộ|lượt|giờ|mét|kW|MW|V|Hz)\b")
_BETWEEN = re.compile(_LINK + _CLOCK + _UNIT + r"\Z")
_LEAD = re.compile(_CLOCK + _UNIT)
# What may be a first bound before «đến <date>»: a day, a day and month, a month, a year, or words for a moment.
_PARTIAL = re.compile(
    r"(?<![\d/.,\-])(?:(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}))"
    + _LINK + _CLOCK + _UNIT + r"\Z"
)  # fmt: skip
_FROM_NUMBER = re.compile(
    r"[Tt]ừ" + _S + r"{1,3}(?:(?P<unit>ngày|tháng|năm|đầu năm|cuối năm)" + _S + r"{1,3})?(?P<n>\d{1,2}|[12][09]\d\d)"
    + _LINK + _CLOCK + r"(?P<unit2>(?:ngày|tháng|năm)" + _S + r"{1,3})?\Z"
)  # fmt: skip
_MOMENT = r"nay|bây giờ|(?:thời điểm|ngày(?! \d)|khi|lúc|sau khi)" + _S + r"[^\n;:.,()\"\d]{2,80}?"
_FROM_WORDS = re.compile(
    r"(?:[Tt]ừ|[Kk]ể từ)" + _S + r"{1,3}(?P<words>" + _MOMENT + r"),?" + _S + r"{1,3}(?:cho đến|đến|tới)" + _S + r"{1,3}"
    + _HET + _CLOCK + _UNIT + r"\Z"
)  # fmt: skip
_TO_YEAR = re.compile(_LINK + r"(?:năm" + _S + r"{1,3})(?P<y>[12][09]\d\d)(?![\d/])")


class PeriodExtractor:
    """Reads ``document.folded`` and the anniversaries' spans; writes ``Period`` values in the order of the text."""

    def __init__(self, gazetteers: object = None) -> None:
        """``gazetteers`` is taken for the stage's common shape; periods need none."""

    def extract(self, document: Document, anniversaries: Sequence[Anniversary]) -> tuple[Period, ...]:
        """All periods of ``document``, but none inside an anniversary's span."""
        taken = [(a.start, a.end) for a in anniversaries]
        found = sorted({*_year_ranges(document.folded), *_date_ranges(document.folded)})
        result: list[Period] = []
        end = -1
        for start, stop, first, last in found:
            if start < end or any(a < stop and start < b for a, b in taken):
                continue
            result.append(Period(start, stop, document.text[start:stop], first, last))
            end = stop
        return tuple(result)


Range = tuple[int, int, str | None, str | None]


def _year_ranges(folded: str) -> Iterator[Range]:
    for match in _YEARS.finditer(folded):
        start = match.start()
        before = folded[start - 1 : start] if start else ""
        first, last = folded[start : start + 4], match["last"]
        if before.isalnum() and not before.islower():
            continue
        if before in "/.-,+(" and before != "(" and folded[max(0, start - 2) : start - 1].isdigit():
            continue  # the year of «14/5/1951-2024», a decimal, or one member of a longer chain of numbers
        if first < last and not _MEASURE.match(folded, match.end()):
            yield start, match.end(), first, last


def _date_ranges(folded: str) -> Iterator[Range]:
    previous: DateMatch | None = None
    for found in all_dates(folded):
        head = folded[max(0, found.start - 120) : found.start]
        tail = _TO_YEAR.match(folded, found.end)
        range_ = _joined(folded, previous, found) or _completed(head, found) or _worded(head, found)
        if range_ is not None:
            yield range_
        elif tail is not None and found.precision == "month":
            yield found.start, tail.end(), found.value, tail["y"]
        previous = found


def _joined(folded: str, previous: DateMatch | None, found: DateMatch) -> Range | None:
    """Two whole dates with «đến» or a hyphen between them."""
    if previous is None or found.start - previous.end > 40:
        return None
    if _BETWEEN.match(folded[previous.end : found.start]) is None:
        return None
    return previous.start, found.end, previous.value, found.value


def _completed(head: str, found: DateMatch) -> Range | None:
    """A first bound that lacks its year, or its month and year, which the second bound gives."""
    year = int(found.value[:4]) if found.value else 0
    partial = _PARTIAL.search(head)
    if partial is not None and found.precision == "day":
        day, month = int(partial["d"] or partial["d2"]), int(partial["m"] or partial["m2"])
        offset = partial.start("d") if partial["d"] else partial.start("d2")
        value = iso_day(day, month, year)
        if value is not None and found.value is not None and value > found.value:
            value = iso_day(day, month, year - 1)
        return found.start - len(head) + offset, found.end, value, found.value
    number = _FROM_NUMBER.search(head)
    if number is None:
        return None
    start = found.start - len(head) + number.start("n")
    if len(number["n"]) == 4:
        return start, found.end, number["n"], found.value
    if number["unit"] == "tháng" and found.precision == "month":
        return start, found.end, iso_month(int(number["n"]), year), found.value
    if number["unit"] in (None, "ngày") and found.precision == "day" and found.value is not None:
        return start, found.end, iso_day(int(number["n"]), int(found.value[5:7]), year), found.value
    return None


def _worded(head: str, found: DateMatch) -> Range | None:
    """A first bound in words («từ thời điểm ban hành đến 30/6/2024»): its value is null."""
    words = _FROM_WORDS.search(head)
    if words is None:
        return None
    return found.start - len(head) + words.start("words"), found.end, None, found.value
