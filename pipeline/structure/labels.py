"""The labels that open numbered units (phần, chương, mục, điều, khoản, điểm): their forms, kinds, values and marks.

Source: guidelines, section 6; Nghị định 30/2020/NĐ-CP, phụ lục I, phần I, mục 6.đ (order of units, Vietnamese letters).
Only the form is judged here; whether a label really opens a section is a matter of sequence (``sequence``).

>>> [(label.text, label.kind, label.value) for label in scan("I. MỤC ĐÍCH\\n1. Yêu cầu\\n2.1. Nội dung\\nđ) Kinh phí", 0, 50)]
[('I', 'roman', (1,)), ('1', 'arabic', (1,)), ('2.1', 'decimal', (2, 1)), ('đ', 'letter', (5,))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_WORD_KINDS = {
    "phụ lục": "phu-luc", "biểu": "bieu", "mẫu": "mau", "phần": "phan", "chương": "chuong", "mục": "muc",
    "tiểu mục": "tieu-muc", "điều": "dieu",
}  # fmt: skip
WORD_RANK = {"phu-luc": 0, "bieu": 1, "mau": 1, "phan": 2, "chuong": 3, "muc": 4, "tieu-muc": 5, "dieu": 6}
"""Nesting of units named by a word; a lower rank contains a higher one."""

_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_INDENT = r"[ *_#\u200b]*"
# A label ends with its mark; what follows a dot must not be a digit (1.000) nor a lower-case letter set tight (v.v), and a slash
# no symbol's code (a line that begins with «112/QĐ-UBND»).
_DOT = rf"(?!/[A-ZĐ&]{{2,}}[-/])[./)]{{1,2}}(?=[ *\n\u200b\"(\[{_UPPER}]|\Z)"
_PAREN = r"[/.]?\)(?:\.|/)?(?=[^\d/)]|\Z)"
_DASH = rf" ?-(?=[ *]*[{_UPPER}\"])"
# «I MỤC ĐÍCH, YÊU CẦU», «II: NỘI DUNG»: the mark lost, or a colon for it; the line must be words in capitals.
_LOST = rf":?(?= +[{_UPPER}]{{2,}},? [{_UPPER} ,;:()\"-]{{2,}}(?:\n|\Z))"
_WORDS = (
    r"(?:P(?:hần|HẦN|hụ lục|HỤ LỤC|hụ Lục)|C(?:hương|HƯƠNG)|M(?:ục|ỤC|ẫu|ẪU)|T(?:iểu mục|IỂU MỤC|iểu Mục)"
    r"|Đ(?:iều|IỀU)|B(?:iểu|IỂU))"
)
_NUMERAL = r"(?:(?:[Tt]hứ|THỨ) +[^\W\d_]{2,4}|[IVXLC]{1,8}|\d{1,3}[a-zđ]?(?:[.-]\d{1,2})?(?![\d,/])|[A-HĐ])(?![^\W_])"
_WORD_LABEL = rf"(?P<word>{_WORDS} +(?:(?:số|Số|SỐ) *:? *)?{_NUMERAL})"
_WORD_END = rf"(?: *[.:)](?!\d)| *-(?!\d)|[ *]*(?=\n|\Z)|(?= +[{_UPPER}]{{2}})|(?= +\())"
_FORMS = (
    rf"{_WORD_LABEL}{_WORD_END}"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}[a-zđ]?)(?:{_DOT}|{_PAREN}|(?= +[{_UPPER}\"(][^.]))"
    rf"|(?P<arabic>\d{{1,3}}[a-zđ]?)(?:{_DOT}|{_PAREN}|{_DASH})"
    rf"|(?P<roman>[IVX]{{1,7}}|[ivx]{{2,5}})(?:{_DOT}|{_PAREN}|{_DASH}|{_LOST})"
    rf"|(?P<letter>[a-zđ]\d?)(?:{_PAREN}|{_DOT}|{_DASH})"
    rf"|(?P<capital>[A-ZĐ])(?:{_DOT}|{_PAREN}|{_DASH})"
    r"|(?P<bracket>\((?:\d{1,2}|[a-zđ]|[ivx]{2,5})\))[.:]?(?=[ *\n]|[^\W\d_])"
)
_NEXT = re.compile(rf"\n{_INDENT}(?:{_FORMS})")
_FIRST = re.compile(rf"{_INDENT}(?:{_FORMS})")


class Label(NamedTuple):
    """One label at the start of a line.

    ``line`` is the offset of the line's first character, ``start`` of the label's, ``end`` the offset after its mark;
    ``text`` the label without mark; ``value`` its number(s), a letter by its place in the alphabet; ``style`` what
    makes two labels members of one series: the kind and the mark.
    """

    line: int
    start: int
    end: int
    text: str
    kind: str
    value: tuple[int, ...]
    style: str


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral in capitals or small letters; malformed ones are read additively.

    >>> roman_value("XIV"), roman_value("iii")
    (14, 3)
    """
    total = previous = 0
    for digit in reversed(numeral.lower()):
        value = _ROMAN_DIGITS.get(digit, 0)
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total


