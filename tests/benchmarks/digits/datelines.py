"""Datelines with a handwritten day as scans have them: print on both sides, leader, streaks, specks, blur, fax.

``Datelines.line`` gives a grey picture, the cell in it, and what was written (None for what is no day).
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.read.ocr.pen_cell import Cell, Grey
from tests.benchmarks.digits.hands import SIDE, Hands, typed

SIZE = 40  # pixels an em of the print
_MARGIN = 2.2  # ems of print on either side of the cell
# Advance of the printed words' letters is the font's; these names are tried, whatever is there is taken.
PRINT = (
    "liberation/LiberationSerif-Italic.ttf", "liberation/LiberationSerif-Italic.ttf",
    "liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSans-Italic.ttf",
    "liberation/LiberationSerif-BoldItalic.ttf", "dejavu/DejaVuSerif-Italic.ttf",
)  # fmt: skip
LETTERS = "abcdefghklmnopqrstuvxyABCDEGHKLMNPQRTUVXY"


class Datelines:
    """Maker of datelines in the hands of ``hands``."""

    def __init__(self, hands: Hands, printed: Path = Path("/usr/share/fonts/truetype")) -> None:
        """``printed`` is the folder of the fonts in which the words beside the cell are set."""
        self._hands = hands
        self._fonts = [ImageFont.truetype(str(path), SIZE) for name in PRINT if (path := printed / name).exists()]

    def line(self, day: str | None, source: random.Random) -> tuple[Grey, Cell]:
        """A dateline with ``day`` («7», «07», «15») written in, or with something that is no day."""
        hands, font = self._hands, source.choice(self._fonts)
        before, after = source.choice((("ngày", "tháng"),) * 4 + (("tháng", "năm"),))
        if day is None:
            marks = self._no_day(source)
        elif source.random() < 0.08:
            marks = [typed(day, font)]
        else:
            style = hands.style(source)
            marks = [hands.digit(int(sign), style, source) for sign in day]
        ink = Image.new("L", (SIZE * 16, SIZE * 8))
        base = SIZE * 4.5
        start = SIZE * 5.0
        ImageDraw.Draw(ink).text((start, base), before, fill=255, font=font, anchor="rs")
        pen = Image.new("L", ink.size)
        gap = source.choice((source.uniform(-0.12, 0.15), source.uniform(0.1, 0.5), source.uniform(0.3, 1.4))) * SIZE
        end = self._write(pen, marks, start + gap, base, source)
        if source.random() < 0.12:
            end = self._runs_on(pen, end, base, source)
        follow = source.choice((source.uniform(-0.1, 0.2), source.uniform(0.1, 0.6), source.uniform(0.3, 1.5))) * SIZE
        x = max(end + follow, start + 0.4 * SIZE)
        draw = ImageDraw.Draw(ink)
        draw.text((x, base), after, fill=255, font=font, anchor="ls")
        self._clutter(draw, start, x, base, source)
        darkness = source.uniform(0.55, 1.0)
        both = np.maximum(np.asarray(ink, np.float32), np.asarray(pen, np.float32) * darkness)
        # What lies farther away than a cell is looked at need not be scanned.
        first, last = round(start - _MARGIN * SIZE), round(x + _MARGIN * SIZE)
        grey = scanned(both[:, first:last], source)
        left, right = start + min(0, font.getbbox(before, anchor="rs")[2]), x + font.getbbox(after, anchor="ls")[0]
        return grey, Cell(left - first, right - first, base, float(SIZE))

    def _write(self, pen: Image.Image, marks: list[Image.Image], x: float, base: float, source: random.Random) -> float:
        """Set the marks one after the other from ``x``; returns where they end."""
        high = source.choice((source.uniform(0.55, 1.0), source.uniform(0.75, 1.35))) * SIZE
        sink = source.gauss(0.05, 0.14) * SIZE
        closeness = source.choice((source.uniform(-0.12, 0.05), source.uniform(0.0, 0.3)))
        for mark in marks:
            tall = max(6, high * source.uniform(0.85, 1.15) * min(1.3, mark.height / SIDE if len(marks) > 2 else 1.0))
            size = max(2, round(mark.width * tall / mark.height)), round(tall)
            small = mark.resize(size, Image.Resampling.BICUBIC)
            y = round(base + sink + source.gauss(0, 0.06) * SIZE - tall)
            pen.paste(255, (round(x), y), small)
            x += size[0] + closeness * SIZE
        return x

    def _no_day(self, source: random.Random) -> list[Image.Image]:
        """What is no day: letters, other numbers, smears, arcs, a rule."""
        hands, style = self._hands, self._hands.style(source)
        kind = source.random()
        if kind < 0.3:
            text = "".join(source.choice(LETTERS) for _ in range(source.choice((1, 1, 2, 2, 3, 4))))
            return [hands.letters(text, style, source)]
        if kind < 0.42:
            text = "".join(source.choice(LETTERS) for _ in range(source.choice((1, 2, 3))))
            return [typed(text, source.choice(self._fonts))]
        if kind < 0.72:
            number = source.choice((str(source.randint(32, 99)), "00", "0", str(source.randint(100, 999))))
            return [hands.digit(int(sign), style, source) for sign in number]
        if kind < 0.8:
            return [
                hands.digit(source.randrange(10), style, source),
                typed(source.choice("/.,:-([*?x"), source.choice(self._fonts)),
                *([hands.digit(source.randrange(10), style, source)] if source.random() < 0.5 else []),
            ]
        return [_scrawl(source) for _ in range(source.choice((1, 1, 2)))]

    def _runs_on(self, pen: Image.Image, end: float, base: float, source: random.Random) -> float:
        """A stroke that runs on to the right, as the bar of a 7 into the printed word."""
        y = base - source.uniform(0.25, 0.6) * SIZE
        ImageDraw.Draw(pen).line(
            (end - 0.25 * SIZE, y, end + 0.4 * SIZE, y + source.gauss(0, 3)), fill=255, width=source.choice((2, 3, 4))
        )
        return end + source.uniform(-0.1, 0.1) * SIZE

    def _clutter(self, draw: ImageDraw.ImageDraw, start: float, end: float, base: float, source: random.Random) -> None:
        """Leader dots under the writing, streaks down the page, specks, the rule above."""
        if source.random() < 0.3:
            step, big = source.uniform(0.18, 0.34) * SIZE, source.uniform(1.2, 2.4)
            x = start + 2
            while x < end - 2:
                draw.ellipse((x - big, base - 2 * big, x + big, base), fill=255)
                x += step
        if source.random() < 0.2:
            for _ in range(source.choice((1, 1, 2))):
                x = source.uniform(start - 2 * SIZE, end + 2 * SIZE)
                draw.line(
                    (x, 0, x + source.gauss(0, 1), SIZE * 8), fill=source.randint(60, 255), width=source.choice((1, 2))
                )
        if source.random() < 0.2:
            for _ in range(source.randint(1, 12)):
                x, y, r = source.uniform(start - 20, end + 20), base + source.uniform(-60, 30), source.uniform(0.5, 2)
                draw.ellipse((x - r, y - r, x + r, y + r), fill=source.randint(80, 255))
        if source.random() < 0.15:
            y = base - source.uniform(1.5, 2.2) * SIZE
            draw.line((start - 3 * SIZE, y, end + source.uniform(-1, 3) * SIZE, y), fill=255, width=3)


def _scrawl(source: random.Random) -> Image.Image:
    """A smear, an arc of a seal, a flourish of a signature."""
    image = Image.new("L", (SIDE * 2, SIDE + 20))
    draw = ImageDraw.Draw(image)
    pen = source.choice((2, 3, 5, 9))
    points = [(source.uniform(5, SIDE * 1.8), source.uniform(5, SIDE + 10)) for _ in range(source.choice((2, 3, 4, 6)))]
    if source.random() < 0.5:
        draw.line(points, fill=255, width=pen, joint="curve")
    else:
        first = source.uniform(0, 360)
        draw.arc((5, 5, SIDE * source.uniform(0.7, 1.8), SIDE + 10), first, first + source.uniform(60, 360), 255, pen)
        if source.random() < 0.5:
            draw.line(points[:3], fill=255, width=pen)
    return image.crop(image.getbbox() or (0, 0, 4, 4)).filter(ImageFilter.GaussianBlur(0.8))


def scanned(ink: np.ndarray, source: random.Random) -> Grey:  # type: ignore[type-arg]
    """Ink (0 to 255) as a scanner gives it back: soft, coarse, grey, noisy or black and white only."""
    image = Image.fromarray(255 - np.clip(ink, 0, 255).astype(np.uint8))
    coarse = source.choice((1.0, 1.0, 0.75, 0.55, 0.42))
    if coarse < 1:
        small = image.resize((round(image.width * coarse), round(image.height * coarse)), Image.Resampling.BOX)
        image = small.resize(image.size, Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(source.choice((0.0, 0.6, 1.0, 1.6))))
    grey = np.asarray(image, np.float32)
    kind = source.random()
    noise = np.random.default_rng(source.getrandbits(32))
    if kind < 0.25:
        grey = np.where(grey + noise.normal(0, 12, grey.shape) < source.uniform(110, 200), 0.0, 255.0)
    elif kind < 0.75:
        paper, dark = source.uniform(200, 255), source.uniform(0, 90)
        grey = dark + grey * ((paper - dark) / 255) + noise.normal(0, source.uniform(1, 14), grey.shape)
    return np.clip(grey, 0, 255).astype(np.uint8)
