"""Recognition of scanned pages (nhận dạng chữ): pictures in, pages of text with boxes and confidences out.

``read_pages`` gives the pages as they were read; ``read_picture`` and ``read_scanned_pdf`` give documents. The work is
done by Tesseract 5 in child processes. See ``docs/ocr.md``.

>>> from pipeline.read.ocr import OcrPage
>>> OcrPage(1, 595.0, 842.0).text
''
"""

from pipeline.read.ocr.as_read import with_reading
from pipeline.read.ocr.scan import listening, read_pages, read_picture, read_scanned_pdf
from pipeline.read.ocr.values import OcrLine, OcrPage, Word

__all__ = [
    "OcrLine",
    "OcrPage",
    "Word",
    "listening",
    "read_pages",
    "read_picture",
    "read_scanned_pdf",
    "with_reading",
]
