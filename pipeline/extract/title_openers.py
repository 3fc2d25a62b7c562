"""What opens the title of a cited document (trích yếu): «về việc», the verbs and nouns of official titles, capitals.

Source: guidelines, section 1 (``title``); titles of directives, plans, letters and decrees.

>>> OPEN.match(" về việc phát động", 0)["word"], OPEN.match(" của Bộ", 0)
('về việc', None)
"""

from __future__ import annotations

import re

GAP = r"[ \n\u200b]+(?:\n[ \n]*)?"
_OPENERS = (
    r"[Vv]ề(?: ?việc)?|V/v|v/v|[Qq]uy định|[Hh]ướng dẫn|[Bb]an hành|[Pp]hê duyệt|[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế"
    r"|[Tt]hành lập|[Cc]ông bố|[Cc]ông nhận|[Gg]iao|[Pp]hân công|[Đđ]iều chỉnh|[Tt]hực hiện|[Tt]riển khai|[Tt]ổ chức"
    r"|[Tt]ăng cường"
    r"|[Đđ]ẩy mạnh|[Pp]hát động|[Kk]iện toàn|[Tt]hông qua|[Hh]ợp nhất|[Đđ]ính chính|[Cc]hấn chỉnh|[Nn]âng cao"
    r"|[Tt]iếp tục|[Đđ]ổi mới"
    r"|[Hh]ủy bỏ|[Ủủ]y quyền|[Pp]hân cấp|[Cc]ho phép|[Cc]ho ý kiến|[Mm]ột số|[Tt]ổng kết|[Ss]ơ kết|[Qq]uán triệt"
    r"|[Bb]ảo đảm|[Đđ]ảm bảo"
    r"|[Tt]uyên truyền|[Pp]hối hợp|[Xx]ây dựng|[Pp]hát triển|[Cc]hủ động|[Tt]ập trung|[Đđ]ề nghị|[Ss]ắp xếp"
    r"|[Qq]uản lý|[Cc]ụ thể hóa"
    r"|[Ss]ử dụng|[Tt]hông báo (?:kết luận|ý kiến)|[Kk]ết luận(?= của| phiên| cuộc| hội| tại)"
    r"|[Kk]ế hoạch|[Nn]hiệm vụ|[Cc]hương trình|[Cc]ông tác|[Ll]ãnh đạo|[Cc]hỉ đạo|[Hh]ỗ trợ"
    r"|[Pp]hòng, chống|[Pp]hòng chống"
)
_IN_CAPITALS = (
    r"VỀ|V/V|QUY ĐỊNH|BAN HÀNH|PHÊ DUYỆT|HƯỚNG DẪN|THỰC HIỆN|TRIỂN KHAI|TIẾP TỤC|SỬA ĐỔI|TĂNG CƯỜNG|ĐẨY MẠNH|PHÁT ĐỘNG|TỔ CHỨC"
    r"|NÂNG CAO|ĐỔI MỚI|MỘT SỐ|PHÁT TRIỂN|XÂY DỰNG|TỔNG KẾT|SƠ KẾT"
)
# «Công văn số …, của UBND tỉnh, về việc …»: a comma may stand before the formal opening.
OPEN = re.compile(
    r"(?:[ ]?,(?=[ \n]+(?:về việc|V/v)(?![\w])))?" + GAP + r"(?P<quote>\"[ ]?)?(?P<word>" + _OPENERS + r")(?![\w])"
)
OPEN_CAPITALS = re.compile(GAP + r"(?P<quote>\"[ ]?)?(?P<word>" + _IN_CAPITALS + r")(?![\w])")
