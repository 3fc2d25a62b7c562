"""From recognised lines to the stretches that the layout works on: noise out, columns parted, edges made true.

Knows that a signature or a seal reads as a few letters of low confidence, that the engine now and then reads a
letterhead's two columns as one line, that letter heights come out a little different line by line, and that the edges
of a page that was scanned askew drift. What it gives is what the PDF reader gives, so one layout serves both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import msgspec
import numpy as np

from pipeline.read.ocr.values import OcrLine, OcrPage, Word
from pipeline.read.syllables import is_syllable

_APART = 1.1  # letter heights: a wider gap parts two columns
_CELL = 5.0  # letter heights between «ngày» and «tháng», at most
_NGAY, _THANG, _NAM = re.compile("ng[àaáả]y"), re.compile("th[áaả]ng"), re.compile("n[ăắằặaáâ]m")
_NOISE = 0.45  # a stretch of lower confidence is noise unless its words are words
_MARKS = re.compile(r"^[\W_]+$")
_KNOWN = re.compile(r"^[\W_]*(?:[0-9][0-9./,:-]*|[A-ZĐ]{2,}(?:[/-][A-ZĐ]+)*)[\W_]*$")
# What is kept however badly it reads: the number line, an item of a list, «Nơi nhận», the end «./.».
_FRAME = re.compile(r"^(?:[Ss5][óôốồổỏ6o]\s?[:;.]|[-–]\s?\w|N[ơoƠ][iíì] nh[ậâạ]n)|\./\.")
_WORD = re.compile(r"[^\W\d_]+")
_SAME = 0.16  # letter heights that differ by less are one height
_DESCENDS = re.compile("[gjpqyạậặẹệịọộợụựỵ/(,]")
_TALL = re.compile("[A-ZĐ0-9bdđfhklt]")
_DRIFT = 14.0  # points an edge may lie off a margin and still belong to it
_SNAP = 6.0  # points from the margin within which an edge is on it


class Stretch(OcrLine, frozen=True, array_like=True):
    """The words of a line that stand together, without the gap of a column between them."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)


def stretches(page: OcrPage) -> tuple[list[Stretch], list[str]]:
    """The stretches of a page, and the texts that were taken for noise."""
    found = [part for line in page.lines for part in parted(line)]
    body = median([part.size for part in found for _ in part.words]) if found else 12.0
    kept, noise = [], []
    for part in found:
        part = _trimmed(part)
        if not part.words:
            continue
        if _is_noise(part, body):
            noise.append(part.text)
        else:
            kept.append(msgspec.structs.replace(part, size=_height(part, body)))
    return kept, noise


def parted(line: OcrLine) -> list[Stretch]:
    """A line cut at its wide gaps; the cell of a dateline that was left for the pen is no gap."""
    parts: list[list[Word]] = []
    for at, word in enumerate(line.words):
        near = parts and word.x0 - max(before.x1 for before in parts[-1]) <= _APART * line.size
        if near or (parts and _in_dateline(line.words[max(0, at - 2) : at], line.words[at : at + 2], line.size)):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Stretch(tuple(part), line.base, line.size, line.again, line.pen) for part in parts]


def _in_dateline(before: tuple[Word, ...], after: tuple[Word, ...], size: float) -> bool:
    """Whether a gap lies between «ngày» and «tháng» or «tháng» and «năm», with a short word at most beside it."""
    for first, second in ((_NGAY, _THANG), (_THANG, _NAM)):
        opens = next((word for word in reversed(before) if first.search(word.text)), None)
        closes = next((word for word in after if second.search(word.text)), None)
        if opens is not None and closes is not None and 0 < closes.x0 - opens.x1 < _CELL * size:
            return True
    return False


def _trimmed(part: Stretch) -> Stretch:
    """Without specks and rules read as signs at its two ends; a dash or bullet that begins an item stays."""
    words = list(part.words)
    while words and _speck(words[-1], part.size) and words[-1].text.strip() not in ("-", "–", "."):
        words.pop()
    while words and _speck(words[0], part.size) and not (words[0].text in ("-", "–", "+", "*", "•") and len(words) > 1):
        words.pop(0)
    return msgspec.structs.replace(part, words=tuple(words))


