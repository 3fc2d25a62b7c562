"""All heads of a text in order: what begins a citation, each with its own tail (date, issuer, term) attached.

Heads first, tails after (DESIGN, section 3): symbols and type words come from quick scans, everything else is a small parser
anchored at them, so that no tail can swallow the next citation.
"""

from __future__ import annotations

import re

from pipeline.extract.bodies import Bodies
from pipeline.extract.congress import match_gathering
from pipeline.extract.draft import Draft
from pipeline.extract.law_heads import LawHeads, take_tail
from pipeline.extract.laws import LawNames
from pipeline.extract.numbered import NumberHeads, mend_level
from pipeline.extract.statutes import statutes
from pipeline.extract.tails import Tails
from pipeline.extract.type_words import TypeWord, TypeWords
from pipeline.gazetteer import Gazetteers
from pipeline.model.diagnostic import Diagnostic
from pipeline.symbols import SymbolMatch, codes_for, find_symbols

_SO = re.compile(r"(?:số|Số|SỐ)[ \n\u200b]*:?[ \n\u200b]*(?=\d)")
_MAY_FOLLOW = frozenset("0123456789cĐđTHBl")  # a number, «của», a congress or plenum behind a type word without «số»
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
# Who issued, as the end of a code says it; the term of an assembly is no part of it.
_AGENCY = re.compile(r"[-/]([A-ZĐ]{2,}|TTg)\d*\Z")
_ANY_CODE = re.compile(r"\d[\w.]*[ ]?[-/]")
_IN_CODE = re.compile(r"\d{1,5}[ ]?[-/][ ]?[A-ZĐ]{2}")
_ABBREVIATED = re.compile(r"[NCKQ][QĐTL](?=[ ]\d{1,4}(?![\w/.-]|,\d))(?<=NQ|NĐ|CT|KL|QĐ)(?<![\w/-]..)")
_NEXT_ITEM = re.compile(r"[,;][\s]*(?:và[\s]+)?(?:số|Số)[\s]*:?[\s]*\Z")
_B = r"[\s\u200b]*"
_JOIN = r"(?:[,;]|và|hoặc|,[\s]*và|;[\s]*và|đến|đến số)"
_LIST_GAP = re.compile(rf"{_B}(?:\([^()]{{0,80}}\))?{_B}{_JOIN}{_B}(?:các[\s]+)?(?:(?:số|Số){_B}:?{_B})*")


