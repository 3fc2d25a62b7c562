"""Dates that belong to a document rather than to its story: its own dateline, an annex's reference, «Công văn ngày …».

Source: annotation guidelines, sections 7 (dateline) and 8 («Kèm theo Quyết định số …» in an annex names its own document).
A dateline that structure did not mark (bare body text, parts of a scan) is known by its shape alone: a place name, a
comma, «ngày» and a date, on a line of their own.
"""

from __future__ import annotations

import re

from pipeline.extract.calendar import DateMatch

_PLACE_BEFORE = re.compile(
    r"(?:^|\n|  |/[A-ZĐ][A-ZĐa-zđ\-]{1,20} )[ *_]*(?:[A-ZĐÀ-Ỹ][\w.'\-]*(?: |, ?(?=ngày)| - )){1,6}ngày[\s.…_/]*(?:tháng\s*)?\Z"
)
_REST_OF_LINE = re.compile(r"[ *_.]*(?:\n|\Z)")
_OWN_REFERENCE = re.compile(
    r"\(?[\s*_]*(?:Kèm theo|Ban hành kèm theo|Ban hành theo|Phê duyệt kèm theo)\s[^;()]{5,110}\Z"
)
_OPENING = re.compile(r"(?:\(|\n)[\s*_(]*\Z")
_DOCUMENT_WORD = re.compile(
    r"(?:Công văn|Văn bản|Tờ trình|Báo cáo|Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Thông báo|Kết luận|Giấy mời|Công điện"
    r"|Hợp đồng|Biên bản|Nghị định|Thông tư|Hướng dẫn|Chương trình|Luật|Pháp lệnh)(?: số[^;.\n]{0,40})?,?\s+ngày\s+\Z"
)


def in_unmarked_dateline(folded: str, found: DateMatch) -> bool:
    """Whether the date stands as «Place, ngày …» alone on its line (or after the number) near the document's head."""
    if found.start > 3000:
        return False
    head = folded[max(0, found.start - 90) : found.start]
    return _PLACE_BEFORE.search(head) is not None and _REST_OF_LINE.match(folded, found.end) is not None


def in_own_reference(folded: str, found: DateMatch) -> bool:
    """Whether the date closes a note «(Kèm theo Kế hoạch số … ngày …)» that opens its line or bracket."""
    head = folded[max(0, found.start - 150) : found.start]
    note = _OWN_REFERENCE.search(head)
    if note is None:
        return False
    before = head[: note.start()]
    return note.group().startswith("(") or before == "" or _OPENING.search(before[-12:] or "\n") is not None


def names_a_document(folded: str, found: DateMatch) -> bool:
    """Whether the date directly follows a document's type («Công văn ngày 05/3/2024»), though it is no full citation."""
    return _DOCUMENT_WORD.search(folded[max(0, found.start - 75) : found.start]) is not None
