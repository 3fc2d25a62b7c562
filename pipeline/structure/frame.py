"""The printed frame of a document: number line, dateline, state and party headings, and the cells of a letterhead.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I (thể thức); Hướng dẫn 36-HD/VPTW (văn bản của Đảng); guidelines, section 7. A letterhead
of two columns comes as one line with a gap, line by line or column by column, or glued: so what is known by its form
(number, date, state heading) is cut out first, and what is left between gaps and line ends are the cells.

>>> line = "UBND TỈNH HÀ TĨNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
>>> [line[cell.start:cell.end] for cell in cells(line, 0, len(line), [])]
['UBND TỈNH HÀ TĨNH']
>>> read_number("Số:      /KH-SCT   Hà Tĩnh, ngày", 0, 32)
OwnNumber(start=9, end=16, number=None, symbol='KH-SCT', full=(0, 16))
>>> read_date("Hà Tĩnh, ngày     tháng 3 năm 2024", 0, 34)
DateLine(start=0, end=34, place=(0, 7), date='2024-03')
"""

from __future__ import annotations

import re
from typing import NamedTuple

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_BLANK = r"[\s.…_*\u200b]"
_HEADINGS = re.compile(
    r"CỘNG\s+HÒA\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|CỘNG\s+HÒA\s+X[ÃÁ]\s+HỘI(?=\s*\n)|CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|Cộng\s+hòa\s+[xX]ã\s+hội\s+[cC]hủ\s+nghĩa\s+Việt\s+Nam(?=[ *]*[\n|\t]|  )|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|(?:^|(?<=[\n\t|])|(?<=   ))[ *_]*ĐOÀN TNCS HỒ CHÍ MINH(?=[ *_]*(?:\n|\t|\||$))"
    r"|(?:[ĐÐ]ộc\s+[lL]ập|ĐỘC\s+LẬP)\s*-?\s*(?:[Tt]ự\s+[dD]o|TỰ\s+DO)\s*-?\s*(?:[Hh]ạnh\s+[pP]húc|HẠNH\s+PHÚC)"
)
_RULE = r"-{3,}|_{3,}|={3,}|\*{3,}|~{3,}|…{2,}|\.{6,}"
_GAP = re.compile(rf"\n|\t| {{3,}}|\||{_RULE}")
_NOISE = re.compile(
    r"\(? *(?:[Dd]ự [Tt]hảo|DỰ THẢO)[^\n)]{0,30}\)?|(?:TỐI |TUYỆT )?MẬT|HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN|\W+|\d{1,4}"
    r"|\S+@\S+|[\d.:/ +]+|(?:Người ký|Cơ quan|Thời gian ký|Ký bởi|Signature|Digitally)\b.*|Trang \d+.*"
)
_NUMBER_WORD = re.compile(r"(?:(?:Luật|LUẬT|Bộ luật|Pháp lệnh|Nghị quyết) +)?(?P<word>S[ốỐ]|số)\b *(?P<colon>:?)")
_CODE = rf"[A-ZĐ][\w&.]*(?: ?[-/] ?[{UPPER}0-9][\w&.]*)*"
_NUMBER = re.compile(
    rf"(?P<number>\d{{1,6}}[a-zđA-ZĐ]?(?:/(?:19|20)\d\d)?)?{_BLANK}{{0,60}}?[/-]{_BLANK}{{0,20}}"
    rf"(?:(?:19|20)\d\d */ *)?(?P<code>{_CODE})"
    r"|(?P<alone>\d{1,6})(?![\w/.-])"
)
# «Số: 86/QĐ UBND»: a hyphen that scanning or conversion lost, told by the agency's code behind the type's.
_TYPE_CODES = frozenset({"QĐ", "KH", "CT", "TB", "BC", "HD", "NQ", "TTr", "CV", "CTr", "KL", "QC"})
_LOST_HYPHEN = re.compile(r" (?P<agency>UBND|HĐND|TTg|CP|TU|HU|ĐU|BTV|BCĐ|MTTQ|LĐLĐ|HĐTĐKT|S[A-ZĐ]{2,9})(?![\w])")
_DATE = re.compile(
    rf"[Nn]gày{_BLANK}{{0,40}}(?P<day>\d{{0,2}}){_BLANK}{{0,40}}tháng{_BLANK}{{0,40}}(?P<month>\d{{0,2}}){_BLANK}{{0,40}}"
    rf"năm{_BLANK}{{0,20}}(?P<year>(?:\d{{4}}|20[\d.…_]{{0,2}})?)"
    r"|[Nn]gày +(?P<day2>\d{1,2})[/.-](?P<month2>\d{1,2})[/.-](?P<year2>\d{4})(?=\s|$)"
    rf"|[Nn]gày{_BLANK}{{0,40}}(?P<day3>\d{{0,2}}){_BLANK}{{0,40}}tháng{_BLANK}{{0,40}}(?P<month3>\d{{1,2}})"
    rf"{_BLANK}{{0,40}}(?P<year3>(?:19|20)\d\d)"
)
# «Cư M'gar», «Ea H'leo», «Phan Rang-Tháp Chàm»: apostrophes and hyphens inside the names of places.
_WORD = rf"(?:[{UPPER}][\w.]*(?:[-'’][\w.]+)*|-)"
_PLACE = re.compile(
    rf"(?P<place>(?:[Tt]hành phố |[Tt]ỉnh |[Hh]uyện |[Tt]hị xã |[Xx]ã |[Pp]hường )?{_WORD}(?: {{1,2}}{_WORD}){{0,6}}) *[,.]? *[*_]*"
)
_CELL_START = re.compile(rf"\t| {{3,}}|\||{_RULE}|[Hh]ạnh [Pp]húc(?= )|VIỆT NAM(?= )")


