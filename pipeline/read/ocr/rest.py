"""What stands on a page outside its ruled tables, set close together, so that the engine does not search empty paper.

Knows that the engine takes most of a second for a sheet with nothing on it, and that the tables of a page, which are read
cell by cell (see ``cells``), leave it empty where they stood. Stretches of empty rows become short ones, and what is read
goes back to its place. Source: times of the engine on sheets with and without print.

>>> sheet = Image.new("L", (400, 2000), 255)
>>> sheet.paste(0, (50, 1800, 90, 1830))
>>> rest = Rest(sheet, points=0.5)
>>> rest.picture.height < 400, rest.row(rest.picture.height - 1) > 1800
(True, True)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec
import numpy as np
from PIL import Image, ImageFilter

from pipeline.read.ocr.ruling import Grid
from pipeline.read.ocr.values import OcrLine, Word

_WIDE = 60.0  # points: a stretch of empty rows longer than this is cut
_KEPT = 40.0  # points that are left of it, half above and half below: more than any space between lines
_DARK = 128


def without_tables(image: Image.Image, tables: Sequence[Grid], points: float) -> Image.Image:
    """The page with its tables made white."""
    rest = image.copy()
    for grid in tables:
        left, top, right, bottom = (round(side / points) for side in grid.box)
        edge = round(3 / points)
        rest.paste(255, (max(0, left - edge), max(0, top - edge), right + edge, bottom + edge))
    return rest


class Rest:
    """A page with its empty rows cut short: ``picture``, None for a page on which nothing stands."""

    def __init__(self, image: Image.Image, points: float) -> None:
        self._points = points
        # Only what is three pixels thick counts: of dirt alone the engine makes letters, for a minute and more.
        thick = np.asarray(image.filter(ImageFilter.MaxFilter(3))) < _DARK
        rows = np.flatnonzero(thick.any(axis=1))
        self.picture: Image.Image | None = None
        self._at: list[int] = []  # where strips of the page begin in the picture …
        self._top: list[int] = []  # … and on the page
        if not len(rows):
            return
        half = round(_KEPT / 2 / points)
        breaks = np.flatnonzero(np.diff(rows) > _WIDE / points)
        tops = [max(0, int(top) - half) for top in (rows[0], *rows[breaks + 1])]
        bottoms = [min(image.height, int(bottom) + 1 + half) for bottom in (*rows[breaks], rows[-1])]
        self.picture = Image.new("L", (image.width, sum(bottoms) - sum(tops)), 255)
        at = 0
        for top, bottom in zip(tops, bottoms, strict=True):
            self.picture.paste(image.crop((0, top, image.width, bottom)), (0, at))
            self._at.append(at)
            self._top.append(top)
            at += bottom - top

    def row(self, at: float) -> float:
        """The row of the page (pixels) that stands in row ``at`` of the picture."""
        strip = max(0, bisect_right(self._at, at) - 1)
        return at + self._top[strip] - self._at[strip]

    def put_back(self, line: OcrLine) -> OcrLine:
        """A line read in the picture, with its places on the page."""
        middle = (min(word.y0 for word in line.words) + max(word.y1 for word in line.words)) / 2 / self._points
        down = (self.row(middle) - middle) * self._points
        words = tuple(
            Word(word.text, word.x0, word.y0 + down, word.x1, word.y1 + down, word.confidence) for word in line.words
        )
        return msgspec.structs.replace(line, words=words, base=line.base + down)
