"""Stamps printed over a page: the note of a signing program (chữ ký số), and the arrival stamp of an office (dấu đến).

Neither is text of the document, nor are their dates its dates. A signing program prints small type around a time of day or
its labels («Người ký: … Thời gian ký: …»), an office «ĐẾN» with a number and a day of its own. Source: the appearance of the
common signing programs; NĐ 30/2020/NĐ-CP, appendix IV (mẫu dấu «Đến»).

>>> lines = [Line("Ký bởi: Trần Văn Mẫu", 330, 600, 430, 608, 7), Line("Ngày ký: 09/01/2025 10:21:11", 330, 610, 430, 618, 7)]
>>> body = Line("Căn cứ Luật Thi đua, khen thưởng; " * 10, 85, 100, 540, 114, 13)
>>> len(stamps([(line,) for line in (body, *lines)], 13))
2
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.text.page import Line

Row = tuple[Line, ...]
"""Stretches on one baseline, from left to right."""

_BARE = 300  # characters: a page with fewer has no body to measure type by
_WHO = "Người ký|(?:Được )?[Kk]ý (?:số )?bởi|Signed by|Digitally signed by|Signer|Tổ chức ký|Đơn vị ký"
_WHEN = "Ngày ký|Thời gian ký|Signing (?:time|date)|Date signed|Ngày giờ ký"
_LABEL = rf"(?:{_WHO}|{_WHEN}|Cơ quan|Email|E-mail|Signature|Signed by|Digitally|Reason|Location|Lý do)"
_STAMP = re.compile(rf"[+-]\d\d:?00\b|{_LABEL}\b.{{0,3}}:")
_WHOSE, _MOMENT = re.compile(rf"^\W*(?:{_WHO})\b"), re.compile(rf"^\W*(?:{_WHEN})\b\W{{0,3}}(?=\d|$)")
_LABELLED = re.compile(rf"^\W*(?:(?:{_WHO}|{_WHEN}|Cơ quan|Email|E-mail)\s*:|(?:{_WHO}|{_WHEN})\b.*\d:\d\d)")
_TIME = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4},?\s+\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}:\d{2}:\d{2}")
_ZONE = re.compile(r"[+-]\d\d:?00\b")
_VERDICT = re.compile(
    r"\W*(?:Signature (?:is )?(?:[Nn]ot [Vv]erified|[Vv]erified|[Vv]alid|[Uu]nknown)|Chữ ký (?:số )?hợp lệ)\W*"
)
_ARRIVED = re.compile(r"\W*(?:(?:CÔNG VĂN|VĂN BẢN|CV|VB)\s+)?ĐẾN\W*(?:Số\b.*)?")
_OF_ARRIVAL = re.compile(r"\W*(?:Số|SỐ|Ngày|NGÀY|Giờ|Chuyển|CHUYỂN|Số và ký hiệu(?: HS)?|Lưu hồ sơ(?: số)?)\b")


def stamps(rows: Sequence[Row], body_size: float) -> set[int]:
    """Identities (``id``) of the stretches that a signing program printed: small type around a time or a signer's label.

    A stamp is told by its time of day or its labels, and takes the stretches above and below it that are as small and
    stand in the same column.
    """
    every = [line for row in rows for line in row]
    # A scan may carry nothing but its stamp: there the stamp's own type is the body's.
    bare = sum(len(line.text) for line in every) < _BARE
    lines = [line for line in every if bare or line.size < 0.9 * body_size]
    marked = [line for line in lines if _STAMP.search(line.text) or _TIME.search(line.text)]
    timed = any(_TIME.search(line.text) or _ZONE.search(line.text) for line in marked)
    if not timed and not (_any(_WHOSE, marked) and _any(_MOMENT, marked)):
        marked = []
    found = {id(line): line for line in marked}
    grown = True
    while grown:
        grown = False
        for line in lines:
            if id(line) not in found and any(_beside(line, other) for other in found.values()):
                found[id(line)] = line
                grown = True
    taken = set(found)
    text = "\n".join(line.text for line in every)
    if _TIME.search(text):
        taken |= _large(every)
    if "ignature" in text or "Chữ ký" in text:
        taken |= {id(line) for line in every if _VERDICT.fullmatch(line.text)}
    return taken | _arrival(every) if "ĐẾN" in text else taken


def _any(pattern: re.Pattern[str], lines: Sequence[Line]) -> bool:
    return any(pattern.search(line.text) for line in lines)


def _large(lines: Sequence[Line]) -> set[int]:
    """The lines of a stamp in type as large as the body's: only those that say so themselves, beside one with the time."""
    labelled = [line for line in lines if _LABELLED.match(line.text)]
    if not any(_TIME.search(line.text) for line in labelled) or not _any(_WHOSE, labelled):
        return set()
    return {id(line) for line in labelled}


def _arrival(lines: Sequence[Line]) -> set[int]:
    """The lines of an arrival stamp: «ĐẾN», and below it in its column a number, a day, who is to have it."""
    found: set[int] = set()
    for head in lines:
        if not _ARRIVED.fullmatch(head.text):
            continue
        column = [head]
        for line in sorted(lines, key=lambda line: line.y1):
            below = 0 < line.y1 - column[-1].y1 < 2.6 * head.size
            if (
                below
                and min(line.x1, head.x1) - max(line.x0, head.x0) > -2 * head.size
                and _OF_ARRIVAL.match(line.text)
            ):
                column.append(line)
        if len(column) > 2:
            found |= {id(line) for line in column}
    return found


def _beside(line: Line, other: Line) -> bool:
    """Whether two small stretches stand in one column right above each other and are of one size."""
    near = min(abs(line.y0 - other.y1), abs(other.y0 - line.y1), abs(line.y0 - other.y0)) < 0.8 * other.size
    overlap = min(line.x1, other.x1) - max(line.x0, other.x0)
    return near and overlap > 0 and abs(line.size - other.size) < 0.15 * other.size
