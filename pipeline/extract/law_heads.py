"""Heads that are laws by name: which «luật», «bộ luật», «pháp lệnh», «Hiến pháp» is a citation, and its amended law inside.

A law's number may follow its name («Luật Điện lực số 61/2024/QH15»); then the citation is numbered and the name is inside the
span. An amending law holds the amended one as a citation of its own. Source: guidelines, sections 1 and 8, traps 15, 18, 19.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.extract.draft import Draft
from pipeline.extract.law_words import NOT_A_LAW_BEFORE
from pipeline.extract.laws import LawNames
from pipeline.extract.tails import Tail, Tails
from pipeline.symbols import SymbolMatch

# Literal scans are fastest; the first letters are looked at behind the hit.
_SCANS = (
    re.compile(r"uật(?!\w)|UẬT(?!\w)"),
    re.compile(r"háp [lL]ệnh(?!\w)|HÁP LỆNH(?!\w)"),
    re.compile(r"iến pháp(?!\w)|IẾN PHÁP(?!\w)"),
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:[ \n\u200b]+([^\W\d_]+))?[ \n\u200b\"(]*\Z")
_NUMBER_NEXT = re.compile(
    r"[ \n\u200b]*(?:\([ ]?sửa đổi[ ]?\)[ ]*)?,?[ \n\u200b]*(?:(?:số"
    r"|Số)[ \n\u200b]*:?[ \n\u200b]*)*(?=\d)"
)
_REVISED_NEXT = re.compile(r"[ \n\u200b]*\([ ]?sửa đổi[ ]?\)(?=[ ]*(?:năm|ngày|số))")
_REPUBLIC = re.compile(
    r"[ \n\u200b]+(?:của[ \n]+)?nước[ \n\u200b]+(?:Cộng"
    r"|CỘNG)[ \n\u200b]hòa[ \n\u200b]xã hội[ \n\u200b]chủ nghĩa[ \n\u200b]Việt Nam"
)
_CITED_BEFORE = re.compile(
    r"(?:(?:[Đđ]iều|khoản) [\d, và]+[a-z]?(?: của)?|một số (?:điều|nội dung|quy định)(?: của| tại| trong)?"
    r"|(?:các )?điều(?: khoản)? của"
    r"|[Tt]hi hành|[Cc]ăn cứ|theo quy định (?:của|tại)|quy định tại|quy định của)[ \n\u200b]*\Z"
)
_NO_LAW = frozenset(word.lower() for word in NOT_A_LAW_BEFORE)
_INNER_LAW = re.compile(r"[ \n\u200b]*([Ll]uật|[Bb]ộ [Ll]uật|[Pp]háp lệnh|[Hh]iến pháp)(?!\w)")
# A second law right behind an amended one without a date between them is amended by the same law.
_AND_LAW = re.compile(r"[ \n\u200b]+và[ \n\u200b]+(?=Luật[ \n\u200b]+(?!sửa|Sửa|số|này)[^\W\d_])")
# «các Luật về thuế» are laws of a kind, none by its name.
_GENERIC = re.compile(r"(?:[Cc]ác|[Nn]hững|một số)[ \n\u200b]+\Z")
_ABOUT = re.compile(r"[ \n\u200b]+về(?![\w])")
_QUOTED_NAME = re.compile(r"[ \n\u200b]+\"[^\"\n]{4,200}\"")
_DATE_ALONE = re.compile(r"[ \n\u200b]+(?:ngày[ \n\u200b]+\d{1,2}[/.\- \n]|năm (?:19|20)\d{2}(?![\w/-]))")


class LawHeads:
    """Finds laws by name. Reads ``laws`` through ``LawNames``; attaches their tails."""

    def __init__(self, names: LawNames, tails: Tails) -> None:
        self._names = names
        self._tails = tails

    def find(self, folded: str, symbols: Mapping[int, SymbolMatch]) -> tuple[list[Draft], set[int]]:
        """The drafts of all named laws, and the starts of the symbols that stand behind names and belong to them."""
        drafts: list[Draft] = []
        claimed: set[int] = set()
        words = sorted(
            word
            for scan, read in zip(_SCANS, _READERS, strict=True)
            for hit in scan.finditer(folded)
            if (word := read(folded, hit))
        )
        reach = 0
        for start, end, doc_type in words:
            if start < reach:
                continue
            found = self._law(folded, start, end, doc_type, symbols)
            if found is None:
                continue
            drafts.append(found)
            if found.symbol_start is not None:
                claimed.add(found.symbol_start)
            drafts.extend(found.amends)
            reach = found.end
        return drafts, claimed

    def _law(
        self, folded: str, start: int, end: int, doc_type: str, symbols: Mapping[int, SymbolMatch]
    ) -> Draft | None:
        if not _may_be_law(folded, start):
            return None
        amended: tuple[Draft, ...] = ()
        if doc_type == "Hiến pháp":
            republic = _REPUBLIC.match(folded, end)
            name_end: int | None = republic.end() if republic else end
        else:
            name_end, amended = self._name(folded, end)
        if name_end is not None and _GENERIC.search(folded, max(0, start - 8), start) and _ABOUT.match(folded, end):
            return None
        if name_end is None:
            name_end = self._unnamed(folded, start, end)
        if name_end is None:
            return None
        draft = Draft(kind="named", start=start, end=name_end, doc_type=doc_type, rule="law-name", name=(end, name_end))
        self._with_number(folded, draft, symbols)
        revised = _REVISED_NEXT.match(folded, draft.end)
        tail = self._tails.match(folded, revised.end() if revised else draft.end, doc_type, True)
        take_tail(draft, tail)
        if not folded[start].isupper() and not self._lower_is_cited(folded, start, draft):
            return None
        draft.amends = amended
        for inner in amended:
            inner.head = draft
        return draft

    @staticmethod
    def _unnamed(folded: str, start: int, end: int) -> int | None:
        """A law told by its quoted name or by its date alone: «Pháp lệnh "Ưu đãi …"», «Pháp lệnh ngày 22/01/1981»."""
        if not folded[start].isupper():
            return None
        quoted = _QUOTED_NAME.match(folded, end)
        if quoted is not None:
            return quoted.end()
        return end if _DATE_ALONE.match(folded, end) else None

    def _name(self, folded: str, end: int) -> tuple[int | None, tuple[Draft, ...]]:
        """The end of the name behind a law's type word, and the drafts of the amended laws that the name holds."""
        inner_at = self._names.amending(folded, end)
        if inner_at is None:
            return self._names.name_end(folded, end), ()
        several = self._names.several(folded, inner_at)
        if several is not None:
            return several, ()
        inner = self._amended(folded, inner_at, (end + 1, inner_at))
        if inner is None:
            return self._names.name_end(folded, end), ()
        second = _AND_LAW.match(folded, inner.end)
        more = self._amended(folded, second.end(), (end + 1, inner_at)) if second is not None else None
        return (inner.end, (inner,)) if more is None else (more.end, (inner, more))

    def _amended(self, folded: str, pos: int, cue: tuple[int, int]) -> Draft | None:
        """The draft of the amended law whose type word stands at ``pos`` (white space skipped)."""
        word = _INNER_LAW.match(folded, pos)
        if word is None:
            return None
        doc_type = word[1][0].upper() + word[1][1:].lower()
        name_end = word.end() if doc_type == "Hiến pháp" else self._names.name_end(folded, word.end())
        if name_end is None:
            return None
        return Draft(
            kind="named",
            start=word.start(1),
            end=name_end,
            doc_type=doc_type,
            relation="amends",
            cue=cue,
            rule="amended-law",
            name=(word.end(), name_end),
        )

    def _with_number(self, folded: str, draft: Draft, symbols: Mapping[int, SymbolMatch]) -> None:
        lead = _NUMBER_NEXT.match(folded, draft.end)
        match = symbols.get(lead.end()) if lead is not None else None
        if match is None or match.symbol.cls not in ("law", "normative", "consolidated"):
            return
        symbol = match.symbol
        draft.kind, draft.rule = "numbered", "law-name-and-number"
        draft.number, draft.code = symbol.number_text, symbol.canonical
        draft.year = str(symbol.year) if symbol.year else None
        draft.symbol_start, draft.symbol_end, draft.end = match.start, match.end, match.end
        if symbol.repairs:
            draft.confidence, draft.as_read = 0.9, folded[match.start : match.end]

    def _lower_is_cited(self, folded: str, start: int, draft: Draft) -> bool:
        """A law written small is one when grammar makes it a document: behind a provision, with a date, or listed."""
        if draft.date or draft.code:
            return True
        if draft.doc_type == "Hiến pháp":
            return False
        if draft.name is not None and folded[draft.name[0] : draft.name[1]].strip()[:1].isupper():
            return True
        if _CITED_BEFORE.search(folded, max(0, start - 44), start):
            return True
        return draft.name is not None and self._names.listed(folded, *draft.name)


