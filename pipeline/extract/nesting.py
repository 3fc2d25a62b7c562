"""Which citation holds which in its title (viện dẫn lồng nhau): heads, siblings, and the ends of titles that hold others.

A title ends where a sibling of its citation begins; whether the next citation is nested or a sibling is told by what stands
between (a cue nests, a separator lists), by the kinds of the documents, and by their dates, for a document cannot cite a
younger one. Source: guidelines, section 1 (``head``, ``title``), traps 1-6.
"""

from __future__ import annotations

import re

from pipeline.extract.calendar import match_date
from pipeline.extract.draft import Draft
from pipeline.extract.titles import open_title, title_stop, trim

_DEEPEST = 6
_FINAL_YEAR = re.compile(
    r"(?<![\d,-])(?<!đến)(?<!từ)(?<!tới)(?<!đoạn)(?<!hết)(?<!trước)(?<!sau)[ \n\u200b]+năm[ \n\u200b]+(20\d\d)\Z"
)
_LATE = re.compile(
    r"[ \n]+(?P<word>ban hành|(?=ngày))[ \n]*ngày[ \n]*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|\d{1,2} tháng \d{1,2} năm \d{4})(?:[ \n]+của[ \n]+(?P<body>[A-ZĐỦ][^,;.()]{2,60}))?\Z"
)
# What lists a further citation: a separator, perhaps with «các», a pinpoint or the first words of a provision behind it.
_SEPARATED = re.compile(
    r"(?:(?:^|[\s\u200b])(?:và|hoặc|cùng|cùng với|với|hay)|[,;])[\s\u200b]*(?:các|của|tại|theo)?[\s\u200b]*"
    r"(?:(?:điểm|khoản|Khoản|Điểm|Điều|điều|Chương|Mục|Phụ lục)[^;()]{0,70}?|một số (?:điều|nội dung)[ \n]*(?:của)?)?"
    r"(?:(?:số|Số)[ \n]*:?)?[\s\u200b\"]*\Z"
)
_LAST_CUE = re.compile(
    r"[ \n]+(?:gắn với(?: việc)?(?: thực hiện)?|(?:tiếp tục |triển khai |tổ chức )*(?:thực hiện|triển khai)"
    r"|theo(?: quy định tại)?|tại|của|và|với|để)\Z"
)
_ONLY_SEPARATOR = re.compile(
    r"[\s\u200b\"]*(?:\([^()]*\))?[\s\u200b]*(?:và|hoặc|cùng|,|;)[\s\u200b]*(?:và[\s]+)?(?:các[\s]+)?"
)
# A comma and one verb of execution directly before a head: the plan's own next task.
_NEXT_TASK = re.compile(
    r",[\s]*(?:tiếp tục |tổ chức |tập trung |đẩy mạnh )?(?:triển khai|thực hiện|quán triệt"
    r"|triển khai thực hiện)(?: tốt| nghiêm| nghiêm túc| có hiệu quả| các)?[\s]*\Z"
)
_AMENDING = re.compile(r"(?:[Vv]ề (?:việc )?)?(?:[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế)(?![\w])")
RANK = {
    "Hiến pháp": 0, "Bộ luật": 1, "Luật": 1, "Pháp lệnh": 2, "Nghị quyết": 3, "Chỉ thị": 3, "Kết luận": 3, "Nghị định": 3,
    "Quyết định": 4, "Thông tư": 5, "Thông tư liên tịch": 5, "Chương trình hành động": 6, "Đề án": 6, "Kế hoạch": 7,
    "Hướng dẫn": 7, "Công văn": 8, "Văn bản": 8, "Tờ trình": 8, "Báo cáo": 8,
}  # fmt: skip
_LAW_KINDS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})


