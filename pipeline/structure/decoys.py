"""Lines that begin like a unit and are none: rows of a table, quoted units, broken sentences, a table of contents.

Source: guidelines, sections 6 and 8 (list numbers inside a sentence, rows of a table); facts: traps of hard-wrapped text.

>>> text = '1. Sửa đổi như sau:\\n"2. Mức chi mới.".\\n'
>>> list(quotations(text, 0, len(text)))
[(19, 38)]
>>> in_contents("Thuận lợi ........ 3")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.structure.labels import WORD_RANK, Label

_TABLE_HEAD = re.compile(r"\n[ |*\u200b]*(?:TT|STT|Stt|Số TT|SỐ TT|Số thứ tự)[ .*\u200b]*(?=[\n|\t]|  )")
# Words that a Roman numeral on the next line belongs to, beyond doubt: «(khóa⏎XIII)», «lần thứ⏎XIII».
_BROKEN = re.compile(r"(?:[Kk]h[óo]a|[Ll]ần thứ|[Kk]ỳ họp thứ)$")
# A line of a table of contents ends with dots that lead to a page number.
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})[ .…]*\d{1,3}$")
# Text quoted from another document («1. Sửa đổi khoản 2 như sau:⏎“2. …⏎3. …”»): its units are not this document's.
_QUOTE = re.compile(r'\n[ *\u200b]*"(?=Điều \d|Chương |Mục \d|\d{1,3}[a-zđ]?\.|[a-zđ]\d?\))')
_UNQUOTE = re.compile(r'"[.;,]{0,2}[ *\u200b]*(?=\n|\Z)')
_WIDE = re.compile(r"\S(?: {4,}|\t| *\|)")
_TRIM = " *_\u200b\n\t"


def table_heads(text: str, start: int, end: int) -> list[int]:
    """Offsets of the lines «TT», «STT» that head a table's column of numbers."""
    return [match.start() for match in _TABLE_HEAD.finditer(text, max(start - 1, 0), end)]


def in_contents(heading: str) -> bool:
    """Whether ``heading`` ends like a line of a table of contents: dots and a page number."""
    return heading[-1:].isdigit() and _LEADER.search(heading) is not None


def is_row(text: str, label: Label, end: int, tables: list[int]) -> bool:
    """Whether a label after a table head («TT») numbers a row: nothing beside it, or columns after it."""
    if label.kind in WORD_RANK:
        return False
    line_end = text.find("\n", label.end, end)
    line = text[label.end : line_end if line_end >= 0 else end]
    return not line.strip(_TRIM) or _WIDE.search(line) is not None


def cut_from_sentence(folded: str, label: Label) -> bool:
    """Whether a broken line put a number of the sentence at the line's start: «(khóa⏎XIII)», «(xem mục⏎2)»."""
    before = folded[max(0, label.line - 40) : label.line].rstrip(_TRIM)
    if label.kind not in ("roman", "arabic") or not before:
        return False
    if folded[label.end - 1] == ")" and before.rfind("(") > before.rfind(")"):
        return "\n" not in before[before.rfind("(") :]
    return label.kind == "roman" and _BROKEN.search(before) is not None


def quotations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of quoted units: from a line that opens with a quotation mark and a label to the mark that ends a line."""
    at, closing = start, _UNQUOTE.search(folded, start, end)
    while closing and (opening := _QUOTE.search(folded, at, end)):
        at = opening.end()
        # The next mark is looked for once, however many quotations are never closed.
        if closing.start() < at:
            closing = _UNQUOTE.search(folded, at, end)
        if closing and closing.start() < at + 30_000:
            at = closing.end()
            yield opening.start(), at
