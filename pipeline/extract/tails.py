"""What follows a number and symbol and still belongs to the mention: date, issuer, party term, in any order.

Each part is a small anchored parser; the walk stops at the first thing that is none of them, so a tail never runs into the
next citation. Source: guidelines, section 1 (span, fields) and section 8 (impossible and shared dates), traps 5-9, 35-41.

>>> tails = Tails(Bodies(()))
>>> text = "34-CT/TW, ngày 07/4/2014 của Bộ Chính trị (khóa XI) về"
>>> tail = tails.match(text, 8, "Chỉ thị", False)
>>> text[8:tail.end], tail.date, text[slice(*tail.issuer)], tail.term
(', ngày 07/4/2014 của Bộ Chính trị (khóa XI)', '2014-04-07', 'Bộ Chính trị', 'XI')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.bodies import Bodies
from pipeline.extract.calendar import DateMatch, iso_day, match_date

_W = r"[ \n\u200b]"
_GAP = re.compile(_W + r"*(?:," + _W + "*)?")
_DATE_LEAD = re.compile(
    r"(?:(?:ban hành|ký|ký ban hành|đề|của)" + _W + r"+)?(?=(?:[Nn]gày|NGÀY|[Tt]háng)" + _W + r"*\d)"
)
_BRACKET_DATE = re.compile(_W + r"*\(" + _W + r"*(?=(?:[Nn]gày|\d{1,2}[/.-]))")
_NUMERIC_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
# A slip in the words of a date leaves one reading: «ngày 17 ngày 8 năm 2005», «ngày 31 năm 3 năm 2011», «14 thảng 6».
_DAMAGED = re.compile(
    rf"ngày{_W}+(?P<d>\d{{1,2}}){_W}+(?:ngày|năm|th[aảã]ng|tháng){_W}+(?P<m>\d{{1,2}})"
    rf"{_W}*(?:năm|tháng|nằm|ngày){_W}+(?P<y>\d{{4}})(?!\d)"
)
_FIELD_MARK = re.compile(_W + r"*\([ ]?[A-ZĐ]{1,3}\d{0,3}[ ]?\)(?=" + _W + r"*(?:,|ngày|của))")
_SAME_DAY = re.compile(r"\(?cùng ngày\)?")
_YEAR = re.compile(r"(?:[Nn]ăm" + _W + r"*)?((?:19|20)\d{2})(?![\d/.-]*\d)(?!/)(?!-[A-ZĐ])")
_BRACKET_YEAR = re.compile(r"\([ ]?(?:năm[ ])?((?:19|20)\d{2})[ ]?\)")
_OF = re.compile(r"(?:của|Của|do|từ phía)" + _W + "+")
# In a heading all in capitals no case tells where a body's name ends; the next word of a title or a mark does.
_CAPITALS = re.compile(
    r"CỦA[ \n]+(?P<body>[A-ZĐÀ-Ỹ]+"
    r"(?:(?:[ \n]|[ ]?-[ ]?)(?!(?:VỀ|KHÓA|GIAI|QUY ĐỊNH|BAN HÀNH|PHÊ|SỬA|HƯỚNG|THỰC HIỆN|TRIỂN)(?![\w]))"
    r"[A-ZĐÀ-Ỹ]+){0,14})(?![\w])"
)
_TERM = re.compile(
    r"(?P<open>\(" + _W + r"*)?(?:[Kk]hóa|[Kk]hoá|KHÓA)" + _W + r"*(?:thứ )?(?P<term>[IVX]{1,6}"
    r"|\d{1,2})(?![\w/])(?(open)" + _W + r"*\)|)"
)
_ISSUED_BY = re.compile(_W + r"+(?:ban hành|ký)(?![\w])")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_STATE_ASSEMBLY = re.compile(r"(?:Quốc hội|Hội đồng nhân dân|HĐND)")


class Tail(NamedTuple):
    """The parts after a symbol. ``end`` is the end of the last part present (the given position when there is none)."""

    end: int
    date: str | None = None
    issuer: tuple[int, int] | None = None
    term: str | None = None
    same_day: bool = False
    invalid_date: tuple[int, int] | None = None
    said_of: tuple[int, int] | None = None


class Tails:
    """Attaches date, issuer and term to a head. Built once over the grammar of bodies."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies

    def match(self, folded: str, pos: int, doc_type: str | None, law: bool, code: str | None = None) -> Tail:
        """The tail at ``pos`` (the end of symbol, number or name). ``law``: a bare year or «năm 2022» is its date."""
        tail = Tail(pos)
        for _ in range(5):
            mark = _FIELD_MARK.match(folded, tail.end) if tail.end == pos else None
            gap = _GAP.match(folded, mark.end() if mark else tail.end)
            at = gap.end() if gap else tail.end
            comma = gap is not None and "," in gap.group()
            if folded.count("\n", tail.end, at) > 2:
                break
            further = (
                self._date(folded, tail, at, comma)
                or (self._year(folded, tail, at, comma, law))
                or self._issuer(folded, tail, at, comma, doc_type, code)
                or self._term(folded, tail, at)
            )
            if further is None:
                break
            tail = further
        return tail

    def _date(self, folded: str, tail: Tail, at: int, comma: bool) -> Tail | None:
        if tail.date is not None or tail.invalid_date is not None or tail.same_day:
            return None
        lead = _DATE_LEAD.match(folded, at)
        if lead is not None:
            found = match_date(folded, lead.end())
            if found is not None and (found.precision == "day" or _DAMAGED.match(folded, lead.end()) is None):
                return _dated(tail, found)
            return _mended(tail, _DAMAGED.match(folded, lead.end()))
        if _NUMERIC_DATE.match(folded, at):
            return _dated(tail, match_date(folded, at))
        bracket = _BRACKET_DATE.match(folded, at)
        if bracket is not None:
            found = match_date(folded, bracket.end())
            if found is not None and folded[found.end : found.end + 1] == ")":
                return _dated(tail, found._replace(end=found.end + 1))
            return None
        same = _SAME_DAY.match(folded, at)
        return tail._replace(end=same.end(), same_day=True) if same else None

    def _year(self, folded: str, tail: Tail, at: int, comma: bool, law: bool) -> Tail | None:
        if tail.date is not None or comma:
            return None
        year = _YEAR.match(folded, at) or (_BRACKET_YEAR.match(folded, at) if law else None)
        if year is None:
            return None
        if not law:
            after = folded[year.end() : year.end() + 6].lstrip(" \n")
            if folded[at] not in "Nn" or not after.startswith(("của", "về ", "ban ", ";", ".", ")")):
                return None
        return tail._replace(end=year.end(), date=year.group(1))

    def _issuer(
        self, folded: str, tail: Tail, at: int, comma: bool, doc_type: str | None, code: str | None
    ) -> Tail | None:
        if tail.issuer is not None:
            return None
        capitals = _CAPITALS.match(folded, at)
        if capitals is not None:
            return tail._replace(end=capitals.end("body"), issuer=capitals.span("body"))
        said = _OF.match(folded, at)
        if said is None and comma:
            return None
        start = said.end() if said else at
        joint = bool(doc_type and "liên" in doc_type)
        found = self._bodies.match(folded, start, joint=joint, known=said is None)
        if found is None:
            return None
        if said is not None and said.group().startswith(("do", "từ")):
            made = _ISSUED_BY.match(folded, found[1])
            return tail._replace(issuer=found, said_of=found, end=tail.end) if made and tail.said_of is None else None
        if comma and _SAYS_NEXT.match(folded, found[1]):
            # «… số 112-CV/TU ngày 4/3/2025, của UBND tỉnh tại Công văn số 55 …»: who made the next one.
            return None
        if said is not None and _CENTRAL.search(code or "") and _LOCAL.match(folded, found[0]):
            # «Báo cáo thực hiện Chỉ thị số …/CT-TTg của UBND tỉnh»: the body is the report's.
            return None
        if said is None and (not _may_follow_bare(folded, found) or not agrees(code, folded[slice(*found)])):
            return None
        return tail._replace(end=found[1], issuer=found)

    def _term(self, folded: str, tail: Tail, at: int) -> Tail | None:
        if tail.term is not None:
            return None
        found = _TERM.match(folded, at)
        # Without date and issuer only a bracket ties it: «34-CT/TW (khóa XI)».
        if found is None or (tail.issuer is None and tail.date is None and found["open"] is None):
            return None
        issuer = folded[tail.issuer[0] : tail.issuer[1]] if tail.issuer else ""
        # «khóa XV» of the National Assembly or of a people's council counts another series, not party terms.
        term = None if _STATE_ASSEMBLY.match(issuer) else roman(found["term"])
        return tail._replace(end=found.end(), term=term or "")


