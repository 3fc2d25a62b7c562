"""What bounds a handwritten day comes from the whole file: its other pages, its digital signatures."""

from __future__ import annotations

import pytest

from pipeline.read.assemble import Target
from pipeline.read.ocr import scan
from pipeline.read.ocr.values import OcrLine, OcrPage, Penned, Word
from pipeline.text.page import PageContent

SENTENCE = "Căn cứ Kế hoạch số 31/KH-SNV ngày {} của Sở Nội vụ về tổ chức phong trào;"


def line(text: str, base: float, pen: tuple[Penned, ...] = ()) -> OcrLine:
    words, x = [], 80.0
    for word in text.split():
        words.append(Word(word, x, base - 9, x + 5 * len(word), base + 2, 0.3 if word == "4Ý" else 0.96))
        x += 5 * len(word) + 4
    return OcrLine(tuple(words), base, 12.0, pen=pen)


def text(cited: str, signed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of a file of two scanned pages: a letter with its day by hand, and what it cites on the second page."""
    first = line("Hà Lam, ngày 4Ý tháng 02 năm 2023", 120.0, (Penned("day", 14, 0.97),))
    body = [line(SENTENCE.format("02/01/2022"), 200.0 + 20 * at) for at in range(4)]
    pages = [
        OcrPage(1, 595.0, 842.0, (first, *body), 0.95, reason="recognised"),
        OcrPage(2, 595.0, 842.0, (line(SENTENCE.format(cited), 120.0),), 0.95, reason="recognised"),
    ]
    monkeypatch.setattr(scan, "read_pages", lambda *_, **__: pages)
    layers = [PageContent(number, 595.0, 842.0, ()) for number in (1, 2)]
    needed = dict.fromkeys((1, 2), "no text layer")
    return scan.read_scanned_pdf(b"", Target("scan.pdf", "application/pdf"), layers, needed, signed=signed).text


@pytest.mark.parametrize(
    ("cited", "signed", "day"),
    [
        ("02/01/2023", (), "ngày 14 tháng"),
        ("14/02/2023", ("2023-02-14T09:00:00+07:00",), "ngày 14 tháng"),
        # older than what the second page cites, younger than the last signature
        ("17/02/2023", (), "ngày tháng"),
        ("02/01/2023", ("2023-02-09T09:00:00+07:00", "2023-02-10T09:00:00+07:00"), "ngày tháng"),
        ("02/01/2023", ("2023-02-10T09:00:00+07:00", "2023-02-15T09:00:00+07:00"), "ngày 14 tháng"),
    ],
)
def test_the_file_bounds_the_day(
    cited: str, signed: tuple[str, ...], day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"Hà Lam, {day} 02 năm 2023" in text(cited, signed, monkeypatch)
