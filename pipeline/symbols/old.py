"""Symbols as they were before 1997: the issuer alone behind the number (``74/CP``, ``39-HĐBT``), a decree ``20-SL``, an
order ``21-LCT/HĐNN8``, and the type behind the agency (``1202/LĐTBXH-TT``).

They keep the separators that are printed, for both were right. Source: facts on symbols, section 2.
"""

from __future__ import annotations

import msgspec

from pipeline.symbols.codes import OLD_ISSUERS, Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol
from pipeline.symbols.typed import Typed

DECREES = ("SL",)
ORDERS = ("L", "LCT")
# Types that stood behind the agency's code.
_TRAILING = ("TT", "QĐ", "CT", "NĐ", "NQ", "TB")


def read(parts: Parts, codes: Codes) -> tuple[Symbol, int] | None:
    """An old symbol of ``parts`` and how many of its tokens it took; None when it is none."""
    first = parts.tokens[0].text
    if parts.year is not None or parts.lead not in "/- ":
        return _trailing_type(parts, codes)
    if (len(parts.tokens) == 1 or parts.tokens[1].broken or parts.tokens[1].loose) and first in OLD_ISSUERS:
        return _symbol(parts, None, (first,), 1, False)
    return _trailing_type(parts, codes)


def read_decree(parts: Parts) -> tuple[Symbol, int] | None:
    """A decree of the President (sắc lệnh, 1945–1960): ``20-SL``, ``53/SL``; of ``102-SL/L-004`` the first part."""
    if parts.year is not None or parts.tokens[0].text not in DECREES or parts.lead not in "/-":
        return None
    if len(parts.tokens) > 1 and not parts.tokens[1].broken and parts.tokens[1].text != "L":
        return None
    return _symbol(parts, parts.tokens[0].text, (), 1, False)


def order(parts: Parts, typed: Typed) -> tuple[Symbol, int]:
    """An order that promulgates a law: ``23-L/CTN``, ``21-LCT/HĐNN8``."""
    symbol, count = _symbol(parts, typed.type_code, typed.agencies, typed.taken, False, "/")
    return msgspec.structs.replace(symbol, repairs=typed.repairs), count


def _trailing_type(parts: Parts, codes: Codes) -> tuple[Symbol, int] | None:
    if len(parts.tokens) < 2 or parts.lead not in "/-":
        return None
    agency, last = parts.tokens[0], parts.tokens[1]
    if last.separator != "-" or last.broken or last.loose or last.text not in _TRAILING:
        return None
    return _symbol(parts, last.text, (codes.agency(agency.text),), 2, True)


def _symbol(
    parts: Parts,
    type_code: str | None,
    agencies: tuple[str, ...],
    count: int,
    reverse: bool,
    second: str = "-",
) -> tuple[Symbol, int]:
    symbol = Symbol(
        raw=parts.raw(count),
        cls="old",
        number=parts.number,
        suffix=parts.suffix,
        year=parts.year,
        type_code=type_code,
        agencies=agencies,
        separators=("/" if parts.lead == "/" else "-", second),
        repairs=parts.repairs if parts.lead in "/-" else (*parts.repairs, "separator"),
        reverse=reverse,
    )
    return symbol, count
