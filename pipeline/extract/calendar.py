"""One calendar expression at one place: what numerals and the words «ngày», «tháng», «năm» make a date of.

Source: annotation guidelines, section 2 (span without a leading «ngày» or «tháng»; impossible dates have no value) and
section 8 (a cut year is not valid; one possible reading of a damaged date is its value). The order is always day,
month, year. Years from 1000 (anniversaries of old events) to 2100; a month without a day needs a year from 1800.

>>> match_date("ngày 07/4/2014", 0)
DateMatch(start=5, end=14, value='2014-04-07', precision='day', valid=True, blank_day=False)
>>> match_date("31/4/2024", 0).value, match_date("31/4/2024", 0).valid
(None, False)
>>> [found.value for found in scan_dates("ngày     tháng 3 năm 2024; trong 3/2024; 06 tháng đầu năm 2024")]
['2024-03', '2024-03']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year"]
FIRST_YEAR, FIRST_MONTH_YEAR, LAST_YEAR = 1000, 1800, 2100

_MONTH_NAMES = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_GAP = r"[\s\u200b]*"
_MONTH_WORD = r"[Mm]ười (?:[Mm]ột|[Hh]ai)|[Mm]ười|[Gg]iêng|[Mm]ột|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb][ảẩ]y|[Tt]ám|[Cc]hín|[Cc]hạp"
_WORD_THANG, _WORD_NAM, _WORD_NGAY = "(?:tháng|Tháng|THÁNG)", "(?:năm|Năm|NĂM)", "(?:ngày|Ngày|NGÀY)"
# A year is not followed by another digit, nor by what would make it the middle of a symbol (05/2008/TTLT-…).
# A year may be torn («201 8»): its four digits have one reading.
_YEAR = r"(?P<y>(?:19|20)(?:\d \d| \d\d)(?!\w|[.,/]\d)|\d{{{0}}})(?!\d|[.,]\d|[/\-][A-ZĐ]|[A-ZĐ])"
_NUMERIC = re.compile(
    r"(?P<d>\d{1,2})(?:(?P<sep>" + _GAP + r"/" + _GAP + r"|[.\-]| - )(?P<m>\d{1,2})"
    r"(?:" + _GAP + r"/" + _GAP + r"|[.\-]| - ))" + _YEAR.format("2,4")
)
_SPELLED = re.compile(
    r"(?P<d>\d{1,2})" + _GAP + "(?:" + _WORD_THANG + _GAP + r"(?:(?P<m>\d{1,2})|(?P<w>" + _MONTH_WORD + r"))"
    r"|/" + _GAP + r"(?P<m2>\d{1,2})" + _GAP + "(?=" + _WORD_NAM + "))"
    + _GAP + "(?:,?" + _GAP + _WORD_NAM + _GAP + "|" + _WORD_THANG + _GAP + r"(?=[12]\d{2})"
    r"|[/\-.]" + _GAP + r"|(?=[12]\d{3}))"
    + _YEAR.format("2,4")
)  # fmt: skip
_MONTH = re.compile(
    r"(?:(?P<m>\d{1,2})(?:" + _GAP + ",?" + _GAP + _WORD_NAM + _GAP + "|" + _GAP + "/" + _GAP + r"|[\-.])"
    r"|(?P<w>" + _MONTH_WORD + r")" + _GAP + ",?" + _GAP + _WORD_NAM + _GAP + ")" + _YEAR.format("3,4")
)
_LEAD = re.compile(
    "(?:" + _WORD_NGAY + r"|(?:mồng|mùng|Mồng|Mùng))" + r"[\s\u200b:]*(?:(?:mồng|mùng) ?)?(?P<blank>[.…_/ ]*)"
)
_THANG = re.compile(_WORD_THANG + _GAP)
# What may stand before a bare «3/2024» whose day was left blank: «ngày    /3/2024», «ngày … tháng 3 năm 2024».
_BLANK_BEFORE = re.compile(_WORD_NGAY + r"[\s\u200b.…_\-]*(?:/" + _GAP + "|" + _WORD_THANG + _GAP + r")\Z")
_THANG_BEFORE = re.compile(_WORD_THANG + r"[\s\u200b]*\Z")
_DAY_THEN_THANG = re.compile(r"[0-9]{1,2}[\s\u200b]{0,4}(?=[tT])")
# «Cách mạng tháng Tám năm 1945» names an event, not a month.
_EVENT_BEFORE = re.compile(r"(?:[Cc]ách mạng|[Kk]hởi nghĩa)\s+(?:tháng|Tháng)\s+\Z")
# «số 09/2009» is a number, «quý 2/2026» a quarter, «đợt 1/2024» an ordinal of the year.
_NUMBER_BEFORE = re.compile(
    r"(?:[Ss]ố|SỐ|[Qq]uý|QUÝ|[Tt]uần|[Kk]ỳ|[Đđ]ợt|[Ll]ần|[Kk]hóa|[Pp]hiên|[Hh]ọc kỳ|Điều|[Kk]hoản|Mục|[Tt]ập)[\s\u200b:]*\Z"
)


class DateMatch(NamedTuple):
    """One date found. ``start``/``end`` are offsets into the folded text (equal to those into the text).

    ``value`` is ISO with ``precision`` or None when impossible or cut (then ``valid`` is False); ``blank_day`` tells
    that the form «ngày … tháng» left its day open.
    """

    start: int
    end: int
    value: str | None
    precision: Precision
    valid: bool
    blank_day: bool


def iso_day(day: int, month: int, year: int) -> str | None:
    """``(7, 4, 2014)`` → ``2014-04-07``; None when the calendar has no such day or the year is out of range."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_month(month: int, year: int) -> str | None:
    """``(3, 2024)`` → ``2024-03``; None when there is no such month or the year is out of range."""
    if 1 <= month <= 12 and FIRST_MONTH_YEAR <= year <= LAST_YEAR:
        return f"{year:04d}-{month:02d}"
    return None


