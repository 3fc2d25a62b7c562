"""Type codes and agency codes, as the symbol grammar needs them: one look-up table built once from the gazetteers.

The codes are data (``gazetteers/doc_types.toml``, ``gazetteers/agencies.toml``); agencies are open-ended, so an unknown
code is accepted by its shape and a known one only settles doubts (party or state, ND or NĐ, where a glued code ends).

>>> codes = codes_for(None)
>>> codes.types["ND"], codes.types["CTR"], codes.agency("BGD&ĐT"), codes.agency("HDND")
('NĐ', 'CTr', 'BGDĐT', 'HĐND')
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pipeline.gazetteer import Gazetteers, load
from pipeline.gazetteer.schema import Agency, DocType
from pipeline.symbols.symbol import Symbol

PARTY_SYSTEMS = ("party", "youth_union")
# Party committees write their level at the end of the code: Trung ương, tỉnh ủy, huyện ủy, quận ủy, đảng ủy.
_PARTY_TAIL = re.compile(r"(?:TW|TU|HU|QU|ĐU|ThU)$")
_TERM_LETTER = re.compile("QHK(?=[0-9])")
_STATE_BRANCHES = {"state", "peoples_council"}
# A code that stood alone behind the number before 1997: 74/CP, 39-HĐBT, 770/TTg.
OLD_ISSUERS = {
    "CP": "Nghị định",
    "HĐBT": "Nghị định",
    "HĐCP": "Nghị định",
    "TTg": "Quyết định",
}
_OCR_D = ("D", "O", "0", "Ð")


def plain(code: str) -> str:
    """``code`` without diacritics of Đ and Ư, case, ``&``, points and hyphens: the key for near-misses."""
    return re.sub(r"[&.\- ]", "", code).upper().replace("Đ", "D").replace("Ư", "U")


class Codes:
    """The codes of types and agencies. Built from gazetteer entries; read only after that."""

    def __init__(self, doc_types: Iterable[DocType], agencies: Iterable[Agency]) -> None:
        self.types: dict[str, str] = {}
        self.names: dict[tuple[str, str], str] = {}
        self._add_types([entry for entry in doc_types if entry.code and entry.code not in OLD_ISSUERS])
        self.agencies: frozenset[str] = frozenset()
        self.branches: dict[str, frozenset[str]] = {}
        self._near: dict[str, str] = {}
        self._add_agencies(list(agencies))
        longest_first = sorted(self.types, key=len, reverse=True)
        self.type_pattern = "|".join(map(re.escape, longest_first))
        self.glued = re.compile(f"({self.type_pattern})(?=[A-ZĐ])")

    def _add_types(self, entries: list[DocType]) -> None:
        for entry in entries:
            assert entry.code is not None
            order = "party" if entry.system in PARTY_SYSTEMS else "state"
            own = [written for written in entry.code_variants if _own_code(written, entry.code)]
            for code in (entry.code, *own):
                self.types[code] = code
                self.names.setdefault((code, order), entry.name)
        near: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            assert entry.code is not None
            for written in (*entry.code_variants, entry.code.upper(), *_without_bar(entry.code)):
                near[written].add(entry.code)
        for written, meant in near.items():
            if written not in self.types and len(meant) == 1:
                self.types[written] = next(iter(meant))

    def _add_agencies(self, entries: list[Agency]) -> None:
        branches: dict[str, set[str]] = defaultdict(set)
        near: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            branches[entry.code].add(entry.branch)
            near[plain(entry.code)].add(entry.code)
        self.agencies = frozenset(branches)
        self.branches = {code: frozenset(found) for code, found in branches.items()}
        for entry in entries:
            for variant in entry.variants:
                if "&" in variant or "-" in variant or "Ư" in variant or variant.upper() == entry.code.upper():
                    near[plain(variant)].add(entry.code)
        self._near = {key: next(iter(meant)) for key, meant in near.items() if len(meant) == 1}

    def type_code(self, written: str) -> str | None:
        """The right spelling of a type code (``NĐ`` for ``ND``, ``Nđ``, ``NO``), or None when it is none."""
        return self.types.get(written) or self.types.get(written.upper())

    def agency(self, written: str) -> str:
        """The right spelling of an agency code; an unknown one is returned as it is (with TƯ as TW)."""
        if written in self.agencies:
            return written
        if "QHK" in written:  # «UBTVQHK14»: K for khóa
            written = _TERM_LETTER.sub("QH", written)
        if written.startswith("T.") or "TƯ" in written:
            written = written.replace("T.Ư", "TW").replace("T.W", "TW").replace("T.U", "TU").replace("TƯ", "TW")
            if written in self.agencies:
                return written
        stem = written.rstrip("0123456789")
        right = self._near.get(plain(written)) or self._near.get(plain(stem))
        if right is None:
            return written
        return right if plain(right) == plain(written) else right + written[len(stem) :]

    def known(self, code: str) -> bool:
        """Whether ``code`` (with its term's or unit's digits left out) is an agency of the gazetteers."""
        return code in self.agencies or code.rstrip("0123456789") in self.agencies

    def is_party(self, code: str) -> bool:
        """Whether only party bodies use this agency code (TW, TU, ĐU …)."""
        found = self.branches.get(code)
        if found is None:
            return bool(_PARTY_TAIL.search(code)) and not code.startswith("BCĐ")
        return found == {"party"} and not code.startswith("BCĐ")

    def is_state(self, code: str) -> bool:
        """Whether only state bodies that number in the state order use this code (CP, TTg, UBND, ministries)."""
        found = self.branches.get(code)
        return found is not None and found <= _STATE_BRANCHES

    def doc_type(self, symbol: Symbol) -> str | None:
        """The type that code and order tell: ``TT`` is Thông tri after a dash, Thông tư after a slash.

        None when the symbol does not tell it: laws and resolutions of the National Assembly share a form, so only the
        type word says which it is.
        """
        if symbol.cls == "law":
            return None
        if symbol.type_code is None:
            if symbol.cls == "old":
                return OLD_ISSUERS.get(symbol.agencies[0])
            return "Công văn"
        order = "party" if symbol.cls == "party" else "state"
        other = "state" if order == "party" else "party"
        return self.names.get((symbol.type_code, order)) or self.names.get((symbol.type_code, other))


def _own_code(variant: str, code: str) -> bool:
    """Whether a variant is a code of its own (QĐi, QyĐ beside QĐ), not a misspelling (VBHB for VBHN, QYĐ for QyĐ)."""
    return plain(variant) != plain(code) and any(map(str.islower, variant))


def _without_bar(code: str) -> list[str]:
    """Spellings of ``code`` in which Đ lost its bar or was misread: ND, NO, N0 for NĐ."""
    if "Đ" not in code:
        return []
    return [code.replace("Đ", other) for other in _OCR_D] + [code.replace("Đ", "D").upper()]


_built: dict[str, Codes] = {}


@lru_cache(maxsize=1)
def _shipped() -> Codes:
    gazetteers = load()
    return Codes(gazetteers.doc_types, gazetteers.agencies)


def codes_for(gazetteers: Gazetteers | None) -> Codes:
    """The codes of ``gazetteers`` (None: the shipped ones), built once for each."""
    if gazetteers is None:
        return _shipped()
    if gazetteers.sha256 not in _built:
        _built[gazetteers.sha256] = Codes(gazetteers.doc_types, gazetteers.agencies)
    return _built[gazetteers.sha256]
