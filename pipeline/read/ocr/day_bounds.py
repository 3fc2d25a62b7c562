"""Which days of its month a page leaves open for the document on it, where the day was written by hand.

A document is not older than the documents that it cites, nor younger than the stamp of its digital signature. A day read
from handwriting that says otherwise was misread. Source: NĐ 30/2020/NĐ-CP, article 13 (the stamp bears the time).

>>> days_open("Căn cứ Kế hoạch số 12/KH-UBND ngày 08/3/2021 của Ủy ban nhân dân tỉnh;", 2021, 3)
range(8, 32)
>>> days_open("Thời gian ký: 16.02.2021 07:37:07 +07:00", 2021, 2)
range(1, 17)
"""

from __future__ import annotations

import re
from calendar import monthrange

_CITED = re.compile(
    r"[0-9][/-][A-ZĐ][^\s,;]{1,24},?\s+ng[àaáả]y\s+([0-9]{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)([0-9]{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)([0-9]{4})(?![0-9])"
)
_STAMP = re.compile(
    r"(?<![0-9])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\s+[0-9]{1,2}:[0-9]{2}:[0-9]{2}\s*\+?0?7:?00"
)


def days_open(text: str, year: int, month: int) -> range:
    """The days of ``month`` on which a document with the page ``text`` (as recognised) may have been issued."""
    first, last = 1, monthrange(year, month)[1]
    for pattern in (_CITED, _STAMP):
        for found in pattern.finditer(text):
            day, of_month, of_year = map(int, found.groups())
            if (of_year, of_month) == (year, month) and 1 <= day <= last:
                first, last = (max(first, day), last) if pattern is _CITED else (first, min(last, day))
    return range(first, last + 1)
