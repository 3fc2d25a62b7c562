"""Speed of reading text PDFs, as figures and ratios of one run: ``make bench``.

The files are those of the folder ``CANCU_PDFS``, else the PDF samples of ``corpora/``, repeated. Each page without ruled
tables is read by the whole path of this program (characters, choice of reader, paragraphs) and by pdfplumber alone
(``extract_text``), in this very process and run; the ratio is what counts, the pages a second hold for this machine.

Short files (six pages and fewer, as signed letters are) are told apart: there the opening of the file, its fonts and its
signatures weigh. A second table takes ``read`` as a program calls it, child process and record included: seconds on the
clock, the best of several times, the child started before, and what the first file of a program waits for.
"""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pdfplumber

from pipeline.read.page_choice import why
from pipeline.read.pdf_page import Reading
from pipeline.read.sources import read
from pipeline.text.layout import paragraphs
from pipeline.text.page import PageContent

_SHORT = 6
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


def plain_pages(data: bytes) -> list[int]:
    """The pages with text and without ruled tables; none when there are others: a scan, or another comparison."""
    pages = whole_path(data)
    found = [page.number for page in pages if page.pieces and not page.tables and why(page) is None]
    return found if len(found) == len(pages) else []


def own_seconds(data: bytes, pages: int) -> float:
    """Processor seconds of the whole path, the mean of some forty pages."""
    times = max(2, 40 // pages)
    began = time.process_time()
    for _ in range(times):
        whole_path(data)
    return (time.process_time() - began) / times


def clock_seconds(path: Path, times: int) -> float:
    """Seconds on the clock that ``read`` takes, the best of ``times``."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        read(path)
        found.append(time.perf_counter() - began)
    return min(found)


def compared() -> list[tuple[Path, int]]:
    """Print the first table; give the files in it with their pages."""
    print("Reading text PDFs (pages without ruled tables), processor seconds of one core")
    measured: list[tuple[Path, int, float, float]] = []
    for path in files():
        data = path.read_bytes()
        plain = plain_pages(data)
        if not plain:
            continue
        own, other = own_seconds(data, len(plain)), seconds_of_pdfplumber(data, plain)
        print(_FIGURES.format(name=path.name[:46], pages=len(plain), own=len(plain) / own, ratio=other / own))
        measured.append((path, len(plain), own, other))
    for name, most in (("files of six pages and fewer", _SHORT), ("all", 1 << 30)):
        chosen = [(pages, own, other) for _, pages, own, other in measured if pages <= most]
        pages, own, other = (sum(column) for column in zip(*chosen, strict=True)) if chosen else (0, 1.0, 1.0)
        print(_FIGURES.format(name=name, pages=pages, own=pages / own, ratio=other / own))
    return [(path, pages) for path, pages, _, _ in measured]


def main() -> None:
    """Print both tables."""
    short = [(path, pages) for path, pages in compared() if pages <= _SHORT]
    if not short:
        return
    print("The same short files by `read`, child process and record included, seconds on the clock")
    print(f"  the first file, with the start of the child: {clock_seconds(short[0][0], 1):.2f} s")
    total, spent = 0, 0.0
    for path, pages in short:
        seconds = clock_seconds(path, 7)
        total, spent = total + pages, spent + seconds
        print(f"  {path.name[:46]:<46} {pages:>4} pages  {pages / seconds:7.0f} pages/s")
    print(f"  {'all':<46} {total:>4} pages  {total / spent:7.0f} pages/s")


if __name__ == "__main__":
    main()
