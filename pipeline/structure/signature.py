"""The signature (chữ ký): by what authority, in what position, who.

The codes are in ``gazetteers/authorities.toml``, positions and titles before a name in ``gazetteers/phrases.toml``.
Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 7 (TM., KT., TL., TUQ., Q.); Hướng dẫn 36-HD/VPTW (T/M, K/T, T/L).

>>> from pipeline.gazetteer import load
>>> text = "TM. ỦY BAN NHÂN DÂN\\nKT. CHỦ TỊCH\\nPHÓ CHỦ TỊCH\\n\\n(Đã ký)\\n\\nTrần Văn A\\n"
>>> found = SignatureReader(load()).read(text, text, 0, len(text))
>>> found.authority, found.role, found.name
('TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Trần Văn A')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.gazetteer import Gazetteers
from pipeline.structure.bodies import starts_body
from pipeline.structure.frame import UPPER
from pipeline.text.fold import fold

_GAP = re.compile(r"\n|\t| {3,}|\|")
_GLUED_NAME = re.compile(rf"(?P<role>[{UPPER} ]{{6,}}[{UPPER}])(?=[{UPPER}][^\W\d{UPPER}_])")
_NAME_WORD = rf"[{UPPER}][^\W\d{UPPER}_]*'?"
_NAME = re.compile(rf"{_NAME_WORD}(?: +(?:{_NAME_WORD}|[{UPPER}]{{2,}}(?= |$))){{1,5}}")
_UPPER_NAME = re.compile(rf"[{UPPER}]{{2,}}(?: +[{UPPER}]+){{1,4}}")
# «Lưu» opens the archive mark («Lưu: VT», «Lưu Văn phòng»), but is a family name too («Lưu Văn Bình»).
_ITEM = re.compile(rf"[-+•]|Nơi nhận|NƠI NHẬN|Lưu(?!(?: [{UPPER}][^\W\d_{UPPER}]+){{2,3}} *\Z)")
# Where the second column may begin on a line of the first whose gap was lost: «- Như Điều 2; CHỦ TỊCH».
_COLUMN = re.compile(rf"[;.:,] (?=[{UPPER}])")
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


def _either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(set(words), key=len, reverse=True)))})"


def _filler(text: str) -> bool:
    return bool(re.fullmatch(r"\(?(?:[Đđ]ã ký|Ký tên|đã ký|Đã kí)[^\n]*|\W+|\(.{0,60}\)|Trang \d+", text))


def _is_name(piece: _Piece) -> bool:
    return bool(_UPPER_NAME.fullmatch(piece.text)) and not starts_body(piece.text)


def _skippable(text: str) -> bool:
    """What may stand between the lines of a signature: the left column's wrapped recipients, «(Đã ký)»."""
    return _filler(text) or text[-1] in ";,.:" or text[0].islower() or not text.isupper()


