"""Normative symbols with the year inside: ``98/2023/NĐ-CP``, ``28/2018/TT-BNNPTNT``, ``66.7/2025/NQ-CP``.

Source: 30/2020/NĐ-CP and practice (facts on symbols, section 2); slips of section 4: ``26/21/NĐ-CP``, ``28/2018/TTBNNPTNT``,
``85/2017/nđ-cp``, ``50/2022/NĐ_CP``, ``47/2003/QĐ/BGD&ĐT``, ``18/20202QĐ-UBND``.
"""

from __future__ import annotations

from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol
from pipeline.symbols.typed import Typed

# A decree is the Government's alone, so «31/2019/NĐ» has one reading.
SOLE_ISSUER = {"NĐ": "CP"}
# The Government's yearly resolution on the business environment is printed with a dash by the Government itself (19-2016/NQ-CP,
# 19-2017/NQ-CP, 19-2018/NQ-CP); others cite it with a slash. Both are one document.
_DASHED_YEAR = ("NQ", ("CP",))


def read(parts: Parts, typed: Typed, codes: Codes) -> tuple[Symbol, int] | None:
    """A normative symbol of ``parts`` and how many of its tokens it took; None when it has no year."""
    if parts.year is None:
        return None
    repairs = typed.repairs
    agencies, unit = typed.agencies[:1], "-".join(typed.agencies[1:]) or None
    dashed = parts.year_lead == "-" and (typed.type_code, agencies) == _DASHED_YEAR
    if (parts.year_lead != "/" and not dashed) or parts.lead != "/":
        repairs = (*repairs, "separator")
    if typed.separator not in ("-", ""):
        repairs = (*repairs, "separator")
    if not agencies and typed.type_code in SOLE_ISSUER:
        agencies, repairs = (SOLE_ISSUER[typed.type_code],), (*repairs, "missing issuer")
    symbol = Symbol(
        raw=parts.raw(typed.taken),
        cls="normative",
        number=parts.number,
        suffix=parts.suffix,
        year=parts.year,
        type_code=typed.type_code,
        agencies=agencies,
        unit=unit,
        separators=("/", "-"),
        repairs=repairs,
        year_mark="-" if dashed else "/",
    )
    return symbol, typed.taken