class HeadScanner:
    """Finds the heads of a folded text. Reads ``doc_types``, ``agencies``, ``laws``; built once."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self._codes = codes_for(gazetteers)
        self._types = TypeWords(gazetteers.doc_types)
        self._bodies = Bodies(gazetteers.agencies)
        self._tails = Tails(self._bodies)
        self._numbers = NumberHeads(self._types, self._bodies, self._codes)
        self._laws = LawHeads(LawNames(gazetteers.laws), self._tails)

    @property
    def bodies(self) -> Bodies:
        """The grammar of bodies, for stages that read issuers elsewhere in the sentence."""
        return self._bodies

    def scan(self, folded: str) -> tuple[list[Draft], list[Diagnostic]]:
        """The drafts of all heads in text order, tails attached, none overlapping but an amended law in its amender."""
        symbols = {match.start: match for match in find_symbols(folded, codes=self._codes)}
        laws, claimed = self._laws.find(folded, symbols)
        drafts = list(laws)
        remarks: list[Diagnostic] = []
        for start, match in symbols.items():
            if start and folded[start - 1] in "/…":
                # «số …/2016/TT-BCT»: the number was left blank, what was read is its year.
                remarks.append(_unread(folded, start, match.end))
            elif start not in claimed:
                drafts.extend(self._numbers.of_symbol(folded, start, match.end, match.symbol))
        taken = {draft.symbol_start for draft in drafts if draft.symbol_start is not None}
        drafts.extend(self._announced(folded, taken))
        drafts.extend(self._by_type(folded, taken, symbols))
        drafts.extend(self._abbreviated(folded, taken))
        drafts.extend(
            Draft(kind="named", start=found.start(), end=found.end(), doc_type="Điều lệ", rule="statute")
            for found in statutes(folded)
        )
        return self._settle(folded, drafts), remarks

    def _announced(self, folded: str, taken: set[int]) -> list[Draft]:
        """Numbers behind «số» that are no symbol, with a type word before: «công văn số 1234»."""
        found = []
        for so in _SO.finditer(folded):
            if so.end() in taken or (so.start() and folded[so.start() - 1].isalnum()):
                continue
            word = self._types.before(folded, so.start()) or self._qualified(folded, so)
            if word is None or word.start == so.start():
                continue
            draft = self._numbers.after_type(folded, word, taken)
            if draft is not None and draft.symbol_start not in taken:
                found.append(draft)
                taken.add(draft.symbol_start or so.end())
        return found

    def _qualified(self, folded: str, so: re.Match[str]) -> TypeWord | None:
        """A type word with what it is about behind it: «Giấy phép thăm dò số», «Báo cáo thẩm định số 18/BCTĐ-STP»."""
        word = self._types.qualified(folded, so.start()) if _ANY_CODE.match(folded, so.end()) else None
        return word if word is not None and (word.name == "Giấy phép" or _IN_CODE.match(folded, so.end())) else None

    def _by_type(self, folded: str, taken: set[int], symbols: dict[int, SymbolMatch]) -> list[Draft]:
        """What a capitalised type word heads without «số»: a bare number, a congress, an issuer before the number."""
        found = []
        for hit in self._types.opener.finditer(folded):
            start, end = hit.span()
            following = folded[end + 1 : end + 2]
            if (
                following not in _MAY_FOLLOW
                or folded[end] not in " \n\u200b"
                or (start and folded[start - 1].isalnum())
            ):
                continue
            if following.isdigit():
                word = self._types.before(folded, end)
                draft = self._numbers.after_type(folded, word, taken) if word else None
                if draft is not None and draft.symbol_start not in taken:
                    taken.add(draft.symbol_start or 0)
                    found.append(draft)
                continue
            draft = self._gathered(folded, start, end) or self._issuer_first(folded, end, symbols)
            if draft is not None:
                found.append(draft)
        return found

    def _abbreviated(self, folded: str, taken: set[int]) -> list[Draft]:
        """«NQ 57»: a bare number behind an abbreviated type, which only ever is a later mention."""
        found: list[Draft] = []
        if not any(word in folded for word in ("NQ ", "NĐ ", "CT ", "KL ", "QĐ ")):
            return found
        for hit in _ABBREVIATED.finditer(folded):
            word = self._types.before(folded, hit.end())
            if word is None or hit.end() + 1 in taken:
                continue
            draft = self._numbers.after_type(folded, word, taken)
            if draft is not None and draft.bare:
                draft.rule = "abbreviated-number"
                found.append(draft)
        return found

    def _gathered(self, folded: str, start: int, end: int) -> Draft | None:
        gathering = match_gathering(folded, end)
        if gathering is None:
            return None
        word = self._types.before(folded, end)
        if word is None or word.name not in ("Nghị quyết", "Kết luận"):
            return None
        if folded[max(0, start - 4) : start].lower() == "các ":
            return None
        return Draft(
            kind="named",
            start=word.start,
            end=gathering.end,
            doc_type=word.name,
            issuer=gathering.issuer,
            term=gathering.term,
            rule="congress",
        )

    def _issuer_first(self, folded: str, end: int, symbols: dict[int, SymbolMatch]) -> Draft | None:
        found = self._numbers.with_issuer_first(folded, end)
        match = symbols.get(found[0]) if found is not None else None
        word = self._types.before(folded, end) if match is not None else None
        if found is None or match is None or word is None:
            return None
        draft = self._numbers.of_symbol(folded, match.start, match.end, match.symbol)[0]
        draft.start, draft.doc_type, draft.issuer, draft.rule = word.start, word.name, found[1], "issuer-before-symbol"
        return draft

    def _settle(self, folded: str, drafts: list[Draft]) -> list[Draft]:
        """Order the heads, drop what another covers, attach tails, and hand the type on along lists."""
        drafts.sort(key=lambda draft: (draft.start, -draft.end))
        kept: list[Draft] = []
        reach = 0
        for draft in drafts:
            if draft.start < reach and not (draft.head is not None and draft.head in kept[-2:]):
                continue
            if draft.rule not in ("law-name", "law-name-and-number", "amended-law", "shared-symbol"):
                self._attach(folded, draft)
            reach = max(reach, draft.end)
            if kept:
                _inherit_type(folded, kept[-1], draft)
            kept.append(draft)
        _share_tails(folded, kept)
        return kept

    def _attach(self, folded: str, draft: Draft) -> None:
        tail = self._tails.match(folded, draft.end, draft.doc_type, draft.doc_type in _LAWS, draft.code)
        # A congress names no body of its own behind its name, and no date either but with it.
        if draft.rule == "congress" and (tail.date is None or tail.issuer is not None):
            return
        if draft.issuer is not None and tail.issuer is not None:
            tail = tail._replace(issuer=None) if tail.end else tail
        take_tail(draft, tail)
        mend_level(folded, draft)
        if tail.said_of is not None and tail.said_of == tail.issuer:
            draft.issuer_said_apart = True
        if tail.same_day:
            draft.rule += "+same-day"


def _unread(folded: str, start: int, end: int) -> Diagnostic:
    """A thing that looks like a citation and has no number that can be read."""
    return Diagnostic(
        code="unread-citation",
        severity="warning",
        message=f"looks like a citation but its number cannot be read: {folded[max(0, start - 20) : end]!r}",
        start=start,
        end=end,
    )


def _inherit_type(folded: str, before: Draft, draft: Draft) -> None:
    """An item of a list without its type word takes the type of the item before it (guidelines, section 8)."""
    if draft.kind != "numbered" or draft.start != draft.symbol_start or draft.rule != "symbol":
        return
    gap = folded[before.end : draft.start]
    if len(gap) > 120 or not _LIST_GAP.fullmatch(gap):
        # «Nghị quyết số 68/2022/QH15 … về …; số 69/2022/QH15 …»: a symbol that tells no type, behind a title.
        if draft.doc_type is None and len(gap) < 400 and _NEXT_ITEM.search(gap) and "\n\n" not in gap:
            draft.doc_type, draft.rule = before.doc_type, "symbol-in-list"
        return
    if before.doc_type in _LAWS and draft.doc_type not in (None, before.doc_type):
        return
    if not draft.doc_type or before.doc_type in ("Văn bản", "Công văn"):
        draft.doc_type = before.doc_type
    draft.rule = "symbol-in-list"


def _share_tails(folded: str, drafts: list[Draft]) -> None:
    """A final issuer fills every member of a list; «cùng ngày» takes the date of the citation before."""
    for index, draft in enumerate(drafts):
        if draft.rule.endswith("+same-day"):
            draft.rule = draft.rule.removesuffix("+same-day")
            draft.date = drafts[index - 1].date if index else None
        if draft.issuer is None or index == 0 or draft.rule == "congress":
            continue
        back = index - 1
        while back >= 0 and drafts[back].issuer is None and _same_list(folded, drafts[back], drafts[back + 1]):
            drafts[back].issuer = draft.issuer
            drafts[back].term = drafts[back].term or (draft.term if drafts[back].date is None else None)
            back -= 1


def _same_list(folded: str, before: Draft, after: Draft) -> bool:
    if before.kind != "numbered" or before.code is None or after.code is None:
        return False
    typeless = after.doc_type == before.doc_type and (
        after.start == after.symbol_start or after.rule == "shared-symbol"
    )
    one, other = _AGENCY.search(before.code), _AGENCY.search(after.code)
    same_agency = one is not None and other is not None and one[1] == other[1]
    apart = ";" in folded[before.end : after.start] and before.doc_type != after.doc_type
    if not typeless and (not same_agency or apart):
        return False
    return _LIST_GAP.fullmatch(folded, before.end, after.start) is not None
