"""Holidays: Tết by the lunar calendar and the fixed public holidays (Bộ luật Lao động 2019, Điều 112).

The first days of Tết are those of the Vietnamese calendar (UTC+7), 2010 to 2030.
"""

from __future__ import annotations

import datetime as dt

# First day of Tết (mồng một) by the lunar calendar of Vietnam (UTC+7).
_TET = {2010: (2, 14), 2011: (2, 3), 2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19), 2016: (2, 8),
        2017: (1, 28), 2018: (2, 16),
        2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10),
        2025: (1, 29),
        2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3)}  # fmt: skip
_FIXED = {(1, 1): ("Tết Dương lịch", "New Year's Day"), (4, 30): ("ngày Chiến thắng 30/4", "Reunification Day"),
          (5, 1): ("ngày Quốc tế Lao động", "Labour Day"), (9, 2): ("ngày Quốc khánh", "National Day")}  # fmt: skip


def holiday(date: str) -> tuple[str, str] | None:
    """The holiday an ISO day falls on, in Vietnamese and English; None on other days.

    >>> holiday("2024-02-10"), holiday("2024-09-02")[0], holiday("2024-03-05")
    (('mồng 1 Tết Nguyên đán', 'day 1 of Tết'), 'ngày Quốc khánh', None)
    """
    day = dt.date.fromisoformat(date)
    if day.year in _TET:
        number = (day - dt.date(day.year, *_TET[day.year])).days + 1
        if 1 <= number <= 3:
            return f"mồng {number} Tết Nguyên đán", f"day {number} of Tết"
    return _FIXED.get((day.month, day.day))
