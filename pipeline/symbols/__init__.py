"""Số/ký hiệu: parse, format, compare, repair and find the numbers and symbols of documents.

>>> parse("06/2022/QH15").cls, parse("08-QĐi/TW").type_code, same(parse("1/CT-TTg"), parse("01/CT-TTg"))
('law', 'QĐi', True)
"""

from pipeline.symbols.codes import Codes, codes_for
from pipeline.symbols.scan import find_symbols, match_letter_symbol, match_number, match_own_symbol, match_symbol
from pipeline.symbols.spell import format, parse, repair
from pipeline.symbols.symbol import Symbol, SymbolMatch, same

__all__ = [
    "Codes",
    "Symbol",
    "SymbolMatch",
    "codes_for",
    "find_symbols",
    "format",
    "match_letter_symbol",
    "match_number",
    "match_own_symbol",
    "match_symbol",
    "parse",
    "repair",
    "same",
]