_SAYS_NEXT = re.compile(r"[ \n]+tại[ \n]+(?:các[ \n]+)?(?:[A-ZĐ]|[vV]ăn bản|công văn|thông báo)")
_CENTRAL = re.compile(r"-(?:TTg|CP)\Z|/QH\d+\Z")
_LOCAL = re.compile(
    r"(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân|Sở|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Liên đoàn"
    r"|Phòng|Chủ tịch UBND)(?!\w)"
)


def _dated(tail: Tail, found: DateMatch | None) -> Tail | None:
    if found is None:
        return None
    if found.value is None:
        return tail._replace(end=found.end, invalid_date=(found.start, found.end))
    return tail._replace(end=found.end, date=found.value)


def _mended(tail: Tail, slip: re.Match[str] | None) -> Tail | None:
    if slip is None:
        return None
    value = iso_day(int(slip["d"]), int(slip["m"]), int(slip["y"]))
    if value is None:
        return tail._replace(end=slip.end(), invalid_date=(slip.start("d"), slip.end()))
    return tail._replace(end=slip.end(), date=value)


# How a body's name begins whose code is at the end of a symbol: a sure check where no «của» ties the two.
_CODE_BODIES = (
    (re.compile(r"(?:NĐ|NQ)-CP\Z"), ("Chính phủ",)),
    (re.compile(r"[-/]TTg(?:-|\Z)"), ("Thủ tướng", "Thủ Tướng", "TTg")),
    (re.compile(r"/QH\d*\Z"), ("Quốc hội",)),
    (re.compile(r"UBTVQH\d*\Z"), ("Ủy ban", "UBTVQH", "Quốc hội")),
    (re.compile(r"/TT-B[A-ZĐ]+\Z|/QĐ-B[A-ZĐ]{2,}\Z"), ("Bộ", "Bảo hiểm", "Ban")),
    (re.compile(r"[-/]UBND(?:-|\Z)"), ("UBND", "Ủy ban", "UB", "Chủ tịch", "Phó Chủ tịch")),
    (re.compile(r"-HĐND\Z"), ("HĐND", "Hội đồng", "Thường trực")),
    (re.compile(r"/TW\Z"), ("Bộ Chính trị", "Ban", "Trung ương", "BCH", "Hội nghị", "Đảng")),
)


