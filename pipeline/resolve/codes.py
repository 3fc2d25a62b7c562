"""What a canonical code says of a document's identity: its series, whether it is central, what its number is unique in.

Source: facts on symbols, section 1 (state numbers per year, normative with the year in the symbol, party numbers per term).

>>> code_key("1/CT-TTg") == code_key("01/CT-TTg"), code_key("15/NQ-TW") == code_key("15-NQ/TW")
(True, True)
>>> code_key("34-CT/TW") == code_key("35-CT/TW")
False
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.gazetteer.schema import Agency
from pipeline.resolve.identity import OPEN_CODES
from pipeline.symbols import Symbol, codes_for, repair

_SEPARATOR = re.compile(r"[-/_.]+")
_PARTIAL = re.compile(r"(\d{1,5}[a-zđ]?)(?:/((?:19|20)\d{2}))?")
_YEARED = re.compile(r"\d{1,6}[a-z]?(?:\.\d+)?/((?:19|20)\d{2})/")
# Bodies with one series for several issuers, none of which may stand for the others.
_SERIES = {"TW": "trung-uong"}
_TERM_DIGITS = re.compile(r"(?:QH|UBTVQH|HĐNN)\d{1,2}$")


@lru_cache(maxsize=65536)
def code_key(code: str) -> str:
    """The key under which equal codes fall: number as an integer, one separator, no ``&``; diacritics count."""
    parts = [part for part in _SEPARATOR.split(code.replace("&", "").replace(" ", "").upper()) if part]
    if parts and (digits := parts[0].lstrip("0")):
        parts[0] = digits
    return "-".join(parts)


@lru_cache(maxsize=65536)
def number_slug(code: str) -> str:
    """The slug of a code for ids, its number padded to two digits."""
    found = slug(code)
    return f"0{found}" if re.match(r"\d(?!\d)", found) else found


class CodeFacts(NamedTuple):
    """What a code says. ``symbol`` is None for a partial or damaged code.

    ``types`` are slugs of the types that the code may stand for, the commonest first; ``agencies`` its agencies' entries;
    ``author`` their slug or None; ``central`` whether all are central bodies (None: the code does not tell); ``level`` of
    the one agency; ``open`` whether only the issuer's name tells the body; ``restarts``: ``self`` (the code alone is
    unique), ``term``, ``year``, or ``day`` for local party bodies, whose numbers restart at a congress of unknown day.
    ``year`` is the year in the code; ``partial`` marks a number without its symbol («98/2023», «08»).
    """

    key: str
    slug: str
    symbol: Symbol | None
    types: tuple[str, ...]
    author: str | None
    names: frozenset[str]
    central: bool | None
    level: str | None
    open: bool
    restarts: str
    year: str | None
    number: str
    partial: bool


class CodeReader:
    """Reads codes, each once. Built from the gazetteers' index (types, agencies)."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._codes = codes_for(index.gazetteers)
        self.read = lru_cache(maxsize=65536)(self._read)
        self._systems = ("normative", "state", "trade_union", "copy", "old")

    def _read(self, code: str) -> CodeFacts:
        symbol = repair(code, self._codes)
        yeared = _YEARED.match(code)
        partial = _PARTIAL.fullmatch(code)
        if symbol is None:
            year = yeared[1] if yeared else partial[2] if partial else None
            number = partial[1].lstrip("0") if partial else code_key(code).split("-")[0]
            central = True if "TTLT" in code or "NQLT" in code else None
            return CodeFacts(
                code_key(code), number_slug(code), None, (), None, frozenset(), central, None, not central,
                "self" if yeared and central else "year", year, number, partial is not None,
            )  # fmt: skip
        return self._facts(code, symbol)

    def _facts(self, code: str, symbol: Symbol) -> CodeFacts:
        entries = [self._entry(agency) for agency in symbol.agencies]
        known = [entry for entry in entries if entry is not None]
        whole = bool(entries) and len(known) == len(entries)
        central: bool | None = None
        if whole:
            levels = {entry.level for entry in known}
            central = True if levels == {"central"} else None if "any" in levels else False
        if symbol.cls in ("law", "joint") or symbol.type_code == "SL":
            central = True
        level = known[0].level if whole and len(known) == 1 else None
        author = self._author(symbol, known)
        open_ = (not whole and central is not True) or bool(OPEN_CODES.intersection(map(slug, symbol.agencies)))
        if open_ and (body := self._body_of_unit(symbol)) is not None:
            author, level, open_, central = f"dang-uy-{slug(body.names[0])}", body.level, False, body.level == "central"
        return CodeFacts(
            code_key(code), number_slug(symbol.canonical), symbol, self._types(symbol),
            None if open_ else author, frozenset(slug(name) for entry in known for name in entry.names),
            central, level, open_, _restarts(symbol, central), str(symbol.year) if symbol.year else None,
            f"{symbol.number}{symbol.suffix}", False,
        )  # fmt: skip

    def _entry(self, code: str) -> Agency | None:
        """The agency of a code; drafting units are no issuers, and of several entries the first issuer counts."""
        for written in (code, code.rstrip("0123456789")):
            entries = [entry for entry in self._index.agencies(written) if entry.kind != "drafting_unit"]
            if entries:
                return entries[0]
        return None

    def _body_of_unit(self, symbol: Symbol) -> Agency | None:
        """The body whose party committee issues: ĐU-SCT is the Đảng ủy of the Sở Công Thương."""
        if symbol.agencies != ("ĐU",) or symbol.unit is None:
            return None
        return self._entry(symbol.unit)

    def _author(self, symbol: Symbol, known: list[Agency]) -> str | None:
        if len(symbol.agencies) == 1 and symbol.agencies[0] in _SERIES:
            return _SERIES[symbol.agencies[0]]
        if symbol.cls == "law" and not known:
            return "quoc-hoi"
        if symbol.type_code == "SL":
            return "chu-tich-nuoc"
        if not known:
            return slug("-".join(symbol.agencies)) or None
        if symbol.agencies == ("CTUBND",):
            return "uy-ban-nhan-dan"
        return "-".join(slug(entry.names[0]) for entry in known)

    def _types(self, symbol: Symbol) -> tuple[str, ...]:
        if symbol.cls == "law":
            if symbol.agencies and symbol.agencies[0].startswith("UBTVQH"):
                return ("phap-lenh", "nghi-quyet")
            return ("luat", "bo-luat", "nghi-quyet")
        if symbol.type_code is None:
            named = self._codes.doc_type(symbol)
            return (slug(named),) if named else ()
        systems = ("party", "youth_union") if symbol.cls == "party" else self._systems
        names = [entry.name for system in systems for entry in self._index.doc_types(symbol.type_code, system)]
        named = self._codes.doc_type(symbol)
        return tuple(dict.fromkeys(slug(name) for name in ([named] if named else []) + names))


def _restarts(symbol: Symbol, central: bool | None) -> str:
    if symbol.year is not None or any(_TERM_DIGITS.search(agency) for agency in symbol.agencies):
        return "self"
    if symbol.cls != "party":
        return "year"
    if (symbol.agencies and symbol.agencies[0].endswith("TW")) or central:
        return "term"
    return "day"
