"""A picture made fit for recognition: seals out, black borders off, turned upright, straightened.

Knows that a seal (con dấu) is red ink over black letters, so that what is red, large and not dark becomes paper; that a
scanner leaves black borders; that lines of letters show as sharp steps in the sum of ink row by row, which tells a page
lying on its side and its skew. Source: Thông tư and practice on seals (red ink), projection profiles (Postl 1986).
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.read.ocr.light import evened

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
_SMALL = 1200  # pixels of the longer side on which geometry is judged
STRAIGHT = 0.25  # degrees of skew that harm neither the reading nor the layout
_INK = 0.0006  # share of dark pixels below which a page is blank
_STEEPEST = 8.0  # degrees of skew that are looked for
_STRIP = 2.2  # times as long as wide: no single sheet
_CELL = 16  # pixels of the grid on which seals are looked for
_SEAL = 12  # cells: about 16 mm at 300 dots an inch; a stamped number or a red word is not as high


_INKS = {"red": (0, 1, 2), "blue": (2, 1, 1)}  # the ink's own band, and those that it is compared with (violet is blue)
_DEEP = {"red": 45, "blue": 60}  # by how much the own band is the brightest, where there is such ink at all
_PALE = {"red": 30, "blue": 30}  # the same for each of its pixels
_OWN = 0.2  # of the page


class Cleaned(msgspec.Struct, frozen=True):
    """A grey picture, what was done to it (``steps``), whether it lies on its side, its skew in degrees.

    ``verdict``: empty, ``blank`` (no ink), or ``black`` (ink all over).
    """

    image: Image.Image
    steps: tuple[str, ...] = ()
    sideways: bool = False
    skew: float = 0.0
    verdict: str = ""


def clean(image: Image.Image) -> Cleaned:
    """Reads a picture (``L`` or ``RGB``); writes it grey, without seals and borders, and what its lines say."""
    steps: list[str] = []
    grey = _without_seals(image, steps) if image.mode == "RGB" else np.asarray(image)
    lit = evened(grey)
    if lit is not None:
        grey = lit
        steps.append("light evened")
    small = _shrunk(grey)
    ink = _ink(small)
    if ink.mean() > 0.5:
        grey, small = 255 - grey, 255 - small
        ink = _ink(small)
        steps.append("inverted")
    if (
        (small.std() < 4 and small.mean() < 128)
        or ink.mean() > 0.5
        or (steps[-1:] == ["inverted"] and ink.mean() < _INK)
    ):
        return Cleaned(Image.fromarray(grey), tuple(steps), verdict="black")
    edges = _border(ink)
    if any(edges):
        grey = _without_border(grey, edges, ink.shape)
        ink = _cut(ink, edges)
        steps.append("border removed")
    if ink.mean() < _INK:
        return Cleaned(Image.fromarray(grey), tuple(steps), verdict="blank")
    # Text on a strip of sheets runs along it; its few rows or columns would not tell.
    sideways = max(ink.shape) <= _STRIP * min(ink.shape) and _sideways(ink) and _sideways(_inked(ink))
    skew = _skew(np.rot90(ink) if sideways else ink)
    return Cleaned(Image.fromarray(grey), tuple(steps), sideways, skew)


def turned(cleaned: Cleaned, rotation: int) -> Image.Image:
    """The picture turned clockwise by ``rotation`` (0, 90, 180, 270) degrees and straightened by its skew.

    The skew of a page on its side was judged at 270 degrees clockwise; half a turn does not change it.
    """
    image = cleaned.image
    if rotation:
        quarter = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
        image = image.transpose(quarter[rotation])
    if abs(cleaned.skew) >= STRAIGHT:
        image = image.rotate(cleaned.skew, Image.Resampling.BILINEAR, fillcolor=255)
    return image


def _without_seals(image: Image.Image, steps: list[str]) -> Grey:
    """Grey, with large marks in red, blue or violet taken for paper wherever no black letter lies under them."""
    grey = np.asarray(image.convert("L"))
    bands = [np.asarray(image.getchannel(band)) for band in range(3)]
    quick = [band[:: _CELL // 4, :: _CELL // 4].astype(np.int16) for band in bands]
    for ink, (own, *others) in _INKS.items():
        if not (quick[own] - np.maximum(*(quick[other] for other in others)) > _DEEP[ink]).any():
            continue
        highest = np.maximum(*(bands[other] for other in others))
        coloured = bands[own] > np.minimum(highest, 255 - _PALE[ink]) + np.uint8(_PALE[ink])
        area = _seal_areas(coloured)
        # Ink that covers much of the page is the page's own: a text printed or copied in blue.
        if area is None or (ink == "blue" and area.mean() > _OWN):
            continue
        steps.append("seal removed" if ink == "red" else "stamp in blue removed")
        grey = np.where(coloured & area & (bands[own] > 105), np.uint8(255), grey)
    return grey


def _seal_areas(red: Mask) -> Mask | None:
    """Where large patches of red lie, as a mask of the picture's size; None when there are none."""
    rows, columns = red.shape[0] // _CELL, red.shape[1] // _CELL
    if not rows or not columns:
        return None
    cells = red[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL).sum((1, 3)) > 6
    found = np.zeros_like(cells)
    seen = np.zeros_like(cells)
    for start in np.argwhere(cells):
        if seen[tuple(start)]:
            continue
        patch = _patch(cells, seen, (int(start[0]), int(start[1])))
        ys, xs = [y for y, _ in patch], [x for _, x in patch]
        if min(max(ys) - min(ys), max(xs) - min(xs)) >= _SEAL:
            found[max(0, min(ys) - 2) : max(ys) + 3, max(0, min(xs) - 2) : max(xs) + 3] = True
    if not found.any():
        return None
    area = np.zeros_like(red)
    area[: rows * _CELL, : columns * _CELL] = found.repeat(_CELL, 0).repeat(_CELL, 1)
    return area


