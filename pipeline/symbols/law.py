"""Laws, codes, ordinances and resolutions of the National Assembly: ``06/2022/QH15``, ``01/2012/UBTVQH13``.

The number of the term stands in the agency code; a symbol that lost it (``176/2025/QH``) gets it from the year, unless two
terms met in that year. Source: facts on symbols, sections 2 and 4.
"""

from __future__ import annotations

import re

from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol

_AGENCY = re.compile("(UBTVQH|QH)K?([0-9]{0,2})$")
_SPACED_TERM = re.compile("[ \n]([0-9]{1,2})(?![\\w/.-])")
# Years of election of each National Assembly from the tenth on (Quốc hội khóa X–XVI).
_ELECTED = {10: 1997, 11: 2002, 12: 2007, 13: 2011, 14: 2016, 15: 2021, 16: 2026, 17: 2031}


def term_of(year: int) -> int | None:
    """The National Assembly that sat all through ``year``; None when two did or it is unknown.

    >>> term_of(2025), term_of(2016)
    (15, None)
    """
    sitting = [term for term, first in _ELECTED.items() if first < year < _ELECTED.get(term + 1, 0)]
    return sitting[0] if len(sitting) == 1 else None


def read(parts: Parts, codes: Codes) -> tuple[Symbol, int, int] | None:
    """A law's symbol, how many tokens it took, and how many characters behind them (a term set apart: «QH 15»)."""
    if parts.year is None:
        return None
    first = parts.tokens[0]
    found = _AGENCY.match(first.text)
    if found is None:
        return None
    agency, term, extra = found.group(1), found.group(2), 0
    repairs = parts.repairs if first.text == agency + term else (*parts.repairs, "agency code")
    if not term:
        spaced = _SPACED_TERM.match(parts.text, first.end)
        known = term_of(parts.year)
        if spaced is not None:
            term, extra = spaced.group(1), len(spaced.group())
        elif known is not None:
            term, repairs = str(known), (*repairs, "missing term")
    if parts.year_lead != "/" or parts.lead != "/":
        repairs = (*repairs, "separator")
    symbol = Symbol(
        raw=parts.text[parts.start : first.end + extra],
        cls="law",
        number=parts.number,
        suffix=parts.suffix,
        year=parts.year,
        agencies=(agency + term,),
        separators=("/", "-"),
        repairs=repairs,
    )
    return symbol, 1, extra
