"""The provision cited of a document (điểm, khoản, Điều …), as it stands before the citation.

Source: guidelines, section 1 (``pinpoint``), section_structure, section 4 (order is inside out), trap 55.

>>> text = "quy định tại điểm a khoản 2 và khoản 3 Điều 15 của Luật"
>>> text[slice(*pinpoint_before(text, 0, 51))]
'điểm a khoản 2 và khoản 3 Điều 15'
"""

from __future__ import annotations

import re

_S = r"[ \n\u200b]"
_UNIT = r"(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Tt]iểu mục|[Cc]hương|[Pp]hần|[Pp]hụ lục|PHỤ LỤC|[Tt]iết|[Bb]iểu|[Mm]ẫu số|[Mm]ẫu)"
_LABEL = r"(?:số" + _S + r"+)?(?:\d+(?:\.\d+)*[a-zđ]?|[IVX]{1,6}|[a-zđ](?![\w])|[A-Z](?![\w]))(?![\w])"
_MORE = r"(?:" + _S + r"*(?:,|và|hoặc|đến|-)" + _S + r"*" + _LABEL + r"){0,12}"
_ONE = _UNIT + _S + r"+\"?" + _LABEL + r"\"?" + _MORE
_CHAIN = re.compile(
    r"(?<![\w])(?:(?:các|từ)"
    + _S
    + r"+)?"
    + _ONE
    + r"(?:"
    + _S
    + r"*(?:,|;|và|đến|hoặc|của|tại|,?"
    + _S
    + r"*từ)?"
    + _S
    + r"*(?:các"
    + _S
    + r"+)?"
    + _ONE
    + r"){0,10}"
)
_NAMED_TABLE = re.compile(
    r"(?:[Bb]iểu|[Mm]ẫu|[Pp]hụ lục)" + _S + r"(?:số" + _S + r")?[\dIVX]+" + _S + r"-" + _S + r"[^;.()\n]{3,80}?"
    r"(?=" + _S + r"+của" + _S + r"*\Z)"
)
_LINK = re.compile(
    _S + r"*,?" + _S + r"*(?:của|tại|trong|thuộc|(?:được )?(?:ban hành )?kèm theo)?" + _S + r"*\"?(?:số)?" + _S + r"*\Z"
)
_HINT = re.compile(r"iều|hoản|iểm|[Mm]ục|hương|hần|[Pp]hụ lục|iết|[Bb]iểu|ẫu")
_WINDOW = 220


def pinpoint_before(folded: str, floor: int, start: int) -> tuple[int, int] | None:
    """The span of the provision right before ``start``, looking back not beyond ``floor``; None when there is none."""
    left = max(floor, start - _WINDOW)
    if _HINT.search(folded, left, start) is None:
        return None
    found: tuple[int, int] | None = None
    for match in _CHAIN.finditer(folded, left, start):
        if _LINK.match(folded[match.end() : start]):
            found = match.span()
    if found is not None:
        return found
    window = folded[left:start]
    for table in _NAMED_TABLE.finditer(window):
        found = (left + table.start(), left + table.end())
    return found
