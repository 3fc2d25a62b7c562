"""Party symbols: ``34-CT/TW``, ``131-CTr/TU``, ``399-CV/TU``, ``02-NQ/ĐU-SCT``; the Youth Union writes the same order.

Numbers run through a committee's term, so the symbol never holds a year. Source: 36-HD/VPTW, 05-HD/VPTW; facts on symbols,
sections 2 and 4 (``15/NQ-TW`` for ``15-NQ/TW``; ``1836 QĐ/TWĐTN`` without the dash).
"""

from __future__ import annotations

from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.state import is_state
from pipeline.symbols.symbol import Symbol
from pipeline.symbols.typed import Typed


def read(parts: Parts, typed: Typed, codes: Codes) -> tuple[Symbol, int] | None:
    """A party symbol of ``parts`` and how many of its tokens it took; None when it is none."""
    if parts.year is not None or not typed.agencies or is_state(parts, typed, codes) is not False:
        return None
    repairs = typed.repairs
    if (parts.lead, typed.separator) != ("-", "/"):
        repairs = (*repairs, "separator")
    symbol = Symbol(
        raw=parts.raw(typed.taken),
        cls="party",
        number=parts.number,
        suffix=parts.suffix,
        type_code=typed.type_code,
        agencies=typed.agencies[:1],
        unit="-".join(typed.agencies[1:]) or None,
        separators=("-", "/"),
        repairs=repairs,
    )
    return symbol, typed.taken