class OwnNumber(NamedTuple):
    """The document's own number line: the span of number and symbol, both cleaned, and the line's whole span."""

    start: int
    end: int
    number: str | None
    symbol: str | None
    full: tuple[int, int]


class DateLine(NamedTuple):
    """Place and date of issue: the span, the place's span, the ISO date with the precision known."""

    start: int
    end: int
    place: tuple[int, int] | None
    date: str | None


class Cell(NamedTuple):
    """A piece of text between gaps, line ends and what was cut out."""

    start: int
    end: int


def _opens_cell(folded: str, start: int, at: int) -> bool:
    """Whether ``at`` follows a line start, a gap or a rule (and not a word of a sentence)."""
    before = folded[max(start, at - 4) : at]
    return not before.strip(" *_\u200b") or before[-1] in "\n\t|-_*" or before.endswith("  ")


def read_number(folded: str, start: int, end: int) -> OwnNumber | None:
    """The number line («Số: 12/KH-UBND», «Số     -NQ/TU», «Luật số: 06/2022/QH15») in ``folded[start:end]``.

    A «Số» with colon goes before one without; a number that belongs to a body's name («THEO QUYẾT ĐỊNH SỐ …») has none.
    """
    best: OwnNumber | None = None
    for head in _NUMBER_WORD.finditer(folded, start, end):
        colon = bool(head.group("colon"))
        if best and not colon:
            continue
        if not _opens_cell(folded, start, head.start()) and not (colon and _after_heading(folded, start, head.start())):
            continue
        found = _number_at(folded, head, end)
        if found is None:
            continue
        if colon:
            return found
        # «Nghị quyết số 60-NQ/TW ngày … được quán triệt»: a type word and more behind the number make a sentence.
        if head.start() < head.start("word") and folded[found.end : folded.find("\n", found.end) + 1 or end].strip():
            continue
        best = found
    return best


def _after_heading(folded: str, start: int, at: int) -> bool:
    before = folded[max(start, at - 40) : at]
    line = before.rsplit("\n", 1)[-1]
    return (
        before.rstrip().endswith(("VIỆT NAM", "Hạnh phúc", "Hạnh Phúc"))
        or before.strip().isupper()
        or line.strip().isupper()
    )


