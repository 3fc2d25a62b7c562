"""Where the name of a commemorated event begins and ends («Ngày giải phóng miền Nam, thống nhất đất nước»).

Source: annotation guidelines, section 3. Grammar decides: a name ends before its dates, at a semicolon or full stop, where
the next event of the list begins, and before the words that take the sentence elsewhere («gắn với», «nhằm»). Commas are
the hard case: they end a name unless dates follow, or what follows is a capital, or a known name goes on so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.commemorated_dates import Dates, read_dates

_S = r"[\s\u200b]"
CUE = (
    r"(?:[Kk][ỷỉ]" + _S + r"+niệm|KỶ" + _S + r"+NIỆM|[Tt]ưởng" + _S + r"+niệm|[Cc]hào" + _S + r"+[Mm]ừng|CHÀO" + _S + r"+MỪNG"
    r"|[Mm]ừng|[Hh]ướng" + _S + r"+tới|[Tt]iến" + _S + r"+tới|[Nn]hân" + _S + r"+dịp|[Dd]ịp|[Tt]ri" + _S + r"+ân|[Đđ]ón|[Ll]ễ)"
)  # fmt: skip
COUNT = (
    r"(?:(?P<years>\d{1,4})" + _S + r"*(?:năm|NĂM),?"
    r"|lần" + _S + r"+thứ" + _S + r"+(?P<nth>\d{1,3})(?:" + _S + r"+năm)?)" + _S + r"+"
)  # fmt: skip
_UNNAMED_COUNT = COUNT.replace("?P<years>", "").replace("?P<nth>", "")
_DAY = r"(?:[Nn]gày|NGÀY)" + _S + r"+"
# A day's name goes on with its kind, a capital, or digits («ngày 30/4»); never with «lễ lớn», «này», «càng».
_DAY_NAME = (
    _DAY + r"(?!(?:lễ|Lễ|kỷ|càng|này|đó|đầu|cuối|nghỉ|trọng|sau|trước|làm|Lễ|nêu|tháng|ký)\b|" + CUE + r")"
    r"(?:hội|truyền thống|thành lập|sinh|mất|giải phóng|chiến thắng|quốc|toàn|hy sinh|thế giới|thương binh|khởi|đầu tiên"
    r"|tái lập|bác|vì"
    r"|khai|ra|mở|phụ nữ|nhà giáo|thầy|doanh nhân|pháp luật|cách mạng|biên phòng|đồng|chủ tịch|hợp nhất|ký kết|cả nước|ban hành"
    r"|[A-ZĐÀ-Ỹ]|\d{1,2}[/.\-]\d{1,2}(?![\d/.]))"
)
_OTHER_NAME = (
    r"(?:Quốc khánh|chiến thắng (?=\d{1,2}[/.-]\d)"
    r"|Quốc tế (?:[Ll]ao|[Pp]hụ|[Tt]hiếu)|Chiến thắng|Chiến dịch|Cách mạng [Tt]háng|Giải phóng|Tết\b"
    r"|Giỗ [Tt]ổ|Sinh nhật Bác"
    r"|Khởi nghĩa|Hiến chương|Tổng tuyển cử|Nam Bộ kháng chiến|Toàn quốc kháng chiến|Đại thắng|Lễ (?:[Gg]iỗ|[Hh]ội [A-ZĐÀ-Ỹ])"
    r"|QUỐC KHÁNH|CHIẾN THẮNG|CÁCH MẠNG THÁNG|GIẢI PHÓNG)"
)
# «các nước», «một số lãnh tụ»: days of many, none of them named.
MANY = re.compile(r"(?<!\w)(?:các nước|một số|mỗi|từng|các dân tộc|hằng năm|hàng năm)(?!\w)")
NAME_START = re.compile(_DAY_NAME + "|" + _OTHER_NAME)
COUNTED = re.compile(
    COUNT + r"(?!(?:thực hiện(?! (?:Di chúc|Lời|lời))|triển khai|tuổi|kinh nghiệm|công tác|trở|liên|qua|gần|tới|nay"
    r"|tiếp)\b)(?=[^\W\d_])"
)
_NEXT_ITEM = r"(?:" + CUE + _S + r"+){0,3}(?:" + _DAY_NAME + "|" + _OTHER_NAME + "|" + _UNNAMED_COUNT + ")"
NEXT_ITEM = re.compile(_NEXT_ITEM)
# Ends that hold even when dates follow further on.
_HARD = re.compile(
    r"[;:\"]|\.|…|" + _S + r"*\n" + _S + r"*(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\)|[IVX]+\.)|"
    + _S + r"+(?:và|&)" + _S + r"+(?=" + _NEXT_ITEM + r"|các|những|một số|nhiều|[Đđ]ại hội|đẩy mạnh|thực hiện|phấn đấu"
    r"|tổ chức|" + CUE + r")"
    r"|,?" + _S + r"+(?:gắn với|gắn liền|nhằm|phấn đấu|lập thành tích|thi đua lập|tuyên truyền|trong đó|góp phần|tạo"
    r"|đảm bảo|bảo đảm)\b"
    r"|," + _S + r"*(?=" + _NEXT_ITEM + "|" + CUE + r")"
)  # fmt: skip
# Ends that hold when no dates follow.
_SOFT = re.compile(
    r"\(|," + _S + r"*|\n|" + _S + r"+(?:để|trong|tại|bằng|do|được|theo|với|trên|thông qua|vào|đã|sẽ|là|như|phát động"
    r"|triển khai"
    r"|kéo dài|bắt đầu|kết thúc|cụ thể"
    r"|bảo đảm|đạt|hoàn thành|có|đến|từ|nêu|gồm|năm" + _S + r"+(?:\d{4}|tròn|chẵn)|giai đoạn|diễn ra|thi đua(?! (?:yêu"
    r"|ái|Ái|Yêu)))\b"
    r"|" + _S + r"+-" + _S + r"+(?=" + _NEXT_ITEM + r")"
    # «Ngày Nhà giáo Việt Nam 20/11/1982 - 20/11/2021»: dates without their bracket; «… 20/11 Thông qua»: the next sentence.
    r"|" + _S + r"+(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4}" + _S + r"{0,3}-)"
    r"|(?<=\d/\d)" + _S + r"+(?=[A-ZĐÀ-Ỹ])|(?<=\d/\d\d)" + _S + r"+(?=[A-ZĐÀ-Ỹ])"
)  # fmt: skip
_NOT_A_NAME_PART = re.compile(
    r"(?:Sở|Ban|UBND|Ủy ban|Uỷ ban|Bộ|Phòng|Công đoàn|Trường|Văn phòng|Đảng ủy|Tỉnh|Huyện"
    r"|Thành|Chi bộ|Các|Trung tâm)\b"
)
_CAPITAL_PART = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_]*(?:" + _S + r"[^\W\d_]+){0,4}" + _S + r"*(?=[;.,(\n]|\Z)")
_SENTENCE_START = re.compile(r"\s*(?:[A-ZĐÀ-Ỹ]|[-+*•\d])")
# What takes a quotation for itself: a theme, a slogan, a movement.
_APART = re.compile(r"(?:chủ đề|khẩu hiệu|phong trào|thi đua|cuộc thi|hội thi|với|chương trình|,|-)[ \n]*:?[ \n]*\Z")
_WORDS = re.compile(r"[^\W\d_]+")
LONGEST = 220


def end_of_name(folded: str, pos: int, goes_on: Callable[[str], bool]) -> tuple[int, Dates | None]:
    """The end of the event's name that begins at ``pos``, and the dates that follow it (their ``end`` ends the span).

    ``goes_on`` says whether a known event's name begins with the given words.
    """
    limit = _hard_end(folded, pos)
    bracket = folded.find("(", pos, limit + 1)
    while bracket != -1:
        at = bracket
        while at > pos and folded[at - 1] in " \n\u200b*_":
            at -= 1
        dates = read_dates(folded, at)
        if dates is not None:
            return at - (folded[at - 1] == ","), dates
        bracket = folded.find("(", bracket + 1, limit + 1)
    end = _soft_end(folded, pos, limit, goes_on)
    # «"Kỷ niệm 80 năm Ngày …" (06/01/1946 - 06/01/2026)»: the dates may stand behind the quotation that holds the name.
    closed = end + 1 if folded[end : end + 1] == '"' and folded[end + 1 : end + 3] == " (" else end
    return end, read_dates(folded, closed)


def _hard_end(folded: str, pos: int) -> int:
    at = pos
    while True:
        match = _HARD.search(folded, at, pos + LONGEST)
        if match is None:
            return min(len(folded), pos + LONGEST)
        quoted = _quoted_part(folded, match.start(), pos) if match.group() == '"' else None
        if quoted is not None:
            at = quoted
            continue
        # A full stop inside a number or an abbreviation («TP. Hồ Chí Minh») ends nothing.
        abbreviated = folded[match.start() - 2 : match.start()] == "TP"
        if match.group() == "." and (abbreviated or folded[match.end() : match.end() + 1].isalnum()):
            at = match.end()
            continue
        return match.start()


def _closes_name(folded: str, mark: re.Match[str]) -> bool:
    """Whether a bracket is no part of the name, for no word follows it: «Giỗ Tổ Hùng Vương (mùng 10 tháng 3 âm lịch);»."""
    if mark.group() != "(":
        return False
    closing = folded.find(")", mark.end(), mark.end() + 80)
    after = folded[closing + 1 : closing + 3].lstrip(" ") if closing > 0 else ""
    return not after[:1].isalpha()


def _quoted_part(folded: str, mark: int, pos: int) -> int | None:
    """Behind a quotation that is part of the name («Ngày … ra "Lời kêu gọi …"»), or None when the mark closes or is apart."""
    if mark <= pos or folded[mark - 1] not in " \n" or _APART.search(folded, pos, mark):
        return None
    if not folded[mark + 1 : mark + 2].isalnum():
        return None
    closing = folded.find('"', mark + 1, mark + 90)
    return closing + 1 if closing > 0 and "\n\n" not in folded[mark:closing] else None


def _soft_end(folded: str, pos: int, limit: int, goes_on: Callable[[str], bool]) -> int:
    at = pos
    while True:
        match = _SOFT.search(folded, at, limit)
        if match is None:
            end = limit
            break
        if folded.count('"', pos, match.start()) % 2:
            at = match.end()
            continue
        if match.group().startswith(","):
            if not _comma_inside(folded, pos, match.end(), match.start(), goes_on):
                end = match.start()
                break
        elif match.group() == "\n":
            if not _wraps(folded, pos, match.start()):
                end = match.start()
                break
        elif not match.group().strip() or not goes_on(folded[pos : match.end()]) or _closes_name(folded, match):
            end = match.start()
            break
        at = match.end()
    while end > pos and folded[end - 1] in " \n\u200b,-*_":
        end -= 1
    return end


def _comma_inside(folded: str, pos: int, after: int, comma: int, goes_on: Callable[[str], bool]) -> bool:
    next_words = _WORDS.findall(folded, after, after + 24)[:2]
    if next_words and goes_on(folded[pos:comma] + " " + " ".join(next_words)):
        return True
    return _CAPITAL_PART.match(folded, after) is not None and _NOT_A_NAME_PART.match(folded, after) is None


def _wraps(folded: str, pos: int, newline: int) -> bool:
    """Whether the name goes on after the line break: with a small letter, or while it is still its first words."""
    rest = folded[newline : newline + 40].lstrip(" \n\u200b")
    if not rest:
        return False
    if rest[0].islower():
        return True
    blank = "\n" in folded[newline + 1 : newline + 40].split(rest[0])[0]
    # While the name is still its first words, or where the line is as long as those that are wrapped.
    full = newline - folded.rfind("\n", max(0, newline - 200), newline) > 70
    return not blank and rest[0].isalpha() and (full or len(folded[pos:newline].split()) <= 3)
