"""State administrative symbols: ``19/CT-TTg``, ``113/KH-UBND``, with a drafting unit ``2169/QĐ-BNN-TCCB``.

The separator between number and type tells state from party: slash here, dash there; trade unions number as the state does.
Source: 30/2020/NĐ-CP; facts on symbols, sections 2 and 4 (``15/NQ-TW`` is a party symbol in the wrong order).
"""

from __future__ import annotations

from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol
from pipeline.symbols.typed import Typed

# Real forms in the party order: orders of the President before 1997 (23-L/CTN), acts of the Council of Ministers.
OLD_PARTY_ORDER = {"CTN", "HĐBT", "HĐNN", "HĐCP"}


def is_state(parts: Parts, typed: Typed, codes: Codes) -> bool | None:
    """Whether the order, and where it is damaged the agency, says state; None when neither does."""
    agency = typed.agencies[0]
    if codes.is_party(agency):
        return False
    if parts.lead == "/" and typed.separator in ("-", ""):
        return True
    if parts.lead in "- " and typed.separator == "/":
        return codes.is_state(agency) and agency.rstrip("0123456789") not in OLD_PARTY_ORDER
    if parts.lead == "-" and typed.separator == "-":
        return True if codes.known(agency) else None
    return True if codes.known(agency) or (parts.lead in "/ " and typed.separator == "-") else None


def read(parts: Parts, typed: Typed, codes: Codes) -> tuple[Symbol, int] | None:
    """A state symbol of ``parts`` and how many of its tokens it took; None when it is none."""
    if parts.year is not None or not typed.agencies or not is_state(parts, typed, codes):
        return None
    repairs = typed.repairs
    if (parts.lead, typed.separator) != ("/", "-"):
        repairs = (*repairs, "separator")
    symbol = Symbol(
        raw=parts.raw(typed.taken),
        cls="state",
        number=parts.number,
        suffix=parts.suffix,
        type_code=typed.type_code,
        agencies=typed.agencies[:1],
        unit="-".join(typed.agencies[1:]) or None,
        separators=("/", "-"),
        repairs=repairs,
    )
    return symbol, typed.taken
