"""Programmes, schemes, strategies and master plans without a symbol (chương trình, đề án, chiến lược, quy hoạch).

Source: annotation guidelines, sections 1, 5 and 8: the span runs from the type word to the name's end, quotation marks
included; «Đề án 06», «Chương trình 135» are programmes; one with a number and symbol is a citation. The end is found by
grammar: before the issuer, before the words that take the sentence elsewhere, after «giai đoạn …», «tầm nhìn đến năm …».

>>> from pipeline.model.document import Document
>>> text = "phê duyệt Chiến lược phát triển thanh niên giai đoạn 2021 - 2030 của Thủ tướng Chính phủ"
>>> [p.name for p in ProgrammeExtractor().extract(Document(text, text), ())]
['Chiến lược phát triển thanh niên giai đoạn 2021 - 2030']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.extract.movement_quotes import quotation
from pipeline.model.document import Document
from pipeline.model.mentions import Citation, Programme

_S = r"[\s\u200b]"
_KINDS = (
    ("Đề", r"án"), ("đề", r"án(?=" + _S + r"+[\"\d])"), ("Chiến", r"lược"), ("chiến", r"lược(?=" + _S + r"*\")"), ("Quy", r"hoạch"),
    ("Chương", r"trình(?:" + _S + r"+(?:mục tiêu|hành động|quốc gia|Quốc gia))*"), ("chương", r"trình(?=" + _S + r"+[\"\d])"),
)  # fmt: skip
_HEADS = tuple(re.compile(first + _S + "+" + rest + r"(?!\w)") for first, rest in _KINDS)
_NUMBERED_NAME = re.compile(
    _S + r"+(?:số" + _S + r"+)?(?P<number>\d{2,4})(?![\w/.,\-%]|" + _S + r"*[/\-])"
    r"(?!" + _S + r"+(?:tháng|ngày|năm|đồng|người))"
)
_NO_NAME = re.compile(
    _S
    + r"*(?:số"
    + _S
    + r"*[:\d/]|này|đó|trên|nêu|khung|của|và|,|\.|;|:|\)|\(|được|đã|phải|sẽ|có|là|để|cho|do|công tác"
    r"|làm việc|phối hợp|giảng|học|đào tạo|kế hoạch"
    r"|theo|tại|trong|thuộc|về việc|đối với|với|từ|gồm|\d|năm|các|những|một|hoặc|khác|bao|không|chi tiết"
    r"|sử dụng đất(?! quốc)|xây dựng(?! (?:nông|xã|đảng|nhà))|$)"
)
_CAPITAL_NAME = re.compile(_S + r"+[A-ZĐÀ-Ỹ]")
_NAME_WORD = re.compile(
    _S + r"+(?:phát triển|quốc gia|tỉnh|thành phố|tổng thể|mục tiêu|hành động|nâng cao|đổi mới|chuyển đổi"
    r"|xây dựng (?:nông|xã|đảng|nhà)|cải cách|bảo vệ|thăm dò"
    r"|phòng|phát hiện|tăng cường|hỗ trợ|giảm nghèo|đào tạo(?! của)|sắp xếp|thí điểm|địa chất|quản lý|bảo tồn|tổ chức"
    r"|ứng dụng|khuyến|trồng|mỗi|hợp tác|tái cơ cấu"
    r"|cơ cấu|văn hóa|dữ liệu|an ninh|thực hiện|hội nhập|đầu tư công|vùng|ngành|mạng lưới|hệ thống|kinh tế|biển|dân số"
    r"|bình đẳng|chăm sóc|tuyên truyền|thu hút)(?!\w)"
)
_HARD = re.compile(
    r"[;:\"()*|]|\.(?!\d)|\n" + _S + r"*(?=[-+•*]|[A-ZĐÀ-Ỹ]|\d{1,2}[.)])|,?" + _S + r"+(?:ban hành"
    r"|phê duyệt)(?!\w)"
)
_TAIL = re.compile(
    r"(?:,?" + _S + r"+(?:trong" + _S + r"+)?(?:giai" + _S + r"+đoạn"
    r"|thời" + _S + r"+kỳ)" + _S + r"+(?:đến" + _S + r"+)?(?:năm" + _S + r"+)?\d{4}"
    r"(?:" + _S + r"*(?:-|đến(?:" + _S + r"+năm)?)" + _S + r"*\d{4})?|,?" + _S + r"+đến" + _S + r"+năm" + _S + r"+\d{4}|," + _S
    + r"+(?:tầm" + _S + r"+nhìn|định" + _S + r"+hướng)(?:" + _S + r"+đến)?(?:" + _S + r"+năm)?" + _S + r"+\d{4})+"
)  # fmt: skip
_SOFT = re.compile(
    r"," + _S + r"*(?:(?:gắn|góp|nhằm|đồng thời|trong đó|bảo đảm|đảm bảo|tập trung)(?!\w)|(?=[A-ZĐÀ-Ỹ]))"
    r"|,?"
    + _S
    + r"+(?:gắn với|nhằm|được|đã|theo|tại|do|để|bằng|kèm theo|với mục|có|phải|sẽ|như|gồm|bao gồm|quy định|chi trả|cho"
    r"|chậm|hồ sơ|là|rất|đảm bảo|bảo đảm|trên địa bàn|năm" + _S + r"+\d{4}"
    r"|và" + _S + r"+(?:các|những|tổ chức|thực hiện|triển khai))(?!\w)"
    r"|,?" + _S + r"+(?:của|và)" + _S + r"+(?=[A-ZĐÀ-Ỹ])"
)
_PARAGRAPH = re.compile(r"(?:^|[.;:]" + _S + r"*\n|\n" + _S + r"*\n|\d[.)]|[a-zđ]\)|\n" + _S + r"*[-+•])" + _S + r"*\Z")
_LONGEST, _FEWEST_WORDS = 320, 4


class ProgrammeExtractor:
    """Reads ``document`` and the citations' spans; writes ``Programme`` values in the order of the text."""

    def __init__(self, gazetteers: object = None) -> None:
        """``gazetteers`` is taken for the stage's common shape; grammar finds the names."""

    def extract(self, document: Document, citations: Sequence[Citation]) -> tuple[Programme, ...]:
        """Every named programme of ``document`` whose type word begins no citation."""
        spans = sorted((c.start, c.end) for c in citations)
        found: dict[int, Programme] = {}
        for pattern in _HEADS:
            for head in pattern.finditer(document.folded):
                if _covered(spans, head.start()):
                    continue
                end = _end(document, head.start(), head.end())
                if end is not None:
                    text = document.text[head.start() : end]
                    found.setdefault(head.start(), Programme(head.start(), end, text, " ".join(text.split())))
        return _outermost(found)


