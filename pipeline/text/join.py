"""Whether a line goes on with the paragraph before it: the judgement of one pair of lines.

A line that is filled to the right margin goes on unless the next opens something; one that ends short of it does not,
unless the next begins small in the middle of a sentence. Titles set in the middle stay apart line by line.
Source: the layout rules of NĐ 30/2020/NĐ-CP, appendix I, and the traps «page and line damage» of the project.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from pipeline.text.openers import ends_sentence, opener, starts_lower
from pipeline.text.page import Line

_INDENT = 7.0  # points: less than this is no indent
_FULL = 4.0  # points short of the margin that a justified line may end
_SPACED = 1.12  # times the usual step: the next line opens a paragraph where paragraphs stand apart
# A sentence cannot end in these, so the line after them goes on with it.
_DANGLING_WORDS = (
    "số của và về với ngày tại theo các những cho từ đến trong trên là do bởi được khoản điểm tháng khóa khoá"
)
_DANGLING = frozenset(_DANGLING_WORDS.split())
_BULLETS = ("-", "–", "+", "*", "•")


class Margins(msgspec.Struct, frozen=True):
    """Of a column of text: left and right edge (points), whether lines are justified, the usual step between lines.

    ``spaced`` says that paragraphs stand apart by more than that step, so that the step itself tells them.
    """

    left: float
    right: float
    justified: bool
    leading: float
    spaced: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line], width: float) -> Margins | None:
        """Judged from the long lines among ``lines`` on a page of ``width`` points; None when there are too few."""
        long = [line for line in lines if line.x1 - line.x0 > 0.5 * width]
        if len(long) < 4:
            return None
        ends = sorted(line.x1 for line in long)
        right = ends[int(0.95 * (len(ends) - 1))]
        full = sum(line.x1 > right - _FULL for line in long)
        starts = Counter(round(line.x0 / 3) * 3 for line in long)
        left = min(start for start, count in starts.items() if count >= max(1, 0.1 * len(long)))
        steps = sorted(b.y1 - a.y1 for a, b in pairwise(lines) if 0 < b.y1 - a.y1 < 5 * a.size)
        leading = steps[len(steps) // 3] if steps else 20.0
        return cls(float(left), right, full > 0.55 * len(long), leading, _spaced(lines, float(left), right, leading))

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both margins."""
        off = abs((line.x0 - self.left) - (self.right - line.x1))
        return off < 0.06 * (self.right - self.left) and line.x0 > self.left + 2 * _INDENT


def _spaced(lines: Sequence[Line], left: float, right: float, leading: float) -> bool:
    """Whether short lines, which end paragraphs, are mostly followed by more than the usual step."""
    steps = [b.y1 - a.y1 for a, b in pairwise(lines) if a.x1 < right - 0.2 * (right - left) and 0 < b.y1 - a.y1 < 60]
    return len(steps) >= 3 and sum(step > _SPACED * leading for step in steps) > 0.8 * len(steps)


def continues(before: Sequence[Line], line: Line, margins: Margins, *, same_page: bool, cell: bool = False) -> bool:
    """Whether ``line`` goes on with the paragraph whose lines so far are ``before`` (all body, or all of one cell)."""
    last = before[-1]
    text = line.text.strip()
    if abs(line.size - last.size) > 0.22 * max(line.size, last.size):
        return False
    if not cell and margins.centred(line) and (margins.centred(last) or not starts_lower(text)):
        return False
    if _dangles(last, margins) and not text.startswith(_BULLETS):
        return True
    filled, full = _filled(last, line, margins), margins.right - last.x1 <= _FULL
    done = ends_sentence(last.text)
    if opener(text) is not None and _capitals(last.text) and not _capitals(text):
        return False
    if opener(text) is not None and _opens(before, line, margins, full=full, done=done):
        return False
    step = line.y1 - last.y1 if same_page else 0.0
    if filled and margins.spaced and same_page:
        return step < _SPACED * margins.leading or (starts_lower(text) and not done)
    if starts_lower(text) and not done:
        # The middle of a sentence: only a line that ends far short of the margin is a heading or an item by itself.
        return filled or cell or margins.right - last.x1 < 0.25 * (margins.right - margins.left)
    if not filled:
        return False
    if step > 1.75 * margins.leading and done:
        return False
    if starts_lower(text):
        return True
    return _placed_as_next(before, line, margins, full=full, done=done)


