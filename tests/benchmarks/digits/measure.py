"""How well handwritten days are read: ``python -m tests.benchmarks.digits.measure MNIST FONTS COUNT [pages|printed]``.

All digits are of writers and fonts that training did not see. Without a fourth word the cells of COUNT synthetic
datelines are read where they are known to lie; with ``pages`` COUNT whole pages (letterhead, dateline, text) are drawn,
spoiled, scanned and read with the whole program, so that the cell must be found as well; with ``printed`` the same
pages with a printed day, none of which may be lost or changed. Needs Tesseract for pages, scikit-image for all.
"""

from __future__ import annotations

import io
import random
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.read import read_bytes
from pipeline.read.ocr.days import read_cell
from tests.benchmarks.digits.datelines import PRINT, Datelines, scanned
from tests.benchmarks.digits.examples import DAYS, fonts, jogged
from tests.benchmarks.digits.hands import Hands

Row = tuple[int, int, float]  # day written (0 for none), day read (0 for none), confidence
PRINTED = Path("/usr/share/fonts/truetype")
LETTERHEAD = ("ỦY BAN NHÂN DÂN", "TỈNH PHÚ LÂM")
BODY = (
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2018 của Ủy ban nhân dân tỉnh về cải",
    "cách hành chính, Văn phòng đề nghị các sở, ban, ngành báo cáo kết quả thực hiện",
    "trước ngày 30 tháng 11 năm 2019 để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét.",
)


def cells(hands: Hands, count: int) -> Iterator[Row]:
    """Cells of synthetic datelines, a little off their place."""
    source, datelines = random.Random(99), Datelines(hands)
    for at in range(count):
        day = None if at % 4 == 0 else source.choice(DAYS)
        grey, cell = datelines.line(day, source)
        found = read_cell(grey, jogged(cell, source))
        yield int(day or 0), found.value if found else 0, found.confidence if found else 0.0


def page(day: str | list[Image.Image], source: random.Random) -> Image.Image:
    """The first page of a letter at 300 dots an inch, its day printed (text) or by hand (marks)."""
    ink = Image.new("L", (2480, 3508), 0)
    draw = ImageDraw.Draw(ink)
    upright = str(PRINTED / "dejavu" / "DejaVuSerif.ttf")  # it has every Vietnamese letter
    plain, small = ImageFont.truetype(upright, 48), ImageFont.truetype(upright, 42)
    italic = ImageFont.truetype(str(PRINTED / source.choice(PRINT)), 56)
    for row, text in enumerate(LETTERHEAD):
        draw.text((620, 200 + 64 * row), text, 255, plain, anchor="mm")
    draw.text((1680, 200), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 255, small, anchor="mm")
    draw.text((1680, 264), "Độc lập - Tự do - Hạnh phúc", 255, plain, anchor="mm")
    draw.text((620, 400), "Số: 145/UBND-NC", 255, plain, anchor="mm")
    x = start = 1180 + draw.textlength("Phú Lâm, ngày", italic)
    draw.text((1180, 400), "Phú Lâm, ngày", 255, italic, anchor="ls")
    if isinstance(day, str):
        draw.text((x, 400), f" {day} ", 255, italic, anchor="ls")
        x += draw.textlength(f" {day} ", italic)
    else:
        x = _by_hand(ink, day, x, source)
    draw.text((x, 400), "tháng 10 năm 2019", 255, italic, anchor="ls")
    for row, text in enumerate(BODY * 3):
        draw.text((300, 700 + 90 * row), text, 255, plain, anchor="ls")
    _spoil(draw, start, x, source)
    grey = Image.fromarray(scanned(np.asarray(ink), source))
    return grey.rotate(source.choice((0, 0, 0.6, -0.8)), Image.Resampling.BICUBIC, fillcolor=255)


