"""Names of movements that stand without quotation marks: whether words after «phong trào (thi đua)» name one, and to where.

Source: annotation guidelines, sections 4 and 8: a name needs a distinguishing phrase; it runs from the first word after
«phong trào thi đua» to the end of the noun or verb phrase, before «giai đoạn …» and a final «năm 2024»; «yêu nước» and
«trên địa bàn …» are inside. Participants alone («trong công nhân»), qualities and years make no name. What is refused is
a closed class (function words, words of quality, time and participants), so names never seen before are found.

>>> text = "phát động phong trào thi đua cải cách hành chính, chuyển đổi số năm 2025, nhằm nâng cao"
>>> start, end = unquoted_name(text, 28, after_emulation=True, governed=True)
>>> text[start:end]
'cải cách hành chính, chuyển đổi số'
"""

from __future__ import annotations

import re

_S = r"[\s\u200b]"
_LONGEST = 320
_QUALIFIER = re.compile(r"(?:yêu nước|đặc biệt|chuyên đề|cao điểm|thường xuyên|với nội dung|nước rút|về)" + _S + r"+")
# What never begins a name: function words, adverbs, words of quality, of time and of those who take part.
_REFUSED = re.compile(
    r"(?:trong|tại|trên|của|do|và|với|gắn|phải|được|đã|đang|sẽ|theo|một|để|là|có|những|các|hằng|hàng|thường|đó|này|nêu|ở"
    r"|cho|ngày|dành|phát động"
    r"|sôi|rộng|thiết thực|cụ thể|sâu|giữa|nhằm|hoặc|từ|khi|như|cao|chuyên đề|đặc biệt|trọng tâm|lớn|mới"
    r"|chung(?! sức| tay| lòng)|còn|chưa|cũng|luôn"
    r"|thực sự|thật|tiếp tục|đạt|tạo|thu hút|trở thành|diễn ra|đi vào|lan|mang|nổi bật|tiêu biểu|hiệu quả|đồng bộ"
    r"|liên tục|kịp thời"
    r"|đột xuất|bằng|qua|thông qua|nói riêng|nói chung|khác|toàn(?! dân| đảng| quân)|số|đến|đối|năm|quý|tháng|đợt|cuối"
    r"|đầu|giai|kỳ|khen|yêu nước|vẫn|bước đầu"
    r"|cấp|ngành|khối|cụm|cơ quan|đơn vị|nội bộ|tập thể|cá nhân|công chức|cán bộ(?!, công chức, viên chức thi đua)"
    r"|viên chức|công nhân|quần chúng"
    r"|văn nghệ|văn hóa văn nghệ|thể dục|thể thao|tổ chức|bền vững|mạnh|tích cực|phong phú|ra|lên|thời|tự giác|sau|trước"
    r"|hiện|tuy|vào|chất lượng"
    r"|hưởng ứng(?! cuộc| phong| chương)|hướng (?:tới|đến|về|vào)"
    r"|gửi|tiến hành|trình|báo cáo|tổng kết|sơ kết|đánh giá|biểu dương|tuyên dương"
    r"|kết thúc|nhận|xét|bình xét|đề nghị|đăng ký|ký|kiểm tra|thì|mà|nên|nhưng|bị|gồm|bao gồm|cơ sở|chính|nòng cốt"
    r"|bám|không(?= được|\W|$)|luôn|nhất|rất|tốt)(?!\w)"
    r"|phát triển (?:mạnh|sâu|rộng|đều|đồng|toàn diện|bền vững|lên|ngày|cả|hơn|và)"
)
_PREDICATE = re.compile(r"(?:góp phần|phát triển|thúc đẩy|nâng cao|khơi dậy|động viên|giúp|làm)(?!\w)")
# What may begin a name after a bare «phong trào», «cuộc vận động»: a deed, a wish, or the whole people.
_DEED = re.compile(
    r"(?:toàn dân(?! (?:tham))|toàn đảng|cả nước|toàn quân|xây dựng(?! (?:nội|kế|chương|báo))|thực hiện(?! (?:theo|các|chế|quy))"
    r"|thực hành|lao động|học tập|rèn luyện|bảo vệ|bảo đảm an|phòng|chống|phát huy|giữ gìn|trồng|hiến"
    r"|giúp nhau|giúp đỡ|nuôi|làm theo|làm kinh tế|sản xuất|cải cách|cải tiến|đổi mới|chuyển đổi số|đẩy mạnh|đền ơn"
    r"|uống nước|dạy tốt|dạy và học|dân vận khéo"
    r"|khuyến học|xóa|giảm nghèo|vì(?! (?:lợi))|chung sức|chung tay|tiết kiệm|thi đua|thanh niên (?:tình nguyện|lập nghiệp"
    r"|xung phong)|tuổi trẻ (?:sáng|xung|giữ)"
    r"|nông dân thi đua|khởi nghiệp|sáng tạo|sáng kiến|đoàn kết|giỏi việc|hai giỏi|nói không|người tốt|gương mẫu|xanh"
    r"|bình dân học vụ|vệ sinh yêu nước"
    r"|ngày thứ bảy|hợp tác|tương thân|lá lành|đọc sách|tham gia bảo|khỏe để|ba sẵn|ba nhất|phát triển(?! (?:mạnh|sâu|rộng"
    r"|đều|toàn diện)))(?!\w)"
)
_NOT_CAPITAL_NAME = re.compile(
    r"(?:Đoàn|Hội|Công đoàn|Đội|Sở|Ban|Bộ|Ủy|Uỷ|UBND|HĐND|Tỉnh|Thành|Huyện|Đảng|Chính|Thủ|Quốc|Mặt|Các|Trong|Năm|Liên"
    r"|Văn|Phòng|Khối|Cụm|I|II|CNVC|CBCC)"
    r"(?![\w])"
    # Who takes part, and no more: «phong trào Thanh niên của Đoàn trường».
    r"|(?:Thanh niên|Thanh thiếu niên|Thiếu nhi|Thiếu niên|Phụ nữ|Công nhân|Nông dân|Học sinh|Sinh viên|TTN)"
    r"(?=[\s\u200b]+(?:của|năm|trong|trường|ở|tại|và|tỉnh|huyện|xã|toàn)(?!\w)|[.,;:)\n]|\Z)"
)
_HARD = re.compile(r"[;:\"()*|\[…]|\.(?!\d)|\n" + _S + r"*(?=[-+•]|\d{1,2}(?:\.\d{1,2}){0,3}[.)/])|'{2}")
_MARKER = re.compile(
    r",?"
    + _S
    + r"+(?:trong"
    + _S
    + r"+)?(?:giai"
    + _S
    + r"+đoạn|thời"
    + _S
    + r"+kỳ)"
    + _S
    + r"+(?:từ )?(?:năm )?(?=\d)"
    r"|,?" + _S + r"+(?:trong" + _S + r"+)?năm" + _S + r"+(?=[12]\d{3})"
    r"|" + _S + r"+(?<!kỳ )(?<!học )\d{4}" + _S + r"*-" + _S + r"*\d{4}"
)
_STOP = re.compile(
    r",?" + _S + r"+(?:nhằm|hướng (?:tới|đến)|để(?! ai)|gắn với|gắn liền|do|được|đã|đang|sẽ|phải|theo|bằng|kịp thời"
    r"|một cách|tại|đạt"
    r"|thông qua|qua đó"
    r"|ngày càng|trong(?! sạch| suốt| sáng)|với|cho|từ|đến|là|như|còn|cụ thể|tạo|có (?:hiệu|nhiều|ý|chất)|và (?:các"
    r"|những|phong trào|cuộc|khen|công tác|kết|phát huy)|sâu rộng"
    r"|rộng khắp|vào|cũng|luôn|gồm|này|trên cơ sở|thường xuyên|hằng năm|hàng năm|(?<!tiến )tới|trước|hoạt động (?:hiệu|có|theo)"
    r"|hiệu quả|cấp (?:xã|huyện|tỉnh) \w+|ở (?!khu|cơ))(?!\w)"
)
_COMMA = re.compile(r"," + _S + r"*")
_CLAUSE = re.compile(
    r"(?:góp phần|tạo|nhằm|qua đó|trong đó|phấn đấu|tích cực|từ đó|đồng thời|kịp thời|gắn|do|của|tại|trên|cụ thể|như|với"
    r"|phát huy|tuyên truyền|khen"
    r"|biểu dương|nâng cao|đẩy mạnh|tăng cường|tập trung|tham mưu|thi đua|sơ kết|tổng kết|phát động|các|những|thực hiện"
    r"|triển khai|xây dựng|tổ chức|đề nghị"
    r"|phối hợp|chủ động|đã|được|có|để|là|từ|đến|theo|coi|lấy|đưa|làm|khơi|động viên|nhân rộng|cuộc vận động|phong trào"
    r"|chương trình|đề án|công tác"
    r"|sở|ban|ủy|ubnd|trưởng|hoạt động|trong|cho|hướng|chào|lập|quyết|không ngừng|thường|ngày|giữ vững|duy trì|kết hợp"
    r"|vận động|đặc biệt|nhất là|bao gồm|gương|bộ)(?!\w)"
)
_STRONG_CLAUSE = re.compile(
    r"(?:nhằm|qua đó|trong đó|từ đó|đồng thời|cụ thể|sở|ubnd|ủy ban|ban|các|những|phong trào"
    r"|cuộc vận động|khen|tuyên truyền)(?!\w)"
)
# The line below a title in capitals that names who decides.
_DECIDER = re.compile(
    r"(?:(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG)|THỦ TƯỚNG|ỦY BAN|HỘI ĐỒNG"
    r"|CHÍNH PHỦ|QUỐC HỘI|BAN (?:CHẤP HÀNH|THƯỜNG VỤ|BÍ THƯ|THƯỜNG TRỰC)|UBND|HĐND)(?!\w)"
)
_OWNED = re.compile(r"nhiệm vụ|mục tiêu|nghị quyết|kế hoạch|chỉ tiêu|chương trình|chính trị|lời dạy|tấm gương")
# «lần thứ XIV của Đảng»: whose congress it is belongs to its name.
_CONGRESS = re.compile(r"lần thứ [ivx\d]+\Z")
_EXCEPT = re.compile(r"(?:làm|nói không|không|tự|đi đôi|cùng|ứng xử|đối|sáng|đào|cải|nhân)\Z")


