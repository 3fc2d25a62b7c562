"""Lists of movements without quotation marks («các phong trào thi đua như Lao động giỏi, Lao động sáng tạo, …»).

Source: annotation guidelines, section 4 («each name of a list is one mention»). Without marks only capitals part the names: a
comma before a small letter is inside one («Giỏi việc nước, đảm việc nhà»). One name alone is left to the grammar of
:mod:`movement_names`, for «như» and «là» introduce other things too.

>>> text = "các phong trào thi đua như Lao động giỏi, Giỏi việc nước, đảm việc nhà và Sáng tạo trẻ; gắn với chủ đề năm"
>>> [text[start:end] for start, end in listed_names(text, 22)]
['Lao động giỏi', 'Giỏi việc nước, đảm việc nhà', 'Sáng tạo trẻ']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.movement_names import unquoted_name

_S = r"[\s\u200b]"
_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_MANY = re.compile(r"(?:các|những|Các|Những)(?:" + _S + r"+(?:phong trào thi đua,|phong trào,))?" + _S + r"+\Z")
_INTRODUCED = re.compile(
    r"[^\"“”;.:\n(]{0,120}?(?<!\w)(?:như|gồm|nhất là|sau đây)" + _S + r"*:?" + _S + rf"+(?=[{_UPPER}])"
)
_OTHER_HEAD = re.compile(r"phong" + _S + r"+trào|vận" + _S + r"+động")
_PARTS = re.compile(r"," + _S + rf"+(?=[{_UPPER}])|" + _S + r"+và" + _S + rf"+(?=[{_UPPER}])")
_HARD = re.compile(r"[;.…:(\"\n]|gắn với|nhằm|trong đó")
_NO_NAME = re.compile(
    r"(?:Đoàn|Hội|Công đoàn|Đội|Sở|Ban|Bộ|Ủy|UBND|HĐND|Tỉnh|Thành|Huyện|Quận|Xã|Đảng|Chính|Quốc|Mặt|Liên đoàn|Trường|Chương trình"
    r"|Đề án|Kế hoạch|Nghị quyết|Chỉ thị|Cuộc|Phong|Luật|Quỹ|Tháng|Năm)(?!\w)"
)
_LONGEST_LIST = 700


def listed_names(folded: str, pos: int) -> Iterator[tuple[int, int]]:
    """Spans of the names that the head ending at ``pos`` introduces by «như», «gồm»; nothing if they are not two at least."""
    before = folded[max(0, pos - 60) : pos]
    head = max(before.rfind("phong"), before.rfind("cuộc"))
    if head < 0 or _MANY.search(before, 0, head) is None:
        return
    introduced = _INTRODUCED.match(folded, pos, pos + 180)
    if introduced is None or _OTHER_HEAD.search(introduced.group()) is not None:
        return
    found: list[tuple[int, int]] = []
    at = introduced.end()
    while at - pos < _LONGEST_LIST:
        end = _end(folded, at)
        if end is None or _NO_NAME.match(folded, at) is not None or len(folded[at:end].split()) < 2:
            break
        found.append((at, end))
        following = _PARTS.match(folded, end)
        if following is None:
            break
        at = following.end()
    if len(found) > 1:
        yield from found


def _end(folded: str, pos: int) -> int | None:
    """Where the name at ``pos`` ends: before the next of the list, or, the last, where grammar ends it."""
    name = unquoted_name(folded, pos, after_emulation=True, governed=True)
    if name is None:
        return None
    hard = _HARD.search(folded, pos, pos + 160)
    part = _PARTS.search(folded, pos, hard.start() if hard is not None else pos + 160)
    return part.start() if part is not None else name[1]