def _covered(spans: Sequence[tuple[int, int]], pos: int) -> bool:
    index = bisect_right(spans, (pos, 1 << 60)) - 1
    return index >= 0 and spans[index][1] > pos


def _outermost(found: dict[int, Programme]) -> tuple[Programme, ...]:
    result: list[Programme] = []
    for start in sorted(found):
        if not result or found[start].start >= result[-1].end:
            result.append(found[start])
    return tuple(result)


def _end(document: Document, start: int, pos: int) -> int | None:
    """The end of the programme's name, or None when what follows the type word names none."""
    folded = document.folded
    number = _NUMBERED_NAME.match(folded, pos)
    if number is not None:
        return number.end("number")
    at = pos
    while at < len(folded) and folded[at] in " \n\u200b:":
        at += 1
    quoted = quotation(document.text, folded, at) if folded[at : at + 1] == '"' else None
    if quoted is not None:
        tail = _TAIL.match(folded, quoted[2])
        return tail.end() if tail is not None else quoted[2]
    if folded[max(0, start - 6) : start].rstrip().endswith(("Luật", "Về")):
        return None
    if folded[start].islower() or (_NO_NAME.match(folded, pos) and " hành" not in folded[start:pos]):
        return None
    if _CAPITAL_NAME.match(folded, pos) is None and _NAME_WORD.match(folded, pos) is None and pos - start < 14:
        return None
    return _unquoted_end(folded, start, pos)


def _unquoted_end(folded: str, start: int, pos: int) -> int | None:
    hard = _HARD.search(folded, pos, start + _LONGEST)
    limit = hard.start() if hard is not None else min(len(folded), start + _LONGEST)
    at, tail = pos, _TAIL.search(folded, pos, limit)
    soft = _SOFT.search(folded, at, limit)
    if soft is not None and " hành" in folded[start:pos] and soft.start() == pos:
        soft = _SOFT.search(folded, soft.end(), limit)  # «Chương trình hành động của Chính phủ thực hiện …»
    end = soft.start() if soft is not None else limit
    if tail is not None and tail.start() <= end:
        end = tail.end()
    while end > pos and folded[end - 1] in " \n\u200b,-*_:":
        end -= 1
    if tail is None and _PARAGRAPH.search(folded[max(0, start - 12) : start]) is not None:
        return None  # a heading or a rule about such programmes, not one of them
    enough = len(folded[start:end].split()) >= _FEWEST_WORDS
    return end if enough and (tail is not None or end - start < 200) else None
