"""The issuer (cơ quan ban hành) where no letterhead names it: from the sentence that adopts the document, or its closing.

«Sở … (sau đây gọi tắt là Sở) xây dựng Kế hoạch», «Trên đây là Kế hoạch … của Sở Tư pháp»; facts: section_structure, plan.

>>> text = "Thực hiện kế hoạch của tỉnh; Sở Công Thương xây dựng Kế hoạch như sau:"
>>> [text[start:end] for start, end in adopting(text, 0, len(text))]
['Sở Công Thương']
>>> text = "Trên đây là Kế hoạch thi đua năm 2024 của Sở Tư pháp./."
>>> [text[start:end] for start, end in closing(text, 0, len(text))]
['Sở Tư pháp']
"""

from __future__ import annotations

import re

_HEAD = (
    r"(?:Sở|Ủy ban|UBND|Hội đồng|HĐND|Ban|Văn phòng|Cục|Chi cục|Tổng cục|Phòng|Bộ|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy"
    r"|Thị ủy|Liên đoàn|Công đoàn|Tổng Liên đoàn|Hội|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Đoàn|Trường|Trung tâm|Bệnh viện|Công an"
    r"|BCH|BTV|Liên đội"
    r"|Thanh tra|Chính phủ|Quốc hội|Tòa án|Viện|Kho bạc|Bảo hiểm|Ngân hàng|Mặt trận|Công ty|Tổng công ty|Chi bộ|Đảng bộ|Khối|Cụm)"
)
_VERB = (
    r"(?:xây dựng|ban hành|triển khai|phát động|tổ chức|hướng dẫn|yêu cầu|báo cáo|kính trình|kính đề nghị|đề nghị|thông báo|lập"
    r"|phối hợp|có ý kiến|đề ra|chỉ đạo|quyết định|nhận được|trân trọng)"
)
_ADOPTS = re.compile(
    rf"(?:^|(?<=[\n.;,] )|(?<=\n)|(?<=\n\n))[ *\u200b]*(?P<body>{_HEAD} [^\n.;:()\"]{{2,90}}?)(?: *\([^)\n]{{3,80}}\))? +{_VERB} "
    r"(?=\w*)", re.MULTILINE
)  # fmt: skip
_OF = re.compile(
    rf" của (?P<body>{_HEAD}[^\n.;:,()\"/]{{2,80}}?)"
    r"(?= *(?:\./|[.,;:/(\n]|$| (?:đề nghị|yêu cầu|kính|về|năm|trên|để|giai đoạn|đến|trong) ))"
)
_OWN = re.compile(r"(?:Trên đây|Nay ).{0,10}")


# A phrase cut before its noun («… cơ quan trung ương của các»), or of bodies in general, is nobody's name.
_UNFINISHED = re.compile(
    r"(?: (?:các|của|những|mọi|từng|mỗi|cho|về|tại|do|khi|có|được|phải|để|sẽ|đã|thì|là|không|trách nhiệm))$|^\w+ các "
)


def adopting(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of bodies that «xây dựng», «ban hành» … at the head of a clause in ``folded[start:end]``, in order."""
    found = []
    for match in _ADOPTS.finditer(folded, start, end):
        body = match.group("body").rstrip(" ,")
        if _UNFINISHED.search(body):
            continue
        found.append((match.start("body"), match.start("body") + len(body)))
    return found


def closing(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the bodies whose document «Trên đây là …» says it is; the last «của …» of the sentence first."""
    if not _OWN.match(folded, start, end):
        return []
    stop = folded.find("\n", start, end)
    found = _OF.finditer(folded, start, end if stop < 0 else stop + 1)
    return [match.span("body") for match in found if not _UNFINISHED.search(match.group("body"))][::-1]


def choose(folded: str, spans: list[tuple[int, int]], known: tuple[str, ...]) -> tuple[int, int] | None:
    """The best of ``spans``: one that ``known`` (names the own symbol's agency may have) confirms, else the first."""
    wanted = [name.lower() for name in known]
    for start, end in spans:
        if any(
            folded[start:end].lower().startswith(name) or name.startswith(folded[start:end].lower()) for name in wanted
        ):
            return start, end
    return spans[0] if spans else None
