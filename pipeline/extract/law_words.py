"""The closed classes of words by which the end of a law's name is seen (từ chặn sau tên luật).

A law's name is a noun or verb phrase; what follows it is a clause, another document, a date or a mark. The words here are
function words, the verbs and nouns that begin clauses of legal prose, and nothing that is the name of a law: names are
recognised, not remembered. Source: read in the codified texts; grammar of normative drafting (Law on promulgation).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Function words that end a name wherever they stand.
ENDS = _words(
    "được là này phải gồm thì theo để đã nếu mà trừ nhưng cũng sẽ đang còn nay đó ấy kia trên dưới sau trước cùng hay hoặc nhằm"
    " kể ngày từ cho vẫn đều nêu nói thuộc vì nên tuy vừa rồi chỉ mỗi mọi từng những vậy đây lên tháng năm khi như qua tùy"
)
# Function words that are parts of a name behind or before certain syllables: (before, after).
ENDS_UNLESS = {
    "có": ((), ("công", "thu")),  # người có công
    "tại": ((), ("việt", "doanh", "ngũ")),  # tại Việt Nam, tại doanh nghiệp, tại ngũ
    "trong": ((), ("nước", "quân", "công", "lực")),
    "vào": ((), ("sản", "doanh", "việt")),
    "số": (("dân", "tần", "thiểu"), ("học", "hóa")),
    "ở": (("nhà",), ("nước", "cơ", "hải", "mỗi", "xã", "người")),
    "đến": (("quan",), ()),
    "bị": (("dự", "thiết", "quân", "trang"), ()),
    "do": (("tự",), ()),
    "không": (("hàng",), ()),
    "mới": (("đổi",), ()),
    "nhất": (("thống", "hợp"), ()),
    "ra": (("gây",), ("nước",)),
    "chưa": ((), ("thành",)),
    "việc": (("làm",), ("làm",)),
    "gửi": (("tiền",), ()),
    "làm": (("việc",), ("chủ",)),
    "với": (("đối",), ()),
    "đối": ((), ("ngoại", "xứng")),
    "bởi": ((), ()),
    "cần": ((), ()),
    "về": (("tế",), ()),  # Bộ luật quốc tế về …
    "lại": ((), ()),
    "bằng": (("công",), ()),
    "khóa": ((), ()),
    "quý": (("đá",), ("hiếm",)),
}
# Verbs and nouns of clauses, as pairs of syllables: a name that does not begin with one ends before it.
END_PAIRS = frozenset(
    {
        "hiệu lực", "hướng dẫn", "quy định", "thi hành", "thực hiện", "ban hành", "xem xét", "chịu trách", "yêu cầu",
        "đề nghị", "làm việc", "trường hợp", "kèm theo", "chậm nhất", "tiếp tục", "áp dụng", "xác nhận", "xác định",
        "quyết định", "gây thiệt", "gây hậu", "bảo đảm", "đảm bảo", "liên quan", "sửa đổi", "bổ sung", "thông qua", "thành công",
        "căn cứ", "đồng thời", "hằng năm", "hàng năm", "chấm dứt", "góp phần", "phù hợp", "hiện hành", "cụ thể", "bao gồm",
        "nhiệm kỳ", "tổ chức thực", "đạt hiệu", "gắn với", "đăng ký", "đứng tên", "ký nhận", "ký tên", "điều chỉnh", "hết hiệu",
        "hợp nhất",
    }
)  # fmt: skip
# What opens a name may be verbs that elsewhere end it: «Luật Ban hành văn bản …», «Pháp lệnh quy định thể lệ …».
OPENS_NAME = _words("ban quy thi thực các về hướng tổ sửa bổ người tiếp hành trường liên làm việc pháp luật")
# Pairs that make «luật» a common noun: international law, the legislation process.
COMMON_NOUN_AFTER = frozenset(
    {"quốc tế", "hóa các", "hóa những", "hóa và", "nhân quả", "bất thành", "giao thông nghiêm"}
)
# After «và» or a comma these words begin a clause or another citation, not a further part of the name.
BEGINS_CLAUSE = _words(
    "các những pháp văn điều khoản điểm chương mục nghị thông quyết chỉ kế đề luật tổ cá người doanh hộ chủ đơn trường việc bên"
    " nhà đồng trong căn thực nhằm phù kể trừ ngoài tuy cụ gồm tăng tập phấn tuyên triển tiếp đẩy nâng phối yêu chịu gửi"
    " nộp trình lập cấp xem xác quyền nghĩa trách thời hồ hợp giấy mức hướng tôn bị không một hai ba mọi từng tất cả số"
    " nội kết kiểm thẩm giao đúng đủ tạo làm đưa góp tham thành quỹ phần tiêu ban ủy hội đảng"
    " nhân tỉnh địa báo đăng cung chuyển đối mục mẫu phụ biểu bảng danh ý vi quan hệ giá từ"
)
CLAUSE_PAIRS = frozenset({"công ty", "công dân", "công an", "cơ quan", "cơ sở", "công tác", "công việc", "công bố"})
# … but these pairs are parts of names although their first word is in the list above.
IN_NAMES = frozenset(
    {
        "công chức", "công nghệ", "công khai", "công trình", "công nghiệp", "quy chuẩn", "hợp tác", "quan trắc", "người lao",
        "người khuyết", "người nước", "hội nghề", "giáo dục", "cung cấp", "tham nhũng", "kiểm dịch", "kiểm soát", "kết hôn",
        "cấp nước",
        "tôn giáo", "thẩm định", "từ chức", "trách nhiệm bồi", "giao thông", "xác suất", "cơ sở dữ", "hội nhập", "nhân đạo",
        "danh hiệu", "danh dự", "báo chí", "thành viên", "quỹ đầu", "đối ngoại", "tiêu hủy", "xác thực", "nhà ở", "cơ yếu",
        "nâng cao", "tiếp cận", "làm việc", "chỉ dẫn", "giấy tờ", "quyền sở", "hợp nhất",
    }
)  # fmt: skip
# Bodies: after «và» they are another subject, unless the name is about bodies itself («Luật Tổ chức Quốc hội và …»).
BODIES = (
    "Bộ",
    "Chính",
    "Thủ",
    "UBND",
    "Ủy",
    "Hội",
    "Quốc",
    "Viện",
    "Tòa",
    "Ngân",
    "Kho",
    "Cục",
    "Tổng",
    "Sở",
    "Nhà",
    "Cơ",
    "Ban",
)
ABOUT_BODIES = ("tổ chức", "bầu cử", "hoạt động", "ban hành", "giám sát")
# Left of «Luật»: what makes it no law in force (dự thảo) or no law at all (Đại học Luật).
NOT_A_LAW_BEFORE = (
    "dự án", "dự thảo", "dự luật", "xây dựng", "Đại học", "đại học", "Trường", "trường", "khoa", "Khoa", "ngành", "cử nhân",
    "Cử nhân", "Công ty", "công ty", "Văn phòng", "văn phòng", "chuyên ngành", "Tạp chí", "Viện", "hãng", "thạc sĩ", "tiến sĩ",
    "kỷ", "pháp", "quy", "Pháp", "Kỷ", "Quy", "Hội", "hội", "Sắc", "sắc",
)  # fmt: skip
# Right of «Luật»: words with which it is another word or no name.
NOT_A_NAME_AFTER = _words(
    "này sư gia pháp lệ định đó nêu trên khác hiện trình học đã được là cũ mới và hoặc của có do khi phải tục thơ sĩ tắc thì"
    " ấy đồ nói theo để không trước như nhằm bản nay với kèm cũng sẽ ngày năm cho nào"
)