def _month_number(match: re.Match[str]) -> int:
    groups = match.groupdict()
    digits = groups.get("m") or groups.get("m2")
    return int(digits) if digits else _MONTH_NAMES[str(groups["w"]).lower()]


def _day_match(match: re.Match[str], led: bool) -> DateMatch | None:
    year = match["y"].replace(" ", "")
    separator = match.groupdict().get("sep")
    if separator is not None:
        second = match.string[match.end("m") : match.start("y")].strip("\u200b \n")
        if second != separator.strip("\u200b \n"):
            return None
        # Dots and hyphens also make decimals, list numbers and spans; only a full year makes them a date.
        if len(year) < 4 and (second != "/" or (len(year) == 2 and not led)):
            return None
        if second == "-" and not led and int(match["m"]) > 12:
            return None
    value = iso_day(int(match["d"]), _month_number(match), int(year)) if len(year) == 4 else None
    return DateMatch(match.start("d"), match.end("y"), value, "day", value is not None, False)


def match_day(folded: str, pos: int, *, led: bool = False) -> DateMatch | None:
    """The day date whose first numeral stands at ``pos``, or None. ``led``: «ngày» stands before it."""
    match = _NUMERIC.match(folded, pos)
    if match is not None:
        found = _day_match(match, led)
        if found is not None:
            return found
    match = _SPELLED.match(folded, pos)
    return _day_match(match, True) if match is not None else None


