"""Ruled tables on pictures: the grid is found through skew, gaps and noise, and cells are read each by itself."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.read import read_bytes
from pipeline.read.ocr.rest import Rest, without_tables
from pipeline.read.ocr.ruling import grids
from pipeline.read.ocr.values import OcrLine, Word
from pipeline.run.document import Pipeline

POINTS = 72 / 300
Page = npt.NDArray[np.uint8]
FONTS = [
    Path("/usr/share/fonts/truetype") / name
    for name in ("dejavu/DejaVuSerif.ttf", "noto/NotoSerif-Regular.ttf", "dejavu/DejaVuSans.ttf")
]
FONT = next((path for path in FONTS if path.exists()), None)
can_read = pytest.mark.skipif(shutil.which("tesseract") is None or FONT is None, reason="needs tesseract and a font")


def ruled(xs: list[int], ys: list[int], joined: tuple[int, int, int, int] | None = None) -> Image.Image:
    """An A4 sheet of 300 dots an inch with rules at ``xs`` and ``ys``; ``joined`` (a box) is wiped of its inner rules."""
    sheet = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(sheet)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill=0, width=4)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill=0, width=4)
    if joined is not None:
        draw.rectangle((joined[0] + 4, joined[1] + 4, joined[2] - 4, joined[3] - 4), fill=255)
    return sheet


def cells(sheet: Image.Image) -> list[int]:
    return [len(grid.cells) for grid in grids(np.asarray(sheet), POINTS)]


XS, YS = [200, 320, 1000, 1500, 2200], [400, 520, 900, 1300]


def test_grid_with_all_its_walls() -> None:
    (grid,) = grids(np.asarray(ruled(XS, YS)), POINTS)
    assert len(grid.cells) == 12
    assert grid.box == pytest.approx([200 * POINTS, 400 * POINTS, 2200 * POINTS, 1300 * POINTS], abs=1.5)
    assert [round(cell[0]) for cell in grid.cells[:4]] == sorted(round(cell[0]) for cell in grid.cells[:4])


def test_joined_cells_are_one() -> None:
    assert cells(ruled(XS, YS, joined=(320, 400, 1500, 520))) == [11]


@pytest.mark.parametrize("angle", [0.25, -0.25, 0.15])
def test_a_little_skew_is_borne(angle: float) -> None:
    assert cells(ruled(XS, YS).rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)) == [12]


def test_gaps_and_specks_are_borne() -> None:
    page = np.asarray(ruled(XS, YS)).copy()
    source = np.random.default_rng(3)
    page[source.random(page.shape) < 0.0005] = 60
    for at in range(250, 2200, 150):
        page[:, at : at + 2] = 255
    assert cells(Image.fromarray(page)) == [12]


def test_table_without_outer_walls() -> None:
    sheet = ruled(XS, YS)
    ImageDraw.Draw(sheet).rectangle((195, 406, 206, 1294), fill=255)
    assert cells(sheet) == [12]


def test_two_tables_and_no_table() -> None:
    sheet = ruled(XS, YS)
    sheet.paste(ruled([200, 1200, 2200], [1700, 1900, 2100]).crop((0, 1600, 2480, 2200)), (0, 1600))
    assert cells(sheet) == [12, 4]
    frame = ruled([200, 2200], [400, 1300])  # a framed paragraph
    ImageDraw.Draw(frame).line((300, 1500, 900, 1500), fill=0, width=4)
    assert cells(frame) == []


def test_what_stands_outside_tables_is_set_close_together_and_led_back() -> None:
    sheet = ruled(XS, YS)
    places = [(300, 250), (300, 1600), (1900, 3300)]
    for left, top in places:
        sheet.paste(0, (left, top, left + 90, top + 40))
    rest = Rest(without_tables(sheet, grids(np.asarray(sheet), POINTS), POINTS), POINTS)
    assert rest.picture is not None
    assert rest.picture.height < 900
    dark = np.flatnonzero((np.asarray(rest.picture) < 128).any(axis=1))
    tops = [int(row) for row in dark if row - 1 not in dark]
    lines = [OcrLine((Word("a", 0, top * POINTS, 9, (top + 40) * POINTS, 1),), (top + 40) * POINTS, 10) for top in tops]
    found = [rest.put_back(line) for line in lines]
    assert [round(line.words[0].y0 / POINTS) for line in found] == [top for _, top in places]
    assert [round(line.base / POINTS) for line in found] == [top + 40 for _, top in places]


@pytest.mark.parametrize("specks", [0, 1500])
def test_nothing_or_dirt_outside_a_table(specks: int) -> None:
    """Dirt alone keeps the engine busy for a minute; it is no print."""
    page = np.asarray(ruled(XS, YS)).copy()
    source = np.random.default_rng(5)
    page[source.integers(0, 3507, specks), source.integers(0, 2479, specks)] = 60
    sheet = Image.fromarray(page)
    assert Rest(without_tables(sheet, grids(np.asarray(sheet), POINTS), POINTS), POINTS).picture is None


ROWS = [
    ("TT", "Nội dung", "Đơn vị chủ trì", "Căn cứ"),
    ("1", "Quán triệt chủ trương\nvề thi đua, khen thưởng", "Sở Nội vụ", "Chỉ thị số 34-\nCT/TW ngày\n07/4/2014"),
    ("2", "Sơ kết, tổng kết\nphong trào thi đua", "Văn phòng\nUBND tỉnh", "Quyết định số\n587/QĐ-\nTTg"),
]


@can_read
def test_cells_are_not_interleaved_and_broken_symbols_are_found() -> None:
    sheet = ruled([200, 320, 1100, 1700, 2280], [400, 520, 760, 1000])
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(FONT), 44)
    draw.multiline_text((300, 250), "Danh mục nhiệm vụ của các cơ quan, đơn vị năm 2024", 0, font)
    for top, row in zip((430, 535, 775), ROWS, strict=True):
        for left, words in zip((215, 335, 1115, 1715), row, strict=True):
            draw.multiline_text((left, top), words, 0, font, spacing=14)
    out = io.BytesIO()
    sheet.rotate(1.2, Image.Resampling.BICUBIC, fillcolor=255).save(out, "PNG", dpi=(300, 300))
    raw = read_bytes(out.getvalue(), "table.png")
    assert "ruled tables read cell by cell" in (raw.pages[0].reason or "")
    flat = raw.text.replace("\n", " ")
    wanted = ["Quán triệt chủ trương về thi đua, khen thưởng", "Sở Nội vụ", "Sơ kết, tổng kết phong trào thi đua"]
    assert [flat.find(words) >= 0 for words in wanted] == [True] * 3
    assert sorted(wanted, key=flat.find) == wanted
    record = Pipeline().record(raw)
    assert [c.code for c in record.citations] == ["34-CT/TW", "587/QĐ-TTg"]
    assert [d.value for d in record.dates if d.value == "2014-04-07"] == ["2014-04-07"]
