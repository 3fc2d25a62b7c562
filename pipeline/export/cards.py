"""The card of a document, as every picture of documents and lines draws it: code, day and type, issuer, its branch in colour."""

from __future__ import annotations

from pipeline.export.canvas import BRANCH, INK, MUTED, Canvas, cut, day, spoken, wrap
from pipeline.model.graph import Node

CARD, HIGH = 232.0, 58.0
ROOT = "#fff7e6"
# Colours of lines; told apart in grey by their lightness, and by the words that stand on each line.
RELATION_COLORS = {"implements": "#1d4f91", "based_on": "#667085", "details": "#2f7d4f", "issues": "#b5651d"}
OTHER = "#98a2b3"


def card(canvas: Canvas, x: float, y: float, node: Node, *, root: bool = False, fill: str | None = None) -> None:
    """Draw the card of ``node`` with its corner at ``x``, ``y``; a dot says that the document was read and is not only cited."""
    tip = " · ".join(filter(None, (node.name, node.date, node.issuer, node.title)))
    color = BRANCH.get(node.branch or "", OTHER)
    canvas.rect(x, y, CARD, HIGH, fill or (ROOT if root else "#ffffff"), stroke="#c3cad6", radius=6, tip=tip)
    canvas.rect(x, y + 6, 4, HIGH - 12, color, radius=2)
    if node.ingested:
        canvas.circle(x + CARD - 12, y + 14, 3.5, color)
    first, second, third = lines(node)
    canvas.text(x + 14, y + 19, cut(first, CARD - 34, 13, bold=True), size=13, bold=True)
    if third:
        canvas.text(x + 14, y + 35, cut(second, CARD - 24, 11), size=11, color=INK)
        canvas.text(x + 14, y + 50, cut(third, CARD - 24, 10.5), size=10.5, color=MUTED)
        return
    for row, line in enumerate(wrap(second, CARD - 24, 11, 2)):
        canvas.text(x + 14, y + 35 + 15 * row, line, size=11, color=INK)


def lines(node: Node) -> tuple[str, str, str]:
    """What the three lines of a card say. A document without a code goes by its type and date, its title below.

    >>> lines(Node(key="a", code="19/CT-TTg", doc_type="Chỉ thị", date="2021-07-16", issuer="Thủ tướng Chính phủ"))
    ('19/CT-TTg', '16/07/2021 · Chỉ thị', 'Thủ tướng Chính phủ')
    >>> lines(Node(key="b", doc_type="Kế hoạch", title="Trồng rừng năm 2024", issuer="SỞ NỘI VỤ"))
    ('Kế hoạch', 'Trồng rừng năm 2024', 'Sở Nội vụ')
    """
    issuer = spoken(node.issuer)
    if node.code:
        return node.code, " · ".join(filter(None, (day(node.date), node.doc_type))), issuer or node.title or ""
    if node.label or not node.doc_type:
        return node.name, day(node.date) or node.title or "", issuer
    head = " · ".join(filter(None, (node.doc_type, day(node.date))))
    return (head, node.title, issuer) if node.title else (head, issuer, "")
