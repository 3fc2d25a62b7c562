"""Ruled tables of a PDF page: their cells by pdfplumber, filled with the characters that stand in them.

Tables are looked for only on pages whose drawn lines cross into a grid (pdfplumber is slow). Source: the headers of pdfium,
the manual of pdfplumber.
"""

from __future__ import annotations

import ctypes
import io
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.pdf_calls import Drawn, items
from pipeline.read.pdf_chars import Char, Characters, stretches
from pipeline.text.page import Table

_THIN = 3.0  # points: a drawn box this thin is a line
_LONG = 12.0
OBJECTS = 20_000  # a page of more drawn objects is a map or a drawing, not a table


def may_have_tables(page: pdfium.PdfPage, every: Characters, drawn: Drawn) -> bool:
    """Whether a page is worth a look for tables: it has a grid, and its coordinates are those pdfplumber gives."""
    return _plain(page, every) and _has_grid(drawn)


def _plain(page: pdfium.PdfPage, every: Characters) -> bool:
    """Whether the page's coordinates are those pdfplumber gives: not turned, its corner at zero."""
    return every.turned == 0 and page.get_rotation() == 0 and page.get_bbox()[:2] == (0, 0)


def _has_grid(drawn: Drawn) -> bool:
    """Whether drawn lines of the page make at least two rows and two columns (a framed paragraph makes neither)."""
    if len(drawn) > OBJECTS:
        return False
    across: list[float] = []
    down: list[float] = []
    for item, left, bottom, right, top in items(drawn, (raw.FPDF_PAGEOBJ_PATH,)):
        width, height = right - left, top - bottom
        if height <= _THIN and width >= _LONG:
            across.append(bottom)
        elif width <= _THIN and height >= _LONG / 2:
            down.append(left)
        elif width >= _LONG and height >= _LONG / 2 and _stroked(item):
            across += (bottom, top)
            down += (left, right)
    return _distinct(across) >= 3 and _distinct(down) >= 3


def _stroked(path: Any) -> bool:
    """Whether a path's outline is drawn; a shade behind a paragraph has none."""
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    return bool(
        raw.FPDFPath_GetDrawMode(ctypes.cast(path, raw.FPDF_PAGEOBJECT), ctypes.byref(fill), ctypes.byref(stroke))
        and stroke.value
    )


def _distinct(values: list[float]) -> int:
    """How many values there are that lie more than a line's thickness apart."""
    ordered = sorted(values)
    return sum(1 for at, value in enumerate(ordered) if at == 0 or value - ordered[at - 1] > _THIN)


class Tables:
    """pdfplumber on the same bytes, opened only when some page has a grid."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._plumber: object | None = None

    def of(self, index: int, chars: list[Char]) -> tuple[tuple[Table, ...], list[Char]]:
        """The tables of a page and the characters that stand in none of them."""
        import pdfplumber

        if self._plumber is None:
            self._plumber = pdfplumber.open(io.BytesIO(self._data))
        page = self._plumber.pages[index]  # type: ignore[attr-defined]
        found = page.find_tables({"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"})
        tables = []
        for table in found:
            cells = sorted((cell for cell in table.cells if cell), key=lambda cell: (round(cell[1]), cell[0]))
            if len({round(cell[0]) for cell in cells}) < 2 or len({round(cell[1]) for cell in cells}) < 2:
                continue
            contents, chars = _fill(cells, chars)
            if any(contents):
                x0, y0, x1, y1 = table.bbox
                inside = tuple(tuple(stretches(content)) for content in contents)
                tables.append(Table(x0, y0, x1, y1, inside, tuple(cells)))
        page.close()
        return tuple(tables), chars


def _fill(cells: list[tuple[float, float, float, float]], chars: list[Char]) -> tuple[list[list[Char]], list[Char]]:
    """Give each character to the cell that holds its middle; the rest are returned."""
    left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
    right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    contents: list[list[Char]] = [[] for _ in cells]
    rest: list[Char] = []
    last = 0
    for char in chars:
        x, y = (char[1] + char[2]) / 2, char[3] - char[4] * 0.3
        if not (left <= x <= right and top <= y <= bottom):
            rest.append(char)
            continue
        order = (last, *range(len(cells)))  # characters of a cell come one after the other
        for at in order:
            x0, y0, x1, y1 = cells[at]
            if x0 <= x <= x1 and y0 <= y <= y1:
                contents[at].append(char)
                last = at
                break
        else:
            rest.append(char)
    return contents, rest
