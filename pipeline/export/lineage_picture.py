"""A lineage as a picture: cards in columns from the document asked about (left) to its farthest sources (right).

Each card says code, date and issuer; the line that leads to it carries the words that assert the step, and the sentence is
shown on hovering. The colour of a card's edge is its branch. Labels stand right before their card, one a card, so none overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pipeline.export.canvas import BRANCH, INK, LINE, MUTED, Canvas, cut, day, spoken, width
from pipeline.export.layers import Placed, place
from pipeline.graph.lineage import Derived, Lineage
from pipeline.model.graph import Node

CARD, HIGH, GAP, PITCH, LEFT, TOP = 232.0, 58.0, 148.0, 76.0, 28.0, 84.0
COLORS = {"implements": "#1d4f91", "based_on": "#667085", "details": "#2f7d4f", "issues": "#b5651d"}
WORDS = {
    "vi": {
        "up": "Nguồn gốc của", "down": "Văn bản triển khai", "implements": "thực hiện", "based_on": "căn cứ",
        "details": "quy định chi tiết", "issues": "ban hành", "party": "Đảng", "state": "Nhà nước", "peoples_council": "HĐND",
        "mass": "Mặt trận, đoàn thể", "army": "Quân đội", "more": "và {n} văn bản khác", "read": "chấm tròn: có trong kho",
    },
    "en": {
        "up": "Lineage of", "down": "Derived from", "implements": "implements", "based_on": "based on", "details": "details",
        "issues": "issues", "party": "Party", "state": "State", "peoples_council": "People's council", "mass": "Mass organisation",
        "army": "Army", "more": "and {n} more", "read": "dot: read, not only cited",
    },
}  # fmt: skip


def lineage_picture(found: Lineage, lang: str = "vi") -> str:
    """The SVG of a lineage (or of descendants)."""
    placed = place(found)
    columns, rows = max(placed.column.values(), default=0) + 1, max(placed.row.values(), default=0) + 1
    words = WORDS[lang]
    root = found.nodes[found.root]
    heading = f"{words['up' if found.up else 'down']} {root.name}"
    wide = max(2 * LEFT + columns * CARD + (columns - 1) * GAP, 760, 2 * LEFT + width(heading, 18, bold=True))
    canvas = Canvas(wide, TOP + rows * PITCH + 62, heading)
    canvas.text(LEFT, 36, heading, size=18, bold=True)
    canvas.text(LEFT, 57, cut(root.title or root.issuer or "", wide - 2 * LEFT, 12), size=12, color=MUTED)
    for step in placed.also:
        _line(canvas, placed, found, step, faint=True)
    for step in placed.main:
        _line(canvas, placed, found, step, faint=False)
    for key in placed.row:
        _card(canvas, placed, key, found.nodes[key], key == found.root)
    _labels(canvas, placed, found)
    _legend(canvas, placed, found.nodes, words)
    return canvas.svg()


def _corner(placed: Placed, key: str) -> tuple[float, float]:
    return LEFT + placed.column[key] * (CARD + GAP), TOP + placed.row[key] * PITCH


def _line(canvas: Canvas, placed: Placed, found: Lineage, step: Derived, *, faint: bool) -> None:
    start, end = (step.child, step.parent) if found.up else (step.parent, step.child)
    (x1, y1), (x2, y2) = _corner(placed, start), _corner(placed, end)
    x1, y1, y2 = x1 + CARD, y1 + HIGH / 2, y2 + HIGH / 2
    bend = min(GAP * 0.45, (x2 - x1) / 2)
    d = f"M{x1:.1f} {y1:.1f} C{x1 + bend:.1f} {y1:.1f} {x1 + bend * 0.6:.1f} {y2:.1f} {x1 + bend * 1.6:.1f} {y2:.1f}"
    if faint:
        d = f"M{x1:.1f} {y1:.1f} C{x1 + GAP / 2:.1f} {y1:.1f} {x2 - GAP / 2:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    else:
        d += f" L{x2:.1f} {y2:.1f}"
    tip = step.evidence[0].sentence if step.evidence else ""
    color = LINE if faint else COLORS.get(step.relations[0], MUTED)
    canvas.path(d, color, 1 if faint else 1.6, opacity=0.75, tip=tip)


def _card(canvas: Canvas, placed: Placed, key: str, node: Node, root: bool) -> None:
    x, y = _corner(placed, key)
    tip = " · ".join(filter(None, (node.name, node.date, node.issuer, node.title)))
    color = BRANCH.get(node.branch or "", "#98a2b3")
    canvas.rect(x, y, CARD, HIGH, "#fff7e6" if root else "#ffffff", stroke="#c3cad6", radius=6, tip=tip)
    canvas.rect(x, y + 6, 4, HIGH - 12, color, radius=2)
    canvas.text(x + 14, y + 19, cut(node.code or node.name, CARD - 34, 13, bold=True), size=13, bold=True)
    if node.ingested:
        canvas.circle(x + CARD - 12, y + 14, 3.5, color)
    dated = " · ".join(filter(None, (day(node.date), node.doc_type if node.code else None)))
    canvas.text(x + 14, y + 35, cut(dated or node.title or "", CARD - 24, 11), size=11, color=INK)
    canvas.text(x + 14, y + 50, cut(spoken(node.issuer) or node.title or "", CARD - 24, 10.5), size=10.5, color=MUTED)


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
        room = GAP * 0.66 - width(more, 10)
        color = COLORS.get(step.relations[0], MUTED)
        canvas.text(x - 8, y + HIGH / 2 - 5, cut(said, room, 10) + more, size=10, color=color, anchor="end", halo=True)


def _legend(canvas: Canvas, placed: Placed, nodes: Mapping[str, Node], words: Mapping[str, str]) -> None:
    y = canvas.high - 22
    branches = [branch for branch in BRANCH if any(nodes[key].branch == branch for key in placed.row)]
    entries = [(BRANCH[branch], words[branch]) for branch in branches]
    canvas.legend(LEFT, y, entries)
    right = LEFT + sum(36 + width(name, 11) for _, name in entries)
    canvas.text(right + 8, y, words["read"], size=11, color=MUTED)
    if placed.hidden:
        note = words["more"].format(n=placed.hidden)
        canvas.text(canvas.wide - LEFT, y, note, size=11, color=MUTED, anchor="end")
