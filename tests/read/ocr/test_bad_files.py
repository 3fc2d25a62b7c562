"""Hostile and odd scans: each gives a message that says what, where and how to mend it, and the other pages are kept."""

from __future__ import annotations

import io
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

from pipeline.errors import ReadError
from pipeline.read import Limits, read_bytes
from pipeline.read.ocr import read_pages
from pipeline.run.unread import unread
from tests.read.ocr.badfiles import endless, flate, g4, jbig2, jpeg, picture_pdf
from tests.read.pdfmaker import pdf_file

SAMPLE = Path(__file__).parents[3] / "corpora" / "documents" / "bac-kan-ubnd-cv-2024.pdf"
with_engine = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr and tesseract-ocr-vie")
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")


@pytest.fixture(scope="module")
def head() -> Image.Image:
    """The upper third of a sample's first page, grey, 150 dots an inch: quick to read."""
    picture: Image.Image = pdfium.PdfDocument(SAMPLE)[0].render(scale=150 / 72).to_pil()
    return picture.convert("L").crop((0, 0, 1240, 600))


SIZE = (595, 288)


@with_engine
@pytest.mark.parametrize("coding", ["jbig2", "g4", "cmyk", "cmyk jpeg"])
def test_every_coding_of_a_picture_is_read(head: Image.Image, coding: str) -> None:
    bitonal = head.point(lambda grey: 255 * (grey > 150))
    made = {
        "jbig2": lambda: jbig2(bitonal),
        "g4": lambda: g4(bitonal),
        "cmyk": lambda: flate(head.convert("CMYK")),
        "cmyk jpeg": lambda: jpeg(head.convert("CMYK")),
    }[coding]()
    raw = read_bytes(picture_pdf([made], size=SIZE), "scan.pdf")
    assert "NCKS" in raw.text and "Độc lập - Tự do - Hạnh phúc" in raw.text
    assert raw.pages[0].reason == "no text layer; recognised"


@with_engine
def test_black_damaged_and_upside_down_pages_leave_the_others(head: Image.Image) -> None:
    broken = jbig2(head).replace(b"\x00\x00\x00\x01\x26", b"\x00\x00\x00\x01\x7f", 1)  # a segment of no known kind
    pictures = [flate(Image.new("L", (600, 400), 0)), broken, flate(head.rotate(180))]
    raw = read_bytes(picture_pdf(pictures, size=SIZE), "scan.pdf")
    assert [page.reader for page in raw.pages][::2] == ["none", "ocr"]
    assert "NCKS" in raw.text[raw.pages[2].start :]
    assert any("page-black: page 1" in remark for remark in unread(raw.diagnostics))


@with_engine
def test_half_text_half_scan(head: Image.Image) -> None:
    both = pdfium.PdfDocument(SAMPLE)
    both.import_pages(pdfium.PdfDocument(picture_pdf([flate(head)], size=SIZE)))
    out = io.BytesIO()
    both.save(out)
    raw = read_bytes(out.getvalue(), "half.pdf")
    assert raw.source.reader == "pdf-text+ocr"
    assert [page.reader for page in raw.pages] == ["pdf-text", "ocr"]


@with_engine
def test_pages_beyond_the_limits_are_told(head: Image.Image) -> None:
    data = picture_pdf([g4(head)], 40, SIZE)
    few = read_bytes(data, "long.pdf", limits=Limits(ocr_pages=2))
    assert [page.reader for page in few.pages][:3] == ["ocr", "ocr", "none"]
    assert [d.message for d in few.diagnostics if d.code == "pages-left-out"] == [
        "38 of 40 scanned pages were not recognised, from page 3 on (the limit is 2 scanned pages a file); split the file"
    ]
    began = time.monotonic()
    late = read_bytes(data, "long.pdf", limits=Limits(ocr_seconds=2))
    assert time.monotonic() - began < 12
    assert any("stops after" in d.message for d in late.diagnostics if d.code == "pages-left-out")


@with_engine
def test_page_that_never_ends_is_stopped_and_the_others_kept(head: Image.Image) -> None:
    mixed = pdfium.PdfDocument(picture_pdf([flate(head)], size=SIZE))
    mixed.import_pages(pdfium.PdfDocument(endless()))
    out = io.BytesIO()
    mixed.save(out)
    began = time.monotonic()
    raw = read_bytes(out.getvalue(), "scan.pdf", limits=Limits(page_seconds=4))
    assert time.monotonic() - began < 30
    assert "NCKS" in raw.text
    assert any(remark.startswith("page-timeout: page 2") for remark in unread(raw.diagnostics))


