"""Marks of ink that hang together (thành phần liên thông), in a small picture.

>>> label(np.array([[True, False, True], [False, True, False], [False, False, False]]))[1]
1
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.int32]


def label(mask: Mask) -> tuple[Labels, int]:
    """Number the marks that hang together, over corners too; 0 is paper. Returns the numbers and how many there are."""
    runs = _runs(mask)
    parent = list(range(len(runs)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    above, row_above = range(0), -2
    start = 0
    while start < len(runs):
        end = start
        while end < len(runs) and runs[end][0] == runs[start][0]:
            end += 1
        if runs[start][0] == row_above + 1:
            for here in range(start, end):
                for there in above:
                    if runs[there][1] <= runs[here][2] and runs[here][1] <= runs[there][2]:
                        parent[root(here)] = root(there)
        above, row_above, start = range(start, end), runs[start][0], end
    labels = np.zeros(mask.shape, np.int32)
    numbers: dict[int, int] = {}
    for at, (row, first, last) in enumerate(runs):
        labels[row, first:last] = numbers.setdefault(root(at), len(numbers) + 1)
    return labels, len(numbers)


def _runs(mask: Mask) -> list[tuple[int, int, int]]:
    """Row, first column and column after the last of each stretch of ink, in reading order."""
    edges = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, firsts = np.nonzero(edges == 1)
    lasts = np.nonzero(edges == -1)[1]
    return list(zip(rows.tolist(), firsts.tolist(), lasts.tolist(), strict=True))