def _by_hand(ink: Image.Image, marks: list[Image.Image], x: float, source: random.Random) -> float:
    """Set the marks after ``x``; returns where the print goes on."""
    x += source.uniform(0.0, 0.5) * 56
    high = source.uniform(0.6, 1.3) * 56
    for mark in marks:
        tall = round(high * source.uniform(0.9, 1.1))
        sized = mark.resize((max(2, round(mark.width * tall / mark.height)), tall), Image.Resampling.BICUBIC)
        ink.paste(255, (round(x), round(400 + source.gauss(2, 5) - tall)), sized)
        x += sized.width + source.uniform(-3, 12)
    return x + source.uniform(-0.1, 0.8) * 56


def _spoil(draw: ImageDraw.ImageDraw, start: float, end: float, source: random.Random) -> None:
    """A streak down the page, a leader under the day (``start`` to ``end``), a seal and a stamp near the dateline."""
    if source.random() < 0.2:
        at = source.uniform(1400, 1900)
        draw.line((at, 0, at + source.gauss(0, 3), 3508), 200, 3)
    if source.random() < 0.2:
        for x in np.arange(start + 4, end - 4, source.uniform(12, 18)).tolist():
            draw.ellipse((x, 396, x + 4, 400), 255)
    if source.random() < 0.15:
        x, y, radius = source.uniform(1100, 2100), source.uniform(480, 640), source.uniform(90, 220)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=source.randint(90, 200), width=6)
    if source.random() < 0.15:
        x, y = source.uniform(700, 1500), source.uniform(430, 470)
        draw.rectangle((x, y, x + 500, y + 160), outline=200, width=5)
        draw.text((x + 30, y + 100), "ĐẾN Số: 417", 220, ImageFont.truetype(str(PRINTED / PRINT[0]), 50), anchor="ls")


def pages(hands: Hands, count: int, *, printed: bool = False) -> Iterator[Row]:
    """Whole pages, read by the whole program; None of them without a day. ``printed``: the day is not by hand."""
    source = random.Random(8 if printed else 7)
    for _ in range(count):
        day = source.choice(DAYS)
        style = hands.style(source)
        marks = [hands.digit(int(sign), style, source) for sign in day]
        sheet = page(day if printed else marks, source)
        out = io.BytesIO()
        sheet.filter(ImageFilter.GaussianBlur(0.4)).save(out, "PNG", dpi=(300, 300), compress_level=1)
        raw = read_bytes(out.getvalue(), "letter.png")
        found = re.search(r"ngày (\d+) tháng 10 năm 2019", raw.text)
        said = [one.message for one in raw.diagnostics if one.code == "handwritten-day-read"]
        share = re.search(r"\((\d+)% sure", said[0]) if said else None
        yield int(day), int(found.group(1)) if found else 0, int(share.group(1)) / 100 if share else 1.0


def table(rows: list[Row]) -> None:
    """Precision of the days said, share of all days read, and days said where none was written."""
    real, none = [row for row in rows if row[0]], [row for row in rows if not row[0]]
    print(f"{len(real)} days, {len(none)} cells without one")
    for least in (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98):
        said = [row for row in rows if row[1] and row[2] >= least]
        right = sum(row[0] == row[1] for row in said)
        false = sum(not row[0] for row in said)
        precision, of_days = right / max(1, len(said)), right / max(1, len(said) - false)
        recall = right / max(1, len(real))
        print(f"at {least:.2f}: precision {precision:.4f} (of days {of_days:.4f}), recall {recall:.3f}, false {false}")


def main() -> None:
    """Measure and print."""
    folder, fonts_at, count = sys.argv[1:4]
    hands = Hands(Path(folder), fonts(Path(fonts_at), test=True), test=True)
    ways: dict[str, Callable[[Hands, int], Iterator[Row]]] = {
        "": cells, "pages": pages, "printed": partial(pages, printed=True),
    }  # fmt: skip
    rows = []
    for row in ways["".join(sys.argv[4:])](hands, int(count)):
        rows.append(row)
        if row[1] and row[1] != row[0]:
            print("wrong:", row, flush=True)
    table(rows)


if __name__ == "__main__":
    main()