@with_engine
def test_very_large_pictures(head: Image.Image) -> None:
    """20,000 pixels wide: sheets side by side are read, a page of 5,000 dots an inch is made smaller strip by strip."""
    strip = Image.new("L", (20_000, 600), 255)
    for at in (0, 9000):
        strip.paste(head, (at, 0))
    text = read_bytes(_saved("PNG", strip), "strip.png").text
    assert text.count("NCKS") == 2
    bitonal = head.point(lambda grey: 255 * (grey > 150)).convert("1")
    large = _saved("TIFF", bitonal.resize((20_000, 9678)), compression="group4", dpi=(2419, 2419))
    assert "NCKS" in read_bytes(large, "large.tif").text


def test_too_many_pixels() -> None:
    header = b"IHDR" + struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)
    chunks = [header, b"IDAT" + zlib.compress(bytes(1000)), b"IEND"]
    framed = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(framed)
    with pytest.raises(ReadError, match=r"40000 × 40000 pixels, more than the 720 million .*scan it again"):
        read_bytes(bomb, "bomb.png")


@with_engine
def test_tiff_that_is_cut_off_keeps_its_whole_pages(head: Image.Image) -> None:
    whole = _saved("TIFF", head, head, head)
    raw = read_bytes(whole[: len(whole) // 2], "fax.tif")
    assert "NCKS" in raw.text
    assert any("cut off" in d.message for d in raw.diagnostics if d.code == "image-cut-off")


@with_engine
def test_scan_in_another_language() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, 300))
    page.setFont("Times-Roman", 14)
    for row in range(10):
        page.drawString(
            60, 260 - 20 * row, "The Committee shall be consulted by the Council in all the cases of the Treaty"
        )
    page.save()
    picture = pdfium.PdfDocument(out.getvalue())[0].render(scale=150 / 72).to_pil().convert("L")
    raw = read_bytes(picture_pdf([flate(picture)], size=(595, 300)), "scan.pdf")
    assert "other-language" in {d.code for d in raw.diagnostics} and "Committee" in raw.text


def test_file_without_pages() -> None:
    empty = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"]
    with pytest.raises(ReadError, match="it has no page"):
        read_bytes(pdf_file(empty), "none.pdf")


def test_passwords() -> None:
    for password, refused in (("secret", True), ("", False)):
        out = io.BytesIO()
        locked = pdfencrypt.StandardEncryption(password, ownerPassword="owner", canPrint=0)
        page = canvas.Canvas(out, encrypt=locked)
        page.drawString(72, 700, "Quyet dinh so 12/QD-UBND")
        page.save()
        if refused:
            with pytest.raises(ReadError, match=r"encrypted with a password .*remove the password"):
                read_bytes(out.getvalue(), "locked.pdf")
        else:
            assert "12/QD-UBND" in read_bytes(out.getvalue(), "locked.pdf").text


def test_missing_program_names_pages_and_remedy(head: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_TESSERACT", "no-such-program")
    from pipeline.read.ocr import pool

    pool.close()  # children of other tests know the program
    try:
        pages = read_pages(picture_pdf([flate(head)], 2, SIZE), pdf=True)
    finally:
        pool.close()
    assert {page.problem for page in pages} == {"ocr-missing"}
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in pages[0].reason


@linux
@with_engine
@pytest.mark.e2e
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["Ctrl-C", "ended", "killed"])
def test_nothing_is_left_running(head: Image.Image, tmp_path: Path, sign: signal.Signals) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(picture_pdf([g4(head)], 200, SIZE))
    command = [sys.executable, "-m", "pipeline.cli.app", "--lang", "en", "text", str(path)]
    run = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert run.stderr is not None
    assert "Recognising 200 scanned pages" in run.stderr.readline()
    family = _descendants(run.pid)
    assert len(family) >= 2
    began = time.monotonic()
    run.send_signal(sign)
    run.wait(20)
    assert time.monotonic() - began < 10
    until = time.monotonic() + 10
    while (left := [pid for pid in family if _alive(pid)]) and time.monotonic() < until:
        time.sleep(0.1)
    assert not left
    run.stderr.close()


def _descendants(root: int) -> list[int]:
    """The processes below ``root``."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _saved(kind: str, *pages: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    first, *others = (page.copy() for page in pages)
    first.save(out, kind, save_all=len(pages) > 1, append_images=others, **options)
    return out.getvalue()
