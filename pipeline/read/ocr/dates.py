"""Dates and years with letters for digits (ngày, năm đọc lẫn chữ): «7/4/2Ol4», «năm 2O24», «ngay 15/6/2024».

In a full date and in a year every place is a digit, so a letter there can only be the digit it looks like; what is then no date
stays. «ngay» before a date is «ngày». Source: readings of real scans; NĐ 30/2020/NĐ-CP, appendix I (how dates are written).

>>> list(changes("ngay 7/4/2Ol4, giai đoạn 2O21-2025"))
[(0, 4, 'ngày'), (9, 13, '2014'), (25, 29, '2021')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_D = "[0-9OoIlSQ]"
_DIGITS = str.maketrans("OoQIlS", "000115")
_FULL = re.compile(rf"(?<![\w/.-])({_D}{{1,2}})(\s?[/.-]\s?)({_D}{{1,2}})\2([12l]{_D}{{3}})(?![\w/])")
_WORDED = re.compile(
    rf"\b(ng[àaáảạã]y)\s({_D}{{1,2}})\s(th[áaảàạãâ]ng)\s({_D}{{1,2}})(?:\s(n[ăaâáà]m)\s([12l]{_D}{{3}}))?(?!\w)"
)
_YEAR = re.compile(r"(?<![\w/.])2[0Oo][0-9OoIl]{2}(?!\w)")
_NGAY = re.compile(r"\b([Nn])g[aáảạã]y(?=\s[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?(?:19|20)[0-9]{2}\b)")
_FIRST, _LAST = 1930, 2060


def changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and right reading of each part of a date that was read with letters or without its marks."""
    found: dict[int, tuple[int, int, str]] = {}
    for match in _WORDED.finditer(text):
        values = [match.group(part).translate(_DIGITS) if match.group(part) else "" for part in (2, 4, 6)]
        if _is_date(*values):
            words = (match.group(1), "ngày"), (match.group(3), "tháng"), (match.group(5), "năm")
            found |= _given(match, zip((1, 3, 5), (right for _, right in words), strict=True))
            found |= _given(match, zip((2, 4, 6), values, strict=True))
    for match in _FULL.finditer(text):
        values = [match.group(part).translate(_DIGITS) for part in (1, 3, 4)]
        true_digits = sum(sign.isdigit() for part in (1, 3, 4) for sign in match.group(part))
        if _is_date(*values) and true_digits >= 4:
            found |= _given(match, zip((1, 3, 4), values, strict=True))
    for match in _YEAR.finditer(text):
        year = match.group().translate(_DIGITS)
        if sum(map(str.isdigit, match.group())) >= 2 and year != match.group() and _FIRST <= int(year) <= _LAST:
            found.setdefault(match.start(), (*match.span(), year))
    mended = text
    for start, end, right in sorted(found.values(), reverse=True):
        mended = mended[:start] + right + mended[end:] if len(right) == end - start else mended
    for match in _NGAY.finditer(mended):
        found.setdefault(match.start(), (*match.span(), match.group(1) + "gày"))
    yield from sorted(found.values())


def _given(match: re.Match[str], parts: Iterator[tuple[int, str]]) -> dict[int, tuple[int, int, str]]:
    """The parts of a match that are to be changed, by their start."""
    return {
        match.start(part): (*match.span(part), right) for part, right in parts if match.group(part) not in (None, right)
    }


def _is_date(day: str, month: str, year: str = "") -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and (not year or _FIRST <= int(year) <= _LAST)
