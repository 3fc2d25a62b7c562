"""The signature (chữ ký): by what authority, in what position, who.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 7 (TM., KT., TL., TUQ., Q.); Hướng dẫn 36-HD/VPTW (T/M, K/T, T/L).

>>> text = "TM. ỦY BAN NHÂN DÂN\\nKT. CHỦ TỊCH\\nPHÓ CHỦ TỊCH\\n\\n(Đã ký)\\n\\nTrần Văn A\\n"
>>> found = read_signature(text, text, 0, len(text))
>>> found.authority, found.role, found.name
('TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Trần Văn A')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.structure.bodies import starts_body
from pipeline.structure.frame import UPPER

_AUTHORITY = re.compile(
    r"(?:T/?M|K/?T|T/?L|TU[QY]|TƯQ|T/?U/?Q|Q)(?:\.|(?<=/.)|(?= ))[ :]*(?=[A-ZĐỦ])|(?:THAY MẶT|THỪA LỆNH|THỪA ỦY QUYỀN|KÝ THAY) "
)
_ROLES = (
    "TỔNG BÍ THƯ", "BÍ THƯ", "CHỦ TỊCH", "CHỦ NHIỆM", "THỦ TƯỚNG", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "TỔNG GIÁM ĐỐC", "GIÁM ĐỐC",
    "TỔNG CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "CỤC TRƯỞNG", "VỤ TRƯỞNG", "CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA", "CHÁNH ÁN",
    "VIỆN TRƯỞNG", "HIỆU TRƯỞNG", "TRƯỞNG", "THỐNG ĐỐC", "TỔNG KIỂM TOÁN", "TỔNG THANH TRA", "TỔNG THƯ KÝ", "THƯ KÝ", "ỦY VIÊN",
    "CHỈ HUY TRƯỞNG", "TƯ LỆNH", "CHÍNH ỦY", "ĐỘI TRƯỞNG", "TỔ TRƯỞNG", "KẾ TOÁN TRƯỞNG", "QUYỀN", "TỔNG BIÊN TẬP",
    "ỦY VIÊN THƯỜNG TRỰC", "THƯỜNG TRỰC", "PHÓ", "CHỦ TỌA", "CHỦ TRÌ", "CỤM TRƯỞNG", "KHỐI TRƯỞNG", "HẠT TRƯỞNG", "TRẠM TRƯỞNG",
    "ĐỒN TRƯỞNG", "XƯỞNG TRƯỞNG", "QUẢN ĐỐC", "PHÂN VIỆN TRƯỞNG",
)  # fmt: skip
_ROLE = re.compile(rf"(?:Q\. ?|QUYỀN )?(?:PHÓ )?(?:{'|'.join(_ROLES)})(?!\w)")
_ROLE_INSIDE = re.compile(
    rf"(?<=[\w)]) (?=(?:PHÓ )(?:{'|'.join(_ROLES)})(?!\w))|(?<=NHÂN DÂN) (?=(?:PHÓ )?CHỦ TỊCH)|(?<=THƯỜNG VỤ) (?=(?:PHÓ )?BÍ THƯ)"
)
_GAP = re.compile(r"\n|\t| {3,}|\|")
_GLUED_NAME = re.compile(rf"(?P<role>[{UPPER} ]{{6,}}[{UPPER}])(?=[{UPPER}][^\W\d{UPPER}_])")
_TITLES = re.compile(
    r"(?:(?:Thiếu|Trung|Thượng|Đại) (?:tá|tướng|úy)|Đại tướng|PGS|GS|TSKH|TS|ThS|Ths|BSCKII|BSCKI|BSCK2|BSCK1|CKII|CKI|CK2|CK1|BSNT|BS|DSCKII|DSCKI|DS|NGƯT|NGND|NSNA|LS|Đồng chí|Đ/c|KS|CN|NSND|NSƯT|Luật sư)(?:[. ,]+|(?<=BS)(?=CK))"
)
_NAME_WORD = rf"[{UPPER}][^\W\d{UPPER}_]*'?"
_NAME = re.compile(rf"{_NAME_WORD}(?: +(?:{_NAME_WORD}|[{UPPER}]{{2,}}(?= |$))){{1,5}}")
_UPPER_NAME = re.compile(rf"[{UPPER}]{{2,}}(?: +[{UPPER}]+){{1,4}}")
_ITEM = re.compile(r"[-+•]|Nơi nhận|NƠI NHẬN|Lưu")
_BLANKS = " *_#\u200b:"


class Signature(NamedTuple):
    """Who signs: ``authority`` («TM. … KT. …», lines joined), ``role``, ``name``; the span of the whole."""

    start: int
    end: int
    authority: str | None
    role: str | None
    name: str | None


class _Piece(NamedTuple):
    start: int
    end: int
    text: str


def _pieces(folded: str, start: int, end: int) -> list[_Piece]:
    """The cells of a block in reading order, list items left out."""
    found, at = [], start
    for gap in [*_GAP.finditer(folded, start, end), None]:
        left = gap.start() if gap else end
        raw = folded[at:left]
        begin = at + len(raw) - len(raw.lstrip(_BLANKS))
        stop = at + len(raw.rstrip(_BLANKS))
        if stop > begin and not _ITEM.match(folded, begin, stop):
            glued = _GLUED_NAME.match(folded, begin, stop)
            if glued and _is_sign_line(glued.group("role")):
                found.append(_Piece(begin, glued.end("role"), glued.group("role")))
                begin = glued.end("role")
            found.append(_Piece(begin, stop, folded[begin:stop]))
        at = gap.end() if gap else end
    return found


def _is_sign_line(text: str) -> bool:
    """A line of authority or role: a code and a body, or a position, all in capitals."""
    return text.isupper() and len(text) < 90 and bool(_AUTHORITY.match(text) or _ROLE.match(text))


def signature_start(folded: str, start: int, end: int) -> int | None:
    """The offset of a signature that stands right before ``end`` (before «Nơi nhận»), or None."""
    begin = max(start, end - 2500)
    first: int | None = None
    named = False
    for piece in reversed(_pieces(folded, begin, end)):
        if _is_sign_line(piece.text):
            first = piece.start
        elif first is None and (_filler(piece.text) or (not named and _person(piece.text))):
            named = named or bool(_person(piece.text))
        elif first is not None and (_person(piece.text) or _filler(piece.text)):
            continue  # Another signer above: his lines of authority or role decide.
        elif first is not None and piece.text.isupper() and len(piece.text) < 60 and not piece.text[0].isdigit():
            continue
        else:
            break
    return None if first is None else max(folded.rfind("\n", start, first) + 1, start)


def _filler(text: str) -> bool:
    return bool(re.fullmatch(r"\(?(?:[Đđ]ã ký|Ký tên|đã ký|Đã kí)[^\n]*|\W+|\(.{0,60}\)|Trang \d+", text))


def _person(text: str) -> str | None:
    """The name in ``text`` without rank or degree, or None when it is none."""
    bare = text
    while title := _TITLES.match(bare):
        bare = bare[title.end() :]
    bare = bare.strip(" .*_")
    if not 5 <= len(bare) <= 40:
        return None
    return bare if _NAME.fullmatch(bare) else None


def is_person(text: str) -> bool:
    """Whether ``text`` (folded) is a person's name, with or without rank or degree.

    >>> is_person("Đại tá Lê Văn Nam"), is_person("Thông tin và Truyền thông")
    (True, False)
    """
    return _person(text) is not None


def read_signature(text: str, folded: str, start: int, end: int) -> Signature | None:
    """The first signature in ``folded[start:end]``: lines of authority, then the role, then the name."""
    pieces = _pieces(folded, start, end)
    first = next((row for row, piece in enumerate(pieces) if _is_sign_line(piece.text)), None)
    if first is None:
        return None
    authority: list[str] = []
    roles: list[str] = []
    row = first
    last = pieces[first]
    while row < len(pieces):
        piece = pieces[row]
        if not (piece.text.isupper() and len(piece.text) < 90) or (
            roles and not _ROLE.match(piece.text) and _is_name(piece)
        ):
            if (roles or authority) and (_person(piece.text) or not _skippable(piece.text)):
                break
            row += 1
            continue
        shown = " ".join(text[piece.start : piece.end].split())
        if _AUTHORITY.match(piece.text):
            if roles:
                break
            head, role = _split_role(shown, piece.text)
            authority.append(head)
            if role:
                roles.append(role)
        elif _ROLE.match(piece.text) and not roles:
            roles.append(shown)
        elif authority and not roles:
            authority[-1] = f"{authority[-1]} {shown}"
        elif roles and not _filler(piece.text):
            roles[-1] = f"{roles[-1]} {shown}"
        last = piece
        row += 1
    name_piece = _find_name(pieces, row)
    name = _shown_name(text, name_piece) if name_piece else None
    stop = name_piece.end if name_piece else last.end
    return Signature(pieces[first].start, stop, " ".join(authority) or None, " ".join(roles) or None, name)


def _is_name(piece: _Piece) -> bool:
    return bool(_UPPER_NAME.fullmatch(piece.text)) and not starts_body(piece.text)


def _skippable(text: str) -> bool:
    """What may stand between the lines of a signature: the left column's wrapped recipients, «(Đã ký)»."""
    return _filler(text) or text[-1] in ";,.:" or text[0].islower() or not text.isupper()


def _split_role(shown: str, folded: str) -> tuple[str, str | None]:
    """«KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC» on one line: the authority and the role."""
    inside = _ROLE_INSIDE.search(folded)
    if inside is None or len(shown) != len(folded):
        return shown, None
    return shown[: inside.start()], shown[inside.end() :]


def _find_name(pieces: list[_Piece], row: int) -> _Piece | None:
    """The first person's name after the role, within the next few cells."""
    for piece in pieces[row : row + 14]:
        if _person(piece.text) or (_is_name(piece) and not _ROLE.match(piece.text) and len(piece.text) < 32):
            return piece
        if _is_sign_line(piece.text) or piece.text.isupper():
            return None
    return None


def _shown_name(text: str, piece: _Piece) -> str:
    shown = " ".join(text[piece.start : piece.end].split())
    while title := _TITLES.match(shown):
        shown = shown[title.end() :]
    return shown.strip(" .*_")
