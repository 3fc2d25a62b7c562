"""DAT: impossible days, weekdays and holidays, deadlines out of time, reversed periods, years of another plan.

Only the impossible is an error. Weekends and Tết prove nothing, for decrees have been dated on both (traps 39): information.
Deadlines are what the layer of dates calls so; years of another plan are looked for where the plan speaks of itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from pipeline.check.calendar import holiday
from pipeline.check.subject import Hit, Spans, Subject, first_day, last_day, written
from pipeline.model.finding import Proof
from pipeline.text.fold import fold

_WEEKDAY = re.compile(
    r"\b(?P<name>[Tt]hứ\s+(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\s+nhật|[Cc]hủ\s+Nhật),?\s*"
    r"\(?(?:ngày\s+)?(?=(?P<day>\d))"
)
_DAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NAMES_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RANGE = re.compile(
    r"(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ|GIAI\s+ĐOẠN)\s+(?P<start>(?:19|20)\d\d)\s*-\s*(?P<end>(?:19|20)\d\d)(?!\d)"
)
_LIMIT = re.compile(r"(?:trước|chậm\s+nhất(?:\s+(?:là|vào|đến))?|muộn\s+nhất|không\s+quá)\s*(?:ngày)?\s*$")
_TASK = re.compile(
    r"báo\s+cáo|gửi|hoàn\s+thành|nộp|đăng\s+ký|tổng\s+hợp|trình|triển\s+khai|xây\s+dựng|tổ\s+chức", re.IGNORECASE
)
_DONE = re.compile(
    r"(?<!\w)(?:đã|từng|vừa|được\s+(?:ban\s+hành|cấp|thành\s+lập)|ban\s+hành\s+trước|ký|sinh|có\s+hiệu\s+lực|những)(?!\w)"
)
_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b(?!\s*-\s*(?:19|20)\d\d)")
_BACK = re.compile(
    r"tổng\s+kết|sơ\s+kết|kết\s+quả|so\s+với|đánh\s+giá|từ\s+năm|cuối\s+năm|đến|hết\s+năm|giai\s+đoạn|tồn\s+tại|cùng\s+kỳ|sau\s+năm"
    r"|báo\s+cáo|khen\s+thưởng\s+năm|ban\s+hành|kế\s+thừa|Luật|Hiến\s+pháp|Bộ\s+luật|phát\s+huy|từ\s+tháng|quyết\s+toán|thực\s+trạng"
    r"|thành\s+tích|chuyển\s+tiếp|tiếp\s+tục|và\s+năm|các\s+năm|những\s+năm|nợ|dư|trước|khắc\s+phục",
    re.IGNORECASE,
)
_PLANS = ("Kế hoạch", "Chương trình", "Chương trình hành động", "Hướng dẫn", "Phương án")
# Titles of other papers, and quoted names, carry years of their own.
_SELF = re.compile(
    r"(?:Trên\s+đây\s+là|[Cc]ăn\s+cứ\s+nội\s+dung)\s+(?:Kế\s+hoạch|Chương\s+trình|Hướng\s+dẫn)[^.;]{0,300}"
)


def impossible_day(subject: Subject) -> Iterator[Hit]:
    """DAT101: a day that no calendar has (31/4/2024) or a year cut short (30/4/202)."""
    for date in subject.record.dates:
        if not date.valid:
            yield Hit(start=date.start, end=date.end, args={"said": subject.words(date.start, date.end)},
                      severity="warning" if subject.record.source.ocr else None)  # fmt: skip


def weekday(subject: Subject) -> Iterator[Hit]:
    """DAT102: the weekday said is not that of the day."""
    days = {date.start: date for date in subject.record.dates if date.value and len(date.value) == 10}
    for found in _WEEKDAY.finditer(subject.folded):
        date = days.get(found.start("day"))
        if date is None or date.value is None:
            continue
        said = _DAYS.get(found["name"].split()[-1].lower(), 6)
        real = dt.date.fromisoformat(date.value).weekday()
        if said != real:
            yield Hit(
                start=found.start("name"), end=found.end("name"), suggestion=None,
                args={"day": written(date.value), "said": subject.words(*found.span("name")),
                      "known": (_NAMES[real], _NAMES_EN[real])},
            )  # fmt: skip


def day_off(subject: Subject) -> Iterator[Hit]:
    """DAT103: a document (its own day, or a cited one's) dated on Tết or a public holiday. Information only."""
    seen, cited = set(), {d.start for c in subject.record.citations for d in subject.dates_in(c.start, c.end)}
    for date in subject.record.dates:
        if not date.value or len(date.value) < 10 or date.value in seen:
            continue
        if date.role != "document" and date.start not in cited:
            continue
        name = holiday(date.value)
        if name is not None:
            seen.add(date.value)
            yield Hit(start=date.start, end=date.end, args={"day": written(date.value), "holiday": name},
                      confidence=0.9)  # fmt: skip


def early_deadline(subject: Subject) -> Iterator[Hit]:
    """DAT104: a task to be done by a day that has passed on the document's own day.

    The layer of dates calls no past day a deadline, so the words before it are read here: a limit behind a verb of
    reporting or finishing, and nothing that tells of what is done.
    """
    if subject.earliest is None or subject.header.date is None or subject.header.doc_type == "Báo cáo":
        return
    for date in subject.record.dates:
        if date.role not in ("deadline", "other") or not date.value or last_day(date.value) >= subject.earliest:
            continue
        clause = re.split(r"[.;]\s|\n", subject.folded[max(0, date.start - 160) : date.start])[-1]
        if _LIMIT.search(clause) is None or _TASK.search(clause) is None or _DONE.search(clause) is not None:
            continue
        yield Hit(start=date.start, end=date.end, confidence=0.85,
                  args={"said": written(date.value), "own": written(subject.header.date)})  # fmt: skip


def late_deadline(subject: Subject) -> Iterator[Hit]:
    """DAT105: a deadline after the years the plan is for; reports due in the January that follows are usual."""
    if subject.years is None or subject.header.doc_type not in _PLANS:
        return
    last = subject.years[1]
    for date in subject.record.dates:
        if date.role == "deadline" and date.value and first_day(date.value) > f"{last + 1}-01-31":
            yield Hit(start=date.start, end=date.end, confidence=0.75,
                      args={"said": written(date.value), "year": str(last)})  # fmt: skip


def reversed_period(subject: Subject) -> Iterator[Hit]:
    """DAT106: a period whose end lies before its beginning."""
    for period in subject.record.periods:
        start, end = period.start_value, period.end_value
        if start and end and last_day(end) < first_day(start):
            yield Hit(start=period.start, end=period.end,
                      args={"start": written(start), "end": written(end)})  # fmt: skip
    known = {period.start for period in subject.record.periods}
    yield from (hit for hit in _reversed_years(subject) if hit.start not in known)


def _reversed_years(subject: Subject) -> Iterator[Hit]:
    """Ranges of years the wrong way round, which the layer of periods takes for no period."""
    for found in _RANGE.finditer(subject.folded):
        if int(found["end"]) < int(found["start"]):
            yield Hit(start=found.start("start"), end=found.end("end"),
                      args={"start": found["start"], "end": found["end"]})  # fmt: skip


def other_years(subject: Subject) -> Iterator[Hit]:
    """DAT107: where a plan for one year speaks of itself (headings, closing) another year stands."""
    years = subject.years
    if years is None or subject.header.doc_type not in _PLANS or years[0] != years[1]:
        return
    places = [(section.start, section.end if not section.heading else section.start + _heading(subject, section.start))
              for section in subject.record.sections]  # fmt: skip
    closing = _SELF.search(subject.folded, subject.zones.body[0])
    own = [closing.span()] if closing else []
    cited = Spans((c.start, c.title_end or c.end) for c in subject.record.citations)
    for start, end in (*places, *own):
        for found in _YEAR.finditer(subject.folded, start, min(end, start + 400)):
            year = int(found[1])
            back = _BACK.search(subject.folded, start, found.end())
            if year >= years[0] or years[0] - year > 2 or back or found.start() in cited:
                continue
            title = Proof(kind="text", label=subject.header.title or "", start=subject.anchor[0], end=subject.anchor[1])
            yield Hit(
                start=found.start(), end=found.end(), evidence=(title,),
                args={"said": str(year), "year": str(years[0])}, confidence=0.75,
                severity=None if (start, end) in own else "info",
            )  # fmt: skip


def _heading(subject: Subject, start: int) -> int:
    """The length of the line at ``start``: headings that run on into text are looked at in their first line only."""
    end = subject.text.find("\n", start)
    line = (end if end >= 0 else len(subject.text)) - start
    return line if line <= 200 else 0


def stale_period(subject: Subject) -> Iterator[Hit]:
    """DAT108: the title's period ended before the document's own day."""
    title = subject.zones.title
    spans = [period for period in subject.record.periods if title and title[0] <= period.start < title[1]]
    if subject.earliest is None or subject.header.doc_type not in ("Kế hoạch", "Chương trình"):
        return
    for period in spans[-1:]:
        back = re.search(r"[Ss]ơ kết|[Tt]ổng kết|[Kk]ết quả|thực hiện|triển khai", fold(subject.header.title or ""))
        if period.end_value and last_day(period.end_value) < subject.earliest and back is None:
            said = subject.words(period.start, period.end)
            yield Hit(start=period.start, end=period.end, confidence=0.8,
                      args={"said": said, "own": written(subject.header.date or "")})  # fmt: skip


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "DAT101": impossible_day,
    "DAT102": weekday,
    "DAT103": day_off,
    "DAT104": early_deadline,
    "DAT105": late_deadline,
    "DAT106": reversed_period,
    "DAT107": other_years,
    "DAT108": stale_period,
}