def _patch(cells: Mask, seen: Mask, start: tuple[int, int]) -> list[tuple[int, int]]:
    """The cells that hang together with ``start``, over gaps of one cell; marks them ``seen``."""
    patch, waiting = [], [start]
    seen[start] = True
    rows, columns = cells.shape
    while waiting:
        y, x = waiting.pop()
        patch.append((y, x))
        for below in range(max(0, y - 2), min(rows, y + 3)):
            for beside in range(max(0, x - 2), min(columns, x + 3)):
                if cells[below, beside] and not seen[below, beside]:
                    seen[below, beside] = True
                    waiting.append((below, beside))
    return patch


def _shrunk(grey: Grey) -> Grey:
    longer, shorter = max(grey.shape), min(grey.shape)
    # A strip (several sheets side by side) keeps enough pixels across its shorter side.
    return np.asarray(Image.fromarray(grey).reduce(max(1, min(longer // _SMALL, 2 * shorter // _SMALL))))


def _ink(small: Grey) -> Mask:
    """What is clearly darker than the paper around it; the paper is the usual brightness of the page."""
    paper = float(np.percentile(small, 80)) if small.mean() > 60 else 255.0
    return small < min(paper - 45, 0.75 * paper)


def _border(ink: Mask) -> tuple[int, int, int, int]:
    """How many rows and columns of black border there are: top, bottom, left, right."""
    dark_rows, dark_columns = ink.mean(1) > 0.6, ink.mean(0) > 0.6
    return _run(dark_rows), _run(dark_rows[::-1]), _run(dark_columns), _run(dark_columns[::-1])


def _run(dark: Mask) -> int:
    """The depth of the dark band near an edge; it may begin a little way in, and goes no deeper than an eighth."""
    reach = max(1, len(dark) // 8)
    near = np.flatnonzero(dark[:reach])
    return int(near[-1]) + 1 if len(near) and near[0] < max(1, len(dark) // 40) else 0


def _cut(ink: Mask, edges: tuple[int, int, int, int]) -> Mask:
    top, bottom, left, right = edges
    return ink[top : ink.shape[0] - bottom, left : ink.shape[1] - right]


def _without_border(grey: Grey, edges: tuple[int, int, int, int], shape: tuple[int, ...]) -> Grey:
    factor_y, factor_x = grey.shape[0] / shape[0], grey.shape[1] / shape[1]
    top, bottom, left, right = edges
    white = grey.copy()
    white[: round(top * factor_y)] = 255
    white[grey.shape[0] - round(bottom * factor_y) :] = 255
    white[:, : round(left * factor_x)] = 255
    white[:, grey.shape[1] - round(right * factor_x) :] = 255
    return white


def _steps(profile: npt.NDArray[np.float64]) -> float:
    return float(np.square(np.diff(profile)).sum())


def _sideways(ink: Mask) -> bool:
    """Whether the lines of letters run down the page: its columns' ink then steps more sharply than its rows'."""
    best = {}
    for name, picture in (("across", ink), ("down", ink.T)):
        strips = _strips(picture)
        best[name] = max(_sharpness(strips, angle) / max(1, picture.shape[1]) ** 2 for angle in np.arange(-4, 4.1, 1.0))
    return bool(best["down"] > 1.5 * best["across"])


def _inked(ink: Mask) -> Mask:
    """The part of the page that holds nearly all ink: a half that is empty says nothing of how the lines run."""
    for _ in range(2):
        gathered = ink.sum(0).cumsum()
        first, last = np.searchsorted(gathered, (0.01 * gathered[-1], 0.99 * gathered[-1]))
        ink = ink[:, first : last + 1].T
    return ink


def _strips(ink: Mask) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Row sums of twenty upright strips, and the middle of each strip from the page's middle."""
    parts = np.array_split(np.arange(ink.shape[1]), min(20, ink.shape[1]))
    sums = np.stack([ink[:, part[0] : part[-1] + 1].sum(1) for part in parts]).astype(np.float64)
    return sums, np.array([part.mean() - ink.shape[1] / 2 for part in parts])


def _sharpness(strips: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]], angle: float) -> float:
    sums, middles = strips
    profile = np.zeros(sums.shape[1])
    for row, middle in zip(sums, middles, strict=True):
        profile += np.roll(row, round(-middle * np.tan(np.radians(angle))))
    return _steps(profile)


def _skew(ink: Mask) -> float:
    """Degrees by which the lines fall to the right (clockwise); turning back by as much straightens them."""
    strips = _strips(ink)
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=lambda angle: _sharpness(strips, angle))
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda angle: _sharpness(strips, angle))
    return round(float(fine), 2)