def _number_at(folded: str, head: re.Match[str], end: int) -> OwnNumber | None:
    at = head.end()
    while at < end and folded[at] in " .…_*\u200b\n\t":
        at += 1
    match = _NUMBER.match(folded, at, end)
    if match is None or (not head.group("colon") and match.group("alone")):
        if head.group("colon") and at - head.end() >= 0:
            return OwnNumber(head.start(), head.end(), None, None, (head.start(), head.end()))
        return None
    if match.group("alone"):
        return OwnNumber(match.start(), match.end(), match.group("alone"), None, (head.start(), match.end()))
    code = re.sub(r"[\s\u200b]+", "", match.group("code")).rstrip(".-/")
    stop = match.end()
    lost = _LOST_HYPHEN.match(folded, stop, end) if code in _TYPE_CODES else None
    if lost is not None:
        code, stop = f"{code}-{lost.group('agency')}", lost.end()
    return OwnNumber(match.start(), stop, match.group("number"), code or None, (head.start(), stop))


def iso_date(day: str, month: str, year: str) -> str | None:
    """ISO date with the precision that is known: day, month, year, or None without a full year."""
    if len(year) != 4 or not year.isdigit():
        return None
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def read_date(folded: str, start: int, end: int, number: OwnNumber | None = None) -> DateLine | None:
    """The dateline («Hà Tĩnh, ngày … tháng 3 năm 2024») in ``folded[start:end]``; blanks lower the precision.

    ``number`` is the number line, which may stand right before the place on the same line.
    """
    after = number.end if number else start
    for match in _DATE.finditer(folded, start, end):
        kind = "" if match.group("year") is not None else ("2" if match.group("year2") else "3")
        date = iso_date(*(match.group(name + kind) for name in ("day", "month", "year")))
        line = max(folded.rfind("\n", start, match.start()) + 1, start)
        if line <= after <= match.start():
            line = after
        before = folded[line : match.start()]
        piece = _CELL_START.split(before)[-1]
        place = _PLACE.fullmatch(piece.lstrip(" *_|\u200b"))
        if place is None:
            if piece.strip(" ,*_-|\u200b\t"):
                continue
            return DateLine(match.start(), match.end(), None, date)
        at = match.start() - len(place.string) + place.start("place")
        skip = len(place.group("place")) - len(place.group("place").lstrip("- "))
        return DateLine(at + skip, match.end(), (at + skip, at + len(place.group("place"))), date)
    return None


def cells(folded: str, start: int, end: int, known: list[tuple[int, int]]) -> list[Cell]:
    """What stands in ``folded[start:end]`` outside ``known`` spans, headings, rules and marks, gap by gap, in order."""
    cut = sorted([*known, *headings(folded, start, end)])
    found: list[Cell] = []
    at = start
    for left, right in [*cut, (end, end)]:
        if left > at:
            found.extend(_split(folded, at, left))
        at = max(at, right)
    return found


def _split(folded: str, start: int, end: int) -> list[Cell]:
    pieces, at = [], start
    for gap in [*_GAP.finditer(folded, start, end), None]:
        left = gap.start() if gap else end
        text = folded[at:left]
        begin = at + len(text) - len(text.lstrip(" *_#\u200b"))
        stop = at + len(text.rstrip(" *_#\u200b"))
        if stop > begin and not _NOISE.fullmatch(folded, begin, stop):
            pieces.append(Cell(begin, stop))
        at = gap.end() if gap else end
    return pieces


def headings(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the state's or the Party's heading and of the motto in ``folded[start:end]``."""
    return [match.span() for match in _HEADINGS.finditer(folded, start, end)]


def has_party_heading(folded: str, start: int, end: int) -> bool:
    """Whether the heading is the Party's (ĐẢNG CỘNG SẢN VIỆT NAM) and not the state's."""
    return "ĐẢNG CỘNG SẢN VIỆT NAM" in folded[start:end]
