"""How a PDF page must be turned for its text to run to the right, whatever its own ``/Rotate`` says.

Wide tables are often drawn upright along the long side of a page that is not turned itself; scans of several sheets hold pages
upside down. Source: real documents of offices.

>>> turner(180, (0, 0, 595, 842))(85, 100, 92, 112, 85, 103)
(503, 510, 103, 12)
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

from pipeline.read.pdf_calls import origin

_SAMPLE = 300


def direction(handle: ctypes.c_void_p, count: int) -> int:
    """By how many degrees clockwise the page must be turned for most of its text to run to the right."""
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    before = None
    for index in range(min(count, _SAMPLE)):
        here = origin(handle, index)
        if here is None:
            continue
        if before is not None:
            across, up = here[0] - before[0], here[1] - before[1]
            if 0.5 < abs(across) < 40 and abs(up) < 0.2:
                votes[0 if across > 0 else 180] += 1
                if 3 * votes[0] > _SAMPLE:
                    return 0  # no other can have twice as many
            elif 0.5 < abs(up) < 40 and abs(across) < 0.2:
                votes[90 if up > 0 else 270] += 1
        before = here
    best = max(votes, key=lambda angle: votes[angle])
    return best if votes[best] > 2 * votes[0] else 0


def turner(angle: int, sides: tuple[float, float, float, float]) -> Callable[..., tuple[float, float, float, float]]:
    """A function from a character's box and origin on the page to left, right, baseline, height on the turned page."""
    left, bottom, right, top = sides

    def point(x: float, y: float) -> tuple[float, float]:
        if angle == 90:
            return y - bottom, x - left
        if angle == 180:
            return right - x, y - bottom
        return top - y, right - x

    def turn(x0: float, y0: float, x1: float, y1: float, ox: float, oy: float) -> tuple[float, float, float, float]:
        (a, b), (c, d), (_, base) = point(x0, y0), point(x1, y1), point(ox, oy)
        return min(a, c), max(a, c), base, abs(d - b)

    return turn
