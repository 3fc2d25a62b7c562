"""Lists that an earlier sentence announces: by a colon before the items, or by a bracket that says «gồm …» (liệt kê).

What announces the list governs it: «theo quy định tại các Thông tư … như sau: a) …; b) …» rests on every item. Source:
guidelines, section 1 («one cue governs every citation of the list after it»).

>>> text = "Thực hiện theo các văn bản sau:\\na) Quyết định số 4/QĐ-UBND.\\nb) Quyết định số 5/QĐ-UBND."
>>> text[slice(*announcement(text, text.index("Quyết định số 5"), None))]
'Thực hiện theo các văn bản sau'
"""

from __future__ import annotations

import re

from pipeline.extract.breaks import sentence_start

_LABEL = re.compile(
    r"[ \u200b\t]*(?:[a-zđ][.)]|\d{1,2}(?:\.\d{1,2}){0,2}[.)]|\(?(?:\d{1,2}|[ivx]{1,4})\)|[-+*•])[ \u200b]*"
)
_APPOSED = re.compile(r"\([ ]?(?:bao gồm|gồm có|gồm|cụ thể là|cụ thể|như)[ ]?:?[ \n]*(?:các[ ])?\"?\Z")
# What the announcing sentence calls its items; the cue before these words governs, what follows only describes them.
_ITEMS = re.compile(
    r"(?<![\w])(?:[Cc]ác|[Nn]hững|\d{1,2})[ \n]+(?:văn bản|quy định|nội dung|[Tt]hông tư|[Nn]ghị định|[Nn]ghị quyết|[Qq]uyết định"
    r"|[Cc]hỉ thị|[Kk]ết luận|[Kk]ế hoạch|[Cc]ông văn|[Ll]uật|[Đđ]ề án|[Cc]hương trình|căn cứ)(?![\w])"
)
_FAR = 3000
_LONG = 700
_ITEM_HEAD = 130


def announcement(folded: str, start: int, pinpoint: tuple[int, int] | None) -> tuple[int, int] | None:
    """The sentence before a colon that announces the list item which the citation at ``start`` heads, or None.

    ``pinpoint`` is the provision before the citation, which may stand between it and the item's label.
    """
    head = pinpoint[0] if pinpoint is not None and start - pinpoint[1] < 24 else start
    line = folded.rfind("\n", 0, head) + 1
    if head - line > _ITEM_HEAD:
        return None
    label = _LABEL.match(folded, line)
    if label is None or folded[label.end() : head].strip(' \u200b"'):
        return None
    floor = max(0, line - _FAR)
    at = line - 1
    while at > floor:
        before = folded.rfind("\n", floor, at) + 1
        paragraph = folded[before:at].rstrip(" \u200b\n")
        if paragraph.endswith(":"):
            end = before + len(paragraph) - 1
            return sentence_start(folded, max(0, end - _LONG), end), end
        if paragraph and _LABEL.match(folded, before) is None:
            return None
        at = before - 1
    return None


def apposed(folded: str, opened: int, start: int) -> bool:
    """Whether the bracket opened at ``opened`` lists what the words before it announce: «các Thông tư (gồm: …»."""
    return _APPOSED.match(folded, opened, start) is not None


def described_from(folded: str, left: int, right: int) -> int:
    """Where the last words that call the items by name begin between the offsets, or ``right`` when none do."""
    found = right
    for items in _ITEMS.finditer(folded, left, right):
        found = items.start()
    return found
