"""How well and how fast scans are read: ``python -m tests.benchmarks.ocr [FOLDER_OF_SCANS | tables | NAMES…]``.

The sample PDFs of ``corpora/documents`` are drawn as pictures, spoiled as offices spoil them (low resolution, askew, upside
down, on their side, fax, seal over the signature, dirt), and read. What is compared is the text and the citations with
those of the text layer, and the time with Tesseract alone on the same pictures. A folder of PDFs is only timed; of the ways
to spoil a page only those are tried that have one of NAMES in theirs. Last come pages that are mostly a ruled table.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from rapidfuzz.distance import Levenshtein

from pipeline.read import read, read_bytes
from pipeline.read.ocr import engine
from pipeline.read.ocr.images import PictureFile
from pipeline.run.document import Pipeline
from tests.benchmarks.ruled import ruled_page
from tests.benchmarks.spoils import SPOILS, Spoil, double_page

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "documents"

_HEADER = ("number", "symbol", "date", "province", "doc_type")


def _as_pdf(source: Path, spoil: Spoil | None) -> tuple[bytes, list[Image.Image]]:
    document = pdfium.PdfDocument(source)
    clean = [page.render(scale=300 / 72).to_pil().convert("RGB") for page in document]
    if spoil is None:
        clean += [Image.new("RGB", clean[0].size, "white")] * (len(clean) % 2)
        pages = [double_page(*clean[at : at + 2]) for at in range(0, len(clean), 2)]
    else:
        pages = [spoil(page).convert("RGB") for page in clean]
    out = io.BytesIO()
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=min(pages[0].size) * 72 / 595 if spoil else 300,
        quality=92,
    )
    return out.getvalue(), pages


def _f1(gold: list[str], found: list[str]) -> float:
    same = sum((Counter(gold) & Counter(found)).values())
    return 2 * same / (len(gold) + len(found)) if gold or found else 1.0


def _compare(samples: list[Path], only: list[str]) -> None:
    pipeline = Pipeline()
    records = {path: pipeline.record(read(path)) for path in samples}
    print(f"{'':20} {'errors':>8} {'codes F1':>9} {'dates F1':>9} {'header':>7} {'confidence':>11}")
    for name, spoil in {**SPOILS, "double page": None}.items():
        if only and not any(word in name for word in only):
            continue
        errors, letters, heads, codes, dates, sure = 0, 0, 0, [], [], []
        for path, gold in records.items():
            record = pipeline.record(read_bytes(_as_pdf(path, spoil)[0], "scan.pdf"))
            errors += Levenshtein.distance(" ".join(gold.text.split()), " ".join(record.text.split()))
            letters += len(gold.text)
            codes.append(_f1([c.code for c in gold.citations if c.code], [c.code for c in record.citations if c.code]))
            dates.append(_f1([d.value for d in gold.dates if d.value], [d.value for d in record.dates if d.value]))
            heads += sum(getattr(gold.header, field) == getattr(record.header, field) for field in _HEADER)
            sure.append(record.source.ocr_confidence or 0.0)
        count = len(records)
        mean = [sum(values) / count for values in (codes, dates, sure)]
        print(
            f"{name:20} {errors / letters:8.2%} {mean[0]:9.3f} {mean[1]:9.3f} {heads / count / len(_HEADER):7.2f} {mean[2]:11.3f}",
            flush=True,
        )


def _timed(folder: Path) -> None:
    """Whole path against Tesseract alone, both page after page on one processor."""
    from pipeline.read.ocr import pool
    from pipeline.read.ocr.images import PdfPages

    whole = alone = 0.0
    for path in sorted(folder.glob("*.pdf")):
        opened = PdfPages(path)
        pictures = [opened.picture(index).image.convert("L") for index in range(len(opened))]
        start = time.perf_counter()
        for picture in pictures:
            engine.recognise(picture, 72 / 300, 300)
        alone += time.perf_counter() - start
        one, pool.side_by_side = pool.side_by_side, lambda: 1
        start = time.perf_counter()
        read(path)
        whole += time.perf_counter() - start
        pool.side_by_side = one
    print(f"whole path {whole:.1f} s, Tesseract alone {alone:.1f} s: {whole / alone:.2f} times")


def _tables() -> None:
    """Errors in the cells of pages that are mostly a table, and the seconds beside Tesseract alone."""
    from pipeline.read.ocr.recognise import read_page

    with tempfile.TemporaryDirectory() as folder:
        for rows in (4, 30):
            picture, truth = ruled_page(rows)
            path = Path(folder) / f"{rows}.png"
            picture.save(path, dpi=(300, 300))
            alone, whole = [], []
            for _ in range(5):
                start = time.perf_counter()
                engine.recognise(picture, 72 / 300, 300)
                alone.append(time.perf_counter() - start)
                start = time.perf_counter()
                page = read_page(PictureFile(path), 0, 300)
                whole.append(time.perf_counter() - start)
            cells = [" ".join(line.text for line in cell) for table in page.tables for cell in table.cells]
            wrong = Levenshtein.distance("\n".join(truth), "\n".join(cells)) / len("\n".join(truth))
            print(
                f"table of {len(truth)} cells: errors {wrong:.2%}, whole path {min(whole):.1f} s, "
                f"Tesseract alone {min(alone):.1f} s: {min(whole) / min(alone):.2f} times"
            )


def main() -> None:
    """Print the table of spoiled samples, then the times."""
    samples = sorted(SAMPLES.glob("*.pdf"))[:3]
    if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir():
        _timed(Path(sys.argv[1]))
        return
    if sys.argv[1:] == ["tables"]:
        _tables()
        return
    _compare(samples, sys.argv[1:])
    if len(sys.argv) > 1:
        return
    with tempfile.TemporaryDirectory() as folder:
        for path in samples:
            (Path(folder) / path.name).write_bytes(_as_pdf(path, SPOILS["clean, 300 dpi"])[0])
        _timed(Path(folder))
    _tables()


if __name__ == "__main__":
    main()
