"""Days of the month written by hand (ngày viết tay): a small net that reads a cell of a dateline, or says it cannot.

Three convolutions, one hidden layer, a head for the tens (0 to 3, none, no day) and one for the units (0 to 9, no day).
The weights, ``days.npz``, were learned from synthetic datelines; ``tests/benchmarks/digits`` makes these, teaches the net
and measures it, and ``docs/ocr.md`` has the figures. A cell is cut several times, a little differently each time: what
is read surely is read alike in all of them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.read.ocr.pen_cell import Cell, Grey, Ink, window

_NONE, _NO_DIGIT = 4, 10  # classes: no tens («7» and not «07»), no digit at all
# How the cell is cut: shift of its left and right edge in ems, darkness of ink, streaks taken out.
_CUTS = (
    (0.0, 0.0, 0.42, True), (0.12, 0.0, 0.42, True), (0.0, -0.12, 0.42, True),
    (-0.08, 0.08, 0.5, True), (0.06, -0.06, 0.34, True), (0.0, 0.0, 0.42, False),
)  # fmt: skip
_LEAST = 4  # cuts that must show writing
Floats = npt.NDArray[np.float32]


class Reading(msgspec.Struct, frozen=True):
    """A number read from handwriting, and how sure that is (0 to 1): the mean chance over the cuts of the cell."""

    value: int
    confidence: float


def read_cell(grey: Grey, cell: Cell, most: int = 31) -> Reading | None:
    """The number from 1 to ``most`` in a cell of a grey picture, or None when the cell is blank or holds no such number."""
    cuts = []
    for left, right, level, streaks in _CUTS:
        moved = Cell(cell.left + left * cell.em, cell.right + right * cell.em, cell.base, cell.em)
        seen = window(grey, moved, level=level, streaks=streaks)
        if seen is not None:
            cuts.append(seen)
    if len(cuts) < _LEAST:
        return None
    chances = numbers(np.stack(cuts))
    mean = chances.mean(0)
    best = int(mean.argmax())
    if not 1 <= best <= most:
        return None
    return Reading(best, round(float(mean[best]), 3))


def numbers(windows: Ink) -> Floats:
    """The chances of «no number» (column 0) and of 1 to 31, for windows of ``ROWS`` × ``COLUMNS``."""
    out = _outputs(windows)
    tens, units = _shares(out[:, :6]), _shares(out[:, 6:])
    found = np.zeros((len(out), 32), np.float32)
    for day in range(1, 32):
        found[:, day] = tens[:, day // 10] * units[:, day % 10]
        if day < 10:
            found[:, day] += tens[:, _NONE] * units[:, day]
    found[:, 0] = 1 - found.sum(1)
    return found


def _outputs(windows: Ink) -> Floats:
    weights = _weights()
    x = _convolved(windows[:, None].astype(np.float32), weights["w0"], weights["b0"], step=2)
    x = _halved(_convolved(x, weights["w1"], weights["b1"]))
    x = _halved(_convolved(x, weights["w2"], weights["b2"]))
    hidden = np.maximum(x.reshape(len(x), -1) @ weights["w3"].T + weights["b3"], 0)
    return np.asarray(hidden @ weights["w4"].T + weights["b4"], np.float32)


def _convolved(x: Floats, weight: Floats, bias: Floats, step: int = 1) -> Floats:
    """A convolution of odd side with a border of nothing, every ``step`` pixels, and the positive part of what it gives."""
    side = weight.shape[2]
    edge = (side // 2, side // 2)
    padded = np.pad(x, ((0, 0), (0, 0), edge, edge))
    patches = np.lib.stride_tricks.sliding_window_view(padded, (side, side), axis=(2, 3))[:, :, ::step, ::step]
    count, _, rows, columns = patches.shape[:4]
    flat = patches.transpose(0, 2, 3, 1, 4, 5).reshape(count * rows * columns, -1)
    out = np.maximum(flat @ weight.reshape(len(weight), -1).T + bias, 0)
    return np.asarray(out.reshape(count, rows, columns, -1).transpose(0, 3, 1, 2), np.float32)


def _halved(x: Floats) -> Floats:
    """The darkest of every 2 × 2."""
    count, channels, rows, columns = x.shape
    return np.asarray(x.reshape(count, channels, rows // 2, 2, columns // 2, 2).max((3, 5)), np.float32)


def _shares(x: Floats) -> Floats:
    raised = np.exp((x - x.max(1, keepdims=True)) / _weights()["temperature"])
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


@lru_cache(maxsize=1)
def _weights() -> dict[str, Floats]:
    """The shipped weights. ``temperature`` makes the chances as sure as they are right on the examples held back."""
    with files("pipeline.read.ocr").joinpath("days.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        found = {name: kept[name].astype(np.float32) for name in kept.files if name != "about"}
    if "s3" in found:
        found["w3"] *= found.pop("s3")[:, None]
    return found
