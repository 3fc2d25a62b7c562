"""How the citing side uses each cited document: a state machine over cues, sentence by sentence (quan hệ giữa các văn bản).

One cue governs every citation of the list behind it, until another cue or the sentence's end; a cue inside a title governs
what the title holds; a passive cue turns the edge round, and about the document itself leaves the head empty; some cues stand
behind their list. The cues are data (``cues`` gazetteer). Source: guidelines, section 1 (relations) and section 8 (settled
cases), section_structure, section 5.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.extract.announced_lists import announcement, apposed, described_from, only_provisions
from pipeline.extract.breaks import sentence_start
from pipeline.extract.closing_cues import ClosingCues
from pipeline.extract.cue_scan import CueScan, Found
from pipeline.extract.draft import Draft
from pipeline.extract.governing import CHANGES, governing, tied_in_list
from pipeline.extract.nesting import RANK
from pipeline.extract.passives import Said, State, next_actor, passive
from pipeline.extract.related_notes import inside as in_note, related_notes
from pipeline.extract.repeal_annexes import set_annexed
from pipeline.gazetteer.schema import Cue

_WINDOW = 700
_ITEM_WORDS = 6
# What is issued stands right behind the cue; farther off it is something else that the cue issues.
_DIRECT_OBJECT = 12
_PROPOSED = re.compile(
    r"(?:[Kk]iến nghị|[Đđ]ề xuất|[Đđ]ề nghị(?! của)|[Nn]ghiên cứu|[Xx]em xét|[Tt]ham mưu"
    r"|[Rr]à soát|(?<![\w])[Tt]rình(?! tự)(?! độ)|[Dd]ự thảo)(?![\w])"
)
# A body or a passive right before «ban hành», «phê duyệt»: said of another body, not of the citing document.
_BY_OTHERS = re.compile(
    r"(?:đã|được|do|vừa|kịp thời|sẽ|tham mưu|UBND|HĐND|[Bb]ộ|Sở|phủ|tỉnh|huyện|quyền|ủy|hội|các"
    r"|nhiều)(?:[\s]+[^\W\d_]+){0,3}[\s]*\Z"
)


# «các nội dung mà Nghị định của Chính phủ quy định chi tiết …»: some other document details it, not this one.
_OTHERS_DETAIL = re.compile(
    r"(?<![\w])(?:các|những|mà|theo|tại|trong|bởi|và)[\s]+(?:[Nn]ghị định|[Tt]hông tư|[Qq]uyết định|[Nn]ghị quyết|văn bản)"
    r"(?:[\s]+của[\s]+[^,;.]{2,60})?[\s]*\Z"
)
# «được quy định cụ thể trong …»: laid down there, in words between that no list of cues can hold.
_LAID_DOWN = re.compile(r"(?<![\w])(?:quy định|nêu|hướng dẫn|xác định|đề ra)[^,;.]{0,40}(?:trong|tại|ở)[\s\u200b]*\Z")


# «ban hành kèm Thông tư …» is «ban hành kèm theo»: the cited document issued what stands before.
_WITH = re.compile(r"[\s\u200b]+kèm(?![\w])")


_NOTHING = State("cites", None)


_LAID_DOWN_WORDS = re.compile(
    r"[\s]*(?:các[\s]+)?(?:nội dung|văn bản|hướng dẫn|chỉ đạo|kết luận|ý kiến|thông báo|yêu cầu|quy định|chủ trương)(?![\w])"
)
_SHORT_FORM = re.compile(r"\((?:sau đây|dưới đây|từ đây)?[\s]*(?:được )?(?:gọi|viết)[\s]+(?:chung |tắt )*là")


class RelationReader:
    """Sets ``relation``, ``cue``, ``inverse`` (and the head of passive ones). Reads ``cues`` of the gazetteers."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        cues = tuple(cues)
        self._scan = CueScan(cues)
        self._closing = ClosingCues(cues)

    def run(self, folded: str, drafts: list[Draft], own: Sequence[tuple[int, int]] = ()) -> None:
        """Set the relations of all drafts of one document (in text order, titles and heads already read).

        ``own`` are the spans, in text order, at which the document names itself by its number or name.
        """
        previous: Draft | None = None
        state = base = _NOTHING
        inside: dict[int, list[Draft]] = defaultdict(list)
        said = Said(folded, own, [], inside)
        notes = related_notes(folded)
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
            if notes and in_note(notes, draft.start):
                state = base = _NOTHING
            else:
                state, base = self._next(said, draft, start, fresh, state, base)
            _put(draft, state)
            said.tops.append(draft)
            previous = draft
        self._closing.run(folded, said.tops)
        set_annexed(folded, said.tops)

    def _next(
        self, said: Said, draft: Draft, start: int, fresh: bool, state: State, base: State
    ) -> tuple[State, State]:
        """The state that governs ``draft`` and the one to fall back to behind a passive cue's list."""
        folded, previous = said.folded, said.tops[-1] if said.tops else None
        semicolon = folded.rfind(";", start, draft.start)
        left = max(start, semicolon + 1)
        opened = _open_bracket(folded, left, draft.start)
        if opened is not None:
            left = opened + 1
        found = self._before(folded, left, draft)
        if found is None and semicolon >= 0 and opened is None and fresh:
            # Items before the first document of a list («quán triệt tư tưởng …; Chỉ thị số …») do not end the cue.
            found = governing(self._scan, folded, start, draft.start)
        if found is None and (opened is not None or fresh):
            found = self._announcing(folded, start, opened, draft)
        if found is not None and previous is not None and state.cue is not None and not state.inverse:
            consolidated = found.cue.id == "hop-nhat" and state.relation == "based_on"
            tied = consolidated or (state.relation in CHANGES and tied_in_list(folded, previous.reach, found))
            found = None if tied else found
        if found is None:
            if _LAID_DOWN.search(folded, left, draft.start):
                return State("based_on", None), base
            if opened is not None:
                return self._named_in_bracket(folded, max(start, semicolon + 1), opened, draft), base
            if previous is not None and state.inverse and next_actor(folded, previous, draft):
                return state, base
            if semicolon >= 0 and state.relation in CHANGES and _other_clause(folded, left, draft):
                return _NOTHING, _NOTHING
            if previous is not None and _left_behind(folded, previous, draft, state):
                return _NOTHING, _NOTHING
            # Behind a passive cue's own list the cue before it governs again.
            ended = state.inverse and (semicolon >= 0 or not _amends_too(draft, state) or _named(said, draft))
            return (base if ended else state), base
        if found.cue.inverse:
            return passive(said, found, draft, state), base
        relation = found.cue.relation
        if relation == "issues" and not self._issues(folded, left, found, draft.start):
            relation = "cites"
        if relation == "details" and _OTHERS_DETAIL.search(folded, max(left, found.start - 90), found.start):
            relation = "cites"
        if relation in CHANGES and _PROPOSED.search(folded, max(left, found.start - 80), found.start):
            relation = "cites"
        state = State(relation, (found.start, found.end))
        return state, state

    def _before(self, folded: str, left: int, draft: Draft) -> Found | None:
        """The cue before the provision that is cited, for «kèm theo», «tại» behind it only tie it to its document."""
        if draft.pinpoint is not None and draft.pinpoint[0] > left:
            found = governing(self._scan, folded, left, draft.pinpoint[0])
            if found is not None:
                return found
        return governing(self._scan, folded, left, draft.start)

    def _announcing(self, folded: str, start: int, opened: int | None, draft: Draft) -> Found | None:
        """The cue of the words that announce a list by a bracket or a colon."""
        if opened is not None:
            place = (start, opened) if apposed(folded, opened, draft.start) else None
        else:
            place = announcement(folded, draft.start, draft.pinpoint)
        if place is None:
            return None
        items = described_from(folded, *place)
        found = governing(self._scan, folded, place[0], items) or governing(self._scan, folded, *place)
        if found is None or found.cue.relation not in CHANGES:
            return self._closing.announced(folded, *place) or found
        return found

    def _named_in_bracket(self, folded: str, left: int, opened: int, draft: Draft) -> State:
        """«Căn cứ nội dung hướng dẫn … (Hướng dẫn số …)»: the bracket gives the number of what the cue before it names."""
        if folded[opened + 1 : draft.start].strip():
            return _NOTHING
        for found in reversed(self._scan.cues(folded, left, opened)):
            if found.cue.relation == "based_on" and _LAID_DOWN_WORDS.match(folded, found.end, opened):
                return State("based_on", (found.start, found.end))
        return _NOTHING

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
        found = governing(self._scan, folded, left, draft.start, strict=True)
        drafted = found is not None and found.cue.relation in CHANGES and _PROPOSED.search(folded, left, found.start)
        if found is not None and drafted:
            _put(draft, State("cites", (found.start, found.end)))
        elif found is not None and found.cue.relation == "issues" and draft.start - found.end > _DIRECT_OBJECT:
            _put(draft, State("cites", None))
        elif found is not None and not found.cue.inverse:
            _put(draft, State(found.cue.relation, (found.start, found.end)))
        elif found is not None:
            draft.head = before[-1] if before else head
            _put(draft, State(found.cue.relation, (found.start, found.end), True, draft.head))
        elif before:
            last = before[-1]
            _put(draft, State(last.relation, last.cue, last.inverse, last.head if last.inverse else None))


def _other_clause(folded: str, left: int, draft: Draft) -> bool:
    """Whether the words before a citation are more than its provision: a clause of its own, not an item of the list."""
    return len(folded[left : draft.start].split()) > _ITEM_WORDS and not only_provisions(folded, left, draft.start)


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


def _named(said: Said, draft: Draft) -> bool:
    """«X (sau đây gọi là …) và Z»: the bracket that gives a short form ends what is said of X."""
    return _SHORT_FORM.search(said.folded, said.tops[-1].end, draft.start) is not None if said.tops else False


def _put(draft: Draft, state: State) -> None:
    draft.relation, draft.cue, draft.inverse = state.relation, state.cue, state.inverse
    if state.inverse and state.about is not None and state.about is not draft:
        draft.head = state.about


def _open_bracket(folded: str, left: int, right: int) -> int | None:
    """The last bracket between the offsets that is not closed again, or None."""
    opened = folded.rfind("(", left, right)
    return opened if opened >= 0 and folded.find(")", opened, right) < 0 else None