def _speck(word: Word, size: float) -> bool:
    text = word.text
    if not _MARKS.match(text):
        return False
    # «./.» ends a document, «;» a clause; «|» and «_» are rules of the letterhead, and what is tiny is dirt.
    if text in ("./.", ";", ":", ",", ")", "(", '"', "”", "“", "/", "...", "…", "%"):
        return word.confidence < 0.4
    return True


def _is_noise(part: Stretch, body: float) -> bool:
    """Whether a stretch is a signature, a seal or dirt read as letters."""
    letters = [word for word in part.words if any(map(str.isalnum, word.text))]
    if not letters:
        return True
    if _FRAME.search(part.text) and any(word.confidence >= 0.3 for word in letters):
        return False
    if _FRAME.search(part.text) and "/" in part.text and part.text[:1] in "Ss5":
        return False
    height = max(word.y1 - word.y0 for word in part.words)
    sense = sum(len(word.text) for word in letters if word.confidence >= 0.3 and _sensible(word.text))
    share = sense / sum(len(word.text) for word in part.words)
    if height > 4 * body and part.confidence < 0.8:
        return True
    if len(part.text) == 1:
        return part.confidence < 0.88
    if len(part.text) <= 3:
        return part.confidence < 0.6 or (share < 0.5 and not part.text[0].isalnum())
    if share < 0.4:
        return part.confidence < 0.75
    return part.confidence < _NOISE and share < 0.8


def _sensible(text: str) -> bool:
    """Whether a token is a number, an abbreviation or made of syllables."""
    if _KNOWN.match(text):
        return True
    words = _WORD.findall(text)
    return bool(words) and all(len(word) > 1 and is_syllable(word) for word in words)


def _height(part: Stretch, body: float) -> float:
    """The letter height, the usual one where it hardly differs; a few words do not tell it well."""
    heights = [word.y1 - word.y0 for word in part.words]
    most = max(heights) * (1.12 if _DESCENDS.search(part.text) and _TALL.search(part.text) else 1.45)
    size = max(min(part.size, most), median(heights))
    reach = _SAME if len(part.text) > 30 else 2 * _SAME
    return body if abs(size - body) <= reach * body else size


def straightened(parts: Sequence[Stretch], width: float) -> list[tuple[float, float]]:
    """Left and right edges of ``parts`` once the drift of the margins is taken out and near edges are set on them."""
    long = [part for part in parts if part.x1 - part.x0 > 0.5 * width]
    edges = [(part.x0, part.x1) for part in parts]
    if len(long) < 5:
        return edges
    left = _margin([(part.base, part.x0) for part in long], outermost=min)
    right = _margin([(part.base, part.x1) for part in long], outermost=max)
    middle = median(part.base for part in long)
    out = []
    for part, (x0, x1) in zip(parts, edges, strict=True):
        shift_left, shift_right = left[0] * (part.base - middle), right[0] * (part.base - middle)
        at_left, at_right = left[0] * middle + left[1], right[0] * middle + right[1]
        x0, x1 = x0 - shift_left, x1 - shift_right
        x0 = at_left if abs(x0 - at_left) < _SNAP else x0
        x1 = at_right if abs(x1 - at_right) < _SNAP else x1
        out.append((x0, max(x1, x0 + 1)))
    return out


def _margin(points: list[tuple[float, float]], outermost: object) -> tuple[float, float]:
    """Slope and offset of the margin as a function of the height: a line through the edges that lie on it."""
    edges = sorted(x for _, x in points)
    start = edges[len(edges) // 4] if outermost is min else edges[len(edges) * 3 // 4]
    slope, offset = 0.0, start
    for reach in (_DRIFT, _DRIFT / 2):
        near = [(y, x) for y, x in points if abs(x - slope * y - offset) < reach]
        if len(near) < 4 or max(y for y, _ in near) - min(y for y, _ in near) < 60:
            break
        fitted = np.polyfit([y for y, _ in near], [x for _, x in near], 1)
        if abs(fitted[0]) > 0.03:
            break
        slope, offset = float(fitted[0]), float(fitted[1])
    return slope, offset
