"""How well and how fast scans are read: ``python -m tests.benchmarks.ocr [FOLDER_OF_SCANS]``.

The sample PDFs of ``corpora/documents`` are drawn as pictures, spoiled as offices spoil them (low resolution, askew, upside
down, on their side, fax, seal over the signature, dirt), and read. What is compared is the text and the citations with
those of the text layer, and the time with Tesseract alone on the same pictures. A folder of PDFs is only timed.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from rapidfuzz.distance import Levenshtein

from pipeline.read import read, read_bytes
from pipeline.read.ocr import engine
from pipeline.run.document import Pipeline

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "documents"
Spoil = Callable[[Image.Image], Image.Image]


def _seal(page: Image.Image) -> Image.Image:
    """A red seal of 36 mm over the lower right, as over a signature, and one over the middle of the text."""
    ink = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(ink)
    radius = page.width * 18 // 210
    for x, y in ((0.68, 0.8), (0.5, 0.45)):
        middle = page.width * x, page.height * y
        for inner in (0, 8, 60, 66, 90, 94):
            box = [
                middle[0] - radius + inner,
                middle[1] - radius + inner,
                middle[0] + radius - inner,
                middle[1] + radius - inner,
            ]
            draw.ellipse(box, outline=(215, 40, 50), width=5)
    return ImageChops.multiply(page, ink)


def _fax(page: Image.Image) -> Image.Image:
    """Bitonal, 204 × 98 dots an inch, as a fax machine sends."""
    small = page.convert("L").resize((1728, 1143), Image.Resampling.BICUBIC).point(lambda grey: 255 * (grey > 150))
    return small.resize(page.size, Image.Resampling.NEAREST)


def _dirty(page: Image.Image) -> Image.Image:
    """Soft, low contrast, with specks, through a strong JPEG."""
    source = random.Random(7)
    page = page.convert("L").filter(ImageFilter.GaussianBlur(1.6)).point(lambda grey: 60 + grey * 0.7)
    draw = ImageDraw.Draw(page)
    for _ in range(1500):
        x, y = source.randrange(page.width), source.randrange(page.height)
        draw.point([(x, y), (x + 1, y), (x, y + 1)], fill=source.randrange(60, 140))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=25)
    return Image.open(out)


SPOILS: dict[str, Spoil] = {
    "clean, 300 dpi": lambda page: page,
    "150 dpi": lambda page: page.resize((page.width // 2, page.height // 2), Image.Resampling.BICUBIC),
    "askew by 3 degrees": lambda page: page.rotate(3, Image.Resampling.BICUBIC, fillcolor="white"),
    "upside down": lambda page: page.transpose(Image.Transpose.ROTATE_180),
    "on its side": lambda page: page.transpose(Image.Transpose.ROTATE_90),
    "seals": _seal,
    "fax, fine": lambda page: page.convert("L").resize((1728, 2286)).point(lambda grey: 255 * (grey > 150)),
    "fax, coarse": _fax,
    "dirty": _dirty,
}


def _as_pdf(source: Path, spoil: Spoil) -> tuple[bytes, list[Image.Image]]:
    document = pdfium.PdfDocument(source)
    pages = [spoil(page.render(scale=300 / 72).to_pil().convert("RGB")).convert("RGB") for page in document]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=pages[0].height * 72 / 842, quality=92)
    return out.getvalue(), pages


def _f1(gold: list[str], found: list[str]) -> float:
    same = sum((Counter(gold) & Counter(found)).values())
    return 2 * same / (len(gold) + len(found)) if gold or found else 1.0


def _compare(samples: list[Path]) -> None:
    pipeline = Pipeline()
    records = {path: pipeline.record(read(path)) for path in samples}
    print(f"{'':20} {'errors':>8} {'codes F1':>9} {'dates F1':>9} {'confidence':>11}")
    for name, spoil in SPOILS.items():
        errors, letters, codes, dates, sure = 0, 0, [], [], []
        for path, gold in records.items():
            record = pipeline.record(read_bytes(_as_pdf(path, spoil)[0], "scan.pdf"))
            errors += Levenshtein.distance(" ".join(gold.text.split()), " ".join(record.text.split()))
            letters += len(gold.text)
            codes.append(_f1([c.code for c in gold.citations if c.code], [c.code for c in record.citations if c.code]))
            dates.append(_f1([d.value for d in gold.dates if d.value], [d.value for d in record.dates if d.value]))
            sure.append(record.source.ocr_confidence or 0.0)
        count = len(records)
        mean = [sum(values) / count for values in (codes, dates, sure)]
        print(f"{name:20} {errors / letters:8.2%} {mean[0]:9.3f} {mean[1]:9.3f} {mean[2]:11.3f}", flush=True)


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


def main() -> None:
    """Print the table of spoiled samples, then the times."""
    samples = sorted(SAMPLES.glob("*.pdf"))[:3]
    if len(sys.argv) > 1:
        _timed(Path(sys.argv[1]))
        return
    _compare(samples)
    with tempfile.TemporaryDirectory() as folder:
        for path in samples:
            (Path(folder) / path.name).write_bytes(_as_pdf(path, SPOILS["clean, 300 dpi"])[0])
        _timed(Path(folder))


if __name__ == "__main__":
    main()
