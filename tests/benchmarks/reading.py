"""Speed of reading text PDFs, as figures and ratios of one run: ``make bench``.

The files are those of the folder ``CANCU_PDFS``, else the PDF samples of ``corpora/``, repeated. Each page without ruled
tables is read by the whole path of this program (characters, choice of reader, paragraphs) and by pdfplumber alone
(``extract_text``), in this very process and run; the ratio is what counts, the pages a second hold for this machine.
"""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pdfplumber

from pipeline.read.page_choice import why
from pipeline.read.pdf_page import Reading
from pipeline.text.layout import paragraphs
from pipeline.text.page import PageContent

ROOT = Path(__file__).resolve().parents[2]
_FIGURES = "  {name:<46} {pages:>4} pages  {own:7.0f} pages/s  {ratio:5.1f} × pdfplumber"


def files() -> list[Path]:
    """The PDFs to measure on."""
    place = os.environ.get("CANCU_PDFS")
    folder = Path(place) if place and Path(place).is_dir() else ROOT / "corpora" / "documents"
    return sorted(folder.glob("*.pdf"))


def whole_path(data: bytes) -> list[PageContent]:
    """Every page with its paragraphs made, as ``read`` does between its two processes."""
    reading = Reading(data)
    pages = [reading.page(index) for index in range(reading.opened.count)]
    reading.close()
    for page in pages:
        why(page)
    paragraphs(pages)
    return pages


def seconds_of_pdfplumber(data: bytes, numbers: list[int]) -> float:
    """Processor seconds that pdfplumber takes for these pages."""
    began = time.process_time()
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number in numbers:
            page = document.pages[number - 1]
            page.extract_text()
            page.close()
    return time.process_time() - began


def main() -> None:
    """Print a line a file and one for all."""
    print("Reading text PDFs (pages without ruled tables), processor seconds of one core")
    total_pages, total_own, total_other = 0, 0.0, 0.0
    for path in files():
        data = path.read_bytes()
        plain = [page.number for page in whole_path(data) if page.pieces and not page.tables and why(page) is None]
        if not plain or len(plain) < len(whole_path(data)):
            continue  # a scan, or a file whose tables make another comparison
        times = max(1, 40 // len(plain))
        began = time.process_time()
        for _ in range(times):
            whole_path(data)
        own = (time.process_time() - began) / times
        other = seconds_of_pdfplumber(data, plain)
        print(_FIGURES.format(name=path.name[:46], pages=len(plain), own=len(plain) / own, ratio=other / own))
        total_pages, total_own, total_other = total_pages + len(plain), total_own + own, total_other + other
    if total_pages:
        rate, ratio = total_pages / total_own, total_other / total_own
        print(_FIGURES.format(name="all", pages=total_pages, own=rate, ratio=ratio))


if __name__ == "__main__":
    main()
