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
from pipeline.structure.frame import read_date, read_number

_HEADING = re.compile(
    r"(?:^|(?<=[\n\t|])|(?<=   ))[ *_\u200b]*(?:CỘNG\s+H(?:ÒA|OÀ|OA)\s+X[ÃÁA]\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM)",
    re.MULTILINE,
)
_TYPES = (
    "QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|QUY CHUẨN|ĐỀ ÁN|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|CHIẾN LƯỢC|BỘ TIÊU CHÍ|HƯỚNG DẪN"
    "|PHỤ LỤC|Phụ lục|DANH MỤC|DANH SÁCH"
)
_ISSUED = re.compile(rf"(?:^|\n)[ \t*_\u200b]*(?:{_TYPES})(?=[\s.:*_])")
_ISSUER = "Quyết định|Nghị quyết|Thông tư|Nghị định|Chỉ thị|Quy định"
_NOTE = re.compile(rf"\(\s*(?:Được\s+)?(?:[Bb]an hành)?\s*[Kk]èm theo\s+(?:{_ISSUER})\b")
_END = re.compile(r"N[ơƠ][iI] (?:nhận|NHẬN|gửi)|NƠI NHẬN|\n[ *_\t]*(?:TM|KT|TL|TUQ|Q)\.")
_ANNEX = re.compile(r"\n[ \t*_]*(?:PHỤ LỤC|Phụ lục|Mẫu số|MẪU)\b")
_SUBJECT = re.compile(r"V/v|V/V|Về việc|Số\b|SỐ\b")
_NEAR, _NOTE_NEAR, _LEAST = 600, 700, 60


class Start(NamedTuple):
    """Where a further document begins, and how that was told: ``letterhead`` or ``issued`` by the one before it."""

    at: int
    kind: Literal["letterhead", "issued"]


def find_parts(folded: str, page_starts: Sequence[int] = ()) -> tuple[Start, ...]:
    """The starts of the documents after the first in a folded text; empty for a file of one document.

    ``page_starts`` are offsets of pages into the same text: a document begins a page where there are pages.
    """
    if not _END.search(folded):
        return ()
    starts: list[Start] = []
    headings = [match.end() for match in _HEADING.finditer(folded)]
    floor = headings[0] if headings else 0
    for at in headings[1:]:
        begin = _begin(folded, at, floor, page_starts)
        end = _END.search(folded, floor, begin)
        if begin - floor <= _LEAST or end is None or not _real(folded, begin, at):
            continue
        # Annexes print letterheads as examples; only one that begins a page may be a document's own.
        if begin in page_starts or not _ANNEX.search(folded, end.end(), begin):
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
    """What a decision issues: a type line or an annex's, with its note «(Ban hành kèm theo …)», behind the decision's end."""
    first = _END.search(folded)
    starts: list[Start] = []
    for match in _ISSUED.finditer(folded, first.end() if first else 0):
        at = match.start() + (match.group()[0] == "\n")
        if not _NOTE.search(folded, match.end(), min(len(folded), match.end() + _NOTE_NEAR)):
            continue
        follows = starts and at - starts[-1].at < _NOTE_NEAR and not _NOTE.search(folded, starts[-1].at, at)
        if follows or any(0 <= at - start.at < _NEAR for start in found):
            continue  # the title of the part that has just begun
        begin = _begin(folded, at, first.end() if first else 0, page_starts)
        starts.append(Start(begin if begin <= at else at, "issued"))
    return starts
