"""The value of a số/ký hiệu: its parts, its canonical spelling, and when two of them are the same.

Source: 30/2020/NĐ-CP (state), 36-HD/VPTW and 05-HD/VPTW (party), facts on symbols; the canonical form is fixed by the
guidelines, section 1: no spaces, plain hyphens, right diacritics, the number padded to two digits.

>>> Symbol(raw="34- CT/TW", cls="party", number=34, type_code="CT", agencies=("TW",), separators=("-", "/")).canonical
'34-CT/TW'
>>> Symbol(raw="6/2022/QH15", cls="law", number=6, year=2022, agencies=("QH15",), separators=("/", "-")).canonical
'06/2022/QH15'
"""

from __future__ import annotations

import msgspec

CLASSES = ("state", "normative", "law", "party", "joint", "consolidated", "letter", "old")


class Symbol(msgspec.Struct, frozen=True, kw_only=True):
    """A number and symbol (số, ký hiệu) of one document, taken apart.

    ``raw`` is the text as it stands, ``cls`` one of ``CLASSES``. ``number`` is the integer (None when blank), ``suffix``
    what follows it (``a`` in 12a, ``.7`` in 66.7, ``.6`` in 01.6). ``agencies`` are the issuing agencies' codes (several
    for a joint document), ``unit`` the drafting unit's code. ``separators`` stand after number and year, and after the
    type code; ``year_mark`` before the year. ``repairs`` names what was mended to read it, empty for a clean symbol.
    """

    raw: str
    cls: str
    number: int | None
    suffix: str = ""
    year: int | None = None
    type_code: str | None = None
    agencies: tuple[str, ...] = ()
    unit: str | None = None
    separators: tuple[str, str] = ("/", "-")
    repairs: tuple[str, ...] = ()
    reverse: bool = False
    year_mark: str = "/"

    @property
    def number_text(self) -> str:
        """The number as canonically written (``04``, ``12a``, ``66.7``); empty when blank."""
        return "" if self.number is None else f"{self.number:02d}{self.suffix}"

    @property
    def code(self) -> str:
        """What follows number and year: ``NĐ-CP``, ``CT/TW``, ``QH15``, ``UBND-NC`` (the header's ``symbol``)."""
        second = self.separators[1]
        who = ("-" if self.cls != "letter" else second).join(self.agencies)
        if self.reverse:
            who, type_code = "", second.join((*self.agencies, self.type_code or ""))
        else:
            type_code = self.type_code or ""
        unit = self.unit or ""
        whole = second.join(part for part in (type_code, who) if part)
        return f"{whole}{'-' if self.cls != 'letter' else second}{unit}" if unit else whole

    @property
    def canonical(self) -> str:
        """The canonical spelling: ``34-CT/TW``, ``98/2023/NĐ-CP``, ``06/2022/QH15``, ``3543/UBND-NC``."""
        year = f"{self.year_mark}{self.year}" if self.year is not None else ""
        code = self.code
        return f"{self.number_text}{year}{self.separators[0]}{code}" if code else f"{self.number_text}{year}"

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two symbols equal: number as an integer, suffix, year, codes and order (never the raw spelling)."""
        return (
            self.number,
            self.suffix.lower(),
            self.year,
            self.type_code,
            self.agencies,
            self.unit,
            self.separators[0],
        )


class SymbolMatch(msgspec.Struct, frozen=True):
    """A symbol found in a text: half-open offsets into the folded text (so into ``Document.text``) and its value."""

    start: int
    end: int
    symbol: Symbol


def same(one: Symbol, other: Symbol) -> bool:
    """Whether two symbols are equal up to spelling: 1/CT-TTg is 01/CT-TTg, 08-QĐ/TW is not 08-QĐi/TW.

    Equal symbols need not mean one document: numbers restart every year (state) or term (party).
    """
    return one.identity == other.identity
