"""Which class a taken-apart symbol is: the classes in order, the first that knows it reads it.

The order matters: laws and typed symbols before old ones, old ones before letters (``74/CP``).
"""

from __future__ import annotations

from pipeline.symbols import consolidated, joint, law, letters, normative, old, party, state
from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol, SymbolMatch
from pipeline.symbols.typed import AMBIGUOUS_TYPES, Typed, read_typed

# Orders of the President are the only documents with a type code of one letter.
_ORDER, _PRESIDENT = "L", "CTN"
TYPED_CLASSES = (joint.read, consolidated.read, normative.read, party.read, state.read)


def classify(parts: Parts, codes: Codes, announced: bool = False) -> SymbolMatch | None:
    """The symbol that ``parts`` make, or None. ``announced`` allows letters of unknown agencies."""
    as_law = law.read(parts, codes)
    if as_law is not None:
        symbol, count, extra = as_law
        return SymbolMatch(parts.start, parts.tokens[count - 1].end + extra, symbol)
    found = old.read_decree(parts)
    if found is None and (typed := read_typed(parts, codes)) is not None:
        found = _typed(parts, typed, codes)
    if found is None:
        found = old.read(parts, codes) or letters.read(parts, codes, announced)
    if found is None:
        return None
    symbol, count = found
    return SymbolMatch(parts.start, parts.tokens[count - 1].end, symbol)


def _typed(parts: Parts, typed: Typed, codes: Codes) -> tuple[Symbol, int] | None:
    if typed.type_code == _ORDER and typed.agencies[:1] != (_PRESIDENT,):
        return None
    if typed.type_code in old.ORDERS and parts.lead == "-" and typed.separator == "/" and typed.agencies:
        return old.order(parts, typed)
    if typed.type_code in AMBIGUOUS_TYPES and not any(map(codes.is_party, typed.agencies[:1])):
        return None
    for read in TYPED_CLASSES:
        found = read(parts, typed, codes)
        if found is not None:
            return found
    return None
