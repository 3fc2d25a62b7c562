"""Which dates are limits (thời hạn): by the words before them, or by the heading of the table column they stand in.

Source: annotation guidelines, section 2 (cues «trước ngày», «chậm nhất», «hoàn thành trước», «đến ngày» as a limit) and
section 8 («trước ngày» about past facts is other; under a column «Thời hạn» a date is a deadline). A limit lies not before
the document's own date; «đến ngày 25/02/2026, đã có 12 xã …» in a later report tells a fact.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.extract.calendar import DateMatch
from pipeline.model.document import Document

_S = r"[\s\u200b]"
_CLOCK = r"(?:(?:lúc |vào )?\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: ?phút)?,?" + _S + r"{1,3})?"
_UNIT = r"(?:(?:hết" + _S + r"{1,3})?(?:ngày|Ngày|tháng|Tháng)" + _S + r"{1,3})?"
_AT = _S + r"{1,3}" + _CLOCK + _UNIT + r"\Z"
# Words that set a limit whatever else the sentence says.
_FIRM = re.compile(
    r"(?:(?:[Cc]hậm|[Mm]uộn) nhất(?: là| vào| đến| trước| trong){0,2}|[Kk]hông (?:quá|muộn hơn|chậm hơn|trễ hơn)"
    r"|[Hh]ạn (?:cuối|chót|cuối cùng|nộp|gửi"
    r"|báo cáo)[^.;\n]{0,40}?(?: là| đến| trước|:)?|[Tt]hời hạn[^.;\n]{0,50}?(?::| là| trước| đến| trong)"
    r"|(?:[Hh]oàn thành|[Hh]oàn tất|xong|kết thúc|[Tt]hời gian hoàn thành|[Tt]hời gian thực hiện xong)"
    r"(?: xong|:)?(?: chậm nhất)?(?: trước| trong| vào| đến| là|:){1,2})" + _AT
)  # fmt: skip
# «trước ngày», «đến (hết) ngày», «trong tháng»: limits when something is to be done by then.
_BEFORE = re.compile(r"(?:[Tt]rước|TRƯỚC|xong trong|hoàn thành[^.;\n]{0,60} trong)" + _AT)
_UNTIL = re.compile(r"(?:[Đđ]ến|[Tt]ới)" + _AT)
_SHARED = re.compile(
    r"(?:[Tt]rước|nhất|[Đđ]ến)" + _S + r"{1,3}(?:ngày )?\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{4})?(?:,| và| hoặc|;)"
    r"[^.;\n]{0,40}?(?:ngày )?\Z"
)
_DONE = re.compile(
    r"\b(?:đã|được|có hiệu lực|ban hành|sinh|xảy ra|phát sinh|công tác|tham gia|ký|khởi công|cấp|phê duyệt|thành lập)\b"
)
_HAPPENED = re.compile(r"(?:đã|được|đang|còn|tồn tại|niêm yết|cách mạng|có)(?:\s+\w+){0,5}\s*\Z")
_MUST = re.compile(r"(?:phải|cần|đề nghị|yêu cầu)(?:\s+\w+){0,9}\s*\Z")
_TASK = re.compile(
    r"\b(?:báo cáo|gửi|nộp|trình|hoàn thành|hoàn tất|xong|phấn đấu|yêu cầu|đề nghị|tổng hợp|đăng ký|triển khai|thực hiện"
    r"|tổ chức"
    r"|xây dựng|ban hành|chuyển|cung cấp|bàn giao|khắc phục|rà soát|thời hạn|hạn|phải)\b", re.IGNORECASE
)  # fmt: skip
_GOAL = re.compile(r"(?:[Pp]hấn đấu|[Mm]ục tiêu|[Hh]oàn thành|[Tt]hời hạn|[Hh]ạn|[Kk]éo dài|[Gg]ia hạn)[^.;\n]{0,60}\Z")
_COLUMN = re.compile(
    r"(?:Thời hạn|Thời gian hoàn thành|Thời gian thực hiện|Hạn hoàn thành|Tiến độ|Thời gian trình|Thời điểm hoàn thành"
    r"|THỜI HẠN|THỜI GIAN HOÀN THÀNH|THỜI GIAN THỰC HIỆN)"
)
_CELL_END = re.compile(r"[\n\t|]")
_CELL_LEAD = re.compile(
    r"[\s*_]*(?:(?:Trước|Hoàn thành trước|Trong|Hết|Đến|Xong trước)\s+)?(?:(?:ngày|tháng|Ngày"
    r"|Tháng)\s+)?\Z"
)
_COLUMN_REACH = 20_000


class Deadlines:
    """Tells limits from other dates in one document. ``today`` is the document's ISO date (any precision) or None."""

    def __init__(self, document: Document, today: str | None) -> None:
        self._text = document.text
        self._folded = document.folded
        self._today = today
        self._columns = [m.start() for m in _COLUMN.finditer(document.folded) if self._is_cell(m.start(), m.end())]

    def is_deadline(self, found: DateMatch) -> bool:
        """Whether the words before ``found``, or its column, make it a limit."""
        head = self._folded[max(0, found.start - 120) : found.start]
        if _FIRM.search(head):
            return not self._past(found)
        before = _BEFORE.search(head)
        if before is not None:
            return not self._past(found) and self._sets_a_task(head[: before.start()])
        until = _UNTIL.search(head)
        if until is not None:
            aimed = "hết" in until.group() or _GOAL.search(head[: until.start()]) is not None
            return aimed and not self._past(found)
        if _SHARED.search(head):
            return not self._past(found)
        return self._under_column(found)

    def _past(self, found: DateMatch) -> bool:
        if self._today is None or found.value is None:
            return False
        width = min(len(self._today), len(found.value))
        return found.value[:width] < self._today[:width]

    def _sets_a_task(self, words: str) -> bool:
        """Of «đã ký trước ngày» and «gửi trước ngày» the last verb decides; without one, a date to come is a limit."""
        clause = re.split(r"[.;\n]", words)[-1]
        if _HAPPENED.search(clause) is not None and _MUST.search(clause) is None:
            return False
        done = [m.end() for m in _DONE.finditer(clause)]
        task = [m.end() for m in _TASK.finditer(clause)]
        if done and task:
            return max(task) >= max(done)
        return not done and (bool(task) or self._today is not None or len(clause) < 40)

    def _is_cell(self, start: int, end: int) -> bool:
        """Whether a heading word begins a line or cell of its own, and is not followed by a sentence or a colon."""
        before = self._text[max(0, start - 30) : start].rstrip(" *_")
        rest = _CELL_END.split(self._text[end : end + 60], maxsplit=1)[0]
        return (before == "" or before[-1] in "\n\t|") and ":" not in rest and len(rest) < 40

    def _under_column(self, found: DateMatch) -> bool:
        if not self._columns:
            return False
        index = bisect_left(self._columns, found.start) - 1
        if index < 0 or found.start - self._columns[index] > _COLUMN_REACH:
            return False
        lead = _CELL_END.split(self._text[max(0, found.start - 60) : found.start])[-1]
        rest = _CELL_END.split(self._text[found.end : found.end + 40], maxsplit=1)[0]
        return _CELL_LEAD.match(lead) is not None and rest.strip(" *_.,") == ""
