"""What a passive cue is about (chủ thể của câu bị động): an earlier citation, or the document that is being read.

«Điều 5 Thông tư này được sửa đổi bởi Y», «Khoản này được bãi bỏ theo Y» and a running head that names the document's own
number speak of the document itself: Y has ``inverse`` and no ``head``. Source: guidelines, section 1 (``inverse``, ``head``);
the notes of amendment of consolidated texts and of the official codification.

>>> text = "Khoản này được bãi bỏ theo quy định tại Thông tư số 4/2029/TT-BYT"
>>> speaks_of_itself(text, 0, text.index("được"), 0, [])
True
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.breaks import sentence_start
from pipeline.extract.draft import Draft

_WINDOW = 900
# «Thông tư này, đã được …»: what may stand between the document's name for itself and the passive.
_NEAR = 60
# «Nghị định số X ngày … của Chính phủ quy định …, có hiệu lực từ …, được sửa đổi bởi»: behind the number stands the title.
_FAR = 600
OWN_KINDS = (
    r"Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Quy chế|Quy định"
    r"|Điều lệ|Hướng dẫn|Văn bản|Chương trình|Đề án|Kết luận|Quy trình|Quy chuẩn"
)
_THIS = re.compile(r"(?<![\w])(?:" + OWN_KINDS + r")[\s\u200b]+này(?![\w])")
_PROVISIONS = r"[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Tt]iểu mục|[Cc]hương|[Pp]hần|[Tt]iết|[Đđ]oạn|[Pp]hụ lục|[Mm]ẫu|[Bb]iểu"
_THIS_PROVISION = re.compile(
    r"(?<![\w])(?:" + _PROVISIONS + r"|[Nn]ội dung|[Cc]ụm từ|[Tt]ên|[Dd]òng|[Gg]ạch đầu dòng)[\s\u200b]+này(?![\w])"
)
# The number of a provision right before the passive, or a quoted phrase: «Khoản 2 Điều 5 được …», «Cụm từ "…" được …».
_BARE_PROVISION = re.compile(
    r"(?<![\w])(?:"
    + _PROVISIONS
    + r")[\s\u200b]+(?:số[\s\u200b]+)?(?:\d+(?:\.\d+)*[a-zđ]?|[a-zđ]|[IVX]{1,6})[\s\u200b]*(?:,[\s\u200b]*)?(?:đã[\s\u200b]+)?\Z"
    r'|[Cc]ụm từ[\s\u200b]*"[^"\n]{1,200}"[\s\u200b]*(?:đã[\s\u200b]+)?\Z'
)
_OTHER_SUBJECT = re.compile(r";|[.][\s]|(?<![\w])(?:và|hoặc)[\s]+(?:các|những)(?![\w])")
# A passive with a subject of its own behind the citation: «Nghị định A. Giấy phép được …» is not about A.
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})


def earlier(tops: Sequence[Draft], cue: int) -> Draft | None:
    """The last of the citations (in text order) that ends, with its title, before the cue at ``cue``."""
    for draft in reversed(tops):
        if draft.reach <= cue:
            return draft
    return None


def speaks_of_itself(folded: str, start: int, cue: int, floor: int, own: Sequence[tuple[int, int]]) -> bool:
    """Whether the words before the passive at ``cue`` name the document itself or one of its provisions.

    ``start`` is where the sentence begins, ``floor`` where the last other citation ends, ``own`` the places (in text
    order) at which the document's own number stands.
    """
    left = max(start, floor)
    place = bisect_left(own, (cue, 0)) - 1
    if place >= 0 and own[place][1] > left and cue - own[place][1] < _FAR:
        return True
    for pattern in (_THIS, _THIS_PROVISION):
        for named in pattern.finditer(folded, max(left, cue - _FAR), cue):
            gap = folded[named.end() : cue]
            if len(gap) <= _NEAR and _OTHER_SUBJECT.search(gap) is None:
                return True
    return floor <= start and _BARE_PROVISION.search(folded, max(left, cue - 260), cue) is not None


def sentence_of(folded: str, cue: int) -> int:
    """Where the sentence of a cue begins."""
    return sentence_start(folded, max(0, cue - _WINDOW), cue)


def acted_upon(last: Draft, inside: Sequence[Draft], actor: Draft) -> Draft:
    """Of a citation and those in its title the one that ``actor`` can change: a law is changed by a law.

    «Thông tư A hướng dẫn Luật B được sửa đổi bởi Luật C»: C amends B.
    """
    if _kind(last) == _kind(actor):
        return last
    same = [draft for draft in inside if _kind(draft) == _kind(actor) and not draft.inverse]
    return same[-1] if same else last


def _kind(draft: Draft) -> str | None:
    return "Luật" if draft.doc_type in _LAWS else draft.doc_type
