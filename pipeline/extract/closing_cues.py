"""Cues that stand behind the documents they govern (từ chỉ quan hệ đứng sau): «Nghị định số … hết hiệu lực kể từ …».

They govern where it is the citing document that acts: it names itself behind the cue («kể từ ngày Thông tư này có hiệu lực»,
«bởi Điều 3 Quyết định này»), says what follows («như sau:»), or stands in its article of effect. Source: guidelines, section 1
(relations); section_structure, section 5 («hết hiệu lực» needs the acting document).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.breaks import sentence_start
from pipeline.extract.cue_scan import Found
from pipeline.extract.draft import Draft
from pipeline.extract.subjects import OWN_KINDS
from pipeline.gazetteer.cues import cue_pattern
from pipeline.gazetteer.schema import Cue

_LIST = 2500
_CONTEXT = 600
_BEFORE = re.compile(
    r"[\s\u200b]*(?:\([^()\n]{1,120}\))?[\s\u200b]*,?[\s\u200b]*(?:(?:đã|sẽ|cũng|đều|chính thức|tiếp tục)[\s]+)?"
)
_ITSELF = r"(?:" + OWN_KINDS + r"|thông tư|nghị định|quyết định|luật|nghị quyết)[\s\u200b]+này(?![\w])"
_ACTS = re.compile(
    r"[\s\u200b]*(?:thi hành[\s]*)?(?:,[\s]*)?(?:(?:kể[\s]+)?từ(?:[\s]+(?:ngày|thời điểm|khi))?|khi|bởi|bằng|theo|tại|để thực hiện)"
    r"[\s\u200b]+(?:quy định tại[\s]+)?(?:[^;.\n:]{0,70}[\s])??" + _ITSELF
)
_SAID_BELOW = re.compile(r"[\s\u200b]*(?:như sau|như dưới đây|cụ thể như sau)")
_NAMED_ACTOR = re.compile(
    r"[\s\u200b]*(?:thi hành[\s]*)?(?:bởi|bằng|theo|tại|(?:kể )?từ (?:ngày|khi)[\s]+(?!\d|tháng|ký|ban hành))"
)
_IN_EFFECT = re.compile(_ITSELF + r"[\s\u200b]+(?:có hiệu lực|thay thế|bãi bỏ)")
# «đến khi Nghị quyết số … hết hiệu lực»: what may happen, not what is done here.
_MAY_BE = re.compile(
    r"(?:[Kk]hi|[Nn]ếu|trường hợp|[Nn]gày|thời điểm|[Dd]o|mà|vì|sau)(?:[\s]+(?:các|những))?[\s\u200b]*\Z"
)
# Cues that only tie the repealed provision to its document: «nội dung quy định tại Điều 5 Nghị định số … hết hiệu lực».
_TYING = re.compile(r"(?:được )?(?:quy định|nêu|ban hành|phê duyệt) (?:tại|trong|kèm theo)|kèm theo|tại")


class ClosingCues:
    """Finds cues behind lists of documents. Reads ``cues`` (those marked ``behind``) of the gazetteers."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        pairs = [(words, cue) for cue in cues if cue.behind for words in cue.words]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._owners = dict(pairs)
        self._words = re.compile(
            r"(?:" + "|".join(cue_pattern(words) for words, _ in pairs) + r")(?![\w])" if pairs else r"(?!)"
        )

    def run(self, folded: str, tops: Sequence[Draft]) -> None:
        """Set the relation of every list that a cue behind it governs; ``tops``: citations outside titles, in order."""
        for index, draft in enumerate(tops):
            found = self._behind(folded, draft.reach)
            if found is None or not _acts(folded, found, draft):
                continue
            if draft.inverse and found.cue.relation != "repeals":
                # «A được thay thế bởi B được bổ sung tại Điều 1 Thông tư này»: said of B, which is already said to act on A.
                continue
            for governed in _list_before(folded, tops, index, found.cue.relation):
                governed.relation, governed.cue = found.cue.relation, (found.start, found.end)

    def announced(self, folded: str, left: int, right: int) -> Found | None:
        """The cue in the words that announce a list: «Các văn bản sau đây hết hiệu lực kể từ ngày Luật này …:»."""
        for match in self._words.finditer(folded, left, right):
            found = self._found(match)
            if _ACTS.match(folded, found.end) or not _NAMED_ACTOR.match(folded, found.end):
                return found
        return None

    def _behind(self, folded: str, pos: int) -> Found | None:
        gap = _BEFORE.match(folded, pos)
        match = self._words.match(folded, gap.end() if gap is not None else pos)
        return self._found(match) if match is not None else None

    def _found(self, match: re.Match[str]) -> Found:
        return Found(match.start(), match.end(), self._owners[" ".join(match.group().lower().split())])


def _acts(folded: str, found: Found, draft: Draft) -> bool:
    """Whether the citing document is the one that does what the cue says."""
    start = sentence_start(folded, max(0, draft.start - _LIST), draft.start)
    head = draft.pinpoint[0] if draft.pinpoint is not None else draft.start
    if _MAY_BE.search(folded, max(start, head - 30), head):
        return False
    if _ACTS.match(folded, found.end):
        return True
    if found.cue.relation == "amends":
        return _SAID_BELOW.match(folded, found.end) is not None
    if _NAMED_ACTOR.match(folded, found.end):
        return False
    return _IN_EFFECT.search(folded, max(0, start - _CONTEXT), draft.start) is not None


def _list_before(folded: str, tops: Sequence[Draft], index: int, relation: str) -> list[Draft]:
    """The citation at ``index`` and those listed with it before it, without what a passive says acted on them.

    What is changed «tại Điều 1 Thông tư này» is the document right before, whatever else is said of it; what lapses may
    be a thing that rests on the document («Giấy phép cấp theo Thông tư số … hết hiệu lực»).
    """
    last = tops[index]
    if not _open_to(folded, last) and not last.inverse:
        return [last] if relation != "repeals" else []
    start = sentence_start(folded, max(0, last.start - _LIST), last.start)
    governed = [last] if not last.inverse else []
    for draft in reversed(tops[:index]):
        if draft.start < start:
            break
        if draft.inverse:
            continue
        if not _open_to(folded, draft):
            break
        governed.append(draft)
    return governed


def _open_to(folded: str, draft: Draft) -> bool:
    """Whether the citation has no cue of its own but one that ties a provision to it."""
    if draft.cue is None:
        return True
    words = " ".join(folded[slice(*draft.cue)].split()).lower()
    if words == "theo" and folded[max(0, draft.cue[0] - 12) : draft.cue[0]].rstrip().endswith("ban hành"):
        return True
    return draft.relation in ("cites", "based_on") and _TYING.fullmatch(words) is not None
