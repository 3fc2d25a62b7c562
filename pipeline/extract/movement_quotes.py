"""Movements named in quotation marks, one by one or in lists that share one «phong trào thi đua».

Source: annotation guidelines, section 4: each name of a list is one mention; «với chủ đề “…”» is a theme; what another
word claims («Đề án “…”», «danh hiệu “…”», «gương “…”») is no movement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_S = r"[\s\u200b]"
_LONGEST_NAME = 260
_OPENING = "“„«"
_CLOSING = "”»"
QUOTE = re.compile(r"\"|''(?=[^\W_])|'(?=[^\W_])")
# Words that take a following quotation for themselves.
CLAIMS = re.compile(
    r"(?:chủ đề|chuyên đề năm|danh hiệu|phương châm|khẩu hiệu"
    r"|mô hình|[Đđ]ề án|[Cc]hương trình|[Dd]ự án|[Kk]ế hoạch|[Cc]hỉ thị|[Nn]ghị quyết|[Qq]uyết định"
    r"|[Cc]hiến lược|tiêu chí|[Cc]ờ|[Gg]iải|câu lạc bộ|CLB|[Qq]uỹ|tinh thần|hội thi|cuộc thi|gương"
    r"|phần mềm|[Hh]uy hiệu|[Kk]ỷ niệm chương|công trình"
    r"|chuyên mục|lời kêu gọi|tác phẩm|phim|bài viết|[Kk]ết luận|[Bb]ằng khen|tiêu chuẩn|quan điểm|tư tưởng|slogan"
    r"|thông điệp|[Tt]uần lễ|[Nn]gày hội|[Tt]háng|cụm từ"
    r"|từ|là|[Ll]uật|nội dung|điểm|gia đình|đơn vị|cơ quan|xã|khu dân cư|thôn|lễ|diễn đàn|hội nghị"
    r"|hội thảo|[Cc]hiến dịch|đạt|giải thưởng|chiến sĩ|chiến sỹ)"
    + _S + r"*:?" + _S + r"*\Z"
)  # fmt: skip
_PLAIN = r"(?:[^\"“”„«»';.\n]|'(?![^\W_]|'))*"
_BRIDGE = re.compile(_PLAIN + r"(?:\n" + _S + r"*" + _PLAIN + r"){0,2}")
_HEAD = re.compile(r"(?:phong|Phong)" + _S + r"+trào|(?:cuộc|Cuộc)" + _S + r"+vận" + _S + r"+động")
_BRIDGE_END = re.compile(
    r"(?:^|:|-|\(|như|gồm|sau|sau đây|phát động|triển khai|thi đua|hưởng ứng|thực hiện|yêu nước|tên|tên gọi|gọi"
    r"|chuyên đề|cao điểm|đặc biệt|trào|vận động|là"
    r"|\(?\d{1,2}[.)]|về|việc|nhất là|đặc biệt là|điển hình|tiêu biểu|trọng tâm|nổi bật|lớn|có|tham gia|với)[,:]?"
    + _S
    + r"*\Z"
)
_THEME = re.compile(
    r"(?:chủ đề|khẩu hiệu|phương châm|nội dung|mục tiêu|danh hiệu|mô hình|[Đđ]ề án|[Cc]hương trình|gương"
    r"|tiêu chí|tinh thần)"
)
# «Chủ đề của phong trào thi đua năm 2025: “…”», «nội dung trọng tâm của đợt thi đua là “…”».
_ITS_THEME = re.compile(
    r"(?:[Cc]hủ đề|[Kk]hẩu hiệu|[Pp]hương châm|[Tt]hông điệp|[Nn]ội dung|[Mm]ục tiêu|[Tt]iêu chí)(?: [^,;.:\"\n]{1,20})??"
    r"(?: của| cho| trong)?(?: các| mỗi)? *\Z"
)
_PERIOD = (
    r"(?:,?" + _S + r"*(?:trên" + _S + r"+địa" + _S + r"+bàn|tỉnh|huyện|thành phố|của|ở|do"
    r"|tại)"
    + _S
    + r"+[^\",;.:()\n]{2,80}?)?,?"
    + _S
    + r"*(?:trong"
    + _S
    + r"+)?\(?(?:giai"
    + _S
    + r"+đoạn|GIAI"
    + _S
    + r"+ĐOẠN"
    r"|thời kỳ)" + _S + r"*(?:từ" + _S + r"+)?(?:năm" + _S + r"+)?"
)
PERIOD_AFTER = re.compile(
    _PERIOD + r"(?P<first>[12]\d{3})" + _S + r"*(?:-{1,2}|đến)" + _S + r"*(?:năm" + _S + r"+)?(?P<last>[12]\d{3})\)?"
)
_PERIOD_INSIDE = re.compile(r"(?P<first>[12]\d{3})" + _S + r"*-{1,2}" + _S + r"*(?P<last>[12]\d{3})(?!\d)")
# What may stand between two quoted names of one list.
_BETWEEN = re.compile(
    r"(?:" + _PERIOD + r"[12]\d{3}" + _S + r"*(?:-{1,2}|đến)" + _S + r"*(?:năm" + _S + r"+)?[12]\d{3}\)?"
    r"|,?" + _S + r"*năm" + _S + r"+[12]\d{3}|" + _S + r"*\([^()\n]{1,120}\)|" + _S + r"+(?:do|của|trong|trên địa bàn"
    r"|ở)" + _S + r"+[^\";.:\n]{2,110}?)?"
    + _S + r"*(?:\.{3}|…)?" + _S + r"*(?:[,;.]?" + _S + r"*\n" + _S + r"*[-+*•]?|[,;/+&]|-)?" + _S
    + r"*(?:\(?\d{1,2}\)" + _S + r"*)?(?:(?:và|hoặc"
    r"|cùng với|gắn với|đặc biệt là|nhất là)" + _S + r"+)?"
    r"(?:(?:tiếp tục|thực hiện|triển khai|hưởng ứng|tham gia|đẩy mạnh)" + _S + r"+){0,2}(?=\"|')"
)  # fmt: skip


def after_head(text: str, folded: str, pos: int, head: int) -> Iterator[tuple[int, int]]:
    """Spans of the names (without quotation marks) that the head in ``folded[head:pos]`` governs: the first and its list."""
    bridge = _BRIDGE.match(folded, pos, pos + 170)
    if bridge is None:
        return
    words = bridge.group().rstrip(" \u200b\n'")
    # A later head on the way is nearer to the names, and gives them their kind.
    if _THEME.search(words) or _HEAD.search(words) or not _BRIDGE_END.search(words):
        return
    if words.endswith((":", " là")) and _ITS_THEME.search(folded, max(0, head - 40), head):
        return
    at = pos + len(words)
    yield from quoted_list(text, folded, at + _blank(folded, at))


def quoted_list(text: str, folded: str, pos: int) -> Iterator[tuple[int, int]]:
    """Spans of quoted names from the quotation mark at ``pos`` on, as long as only list marks stand between them."""
    name = quotation(text, folded, pos)
    while name is not None:
        start, end, after = name
        if end - start > 2:
            yield start, end
        between = _BETWEEN.match(folded, after)
        name = quotation(text, folded, between.end()) if between is not None else None


def quotation(text: str, folded: str, pos: int) -> tuple[int, int, int] | None:
    """``(start, end, after)`` of the quotation whose opening mark stands at ``pos``: inside it, and behind its closing."""
    opening = QUOTE.match(folded, pos)
    if opening is None or (text[pos] in _CLOSING and not _turned(text, pos)):
        return None
    closing = _closing(text, folded, pos, opening)
    if closing is None:
        return None
    start, end = opening.end(), closing
    while start < end and folded[start] in " \n\u200b":
        start += 1
    while end > start and folded[end - 1] in " \n\u200b,;.":
        end -= 1
    return start, end, closing + len(opening.group())


def _turned(text: str, pos: int) -> bool:
    """Whether a closing mark stands where one opens: «phong trào ” Kế hoạch nhỏ”»."""
    if not text[pos - 1 : pos].isspace():
        return False
    begin = max(0, pos - _LONGEST_NAME)
    after = text[pos + 1 : pos + 4].lstrip()
    return after[:1].isupper() and text.rfind(_OPENING[0], begin, pos) <= text.rfind(_CLOSING[0], begin, pos)


def _closing(text: str, folded: str, pos: int, opening: re.Match[str]) -> int | None:
    mark = opening.group()
    limit = min(len(text), pos + _LONGEST_NAME)
    if text[pos] not in _OPENING:
        found = folded.find(mark, opening.end(), limit)
        return found if found != -1 else None
    depth = 1
    for at in range(opening.end(), limit):
        if text[at] in _OPENING:
            depth += 1
        elif folded[at] == '"':  # a straight mark also closes what a curly one opened
            depth -= 1
        if depth == 0:
            return at
    found = folded.find('"', opening.end(), limit)
    return found if found != -1 else None


def period_of(folded: str, start: int, end: int, *, quoted: bool) -> str | None:
    """«2021-2025» when a period is said of the name: inside it when quoted, or right after it."""
    inside = _PERIOD_INSIDE.search(folded, start, end) if quoted else None
    if inside is not None and "nhiệm kỳ" not in folded[max(start, inside.start() - 12) : inside.start()]:
        return f"{inside['first']}-{inside['last']}"
    at = end
    while quoted and at < len(folded) and folded[at] in "\"' ,.;":
        at += 1
        if folded[at - 1] in "\"'":
            at += folded[at - 1 : at + 1] == "''"
            break
    after = PERIOD_AFTER.match(folded, at)
    return f"{after['first']}-{after['last']}" if after is not None else None


def _blank(folded: str, pos: int) -> int:
    at = pos
    while at < len(folded) and folded[at] in " \n\u200b":
        at += 1
    return at - pos