def agrees(code: str | None, body: str) -> bool:
    """Whether a body named without «của» can have issued the code, as far as the code's end tells its issuer.

    >>> agrees("98/2023/NĐ-CP", "Bộ Tài chính"), agrees("12/KH-UBND", "UBND tỉnh"), agrees(None, "Bộ Y tế")
    (False, True, True)
    """
    for pattern, beginnings in _CODE_BODIES:
        if code is not None and pattern.search(code):
            return body.startswith(beginnings)
    return True


def _may_follow_bare(folded: str, found: tuple[int, int]) -> bool:
    """A body after a symbol without «của» is the issuer unless it is the subject of what follows."""
    after = folded[found[1] : found[1] + 24].lstrip(" \n")
    return not after.startswith(
        (
            "có ",
            "đã ",
            "được ",
            "chịu ",
            "phải ",
            "sẽ ",
            "xây dựng ",
            "yêu cầu",
            "đề nghị",
            "tổ chức thực hiện",
            "thì ",
            "là ",
        )
    )


def roman(written: str) -> str:
    """A party term as a Roman numeral: ``XI`` stays, ``11`` becomes ``XI``.

    >>> roman("XIII"), roman("12"), roman("4")
    ('XIII', 'XII', 'IV')
    """
    if not written.isdigit():
        return written
    rest, out = int(written), ""
    for value, letter in _ROMAN:
        while rest >= value:
            out, rest = out + letter, rest - value
    return out
