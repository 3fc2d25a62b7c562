"""Scans read end to end with the real engine: the sample PDFs drawn as pictures, spoiled, and read."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipeline.errors import ReadError
from pipeline.read import Limits, read, read_bytes
from pipeline.read.ocr import listening, pool, read_pages
from pipeline.run.document import Pipeline

SAMPLE = Path(__file__).parents[3] / "corpora" / "documents" / "bac-kan-ubnd-cv-2024.pdf"
with_engine = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr and tesseract-ocr-vie")


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    """The first page of a sample as a grey picture of 200 dots an inch."""
    picture: Image.Image = pdfium.PdfDocument(SAMPLE)[0].render(scale=200 / 72).to_pil()
    return picture.convert("L")


@pytest.fixture
def fresh_children() -> Iterator[None]:
    """No child process from before the test, none left after it."""
    pool.close()
    yield
    pool.close()


def saved(kind: str, *pages: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    first, *others = (page.copy() for page in pages)  # a saved picture keeps the options of its saving
    first.save(out, kind, save_all=len(pages) > 1, append_images=others, **options)
    return out.getvalue()


@with_engine
def test_scanned_pdf_gives_the_record_of_its_text_layer(sheet: Image.Image) -> None:
    pipeline = Pipeline()
    raw = read_bytes(saved("PDF", sheet, resolution=200), "scan.pdf")
    gold, found = pipeline.record(read(SAMPLE)), pipeline.record(raw)
    assert (raw.source.reader, raw.source.ocr) == ("ocr", True)
    assert raw.source.ocr_confidence is not None and raw.source.ocr_confidence > 0.85
    assert raw.pages[0].ocr and "no text layer" in (raw.pages[0].reason or "")
    assert [c.code for c in found.citations] == [c.code for c in gold.citations]
    assert [d.value for d in found.dates] == [d.value for d in gold.dates]
    for field in ("number", "symbol", "date", "province", "doc_type"):
        assert getattr(found.header, field) == getattr(gold.header, field), field
    assert all(len(origin.place["box"]) == 4 for origin in raw.origins)


@with_engine
def test_pages_of_every_sort_in_one_tiff(sheet: Image.Image) -> None:
    """Upside down, blank, black and upright: each says what it is, and none spoils the others."""
    blank, black = Image.new("L", sheet.size, 255), Image.new("L", sheet.size, 0)
    data = saved("TIFF", sheet.rotate(180), blank, black, sheet, dpi=(200, 200), compression="tiff_lzw")
    heard: list[tuple[int, int]] = []
    with listening(lambda done, pages: heard.append((done, pages))):
        raw = read_bytes(data, "scan.tif")
    assert [page.reader for page in raw.pages] == ["ocr", "none", "none", "ocr"]
    assert "turned by 180 degrees" in (raw.pages[0].reason or "")
    assert {"page-blank", "page-black"} <= {d.code for d in raw.diagnostics}
    first, last = (raw.text[page.start : page.end] for page in (raw.pages[0], raw.pages[3]))
    assert "NĐ-CP" in first and "NĐ-CP" in last
    assert sorted(heard) == [(1, 4), (2, 4), (3, 4), (4, 4)]


@with_engine
def test_page_on_its_side_in_cmyk(sheet: Image.Image) -> None:
    data = saved("JPEG", sheet.transpose(Image.Transpose.ROTATE_90).convert("CMYK"), quality=85)
    raw = read_bytes(data, "scan.jpg")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT" in raw.text
    assert raw.source.media_type == "image/jpeg"


@with_engine
def test_letterhead_columns_stay_apart(sheet: Image.Image) -> None:
    lines = read_bytes(saved("PNG", sheet), "scan.png").text.splitlines()
    assert not any("CỘNG HÒA" in line and "ỦY BAN" in line for line in lines[:6])
    assert next(line for line in lines if line.startswith("Số:")).count("ngày") == 0


def test_missing_program_is_said_once(
    sheet: Image.Image, monkeypatch: pytest.MonkeyPatch, fresh_children: None
) -> None:
    monkeypatch.setenv("CANCU_TESSERACT", "no-such-program")
    raw = read_bytes(saved("PDF", sheet, sheet, resolution=200), "scan.pdf")
    missing = [d for d in raw.diagnostics if d.code == "ocr-missing"]
    assert len(missing) == 1
    assert "tesseract-ocr-vie" in missing[0].message and "2 scanned pages" in missing[0].message
    assert raw.text == "" and len(raw.pages) == 2


@with_engine
def test_page_that_takes_too_long_is_given_up(sheet: Image.Image, fresh_children: None) -> None:
    pages = read_pages(saved("PNG", sheet), pdf=False, limits=Limits(page_seconds=0.3))
    assert [(page.problem, page.lines) for page in pages] == [("page-timeout", ())]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"junk" * 40, "cannot be opened"),
        (saved("PNG", Image.effect_noise((600, 800), 80))[:20_000], "cannot be unpacked"),
    ],
    ids=["junk", "cut off"],
)
def test_bad_pictures_are_refused_with_a_cause(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause):
        read_bytes(data, "scan.png")


def test_very_wide_blank_picture_is_read_small() -> None:
    pages = read_pages(saved("PNG", Image.new("L", (20_000, 2_000), 255)), pdf=False)
    assert [page.problem for page in pages] == ["page-blank"]