class Nesting:
    """Reads titles over the ordered heads of one document and sets ``title`` and ``head`` of each draft."""

    def __init__(self, text: str, folded: str, drafts: list[Draft], limits: list[tuple[int, int]]) -> None:
        self._text = text
        self._folded = folded
        self._drafts = drafts
        # Zones that a title begun inside cannot leave: the document's own title.
        self._limits = limits

    def run(self) -> None:
        """Read all titles, outermost first; each head is looked at once a level."""
        index = 0
        while index < len(self._drafts):
            index, _ = self._read(index, 0)

    def _read(self, index: int, depth: int) -> tuple[int, int]:
        """Read the citation at ``index`` with all that its title holds; the next index and the place reached."""
        draft = self._drafts[index]
        following = index + 1
        following += len(draft.amends)
        if draft.rule == "amended-law":
            return following, draft.end
        opened = (
            None
            if draft.code is None and draft.rule != "congress"
            else open_title(self._folded, draft.end, draft.issuer is not None and draft.date is not None)
        )
        if (
            opened is None
            or depth >= _DEEPEST
            or (following < len(self._drafts) and opened >= self._drafts[following].start)
        ):
            return following, draft.end
        return self._title(draft, opened, following, depth)

    def _title(self, draft: Draft, opened: int, index: int, depth: int) -> tuple[int, int]:
        limit = self._limit(draft.start)
        pos = opened
        nested: Draft | None = None
        while True:
            stop = title_stop(self._text, self._folded, opened, pos, limit)
            if index >= len(self._drafts) or self._drafts[index].start >= stop:
                break
            inner = self._drafts[index]
            if not self._holds(draft, nested, inner, opened, pos):
                stop = self._before_sibling(opened, inner, pos)
                break
            inner.head = draft
            nested = inner
            index, reached = self._read(index, depth + 1)
            pos = max(pos, reached)
        stop = max(stop, trim(self._folded, opened, pos))
        if nested is None:
            stop = self._without_later_year(draft, opened, stop)
        if stop > opened + 2:
            draft.title = (opened, stop)
            self._late_date(draft)
        return index, max(stop, draft.end)

    def _without_later_year(self, draft: Draft, opened: int, stop: int) -> int:
        """A bare year behind the title that is later than the document by more than one is the citing sentence's."""
        year, made = _FINAL_YEAR.search(self._folded, opened, stop), draft.latest_year()
        if year is None or made is None or int(year[1]) <= made + 1:
            return stop
        return trim(self._folded, opened, year.start())

    def _late_date(self, draft: Draft) -> None:
        """«Nghị định 45/2010/NĐ-CP quy định về … ban hành ngày 21/04/2010»: a date behind the title is the document's."""
        if draft.date is not None or draft.title is None:
            return
        late = _LATE.search(self._folded, max(draft.title[0], draft.title[1] - 110), draft.title[1])
        if late is None:
            return
        found = match_date(self._folded, self._folded.index("ngày", late.start()))
        if found is None or found.value is None:
            return
        draft.title = (draft.title[0], trim(self._folded, draft.title[0], late.start()))
        draft.date = found.value
        if late["body"] and draft.issuer is None:
            draft.issuer = late.span("body")

    def _limit(self, start: int) -> int | None:
        for low, high in self._limits:
            if low <= start < high:
                return high
        return None

    def _before_sibling(self, opened: int, inner: Draft, pos: int) -> int:
        """The end of a title before a sibling: without the separator, the pinpoint and the cue between them."""
        gap = self._folded[pos : inner.start]
        task = _NEXT_TASK.search(gap)
        separated = _SEPARATED.search(gap) if task is None else None
        cut = task or separated
        end = trim(self._folded, opened, pos + cut.start() if cut else inner.start)
        # A cue before the sibling governs it and is no part of the title.
        cue = _LAST_CUE.search(self._folded, max(opened, end - 40), end)
        return trim(self._folded, opened, cue.start()) if cue is not None else end

    def _holds(self, outer: Draft, nested: Draft | None, inner: Draft, opened: int, pos: int) -> bool:
        if _younger(inner, outer):
            return False
        gap = self._folded[pos : inner.start]
        if _NEXT_TASK.search(gap):
            return False
        if _SEPARATED.search(gap) is None:
            return True
        if nested is None or not _ONLY_SEPARATOR.match(gap):
            # «… và Quyết định số 13»: a separator behind the title's own words lists a sibling of the title's citation,
            # unless the title has so far only announced its object («sửa đổi, bổ sung Nghị định …»).
            return nested is None and len(self._folded[opened : pos + len(gap)].split()) <= 4 and "," not in gap
        return _goes_with(outer, nested, inner, _AMENDING.match(self._folded, opened) is not None)


def _goes_with(outer: Draft, nested: Draft, inner: Draft, amending: bool) -> bool:
    """Whether a citation listed right behind a nested one is nested with it, or a sibling of the outer one."""
    if inner.doc_type in _LAW_KINDS and nested.doc_type in _LAW_KINDS:
        return True
    if inner.doc_type == nested.doc_type and inner.doc_type != outer.doc_type:
        return True
    if inner.doc_type == outer.doc_type:
        # «bãi bỏ Thông tư số 2 ngày … của Bộ … sửa đổi Thông tư 5, Thông tư 6 và Thông tư 7»: items of one list are written alike.
        alike = _form(inner) == _form(nested) != _form(outer)
        shared = nested.issuer is not None and nested.issuer == inner.issuer and _form(nested)[0] == _form(inner)[0]
        return amending and inner.doc_type == nested.doc_type and (alike or shared)
    return RANK.get(inner.doc_type or "", 9) < RANK.get(outer.doc_type or "", 9)


def _form(draft: Draft) -> tuple[bool, bool]:
    """How a citation itself is written: with a date, with an issuer (one that a list shares stands elsewhere)."""
    return draft.date is not None, draft.issuer is not None and draft.start <= draft.issuer[0] < draft.end


def _younger(inner: Draft, outer: Draft) -> bool:
    """Whether the inner document is said to be later than the outer one."""
    if inner.date and outer.date and len(inner.date) == 10 and len(outer.date) == 10:
        return inner.date > outer.date
    one, other = inner.latest_year(), outer.latest_year()
    return one is not None and other is not None and one > other
