"""How the citing side uses each cited document: a state machine over cues, sentence by sentence (quan hệ giữa các văn bản).

One cue governs every citation of the list behind it, until another cue or the sentence's end; a cue inside a title governs
what the title holds; a passive cue turns the edge round. The cues are data (``cues`` gazetteer). Source: guidelines, section
1 (relations) and section 8 (settled cases), section_structure, section 5.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.extract.announced_lists import announcement, apposed, described_from
from pipeline.extract.breaks import sentence_start
from pipeline.extract.cue_scan import CueScan, Found
from pipeline.extract.draft import Draft
from pipeline.extract.nesting import RANK
from pipeline.gazetteer.schema import Cue

_WINDOW = 700
# Most cues stand near: the words right before are read first, and the whole window only when they do not settle it.
_NEAR = 200
_LONGEST_CUE = 70
# What changes a document governs a bare list; another clause behind a semicolon is not of it.
_CHANGES = frozenset({"amends", "replaces", "repeals"})
_ITEM_WORDS = 6
# What is issued stands right behind the cue; farther off it is something else that the cue issues.
_DIRECT_OBJECT = 12
_WEAK = frozenset({"tai", "chi-dao-tai", "phe-duyet-tai"})
# «Thực hiện ủy quyền của … tại văn bản …»: the act that is carried out was laid down in the document.
_CARRIED_OUT = re.compile(
    r"[\s\u200b]+(?:tốt |đúng |nghiêm |các |nội dung |ý kiến |sự |nghiêm túc )*(?:ủy quyền|chỉ đạo|ý kiến|đề nghị"
    r"|yêu cầu|kết luận|phân công|hướng dẫn|nhiệm vụ"
    r"|thông báo|chủ trương|giao nhiệm vụ|sự chỉ đạo)[^,;]{0,160}\Z"
)
_PROPOSED = re.compile(
    r"(?:[Kk]iến nghị|[Đđ]ề xuất|[Đđ]ề nghị(?! của)|[Nn]ghiên cứu|[Xx]em xét|[Tt]ham mưu"
    r"|[Rr]à soát|[Tt]rình|[Dd]ự thảo)(?![\w])"
)
# A body or a passive right before «ban hành», «phê duyệt»: said of another body, not of the citing document.
_BY_OTHERS = re.compile(
    r"(?:đã|được|do|vừa|kịp thời|sẽ|tham mưu|UBND|HĐND|[Bb]ộ|Sở|phủ|tỉnh|huyện|quyền|ủy|hội|các"
    r"|nhiều)(?:[\s]+[^\W\d_]+){0,3}[\s]*\Z"
)
_OPENS_CLAUSE = re.compile(r"(?:\A|[\s\n:;(])\Z")


# «được quy định cụ thể trong …»: laid down there, in words between that no list of cues can hold.
_LAID_DOWN = re.compile(r"(?<![\w])(?:quy định|nêu|hướng dẫn|xác định|đề ra)[^,;.]{0,40}(?:trong|tại|ở)[\s\u200b]*\Z")


# «ban hành kèm Thông tư …» is «ban hành kèm theo»: the cited document issued what stands before.
_WITH = re.compile(r"[\s\u200b]+kèm(?![\w])")


class State(NamedTuple):
    """What governs the list at present: relation, cue span, whether passive, and the citation a passive cue is about."""

    relation: str
    cue: tuple[int, int] | None
    inverse: bool = False
    about: Draft | None = None


_STILL = re.compile(r"[\s\u200b]*(?:,|;|và|sau đó)[\s\u200b]*(?:và[\s]+)?(?:đã[\s]+)?")

_NOTHING = State("cites", None)


class RelationReader:
    """Sets ``relation``, ``cue``, ``inverse`` (and the head of passive ones). Reads ``cues`` of the gazetteers."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._scan = CueScan(cues)

    def run(self, folded: str, drafts: list[Draft]) -> None:
        """Set the relations of all drafts of one document (in text order, titles and heads already read)."""
        previous: Draft | None = None
        state = base = _NOTHING
        inside: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.rule == "amended-law" and draft.head is not None:
                continue
            if draft.head is not None:
                self._nested(folded, draft, inside[id(draft.head)])
                inside[id(draft.head)].append(draft)
                continue
            floor = previous.reach if previous is not None else 0
            start = sentence_start(folded, max(floor, draft.start - _WINDOW), draft.start)
            fresh = previous is None or start > floor or draft.start - floor > _WINDOW
            if fresh:
                state = base = _NOTHING
            state, base = self._next(folded, draft, previous, start, fresh, state, base)
            _put(draft, state)
            previous = draft

    def _next(
        self, folded: str, draft: Draft, previous: Draft | None, start: int, fresh: bool, state: State, base: State
    ) -> tuple[State, State]:
        """The state that governs ``draft`` and the one to fall back to behind a passive cue's list."""
        semicolon = folded.rfind(";", start, draft.start)
        left = max(start, semicolon + 1)
        opened = _open_bracket(folded, left, draft.start)
        if opened is not None:
            left = opened + 1
        found = self._before(folded, left, draft)
        if found is None and semicolon >= 0 and opened is None and fresh:
            # Items before the first document of a list («quán triệt tư tưởng …; Chỉ thị số …») do not end the cue.
            found = self._governing(folded, start, draft.start)
        if found is None and (opened is not None or fresh):
            found = self._announcing(folded, start, opened, draft)
        if found is None:
            if _LAID_DOWN.search(folded, left, draft.start):
                return State("based_on", None), base
            if opened is not None:
                return State("cites", None), base
            if semicolon >= 0 and state.relation in _CHANGES and len(folded[left : draft.start].split()) > _ITEM_WORDS:
                return _NOTHING, _NOTHING
            if previous is not None and _left_behind(folded, previous, draft, state):
                return _NOTHING, _NOTHING
            # Behind a passive cue's own list the cue before it governs again.
            return (base if state.inverse and (semicolon >= 0 or not _amends_too(draft, state)) else state), base
        if found.cue.inverse and previous is not None and folded.count("\n\n", previous.reach, draft.start) == 0:
            # «X được sửa đổi bởi Y và bị bãi bỏ bởi Z»: the second passive is about X too.
            again = state.about is not None and _STILL.fullmatch(folded, previous.reach, found.start) is not None
            return State(found.cue.relation, (found.start, found.end), True, state.about if again else previous), base
        relation = found.cue.relation
        if relation == "issues" and not self._issues(folded, left, found, draft.start):
            relation = "cites"
        if relation in ("amends", "replaces", "repeals") and _PROPOSED.search(
            folded, max(left, found.start - 80), found.start
        ):
            relation = "cites"
        state = State(relation, (found.start, found.end))
        return state, state

    def _before(self, folded: str, left: int, draft: Draft) -> Found | None:
        """The cue before the provision that is cited, for «kèm theo», «tại» behind it only tie it to its document."""
        if draft.pinpoint is not None and draft.pinpoint[0] > left:
            found = self._governing(folded, left, draft.pinpoint[0])
            if found is not None:
                return found
        return self._governing(folded, left, draft.start)

    def _announcing(self, folded: str, start: int, opened: int | None, draft: Draft) -> Found | None:
        """The cue of the words that announce a list by a bracket or a colon."""
        if opened is not None:
            place = (start, opened) if apposed(folded, opened, draft.start) else None
        else:
            place = announcement(folded, draft.start, draft.pinpoint)
        if place is None:
            return None
        items = described_from(folded, *place)
        return self._governing(folded, place[0], items) or self._governing(folded, *place)

    @staticmethod
    def _issues(folded: str, left: int, found: Found, start: int) -> bool:
        """Whether the citing document itself issues what is cited at ``start``."""
        if start - found.end > _DIRECT_OBJECT or _WITH.match(folded, found.end):
            return False
        before = folded[max(left, found.start - 60) : found.start]
        return not before.strip() or _BY_OTHERS.search(before) is None

    def _nested(self, folded: str, draft: Draft, before: list[Draft]) -> None:
        """A citation inside a title: the last cue of the title before it, or the one of its sibling before it."""
        head = draft.head
        if head is None:
            return
        left = before[-1].reach if before else (head.title[0] if head.title else head.end)
        found = self._governing(folded, left, draft.start, strict=True)
        drafted = found is not None and found.cue.relation in _CHANGES and _PROPOSED.search(folded, left, found.start)
        if found is not None and drafted:
            _put(draft, State("cites", (found.start, found.end)))
        elif found is not None and found.cue.relation == "issues" and draft.start - found.end > _DIRECT_OBJECT:
            _put(draft, State("cites", None))
        elif found is not None and not found.cue.inverse:
            _put(draft, State(found.cue.relation, (found.start, found.end)))
        elif found is not None and before:
            draft.head = before[-1]
            _put(draft, State(found.cue.relation, (found.start, found.end), True, before[-1]))
        elif before:
            last = before[-1]
            _put(draft, State(last.relation, last.cue, last.inverse, last.head if last.inverse else None))

    def _governing(self, folded: str, left: int, right: int, *, strict: bool = False) -> Found | None:
        """The last cue between the offsets that is not cancelled; a weak one yields to the act it lays down."""
        near = right - _NEAR
        cues = self._scan.cues(folded, near, right) if near > left else []
        if not cues or cues[0].start < near + _LONGEST_CUE or (len(cues) < 2 and cues[-1].cue.id in _WEAK):
            cues = self._scan.cues(folded, left, right)
        if not cues:
            return None
        last = cues[-1]
        if last.cue.id in _WEAK and len(cues) > 1 and not strict:
            earlier = cues[-2]
            if earlier.cue.relation == "implements" and _CARRIED_OUT.match(folded, earlier.end, last.start):
                return earlier
        return last


