"""Annexes that list what the document repeals or replaces (phụ lục danh mục văn bản bãi bỏ): the heading governs every item.

«DANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT BÃI BỎ» over numbered items or rows of a table. A list of lapsed documents («DANH MỤC … HẾT
HIỆU LỰC») only makes known what others did: its items stay mentions, and its column of reasons («Bị bãi bỏ bởi …») speaks for
itself. A list of procedures («DANH MỤC THỦ TỤC HÀNH CHÍNH … BÃI BỎ») names no repealed document. Source: Nghị định 34/2016/NĐ-CP
(văn bản bãi bỏ); guidelines, section 1 (one cue governs the list).

>>> text = "DANH MỤC NGHỊ QUYẾT BÃI BỎ\\n1. Nghị quyết số 4/2019/NQ-HĐND"
>>> [(text[cue[0]:cue[1]], relation) for cue, relation, _ in repeal_annexes(text)]
[('BÃI BỎ', 'repeals')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.draft import Draft

_HEADING = re.compile(
    r"(?:\A|\n)[ \u200b]*(?:DANH MỤC|Danh mục)[ \n](?:[^\n]{0,60}[ \n])?"
    r"(?:VĂN BẢN|NGHỊ QUYẾT|QUYẾT ĐỊNH|THÔNG TƯ|CHỈ THỊ|NGHỊ ĐỊNH|[Vv]ăn bản|[Nn]ghị quyết|[Qq]uyết định|[Tt]hông tư|[Cc]hỉ thị)"
    r"[^\n|.;]{0,160}?[ \n](?P<cue>BÃI BỎ|THAY THẾ|bãi bỏ|thay thế)(?![\w])"
)
_ENDS = re.compile(r"\n[ \u200b]*(?:DANH MỤC|Danh mục|PHỤ LỤC|Phụ lục|Nơi nhận)(?![\w])")
_ITEM = re.compile(
    r"(?:\A|[\n|])[ \u200b]*(?:\d{1,3}[.)]?|[a-zđ][.)]|[-+*])?[ \u200b|]*(?:(?:[Kk]hoản|[Đđ]iểm|[Đđ]iều)[^;|\n]{1,60})?[ \u200b]*\Z"
)
_LINE = 140
_RELATIONS = {"bãi bỏ": "repeals", "thay thế": "replaces"}


def repeal_annexes(folded: str) -> list[tuple[tuple[int, int], str, int]]:
    """For each such annex the span of its cue, the relation it asserts, and where the annex ends; in text order."""
    if "anh mục" not in folded and "ANH MỤC" not in folded:
        return []
    found = []
    for heading in _HEADING.finditer(folded):
        end = _ENDS.search(folded, heading.end())
        relation = _RELATIONS[heading["cue"].lower()]
        found.append((heading.span("cue"), relation, end.start() if end is not None else len(folded)))
    return found


def set_annexed(folded: str, tops: Sequence[Draft]) -> None:
    """Set the relation of the items of such annexes that no words of their own govern; ``tops`` are outside titles."""
    for cue, relation, end in repeal_annexes(folded):
        for draft in tops:
            if not cue[1] <= draft.start < end or draft.relation != "cites" or draft.cue is not None:
                continue
            if _ITEM.search(folded, max(cue[1], draft.start - _LINE), draft.start):
                draft.relation, draft.cue = relation, cue
