"""Consolidated texts (văn bản hợp nhất): ``115/VBHN-VPQH``, ``09/VBHN-BQP``, with year ``01/2023/VBHN-BTC``."""

from __future__ import annotations

import msgspec

from pipeline.symbols import normative, state
from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol
from pipeline.symbols.typed import Typed

TYPE = "VBHN"


def read(parts: Parts, typed: Typed, codes: Codes) -> tuple[Symbol, int] | None:
    """A consolidated text's symbol and how many tokens it took; None for other types."""
    if typed.type_code != TYPE or not typed.agencies:
        return None
    found = (normative if parts.year is not None else state).read(parts, typed, codes)
    if found is None:
        return None
    symbol, count = found
    return msgspec.structs.replace(symbol, cls="consolidated"), count
