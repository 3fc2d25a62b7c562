"""Ruled tables on a picture (bảng kẻ): long straight runs of ink, the grids they make, and the cells of the grids.

Knows that a table's rules are runs of ink far longer than any stroke of a letter, broken by specks and a little askew; that
rules which cross make one grid; that a wall between two fields may be missing where cells are joined, and that a table may
have no outer walls or go on over the page, so that its rules end in the open. Source: NĐ 30/2020/NĐ-CP, appendix (tables of
plans), and pictures of plans.

>>> page = np.full((400, 400), 255, np.uint8)
>>> for at in (20, 120, 220): page[at : at + 3, 20:223] = page[20:223, at : at + 3] = 0
>>> [len(grid.cells) for grid in grids(page, points=0.5)]
[4]
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.read.ocr.values import Box

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
_FINE = 0.5  # points: rules are looked for on a picture of about 144 dots an inch
_ACROSS, _DOWN = (
    45.0,
    20.0,
)  # points: the shortest rule across (no word is so long a stroke) and down (no letter so high)
_THICK = 7.0  # points: what is thicker is a bar or the edge of a scan
_NEAR = 4.0  # points within which two rules are one, or touch
_HOLE = 6.0  # points that a speck or a weak print may break a rule
_OPEN = 14.0  # points by which rules stand out beyond the last wall where a table has none
_WALL = 0.6  # share of a field's side that a rule must cover to part it from the next field


class Grid(msgspec.Struct, frozen=True):
    """A table on the page: its box and the boxes of its cells row by row, in points."""

    box: Box
    cells: tuple[Box, ...]


class _Rule(msgspec.Struct):
    """A rule: its place across its run (``at``), and from where to where it runs, in points."""

    at: float
    start: float
    end: float


def grids(grey: Grey, points: float) -> tuple[Grid, ...]:
    """The tables of an upright picture whose pixels are ``points`` wide, from top to bottom."""
    ink, size = _shrunk(grey, points)
    across = _rules(ink, size, _ACROSS)
    down = _rules(np.ascontiguousarray(ink.T), size, _DOWN) if len(across) >= 2 else []
    found = [grid for rows, columns in _crossing(across, down) if (grid := _grid(rows, columns)) is not None]
    return tuple(sorted(found, key=lambda grid: grid.box[1]))


def _shrunk(grey: Grey, points: float) -> tuple[Mask, float]:
    """Ink on a coarser picture, where a field is ink when any of its pixels is; and its points a field."""
    paper = float(np.percentile(grey[::8, ::8], 80))
    times = max(1, round(_FINE / points))
    rows, columns = grey.shape[0] // times * times, grey.shape[1] // times * times
    # The darkest pixel of each field, first down and then across: whole rows at a time, not field by field.
    darkest = grey[0:rows:times]
    for at in range(1, times):
        darkest = np.minimum(darkest, grey[at:rows:times])
    across = darkest[:, 0:columns:times]
    for at in range(1, times):
        across = np.minimum(across, darkest[:, at:columns:times])
    return across < min(0.72 * paper, paper - 40), points * times


def _rules(ink: Mask, size: float, least: float) -> list[_Rule]:
    """The straight runs of ink along the rows of ``ink`` of at least ``least`` points, one rule for all rows it covers."""
    need, hole = round(least / size), max(1, round(_HOLE / size / 4))
    open_rules: list[list[int]] = []  # first row, last row, start, end
    done: list[list[int]] = []
    for row in np.flatnonzero(ink.sum(1) >= 0.6 * need):
        for start, end in _runs(ink[row], need, hole):
            for rule in open_rules:
                if row - rule[1] <= 2 and start <= rule[3] + need // 2 and rule[2] <= end + need // 2:
                    rule[1], rule[2], rule[3] = int(row), min(rule[2], start), max(rule[3], end)
                    break
            else:
                open_rules.append([int(row), int(row), start, end])
        done += [rule for rule in open_rules if row - rule[1] > 2]
        open_rules = [rule for rule in open_rules if row - rule[1] <= 2]
    straight = [rule for rule in done + open_rules if (rule[1] - rule[0] + 1) * size <= _THICK]
    return [_Rule((top + bottom + 1) / 2 * size, start * size, end * size) for top, bottom, start, end in straight]


def _runs(row: npt.NDArray[np.bool_], need: int, hole: int) -> list[tuple[int, int]]:
    """The runs of ink of at least ``need`` fields in a row, over holes of at most ``hole``."""
    places = np.flatnonzero(row)
    breaks = np.flatnonzero(np.diff(places) > hole + 1)
    starts = places[np.concatenate(([0], breaks + 1))]
    ends = places[np.concatenate((breaks, [len(places) - 1]))] + 1
    long = (ends - starts) >= need
    return [(int(start), int(end)) for start, end in zip(starts[long], ends[long], strict=True)]


def _crossing(across: Sequence[_Rule], down: Sequence[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules that hang together by crossing or touching, as (across, down)."""
    groups: list[tuple[list[_Rule], list[_Rule]]] = []
    waiting = list(down)
    for rule in across:
        touching = [group for group in groups if any(_touch(rule, wall) for wall in group[1])]
        mine: tuple[list[_Rule], list[_Rule]] = ([rule], [wall for wall in waiting if _touch(rule, wall)])
        waiting = [wall for wall in waiting if not _touch(rule, wall)]
        for group in touching:
            groups.remove(group)
            mine = (mine[0] + group[0], mine[1] + group[1])
        groups.append(mine)
    return groups


