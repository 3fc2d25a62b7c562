"""Pages spoiled by light, ink and binding: what is done to them before they are read, and how two sheets are told apart."""

from __future__ import annotations

import shutil
import time

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.read.ocr.clean import clean
from pipeline.read.ocr.light import evened
from pipeline.read.ocr.signature import with_position
from pipeline.read.ocr.unfold import unfolded
from pipeline.read.ocr.values import OcrLine, OcrPage, Word, original_box
from tests.read.ocr.test_tables import FONT


def sheet(ink: tuple[int, int, int] = (20, 20, 20)) -> Image.Image:
    """A page of dashes in lines, as print looks from afar."""
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    for y in range(150, 1600, 40):
        for x in range(140, 1100, 60):
            draw.rectangle((x, y, x + 44, y + 14), fill=ink)
    return page


def test_shadow_is_evened_and_even_light_is_left_alone() -> None:
    grey = np.asarray(sheet().convert("L"))
    assert evened(grey) is None
    shade = (grey * np.linspace(1.0, 0.4, grey.shape[1])[None, :]).astype(np.uint8)
    mended = evened(shade)
    assert mended is not None
    assert mended[:, -100:].min() > 200 and mended[155:160, 1045:1080].max() < 120
    cleaned = clean(Image.fromarray(shade))
    assert cleaned.steps == ("light evened",) and not cleaned.verdict


@pytest.mark.parametrize(
    ("ink", "step"),
    [
        ((215, 40, 50), "seal removed"),
        ((235, 165, 175), "seal removed"),
        ((50, 60, 150), "stamp in blue removed"),
        ((120, 60, 170), "stamp in blue removed"),
    ],
)
def test_large_marks_in_colour_become_paper_and_print_stays(ink: tuple[int, int, int], step: str) -> None:
    page = sheet()
    over = Image.new("RGB", page.size, "white")
    ImageDraw.Draw(over).ellipse((300, 500, 700, 900), outline=ink, width=9)
    ImageDraw.Draw(over).ellipse((340, 540, 660, 860), outline=ink, width=9)
    marked = Image.fromarray(np.minimum(np.asarray(page), np.asarray(over)))
    cleaned = clean(marked)
    assert cleaned.steps == (step,)
    assert np.abs(np.asarray(cleaned.image).astype(int) - np.asarray(page.convert("L"))).mean() < 0.5


def test_text_in_blue_is_no_stamp() -> None:
    assert clean(sheet(ink=(40, 50, 160))).steps == ()


def test_half_empty_picture_is_not_taken_for_one_on_its_side() -> None:
    wide = Image.new("RGB", (2480, 1754), "white")
    wide.paste(sheet(), (0, 0))
    assert not clean(wide).sideways
    assert clean(wide.rotate(90, expand=True)).sideways


def line(x: float, y: float, *texts: str) -> OcrLine:
    words = tuple(Word(text, x + 50 * at, y - 10, x + 50 * at + 40, y + 2, 0.9) for at, text in enumerate(texts))
    return OcrLine(words, y, 12)


def test_right_sheet_is_read_after_the_left_one() -> None:
    lines = [line(60, y, "trái", "một", "hai", "ba") for y in range(80, 500, 40)]
    lines += [line(650, y, "phải", "bốn", "năm", "sáu") for y in range(80, 500, 40)]
    lines.sort(key=lambda one: one.base)
    page = unfolded(OcrPage(1, 1190.0, 595.0, tuple(lines)))
    assert page.fold and (page.height, page.sheet) == (1190.0, 1190.0)
    assert [one.words[0].text for one in page.lines] == ["trái"] * 11 + ["phải"] * 11
    first_right = page.lines[11].words[0]
    assert original_box(page, first_right.box) == pytest.approx((650, 70, 690, 82))
    assert original_box(page, page.lines[0].words[0].box) == pytest.approx((60, 70, 100, 82))


def test_one_wide_sheet_is_not_folded() -> None:
    across = [line(60, y, *["chữ"] * 20) for y in range(80, 500, 40)]
    letterhead = [line(60, 60, "sở", "nội", "vụ"), line(700, 60, "cộng", "hòa", "xã")]
    for lines in (across, letterhead):
        page = OcrPage(1, 1190.0, 595.0, tuple(lines))
        assert unfolded(page) is page


@pytest.mark.skipif(shutil.which("tesseract") is None or FONT is None, reason="needs tesseract and a font")
def test_position_under_a_grey_seal_is_read_in_the_blackest_ink() -> None:
    page = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(page)
    draw.text((1500, 2000), "CHÁNH VĂN PHÒNG", 0, ImageFont.truetype(str(FONT), 52))
    over = Image.new("L", page.size, 255)
    for reach in (330, 318, 240):
        ImageDraw.Draw(over).ellipse((1750 - reach, 2280 - reach, 1750 + reach, 2280 + reach), outline=130, width=9)
    page = Image.fromarray(np.minimum(np.asarray(page), np.asarray(over)))
    points, names = 72 / 300, ("Nguyễn", "Văn", "Mẫu")
    words = [Word(name, 372 + 50 * at, 595, 415 + 50 * at, 607, 0.95) for at, name in enumerate(names)]
    name = OcrLine(tuple(words), 605, 14)
    found = with_position(page, (line(60, 500, "Nơi", "nhận"), name), points, time.monotonic() + 60)
    assert [one.text for one in found] == ["Nơi nhận", "CHÁNH VĂN PHÒNG", "Nguyễn Văn Mẫu"]
    assert 470 < found[1].base < 500
    empty = Image.new("L", page.size, 255)
    assert with_position(empty, (name,), points, time.monotonic() + 60) == (name,)


def signed(y: float, *texts: str) -> OcrLine:
    words = (Word(text, 370 + 50 * at, y - 10, 410 + 50 * at, y + 2, 0.95) for at, text in enumerate(texts))
    return OcrLine(tuple(words), y, 14)


def test_a_position_that_was_read_is_not_looked_for() -> None:
    lines = signed(480, "CHỦ", "TỊCH"), signed(605, "Lê", "Văn", "Mẫu")
    nothing = Image.new("L", (10, 10))  # reading it would fail
    assert with_position(nothing, lines, 59.5, time.monotonic() + 60) == lines
