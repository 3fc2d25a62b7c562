"""The signer's position under a grey seal or a signature (chức vụ dưới con dấu): read again in the blackest ink only.

On a copied page a seal is grey and cannot be told by colour, but print stays blacker than it. Where a name stands at the right
with no position above it, what lies above is read once more with all greys made paper, and a line is believed only when it is a
position of the gazetteers, letter for letter but for marks. Source: NĐ 30/2020/NĐ-CP, appendix I, II.7; copied pages.

>>> is_name("Nguyễn Thị Mẫu"), is_name("- Lưu: VT, NC."), is_name("PHÓ CHỦ TỊCH")
(True, False, False)
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Sequence

import msgspec
from PIL import Image

from pipeline.read.ocr.engine import Failed, recognise
from pipeline.read.ocr.values import OcrLine, Word
from pipeline.read.ocr.whole_lines import position

_NAME = re.compile(r"^[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+){1,4}$")
_ABOVE = 150.0  # points that seal and signature take between the position and the name
_BLACK = (60, 80)  # grey below which ink is print, tried in turn


def is_name(text: str) -> bool:
    """Whether a line is a person's name as a signature has it."""
    return bool(_NAME.match(text))


def with_position(image: Image.Image, lines: tuple[OcrLine, ...], points: float, until: float) -> tuple[OcrLine, ...]:
    """``lines`` of a page with the position that stands over a signer's name and was not read."""
    width = image.width * points
    for at, line in enumerate(lines):
        name, left = line.text, line.words[0].x0
        if left < 0.5 * width or not is_name(name) or line.confidence < 0.7 or _has_position(lines, line):
            continue
        found = _position(image, line, points, until)
        if found is not None:
            return (*lines[:at], found, *lines[at:])
    return lines


def _has_position(lines: Sequence[OcrLine], name: OcrLine) -> bool:
    """Whether a line of the right half above the name is in capitals, as positions are."""
    above = [line for line in lines if name.base - _ABOVE < line.base < name.base]
    return any(
        [
            word
            for word in line.words
            if word.text.isupper() and len(word.text) > 2 and word.x0 > name.words[0].x0 - 120
        ][1:]
        for line in above
    )


def _position(image: Image.Image, name: OcrLine, points: float, until: float) -> OcrLine | None:
    left, top = name.words[0].x0 - 90, name.words[0].y0 - _ABOVE
    box = left, max(0.0, top), image.width * points, name.words[0].y0 - 4
    cut = image.crop(tuple(round(side / points) for side in box))  # type: ignore[arg-type]
    for black in _BLACK:
        print_only = cut.point([value if value < black else 255 for value in range(256)])
        for mode in ("6", "11"):
            seconds = until - time.monotonic()
            if seconds < 5:
                return None
            try:
                read = recognise(print_only, points, seconds, mode=mode)
            except (Failed, subprocess.TimeoutExpired):
                return None
            for line in read:
                right = position(line.text)
                if right is not None:
                    return _moved(line, box[0], box[1], right)
    return None


def _moved(line: OcrLine, right: float, down: float, text: str) -> OcrLine:
    """The line at its place on the page; its words are those of the position, as surely as they were read."""
    first, last = line.words[0], line.words[-1]
    words = text.split()
    step = (last.x1 - first.x0) / len(words)
    made = tuple(
        Word(
            word,
            first.x0 + right + at * step,
            first.y0 + down,
            first.x0 + right + (at + 0.95) * step,
            first.y1 + down,
            0.7,
        )
        for at, word in enumerate(words)
    )
    return msgspec.structs.replace(line, words=made, base=line.base + down)