def take_tail(draft: Draft, tail: Tail) -> None:
    """Put a tail's parts on the draft."""
    draft.end = max(draft.end, tail.end)
    draft.date = draft.date or tail.date
    draft.issuer = draft.issuer or tail.issuer
    draft.term = draft.term or (tail.term or None)
    draft.invalid_date = tail.invalid_date


def _may_be_law(folded: str, start: int) -> bool:
    before = _WORD_BEFORE.search(folded, max(0, start - 24), start)
    if before is None:
        return True
    last = before[2] or before[1]
    pair = f"{before[1]} {before[2]}" if before[2] else before[1]
    if folded[before.end(2 if before[2] else 1) : start].strip(" \n\u200b"):
        return True
    return last.lower() not in _NO_LAW and pair.lower() not in _NO_LAW


def _read_law(folded: str, hit: re.Match[str]) -> tuple[int, int, str] | None:
    start = hit.start() - 1
    if (
        start < 0
        or folded[start] not in "lL"
        or (start and (folded[start - 1].isalnum() or folded[start - 1] in "/-_"))
    ):
        return None
    before = folded[max(0, start - 4) : start]
    if before.lower().endswith(("bộ ", "bộ\n")):
        at = start - 3
        if folded[start - 4 : start - 3].isalnum():
            return None
        return at, hit.end(), "Bộ luật"
    return start, hit.end(), "Luật"


def _read_ordinance(folded: str, hit: re.Match[str]) -> tuple[int, int, str] | None:
    start = hit.start() - 1
    return (start, hit.end(), "Pháp lệnh") if start >= 0 and folded[start] in "Pp" else None


def _read_constitution(folded: str, hit: re.Match[str]) -> tuple[int, int, str] | None:
    start = hit.start() - 1
    return (start, hit.end(), "Hiến pháp") if start >= 0 and folded[start] in "Hh" else None


_READERS = (_read_law, _read_ordinance, _read_constitution)
