"""Which days of its month a file leaves open for a document in it, where the day was written by hand.

A document is not older than the documents that it cites, on any page, nor younger than its last digital signature (the
signer's may come days before the office's, with which the document gets its number and day). A day read from
handwriting that says otherwise was misread. Source: NĐ 30/2020/NĐ-CP, articles 13 and 15 (the stamp bears the time).

>>> days_open(Around("Căn cứ Kế hoạch số 12/KH-UBND ngày 08/3/2021 của Ủy ban nhân dân tỉnh;"), 2021, 3)
range(8, 32)
>>> days_open(Around("Thời gian ký: 16.02.2021 07:37:07 +07:00"), 2021, 2)
range(1, 17)
>>> days_open(Around(signed=("2021-02-16T07:37:07+07:00", "2021-02-18T15:02:00+07:00")), 2021, 2)
range(1, 19)
"""

from __future__ import annotations

import re
from calendar import monthrange

import msgspec

_CITED = re.compile(
    r"[0-9][/-][A-ZĐ][^\s,;]{1,24},?\s+ng[àaáả]y\s+([0-9]{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)([0-9]{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)([0-9]{4})(?![0-9])"
)
_STAMP = re.compile(
    r"(?<![0-9])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\s+[0-9]{1,2}:[0-9]{2}:[0-9]{2}\s*\+?0?7:?00"
)


_SIGNED = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T")


class Around(msgspec.Struct, frozen=True):
    """What bounds a day: the ``text`` of all pages (as recognised), and when the file was ``signed`` (ISO 8601)."""

    text: str = ""
    signed: tuple[str, ...] = ()


def days_open(around: Around, year: int, month: int) -> range:
    """The days of ``month`` on which a document in the file may have been issued."""
    first, end = 1, monthrange(year, month)[1]
    for found in _CITED.finditer(around.text):
        day, of_month, of_year = map(int, found.groups())
        if (of_year, of_month) == (year, month) and 1 <= day <= end:
            first = max(first, day)
    stamps = [tuple(map(int, reversed(found.groups()))) for found in _STAMP.finditer(around.text)]
    times = [tuple(map(int, said.groups())) for time in around.signed if (said := _SIGNED.match(time))]
    latest = max(stamps + times, default=(0, 0, 0))
    last = min(end, latest[2]) if latest[:2] == (year, month) else end
    return range(first, last + 1)
