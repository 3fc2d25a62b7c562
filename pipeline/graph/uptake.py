"""Uptake: which provinces have taken a directive up, by which document, and how many days it took them.

A province has taken a directive up when a document of provincial level derives from it, directly or through others; its
first such document counts. The provinces asked for are those that existed on the directive's day (63 until 30/6/2025, 34
since) or on a day that the reader chooses. A document counts for the province that issued it, never for its successor: a
province that is not on the list but has a document is added as a former (or coming) one and not counted. A district that moved
without its province is said apart. Source: DESIGN, section 1 (researchers) and 5 (mergers).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import numpy

from pipeline.gazetteer import Index
from pipeline.gazetteer.index import valid_on
from pipeline.graph.arrays import Derivation, derivation
from pipeline.model.graph import GraphSource, Node, Outline

LEVELS_BELOW = ("district", "commune", "unit")


class Taken(msgspec.Struct, frozen=True):
    """A province's answer (``province``: its slug): ``state`` is ``direct`` (it names the directive), ``through`` (a document
    between), ``below`` (only a district or commune did) or ``missing``. ``by`` is its first document, ``days`` since the directive
    when both days are known. ``listed``: whether it is one of the provinces asked for."""

    province: str
    state: str
    by: Node | None = None
    days: int | None = None
    steps: int | None = None
    listed: bool = True


class Coverage(msgspec.Struct, frozen=True):
    """One directive over the provinces. ``taken`` has one entry a province, in order of their slugs; ``on`` is the day whose
    provinces are asked for (None: today's)."""

    directive: Node
    taken: tuple[Taken, ...]
    on: str | None = None

    @property
    def count(self) -> int:
        """How many of the provinces asked for have taken it up at their own level."""
        return sum(one.listed and one.state in ("direct", "through") for one in self.taken)

    @property
    def asked(self) -> int:
        """How many provinces there were on that day."""
        return sum(one.listed for one in self.taken)


class Lag(msgspec.Struct, frozen=True):
    """How fast a directive spread: days to each province's first document, ascending, with the quartiles of these days (between
    two of them by the straight line: the median of 10, 20, 40 and 50 is 30, the first quartile 17.5)."""

    directive: Node
    taken: tuple[Taken, ...]
    asked: int
    quartiles: tuple[float, float, float] | None
    on: str | None = None


def coverage(source: GraphSource, keys: Sequence[str], index: Index, on: str | None = None) -> list[Coverage]:
    """The coverage of each directive, of the provinces on the day ``on`` (ISO; None: on the directive's own).

    Documents below it that name no province are not counted for any.
    """
    outlines = {outline.row: outline for outline in source.outlines()}
    steps = derivation(source, {row: outline.date for row, outline in outlines.items()})
    return [_coverage(source, key, index, outlines, steps, on) for key in keys]


def lag(source: GraphSource, key: str, index: Index, on: str | None = None) -> Lag:
    """The days from a directive to each province's first document; provinces whose day is not known are left out. Provinces that
    have been merged since count with the days they took."""
    (found,) = coverage(source, [key], index, on)
    timed = sorted(
        (one for one in found.taken if one.days is not None and one.state != "below"), key=lambda t: t.days or 0
    )
    days = [one.days for one in timed if one.days is not None]
    quartiles = tuple(float(q) for q in numpy.percentile(days, (25, 50, 75))) if days else None
    return Lag(found.directive, tuple(timed), found.asked, quartiles, found.on)  # type: ignore[arg-type]


def _coverage(
    source: GraphSource, key: str, index: Index, outlines: Mapping[int, Outline], steps: Derivation, on: str | None
) -> Coverage:
    directive = source.node(key) or Node(key=key)
    day = on or _first_day(directive.date)
    asked = _provinces(day, index)
    row = source.row(key)
    first: dict[str, tuple[str, int, int]] = {}
    below: dict[str, tuple[str, int, int]] = {}
    for at, depth in (steps.below(row) if row is not None else {}).items():
        outline = outlines.get(at)
        if outline is None or not outline.province:
            continue
        kept = first if outline.level == "province" else below if outline.level in LEVELS_BELOW else None
        if kept is not None:
            # The earliest counts; of one day the one nearest to the directive.
            mine = (outline.date or "9", depth, at)
            kept[outline.province] = min(kept.get(outline.province, mine), mine)
    chosen = {**{p: (at, "below") for p, at in below.items()}, **{p: (at, "") for p, at in first.items()}}
    nodes = source.rows([at[2] for at, _ in chosen.values()])
    made = []
    for province in sorted(asked | chosen.keys()):
        if province not in chosen:
            made.append(Taken(province, "missing"))
            continue
        (_, depth, at), state = chosen[province]
        node = nodes[at]
        said = state or ("direct" if depth == 1 else "through")
        made.append(Taken(province, said, node, days_between(directive, node), depth, province in asked))
    return Coverage(directive, tuple(made), day)


def _first_day(date: str | None) -> str | None:
    """The first day that a date may mean, None for none.

    >>> _first_day("2025"), _first_day("2025-07"), _first_day(None)
    ('2025-01-01', '2025-07-01', None)
    """
    return f"{date}-01-01"[:10] if date and len(date) == 4 else f"{date}-01"[:10] if date else None


def _provinces(on: str | None, index: Index) -> set[str]:
    entries = index.gazetteers.provinces
    return {entry.id for entry in entries if (valid_on(entry, on) if on else entry.valid_to is None)}


def days_between(earlier: Node, later: Node) -> int | None:
    """Days from one document to the other, None unless both days are known.

    >>> days_between(Node(key="a", date="2024-12-26"), Node(key="b", date="2025-02-25"))
    61
    """
    if not (earlier.date and later.date and len(earlier.date) == len(later.date) == 10):
        return None
    try:
        return (date.fromisoformat(later.date) - date.fromisoformat(earlier.date)).days
    except ValueError:
        return None
