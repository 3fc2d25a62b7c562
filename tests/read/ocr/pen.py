"""Digits drawn as a pen draws them, for the tests of handwriting: strokes in a square of 1, slant and pen as wished."""

from __future__ import annotations

from PIL import Image, ImageDraw

Stroke = list[tuple[float, float]]
STROKES: dict[str, list[Stroke]] = {
    "0": [
        [(0.5, 0.02), (0.25, 0.15), (0.15, 0.5), (0.25, 0.85), (0.45, 0.98), (0.68, 0.85), (0.78, 0.5), (0.7, 0.15), (0.5, 0.02)]
    ],
    "1": [[(0.2, 0.35), (0.55, 0.0), (0.5, 1.0)]],
    "2": [
        [(0.15, 0.25), (0.3, 0.05), (0.6, 0.02), (0.75, 0.2), (0.65, 0.45), (0.35, 0.75), (0.1, 0.97), (0.5, 0.95), (0.85, 0.95)]
    ],
    "3": [
        [(0.2, 0.08), (0.5, 0.0), (0.72, 0.15), (0.65, 0.38), (0.4, 0.46), (0.7, 0.55), (0.78, 0.78), (0.55, 0.98), (0.15, 0.92)]
    ],
    "4": [[(0.5, 0.0), (0.1, 0.6), (0.85, 0.6)], [(0.65, 0.3), (0.6, 1.0)]],
    "5": [[(0.8, 0.02), (0.3, 0.04), (0.22, 0.45), (0.55, 0.4), (0.78, 0.6), (0.7, 0.88), (0.4, 0.99), (0.12, 0.9)]],
    "6": [[(0.68, 0.0), (0.35, 0.25), (0.18, 0.65), (0.3, 0.95), (0.6, 0.97), (0.75, 0.75), (0.55, 0.52), (0.22, 0.68)]],
    "7": [[(0.12, 0.08), (0.8, 0.03), (0.55, 0.4), (0.38, 1.0)], [(0.25, 0.55), (0.8, 0.5)]],
    "8": [[(0.5, 0.48), (0.22, 0.3), (0.3, 0.06), (0.6, 0.03), (0.74, 0.22), (0.5, 0.48), (0.2, 0.72), (0.3, 0.96), (0.6, 0.98),
           (0.78, 0.76), (0.5, 0.48)]],
    "9": [[(0.74, 0.25), (0.5, 0.5), (0.22, 0.35), (0.3, 0.08), (0.6, 0.02), (0.74, 0.25), (0.66, 0.6), (0.5, 1.0)]],
    "x": [[(0.1, 0.1), (0.9, 0.9)], [(0.9, 0.1), (0.1, 0.9)]],
    "~": [[(0.0, 0.6), (0.3, 0.45), (0.6, 0.65), (1.0, 0.5)]],
}  # fmt: skip


def draw(page: Image.Image, text: str, x: float, base: float, high: float, slant: float = 0.2, pen: int = 5) -> float:
    """Write ``text`` on a grey page with its foot on ``base``, ``high`` pixels high; returns where it ends."""
    ink = ImageDraw.Draw(page)
    for sign in text:
        for stroke in STROKES[sign]:
            points = [(x + 0.62 * high * px + slant * high * (1 - py), base - high * (1 - py)) for px, py in stroke]
            ink.line(points, fill=30, width=pen, joint="curve")
            for px, py in (points[0], points[-1]):
                ink.ellipse((px - pen / 2, py - pen / 2, px + pen / 2, py + pen / 2), fill=30)
        x += 0.68 * high
    return x
