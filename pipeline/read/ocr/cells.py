"""The ruled tables of a page read cell by cell: cells cut out and set one under the other, read at one go, put back.

The engine takes a table's line for one line over all its columns, and narrow columns run together. Cells set in one column
leave it nothing to confuse, and cost one start of the program however many there are. Source: readings of pictures of plans'
tables; the engine's manual (page segmentation mode 6: one block of text).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from PIL import Image

from pipeline.read.ocr.engine import recognise
from pipeline.read.ocr.ruling import Grid, Mask
from pipeline.read.ocr.values import OcrLine, OcrTable, Word

_INSIDE = 1.6  # points inside a cell's box from which on its letters may stand: half a rule and its blur
_BETWEEN = 9.0  # points between two cells that are set one under the other
_LEFT = 20.0  # points of white at the left of the column of cells
_AROUND = 4.0  # points of white around what stands in a cell
_PALE = 190  # grey that may still be a faint letter
_TALLEST = 30_000  # pixels that the engine takes down
_FAINT = 0.0004  # share of dark pixels below which a cell is empty


class _Piece(msgspec.Struct):
    """A cell's picture, the table and cell it is, its place on the page and in the column of cells, in pixels."""

    picture: Image.Image
    table: int
    cell: int
    left: int
    top: int
    at: int = 0


def read_tables(image: Image.Image, tables: Sequence[Grid], points: float, seconds: float) -> tuple[OcrTable, ...]:
    """Read the cells of ``tables`` on the page ``image``. Raises what ``engine.recognise`` raises."""
    pieces = [piece for number, grid in enumerate(tables) for piece in _pieces(image, grid, number, points)]
    lines: dict[tuple[int, int], list[OcrLine]] = {}
    for batch in _batches(pieces, points):
        for line in recognise(_column(batch, points), points, seconds, mode="6"):
            _put_back(line, batch, points, lines)
    return tuple(
        OcrTable(*grid.box, tuple(tuple(lines.get((number, cell), ())) for cell in range(len(grid.cells))))
        for number, grid in enumerate(tables)
    )


def _pieces(image: Image.Image, grid: Grid, number: int, points: float) -> list[_Piece]:
    found = []
    for cell, box in enumerate(grid.cells):
        left, top = (round((side + _INSIDE) / points) for side in box[:2])
        right, bottom = (round((side - _INSIDE) / points) for side in box[2:])
        if right - left < 4 / points or bottom - top < 4 / points:
            continue
        picture = _unframed(image.crop((left, top, right, bottom)), points)
        grey = np.asarray(picture)
        if (grey < 128).mean() >= _FAINT:
            box = _inked(grey < _PALE, round(_AROUND / points))
            found.append(_Piece(picture.crop(box), number, cell, left + box[0], top + box[1]))
    return found


def _inked(dark: Mask, edge: int) -> tuple[int, int, int, int]:
    """The box of what is dark with some white around: a short text in a high row would be mostly paper to search."""
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    left, top = max(0, int(columns[0]) - edge), max(0, int(rows[0]) - edge)
    return left, top, min(dark.shape[1], int(columns[-1]) + 1 + edge), min(dark.shape[0], int(rows[-1]) + 1 + edge)


def _unframed(picture: Image.Image, points: float) -> Image.Image:
    """A cell without what is left of its rules along its edges, where the page is a little askew."""
    grey = np.asarray(picture).copy()
    reach = round(3 / points)
    for side in (grey, grey[::-1], grey.T, grey.T[::-1]):
        band = side[:reach]
        dark = np.flatnonzero((band < 150).mean(axis=1) > 0.35)
        if len(dark):
            band[: dark[-1] + 2] = 255
    return Image.fromarray(grey)


def _batches(pieces: list[_Piece], points: float) -> list[list[_Piece]]:
    """Pieces in columns that the engine can take, each with its place in its column."""
    between = round(_BETWEEN / points)
    batches: list[list[_Piece]] = []
    at = _TALLEST
    for piece in pieces:
        if at + piece.picture.height > _TALLEST:
            batches.append([])
            at = between
        piece.at = at
        batches[-1].append(piece)
        at += piece.picture.height + between
    return batches


def _column(batch: list[_Piece], points: float) -> Image.Image:
    edge = round(_LEFT / points)
    width = max(piece.picture.width for piece in batch) + 2 * edge
    height = batch[-1].at + batch[-1].picture.height + edge
    column = Image.new("L", (width, height), 255)
    for piece in batch:
        column.paste(piece.picture, (edge, piece.at))
    return column


def _put_back(line: OcrLine, batch: list[_Piece], points: float, lines: dict[tuple[int, int], list[OcrLine]]) -> None:
    """Give a line of the column to the cell in which it stands, with its places on the page."""
    middle = (min(word.y0 for word in line.words) + max(word.y1 for word in line.words)) / 2 / points
    piece = min(batch, key=lambda one: max(one.at - middle, middle - one.at - one.picture.height, 0.0))
    right, down = piece.left * points - _LEFT, (piece.top - piece.at) * points
    words = tuple(
        Word(word.text, word.x0 + right, word.y0 + down, word.x1 + right, word.y1 + down, word.confidence)
        for word in line.words
    )
    lines.setdefault((piece.table, piece.cell), []).append(OcrLine(words, line.base + down, line.size))