def _touch(rule: _Rule, wall: _Rule) -> bool:
    return rule.start - _NEAR <= wall.at <= rule.end + _NEAR and wall.start - _NEAR <= rule.at <= wall.end + _NEAR


def _grid(across: list[_Rule], down: list[_Rule]) -> Grid | None:
    """The grid of rules that hang together; None when they make less than two rows and two columns."""
    if len(across) < 2 or len(down) < 2:
        return None
    ys = _places(across, down)
    xs = _places(down, across)
    if len(ys) < 3 or len(xs) < 3:
        return None
    fields = _joined(xs, ys, across, down)
    cells = sorted(fields, key=lambda box: (box[1], box[0]))
    if len({box[0] for box in cells}) < 2 or len({box[1] for box in cells}) < 2:
        return None
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(cells))


def _places(rules: list[_Rule], crossing: list[_Rule]) -> list[float]:
    """Where the walls of one direction stand, with the ends of the crossing rules where these stand out in the open."""
    found: list[list[float]] = []
    for at in sorted(rule.at for rule in rules):
        if found and at - found[-1][-1] <= _NEAR:
            found[-1].append(at)
        else:
            found.append([at])
    places = [sum(same) / len(same) for same in found]
    starts, ends = sorted(rule.start for rule in crossing), sorted(rule.end for rule in crossing)
    first, last = starts[len(starts) // 2], ends[len(ends) // 2]
    return [*([first] if first < places[0] - _OPEN else []), *places, *([last] if last > places[-1] + _OPEN else [])]


def _joined(xs: list[float], ys: list[float], across: list[_Rule], down: list[_Rule]) -> list[Box]:
    """The cells: fields between neighbouring walls, put together where no wall parts them."""
    columns = len(xs) - 1
    group = list(range(columns * (len(ys) - 1)))

    def root(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for row in range(len(ys) - 1):
        for column in range(columns):
            at = row * columns + column
            if column and not _walled(down, xs[column], ys[row], ys[row + 1]):
                group[root(at)] = root(at - 1)
            if row and not _walled(across, ys[row], xs[column], xs[column + 1]):
                group[root(at)] = root(at - columns)
    members: dict[int, list[Box]] = {}
    for at in range(len(group)):
        row, column = divmod(at, columns)
        members.setdefault(root(at), []).append((xs[column], ys[row], xs[column + 1], ys[row + 1]))
    found: list[Box] = []
    for fields in members.values():
        whole = tuple(side(box[at] for box in fields) for at, side in enumerate((min, min, max, max)))
        # Fields that make no rectangle hang together by a wall that was printed too weakly.
        found += [whole] if _area([whole]) < 1.01 * _area(fields) else fields  # type: ignore[list-item]
    return found


def _area(boxes: Sequence[tuple[float, ...]]) -> float:
    return sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes)


def _walled(rules: Sequence[_Rule], at: float, start: float, end: float) -> bool:
    """Whether rules at ``at`` cover most of the stretch from ``start`` to ``end``."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _NEAR)
    return covered >= _WALL * (end - start)
