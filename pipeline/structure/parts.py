"""Several documents in one file: where the second and each further one begins.

Two cases: a document with a letterhead of its own behind another's end (a letter, then the letter it forwards), and what
a decision issues («QUY CHẾ … (Ban hành kèm theo Quyết định số …)»). A letterhead is told by the state's or the party's
heading with a number line and a dateline near it; a form printed in an annex has blanks in their place. Source: Nghị
định 30/2020/NĐ-CP, phụ lục I (thể thức, văn bản được ban hành kèm theo); guidelines, section 7.

>>> letter = "UBND TỈNH HÀ TĨNH\\nSố: {}/UBND-NC\\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\nHà Tĩnh, ngày {} tháng 3 năm 2024\\n{}"
>>> first = letter.format(12, 4, "Kính gửi: Sở Nội vụ\\nNơi nhận:\\n- Như trên;\\n- Lưu: VT.\\nTrần Văn Mẫu\\n")
>>> two = first + letter.format(11, 1, "Kính gửi: Sở Công Thương\\n")
>>> [(start.at == len(first), start.kind) for start in find_parts(two)]
[(True, 'letterhead')]
>>> find_parts(first)
()
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.structure.bodies import starts_body
from pipeline.structure.frame import OwnNumber, read_date, read_number

_HEADING = re.compile(r"CỘNG\s+H(?:ÒA|OÀ|OA)\s+X[ÃÁA]\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_REST = re.compile(r"(?:\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM)?[ *_]*(?:\n|$)")
_TYPES = (
    "QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|QUY CHUẨN|ĐỀ ÁN|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|CHIẾN LƯỢC|BỘ TIÊU CHÍ|HƯỚNG DẪN"
    "|PHỤ LỤC|Phụ lục|DANH MỤC|DANH SÁCH"
)
_ISSUED = re.compile(rf"\n[ \t*_\u200b]*(?:{_TYPES})(?=[\s.:*_])")
_ISSUER = "Quyết định|Nghị quyết|Thông tư|Nghị định|Chỉ thị|Quy định"
_NOTE = re.compile(rf"\(\s*(?:Được\s+)?(?:[Bb]an hành)?\s*[Kk]èm theo\s+(?:{_ISSUER})\b")
_END = re.compile(r"N[ơƠ][iI] (?:nhận|NHẬN|gửi)|NƠI NHẬN|\n[ *_\t]*(?:TM|KT|TL|TUQ|Q)\.")
_ANNEX = re.compile(r"\n[ \t*_]*(?:PHỤ LỤC|Phụ lục|Mẫu số|MẪU)\b")
_SUBJECT = re.compile(r"V/v|V/V|Về việc|Số\b|SỐ\b")
_OPENING = re.compile(
    r"\n[ \t*_]*(?:(?:V/v|V/V|Về việc)\b|K[íÍ][nN][hH] [gG][ửỬ][iI]"
    r"|(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|KẾ HOẠCH|TỜ TRÌNH|BÁO CÁO|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|GIẤY MỜI"
    r"|CÔNG ĐIỆN|BIÊN BẢN|KẾT LUẬN|QUY ĐỊNH|QUY CHẾ|THÔNG TƯ|NGHỊ ĐỊNH|LUẬT|CÔNG VĂN)\b)"
)
_DOTS = re.compile(r"\.{3,}|…|_{3,}")
_NEAR, _NOTE_NEAR, _LEAST = 600, 700, 60


class Start(NamedTuple):
    """Where a further document begins, and how that was told: ``letterhead`` or ``issued`` by the one before it."""

    at: int
    kind: Literal["letterhead", "issued"]


def find_parts(folded: str, page_starts: Sequence[int] = ()) -> tuple[Start, ...]:
    """The starts of the documents after the first in a folded text; empty for a file of one document.

    ``page_starts`` are offsets of pages into the same text: a document begins a page where there are pages.
    """
    starts: list[Start] = []
    headings = [match.end() for match in _HEADING.finditer(folded) if _of_head(folded, match)]
    floor = headings[0] if headings else 0
    for at in headings[1:]:
        begin = _begin(folded, at, floor, page_starts)
        end = _END.search(folded, floor, begin)
        # Annexes print letterheads as examples; only one that begins a page may be a document's own.
        annex = _ANNEX.search(folded, end.end() if end else floor, begin) is not None
        if begin - floor <= _LEAST or (annex and not (end and begin in page_starts)):
            continue
        if _real(folded, begin, at) if end else _whole(folded, begin, at):
            pass
        elif not (end and not annex and _draft(folded, begin, at)):
            continue
        starts.append(Start(begin, "letterhead"))
        floor = at
    starts += _issued(folded, page_starts, starts)
    return tuple(sorted(starts))


def _real(folded: str, begin: int, at: int) -> bool:
    """Whether number line and dateline near a heading are those of a document and not the blanks of a form."""
    limit = min(len(folded), at + _NEAR)
    number = read_number(folded, begin, limit)
    date = read_date(folded, begin, limit, number)
    if number is None or number.symbol is None or date is None or date.date is None:
        return False
    return re.match(r"\d{4}", date.date) is not None and (number.number is not None or "-" in date.date)


def _whole(folded: str, begin: int, at: int) -> bool:
    """Whether a letterhead is so complete that no end of the document before it is needed: a number, a day, a beginning."""
    limit = min(len(folded), at + _NEAR)
    number = read_number(folded, begin, limit)
    date = read_date(folded, begin, limit, number)
    if number is None or not (number.number and number.symbol) or date is None or len(date.date or "") < 10:
        return False
    return _OPENING.search(folded, max(number.end, date.end), min(len(folded), at + _NEAR)) is not None


def _draft(folded: str, begin: int, at: int) -> bool:
    """Whether a letterhead with blanks is that of a draft, to be signed, and not of a form, to be filled in.

    The draft knows its symbol, its year and its title; a form has dots where names belong.
    """
    limit = min(len(folded), at + _NEAR)
    number = read_number(folded, begin, limit)
    date = read_date(folded, begin, limit, number)
    if number is None or number.symbol is None or date is None or not (date.date or "").startswith(("19", "20")):
        return False
    opening = _OPENING.search(folded, max(number.end, date.end), limit)
    return opening is not None and not _DOTS.search(folded, max(0, begin - 80), opening.end() + 200)


def _of_head(folded: str, heading: re.Match[str]) -> bool:
    """Whether a heading stands by itself, or closes a line behind a body's name, as letterheads do that lost their gap."""
    at = heading.start()
    line = folded.rfind("\n", 0, at) + 1
    before = folded[max(line, at - 120) : at].rstrip("*_\u200b")
    bare = before.rstrip(" *_\u200b")
    if not bare or bare[-1] in "\t|" or "   " in before[len(bare) :]:
        return True
    return bare.isupper() and not bare.endswith("NƯỚC") and _REST.match(folded, heading.end()) is not None


