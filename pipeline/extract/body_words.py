"""The words that bodies' names are made of (tên cơ quan): how they begin, how they go on in lower case, what ends them.

Source: agencies gazetteer (its names give the lower-case runs: «giao thông vận tải», «phát triển nông thôn»), Decree 30/2020
and 36-HD/VPTW for the forms of party, state and mass bodies. The grammar over these words is ``bodies.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# First words of a body, longest first where one begins another. A body named without «của» must begin with one of these.
HEADS = (
    "Chính phủ", "Quốc hội", "Nhà nước", "Trung ương Đảng", "Trung ương", "Bộ Chính trị", "Ban Bí thư",
    "Thủ tướng", "Thủ Tướng", "Phó Thủ tướng", "Bộ trưởng", "Bộ Trưởng", "Thứ trưởng", "Bộ", "Liên Bộ", "Liên bộ", "Liên Sở",
    "Liên sở", "Liên ngành", "Liên tịch", "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Tổng Giám đốc",
    "Tổng giám đốc", "Tổng Bí thư", "Bí thư", "Thống đốc", "Tổng Thanh tra", "Tổng thanh tra", "Tổng Kiểm toán", "Chánh án",
    "Chánh Thanh tra", "Chánh thanh tra", "Chánh Văn phòng", "Viện trưởng", "Tổng cục trưởng", "Cục trưởng", "Hiệu trưởng",
    "Trưởng ban", "Trưởng Ban", "Trưởng phòng", "Tư lệnh", "Chính ủy", "Chủ nhiệm", "Tổng Tham mưu trưởng",
    "Sở", "Ban", "Ủy ban", "Uỷ ban", "UBND", "UB", "HĐND", "UBMTTQ", "UBKT", "UBTVQH", "BCH", "BTV", "BCĐ", "BTC", "BCS",
    "BTT", "TTCP", "VPCP", "TTg", "HĐTĐKT", "Hội đồng", "Thường trực", "Thường vụ", "Văn phòng", "VP", "Tỉnh ủy", "Thành ủy",
    "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Quân ủy", "Đảng bộ", "Đảng đoàn", "Chi bộ", "Chi ủy", "Tỉnh đoàn",
    "Thành đoàn", "Huyện đoàn", "Đoàn Chủ tịch", "Đoàn Thanh niên", "Đoàn TNCS", "Đoàn", "Tổng Liên đoàn",
    "Tổng cục", "Tổng Cục", "Tổng Công ty", "Tổng công ty", "Liên đoàn", "LĐLĐ", "Công đoàn", "Hội", "Mặt trận", "MTTQ",
    "Liên hiệp", "Liên minh", "Cục", "Vụ", "Chi cục", "Phòng", "Tòa án", "Tòa", "Viện", "Công an", "Quân khu", "Quân đoàn",
    "Quân chủng", "Binh chủng", "Bộ đội", "Binh đoàn", "Sư đoàn", "Trung đoàn", "Lữ đoàn", "Thanh tra", "Kiểm toán",
    "Ngân hàng", "Kho bạc", "Bảo hiểm xã hội", "BHXH", "Đài", "Thông tấn xã", "Học viện", "Trường", "Đại học", "Trung tâm",
    "Tập đoàn", "Công ty", "Doanh nghiệp", "Hội nghị", "Đại hội", "Tổ quốc", "Cụm", "Khối", "Tạp chí", "Nhà xuất bản", "Quỹ",
    "Xí nghiệp", "Nhà máy", "Bệnh viện", "Cơ quan", "Tổ", "Hợp tác xã", "Bưu điện", "Cảng vụ", "Hạt Kiểm lâm", "Hải quan",
    "UBDT", "NHNN", "BNV", "BGDĐT",
)  # fmt: skip
# The number of a congress or plenum: «lần thứ XIII», «lần thứ bảy», «lần 2».
ORDINAL = (
    r"lần[ \n\u200b]+(?:thứ[ \n\u200b]+)?"
    r"(?:[IVX]{1,6}|\d{1,2}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: [^\W\d_]+)?)(?![\w])"
)
# Heads that are complete as they stand: only fixed words may follow («Thủ tướng Chính phủ»).
CLOSED = frozenset(
    {"Chính phủ", "Bộ Chính trị", "Ban Bí thư", "Thủ tướng", "Thủ Tướng", "Quốc hội", "TTg", "Trung ương Đảng"}
)
# Lower-case words that name a level; a name, a number or nothing may follow.
LEVELS = (
    "tỉnh", "huyện", "xã", "phường", "quận", "thành phố", "thị xã", "thị trấn", "đặc khu", "trung ương", "địa phương",
    "cấp tỉnh", "cấp huyện", "cấp xã", "khu vực", "khối", "cơ sở", "toàn quốc", "các tỉnh", "các huyện",
)  # fmt: skip
# Lower-case runs inside names that no agency of the gazetteer need have: they belong to the common nouns of bodies.
_RUNS = (
    "nhân dân", "tối cao", "cấp cao", "nhà nước", "nước", "chính phủ", "trung ương", "quân sự", "quốc gia", "quốc hội",
    "xã hội", "nông thôn", "phát triển nông thôn", "vận tải", "đảng", "cán sự đảng", "cán sự", "chấp hành", "thường vụ",
    "thường trực", "chỉ đạo", "chỉ huy", "tư lệnh", "tuyên giáo", "dân vận", "nội chính", "kiểm tra", "thanh tra",
    "bí thư", "chủ tịch", "giám đốc", "bộ trưởng", "thi đua", "khen thưởng", "đầu tư", "công nghệ", "môi trường",
    "du lịch", "thể thao", "truyền thông", "đào tạo", "thương binh", "bảo hiểm xã hội", "doanh nghiệp", "liên hiệp",
    "phụ nữ", "nông dân", "cựu chiến binh", "thanh niên", "lao động", "viên chức", "công chức", "ngành", "các cơ quan",
    "và doanh nghiệp", "kinh tế", "công nghiệp", "chế xuất", "khu kinh tế", "khu công nghiệp", "các khu công nghiệp",
    "các khu chế xuất", "quản lý", "hành chính", "chính trị", "cổ phần", "trách nhiệm hữu hạn", "một thành viên", "thành viên",
    "thương mại", "dịch vụ", "sản xuất", "xây dựng", "khoáng sản", "tập đoàn", "đoàn", "bộ đội", "biên phòng", "cảnh sát",
    "phòng cháy", "chữa cháy", "điện tử", "tín dụng", "phát triển", "hợp tác xã", "hóa chất", "hải sản", "thủy sản",
    "thống nhất", "tư vấn", "bầu cử", "thẩm phán", "nghiệp vụ", "kỹ thuật", "hậu cần", "công an", "dân tộc", "tôn giáo",
    "tài nguyên", "nông nghiệp", "giao thông", "văn hóa", "giáo dục", "khoa học", "thông tin", "kế hoạch", "tài chính",
    "tư pháp", "nội vụ", "ngoại vụ", "công thương", "y tế", "xã", "thuộc", "hải quan", "thuế", "thống kê", "thi hành án dân sự",
    "an toàn thực phẩm", "quy hoạch", "kiến trúc", "thông tấn xã", "truyền hình", "phối hợp",
    "đại biểu", "đảng bộ", "vận động", "cứu trợ", "phòng chống", "phòng thủ dân sự", "quốc", "ngoại giao", "quốc phòng",
    "đối ngoại", "các dân tộc thiểu số", "dân tộc thiểu số",
)  # fmt: skip
# Runs that are verbs as well: behind a finished name they begin a clause («Sở Y tế kiểm tra …»).
VERB_RUNS = frozenset({"kiểm tra", "thanh tra", "phối hợp", "thống nhất", "vận động"})
# Words that open a title or a clause: never part of a body's name when written small, and most not when written large.
OPENERS = (
    "về", "v/v", "quy định", "hướng dẫn", "ban hành", "phê duyệt", "sửa đổi", "bổ sung", "bãi bỏ", "thay thế", "thành lập",
    "công bố", "công nhận", "giao", "phân công", "điều chỉnh", "thực hiện", "triển khai", "tăng cường", "đẩy mạnh",
    "phát động", "kiện toàn", "thông qua", "hợp nhất", "đính chính", "chấn chỉnh", "nâng cao", "tiếp tục", "đổi mới",
    "tổ chức thực hiện", "tổ chức phong trào", "tổ chức triển khai", "phối hợp thực hiện", "quyết định", "hủy bỏ", "ủy quyền",
    "phân cấp", "cho phép", "cho ý kiến", "công tác", "một số", "kết luận", "thông báo", "chỉ đạo", "yêu cầu", "tuyên truyền",
    "tổng kết", "sơ kết", "quán triệt", "lãnh đạo", "xây dựng kế hoạch", "bảo đảm", "đảm bảo",
)  # fmt: skip

# A capital that begins something else: another document, a heading word, a title opener.
NOT_A_NAME = re.compile(
    r"(?:Về|V/v|Quy định|Hướng dẫn|Ban hành|Phụ lục|(?:Điều|Khoản|Mục|Chương|Phần) [\dIVX]+|Điểm [a-zđ]|Quyết định"
    r"|Nghị quyết|Nghị định"
    r"|Chỉ thị|Thông tư"
    r"|Kết luận|Kế hoạch(?<!Tài chính - Kế hoạch)(?! và Đầu tư| - Tài chính)"
    r"|Công văn|Văn bản|Luật|Bộ luật|Bộ Luật|Pháp lệnh|Hiến pháp|Thông báo|Tờ trình|Báo cáo"
    r"|Đề án|Chương trình|Quy chế|Công điện|Sửa đổi|Phê duyệt|Căn cứ|Thực hiện|Theo|Triển khai|Tổ chức thực hiện|Danh mục|Mẫu số"
    r"|Trường hợp|Bộ phận|Hội viên|Đoàn viên|Cơ sở|Sở hữu|Tổ chức(?! Hợp tác| Lao động| Y tế)|Cơ quan (?:có|nào"
    r"|nhà nước)|Biểu số|Quy chuẩn|Quy trình|Tiếp tục|Trên cơ sở"
    r"|Giấy (?:phép|chứng nhận|mời)|Hợp đồng|Biên bản|Điều lệ|Nơi|Kính|Ngày|Tại|Trong|Được|Số|Khóa|Kỳ họp|Kỳ Họp)(?![\w])"
)
# Function words: they end a name written small.
FUNCTION = re.compile(
    r"(?:về|của|và|tại|theo|được|đã|có|là|do|để|cho|với|trong|ngày|năm|số|thì|phải|này|nêu|trên|đối|từ|đến|vào|bằng|khi|nếu|gồm"
    r"|trình|gửi|(?<!Ngoại )giao|xem|lập|cấp|nay|như|sẽ|còn|mà|cùng|hoặc)(?![\w])"
)
_SYLLABLE = re.compile(r"[^\W\d_]+")


def lower_runs(names: Iterable[str]) -> frozenset[str]:
    """The lower-case runs that continue a name, from the gazetteer's agencies and the common nouns above.

    >>> sorted(lower_runs(["Bộ Nông nghiệp và Phát triển nông thôn"]) - lower_runs([]))
    ['nghiệp', 'triển nông thôn']
    """
    found = set(_RUNS)
    for name in names:
        for part in re.split(r"[,(]| - | và ", name):
            run: list[str] = []
            for word in _SYLLABLE.findall(part)[1:]:
                if word[0].islower():
                    run.append(word)
                    continue
                if run:
                    found.add(" ".join(run))
                run = []
            if run:
                found.add(" ".join(run))
    return frozenset(found)


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, longest first, spaces and line breaks in them alike."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[ \n\u200b]+") for word in ordered) + ")"
