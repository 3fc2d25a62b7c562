"""The editor's notes of related provisions (ghi chú nội dung liên quan): «(Điều này có nội dung liên quan đến Điều 1. …)».

The official codification sets such a note behind an article; it lists articles of other documents with their headings. The
words of a heading («Sửa đổi, bổ sung …», «Hủy bỏ …») are that other article's, so the note asserts no more than a mention.
Source: the form of the official codification (Nghị định 63/2013/NĐ-CP, Điều 11: chỉ dẫn).

>>> text = "1. Phí. (Điều này có nội dung liên quan đến Điều 2. Hủy bỏ kết quả (nếu có) của Thông tư 4/2030/TT-BGDĐT) 2. Lệ phí."
>>> [text[a:b] for a, b in related_notes(text)]
['(Điều này có nội dung liên quan đến Điều 2. Hủy bỏ kết quả (nếu có) của Thông tư 4/2030/TT-BGDĐT)']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_SAID = "có nội dung liên quan đến"
_OPENS = re.compile(r"\((?:Điều|Khoản|Điểm|Mục|Chương|Phần) này[\s]+" + _SAID.replace(" ", r"[\s]+"))
_MARK = re.compile(r"[()]")
_LONGEST = 20_000


def related_notes(folded: str) -> list[tuple[int, int]]:
    """The spans of all such notes, in text order, brackets included; a bracket that is never closed ends with its line."""
    if _SAID not in folded:
        return []
    return [(note.start(), _end(folded, note.end())) for note in _OPENS.finditer(folded)]


def inside(notes: Sequence[tuple[int, int]], pos: int) -> bool:
    """Whether ``pos`` stands in one of the notes."""
    place = bisect_right(notes, (pos, 1 << 60)) - 1
    return place >= 0 and notes[place][0] <= pos < notes[place][1]


def _end(folded: str, pos: int) -> int:
    depth = 1
    for mark in _MARK.finditer(folded, pos, pos + _LONGEST):
        depth += 1 if mark.group() == "(" else -1
        if depth == 0:
            return mark.end()
    newline = folded.find("\n", pos)
    return newline if newline >= 0 else len(folded)
