"""Bodies (cơ quan, tổ chức): how letterhead lines make names, and what a name says of level and branch.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 2 (superior above, issuer below); Hướng dẫn 36-HD/VPTW; guidelines,
section 7 (issuer: the body that issues, full words as written).

>>> group(["ỦY BAN NHÂN DÂN", "TỈNH HÀ TĨNH"])
[(0, 1)]
>>> group(["UBND TỈNH LÀO CAI", "SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"])
[(0,), (1, 2)]
>>> level_of("ỦY BAN NHÂN DÂN HUYỆN BÁT XÁT"), branch_of("HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI")
('district', 'peoples_council')
"""

from __future__ import annotations

import re

_HEADS = (
    "ỦY BAN NHÂN DÂN", "UBND", "HỘI ĐỒNG NHÂN DÂN", "HĐND", "SỞ", "BỘ", "CHÍNH PHỦ", "THỦ TƯỚNG CHÍNH PHỦ", "QUỐC HỘI", "CHỦ TỊCH",
    "ỦY BAN THƯỜNG VỤ QUỐC HỘI", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "QUẬN ỦY", "THỊ ỦY", "ĐẢNG ỦY", "ĐẢNG BỘ", "CHI BỘ", "QUÂN ỦY",
    "BAN", "VĂN PHÒNG", "PHÒNG", "CHI CỤC", "CỤC", "TỔNG CỤC", "VỤ", "TRUNG TÂM", "TRƯỜNG", "BỆNH VIỆN", "CÔNG AN", "QUÂN KHU",
    "QUÂN ĐOÀN", "LIÊN ĐOÀN", "TỔNG LIÊN ĐOÀN", "CÔNG ĐOÀN", "HỘI", "ĐOÀN", "TỈNH ĐOÀN", "THÀNH ĐOÀN", "HUYỆN ĐOÀN", "QUẬN ĐOÀN",
    "TÒA ÁN", "TAND", "VIỆN", "VKSND", "THANH TRA", "KHO BẠC", "BẢO HIỂM", "NGÂN HÀNG", "ỦY BAN", "UBMTTQ", "UB MTTQ", "UBKT",
    "MẶT TRẬN", "TỔNG CÔNG TY", "CÔNG TY", "TẬP ĐOÀN", "HỌC VIỆN", "ĐẠI HỌC", "ĐÀI", "BÁO", "TỔ", "CỤM", "KHỐI", "TIỂU BAN", "HẠT",
    "LIÊN MINH", "LIÊN HIỆP", "HIỆP HỘI", "THUẾ", "CHI NHÁNH", "ĐẢNG ĐOÀN", "BCH", "BAN CHẤP HÀNH", "XÍ NGHIỆP", "THƯ VIỆN",
    "BẢO TÀNG", "TRẠM", "HẢI QUAN", "KIỂM TOÁN", "TỔNG", "ĐỘI", "BỘ CHỈ HUY", "BỘ TƯ LỆNH", "TRUNG ƯƠNG ĐOÀN", "TRUNG ƯƠNG HỘI",
    "THƯỜNG TRỰC", "LIÊN ĐỘI", "CHI ĐOÀN", "LIÊN CHI", "CĐ", "CĐCS", "NHÀ TRƯỜNG",
)  # fmt: skip
_HEAD = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _HEADS), key=len, reverse=True))})(?!\w)", re.IGNORECASE)
# Lines that cannot end a name: the next line completes it even if it looks like a body.
_OPEN = re.compile(
    r"(?:.* (?:VÀ|CỦA|VỀ|-|–)|.*[,-]|(?:ỦY )?BAN|HỘI|HỘI ĐỒNG|BAN CHỈ ĐẠO|BAN QUẢN LÝ(?: DỰ ÁN)?|BAN CHẤP HÀNH"
    r"|(?:ỦY )?BAN THƯỜNG VỤ|BCH|ĐOÀN|ĐẢNG ỦY|ĐẢNG BỘ|CÔNG ĐOÀN|BAN THƯỜNG TRỰC|BAN TỔ CHỨC"
    r"|LIÊN ĐOÀN|CHI BỘ|THƯỜNG TRỰC|CHỦ TỊCH|TỔ|TRUNG TÂM|TRƯỜNG)",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"(?:VÀ|CỦA|VỀ|THEO|-|–|(?:TỈNH|HUYỆN|QUẬN)(?! (?:ỦY|ĐOÀN))|THÀNH PHỐ|TP|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|SỐ|KHÓA)\b",
    re.IGNORECASE,
)
# The first word of a name, alone on its line where a narrow column breaks it: «ỦY / BAN NHÂN DÂN».
_BROKEN = re.compile(r"ỦY|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG|CHI|LIÊN|CÔNG|THƯỜNG|VĂN|HỘI|TỔNG|CHỦ|THỦ", re.IGNORECASE)
_TWO_LEVELS = re.compile(
    r"(?:UBND|ỦY BAN NHÂN DÂN) (?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN) (?:[^\W\d_]+ ){1,5}?"
    r"(?P<own>(?:SỞ|PHÒNG|TRƯỜNG|BỆNH VIỆN|CÔNG AN|HỘI ĐỒNG THI ĐUA|UBND|THANH TRA|BAN (?:QUẢN LÝ|DÂN TỘC)|TRUNG TÂM"
    r"|VĂN PHÒNG|BỘ CHỈ HUY|LIÊN ĐỘI)(?!\w).+)"
)
_SHORT_UNION = re.compile(r"CĐ(?:CS)?(?!\w)", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:VĂN PHÒNG|BAN TỔ CHỨC|BAN TUYÊN GIÁO(?: VÀ DÂN VẬN)?|BAN DÂN VẬN|BAN NỘI CHÍNH|ỦY BAN KIỂM TRA|BAN CHẤP HÀNH|BAN THƯỜNG VỤ"
    r"|(?:BAN )?THƯỜNG TRỰC)",
    re.IGNORECASE,
)
_LEVELS = (
    (
        "unit",
        r"^(?:TRƯỜNG|BỆNH VIỆN|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|ĐẠI HỌC|HỌC VIỆN|TRẠM|XÍ NGHIỆP|ĐOÀN KIỂM TRA|ĐOÀN THANH TRA)\b",
    ),
    ("unit", r"^(?:CHI BỘ|TỔ CÔNG TÁC|CÔNG ĐOÀN CƠ SỞ|TRUNG TÂM)\b"),
    ("commune", r"\b(?:XÃ(?! HỘI)|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b"),
    ("district", r"\b(?:HUYỆN|QUẬN|THỊ XÃ|THỊ ỦY|HUYỆN ỦY|QUẬN ỦY|HUYỆN ĐOÀN|QUẬN ĐOÀN)\b"),
    ("province", r"\b(?:SỞ|TỈNH|TỈNH ỦY|THÀNH ỦY|TỈNH ĐOÀN|THÀNH ĐOÀN|KHỐI CÁC CƠ QUAN)\b"),
    (
        "central",
        r"\b(?:CHÍNH PHỦ|QUỐC HỘI|CHỦ TỊCH NƯỚC|BỘ CHÍNH TRỊ|BAN BÍ THƯ|TRUNG ƯƠNG|TỔNG LIÊN ĐOÀN|TỔNG CỤC|TỐI CAO)\b",
    ),
    ("central", r"^BỘ (?!CHỈ HUY|TƯ LỆNH|MÔN)|\b(?:NHÀ NƯỚC|VIỆT NAM)\b"),
)
_LEVEL = tuple((level, re.compile(pattern)) for level, pattern in _LEVELS)
_BRANCHES = (
    ("peoples_council", r"HỘI ĐỒNG NHÂN DÂN|HĐND"),
    (
        "mass",
        r"LIÊN ĐOÀN|CÔNG ĐOÀN|LHPN|HỘI (?:PHỤ NỮ|NÔNG DÂN|CỰU CHIẾN BINH|CHỮ THẬP ĐỎ|KHUYẾN HỌC|NGƯỜI CAO TUỔI)"
        r"|MẶT TRẬN|MTTQ|(?:^|TRUNG ƯƠNG |TW )HỘI (?!ĐỒNG)|(?:TỈNH|THÀNH|HUYỆN|QUẬN) ĐOÀN"
        r"|ĐOÀN (?:TNCS|THANH NIÊN)|(?:^|HÀNH |BCH )ĐOÀN (?:TỈNH|THÀNH|HUYỆN|QUẬN|XÃ|PHƯỜNG)|LIÊN MINH|LIÊN HIỆP",
    ),
    (
        "party",
        r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) ỦY|ĐẢNG|CHI BỘ|BỘ CHÍNH TRỊ|BAN BÍ THƯ|BAN CHẤP HÀNH TRUNG ƯƠNG"
        r"|BAN (?:TUYÊN GIÁO|TỔ CHỨC|DÂN VẬN|NỘI CHÍNH)(?! (?:HỘI|CỦA))|ỦY BAN KIỂM TRA",
    ),
    ("army", r"QUÂN (?:KHU|ĐOÀN|ỦY)|BỘ CHỈ HUY|BỘ TƯ LỆNH|BIÊN PHÒNG|BỘ QUỐC PHÒNG|(?:BCH|BAN CHỈ HUY) QUÂN SỰ"),
)  # fmt: skip
_BRANCH = tuple((branch, re.compile(pattern)) for branch, pattern in _BRANCHES)