class SignatureReader:
    """Reads signatures. Built once from the gazetteers (authorities; phrases of the kinds ``role`` and ``person-title``)."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        forms = {form.rstrip(".") for entry in gazetteers.authorities for form in entry.forms}
        # A code, or a code spelled out («THAY MẶT»); one word spelled out («QUYỀN») belongs to the position.
        codes = _either(form for form in forms if form.isupper() and " " not in form and len(form) < 5)
        spelled = _either(form for form in forms if form.isupper() and " " in form)
        self._authority = re.compile(rf"{codes}(?:\.|(?<=/.)|(?= ))[ :]*(?=[{UPPER}])|{spelled} ")
        roles = _either(fold(word) for entry in gazetteers.phrases if entry.kind == "role" for word in entry.words)
        self._role = re.compile(rf"(?:Q\. ?|QUYỀN )?(?:PHÓ )?{roles}(?!\w)")
        self._role_inside = re.compile(
            rf"(?<=[\w)]) (?=(?:PHÓ ){roles}(?!\w))|(?<=NHÂN DÂN) (?=(?:PHÓ )?CHỦ TỊCH)|(?<=THƯỜNG VỤ) (?=(?:PHÓ )?BÍ THƯ)"
        )
        titles = _either(word for entry in gazetteers.phrases if entry.kind == "person-title" for word in entry.words)
        self._titles = re.compile(rf"{titles}(?:[. ,]+|(?<=BS)(?=CK))")

    def _pieces(self, folded: str, start: int, end: int) -> list[_Piece]:
        """The cells of a block in reading order, list items left out."""
        found, at = [], start
        for gap in [*_GAP.finditer(folded, start, end), None]:
            left = gap.start() if gap else end
            raw = folded[at:left]
            begin = at + len(raw) - len(raw.lstrip(_BLANKS))
            stop = at + len(raw.rstrip(_BLANKS))
            if stop > begin and _ITEM.match(folded, begin, stop):
                begin = self.second_column(folded, begin, stop) or stop
            if stop > begin:
                glued = _GLUED_NAME.match(folded, begin, stop)
                if glued and self._is_sign_line(glued.group("role")):
                    found.append(_Piece(begin, glued.end("role"), glued.group("role")))
                    begin = glued.end("role")
                found.append(_Piece(begin, stop, folded[begin:stop]))
            at = gap.end() if gap else end
        return found

    def second_column(self, folded: str, start: int, end: int) -> int | None:
        """Where in a recipients' line ``folded[start:end]`` the signature's column begins whose gap was lost, or None.

        >>> from pipeline.gazetteer import load
        >>> line = "- Như Điều 2; CHỦ TỊCH"
        >>> line[SignatureReader(load()).second_column(line, 0, len(line)) :]
        'CHỦ TỊCH'
        """
        archive = folded.find("Lưu", start, start + 8) >= 0
        for mark in _COLUMN.finditer(folded, start, end):
            word = max(folded.rfind(" ", start, mark.start()) + 1, start)
            if self._authority.match(folded, word, end):
                return word if word > start else None  # «KT. CHỦ TỊCH»: the point belongs to the code
            rest = folded[mark.end() : end]
            if self._is_sign_line(rest) or (archive and folded[mark.start()] == "." and self._person(rest)):
                return mark.end()
        return None

    def _is_sign_line(self, text: str) -> bool:
        """A line of authority or role: a code and a body, or a position, all in capitals."""
        return text.isupper() and len(text) < 90 and bool(self._authority.match(text) or self._role.match(text))

    def start(self, folded: str, start: int, end: int) -> int | None:
        """The offset of a signature that stands right before ``end`` (before «Nơi nhận»), or None."""
        begin = max(start, end - 2500)
        first: int | None = None
        named = False
        for piece in reversed(self._pieces(folded, begin, end)):
            if self._is_sign_line(piece.text):
                first = piece.start
            elif first is None and (_filler(piece.text) or (not named and self._person(piece.text))):
                named = named or bool(self._person(piece.text))
            elif first is not None and (self._person(piece.text) or _filler(piece.text)):
                continue  # Another signer above: his lines of authority or role decide.
            elif first is not None and piece.text.isupper() and len(piece.text) < 60 and not piece.text[0].isdigit():
                continue
            else:
                break
        return None if first is None else max(folded.rfind("\n", start, first) + 1, start)

    def _person(self, text: str) -> str | None:
        """The name in ``text`` without rank or degree, or None when it is none."""
        bare = text
        while title := self._titles.match(bare):
            bare = bare[title.end() :]
        bare = bare.strip(" .*_")
        if not 5 <= len(bare) <= 40:
            return None
        return bare if _NAME.fullmatch(bare) else None

    def is_person(self, text: str) -> bool:
        """Whether ``text`` (folded) is a person's name, with or without rank or degree.

        >>> from pipeline.gazetteer import load
        >>> reader = SignatureReader(load())
        >>> reader.is_person("Đại tá Lê Văn Nam"), reader.is_person("Thông tin và Truyền thông")
        (True, False)
        """
        return self._person(text) is not None

    def read(self, text: str, folded: str, start: int, end: int) -> Signature | None:
        """The first signature in ``folded[start:end]``: lines of authority, then the role, then the name."""
        pieces = self._pieces(folded, start, end)
        first = next((row for row, piece in enumerate(pieces) if self._is_sign_line(piece.text)), None)
        if first is None:
            return None
        authority: list[str] = []
        roles: list[str] = []
        row = first
        last = pieces[first]
        while row < len(pieces):
            piece = pieces[row]
            if not (piece.text.isupper() and len(piece.text) < 90) or (
                roles and not self._role.match(piece.text) and _is_name(piece)
            ):
                if (roles or authority) and (self._person(piece.text) or not _skippable(piece.text)):
                    break
                row += 1
                continue
            shown = " ".join(text[piece.start : piece.end].split())
            if self._authority.match(piece.text):
                if roles:
                    break
                head, role = self._split_role(shown, piece.text)
                authority.append(head)
                if role:
                    roles.append(role)
            elif self._role.match(piece.text) and not roles:
                roles.append(shown)
            elif authority and not roles:
                authority[-1] = f"{authority[-1]} {shown}"
            elif roles and not _filler(piece.text):
                roles[-1] = f"{roles[-1]} {shown}"
            last = piece
            row += 1
        name_piece = self._find_name(pieces, row)
        name = self._shown_name(text, name_piece) if name_piece else None
        stop = name_piece.end if name_piece else last.end
        return Signature(pieces[first].start, stop, " ".join(authority) or None, " ".join(roles) or None, name)

    def _split_role(self, shown: str, folded: str) -> tuple[str, str | None]:
        """«KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC» on one line: the authority and the role."""
        inside = self._role_inside.search(folded)
        if inside is None or len(shown) != len(folded):
            return shown, None
        return shown[: inside.start()], shown[inside.end() :]

    def _find_name(self, pieces: list[_Piece], row: int) -> _Piece | None:
        """The first person's name after the role, within the next few cells."""
        for piece in pieces[row : row + 14]:
            if self._person(piece.text) or (
                _is_name(piece) and not self._role.match(piece.text) and len(piece.text) < 32
            ):
                return piece
            if self._is_sign_line(piece.text) or piece.text.isupper():
                return None
        return None

    def _shown_name(self, text: str, piece: _Piece) -> str:
        shown = " ".join(text[piece.start : piece.end].split())
        while title := self._titles.match(shown):
            shown = shown[title.end() :]
        return shown.strip(" .*_")
