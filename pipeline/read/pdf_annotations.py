"""Text that stands on a PDF page as annotation or form field: offices stamp number and date of a letter so.

Most are drawn by an appearance, which is put into the page. Some (a typed field, a text box) hold their text only, to be drawn
by the program that shows them: such a text is put where its box is. What is hidden, and the comments of readers, are no text
of the document. Source: PDF 32000-1, 12.5 (annotations) and 12.7 (form fields); the headers of pdfium.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.text.page import Line

_SHORT = 60  # characters: a longer text box is a remark on the document
_COMMENTS = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE


def flattened(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """A page with its annotations drawn into it: offices stamp number and date of a letter as annotations."""
    page = document[index]
    if not any(_is_text(page, at) for at in range(raw.FPDFPage_GetAnnotCount(page.raw))):
        return page
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT)
    flattened = document[index]
    page.close()
    return flattened


def _is_text(page: pdfium.PdfPage, at: int) -> bool:
    """Whether an annotation shows text of its own (a link does not)."""
    annotation = raw.FPDFPage_GetAnnot(page.raw, at)
    if not annotation:
        return False
    try:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind in _COMMENTS:
            return False
        count = raw.FPDFAnnot_GetObjectCount(annotation)
        return _has_text([raw.FPDFAnnot_GetObject(annotation, part) for part in range(min(count, _PARTS + 1))])
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


_PARTS, _NESTED = 200, 5


def _has_text(parts: Sequence[Any], depth: int = 0) -> bool:
    """Whether the drawing of an annotation holds text; one too large to look through may (a signature's picture does not)."""
    if len(parts) > _PARTS or depth > _NESTED:
        return True
    kinds = [raw.FPDFPageObj_GetType(part) for part in parts]
    if raw.FPDF_PAGEOBJ_TEXT in kinds:
        return True
    for part, kind in zip(parts, kinds, strict=True):
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inside = range(min(raw.FPDFFormObj_CountObjects(part), _PARTS + 1))
            if _has_text([raw.FPDFFormObj_GetObject(part, at) for at in inside], depth + 1):
                return True
    return False


def undrawn(page: pdfium.PdfPage, pieces: Sequence[Line]) -> list[Line]:
    """The texts of fields and text boxes that have no appearance, each on the baseline of the line it stands in.

    ``pieces`` is the page's drawn text; coordinates are points from the upper left of an upright page.
    """
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0 or page.get_rotation():
        return []
    found: list[Line] = []
    left, _, _, top = page.get_bbox()
    for at in range(count):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        try:
            text, box = _value(annotation), raw.FS_RECTF()
            if text and raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
                found.append(
                    _placed(text, (box.left - left, top - box.top, box.right - left, top - box.bottom), pieces)
                )
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _value(annotation: Any) -> str:
    """The text of a visible text field or short text box without an appearance, else nothing."""
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind not in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT) or raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
        return ""
    if raw.FPDFAnnot_GetObjectCount(annotation) > 0:
        return ""
    key = b"V" if kind == raw.FPDF_ANNOT_WIDGET else b"Contents"
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    text = buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
    return text if len(text) <= _SHORT and text.isprintable() else ""


def _placed(text: str, box: tuple[float, float, float, float], pieces: Sequence[Line]) -> Line:
    """A line of ``text`` in its box: as high and on the same baseline as the text it was written into."""
    x0, y0, x1, y1 = box
    level = [line for line in pieces if y0 < line.base < y1 + 2 and line.x0 - 40 < x1 and x0 < line.x1 + 40]
    size = level[0].size if level else min(14.0, 0.8 * (y1 - y0))
    base = level[0].base if level else y1 - 0.25 * (y1 - y0)
    return Line(text, x0, base - 0.8 * size, min(x1, x0 + 0.5 * size * len(text)), base + 0.2 * size, size)