def _dangles(last: Line, margins: Margins) -> bool:
    """Whether a line that reaches towards the margin ends in a word that no sentence can end in («(khóa»)."""
    words = last.text.split()
    return bool(words) and words[-1].lstrip('(“"') in _DANGLING and margins.right - last.x1 < 0.3 * margins.right


def _capitals(text: str) -> bool:
    """Whether a line is set in capitals, as a heading is."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 4


def _filled(last: Line, line: Line, margins: Margins) -> bool:
    """Whether the first word of ``line`` had no room at the end of ``last``."""
    text = line.text.strip()
    if not text:
        return True
    word = text.split(maxsplit=1)[0]
    needed = (line.x1 - line.x0) * (_weight(word) + _weight(" ")) / _weight(text)
    # Ragged lines are measured against the longest of the page; one cut in mid-sentence may fall a little shorter.
    slack = 1.6 if not margins.justified and (last.text.rstrip().endswith(",") or last.text.endswith(" ")) else 0.95
    return margins.right - last.x1 < max(needed * slack, _FULL)


def _weight(text: str) -> float:
    """The width of a text in a common proportional type, in letter heights."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, float]):
    """The width of each sign met so far."""

    def __missing__(self, sign: str) -> float:
        self[sign] = width = 0.72 if sign.isupper() else 0.28 if sign in " .,;:-/()'ijlt" else 0.5
        return width


_WIDTHS = _Widths()


def _opens(before: Sequence[Line], line: Line, margins: Margins, *, full: bool, done: bool) -> bool:
    """Whether an opener really opens: after a sentence's end, a short line, or by its indent.

    A dash or a number may also be what a wrapped line happens to begin with («Ban Thi đua⏎- Khen thưởng»).
    """
    kind, text, last = opener(line.text.strip()), line.text.strip(), before[-1]
    if done or not _filled(last, line, margins):
        return True
    first = before[0]
    indented = line.x0 > margins.left + _INDENT
    like_first = abs(line.x0 - first.x0) < _INDENT
    if kind == "bullet":
        own = first.text.strip()[:1] in _BULLETS and like_first and len(before) > 1 and not full
        return own or (indented and not (len(before) > 1 and abs(line.x0 - last.x0) < _INDENT))
    if kind == "cue":
        return indented
    if len(before) > 1 and abs(line.x0 - last.x0) < _INDENT and not like_first:
        return False
    return indented or not margins.justified or text[:1].isupper() or not full


def _placed_as_next(before: Sequence[Line], line: Line, margins: Margins, *, full: bool, done: bool) -> bool:
    """For a line after a filled one that starts with a capital or after a full stop: does its left edge fit?"""
    first, last = before[0], before[-1]
    deeper = line.x0 - last.x0
    if len(before) == 1:
        if deeper > _INDENT:
            # Hanging under a label or bullet, or the indent of a new paragraph.
            return opener(first.text.strip()) is not None and not done
        if deeper < -_INDENT:
            return not (done and line.x0 > margins.left + _INDENT)
        # Same edge: a first line without indent, or two indented first lines.
        if line.x0 > margins.left + _INDENT and margins.justified:
            return not done and full
        return not done or (full and margins.justified)
    if deeper > _INDENT:
        return False
    if deeper < -_INDENT:
        return not done
    # Where first lines are indented, a line at the margin goes on, whatever the line before it ends with.
    return not done or full or not margins.justified or first.x0 > margins.left + _INDENT


def continues_in_column(before: Sequence[Line], line: Line) -> bool:
    """In a letterhead or signature column every line stands by itself, but for an item or a subject that wraps."""
    first, last, text = before[0].text.strip(), before[-1], line.text.strip()
    if line.y1 - last.y1 > 2.2 * max(line.size, last.size) * 1.3 or opener(text) is not None:
        return False
    if first.startswith(("V/v", "V/V", "v/v", "Về việc")):
        return True
    if (
        not first.startswith(_BULLETS)
        or not any(map(str.isalnum, first))
        or last.text.rstrip().endswith((";", ".", ":"))
    ):
        return False
    return starts_lower(text) or not text.isupper()
