"""Joint documents: ``55/2005/TTLT-BNV-VPCP``, ``403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN``; older ``162/2004/TTLT/BQP-BTC``.

Every code behind the type is an agency, the first the leading one. Source: facts on symbols, section 2.
"""

from __future__ import annotations

from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol
from pipeline.symbols.typed import Typed


def read(parts: Parts, typed: Typed, codes: Codes) -> tuple[Symbol, int] | None:
    """A joint symbol of ``parts`` and how many of its tokens it took; None when its type is no joint one."""
    if not typed.type_code.endswith("LT") or not typed.agencies:
        return None
    repairs = typed.repairs
    # Joint circulars of 1998-2008 are numbered with a slash behind the type («162/2004/TTLT/BQP-BTC»): an official form, no slip.
    of_old = typed.type_code == "TTLT" and parts.year is not None and parts.year <= 2009
    second = "/" if typed.separator == "/" and of_old else "-"
    if typed.separator != second or parts.lead != "/" or (parts.year is not None and parts.year_lead != "/"):
        repairs = (*repairs, "separator")
    symbol = Symbol(
        raw=parts.raw(typed.taken),
        cls="joint",
        number=parts.number,
        suffix=parts.suffix,
        year=parts.year,
        type_code=typed.type_code,
        agencies=typed.agencies,
        separators=("/", second),
        repairs=repairs,
    )
    return symbol, typed.taken