def _begin(folded: str, at: int, floor: int, page_starts: Sequence[int]) -> int:
    """Where the letterhead around a heading that ends at ``at`` begins: its page, or the first of its lines."""
    page = max((start for start in page_starts if floor < start <= at and at - start < _NEAR), default=None)
    if page is not None:
        return page
    begin = line = folded.rfind("\n", floor, at) + 1
    for _ in range(9):
        above = folded.rfind("\n", floor, max(floor, line - 1)) + 1
        text = folded[above : line - 1].strip(" \t*_\u200b")
        if line <= floor or above >= line or not (_of_letterhead(text) or text.isupper()):
            break
        line = above
        # Capitals alone may be a name's second line («TỈNH HÀ TĨNH») or a role above: what begins the name settles it.
        begin = line if _of_letterhead(text) else begin
    return max(begin, floor)


def _of_letterhead(line: str) -> bool:
    """Whether a line can stand in a letterhead above or beside the state's heading."""
    if not line or not any(map(str.isalnum, line)):
        return True
    return bool(_SUBJECT.match(line)) or (starts_body(line) and line.isupper())


def _issued(folded: str, page_starts: Sequence[int], found: Sequence[Start]) -> list[Start]:
    """What a decision issues: a type line or an annex's, with its note «(Ban hành kèm theo …)», behind the decision's end.

    Without that end (no list of recipients, no authority of the signer) the note must name the decision by its own number.
    """
    end = _END.search(folded)
    floor = end.end() if end else 0
    own = None if end else read_number(folded, 0, min(len(folded), 3 * _NEAR))
    if end is None and (own is None or own.number is None or own.symbol is None):
        return []
    starts: list[Start] = []
    for match in _ISSUED.finditer(folded, floor):
        at = match.start() + 1
        note = _NOTE.search(folded, match.end(), min(len(folded), match.end() + _NOTE_NEAR))
        if note is None or (own is not None and not (at > own.end and _names(folded, note.end(), own))):
            continue
        follows = starts and at - starts[-1].at < _NOTE_NEAR and not _NOTE.search(folded, starts[-1].at, at)
        if follows or any(0 <= at - start.at < _NEAR for start in found):
            continue  # the title of the part that has just begun
        begin = _begin(folded, at, floor or (own.end if own else 0), page_starts)
        starts.append(Start(begin if begin <= at else at, "issued"))
    return starts


def _names(folded: str, at: int, own: OwnNumber) -> bool:
    """Whether the note that goes on at ``at`` names the document by its own number."""
    said = re.match(r"\s*số\s*:?\s*(\d+)\s*[/-]", folded[at : at + 40])
    return said is not None and own.number is not None and int(said.group(1)) == int(re.sub(r"\D.*", "", own.number))
