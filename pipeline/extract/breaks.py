"""Where a line break ends a sentence and where it only wraps a line, and where the running sentence began.

Texts keep the line breaks of their source (DESIGN, section 3): a PDF wraps a sentence every 80 columns and breaks it at
the page, a Word file has one line a paragraph. Source: traps 61-72 (page and line damage), section_structure, section 2.

>>> wraps("Kế hoạch của Ủy ban nhân dân\\ntỉnh Hà Nam", 28), wraps("Lào Cai;\\nCăn cứ Luật", 8)
(True, False)
"""

from __future__ import annotations

import re

# What opens a new unit of the text: bullets, list labels, article headings, the cues that open a preamble line.
_OPENS_UNIT = re.compile(
    r"[-+*•●○▪]+[\s(]|[-+*•](?=[^\W\d_])|\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\s|[a-zđ][.)]\s"
    r"|\d{1,3} ?\||[IVX]{1,5}[.)/-]\s|\(\d{1,2}\)|\([ivx]+\)|Điều \d+[a-z]?[.:]|ĐIỀU \d"
    r"|(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN) [IVX\dA-Z]"
    r"|Phụ lục|PHỤ LỤC|Nơi nhận|Kính gửi|(?:Căn cứ|Thực hiện|Theo|Xét|Để|Trên cơ sở|Triển khai|Trên đây)[\s,]"
    r"|Mẫu số|Biểu số|Điều kiện|QUYẾT|Ghi chú"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\")\]]*\s+(?=[A-ZĐÀ-Ỹ\"(\-+*•\d])|[.!?]/?\.?\s*\n|\n")
_ABBREVIATED = re.compile(r"(?:\b(?:TP|Tp|tp|Th\.?S|TS|PGS|GS|Tr|tr|Q|P|TT|TX|Mr|Mrs|Dr|No|St|Tx)|\b[A-ZĐ])\Z")
_LOWER = re.compile(r"[^\W\d_]")


def wraps(folded: str, newline: int) -> bool:
    """Whether the line break at ``newline`` is inside a sentence (a wrapped line or a page break)."""
    length = len(folded)
    after = newline
    while after < length and folded[after] in " \n\r\u200b":
        after += 1
    before = newline - 1
    while before >= 0 and folded[before] in " \n\r\u200b":
        before -= 1
    if after >= length or before < 0:
        return False
    if folded[before] in ".;:!?…":
        return False
    first = folded[after]
    if first.islower():
        return _OPENS_UNIT.match(folded, after) is None
    if first in ",;)/":
        return True
    if _OPENS_UNIT.match(folded, after) is not None:
        return False
    blank = folded.count("\n", before, after) > 1
    if not blank and folded.endswith(("Căn cứ", "căn cứ", " của"), max(0, before - 8), before + 1):
        return True
    width = before - folded.rfind("\n", max(0, before - 200), before)
    if first.isdigit():
        return not blank and (width >= 30 or folded[before] in ",-/" or _number_expected(folded, before))
    if folded[before] in ",-/" and not blank:
        return True
    return not blank and 55 <= width <= 125


def _number_expected(folded: str, before: int) -> bool:
    return folded[max(0, before - 7) : before + 1].endswith(("số", "ngày", "tháng", "năm", "Điều", "khoản", "đến"))


def sentence_start(folded: str, floor: int, pos: int) -> int:
    """The start of the sentence that ``pos`` stands in, not before ``floor``.

    A line that ends with «;» or «,» goes on in the next one: list items are one sentence (guidelines, section 1).
    """
    start = floor
    for match in _SENTENCE_END.finditer(folded, floor, pos):
        at = match.start()
        if folded[at] == "\n":
            if not _list_goes_on(folded, at) and not wraps(folded, at):
                start = match.end()
        elif not _ABBREVIATED.search(folded, max(0, at - 5), at) or "\n" in match.group():
            start = match.end()
    return start


def _list_goes_on(folded: str, newline: int) -> bool:
    before = newline - 1
    while before >= 0 and folded[before] in " \n\r\u200b":
        before -= 1
    return before >= 0 and folded[before] in ";,"


def ends_with_abbreviation(folded: str, dot: int) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation («TP. Hồ Chí Minh»), not to the sentence's end."""
    return folded[dot] == "." and _ABBREVIATED.search(folded, max(0, dot - 5), dot) is not None