def starts_body(line: str) -> bool:
    """Whether a letterhead line begins with the word for a kind of body."""
    return _HEAD.match(line) is not None


def broken_start(line: str, after: str) -> bool:
    """Whether ``line`` is but the first word of a body's name that goes on in ``after``.

    >>> broken_start("ỦY", "BAN NHÂN DÂN"), broken_start("ỦY", "SỐ 12")
    (True, False)
    """
    return _BROKEN.fullmatch(line) is not None and starts_body(f"{line} {after}")


def group(lines: list[str]) -> list[tuple[int, ...]]:
    """Group the lines of a letterhead (folded, in order) into bodies, the superior first: tuples of line indexes."""
    bodies: list[list[int]] = []
    for row, line in enumerate(lines):
        before = lines[row - 1] if row else ""
        fresh = not bodies or (
            starts_body(line)
            and not _JOINS.match(line)
            and not (_OPEN.fullmatch(before) and not _SHORT_UNION.match(line))
            and not before.endswith((" VÀ", "-"))
            and not broken_start(before, line)
        )
        if fresh:
            bodies.append([row])
        else:
            bodies[-1].append(row)
    return [tuple(rows) for rows in bodies]


def own_part(name: str) -> str:
    """The last body of a letterhead that came in one line, its superior before it.

    >>> own_part("UBND TỈNH HƯNG YÊN SỞ Y TẾ"), own_part("CÔNG ĐOÀN SỞ Y TẾ")
    ('SỞ Y TẾ', 'CÔNG ĐOÀN SỞ Y TẾ')
    """
    both = _TWO_LEVELS.fullmatch(name)
    return both.group("own") if both else name


def is_generic(name: str) -> bool:
    """A name that says nothing without its superior («VĂN PHÒNG», «BAN TỔ CHỨC»)."""
    return _GENERIC.fullmatch(name.strip()) is not None


def level_of(name: str) -> str | None:
    """``central | province | district | commune | unit`` of a body's (folded) name, or None when it does not tell."""
    upper = name.upper()
    for level, pattern in _LEVEL:
        if pattern.search(upper):
            return level
    return None


def branch_of(name: str) -> str | None:
    """``party | state | peoples_council | mass | army`` of a body's (folded) name; a known kind of body else is ``state``."""
    upper = name.upper()
    for branch, pattern in _BRANCH:
        if pattern.search(upper):
            return branch
    return "state" if starts_body(upper) else None
