"""Pictures of how two documents hang together: the steps from one to the other with their words, and the sources they share.

A path runs downwards, a card for each document, between them the arrow of the step and the sentence that asserts it. Shared
sources stand between the two documents, the nearest first and coloured, with the number of steps from either side.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.export.canvas import INK, LINE, MUTED, Canvas, cut, wrap
from pipeline.export.cards import CARD, HIGH, RELATION_COLORS, card
from pipeline.graph.excerpt import asserted
from pipeline.graph.paths import Hop, Path, Shared
from pipeline.model.graph import Node

WORDS = {
    "vi": {
        "path": "Liên hệ giữa hai văn bản", "derivation": "quan hệ nguồn gốc", "any": "chỉ liên hệ qua viện dẫn khác",
        "none": "Không có liên hệ nào.", "common": "Nguồn gốc chung", "no_common": "Không có nguồn gốc chung.",
        "steps": "{n} bước", "nearest": "nền vàng: nguồn chung gần nhất", "more": "và {n} văn bản khác", "self": "chính nó",
        "based_on": "căn cứ", "implements": "thực hiện", "details": "quy định chi tiết", "issues": "ban hành",
        "amends": "sửa đổi", "replaces": "thay thế", "repeals": "bãi bỏ", "reviews": "sơ kết, tổng kết", "cites": "viện dẫn",
    },
    "en": {
        "path": "From one document to the other", "derivation": "derivation", "any": "no derivation, only other citations",
        "none": "Nothing connects them.", "common": "Shared sources", "no_common": "They share no source.",
        "steps": "steps: {n}", "nearest": "yellow: nearest shared sources", "more": "and {n} more", "self": "itself",
        "based_on": "based on", "implements": "implements", "details": "details", "issues": "issues", "amends": "amends",
        "replaces": "replaces", "repeals": "repeals", "reviews": "reviews", "cites": "cites",
    },
}  # fmt: skip
_LEFT, _TOP, _WIDE, _STEP, _MOST = 28.0, 84.0, 900.0, 66.0, 40
_NEAREST = "#fff7e6"


def path_picture(found: Path | None, lang: str = "vi") -> str:
    """The SVG of a path; None: that there is no way."""
    words = WORDS[lang]
    count = len(found.nodes) if found is not None else 0
    canvas = Canvas(_WIDE, _TOP + count * HIGH + max(count - 1, 0) * _STEP + 24, words["path"])
    canvas.text(_LEFT, 36, words["path"], size=18, bold=True)
    canvas.text(
        _LEFT, 57, words[found.kind] if found and found.hops else words["none"] if not found else "", color=MUTED
    )
    if found is None:
        return canvas.svg()
    for number, node in enumerate(found.nodes):
        y = _TOP + number * (HIGH + _STEP)
        card(canvas, _LEFT, y, node, root=number == 0)
        for row, line in enumerate(wrap(node.title or "", _WIDE - CARD - 3 * _LEFT, 12, 3)):
            canvas.text(2 * _LEFT + CARD, y + 17 + row * 16, line, size=12, color=MUTED)
        if number < len(found.hops):
            _hop(canvas, y + HIGH, found.hops[number], found.hops[number].source.key == node.key, words)
    return canvas.svg()


def _hop(canvas: Canvas, y: float, hop: Hop, onward: bool, words: dict[str, str]) -> None:
    x, color = _LEFT + 40, RELATION_COLORS.get(hop.relation, MUTED)
    canvas.line(x, y, x, y + _STEP, color, 2)
    # The head points at what is cited.
    tip, back = (y + _STEP, -9) if onward else (y, 9)
    canvas.path(f"M{x - 6:.1f} {tip + back:.1f} L{x:.1f} {tip:.1f} L{x + 6:.1f} {tip + back:.1f} Z", color, fill=color)
    canvas.text(x + 20, y + 18, words[hop.relation], size=12, color=color, bold=True)
    said = asserted(hop.evidence[0] if hop.evidence else None, (hop.target, hop.source), 210)
    for row, line in enumerate(wrap(said.bracketed().text, _WIDE - x - 20 - _LEFT, 12, 2)):
        canvas.text(x + 20, y + 36 + row * 16, line, size=12, color=INK)


def common_picture(found: Sequence[Shared], one: Node, two: Node, lang: str = "vi") -> str:
    """The SVG of the sources that ``one`` and ``two`` share."""
    words, shown = WORDS[lang], found[:_MOST]
    gap = 150.0
    wide = 2 * _LEFT + 3 * CARD + 2 * gap
    high = max(len(shown), 1) * (HIGH + 18)
    canvas = Canvas(wide, _TOP + high + 44, words["common"])
    canvas.text(_LEFT, 36, words["common"], size=18, bold=True)
    canvas.text(_LEFT, 57, cut(f"{one.name} · {two.name}", wide - 2 * _LEFT, 12), size=12, color=MUTED)
    middle, sides = _TOP + high / 2 - HIGH / 2 - 9, (_LEFT, _LEFT + 2 * (CARD + gap))
    x = _LEFT + CARD + gap
    for number, shared in enumerate(shown):
        y = _TOP + number * (HIGH + 18)
        color = INK if shared.nearest else LINE
        for side, count in zip(sides, (shared.from_first, shared.from_second), strict=True):
            start, end = (side + CARD, x) if side < x else (side, x + CARD)
            bend = (end - start) / 2
            d = f"M{start:.1f} {middle + HIGH / 2:.1f} C{start + bend:.1f} {middle + HIGH / 2:.1f} "
            canvas.path(f"{d}{end - bend:.1f} {y + HIGH / 2:.1f} {end:.1f} {y + HIGH / 2:.1f}", color, opacity=0.6)
            label = words["steps"].format(n=count) if count else words["self"]
            inside = end - 8 if side < x else end + 8
            canvas.text(
                inside, y + HIGH / 2 - 5, label, size=10, color=MUTED, anchor="end" if side < x else "start", halo=True
            )
        card(canvas, x, y, shared.node, fill=_NEAREST if shared.nearest else None)
    for side, node in zip(sides, (one, two), strict=True):
        card(canvas, side, middle, node)
    foot = words["nearest"] if shown else words["no_common"]
    canvas.text(_LEFT, canvas.high - 18, foot, size=11, color=MUTED)
    if len(found) > _MOST:
        canvas.text(
            wide - _LEFT,
            canvas.high - 18,
            words["more"].format(n=len(found) - _MOST),
            size=11,
            color=MUTED,
            anchor="end",
        )
    return canvas.svg()
