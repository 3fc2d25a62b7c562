"""Two sheets on one picture (hai trang trên một ảnh): the right one set under the left one, to be read after it.

Knows that an open folder is scanned as one wide picture, that text stands on both sides of the fold from top to bottom, and that
no word crosses it. ``values.original_box`` leads back. Source: scans of bound files.
"""

from __future__ import annotations

import msgspec

from pipeline.read.ocr.values import OcrLine, OcrPage, OcrTable, Word

_WIDE = 1.15  # times as wide as high
_MIDDLE = 0.4, 0.6  # of the width: where the fold may be
_GAP = 0.03  # of the width: the two inner margins
_LINES = 5  # of text on each side
_FILLED = 0.25  # of the height that the text of each side covers


def unfolded(page: OcrPage) -> OcrPage:
    """The page with its right sheet under its left one, or as it is when it is one sheet."""
    fold = _fold(page) if page.width > _WIDE * page.height and not page.fold else None
    if fold is None:
        return page
    left: list[OcrLine] = []
    right: list[OcrLine] = []
    for line in page.lines:
        for side, words in ((left, _side(line, fold, right=False)), (right, _side(line, fold, right=True))):
            if words:
                side.append(msgspec.structs.replace(line, words=words))
    lines = (*left, *(_moved(line, fold, page.height) for line in right))
    tables = tuple(_table_moved(table, fold, page.height) if table.x0 >= fold else table for table in page.tables)
    wide = max(fold, page.width - fold)
    return msgspec.structs.replace(
        page, width=wide, height=2 * page.height, lines=lines, tables=tables, fold=fold, sheet=page.width
    )


def _fold(page: OcrPage) -> float | None:
    """Where the page is folded, in points from its left, or None."""
    words = sorted((word.x0, word.x1) for line in page.every for word in line.words)
    start, end = _MIDDLE[0] * page.width, _MIDDLE[1] * page.width
    best, reach = (0.0, 0.0), start
    for x0, x1 in (*words, (end, end)):
        if x0 > reach and reach < end and min(x0, end) - reach > best[1] - best[0]:
            best = reach, min(x0, end)
        reach = max(reach, x1)
    if best[1] - best[0] < _GAP * page.width or any(t.x0 < best[1] and t.x1 > best[0] for t in page.tables):
        return None
    fold = (best[0] + best[1]) / 2
    for right in (False, True):
        bases = [line.base for line in page.every if len(_side(line, fold, right=right)) > 2]
        if len(bases) < _LINES or max(bases) - min(bases) < _FILLED * page.height:
            return None
    return fold


def _side(line: OcrLine, fold: float, *, right: bool) -> tuple[Word, ...]:
    return tuple(word for word in line.words if ((word.x0 + word.x1) / 2 >= fold) == right)


def _moved(line: OcrLine, fold: float, down: float) -> OcrLine:
    words = tuple(
        Word(word.text, word.x0 - fold, word.y0 + down, word.x1 - fold, word.y1 + down, word.confidence)
        for word in line.words
    )
    return msgspec.structs.replace(line, words=words, base=line.base + down)


def _table_moved(table: OcrTable, fold: float, down: float) -> OcrTable:
    cells = tuple(tuple(_moved(line, fold, down) for line in cell) for cell in table.cells)
    return OcrTable(table.x0 - fold, table.y0 + down, table.x1 - fold, table.y1 + down, cells)
