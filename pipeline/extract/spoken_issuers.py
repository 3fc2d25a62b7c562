"""The issuer said elsewhere in the sentence (nêu ngoài viện dẫn): «được UBND tỉnh phê duyệt tại Quyết định số …».

Such an issuer fills the field, not the span (guidelines, section 1). It counts when the words between the body and the
citation say that the body made the document: «… tại», «ban hành», «phê duyệt», or nothing at all.
"""

from __future__ import annotations

import re

from pipeline.extract.bodies import Bodies
from pipeline.extract.body_forms import PERSON
from pipeline.extract.body_words import HEADS
from pipeline.extract.tails import agrees

# Between the body and the citation: how the body's act leads to the document.
_MADE = re.compile(
    r"[\s\u200b]*(?:\([^()]{0,120}\))?[\s\u200b]*(?:"
    r"(?:đã|có|vừa|mới|cũng|tiếp tục|kịp thời|chủ động)?[^;.:()]{0,200}?(?:tại|bằng)[\s\u200b]*"
    r"(?:(?:các[\s]+)?(?:văn bản|công văn|quyết định|thông báo)(?:[\s]+(?:sau|số))?[\s]*:?[\s]*(?:số[\s]*:?[\s]*)?|các[\s]+)?"
    r"|(?:đã|có|vừa|mới|kịp thời|,|[\s])*(?:ký |tham mưu |xây dựng )?(?:ban hành|phê duyệt|ký|có|phát hành"
    r"|thông qua)[^;.]{0,90}?(?:như[\s]*:|gồm[\s]*:|[\s]*:)?[\s]*(?:các[\s]+)?"
    r"|[\s]*:[\s]*(?:(?:số|Số)[\s]*)?|)\Z"
)
_ASKED = re.compile(
    r"(?:kiến nghị|đề xuất|sửa đổi|bổ sung|thay thế|bãi bỏ|căn cứ|Căn cứ|thực hiện|triển khai"
    r"|theo quy định|hướng dẫn)(?![\w])[^;.]{0,120}\Z"
)
_HEAD = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, HEADS), key=len, reverse=True)) + r")(?![\w])")
# «Kho bạc … theo quy định tại Nghị định …»: what the document lays down, not who made it.
_LAID_DOWN = re.compile(
    r"(?:quy định|hướng dẫn|nêu|áp dụng|theo)(?:[\s]+(?:cụ thể|chi tiết|đầy đủ|rõ))?[\s]+(?:tại"
    r"|trong)[\s\u200b]*(?:các[\s]+)?\Z"
)
# Common nouns at the head of a clause that only look like bodies.
_COMMON = frozenset(
    {"Tổ chức", "Cơ quan", "Doanh nghiệp", "Nhà nước", "Bộ", "Trường", "Viện", "Phòng", "Hội", "Đoàn", "Quỹ", "Ban", "Sở", "Tổ",
     "Công ty", "Báo", "Khối", "Cụm", "Trung ương", "Cục", "Vụ", "Đài", "Đảng", "Tòa", "Trung tâm"}
)  # fmt: skip
_JOINS = re.compile(r"(?:[ ]?,|[ \n]và)[ \n\u200b]+")
_WINDOW = 320


def issuer_in_sentence(folded: str, bodies: Bodies, floor: int, start: int, code: str | None) -> tuple[int, int] | None:
    """The body that the sentence names as the maker of the document cited at ``start``; ``floor`` is where to stop.

    The nearest body wins whose words up to the citation say that it issued it.
    """
    left = max(floor, start - _WINDOW)
    found: list[tuple[int, int]] = []
    reach = left
    for head in _HEAD.finditer(folded, left, start):
        if head.start() < reach:
            continue
        body = bodies.match(folded, head.start(), known=True)
        if body is None or body[1] > start:
            continue
        found.append(body)
        reach = body[1]
    for body in reversed(found[-6:]):
        between = _without_holder(folded[body[1] : start])
        name = folded[slice(*body)]
        if name in _COMMON or not agrees(code, name) or _LAID_DOWN.search(between):
            continue
        if _MADE.match(between) and not _inert(folded, body, between):
            return _with_partner(folded, found, body, code)
    return None


def _without_holder(between: str) -> str:
    """The words behind an office without its holder's name: «Chủ tịch UBND tỉnh Trần Văn A đã ký …»."""
    holder = PERSON.match(between, 1) if between[:1] == " " else None
    return between[holder.end() :] if holder is not None else between


def _with_partner(
    folded: str, found: list[tuple[int, int]], body: tuple[int, int], code: str | None
) -> tuple[int, int]:
    """A committee and its chairman who acted together are one issuer as written: «UBND tỉnh, Chủ tịch UBND tỉnh»."""
    chair = folded[slice(*body)].removeprefix("Chủ tịch ")
    for other in found:
        if _JOINS.fullmatch(folded, other[1], body[0]) and folded[slice(*other)] == chair and agrees(code, chair):
            return other[0], body[1]
    return body


def _inert(folded: str, body: tuple[int, int], between: str) -> bool:
    """Whether the body is asked or merely concerned: «kiến nghị Chính phủ sửa đổi …», «trình Thủ tướng phê duyệt»."""
    before = folded[max(0, body[0] - 30) : body[0]].rstrip()
    if before.endswith(
        ("kiến nghị", "trình", "báo cáo", "gửi", "cho", "đối với", "phối hợp với", "trên địa bàn", "thuộc", "tại")
    ):
        return True
    stripped = between.strip()
    if stripped in ("", ",") and not before.endswith(("được", "do", "bởi")):
        return stripped == "," or before.endswith(("của",))
    return _ASKED.search(between) is not None and not stripped.endswith("tại")