def match_month(folded: str, pos: int, *, led: bool = False) -> DateMatch | None:
    """The month date whose first numeral or month name stands at ``pos``, or None. ``led``: «tháng» stands before it.

    Without «tháng» only an unmistakable «3/2024» counts, and not after «số».
    """
    match = _MONTH.match(folded, pos)
    if match is None:
        return None
    head = folded[max(0, pos - 24) : pos]
    led = led or _THANG_BEFORE.search(head) is not None
    blank = _BLANK_BEFORE.search(head) is not None
    year = match["y"].replace(" ", "")
    value = iso_month(_month_number(match), int(year)) if len(year) == 4 else None
    if match["w"] is not None and _EVENT_BEFORE.search(head):
        return None
    if not led and not blank:
        between = folded[match.end("m") : match.start("y")].strip()
        if match["m"] is None or between != "/" or value is None or _NUMBER_BEFORE.search(head):
            return None
        if head and (head[-1] in "/.-,0123456789" and head[-2:-1].isdigit() and head[-1] not in "-,"):
            return None
    return DateMatch(pos, match.end("y"), value, "month", value is not None, blank)


def match_date(folded: str, pos: int) -> DateMatch | None:
    """The date at ``pos`` of the folded text: ``pos`` at its first numeral, or at «ngày», «tháng» or «mồng» before it.

    Answers None when no date stands there. The span never holds the leading word.
    """
    lead = _LEAD.match(folded, pos)
    if lead is not None:
        found = match_day(folded, lead.end(), led=True)
        if found is not None and not lead["blank"].strip():
            return found
        thang = _THANG.match(folded, lead.end())
        at = thang.end() if thang is not None else lead.end()
        found = match_month(folded, at, led=True) if thang is not None or "/" in lead["blank"] else None
        return found._replace(blank_day=True) if found is not None else None
    thang = _THANG.match(folded, pos)
    if thang is not None:
        return match_day(folded, thang.end(), led=True) or match_month(folded, thang.end(), led=True)
    if not folded[pos : pos + 1].isdigit() or (pos > 0 and folded[pos - 1].isdigit()):
        return None
    led = folded[max(0, pos - 8) : pos].rstrip(" \n\u200b").endswith(("ngày", "Ngày", "NGÀY"))
    return match_day(folded, pos, led=led) or match_month(folded, pos)


# The heads of every form above. A pattern that begins with one set or one literal is searched several times faster than
# an alternation of both, hence two scans: numerals before a separator and a numeral, and the word «tháng».
_NUMERAL_HEADS = re.compile(
    r"[0-9][0-9]?(?:\s{0,3}/\s{0,3}[0-9]|[.\-][0-9][0-9]?[.\-][0-9]{4}| - [0-9][0-9]? - [0-9]{4})"
)
_THANG_HEADS = tuple(re.compile(word + r"[\s\u200b]") for word in ("tháng", "Tháng", "THÁNG"))
_DAY_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,2}[\s\u200b]{0,4}\Z")


def _head_positions(folded: str) -> list[int]:
    starts = {match.start() for match in _NUMERAL_HEADS.finditer(folded)}
    for pattern in _THANG_HEADS:
        for match in pattern.finditer(folded):
            at = match.start()
            day = _DAY_BEFORE.search(folded[max(0, at - 7) : at])
            starts.add(at - len(day.group()) if day is not None else at)
    return sorted(starts)


def scan_dates(folded: str) -> Iterator[DateMatch]:
    """Every date of the folded text, in order, none overlapping. One pass over the heads, then :func:`match_date`."""
    end = 0
    for start in _head_positions(folded):
        if start < end:
            continue
        found = match_date(folded, start)
        if found is None and not folded[start].isdigit():
            continue
        if found is None:
            # «06 tháng 7/2024»: no day date at the numeral, but perhaps a month after it.
            thang = _DAY_THEN_THANG.match(folded, start)
            found = match_date(folded, thang.end()) if thang is not None else None
        if found is not None:
            yield found
            end = found.end


@lru_cache(maxsize=1)
def all_dates(folded: str) -> tuple[DateMatch, ...]:
    """:func:`scan_dates` as a tuple, kept for the last text, for several layers of one document ask for its dates."""
    return tuple(scan_dates(folded))
