"""The cell of a form that a pen filled in («ngày … tháng»), cut out of the page for the recogniser of digits.

Knows that the print on either side and what a scanner adds lie in the cell too: the leader «……», streaks down the page,
specks, a rule above, the tail of a «y», and that a pen runs on into the print (the bar of a 7 into the «t» of «tháng»).
What is left is set in a window of fixed size, so that neither the resolution nor the size of the hand matters. The same
cut makes the examples that the recogniser learns from (``tests/benchmarks/digits``). Source: real scans.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.read.ocr.marks import Mask, label

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.float32]

EM = 24  # pixels of the printed letters' em at which a cell is looked at
ROWS, COLUMNS = 32, 64  # the window
_TALL, _WIDE = 25.0, 58.0  # pixels of the window that the writing may fill
_ABOVE, _BELOW, _BESIDE = 1.75, 0.85, 0.9  # ems round the cell that are looked at
_FAR = 2.2  # ems above and below in which a streak goes on
_OVER = 0.15  # ems that a mark of the pen may hang over the edge of its cell
_STROKE = 0.2  # ems: the height, at most, of one level stroke
_FAINTEST = 0.45  # of the print's darkness: a pen's
_FAINT = 40  # grey levels between ink and paper below which there is no ink


class Cell(msgspec.Struct, frozen=True):
    """Where a cell lies in a picture, in pixels: its left and right edge, its baseline, the em of the print beside it."""

    left: float
    right: float
    base: float
    em: float


def window(grey: Grey, cell: Cell, *, level: float = 0.42, streaks: bool = True) -> Ink | None:
    """The writing in ``cell`` of a grey picture, 0 (paper) to 1 (ink), in a window of ``ROWS`` × ``COLUMNS``.

    ``level`` is how dark a pixel must be to be ink; with ``streaks`` the upright lines that a scanner draws are taken
    out. None when the cell is blank or no cell.
    """
    if cell.right - cell.left < 0.2 * cell.em or cell.em < 8:
        return None
    looked = _looked_at(grey, cell)
    if looked is None:
        return None
    ink, top = looked
    high = round((_ABOVE + _BELOW) * EM)
    if streaks:
        ink = _without_streaks(ink, level)
    ink = _without_leader(ink[top : top + high], level)
    kept = _writing(ink, level, _BESIDE * EM, ink.shape[1] - _BESIDE * EM)
    rows, columns = np.flatnonzero(kept.any(1)), np.flatnonzero(kept.any(0))
    if not len(rows) or rows[-1] - rows[0] < 0.3 * EM:
        return None
    return _set(np.where(_grown(kept), ink, np.float32(0)), rows, columns)


def _looked_at(grey: Grey, cell: Cell) -> tuple[Ink, int] | None:
    """The surroundings of a cell at ``EM`` pixels an em as ink, and the row at which the cell begins in them."""
    scale = EM / cell.em
    high, wide = round((_ABOVE + _BELOW) * EM), round((cell.right - cell.left) * scale + 2 * _BESIDE * EM)
    more = round(_FAR * EM)
    upper, left = cell.base - (_ABOVE + _FAR) * cell.em, cell.left - _BESIDE * cell.em
    lower, right = upper + (high + 2 * more) / scale, left + wide / scale
    y0, y1, x0, x1 = (max(0, round(side)) for side in (upper, lower, left, right))
    cut = grey[y0:y1, x0:x1]
    if cut.size == 0 or cell.base > grey.shape[0]:
        return None
    padded = np.full((round(lower) - round(upper), round(right) - round(left)), 255, np.uint8)
    at_y, at_x = y0 - round(upper), x0 - round(left)
    padded[at_y : at_y + cut.shape[0], at_x : at_x + cut.shape[1]] = cut
    small = np.asarray(Image.fromarray(padded).resize((wide, high + 2 * more), Image.Resampling.BOX), np.float32)
    middle = small[more : more + high]
    paper, dark = float(np.percentile(middle, 85)), float(np.percentile(middle, 1))
    if paper - dark < _FAINT:
        return None
    beside = round(_BESIDE * EM)
    # A pen may be fainter than the print beside it, but what is fainter still shines through from the other side.
    pen = paper - float(np.percentile(middle[:, beside : wide - beside], 2))
    full = min(max(pen, _FAINTEST * (paper - dark)), paper - dark)
    return np.clip((paper - small) / full, 0, 1).astype(np.float32), more


def _without_streaks(ink: Ink, level: float) -> Ink:
    """Without upright lines a few pixels wide that go on far above and below the line of print."""
    dark = ink >= level * 0.6
    far = round(_FAR * EM)
    outside = np.concatenate([dark[:far], dark[-far:]])
    columns = outside.mean(0) > 0.55
    if not columns.any() or columns.mean() > 0.3:
        return ink
    out = ink.copy()
    for column in np.flatnonzero(columns).tolist():
        left, right = max(0, column - 2), min(ink.shape[1], column + 3)
        # A stroke of the pen that crosses the streak is dark on both sides of it, and stays.
        beside = np.minimum(ink[:, max(0, left - 1)], ink[:, min(ink.shape[1] - 1, right)])
        out[:, column] = np.minimum(out[:, column], beside)
        for near in (column - 1, column + 1):
            if 0 <= near < ink.shape[1] and outside[:, near].mean() > 0.25:
                out[:, near] = np.minimum(out[:, near], beside)
    return out


def _without_leader(ink: Ink, level: float) -> Ink:
    """Without a row of dots or a rule on the baseline, where no stroke goes on above or below it."""
    dark = ink >= level
    base, beside = round(_ABOVE * EM), round(_BESIDE * EM)
    band = dark[base - EM // 4 : base + EM // 4, beside : ink.shape[1] - beside]
    upper = dark[base - EM // 2 : base - EM // 4, beside : ink.shape[1] - beside]
    if band.shape[1] < 4:
        return ink
    coverage = band.mean(1)
    row = int(np.argmax(coverage))
    # Letters and digits cover a fifth of a row; dots that stand close and rules cover more, also where nothing is above.
    bare = ~upper.any(0)
    if bare.sum() < 0.25 * EM or band[max(0, row - 1) : row + 2][:, bare].any(0).mean() < 0.45:
        return ink
    first = last = row
    while first > 0 and coverage[first - 1] > 0.3 * coverage[row]:
        first -= 1
    while last < len(coverage) - 1 and coverage[last + 1] > 0.3 * coverage[row]:
        last += 1
    if last - first > 0.22 * EM:
        return ink
    y0, y1 = base - EM // 4 + first, base - EM // 4 + last + 1
    through = dark[y0 - 2 : y0].any(0) | dark[y1 : y1 + 2].any(0)
    out = ink.copy()
    out[y0:y1, ~through] = 0
    return out


def _writing(ink: Ink, level: float, left: float, right: float) -> Mask:
    """The pixels that the pen wrote between columns ``left`` and ``right``."""
    labels, count = label(ink >= level)
    kept = np.zeros(ink.shape, np.bool_)
    inside = np.zeros(ink.shape, np.bool_)
    inside[:, max(0, round(left)) : max(0, round(right))] = True
    base = round(_ABOVE * EM)
    for number in range(1, count + 1):
        mark = labels == number
        columns = np.flatnonzero(mark.any(0))
        over = columns[-1] > right + _OVER * EM
        if over or columns[0] < left - _OVER * EM or (mark & inside).sum() < 0.5 * mark.sum():
            # It runs into the print beside the cell: only what lies in the cell can be the pen's.
            mark = mark & inside
            mark = _without_run_on(mark) if over else mark
            columns = np.flatnonzero(mark.any(0))
            if not len(columns):
                continue
            if columns[-1] - columns[0] < 0.15 * EM and (columns[0] < left + 2 or columns[-1] > right - 3):
                continue
        rows = np.flatnonzero(mark.any(1))
        high, wide = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
        if not _is_dirt(high, wide, int(rows[0]), int(rows[-1]), base, ink.shape[0]):
            kept |= mark
    return kept


def _without_run_on(mark: Mask) -> Mask:
    """Without the single stroke with which a mark runs on to the right, and what of the print hangs on its end."""
    tall = mark.sum(0)
    columns = np.flatnonzero(tall)
    if not len(columns):
        return mark
    end = int(columns[-1])
    thin = (tall > 0) & (tall <= _STROKE * EM)
    last = next((at for at in range(end, max(-1, end - round(0.35 * EM)), -1) if thin[at]), -1)
    first = last
    while first > 0 and thin[first - 1]:
        first -= 1
    if last < 0 or last - first < 0.2 * EM or not mark[:, :first].any():
        return mark
    out = mark.copy()
    out[:, first + round(0.15 * EM) :] = False
    return out


def _is_dirt(high: int, wide: int, top: int, bottom: int, base: int, rows: int) -> bool:
    """Whether a mark is a dot of the leader, a speck, a rule, or belongs to the line above or below."""
    if high <= 0.17 * EM and wide <= 0.17 * EM:
        return True
    if high <= 0.2 * EM and (wide > 1.3 * EM or bottom > base - 0.1 * EM):
        return True
    if top == 0 and bottom < 0.6 * EM:
        return True
    return bottom < base - 1.2 * EM or top > base + 0.25 * EM or (bottom == rows - 1 and top > base - 0.1 * EM)


def _grown(mask: Mask) -> Mask:
    """The mask with the pixels round it, which hold the soft edge of a stroke."""
    out = mask.copy()
    out[1:] |= mask[:-1]
    out[:-1] |= mask[1:]
    grown = out.copy()
    grown[:, 1:] |= out[:, :-1]
    grown[:, :-1] |= out[:, 1:]
    return grown


def _set(ink: Ink, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]) -> Ink:
    """The writing at a fixed height (or width, when it is wide), in the middle of the window."""
    high, wide = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    scale = min(_TALL / high, _WIDE / wide)
    # The picture is taken by an affine map straight into the window: one resampling, no rounding of edges.
    middle_y, middle_x = (rows[0] + rows[-1] + 1) / 2, (columns[0] + columns[-1] + 1) / 2
    data = (1 / scale, 0, middle_x - COLUMNS / 2 / scale, 0, 1 / scale, middle_y - ROWS / 2 / scale)
    image = Image.fromarray(np.rint(ink * 255).astype(np.uint8))
    if scale < 0.8:
        smaller = image.resize(
            (max(1, round(image.width * scale)), max(1, round(image.height * scale))), Image.Resampling.BOX
        )
        data = (1, 0, middle_x * scale - COLUMNS / 2, 0, 1, middle_y * scale - ROWS / 2)
        image = smaller
    placed = image.transform((COLUMNS, ROWS), Image.Transform.AFFINE, data, Image.Resampling.BILINEAR)
    return np.asarray(placed, np.float32) / np.float32(255)
