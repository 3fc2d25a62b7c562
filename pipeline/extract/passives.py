"""What a passive cue turns round (câu bị động): «X được sửa đổi bởi Y» is about X, «Thông tư này được sửa đổi bởi Y» about itself.

Y has ``inverse``; its head is X, or empty when the document speaks of itself. Source: guidelines, section 1 (``inverse``,
``head``). Who is spoken of is told by ``extract.subjects``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.extract.cue_scan import Found
from pipeline.extract.draft import Draft
from pipeline.extract.subjects import acted_upon, earlier, sentence_of, speaks_of_itself

_EFFECT = r"(?:,?[\s\u200b]*\(?(?:có )?hiệu lực[^;()\n]{0,60}\)?)?[\s\u200b]*"
_STILL = re.compile(_EFFECT + r"(?:,|;|và|sau đó)?[\s\u200b]*(?:và[\s]+)?(?:(?:đã|có nội dung)[\s]+)*")
# «…, có hiệu lực kể từ ngày …; Điều 2 Luật số …»: what took effect on a day of its own is one more that acted.
_AND_NEXT = re.compile(r",?[\s\u200b]*\(?(?:có )?hiệu lực[^;()\n]{0,60}\)?[\s\u200b]*[;,][\s\u200b]*(?:và[\s]+)?")
_FARTHEST_SUBJECT = 400
# «Trình tự được quy định chi tiết tại …»: of what is no document a passive of derivation says where it is laid down.
_LAID_DOWN_THERE = {"details": "based_on", "implements": "based_on"}
_ADVERBS = 4
_FEW_WORDS = 14


class State(NamedTuple):
    """What governs the list at present: relation, cue span, whether passive, and the citation a passive cue is about."""

    relation: str
    cue: tuple[int, int] | None
    inverse: bool = False
    about: Draft | None = None


class Said(NamedTuple):
    """The document as far as it is read: its own names, the citations outside titles so far, those inside each title."""

    folded: str
    own: Sequence[tuple[int, int]]
    tops: list[Draft]
    inside: Mapping[int, list[Draft]]


def passive(said: Said, found: Found, draft: Draft, state: State) -> State:
    """What a passive cue says: about which earlier citation, about the document itself, or about neither."""
    folded, cue = said.folded, (found.start, found.end)
    last = earlier(said.tops, found.start)
    if state.inverse and last is not None and _STILL.fullmatch(folded, last.reach, found.start) is not None:
        # «X được sửa đổi bởi Y và bị bãi bỏ bởi Z»: the second passive is about X too.
        return State(found.cue.relation, cue, True, state.about)
    floor = last.reach if last is not None else 0
    if speaks_of_itself(folded, sentence_of(folded, found.start), found.start, floor, said.own):
        return State(found.cue.relation, cue, True)
    if last is None or not _spoken_of(folded[floor : found.start]):
        return State(_LAID_DOWN_THERE.get(found.cue.relation, "cites"), cue)
    if found.cue.relation in _LAID_DOWN_THERE and len(folded[floor : found.start].split()) > _ADVERBS:
        return State(_LAID_DOWN_THERE[found.cue.relation], cue)
    return State(found.cue.relation, cue, True, acted_upon(last, said.inside.get(id(last), []), draft))


def _spoken_of(gap: str) -> bool:
    """Whether what stands between a citation and a passive leaves it the subject: few words, or when it took effect."""
    if len(gap) > _FARTHEST_SUBJECT or "\n\n" in gap or ";" in gap:
        return False
    return len(gap.split()) <= _FEW_WORDS or "hiệu lực" in gap


def next_actor(folded: str, previous: Draft, draft: Draft) -> bool:
    """Whether ``draft`` is listed behind ``previous``, which acted and took effect on a day of its own."""
    end = draft.pinpoint[0] if draft.pinpoint is not None and draft.pinpoint[0] > previous.reach else draft.start
    return _AND_NEXT.fullmatch(folded, previous.reach, end) is not None
