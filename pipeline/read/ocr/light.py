"""Uneven light taken out of a photographed page (ảnh chụp có bóng): the paper made equally bright everywhere.

Knows that paper is what is brightest nearby, that it darkens slowly under a shadow and at once at the sheet's edge, and that the
engine draws one line between ink and paper for the whole page. A page that is evenly lit is left as it is.

>>> shade = np.tile(np.linspace(250, 90, 960), (640, 1)).astype(np.uint8)
>>> bool(evened(shade).min() > 200), evened(shade[:, :96]) is None
(True, True)
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Grey = npt.NDArray[np.uint8]
_TILE = 32  # pixels: larger than a letter, smaller than a shadow
_UNEVEN = 0.78  # of the brightest paper: how dark the darkest may be on a page that is evenly lit
_GROUND = 0.3  # of the brightest paper: what is darker is no paper in shadow but the ground beside the sheet
_PAPER = 240.0


def evened(grey: Grey) -> Grey | None:
    """The picture with its paper equally bright, or None when it is so already."""
    tiles = _brightest(grey)
    bright = float(np.percentile(tiles, 95))
    lit = tiles[tiles > _GROUND * bright]
    if bright < 40 or lit.size < 0.4 * tiles.size or float(np.percentile(lit, 8)) > _UNEVEN * bright:
        return None
    tiles = np.maximum(tiles, _GROUND * bright).astype(np.uint8)
    smooth = Image.fromarray(tiles).filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.GaussianBlur(1.5))
    paper = np.asarray(smooth.resize((grey.shape[1], grey.shape[0]), Image.Resampling.BILINEAR), dtype=np.float32)
    return np.minimum(grey * (_PAPER / paper), 255).astype(np.uint8)


def _brightest(grey: Grey) -> npt.NDArray[np.float32]:
    """The paper's brightness tile by tile: the brightest of each tile and of those beside it, without lone bright specks."""
    soft = np.asarray(Image.fromarray(grey).reduce(4))
    size = _TILE // 4
    rows, columns = -(-soft.shape[0] // size), -(-soft.shape[1] // size)
    filled = np.pad(soft, ((0, rows * size - soft.shape[0]), (0, columns * size - soft.shape[1])), mode="edge")
    tiles = filled.reshape(rows, size, columns, size).max(axis=(1, 3))
    return np.asarray(Image.fromarray(tiles).filter(ImageFilter.MaxFilter(3)), dtype=np.float32)
