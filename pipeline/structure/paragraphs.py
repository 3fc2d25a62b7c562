"""Lines and paragraphs: whether a text is hard-wrapped, and where the paragraph that begins at an offset ends.

Text from an editor has one line a paragraph; text from a page has one line a printed line, so that a paragraph must be
put together again (facts: traps 61 to 65). The judge of a wrapped line is that the next line's first word would not
have fitted on it.

>>> layout = Layout.of("1. Mục đích\\nMột đoạn văn.\\n", 0, 26)
>>> layout.wrapped, layout.paragraph_end("1. Mục đích\\nMột đoạn văn.\\n", 3, 26)
(False, 11)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.structure.labels import at_line

_SAMPLE = 400
_BLANK = " *_\u200b"
PAGE_NUMBER = re.compile(r"\n[ \u200b]*(?:-? ?\d{1,3} ?-?|Trang \d{1,3}(?:/\d{1,3})?)[ \u200b]*(?=\n)")
"""A line that holds nothing but a page number, with the line end before it."""
_NEXT_LINE = re.compile(
    r"\n(?P<blank>[ \u200b]*\n[ \u200b\n]*?(?=[^ \u200b\n]|[ \u200b]+[^ \u200b\n])|)(?P<indent>[ \u200b]*)(?=(?P<word>\S+))"
)
# Words that open a name or a phrase: a line that ends with one is cut, even if the next begins with a capital.
_OPEN_END = re.compile(
    r" (?:và|của|với|về|theo|các|những|cho|tại|từ|do|là|bởi|thuộc|số|Hội đồng|[Ủủ]y ban|phong trào)$"
)
# «giai đoạn 2021 / - 2025», «(30/4/1975 / - 30/4/2025)»: a range broken at its dash, which opens no bullet.
_RANGE_GOES_ON = re.compile(r"-{1,2} ?(?:\d{1,2}[/.]\d{1,2}[/.])?(?:19|20)\d\d(?!\d)")
_RANGE_BEGUN = re.compile(r"(?:19|20)\d\d[ \u200b]*\Z")
_MAX_LINES = 120
_FINAL = ".;:?!"


class Layout(NamedTuple):
    """How a text is broken into lines. ``width`` is the column its full lines reach (0 when it is not wrapped)."""

    wrapped: bool
    width: int

    @classmethod
    def of(cls, folded: str, start: int, end: int) -> Layout:
        """Judge ``folded[start:end]`` by a sample of its lines."""
        middle = max(start, (start + end) // 2 - 20_000)
        lines = folded[middle : min(end, middle + 40_000)].split("\n")[:_SAMPLE]
        long = [line for line in lines if len(line.strip()) > 40]
        if len(long) < 4:
            return cls(False, 0)
        tails = sum(1 for line in long if line.lstrip(_BLANK)[:1].islower() and line.lstrip(_BLANK)[1:2] not in ").")
        widths = sorted(len(line.rstrip()) for line in long)
        if tails < 0.15 * len(long) or widths[len(widths) // 2] > 160:
            return cls(False, 0)
        return cls(True, widths[int(len(widths) * 0.9)])

    def paragraph_end(self, folded: str, start: int, limit: int) -> int:
        """The end of the paragraph that holds ``start``: its last character's offset plus one, before ``limit``."""
        line = folded.rfind("\n", 0, start) + 1
        first_indent = len(folded[line:start]) - len(folded[line:start].lstrip())
        end = _line_end(folded, start, limit)
        for _ in range(_MAX_LINES):
            following = self._continuation(folded, line, end, limit, first_indent)
            if following is None:
                break
            line = following
            end = _line_end(folded, line, limit)
        return end

    def full(self, line: str, next_word: int) -> bool:
        """Whether a word of ``next_word`` characters would not have fitted at the end of ``line`` (wrapped texts)."""
        return self.wrapped and len(line.rstrip()) + 1 + next_word > self.width - 2

    def _continuation(self, folded: str, line: int, end: int, limit: int, first_indent: int) -> int | None:
        """The start of the next line when it carries on the paragraph, else None."""
        newline = end
        if newline >= limit or folded[newline] != "\n":
            return None
        page = PAGE_NUMBER.match(folded, _skip_blank_lines(folded, newline, limit))
        match = _NEXT_LINE.match(folded, page.end() if page else newline, limit)
        if not match:
            return None
        here, word = folded[line:end], match.group("word")
        gap = page is not None or bool(match.group("blank"))
        if (
            word[0] == "-"
            and not gap
            and _RANGE_GOES_ON.match(folded, match.start("word"))
            and _RANGE_BEGUN.search(here)
        ):
            return match.start("indent")
        if word[0] in "-+*•|" or at_line(folded, match.start("indent") - 1, limit):
            return None
        last = here.rstrip(_BLANK)[-1:]
        if not self.wrapped:
            small = word[0].islower()
            bracket = gap and word[0] == "(" and len(here) > 150
            carries = small if last == ";" else last not in _FINAL and (small or bracket or open_ended(here))
            return match.start("indent") if carries else None
        indent = len(match.group("indent"))
        if page and indent <= 2 and self._over_page(here, word, first_indent):
            return match.start("indent")
        if first_indent > 2 and not gap:
            carries = indent <= first_indent // 2 and (self.near(here) or word[0].islower())
            return match.start("indent") if carries else None
        carries = word[0].islower() if last not in _FINAL else self.full(here, len(word))
        if not carries and last not in _FINAL:
            carries = self.near(here) and not gap
        return match.start("indent") if carries and not (gap and last in _FINAL) else None

    def _over_page(self, here: str, word: str, first_indent: int) -> bool:
        """Whether a paragraph that fills the last line of a page goes on at the margin of the next one.

        Where paragraphs are indented the margin itself says so; else no final mark may stand before a capital.
        """
        if first_indent > 2:
            return self.near(here)
        return here.rstrip(_BLANK)[-1:] not in _FINAL and self.full(here, len(word))

    def near(self, line: str) -> bool:
        """Whether ``line`` reaches near the right margin (in proportional type lines differ by a few characters)."""
        return len(line.rstrip()) >= 0.84 * self.width


def open_ended(line: str) -> bool:
    """Whether a long line of running text (no title in capitals) cannot end where it does.

    >>> open_ended("2. Văn phòng tổng hợp, đánh giá kết quả của từng phòng, trình Hội đồng"), open_ended("2. Hội đồng")
    (True, False)
    """
    line = line.rstrip(_BLANK)
    return len(line) > 50 and _OPEN_END.search(line, len(line) - 20) is not None and not line.isupper()


def _line_end(folded: str, start: int, limit: int) -> int:
    end = folded.find("\n", start, limit)
    return limit if end < 0 else end


def _skip_blank_lines(folded: str, newline: int, limit: int) -> int:
    """The last newline of a run of blank lines that begins at ``newline``."""
    last = newline
    at = newline + 1
    while at < limit and folded[at] in " \u200b\n":
        if folded[at] == "\n":
            last = at
        at += 1
    return last
