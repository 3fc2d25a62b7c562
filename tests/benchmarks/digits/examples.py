"""Windows of synthetic datelines, as the recogniser sees them: ``python -m tests.benchmarks.digits.examples``.

usage: examples MNIST_FOLDER FONT_FOLDER OUT.npz COUNT SEED [test]

Each example is a window (bytes, 0 paper to 255 ink), its day (0 for what is no day) and whether a zero led it; two are
cut from each dateline. One font in four, and MNIST's second file (written by 250 people who wrote nothing in the first),
are for the test only. The same seed gives the same examples.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np

from pipeline.read.ocr.pen_cell import COLUMNS, ROWS, Cell, window
from tests.benchmarks.digits.datelines import Datelines
from tests.benchmarks.digits.hands import Hands

DAYS = [f"{day:02}" for day in range(1, 32)] * 4 + [str(day) for day in range(1, 10)] * 4
NO_DAY = 0.24  # share of the examples that are no day
CUTS = 2  # windows of each dateline: the program, too, cuts a cell more than once


def fonts(folder: Path, *, test: bool) -> list[Path]:
    """The handwriting fonts for training, or those for the test, by name."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in (".woff2", ".ttf", ".otf"))
    return [path for at, path in enumerate(found) if (at % 4 == 3) == test]


def jogged(cell: Cell, source: random.Random) -> Cell:
    """The cell as the engine's boxes tell it: a little off."""
    em = cell.em * source.uniform(0.93, 1.07)
    off = source.choice((0.06, 0.06, 0.16))
    left, right = cell.left + source.gauss(0, off) * em, cell.right + source.gauss(0, off) * em
    return Cell(left, right, cell.base + source.gauss(0, 0.05) * em, em)


def main() -> None:
    """Write the examples."""
    folder, fonts_at, out, count, seed = sys.argv[1:6]
    test = sys.argv[6:] == ["test"]
    source = random.Random(int(seed))
    datelines = Datelines(Hands(Path(folder), fonts(Path(fonts_at), test=test), test=test))
    windows = np.zeros((int(count), ROWS, COLUMNS), np.uint8)
    days, zeros = np.zeros(int(count), np.uint8), np.zeros(int(count), np.uint8)
    at = 0
    while at < int(count):
        day = None if source.random() < NO_DAY else source.choice(DAYS)
        grey, cell = datelines.line(day, source)
        for _ in range(CUTS):
            level = source.uniform(0.32, 0.52)
            seen = window(grey, jogged(cell, source), level=level, streaks=source.random() < 0.8)
            if seen is None or at == int(count):
                break
            windows[at] = np.rint(seen * 255)
            days[at], zeros[at] = int(day or 0), (day or " ")[0] == "0"
            at += 1
    np.savez(out, windows=windows, days=days, zeros=zeros)


if __name__ == "__main__":
    main()
