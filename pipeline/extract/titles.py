"""The title of a cited document (trích yếu): what opens it behind the mention, and where it ends.

A title ends at the end of its sentence or list item, before an explaining bracket, and, when it runs on into the citing
document's own tasks, at the first comma. Source: guidelines, section 1 (``title``), traps 1-6, 10, 61, 77.

>>> text = "của Bộ Chính trị về đổi mới công tác thi đua, khen thưởng; Luật"
>>> start = open_title(text, 16)
>>> text[start:title_stop(text, text, start, start)]
'về đổi mới công tác thi đua, khen thưởng'
"""

from __future__ import annotations

import re

from pipeline.extract.breaks import ends_with_abbreviation, wraps
from pipeline.extract.title_objects import RULES, goes_on
from pipeline.extract.title_openers import GAP, OPEN, OPEN_CAPITALS

# The session that adopted a resolution stands between its issuer and its title.
_SESSION = re.compile(
    r"[ ]?,?[ \n]+[Kk]ỳ họp[ \n]+(?:thứ|lần thứ|chuyên đề|bất thường)[^,;.()\n]{0,30}?"
    r"(?=[ \n](?:về|quy định|ban hành|thông qua|sửa đổi)(?![\w]))"
)
_QUOTED = re.compile(GAP + r"\"(?=[A-ZĐÀ-Ỹ])")
# Words that make an opener the verb of a clause: «quy định tại Điều 5», «ban hành kèm theo», «triển khai từ năm 2024».
_NO_TITLE = re.compile(
    r"[ \n\u200b]+(?:tại|của(?! Chính phủ)|kèm|ngày|theo|từ ngày|trước|trên|trong|như|:|là|các|thì|những|có hiệu|này)(?![\w])|:"
)
_NEEDS_OBJECT = frozenset(
    {"quy định", "hướng dẫn", "ban hành", "thực hiện", "công bố", "sửa đổi", "bổ sung", "thay thế", "triển khai"}
)
# Words that go on with the citing sentence: whom the document is made known to, what for, what else is cited.
_STOP = re.compile(
    r"[ \n](?:và[ \n](?:các|những)[ \n](?:văn[ \n]bản|nghị quyết|chỉ thị|kết luận|hướng[ \n]dẫn"
    r"|quy[ \n]định[ \n](?:của|khác|pháp[ \n]luật|hiện[ \n]hành|(?:có[ \n])?liên[ \n]quan))"
    r"|và[ \n](?:sự[ \n])?(?:ý kiến[ \n])?(?:chỉ[ \n]đạo|hướng[ \n]dẫn)[ \n]của"
    r"|và[ \n]việc[ \n](?:triển khai|tổ chức thực hiện|thực hiện|chấp hành)"
    r"|(?:và|hoặc)[ \n](?:các[ \n])?văn[ \n]bản[ \n](?:sửa đổi|thay thế|hướng dẫn)|là[ \n](?:căn cứ|cơ sở)"
    r"|thành[ \n]các|(?P<purpose>để)|(?:tới|đến)[ \n](?:toàn thể|tất cả|từng|mọi|cán bộ"
    r"|đảng viên|đoàn viên|hội viên|người lao động"
    r"|các cơ quan|các đơn vị|các cấp|các tổ chức)|được (?:ban hành|phê duyệt|sửa đổi|thông qua"
    r"|cụ thể hóa|triển khai|quán triệt|thay thế|bãi bỏ|hợp nhất|đính chính)|đã được|có hiệu lực"
    r"|hết hiệu lực|thì|kể từ|quy định tại (?:khoản|điểm|Điều|Khoản|Điểm))(?![\w])"
    r"|[ \n]và[ \n](?P<programme>Chiến lược|Đề án|Quy hoạch)(?![\w])(?=(?:[^;\n]|\n(?!\n)){0,200} của (?:Thủ tướng|Chính phủ|UBND"
    r"|Ủy ban|Bộ|Tỉnh ủy|Ban))"
    r"|[;:()\"\n,|]|[.!?…](?=[\s\")]|\Z|/|[A-ZĐ][a-zà-ỹ])"
)
# «quy định về … để thực hiện các đề án»: the purpose of what lays down rules.
_PURPOSE = re.compile(
    r"[ \n]để[ \n](?:thực hiện|triển khai)[ \n](?:các |một số )?(?:[Đđ]ề án|[Cc]hương trình|[Dd]ự án|nhiệm vụ|chính sách)(?![\w])"
)
# «…, giai đoạn I: từ năm 2021 đến năm 2025».
_PHASE = re.compile(r"giai đoạn (?:[IVX]{1,3}|\d)[ ]?\Z")
# Behind a year that completes the title a comma goes on with it only so.
_YEAR_BEFORE = re.compile(r"(?:(?:19|20)\d{2}|[\")])\Z")
_GOES_ON = re.compile(
    r"[ \n]*(?:tầm nhìn|định hướng|và(?![\w])|có tính|thời kỳ|giai đoạn|năm \d|trong đó"
    r"|[A-ZĐÀ-Ỹ\"\d]|nhiệm kỳ|(?:tỉnh|huyện|thành phố) [A-ZĐ])"
)
_EXPLAINS = re.compile(
    r"\([ ]?(?:(?:không )?bao gồm|gồm|cụ thể|trong đó|nếu|kể cả|áp dụng|trừ|ngoại trừ|hiện nay|trước đây|đính kèm|nêu|tại"
    r"|viện dẫn"
    r"|(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kết luận|Kế hoạch|Công văn|Hướng dẫn)[ \n](?:số[ \n])?\d"
    r"|sau đây|dưới đây|gọi|viết|từ đây|nay là|đã được|được|ban hành|kèm|bản|có|thay|hết|sửa đổi|trích|đăng"
    r"|theo|[Pp]hụ lục|số|gửi)"
)
# Behind a comma: the citing document's own clause, with its subject or with a verb of its own tasks.
_RUNS_ON = re.compile(
    r"(?:[ \n]*(?:(?:cụ thể|trong đó|đồng thời|góp phần|nhằm|qua đó|từ đó|theo đó|kịp thời|gắn với|như sau|hiện nay"
    r"|đến nay|tuy nhiên"
    r"|trong thời gian|trên cơ sở|căn cứ|để|trường hợp|được|đã|có hiệu lực|hết hiệu lực|thì|ngoài ra|yêu cầu|đề nghị"
    r"|đề ra|rút ra|chỉ rõ|làm rõ"
    r"|nay|với[ \n](?:(?:các|những|một số)[ \n])?(?:nội dung|nhiệm vụ|yêu cầu)|phù hợp với|trình"
    r"|báo cáo kết quả|tham mưu|tổ chức triển khai"
    r"|bao gồm|gồm|trừ|nếu|khi|sau khi|trước khi|theo quy định|theo đúng|theo hướng dẫn|tạo điều kiện|tạo sự"
    r"|tạo động lực|coi đây|phấn đấu)(?![\w])))"
)
_SUBJECT = re.compile(
    r"[ \n]*(?:các[ \n]|Các[ \n])?(?:Sở|UBND|Ủy ban|Bộ|Ban|Hội|Hội đồng|HĐND|HĐTĐ|Liên đoàn|LĐLĐ|Đảng ủy|Tỉnh ủy"
    r"|Huyện ủy|Thành ủy|Công đoàn|Phòng|Chi cục"
    r"|Cục|Văn phòng|Trường|Trung tâm|Công an|Tòa án|Viện|Thường trực|BTV|Đoàn|Cụm|Khối|Chủ tịch|Giám đốc|Mặt trận"
    r"|Tổng|Kho bạc|Bảo hiểm|Ngân hàng|Chính phủ"
    r"|Thủ tướng|Hiệu trưởng|Chi bộ|Đảng bộ|Quỹ|Bệnh viện|Công ty|Tập đoàn|Thanh tra|Ngành|Huyện|Xã|Tỉnh)(?![\w])"
)
_SEVERAL_SUBJECTS = re.compile(
    r"[ \n]*(?:các|từng|mỗi)[ \n](?:sở|ngành|đơn vị|địa phương|huyện|xã|phòng|cơ quan|chi bộ|cấp ủy|trường)(?![\w])[^,;.]{0,30}?"
    r"[ \n](?:xây dựng|triển khai|tổ chức|thực hiện|báo cáo|có trách nhiệm|chủ động|căn cứ|phối hợp|lập)(?![\w])"
)
_VERB = re.compile(
    r"(?<![\w])(?:xây dựng|ban hành|đề nghị|yêu cầu|triển khai|báo cáo|tổ chức|hướng dẫn|thông báo|kế hoạch|Kế hoạch"
    r"|phát động|đã|thực hiện"
    r"|cụ thể hóa|trình|kính|chỉ đạo|quyết định|nhận|có ý kiến|tham mưu|giao|phối hợp|lập|phê duyệt|thống nhất)(?![\w])"
)


