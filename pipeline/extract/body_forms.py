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
# … or by what it steers, to the end of the phrase: «Ban Chỉ đạo Quy chế dân chủ ở cơ sở», «Ban Chỉ đạo Phong trào "…"».
STEERED = re.compile(
    r"[ \n]+[Cc]hỉ đạo(?: thực hiện)?[ \n]+(?:(?:các )?[Cc]hương trình|[Pp]hong trào|[Cc]uộc vận động|[Qq]uy chế|[Đđ]ề án"
    r"|[Ss]ắp xếp|[Cc]ải cách|[Cc]huyển đổi|[Pp]hòng|[Cc]ông tác)(?![\w]),?"
    r"(?:[ \n](?!(?:về|V/v|ban hành|hướng dẫn|yêu cầu|đề nghị|giai đoạn|năm)(?![\w]))(?:[^\W\d_]+,?|-|\"[^\"\n]{3,90}\"))"
    r"{1,28}(?<![,-])(?=[ \n](?:về|V/v|ban hành|hướng dẫn|giai đoạn|năm)(?![\w])|,[ \n](?:[A-ZĐ]|ngày|về)|[ ]?[;.:()]|\n|\Z)"
)
# A committee that prepares an event is named by it: «Ban Tổ chức kỷ niệm 60 năm thành lập ngành», «Ban Tổ chức Hội thi».
EVENT = re.compile(
    r"[ \n]+(?:[Tt]ổ chức|[Cc]hỉ đạo)(?:[ ]+(?:cấp )?(?:quốc gia|tỉnh|Trung ương))?[ ]+"
    r"(?:kỷ niệm|(?:[Cc]uộc|[Hh]ội) thi|[Gg]iải|[Ll]ễ|[Đđ]ại hội|[Hh]ội nghị|các ngày lễ)(?![\w])"
    r"(?:[ ](?!(?:về|ban hành|phát động|xây dựng|đề nghị|yêu cầu|hướng dẫn|tổ chức|quy định)(?![\w]))[\w-]+){0,14}"
    r"(?=[ ](?:về|ban hành|phát động|xây dựng|đề nghị|yêu cầu|hướng dẫn|tổ chức|quy định)(?![\w])|[;,.:()\n]|\Z)"
)
# Parts of a name behind a comma; the field of work behind a staff body («Ban Tổ chức Trung ương»), no clause.
CAPITAL_PART = re.compile(r"[A-ZĐÀ-Ỹ]\w*(?: \w+){0,3}(?=(?: ?, [A-ZĐÀ-Ỹ]\w*(?: \w+){0,3})? (?:và|&) [A-ZĐÀ-Ỹ])")
REWARD = re.compile(r"[Kk]hen thưởng(?![\w])")
STAFF = re.compile(r"(?:Ban|Phòng|Vụ|Cục)[ \n\u200b]+\Z")
# «của Bộ Chính trị, Ban Bí thư»: the two central bodies act together with a comma between them.
CENTRAL_PAIR = re.compile(r"(?<=Bộ Chính trị)[ ]?,[ \n\u200b]+(?=Ban Bí thư(?![\w]))")
# Committees of an assembly: «Ban Pháp chế của Hội đồng nhân dân tỉnh», «Ủy ban Xã hội của Quốc hội».
OF_ASSEMBLY = re.compile(_S + r"của" + _S + r"(?=(?:Hội đồng nhân dân|HĐND|Quốc hội)(?![\w]))")
ASSEMBLY_PART = re.compile(r"(?:Ban|Ủy ban|Thường trực|Văn phòng|Hội đồng Dân tộc)(?![\w])(?! nhân dân)")
# A person's name behind his office: family names, none of which begins a province's name.
PERSON = re.compile(
    r"(?:Nguyễn|Trần|Phạm|Huỳnh|Hoàng|Đặng|Bùi|Đỗ|Võ|Vũ|Phan|Ngô|Dương|Trương|Đinh|Đoàn|Lương|Mai|Tô|Trịnh|Lê|Hồ(?! Chí Minh)|Lý)"
    r"(?:[ ][A-ZĐÀ-Ỹ][a-zà-ỹ]+){1,3}(?![\w])"
)
OFFICE = re.compile(
    r"(?:Chủ tịch|Bí thư|Giám đốc|Bộ trưởng|Thứ trưởng|Thủ tướng|Trưởng ban|Chánh Văn phòng)[^,;.()\n]{0,60}\Z"
)
# «của huyện Sông Mã»: the place stands for its authority.
PLACE_ALONE = re.compile(r"(?:tỉnh|huyện|thành phố|quận|thị xã|xã|phường)(?=[ ][A-ZĐÀ-Ỹ]|[ ](?:về|V/v)(?![\w])|[,;.)])")
CITY = re.compile(r"(?<=TP|Tp|TX)\.[ ]?(?=[A-ZĐ])")
# What may follow a head that is complete as it stands.
CLOSED_TAILS = {
    "Thủ tướng": re.compile(_S + r"Chính" + _S + r"phủ(?![\w])"),
    "Thủ Tướng": re.compile(_S + r"Chính" + _S + r"phủ(?![\w])"),
    "Ban Bí thư": re.compile(
        _S + r"Trung ương(?: Đảng| Đoàn(?: TNCS Hồ Chí Minh| Thanh niên [Cc]ộng sản Hồ Chí Minh)?)?(?![\w])"
    ),
    "Bộ Chính trị": re.compile(_S + r"Trung ương Đảng(?![\w])"),
    "Quốc hội": re.compile(_S + r"nước Cộng hòa xã hội chủ nghĩa Việt Nam(?![\w])"),
}


def names_person(folded: str, at: int, after_level: bool) -> bool:
    """Whether the capitals at ``at`` name an office's holder, no further place: «Phó Chủ tịch UBND tỉnh Trần Văn A».

    ``after_level``: a level word stands right before; only «tỉnh» can be followed by a person's name there.

    >>> text = "Phó Chủ tịch UBND tỉnh Trần Văn Minh tại"
    >>> names_person(text, 23, True), names_person("Chủ tịch UBND xã Trần Phú", 17, True)
    (True, False)
    """
    if PERSON.match(folded, at) is None or (after_level and not folded.startswith("tỉnh", at - 5)):
        return False
    return OFFICE.search(folded, max(0, at - 90), at) is not None


def of_assembly(folded: str, start: int, end: int) -> int | None:
    """Where the assembly's name begins behind its committee named in ``folded[start:end]``: «… của Hội đồng nhân dân tỉnh».

    >>> text = "Ban Pháp chế của HĐND tỉnh"
    >>> text[of_assembly(text, 0, 12):]
    'HĐND tỉnh'
    """
    of = OF_ASSEMBLY.match(folded, end)
    if of is None or ASSEMBLY_PART.match(folded, start) is None or " của " in folded[start:end]:
        return None
    return of.end()


def committee_end(folded: str, pos: int) -> int | None:
    """Where the name of a committee ends that is named by its task or event; ``pos`` is behind «Ban».

    >>> text = "Ban Chỉ đạo Quy chế dân chủ ở cơ sở về tự kiểm tra"
    >>> text[: committee_end(text, 3)]
    'Ban Chỉ đạo Quy chế dân chủ ở cơ sở'
    """
    found = EVENT.match(folded, pos) or STEERING.match(folded, pos) or STEERED.match(folded, pos)
    return found.end() if found else None
