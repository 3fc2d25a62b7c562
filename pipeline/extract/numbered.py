"""Heads with a number: symbols, announced numbers («Công văn số 1234»), bare numbers («Nghị định 152»), shared numbers.

A symbol is found first, its type word by looking back; the words for types that are left over are tried for a number
without a symbol. Source: guidelines, section 1 (numbered) and section 8 (lists), traps 11-14 and 53-60, symbols.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.bodies import Bodies
from pipeline.extract.draft import Draft
from pipeline.extract.type_words import TypeWord, TypeWords
from pipeline.symbols import Codes, Symbol, match_letter_symbol, match_number

_SO = re.compile(r"(?:số|Số|SỐ|sô|hiệu|ký)[ \n\u200b]*:?[ \n\u200b]*\[?\Z")
_SHARED = re.compile(
    r"(?:số|Số)[ \n]*:?[ \n]*((?:\d{1,5}[a-zđ]?(?:/(?:19|20)\d{2})?(?:[ \n]*,[ \n]*|[ \n]+và[ \n]+"
    r"|[ \n]*;[ \n]*)(?:số[ \n]+)?){1,12})\Z"
)
_SHARED_NUMBER = re.compile(r"(\d{1,5})([a-zđ]?)(/(?:19|20)\d{2})?")
_ANNOUNCED = re.compile(r"[ \n\u200b]+(?:(?:số|Số|SỐ|sô)[ \n\u200b]*:?[ \n\u200b]*)+(?=\d)")
_DIRECT = re.compile(r"[ \u200b]+(?=\d)")
# A number of more than five characters with marks that no symbol class knows («12-34/ABC.XY»), after «số» and a type word.
_ODD = re.compile(r"\d{1,5}[a-zđ]?(?:[./-]\d{1,4})*(?:[/-][A-ZĐa-zđ0-9&.]*[A-ZĐ][A-ZĐa-zđ0-9&.]*)+")
# Ministries' symbols before 1996 put the ministry first and no mark behind the number: «105 TC/ĐT», «1357TC/QĐ-TCT».
_OLD_MINISTRY = re.compile(r"\d{1,5}[ ]?[A-ZĐ]{1,6}(?:[/-][A-ZĐ][A-ZĐa-z]{0,7}){1,3}(?![\w])")
_OF = re.compile(r"[ \n\u200b]+của[ \n\u200b]+(?=[A-ZĐỦ])")
_SO_AFTER = re.compile(r"[ \n\u200b]*,?[ \n\u200b]*(?:số|Số)[ \n\u200b]*:?[ \n\u200b]*(?=\d)")
# Types whose bare number («Nghị định 152») is a way of citing; «Kế hoạch 5 năm», «Báo cáo 9 tháng» are not.
_BARE_TYPES = frozenset(
    {"Nghị định", "Nghị quyết", "Chỉ thị", "Thông tư", "Quyết định", "Kết luận", "Công văn", "Đề án", "Kế hoạch", "Pháp lệnh",
     "Thông tư liên tịch", "Quy định", "Thông báo", "Hướng dẫn", "Công điện", "Văn bản"}
)  # fmt: skip
_BARE_NEXT = re.compile(
    r"(?:[ \n]*[,.;:)\"]|[ \n]*\Z|[ \n]+(?:của|về|ngày|được|và|thì|là|có hiệu|đã|khóa|nêu|này|trên|theo|quy định|cho"
    r"|để|trong|đến|tại|vào"
    r"|hay|hoặc|cùng|sẽ|phải|còn|không|ban hành|nói|chỉ|mới|vẫn|thực hiện|hướng dẫn|phải|bị|do|với|như|từ|bao gồm"
    r"|bằng|trước|sau|\())(?![\w])|[ \n]+\("
)
# What a code ends with that its grammar does not hold: the mark of internal papers (nội bộ), an assembly's term behind a space.
_SECRECY = re.compile(r"(/nb|-nb)(?![\w])")
_ASSEMBLY_TERM = re.compile(r"(?<=QH)[ ](\d{1,2})(?![\w/.-])")
_BEHIND = {
    "party": _SECRECY,
    "letter": _SECRECY,
    "law": _ASSEMBLY_TERM,
    "normative": _ASSEMBLY_TERM,
    "state": _ASSEMBLY_TERM,
}
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_UNIT_NEXT = re.compile(
    r"[ \n]*(?:%|[-/]\d|năm|tháng(?! \d)|đồng|triệu|tỷ|điểm|nội dung|nhiệm vụ|người|trường hợp"
    r"|ngày(?![ \n]*\d))"
)

_PROVINCIAL = re.compile(r"(?:Tỉnh|Thành|tỉnh|thành) ủy|Đảng bộ (?:tỉnh|thành phố)")


class NumberHeads:
    """Finds heads with a number. Reads ``doc_types`` through ``TypeWords`` and the symbols' code table."""

    def __init__(self, types: TypeWords, bodies: Bodies, codes: Codes) -> None:
        self._types = types
        self._bodies = bodies
        self._codes = codes

    def of_symbol(self, folded: str, start: int, end: int, symbol: Symbol) -> list[Draft]:
        """The drafts of one symbol: itself, and before it the numbers that share its code («số 15, 16, 17-NQ/TU»)."""
        shared = self._shared(folded, start, symbol)
        if shared:
            last = self._draft(folded, start, end, symbol, None)
            for draft in shared:
                last.doc_type = last.doc_type or draft.doc_type
            return [*shared, last]
        return [self._draft(folded, start, end, symbol, self._type_before(folded, start))]

    def _type_before(self, folded: str, start: int) -> TypeWord | None:
        at = start
        while (so := _SO.search(folded, max(0, at - 12), at)) is not None:
            at = so.start()
        word = self._types.before(folded, at)
        return self._types.qualified(folded, at) if word is None and at < start else word

    def _draft(self, folded: str, start: int, end: int, symbol: Symbol, word: TypeWord | None) -> Draft:
        by_code = self._codes.doc_type(symbol)
        more = _BEHIND[symbol.cls].match(folded, end) if symbol.cls in _BEHIND else None
        end, code = (more.end(), symbol.canonical + more[1]) if more else (end, symbol.canonical)
        return Draft(
            kind="numbered",
            start=word.start if word else start,
            end=end,
            doc_type=self._settled_type(word, by_code),
            number=symbol.number_text,
            year=str(symbol.year) if symbol.year else None,
            code=code,
            symbol_start=start,
            symbol_end=end,
            rule="symbol-with-type" if word else "symbol",
            confidence=0.9 if symbol.repairs else 1.0,
            as_read=folded[start:end] if symbol.repairs else None,
        )

    @staticmethod
    def _settled_type(word: TypeWord | None, by_code: str | None) -> str | None:
        if word is None:
            return by_code
        if word.abbreviated and by_code:
            return by_code
        return word.name

    def _shared(self, folded: str, start: int, symbol: Symbol) -> list[Draft]:
        before = folded[max(0, start - 5) : start].rstrip(" \n")
        if not before.endswith((",", ";", "và", "số")):
            return []
        match = _SHARED.search(folded, max(0, start - 90), start)
        if match is None:
            return []
        word = self._types.before(folded, match.start())
        if word is None:
            return []
        rest = symbol.canonical[len(symbol.number_text) :]
        drafts: list[Draft] = []
        for number in _SHARED_NUMBER.finditer(folded, match.start(1), match.end(1)):
            text = f"{int(number[1]):02d}{number[2]}"
            tail = number[3] + rest if number[3] and symbol.year is None else rest
            drafts.append(
                Draft(
                    kind="numbered",
                    start=number.start() if drafts else word.start,
                    end=number.end(),
                    doc_type=self._settled_type(word, self._codes.doc_type(symbol)),
                    number=text,
                    year=str(symbol.year) if symbol.year else None,
                    code=text + tail,
                    symbol_start=number.start(),
                    symbol_end=number.end(),
                    rule="shared-symbol",
                    confidence=0.95,
                )
            )
        return drafts

    def after_type(self, folded: str, word: TypeWord, taken: Iterable[int]) -> Draft | None:
        """A head whose type word ends at ``word.end``: an announced or bare number, or «của <body> số <symbol>».

        ``taken`` holds the starts of symbols found already; a number that is one of them gives None.
        """
        announced = _ANNOUNCED.match(folded, word.end)
        lead = announced or _DIRECT.match(folded, word.end)
        if lead is not None:
            return None if lead.end() in taken else self._number(folded, word, lead.end(), announced is not None)
        return None

    def with_issuer_first(self, folded: str, end: int) -> tuple[int, tuple[int, int]] | None:
        """Behind a type word that ends at ``end`` («Nghị định của Chính phủ số 24/CP»): the symbol's start and the body's span."""
        of = _OF.match(folded, end)
        if of is None:
            return None
        body = self._bodies.match(folded, of.end(), known=True)
        if body is None:
            return None
        so = _SO_AFTER.match(folded, body[1])
        return (so.end(), body) if so is not None else None

    def _number(self, folded: str, word: TypeWord, at: int, announced: bool) -> Draft | None:
        letter = match_letter_symbol(folded, at, codes=self._codes) if announced else None
        if letter is not None:
            return self._draft(folded, letter.start, letter.end, letter.symbol, word)
        odd = _ODD.match(folded, at) if announced else None
        if odd is not None:
            return self._plain(word, at, odd.end(), odd.group().rstrip("."), 0.7, "odd-symbol")
        old = _OLD_MINISTRY.match(folded, at)
        if old is not None:
            return self._plain(word, at, old.end(), re.sub(r"\s", "", old.group()), 0.8, "old-symbol")
        bare = match_number(folded, at)
        # A licence without a code is a number of a register (traps, 56).
        if bare is None or word.name == "Giấy phép":
            return None
        end, number, year = bare
        if _UNIT_NEXT.match(folded, end) or (word.name in ("Luật", "Bộ luật", "Văn bản") and not announced):
            return None
        if not announced and (
            word.name not in _BARE_TYPES
            or _BARE_NEXT.match(folded, end) is None
            or (_YEAR_LIKE.fullmatch(number) and not year)
        ):
            return None
        padded = f"{int(re.match(r'[0-9]+', number)[0]):02d}{number.lstrip('0123456789')}"  # type: ignore[index]
        draft = self._plain(word, at, end, f"{padded}/{year}" if year else padded, 0.8, "announced-number")
        draft.number, draft.year, draft.bare = padded, str(year) if year else None, True
        if not announced:
            draft.rule, draft.confidence = "bare-number", 0.6
        return draft

    @staticmethod
    def _plain(word: TypeWord, at: int, end: int, code: str, confidence: float, rule: str) -> Draft:
        return Draft(
            kind="numbered",
            start=word.start,
            end=end,
            doc_type=word.name,
            code=code,
            number=re.match(r"\d*", code)[0],  # type: ignore[index]
            symbol_start=at,
            symbol_end=end,
            rule=rule,
            confidence=confidence,
        )


def mend_level(folded: str, draft: Draft) -> None:
    """Write TU for a printed «TƯ» when a provincial committee issued the document («13-NQ/TƯ của Tỉnh ủy»)."""
    if draft.code is None or draft.issuer is None or not (draft.as_read or "").endswith("TƯ"):
        return
    if draft.code.endswith("/TW") and _PROVINCIAL.search(folded, *draft.issuer):
        draft.code = draft.code.removesuffix("TW") + "TU"
