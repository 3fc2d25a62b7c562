"""Annexes (phụ lục): where they begin after the signature, or inside a document that has none.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần III (phụ lục văn bản); guidelines, section 8 (an annex starts again at the root).
"""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"\n[ *_#\u200b]*P(?:HỤ LỤC|hụ lục)(?:(?: +(?:số|Số|SỐ))? *:? *(?:[IVXLC]{1,7}|\d{1,3}|[A-H])?[ *_.:]*(?=\n|[.:(-])"
    r"| [A-ZĐ]{2})"
)


def find_annexes(folded: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of the annexes in ``folded[start:end]``, the text after the signature (or the whole body without one).

    What precedes the first heading there («KẾ HOẠCH CHI TIẾT⏎(Kèm theo …)») is an annex too when it has words.
    """
    starts = [match.start() + 1 for match in _HEAD.finditer(folded, max(start - 1, 0), end)]
    if (
        start < end
        and folded[start:end].strip()
        and (not starts or folded[start : starts[0]].strip(" \n_-*.=|\t\u200b"))
    ):
        first = start + len(folded[start:end]) - len(folded[start:end].lstrip())
        starts.insert(0, folded.rfind("\n", start, first) + 1 if "\n" in folded[start:first] else first)
    return tuple(zip(starts, [*starts[1:], end], strict=True)) if starts else ()