def unquoted_name(folded: str, pos: int, *, after_emulation: bool, governed: bool) -> tuple[int, int] | None:
    """The span of the name that begins at ``pos`` (white space before it skipped), or None where none begins.

    ``after_emulation``: «thi đua» stands before; ``governed``: a verb or «về» stands before the head, so what follows is
    its name and not what the sentence says of it.
    """
    head_is_capital = folded[pos - 1 : pos].isupper()
    head_end = pos
    while pos < len(folded) and folded[pos] in " \u200b\n":
        pos += 1
    raw = folded[pos : pos + _LONGEST]
    low = raw.lower()
    if len(low) != len(raw) or not raw[:1].isalpha() or raw[1:2] in ").":
        return None
    if "\n" in folded[head_end:pos] and not (raw[0].islower() or (head_is_capital and raw[:2].isupper())):
        return None  # the next paragraph
    at = 0
    while after_emulation and (qualifier := _QUALIFIER.match(low, at)) is not None:
        at = qualifier.end()
    if at and raw[at : at + 1].isupper() and "\n" in raw[:at]:
        return None  # a qualifier alone at the line's end, then the next paragraph
    if not _begins_name(raw, low, at, after_emulation, governed):
        return None
    end = _end(raw, low, at)
    words = low[:end].split()
    if len(words) < (3 if raw[0].islower() else 2):
        return None
    return pos, pos + end