def open_title(folded: str, pos: int, full: bool = False) -> int | None:
    """Where the title begins behind a mention that ends at ``pos`` (at its opening quotation mark), or None.

    ``full``: date and issuer are said, so that «quy định các khoản chi …» opens a title and no clause of the sentence.
    """
    session = _SESSION.match(folded, pos)
    pos = session.end() if session is not None else pos
    match = OPEN.match(folded, pos) or OPEN_CAPITALS.match(folded, pos)
    if match is None:
        quoted = _QUOTED.match(folded, pos)
        return quoted.end() - 1 if quoted is not None and "\n" not in quoted.group() else None
    newline = folded.find("\n", pos, match.start("word"))
    if newline >= 0 and not _wraps_to(folded, newline, match.start("word")):
        return None
    word = match["word"].lower()
    clause = _NO_TITLE.match(folded, match.end()) if word in _NEEDS_OBJECT else None
    if clause is not None and not (full and clause.group().strip() in ("các", "những")):
        return None
    if word in ("kế hoạch", "chương trình", "nhiệm vụ") and match["word"][0].islower() and not match["quote"]:
        return None
    return match.start("quote") if match["quote"] else match.start("word")


def _wraps_to(folded: str, newline: int, word: int) -> bool:
    """A title on the next line belongs to the mention when the line goes on small, or the break is a wrapped one."""
    return (folded[word].islower() and folded.count("\n", newline, word) <= 2) or wraps(folded, newline)


