"""Type and title (tên loại, trích yếu): where they stand, how far the title goes, and the note of issue below it.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 5; guidelines, section 7 (title lines joined, «V/v» dropped, a parenthesis
«(Ban hành kèm theo …)» outside). A letter has no type line: its title is the «V/v …» below the number.

>>> reader = TitleReader({"Kế hoạch": ()})
>>> text = "KẾ HOẠCH\\nPhát động phong trào thi đua\\nnăm 2024\\n\\nCăn cứ chương trình công tác,"
>>> reader.read(text, 0, len(text)).spans
((9, 37), (38, 46))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.structure.frame import UPPER, OwnNumber

_STRIP = " *_#\u200b\t|"
_RULE = re.compile(r"[-_=*~.…\s|]{3,}")
_BODY = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo|Để|Nhằm|Triển khai|Xét|Sau khi|Trong|Ngày \d|Trên cơ sở|Vừa qua|Hiện nay|Phát huy|Tiếp tục"
    r"|Kính gửi|KÍNH GỬI|Kính thưa|Quán triệt|Năm \d{4}|Tại |Qua |Được sự|Hưởng ứng|Chào mừng|Đồng chí"
    r"|(?:Phần|PHẦN|Chương|CHƯƠNG) (?:thứ|THỨ|[IVX]+\b|\d)"
    r"|Điều \d|[IVX]+[.\-/]|[A1][.\-/)])"
)
_ISSUER = re.compile(
    r"(?:(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG|CHÁNH|TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG"
    r"|THỐNG ĐỐC)\b"
    r"|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|HỘI ĐỒNG NHÂN DÂN|ỦY BAN NHÂN DÂN|ỦY BAN THƯỜNG VỤ|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|UBND\b|HĐND\b)"
)
_NOTE = re.compile(
    r"\((?:[Bb]an hành |BAN HÀNH )?(?:[Kk]èm theo|KÈM THEO|[Đđ]ính kèm|[Tt]heo|[Pp]hê duyệt)[^)]{0,400}\)|\([^)\n]{0,200}\)"
)
# «(30/4/1975 - 30/4/2025)»: the days of what is commemorated are part of the title.
_DATES = re.compile(r"\( ?(?:ngày )?\d{1,2}[/.]\d")
_SUBJECT = re.compile(r"(?:V/v|V\.v|VV|Về việc|v/v)[ :]*")
# «KẾ HOẠCH (V/v phát động …)», «QUYẾT ĐỊNH / V/V BAN HÀNH …»: the mark of a letter's subject below a type line.
_MARKED = re.compile(r"(?P<open>\( *)?(?:V/v|V/V|v/v)[ :]+")
_SUBJECT_STOP = re.compile(r"Kính gửi|KÍNH GỬI|Căn cứ|Thực hiện|Nơi nhận")
_CITED = re.compile(
    r"(?P<type>[^\d\n]{3,40}?)(?P<so> [Ss]ố| SỐ)?:? +(?P<number>\d[\w.]*(?:/\d{4})?)[/-]"
    r"(?P<code>[^\s,;]+(?: ?- ?[A-ZĐ]{2,}[\w-]*)*)(?P<rest>[^\n]*)"
)


class Title(NamedTuple):
    """Type and title found. ``type_line`` is the type's span; ``spans`` the pieces of the title in order.

    ``note`` is the parenthesis below the title, ``end`` the offset where the body may begin.
    """

    doc_type: str | None
    type_line: tuple[int, int] | None
    spans: tuple[tuple[int, int], ...]
    note: tuple[int, int] | None
    end: int


class TitleReader:
    """Finds the type line. ``types`` maps each type's name to its other spellings."""

    def __init__(self, types: Mapping[str, tuple[str, ...]]) -> None:
        self._names: dict[str, str] = {}
        for name, variants in types.items():
            for form in (name, *variants):
                if len(form) > 3:
                    self._names.setdefault(form.upper(), name)
        longest = sorted(self._names, key=len, reverse=True)
        exact = sorted(set(self._names.values()), key=len, reverse=True)
        upper = "|".join(" {1,3}".join(map(re.escape, name.split(" "))) for name in longest)
        self._line = re.compile(
            rf"(?:^|(?<=[\n\t|])|(?<=   )|(?<=[-_*=]{{3}}))[ *_#\u200b]*(?:(?P<upper>{upper})(?![\w])"
            rf"|(?P<title>{'|'.join(map(re.escape, exact))})(?=[ *_]*(?:\n|$)))",
            re.MULTILINE,
        )
        self._cited = {name.lower(): name for name in types}

    def read(self, folded: str, start: int, end: int) -> Title | None:
        """The type line and what follows it, in ``folded[start:end]`` (the head of a document), or None."""
        for match in self._line.finditer(folded, start, end):
            group = "upper" if match.group("upper") else "title"
            begin, stop = match.span(group)
            line_end = folded.find("\n", stop, end)
            line_end = end if line_end < 0 else line_end
            rest = folded[stop:line_end].strip(_STRIP)
            if rest[:1] in (":", ",", ";", ".") or (rest[:1] and rest[:2].lower() == "số"):
                continue
            name = self._names[" ".join(match.group(group).upper().split())]
            return self._title(folded, name, (begin, stop), end)
        return None

    def first_line(self, folded: str, start: int, end: int) -> tuple[Title, OwnNumber, bool] | None:
        """A text that opens with «Nghị định số 24/2020/NĐ-CP Quy định …»: title, number and whether the line is a heading."""
        match = _CITED.match(folded, start, end)
        name = self._cited.get(match.group("type").strip().lower()) if match else None
        if match is None or name is None:
            return None
        rest = match.group("rest")
        # A sentence alone, or the first of a paragraph, only cites what it begins with.
        heads = match.end() < end and rest.rstrip()[-1:] not in (".", ";", ",", ":")
        sentence = rest.lstrip(" ,").startswith("ngày") and (";" in rest or rest.rstrip().endswith((".", ":")))
        if sentence or not (heads or match.group("so")):
            return None
        spans = ((match.start("rest") + title_in(rest), match.start("rest") + len(rest.rstrip())),)
        title = Title(name, match.span("type"), spans if rest.strip() else (), None, match.end())
        begin, stop = match.start("number"), match.end("code")
        return (
            title,
            OwnNumber(begin, stop, match.group("number"), match.group("code").replace(" ", ""), (begin, stop)),
            heads,
        )

    def _title(self, folded: str, name: str, type_line: tuple[int, int], end: int) -> Title:
        spans: list[tuple[int, int]] = []
        note = None
        at, blank = type_line[1], False
        while at < end:
            stop = folded.find("\n", at, end)
            stop = end if stop < 0 else stop
            line = folded[at:stop]
            text = line.strip(_STRIP)
            begin = at + (len(line) - len(line.lstrip(_STRIP)))
            if not text or _RULE.fullmatch(line):
                blank = blank or bool(spans)
                at = stop + 1
                continue
            marked = _MARKED.match(text) if not spans else None
            if marked is not None:
                closing = text.rfind(")") if marked["open"] else -1
                text = text[: closing if closing > 0 else None].rstrip()[marked.end() :]
                begin += marked.end()
            elif text[0] == "(" and not (spans and _DATES.match(text)):
                found = _NOTE.match(folded, begin, end)
                if found:
                    note = note or found.span()
                    at, blank = found.end(), True
                    continue
            if self._ends(folded, spans, text, blank, stop, end):
                break
            spans.append((begin, begin + len(text)))
            if len(text) > 400:
                at = stop + 1
                break
            at = stop + 1
        return Title(name, type_line, tuple(spans), note, min(at, end))

    @staticmethod
    def _ends(folded: str, spans: list[tuple[int, int]], text: str, blank: bool, stop: int, end: int) -> bool:
        """Whether the title ended before the line ``text``."""
        if not spans:
            return bool(re.match(r"Kính gửi|KÍNH GỬI|Căn cứ ", text)) or (text.isupper() and bool(_ISSUER.match(text)))
        if blank:
            return not text[0].islower()
        before = folded[spans[-1][0] : spans[-1][1]]
        if text[0].islower():
            return False
        if _BODY.match(text) and not before.endswith((",", "và", " của", " về", "-")):
            return True
        if text.isupper():
            return not before.isupper() or bool(_ISSUER.match(text))
        if before.isupper() and len(before) > 3:
            return True
        return text[-1] in ".;:" or len(text) > 160 or len(spans) > 12


