"""Titles of several objects (trích yếu nhiều nội dung): whether a title goes on behind a semicolon.

«Nghị định số … quy định về tổ chức ngày …; nghi thức trao tặng …; nghi lễ …» is one title; «… về thi đua; chức năng của Sở»
is not. What lays down rules may go on with the noun of another rule; in a paragraph of grounds («Căn cứ …; …;»), whose items
begin with capitals, any title with words in small letters that open no other ground. Source: guidelines,
section 1 (``title``), titles of decrees.

>>> text = "Căn cứ Nghị định số 5/2030/NĐ-CP quy định về bến bãi; phí neo đậu tàu thuyền;\\nTheo đề nghị"
>>> goes_on(text, text.index("quy định"), text.index(";"))
True
"""

from __future__ import annotations

import re

# What lays down rules says in its title what for: «quy định về … để thực hiện các đề án».
RULES = re.compile(r"\"?(?:[Qq]uy định|[Hh]ướng dẫn|[Vv]ề (?:việc )?(?:quy định|hướng dẫn))(?![\w])")
_SECOND_VERB = re.compile(
    r"[ \n]+(?:quy định (?:chi tiết|về|một số)|sửa đổi, bổ sung|bãi bỏ (?:một số|các)|hướng dẫn (?:thi hành|thực hiện))(?![\w])"
)
_RULED = re.compile(
    r"[ \n]+(?:nghi thức|nghi lễ|chế độ|trình tự|thủ tục|thẩm quyền|điều kiện|chính sách|mức|quản lý)(?![\w])"
)
_OTHER_GROUND = re.compile(
    r"[ \n]+(?:theo|căn cứ|thực hiện|trên cơ sở|xét|để|nhằm|các|những|chức năng|tình hình|ý kiến|yêu cầu|đề nghị|chỉ đạo|kế hoạch"
    r"|nhiệm vụ|chương trình|kết quả|kết luận|đồng thời|tiếp tục|triển khai|tổ chức|được|đã|số|nghị|quyết định|thông tư|công văn"
    r"|luật|bộ luật|pháp lệnh|hướng dẫn|văn bản|biên bản|tờ trình|báo cáo|thông báo|quy chế|quy định của|sau khi|tại|và|điểm|khoản"
    r"|điều|mục|nay|riêng|trong|khi|phát động|đẩy mạnh|tăng cường|góp phần|phấn đấu)(?![\w])"
)
_GROUND = re.compile(r"(?:\A|\n)[ \-+*\u200b]*Căn cứ(?![\w])")
# A blank line, or a line that begins with another word of a preamble, parts the title from the ground before.
_APART = re.compile(r"\n[ ]*(?:\n|Thực hiện|Theo|Xét|Để|[IVX]+[.]|\d)|[.][ \n]+(?=[A-ZĐ])")
_FAR = 1200


def goes_on(folded: str, start: int, at: int) -> bool:
    """Whether the title that began at ``start`` goes on behind the semicolon at ``at``."""
    if _SECOND_VERB.match(folded, at + 1) is not None:
        return True
    if RULES.match(folded, start) is not None and _RULED.match(folded, at + 1) is not None:
        return True
    after = folded[at + 1 : at + 4].lstrip(" \n")
    if not after[:1].islower() or "\n\n" in folded[at + 1 : at + 4] or _OTHER_GROUND.match(folded, at + 1) is not None:
        return False
    return _in_ground(folded, start)


def _in_ground(folded: str, start: int) -> bool:
    """Whether the title stands in a paragraph of its own that opens with «Căn cứ»."""
    left = max(0, start - _FAR)
    grounds = list(_GROUND.finditer(folded, left, start))
    return bool(grounds) and _APART.search(folded, grounds[-1].end(), start) is None