def _split_number(text: str) -> tuple[int, ...]:
    """«12» → (12,), «2a» → (2, 1), «2.10» → (2, 10): an inserted unit stands after its elder."""
    values: list[int] = []
    for part in text.split("."):
        digits = part.rstrip(LETTERS)
        values.append(int(digits))
        if digits != part:
            values.append(LETTERS.index(part[len(digits)]) + 1)
    return tuple(values)


def _letter(text: str) -> tuple[int, ...]:
    place = LETTERS.find(text[0].lower()) + 1
    return (place, int(text[1:])) if len(text) > 1 else (place,)


def _word_label(text: str) -> tuple[str, str, tuple[int, ...]]:
    """Kind, clean label and value of «Phụ lục số 01», «Chương II», «Phần thứ nhất», «Điều 5a»."""
    clean = " ".join(text.replace(":", " ").split())
    lower = clean.lower()
    kind = next(kind for word, kind in _WORD_KINDS.items() if lower.startswith(word))
    numeral = clean.rsplit(" ", 1)[1]
    if numeral[0].isdigit():
        value = _split_number(numeral.replace("-", "."))
    elif numeral.lower() in _ORDINALS:
        value = (_ORDINALS[numeral.lower()],)
    elif set(numeral) <= set("IVXLC"):
        value = (roman_value(numeral),)
    else:
        value = _letter(numeral)
    return kind, clean, value


def _bracket(text: str) -> tuple[str, tuple[int, ...]]:
    inner = text[1:-1]
    if inner.isdigit():
        return "(1)", (int(inner),)
    if len(inner) > 1 or inner == "i":
        return "(i)", (roman_value(inner),)
    return "(a)", _letter(inner)


def twin(label: Label) -> Label:
    """The other reading of a one-letter label: Roman numeral for letter, letter for Roman numeral."""
    letter = label.text.strip("()")
    if label.kind == "roman":
        return label._replace(kind="capital", value=_letter(letter), style="capital")
    if label.kind == "bracket":
        roman = label.style == "(i)"
        value = _letter(letter) if roman else (roman_value(letter),)
        return label._replace(value=value, style="(a)" if roman else "(i)")
    return label._replace(kind="roman", value=(roman_value(letter),), style="roman-small")


def _label(match: re.Match[str], line: int) -> Label:
    kind = match.lastgroup or ""
    text = match.group(kind)
    start, end = match.start(kind), match.end()
    value: tuple[int, ...]
    mark = match.string[start + len(text) : start + len(text) + 1]
    if kind == "arabic" or kind == "decimal":
        value = _split_number(text) if len(text) > 1 else (int(text),)
        style = f"{kind}{len(value)}" if kind == "decimal" else kind + mark
    elif kind == "letter":
        value, style = _letter(text), kind + mark
    elif kind == "roman":
        value, style = (roman_value(text),), "roman" if text[0].isupper() else "roman-small"
    elif kind == "capital":
        value, style = _letter(text), kind
    elif kind == "bracket":
        style, value = _bracket(text)
    else:
        kind, text, value = _word_label(text)
        style = kind
    return Label(line, start, end, text, kind, value, style)


def scan(folded: str, start: int, end: int) -> Iterator[Label]:
    """Every label-like line start in ``folded[start:end]``, in order. ``start`` must be the start of a line."""
    if start == 0 or folded[start - 1] != "\n":
        first = _FIRST.match(folded, start, end)
        if first:
            yield _label(first, start)
        begin = start
    else:
        begin = start - 1
    for match in _NEXT.finditer(folded, begin, end):
        yield _label(match, match.start() + 1)


def at_line(folded: str, newline: int, end: int) -> bool:
    """Whether the line after the newline at ``newline`` begins with a label."""
    return _NEXT.match(folded, newline, end) is not None