def title_stop(text: str, folded: str, start: int, pos: int, limit: int | None = None) -> int:
    """Where a title that began at ``start`` ends when read on from ``pos``. ``text`` tells opening quotes from closing.

    ``limit`` is an end that it cannot pass. The end given has no white space or separator at its right.
    """
    stop = len(folded) if limit is None else limit
    depth = _depth(folded, start, pos)
    quotes = _quotes(text, folded, start, pos)
    opened: int | None = None
    for match in _STOP.finditer(folded, pos, stop):
        at = match.start()
        mark = folded[at]
        if mark == "(":
            if _EXPLAINS.match(folded, at):
                return trim(folded, start, at)
            depth += 1
            opened = at
        elif mark == ")":
            if depth == 0:
                return trim(folded, start, at)
            depth -= 1
        elif match["programme"] is not None:
            if quotes == 0 and match["programme"] not in folded[start:at]:
                return trim(folded, start, at)
        elif match["purpose"] is not None:
            if quotes == 0 and (
                folded[at - 1] == "," or not (RULES.match(folded, start) and _PURPOSE.match(folded, at))
            ):
                return trim(folded, start, at)
        elif mark == '"':
            quotes += 1 if opens_quote(text, at) else -1
            if quotes < 0:
                return trim(folded, start, at)
            if quotes == 0 and folded[start] == '"' and _closed(folded, at + 1):
                return at + 1
        elif _ends(folded, start, at, mark, quotes, match.end() > at + 1):
            # An explaining bracket that the sentence's end leaves open is no part of the title.
            return trim(folded, start, at if depth == 0 or opened is None else opened)
    return trim(folded, start, stop)


def _ends(folded: str, start: int, at: int, mark: str, quotes: int, words: bool) -> bool:
    if words:
        return quotes == 0
    if mark == ",":
        if quotes:
            return False
        if _YEAR_BEFORE.search(folded, max(0, at - 5), at) and not _GOES_ON.match(folded, at + 1):
            return True
        return _RUNS_ON.match(folded, at + 1) is not None or _has_subject(folded, at + 1)
    if mark == "\n":
        return not wraps(folded, at)
    if mark in ".…!?":
        return not ends_with_abbreviation(folded, at)
    if mark == ":":
        return quotes == 0 and _PHASE.search(folded, max(start, at - 16), at) is None
    if mark == ";":
        return quotes == 0 and not goes_on(folded, start, at)
    return quotes == 0


def _has_subject(folded: str, pos: int) -> bool:
    """«, Sở Công Thương xây dựng kế hoạch»: a body with a verb behind it is the subject of the citing sentence."""
    subject = _SUBJECT.match(folded, pos)
    if subject is None:
        return _SEVERAL_SUBJECTS.match(folded, pos) is not None
    end = folded.find(";", pos, pos + 160)
    return _VERB.search(folded, subject.end(), end if end >= 0 else pos + 160) is not None


def _closed(folded: str, pos: int) -> bool:
    rest = folded[pos : pos + 24].lstrip(" ")
    return (
        not rest
        or not rest[0].isalnum()
        or not rest.startswith(("năm", "giai đoạn", "trên", "của", "tại", "tỉnh", "gắn"))
    )


def _depth(folded: str, start: int, pos: int) -> int:
    return max(0, folded.count("(", start, pos) - folded.count(")", start, pos))


def _quotes(text: str, folded: str, start: int, pos: int) -> int:
    count = 0
    at = folded.find('"', start, pos)
    while at >= 0:
        count += 1 if opens_quote(text, at) else -1
        at = folded.find('"', at + 1, pos)
    return max(0, count)


def opens_quote(text: str, at: int) -> bool:
    """Whether the quotation mark at ``at`` of the text opens: by its shape, or for a straight one by its neighbours."""
    if text[at] in "“«„":
        return True
    if text[at] in "”»":
        return False
    before = text[at - 1] if at else " "
    return before in " \n(\u00a0" and not text[at + 1 : at + 2].isspace()


def trim(folded: str, start: int, end: int) -> int:
    """``end`` moved left over white space and separators."""
    while end > start and folded[end - 1] in " \n\u200b,;:-.":
        end -= 1
    return end
