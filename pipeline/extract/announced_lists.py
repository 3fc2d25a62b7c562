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
# «Khoản 2, Khoản 5 Điều 2; Điều 3; Khoản 1 Điều 10 của»: the provisions of one document, however many.
_PROVISION_WORDS = re.compile(
    r"(?:[\s\u200b,;]+|(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Tt]iểu mục|[Cc]hương|[Pp]hần|[Tt]iết|[Đđ]oạn"
    r"|[Pp]hụ lục|[Mm]ẫu|[Bb]iểu|[Gg]ạch|đầu|dòng"
    r"|thứ|số|và|đến|từ|hoặc|của|tại|các|[Cc]ác|quy|định|nội|dung|\d+(?:\.\d+)*[a-zđ]?|[a-zđ]|[IVXLC]+)(?![\w]))*+"
)
# An item without a label begins with the document it names.
_ITEM_TYPE = re.compile(
    r"[ \u200b\t\"]*(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kết luận|Kế hoạch"
    r"|Công văn|Chương trình"
    r"|Hướng dẫn|Quy định|Thông báo|Đề án|Văn bản|Công điện)[ ](?:liên tịch[ ])?(?=số[ ]|\d|[A-ZĐ])"
)
_FAR = 6000
_LONG = 700


def only_provisions(folded: str, left: int, right: int) -> bool:
    """Whether between the offsets stand nothing but provisions: «đ) khoản 2 Điều 5; Điều 7 của»."""
    begins = left
    while begins < right and folded[begins] in " \n\u200b":
        begins += 1
    label = _LABEL.match(folded, begins, right)
    return _PROVISION_WORDS.fullmatch(folded, label.end() if label is not None else begins, right) is not None


def announcement(folded: str, start: int, pinpoint: tuple[int, int] | None) -> tuple[int, int] | None:
    """The sentence before a colon that announces the list item which the citation at ``start`` heads, or None.

    ``pinpoint`` is the provision before the citation, which may stand between it and the item's label.
    """
    line = folded.rfind("\n", 0, start) + 1
    label = _LABEL.match(folded, line)
    if label is None and _ITEM_TYPE.match(folded, line) is None:
        return None
    begins = label.end() if label is not None else line
    head = pinpoint[0] if pinpoint is not None and line <= pinpoint[0] and start - pinpoint[1] < 24 else start
    if folded[begins:head].strip(' \u200b"') and not only_provisions(folded, begins, start):
        return None
    floor = max(0, line - _FAR)
    at = line - 1
    while at > floor:
        before = folded.rfind("\n", floor, at) + 1
        paragraph = folded[before:at].rstrip(" \u200b\n")
        if paragraph.endswith(":"):
            end = before + len(paragraph) - 1
            return sentence_start(folded, max(0, end - _LONG), end), end
        if paragraph and _LABEL.match(folded, before) is None and _ITEM_TYPE.match(folded, before) is None:
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