def read_subject(folded: str, start: int, end: int, known: list[tuple[int, int]]) -> Title | None:
    """The «V/v …» of a letter in ``folded[start:end]``: its lines in the left column, without known spans."""
    match = next((m for m in _SUBJECT.finditer(folded, start, end) if _line_start(folded, m.start(), start)), None)
    if match is None:
        return None
    spans: list[tuple[int, int]] = []
    at = match.start() if match.group().startswith("Về") else match.end()
    last = at
    while at < end and len(spans) < 12:
        stop = folded.find("\n", at, end)
        stop = end if stop < 0 else stop
        piece = re.split(r" {4,}|\t|\|", folded[at:stop].strip(_STRIP))[0].strip(_STRIP)
        begin = folded.find(piece, at) if piece else at
        if not piece or _SUBJECT_STOP.match(piece) or any(left <= begin < right for left, right in known):
            if spans and not (known and not piece and _carries_on(folded, stop, end)):
                break
        elif spans and _RULE.fullmatch(piece):
            break
        else:
            spans.append((begin, begin + len(piece)))
            last = stop
        at = stop + 1
    return Title(None, None, tuple(spans), None, last) if spans else None


_OF_BODY = re.compile(
    r" (?:của|CỦA) [^\n;.]{4,90}? (?=(?:VỀ|về|V/v|[Qq]uy định|QUY ĐỊNH|[Bb]an hành|BAN HÀNH|[Pp]hê duyệt|PHÊ DUYỆT)(?!\w))"
)


