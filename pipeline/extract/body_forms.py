"""Bodies whose names do not run like others (tên cơ quan đặc biệt): plenums, joint ministries, steering committees, places.

Source: guidelines, section 1 (issuer) and section 8; party usage in citing plenums, joint circulars, provincial plans. The
ordinary walk along a name is ``bodies.py``.

>>> MET.match(", Ban Chấp hành Trung ương", 0) is not None, MET.match(", Sở Nội vụ", 0) is not None
(True, False)
"""

from __future__ import annotations

import re

from pipeline.extract.body_words import ORDINAL

_S = r"[ \n\u200b]+"
# A gathering goes on with its number and the body that met: «Hội nghị lần thứ 7 Ban Chấp hành Trung ương», «Hội nghị Trung ương 6».
ORDINAL_NEXT = re.compile(_S + ORDINAL)
PLENUM_NUMBER = re.compile(r"(?:(?<=ương)|(?<=TW))[ \n\u200b]+\d{1,2}(?![\w/.-])")
MET = re.compile(
    r"(?:[ ]?,)?[ \n\u200b]+(?=(?:Ban Chấp hành|BCH|Trung ương|Đảng bộ|Tỉnh ủy|Thành ủy|HĐND"
    r"|Hội đồng nhân dân)(?![\w]))"
)
# Ministries that act together are listed without the word «Bộ»: «liên Bộ Tài chính, Khoa học và Công nghệ».
TOGETHER = re.compile(r"[Ll]iên[ \n\u200b]+(?:[Bb]ộ|[Ss]ở|ngành|tịch)(?![\w])(?:[ ]?:(?=[ ]?[A-ZĐ]))?")
MEMBER = re.compile(r"(?:[ ]?,|[ ]?-|[ \n\u200b]và)[ \n\u200b]*(?=[A-ZĐÀ-Ỹ])")
# A steering committee is named by its task and its level: «Ban Chỉ đạo thực hiện Quy chế dân chủ tỉnh».
STEERING = re.compile(
    r"[ \n]+[Cc]hỉ đạo(?! Trung ương)(?![^,;.()\n]{0,90} trên địa bàn)(?: [^\W\d_]+| -|,(?= )){1,16}? "
    r"(?:tỉnh|huyện|thành phố|xã|phường|Trung ương|quốc gia|Quốc gia)(?: [A-ZĐÀ-Ỹ]\w+){0,4}(?= về| V/v|[;.:)\n]|\Z)"
)
# «của huyện Sông Mã»: the place stands for its authority.
PLACE_ALONE = re.compile(r"(?:tỉnh|huyện|thành phố|quận|thị xã|xã|phường)(?=[ ][A-ZĐÀ-Ỹ]|[ ](?:về|V/v)(?![\w])|[,;.)])")
CITY = re.compile(r"(?<=TP|Tp|TX)\.[ ]?(?=[A-ZĐ])")
# What may follow a head that is complete as it stands.
CLOSED_TAILS = {
    "Thủ tướng": re.compile(_S + r"Chính phủ(?![\w])"),
    "Thủ Tướng": re.compile(_S + r"Chính phủ(?![\w])"),
    "Ban Bí thư": re.compile(
        _S + r"Trung ương(?: Đảng| Đoàn(?: TNCS Hồ Chí Minh| Thanh niên [Cc]ộng sản Hồ Chí Minh)?)?(?![\w])"
    ),
    "Bộ Chính trị": re.compile(_S + r"Trung ương Đảng(?![\w])"),
    "Quốc hội": re.compile(_S + r"nước Cộng hòa xã hội chủ nghĩa Việt Nam(?![\w])"),
}
