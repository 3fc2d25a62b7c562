"""A lineage as a picture: cards in columns from the document asked about (left) to its farthest sources (right).

Each card says code, date and issuer; the line that leads to it carries the words that assert the step, and the sentence is
shown on hovering. The colour of a card's edge is its branch. Labels stand right before their card, one a card, so none overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pipeline.export.canvas import BRANCH, MUTED, Canvas, cut, width
from pipeline.export.cards import CARD, HIGH, OTHER, RELATION_COLORS, card
from pipeline.export.layers import Placed, place
from pipeline.graph.lineage import Derived, Lineage
from pipeline.graph.neighbours import Neighbours
from pipeline.model.graph import Node

GAP, PITCH, LEFT, TOP = 190.0, 76.0, 28.0, 84.0
# The part of a gap that a line needs to bend; its words stand on the straight rest.
_BEND = 0.4
_FAINT = "#aab4c3"
WORDS = {
    "vi": {
        "up": "Nguồn gốc của", "down": "Văn bản triển khai", "cites": "Văn bản được viện dẫn trong", "cited-by": "Văn bản viện dẫn",
        "implements": "thực hiện", "based_on": "căn cứ",
        "details": "quy định chi tiết", "issues": "ban hành", "party": "Đảng", "state": "Nhà nước", "peoples_council": "HĐND",
        "mass": "Mặt trận, đoàn thể", "army": "Quân đội", "more": "và {n} văn bản khác", "read": "chấm tròn: có trong kho",
        "also": "nét mảnh: cũng liên hệ trực tiếp", "other": "viện dẫn khác",
    },
    "en": {
        "up": "Lineage of", "down": "Derived from", "cites": "Cited in", "cited-by": "Citing",
        "implements": "implements", "based_on": "based on", "details": "details",
        "issues": "issues", "party": "Party", "state": "State", "peoples_council": "People's council", "mass": "Mass organisation",
        "army": "Army", "more": "and {n} more", "read": "dot: read, not only cited",
        "also": "thin: directly linked as well", "other": "other citations",
    },
}  # fmt: skip


def lineage_picture(found: Lineage, lang: str = "vi") -> str:
    """The SVG of a lineage (or of descendants)."""
    return _picture(found, WORDS[lang]["up" if found.up else "down"], lang)


def neighbours_picture(found: Neighbours, up: bool, lang: str = "vi") -> str:
    """The SVG of what a document cites (``up``) or of those that cite it."""
    root, steps = found.root.key, []
    for one in found.found:
        ends = (root, one.node.key) if up else (one.node.key, root)
        steps.append(Derived(*ends, one.relations, one.evidence))
    nodes = {root: found.root, **{one.node.key: one.node for one in found.found}}
    depth = {key: int(key != root) for key in nodes}
    star = Lineage(root, up, nodes, depth, tuple(steps))
    return _picture(star, WORDS[lang]["cites" if up else "cited-by"], lang, found.total - len(found.found))


def _picture(found: Lineage, opening: str, lang: str, beyond: int = 0) -> str:
    """``beyond``: how many more there are than were found."""
    placed = place(found)
    columns, rows = max(placed.column.values(), default=0) + 1, max(placed.row.values(), default=0) + 1
    words = WORDS[lang]
    root = found.nodes[found.root]
    wide = max(2 * LEFT + columns * CARD + (columns - 1) * GAP, 900)
    heading = cut(f"{opening} {root.name}", wide - 2 * LEFT, 18, bold=True)
    canvas = Canvas(wide, TOP + rows * PITCH + 82, f"{opening} {root.name}")
    canvas.text(LEFT, 36, heading, size=18, bold=True)
    canvas.text(LEFT, 57, cut(root.title or root.issuer or "", wide - 2 * LEFT, 12), size=12, color=MUTED)
    for step in placed.also:
        _line(canvas, placed, found, step, faint=True)
    for step in placed.main:
        _line(canvas, placed, found, step, faint=False)
    for key in placed.row:
        x, y = _corner(placed, key)
        card(canvas, x, y, found.nodes[key], root=key == found.root)
    _labels(canvas, placed, found)
    _legend(canvas, placed, found.nodes, words, beyond)
    return canvas.svg()


def _corner(placed: Placed, key: str) -> tuple[float, float]:
    return LEFT + placed.column[key] * (CARD + GAP), TOP + placed.row[key] * PITCH


def _line(canvas: Canvas, placed: Placed, found: Lineage, step: Derived, *, faint: bool) -> None:
    start, end = (step.child, step.parent) if found.up else (step.parent, step.child)
    (x1, y1), (x2, y2) = _corner(placed, start), _corner(placed, end)
    x1, y1, y2 = x1 + CARD, y1 + HIGH / 2, y2 + HIGH / 2
    bend = GAP * _BEND
    d = f"M{x1:.1f} {y1:.1f} C{x1 + bend * 0.7:.1f} {y1:.1f} {x1 + bend * 0.3:.1f} {y2:.1f} {x1 + bend:.1f} {y2:.1f}"
    if faint:
        d = f"M{x1:.1f} {y1:.1f} C{x1 + GAP / 2:.1f} {y1:.1f} {x2 - GAP / 2:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    else:
        d += f" L{x2:.1f} {y2:.1f}"
    tip = step.evidence[0].sentence if step.evidence else ""
    color = _FAINT if faint else RELATION_COLORS.get(step.relations[0], OTHER)
    canvas.path(d, color, 0.8 if faint else 1.6, opacity=0.75, tip=tip)


def _labels(canvas: Canvas, placed: Placed, found: Lineage) -> None:
    """The words of one step before each card: of the steps that lead to it the one that the root itself asserts, else the first."""
    leading: dict[str, list[Derived]] = defaultdict(list)
    for step in placed.main:
        leading[step.parent if found.up else step.child].append(step)
    for key, steps in leading.items():
        step = min(steps, key=lambda s: not any(e.by == found.root for e in s.evidence))
        said = next((e.cue for e in step.evidence if e.cue), None) or "—"
        x, y = _corner(placed, key)
        more = f" (+{len(steps) - 1})" if len(steps) > 1 else ""
        room = GAP * (1 - _BEND) - 6 - width(more, 10)
        color = RELATION_COLORS.get(step.relations[0], OTHER)
        canvas.text(x - 8, y + HIGH / 2 - 5, cut(said, room, 10) + more, size=10, color=color, anchor="end", halo=True)


def _legend(canvas: Canvas, placed: Placed, nodes: Mapping[str, Node], words: Mapping[str, str], beyond: int) -> None:
    """Below, in two rows: the branches of the cards; the relations of the lines."""
    y = canvas.high - 40
    branches = [branch for branch in BRANCH if any(nodes[key].branch == branch for key in placed.row)]
    entries = [(BRANCH[branch], words[branch]) for branch in branches]
    canvas.legend(LEFT, y, entries)
    right = LEFT + sum(36 + width(name, 11) for _, name in entries)
    canvas.text(right + (8 if entries else 0), y, words["read"], size=11, color=MUTED)
    used = {step.relations[0] for step in placed.main}
    drawn = [(color, words[name]) for name, color in RELATION_COLORS.items() if name in used]
    drawn += [(OTHER, words["other"])] if used.difference(RELATION_COLORS) else []
    drawn += [(_FAINT, words["also"])] if placed.also else []
    x = LEFT
    for color, name in drawn:
        canvas.line(x, y + 18, x + 18, y + 18, color, 1 if color == _FAINT else 2.4)
        canvas.text(x + 24, y + 22, name, size=11, color=MUTED)
        x += 44 + width(name, 11)
    if placed.hidden + beyond:
        note = words["more"].format(n=placed.hidden + beyond)
        canvas.text(canvas.wide - LEFT, y, note, size=11, color=MUTED, anchor="end")