def _begins_name(raw: str, low: str, at: int, after_emulation: bool, governed: bool) -> bool:
    if _REFUSED.match(low, at) or not raw[at : at + 1].isalpha():
        return False
    if after_emulation:
        return governed or _PREDICATE.match(low, at) is None
    if raw[at].isupper() and not raw[at : at + 4].isupper():
        return _NOT_CAPITAL_NAME.match(raw, at) is None
    return _DEED.match(low, at) is not None


def _end(raw: str, low: str, at: int) -> int:
    limit = _paragraph_end(raw)
    marker = _MARKER.search(low, at, limit)
    end = _walk(low, at, marker.start() if marker is not None else limit, marker is not None)
    while end > 0 and raw[end - 1] in " \n\u200b,-*_.":
        end -= 1
    return end


def _paragraph_end(raw: str) -> int:
    """Where the sentence or paragraph ends; a line that goes on with a small letter is the same paragraph."""
    hard = _HARD.search(raw)
    limit = hard.start() if hard is not None else len(raw)
    at = raw.find("\n", 0, limit)
    while at != -1:
        rest = raw[at:].lstrip(" \n\u200b")
        blank = "\n" in raw[at + 1 : len(raw) - len(rest)]
        wraps = rest[:1].islower() or (rest[:1].isdigit() and not blank)
        goes_on = wraps or (raw[:at].isupper() and rest[:2].isupper() and _DECIDER.match(rest) is None)
        # A name of the first words alone goes on in the next line, capital or not («thực hiện\nNghị quyết»).
        begun = rest[:1].isalpha() and not blank and len(raw[:at].split()) <= 2
        if not goes_on and not begun:
            return at
        at = raw.find("\n", len(raw) - len(rest), limit)
    return limit


def _walk(low: str, at: int, limit: int, marked: bool) -> int:
    """The first place before ``limit`` where the phrase ends. ``marked``: a year or period closes it at ``limit``."""
    clause = _STRONG_CLAUSE if marked else _CLAUSE
    breaks = sorted(
        [(m.start(), m.end(), "stop") for m in _STOP.finditer(low, at, limit)]
        + [(m.start(), m.end(), "comma") for m in _COMMA.finditer(low, at, limit)]
        + [(m.start(), m.end(), "own") for m in re.finditer(_S + r"+của" + _S, low[:limit]) if m.start() >= at]
    )
    for start, stop, kind in breaks:
        if kind == "stop" and _EXCEPT.search(low[:start]) is None:
            return start
        if kind == "own" and _OWNED.search(low[:start]) is None and _CONGRESS.search(low[:start]) is None:
            return start
        if kind == "comma" and (clause.match(low, stop) is not None or not low[stop : stop + 1].isalpha()):
            return start
    return limit
