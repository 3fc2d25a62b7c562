"""Symbols as they were before 1997: the issuer alone behind the number (``74/CP``, ``39-HĐBT``), a decree ``20-SL``, an
order ``21-LCT/HĐNN8``, and the type behind the agency (``1202/LĐTBXH-TT``).

They keep the separators that are printed, for both were right. Source: facts on symbols, section 2.
"""

from __future__ import annotations

from pipeline.symbols.codes import OLD_ISSUERS, Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol

DECREES = ("SL",)
# Types that stood behind the agency's code.
_TRAILING = ("TT", "QĐ", "CT", "NĐ", "NQ", "TB")


def read(parts: Parts, codes: Codes) -> tuple[Symbol, int] | None:
    """An old symbol of ``parts`` and how many of its tokens it took; None when it is none."""
    first = parts.tokens[0].text
    if parts.year is not None or parts.lead not in "/-":
        return _trailing_type(parts, codes)
    if len(parts.tokens) == 1 or parts.tokens[1].broken or parts.tokens[1].loose:
        if first in OLD_ISSUERS:
            return _symbol(parts, None, (first,), 1, ("", ""))
        if first in DECREES:
            return _symbol(parts, first, (), 1, ("", ""))
    return _trailing_type(parts, codes)


def _trailing_type(parts: Parts, codes: Codes) -> tuple[Symbol, int] | None:
    if len(parts.tokens) < 2 or parts.lead not in "/-":
        return None
    agency, last = parts.tokens[0], parts.tokens[1]
    if last.separator != "-" or last.broken or last.loose or last.text not in _TRAILING:
        return None
    return _symbol(parts, last.text, (codes.agency(agency.text),), 2, (agency.text, last.text))


def _symbol(
    parts: Parts, type_code: str | None, agencies: tuple[str, ...], count: int, trailing: tuple[str, str]
) -> tuple[Symbol, int]:
    symbol = Symbol(
        raw=parts.raw(count),
        cls="old",
        number=parts.number,
        suffix=parts.suffix,
        year=parts.year,
        type_code=type_code,
        agencies=agencies,
        separators=("/" if parts.lead == "/" else "-", "-"),
        repairs=parts.repairs,
        reverse=bool(trailing[0]),
    )
    return symbol, count