def _left_behind(folded: str, previous: Draft, draft: Draft, state: State) -> bool:
    """«Tại Thông báo số …, Thủ tướng giao Bộ … rà soát Nghị định …»: the place of saying does not govern what is said."""
    if state.cue is None or folded[slice(*state.cue)].lower() != "tại":
        return False
    end = draft.pinpoint[0] if draft.pinpoint is not None and draft.pinpoint[0] > previous.reach else draft.start
    gap = folded[previous.reach : end]
    return len(gap.split()) > _ITEM_WORDS and not gap.rstrip(" \n\u200b").endswith((",", ";", "và"))


def _amends_too(draft: Draft, state: State) -> bool:
    """Whether a further item can be one more amender: no provision of its own, and not below what it would amend."""
    about = state.about.doc_type if state.about is not None else None
    return draft.pinpoint is None and RANK.get(draft.doc_type or "", 9) <= RANK.get(about or "", 9)


def _put(draft: Draft, state: State) -> None:
    draft.relation, draft.cue, draft.inverse = state.relation, state.cue, state.inverse
    if state.inverse and state.about is not None and state.about is not draft:
        draft.head = state.about


def _open_bracket(folded: str, left: int, right: int) -> int | None:
    """The last bracket between the offsets that is not closed again, or None."""
    opened = folded.rfind("(", left, right)
    return opened if opened >= 0 and folded.find(")", opened, right) < 0 else None