def title_in(line: str) -> int:
    """Where the title begins in what follows «Kết luận số 12-KL/TW» on a first line: behind «của …», behind «V/v».

    >>> line = " của Bộ Chính trị về sắp xếp bộ máy"
    >>> line[title_in(line):]
    'về sắp xếp bộ máy'
    """
    of = _OF_BODY.match(line)
    at = of.end() if of else len(line) - len(line.lstrip(" ,:-"))
    subject = _SUBJECT.match(line, at)
    return subject.end() if subject and not subject.group().startswith("Về") else at


def read_untyped(folded: str, start: int, end: int, names: Callable[[str], bool]) -> Title | None:
    """A title in capitals whose line with the type was lost (a table flattened): between number or date and preamble.

    ``names`` tells a line that names a body, which ends the title.
    """
    spans: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = folded.find("\n", at, end)
        stop = end if stop < 0 else stop
        text = folded[at:stop].strip(_STRIP)
        if text and not _RULE.fullmatch(folded[at:stop]):
            if not text.isupper() or names(text) or _ISSUER.match(text) or (not spans and len(text.split()) < 3):
                break
            begin = at + folded[at:stop].index(text)
            spans.append((begin, begin + len(text)))
        elif spans and not text:
            break
        at = stop + 1
    return Title(None, None, tuple(spans), None, spans[-1][1]) if spans else None


def _line_start(folded: str, at: int, start: int) -> bool:
    line = folded[max(folded.rfind("\n", 0, at) + 1, start) : at]
    return not line.strip(_STRIP) or line.endswith(("   ", "\t")) or bool(re.search(rf"[/-][{UPPER}]+ +$", line))


def _carries_on(folded: str, stop: int, end: int) -> bool:
    """Whether after a blank line the subject goes on (its next line starts small)."""
    rest = folded[stop:end].lstrip(_STRIP + "\n")
    return rest[:1].islower()


def join(text: str, spans: tuple[tuple[int, int], ...]) -> str | None:
    """The title in one line: pieces joined with a space, runs of space made one, a final mark dropped."""
    joined = " ".join(" ".join(text[start:end] for start, end in spans).replace("\u200b", "").split())
    return joined.strip(" *_").rstrip(".;:") or None
