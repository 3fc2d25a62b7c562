"""Official letters (công văn): agency and drafting unit, no type: ``3543/UBND-NC``, ``678/BTL-CT``, ``30/HĐTĐ``.

Firms and schools write what they like (``01.6/GĐN/KSYB``, ``30.6/GĐN-ĐQ&V``), so separators stay as printed. Source:
facts on symbols, section 2; without a type word before it, a letter counts only if the agency is a known one.
"""

from __future__ import annotations

from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts
from pipeline.symbols.symbol import Symbol


def read(parts: Parts, codes: Codes, announced: bool) -> tuple[Symbol, int] | None:
    """A letter's symbol and its number of tokens. ``announced``: a word such as «Công văn số» stands before it."""
    first = parts.tokens[0]
    agency = codes.agency(first.text)
    if parts.year is not None and not announced:
        return None
    if not announced and (parts.lead != "/" or not codes.known(agency)):
        return None
    if parts.lead == " " and not announced:
        return None
    count = 1
    for token in parts.tokens[1:]:
        if token.broken or token.loose:
            break
        count += 1
    if not announced and count < 2:
        return None
    separator = parts.tokens[1].separator if count > 1 else "-"
    repairs = parts.repairs if agency == first.text else (*parts.repairs, "agency code")
    if parts.lead not in "/-":
        repairs = (*repairs, "separator")
    unit = "".join((token.separator if index else "") + token.text for index, token in enumerate(parts.tokens[1:count]))
    symbol = Symbol(
        raw=parts.raw(count),
        cls="letter",
        number=parts.number,
        suffix=parts.suffix,
        year=parts.year,
        agencies=(agency,),
        unit=unit or None,
        separators=("/" if parts.lead == "/" else "-", "/" if separator == "/" else "-"),
        repairs=repairs,
    )
    return symbol, count
