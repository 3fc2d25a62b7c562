"""The values of a laid-out page: lines with their boxes, tables of cells, and what a page is made of.

Coordinates are points (1/72 inch) from the page's top left corner, y growing downwards. Readers of PDF and of scans make
these values; ``text.layout`` turns them into paragraphs.

>>> Line("Điều 1.", 72, 100, 120, 112, 12).middle
96.0
"""

from __future__ import annotations

import msgspec


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of characters on one baseline: text, box (left, top, right, bottom) and height of its letters.

    The text keeps the space it may end with: a word that Word wrapped has one, a symbol broken at its hyphen none.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def base(self) -> float:
        """The baseline: readers set the box four fifths of the letter height above it."""
        return self.y1 - 0.2 * self.size

    @property
    def middle(self) -> float:
        """The horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.x0, self.y0, self.x1, self.y1


class Table(msgspec.Struct, frozen=True, array_like=True):
    """A ruled table: its box and its cells row by row, each with the stretches of text inside; ``boxes`` are theirs."""

    x0: float
    y0: float
    x1: float
    y1: float
    cells: tuple[tuple[Line, ...], ...]
    boxes: tuple[tuple[float, float, float, float], ...] = ()


class PageContent(msgspec.Struct, frozen=True, array_like=True):
    """One page: number from 1, size in points, its stretches of text in no special order, its ruled tables.

    ``note`` says what was done to read it, ``problem`` why it could not be read, ``broken`` why its letters are not to be
    believed though there are some; each empty when there is nothing to say.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    note: str = ""
    problem: str = ""
    broken: str = ""


class Block(msgspec.Struct, frozen=True):
    """Lines that are read together, in reading order: ``body``, ``column`` (of a letterhead or signature), ``cell``.

    ``goes_on`` says of a cell that the next block is its rest on the next page.
    """

    kind: str
    page: int
    lines: tuple[Line, ...]
    left: float
    right: float
    justified: bool = False
    goes_on: bool = False


class Placed(msgspec.Struct, frozen=True):
    """A line of a paragraph with its page and what joins it to the line before (nothing or a space)."""

    page: int
    line: Line
    joint: str


class Paragraph(msgspec.Struct, frozen=True):
    """Joined lines. ``text`` is theirs, with joints and single spaces."""

    lines: tuple[Placed, ...]

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(placed.joint + placed.line.text.strip() for placed in self.lines)
