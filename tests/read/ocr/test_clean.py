"""Pictures made fit for reading: seals, borders, skew, pages on their side, blank and black ones."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.read.ocr.clean import clean, turned

SIZE = (1240, 1754)


def page(background: str = "white", ink: str = "black") -> Image.Image:
    """Bars where words would stand: forty lines of ten words."""
    image = Image.new("RGB", SIZE, background)
    draw = ImageDraw.Draw(image)
    for row in range(40):
        for word in range(10 if row % 5 else 6):
            draw.rectangle((150 + 95 * word, 150 + 36 * row, 230 + 95 * word, 164 + 36 * row), fill=ink)
    return image


@pytest.mark.parametrize("angle", [-6.0, -2.0, 0.0, 1.0, 3.0])
def test_skew_is_found_and_taken_out(angle: float) -> None:
    found = clean(page().rotate(angle, Image.Resampling.BICUBIC, fillcolor="white"))
    assert found.skew == pytest.approx(-angle, abs=0.3)
    assert not found.sideways
    assert abs(clean(turned(found, 0).convert("RGB")).skew) <= 0.3


def test_page_on_its_side() -> None:
    assert clean(page().transpose(Image.Transpose.ROTATE_90)).sideways


def test_red_seal_becomes_paper_and_black_under_it_stays() -> None:
    image = page()
    draw = ImageDraw.Draw(image)
    draw.ellipse((500, 900, 900, 1300), outline=(220, 40, 50), width=8)
    draw.rectangle((640, 1000, 700, 1012), fill=(90, 20, 25))
    found = clean(image)
    assert "seal removed" in found.steps
    grey = np.asarray(found.image)
    assert grey[905, 700] == 255
    assert grey[1005, 670] < 100


def test_small_red_stamp_of_a_number_stays() -> None:
    image = page()
    ImageDraw.Draw(image).rectangle((300, 100, 360, 120), fill=(200, 30, 40))
    found = clean(image)
    assert "seal removed" not in found.steps
    assert np.asarray(found.image)[110, 330] < 150


def test_black_border_is_removed() -> None:
    image = page()
    ImageDraw.Draw(image).rectangle((0, 0, 60, SIZE[1]), fill="black")
    found = clean(image)
    assert "border removed" in found.steps
    assert np.asarray(found.image)[:, :58].min() == 255


@pytest.mark.parametrize(("background", "verdict"), [("white", "blank"), ("black", "black"), ("#f4f0e8", "blank")])
def test_pages_without_anything(background: str, verdict: str) -> None:
    assert clean(Image.new("RGB", SIZE, background)).verdict == verdict


def test_white_on_black_is_turned_over() -> None:
    found = clean(page("black", "white"))
    assert (found.verdict, found.steps) == ("", ("inverted",))
