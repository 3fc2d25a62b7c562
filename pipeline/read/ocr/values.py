"""What recognition gives for a page (nhận dạng chữ): words with boxes and confidences, lines, and how the page was taken.

Coordinates are points (1/72 inch) in the *upright* page: turned and straightened as it was read, top left origin.
``original_box`` leads back to the page as it lies in the file.

>>> page = OcrPage(1, 595.0, 842.0, rotation=180)
>>> original_box(page, (0.0, 0.0, 95.0, 42.0))
(500.0, 800.0, 595.0, 842.0)
"""

from __future__ import annotations

import math

import msgspec

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Word(msgspec.Struct, frozen=True, array_like=True):
    """One word as read, its box, and how sure the engine is of it (0 to 1)."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.x0, self.y0, self.x1, self.y1


class Penned(msgspec.Struct, frozen=True, array_like=True):
    """What the recogniser of handwritten days gave for the ``day`` or the ``month`` of a dateline, and how surely."""

    field: str
    value: int
    confidence: float


class OcrLine(msgspec.Struct, frozen=True, array_like=True):
    """Words on one baseline, from left to right; ``base`` is the baseline's height at the line's middle.

    ``again`` is what a second, closer reading gave of a number line or dateline that was in doubt, else empty; ``pen``
    what a dateline in doubt holds by hand.
    """

    words: tuple[Word, ...]
    base: float
    size: float
    again: str = ""
    pen: tuple[Penned, ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean over the words, each weighing as much as it has letters; 0 without any."""
        return mean_confidence((self,)) or 0.0


class OcrTable(msgspec.Struct, frozen=True, array_like=True):
    """A ruled table: its box (points of the upright page) and the lines in each of its cells, row by row."""

    x0: float
    y0: float
    x1: float
    y1: float
    cells: tuple[tuple[OcrLine, ...], ...]


class OcrPage(msgspec.Struct, frozen=True, array_like=True):
    """One page after recognition.

    ``width``/``height`` in points of the upright page; ``rotation`` how far (90, 180, 270, clockwise) the page was
    turned to stand upright, ``skew`` the degrees it was then straightened by; ``reason`` says in words what was done;
    ``problem`` is a diagnostic code when the page could not be read (``page-blank`` is no error), else empty.
    ``tables`` hold the lines that stand in ruled tables, which are not among ``lines``.
    Of a picture of two sheets the right one is set under the left one: ``fold`` is where it was folded, ``sheet`` its width.
    """

    number: int
    width: float
    height: float
    lines: tuple[OcrLine, ...] = ()
    confidence: float | None = None
    rotation: int = 0
    skew: float = 0.0
    reason: str = ""
    problem: str = ""
    tables: tuple[OcrTable, ...] = ()
    fold: float = 0.0
    sheet: float = 0.0

    @property
    def every(self) -> tuple[OcrLine, ...]:
        """The lines of the page and of its tables' cells."""
        return (*self.lines, *(line for table in self.tables for cell in table.cells for line in cell))

    @property
    def text(self) -> str:
        """All lines as they came, before layout."""
        return "\n".join(line.text for line in self.every)


def mean_confidence(lines: tuple[OcrLine, ...]) -> float | None:
    """The letters' mean confidence, or None for no letters."""
    weight = sum(len(word.text) for line in lines for word in line.words)
    if not weight:
        return None
    return sum(word.confidence * len(word.text) for line in lines for word in line.words) / weight


def original_box(page: OcrPage, box: Box) -> Box:
    """The box on the page as it lies in the file that covers ``box`` of the upright page."""
    if page.fold:
        half = page.height / 2
        if (box[1] + box[3]) / 2 >= half:
            box = box[0] + page.fold, box[1] - half, box[2] + page.fold, box[3] - half
        page = msgspec.structs.replace(page, width=page.sheet, height=half, fold=0.0)
    angle = math.radians(page.skew)
    cos, sin = math.cos(angle), math.sin(angle)
    middle_x, middle_y = page.width / 2, page.height / 2
    xs, ys = [], []
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            # The page was turned by ``skew`` degrees counter-clockwise about its middle; turn back.
            dx, dy = x - middle_x, y - middle_y
            ux, uy = middle_x + dx * cos - dy * sin, middle_y + dx * sin + dy * cos
            ox, oy = _unturned(page, ux, uy)
            xs.append(ox)
            ys.append(oy)
    return min(xs), min(ys), max(xs), max(ys)


def _unturned(page: OcrPage, x: float, y: float) -> tuple[float, float]:
    if page.rotation == 90:
        return y, page.width - x
    if page.rotation == 180:
        return page.width - x, page.height - y
    if page.rotation == 270:
        return page.height - y, x
    return x, y
