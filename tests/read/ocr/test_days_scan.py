"""A scan with a handwritten day, end to end: a sample PDF drawn as a picture, its day wiped out and written by a pen."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from pipeline.model.record import Record
from pipeline.read import read_bytes
from pipeline.run.document import Pipeline
from tests.read.ocr.pen import draw

SAMPLE = Path(__file__).parents[3] / "corpora" / "documents" / "bac-kan-ubnd-cv-2024.pdf"
DPI = 200
pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr and tesseract-ocr-vie")


def written(day: str) -> bytes:
    """The sample's first page as a PNG with ``day`` by hand in its dateline."""
    scale = DPI / 72
    image: Image.Image = pdfium.PdfDocument(SAMPLE)[0].render(scale=scale).to_pil().convert("L")
    with pdfplumber.open(SAMPLE) as document:
        words = document.pages[0].extract_words()
    at = next(number for number, word in enumerate(words) if word["text"] == "ngày")
    before, after = words[at], next(word for word in words[at:] if word["text"] == "tháng")
    left, right, base = before["x1"] * scale + 1, after["x0"] * scale - 1, before["bottom"] * scale - 1
    ImageDraw.Draw(image).rectangle((left, before["top"] * scale - 4, right, before["bottom"] * scale + 2), fill=255)
    draw(image, day, left + 2, base, 27, 0.15, 4)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def record(day: str) -> Record:
    return Pipeline().record(read_bytes(written(day), "scan.png"))


def test_a_handwritten_day_is_read_and_said_to_be_so() -> None:
    found = record("18")
    assert found.header.date is not None and found.header.date[-3:] == "-18"
    assert found.header.date in {date.value for date in found.dates}
    said = [one for one in found.diagnostics if one.code == "handwritten-day-read"]
    assert len(said) == 1 and "18" in said[0].message and said[0].start is not None
    assert "ngày 18 tháng" in found.text[said[0].start : said[0].end]


def test_what_is_no_day_stays_blank() -> None:
    found = record("xx")
    assert found.header.date is not None and len(found.header.date) == len("2024-05")
    assert any(one.code == "handwritten-date" for one in found.diagnostics)
