"""The type code in front: ``NĐ-CP``, ``QĐ/TW``, also glued to the agency (``TTBNNPTNT``, ``QĐTTg``).

What the classes state, normative, party, joint and consolidated share: type code, agencies, drafting unit.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.symbols.codes import Codes
from pipeline.symbols.parts import Parts, Token

# «82-TC/TCT», «202/TCCP-VC»: TC is mostly the old code of the Ministry of Finance or part of an agency's, no communiqué.
AMBIGUOUS_TYPES = ("TC",)


class Typed(NamedTuple):
    """A type code, the separator behind it, the codes behind that, how many tokens they took (``taken``), and what was mended."""

    type_code: str
    separator: str
    agencies: tuple[str, ...]
    taken: int
    repairs: tuple[str, ...]


def read_typed(parts: Parts, codes: Codes) -> Typed | None:
    """Type code and agency codes of ``parts``; None when the first code is no type."""
    first = parts.tokens[0]
    type_code = codes.type_code(first.text)
    if type_code is None:
        return _glued(parts, codes)
    repairs = parts.repairs if type_code == first.text else (*parts.repairs, "type code")
    rest = _own_codes(parts, type_code)
    written, count, mended = _agencies(rest, codes)
    separator = rest[0].separator if rest else ""
    return Typed(type_code, separator, written, 1 + count, repairs + mended)


def _glued(parts: Parts, codes: Codes) -> Typed | None:
    first = parts.tokens[0]
    found = codes.glued.match(first.text)
    # «12/HĐTĐKT»: the whole is an agency (hội đồng), no type «HĐ» glued to one.
    if found is None or codes.known(first.text) or found.group(1) in AMBIGUOUS_TYPES:
        return None
    agency = codes.agency(first.text[found.end() :])
    if not codes.known(agency):
        return None
    written, count, mended = _agencies(parts.tokens[1:], codes)
    type_code = codes.types[found.group(1)]
    separator = "/" if parts.lead == "-" else "-"
    return Typed(type_code, separator, (agency, *written), 1 + count, (*parts.repairs, "missing hyphen", *mended))


def _own_codes(parts: Parts, type_code: str) -> tuple[Token, ...]:
    """The tokens after the type that still belong to the symbol: a bullet on the next line does not, nor does a word
    behind a spaced dash, but for joint documents, whose codes are often spaced."""
    rest = parts.tokens[1:]
    for index, token in enumerate(rest):
        if index and (token.broken or (token.loose and not type_code.endswith("LT"))):
            return rest[:index]
    return rest


def _agencies(tokens: tuple[Token, ...], codes: Codes) -> tuple[tuple[str, ...], int, tuple[str, ...]]:
    written: list[str] = []
    mended = False
    for token in tokens:
        whole = codes.agency(f"{written[-1]}-{token.text}") if written else ""
        if written and token.separator == "-" and codes.known(whole) and whole != f"{written[-1]}-{token.text}":
            written[-1], mended = whole, True
            continue
        right = codes.agency(token.text)
        mended = mended or right != token.text
        written.append(right)
    return tuple(written), len(tokens), ("agency code",) if mended else ()
