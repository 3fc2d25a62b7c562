"""One PDF page into stretches of text and ruled tables; what runs inside the PDF child process.

Tables are looked for only on pages whose drawn lines cross into a grid (pdfplumber is slow); their cells take the
characters that stand in them. Legacy fonts are told by name. Source: the headers of pdfium, the manual of pdfplumber.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.legacy import legacy_encoding
from pipeline.read.pdf_calls import paths
from pipeline.read.pdf_chars import Char, Characters, characters, converted_vni, stretches
from pipeline.read.pdf_mend import mended, sound
from pipeline.read.pdf_signatures import signatures
from pipeline.read.pdf_worker import Opened
from pipeline.read.syllables import Share
from pipeline.text.page import Line, PageContent, Table

_THIN = 3.0  # points: a drawn box this thin is a line
_LONG = 12.0
_OBJECTS = 20_000  # a page of more drawn objects is a map or a drawing, not a table


class Reading:
    """A PDF in memory, opened; ``opened`` says what it is or why it could not be."""

    def __init__(self, data: bytes) -> None:
        self._document: pdfium.PdfDocument | None = None
        self._held: pdfium.PdfPage | None = None
        self._tables = _Tables(data)
        try:
            self._document = pdfium.PdfDocument(data)
            count = len(self._document)
        except pdfium.PdfiumError as error:
            detail = str(error)
            failure = "encrypted" if "password" in detail.lower() else "damaged"
            self.opened = Opened(failure=failure, detail=detail)
            return
        if count:
            self.opened = Opened(count, signatures=signatures(self._document))
        else:
            self.opened = Opened(failure="damaged", detail="it has no page")

    def page(self, index: int) -> PageContent:
        """The page ``index`` (from 0). Raises ``PdfiumError`` when it is damaged.

        The page stays open until the next one is: pdfium forgets a font with the last open page that uses it, and to
        read the fonts again takes longer than to read the page.
        """
        assert self._document is not None
        page = _flattened(self._document, index)
        if self._held is not None:
            self._held.close()
        self._held = page
        return _page(page, index, self._tables)

    def close(self) -> None:
        """Let go of the document."""
        if self._held is not None:
            self._held.close()
        if self._document is not None:
            self._document.close()


def _page(page: pdfium.PdfPage, index: int, tables: _Tables) -> PageContent:
    textpage = page.get_textpage()
    try:
        every, pieces, note = _read_well(page, textpage)
        found: tuple[Table, ...] = ()
        if pieces and _plain(page, every) and _has_grid(page):
            found, chars = tables.of(index, every.chars)
            if found:
                pieces = stretches(chars)
                note = "; ".join(filter(None, (note, "ruled tables read cell by cell")))
        return PageContent(index + 1, every.width, every.height, tuple(pieces), found, note)
    finally:
        textpage.close()


def _read_well(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> tuple[Characters, list[Line], str]:
    """A page's characters, their stretches, and what had to be done to read them (legacy codes, displaced letters …)."""
    every = _visible(characters(page, textpage))
    pieces = stretches(every.chars)
    text = " ".join(piece.text for piece in pieces)
    legacy = legacy_encoding(text)
    if legacy == "tcvn3":
        every, note = _visible(characters(page, textpage, legacy=True)), "a text layer in TCVN3 codes, converted"
    elif legacy == "vni":
        every, note = every._replace(chars=converted_vni(every.chars)), "a text layer in VNI codes, converted"
    elif sound(Share(text)) or (mend := mended(page, textpage, every)) is None:
        return every, pieces, ""
    else:
        every, note = _visible(every._replace(chars=mend[0])), mend[1]
    return every, stretches(every.chars), note


def _flattened(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
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
        if kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT):
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


def _visible(every: Characters) -> Characters:
    """The characters that stand on the page; what lies beyond its edge was never meant to be seen."""
    right, bottom = every.width + 5, every.height + 5
    return every._replace(chars=[char for char in every.chars if -5 < char[1] < right and -5 < char[3] < bottom])


def _plain(page: pdfium.PdfPage, every: Characters) -> bool:
    """Whether the page's coordinates are those pdfplumber gives: not turned, its corner at zero."""
    return every.turned == 0 and page.get_rotation() == 0 and page.get_bbox()[:2] == (0, 0)


def _has_grid(page: pdfium.PdfPage) -> bool:
    """Whether drawn lines of the page make at least two rows and two columns (a framed paragraph makes neither)."""
    handle = page.raw
    count = raw.FPDFPage_CountObjects(handle)
    if count > _OBJECTS:
        return False
    across: list[float] = []
    down: list[float] = []
    for item, left, bottom, right, top in paths(handle, count):
        width, height = right - left, top - bottom
        if height <= _THIN and width >= _LONG:
            across.append(bottom)
        elif width <= _THIN and height >= _LONG / 2:
            down.append(left)
        elif width >= _LONG and height >= _LONG / 2 and _stroked(item):
            across += (bottom, top)
            down += (left, right)
    return _distinct(across) >= 3 and _distinct(down) >= 3


def _stroked(path: Any) -> bool:
    """Whether a path's outline is drawn; a shade behind a paragraph has none."""
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    return bool(
        raw.FPDFPath_GetDrawMode(ctypes.cast(path, raw.FPDF_PAGEOBJECT), ctypes.byref(fill), ctypes.byref(stroke))
        and stroke.value
    )


def _distinct(values: list[float]) -> int:
    """How many values there are that lie more than a line's thickness apart."""
    ordered = sorted(values)
    return sum(1 for at, value in enumerate(ordered) if at == 0 or value - ordered[at - 1] > _THIN)


class _Tables:
    """pdfplumber on the same bytes, opened only when some page has a grid."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._plumber: object | None = None

    def of(self, index: int, chars: list[Char]) -> tuple[tuple[Table, ...], list[Char]]:
        """The tables of a page and the characters that stand in none of them."""
        import pdfplumber

        if self._plumber is None:
            self._plumber = pdfplumber.open(io.BytesIO(self._data))
        page = self._plumber.pages[index]  # type: ignore[attr-defined]
        found = page.find_tables({"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"})
        tables = []
        for table in found:
            cells = sorted((cell for cell in table.cells if cell), key=lambda cell: (round(cell[1]), cell[0]))
            if len({round(cell[0]) for cell in cells}) < 2 or len({round(cell[1]) for cell in cells}) < 2:
                continue
            contents, chars = _fill(cells, chars)
            if any(contents):
                x0, y0, x1, y1 = table.bbox
                tables.append(Table(x0, y0, x1, y1, tuple(tuple(stretches(content)) for content in contents)))
        page.close()
        return tuple(tables), chars


def _fill(cells: list[tuple[float, float, float, float]], chars: list[Char]) -> tuple[list[list[Char]], list[Char]]:
    """Give each character to the cell that holds its middle; the rest are returned."""
    left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
    right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    contents: list[list[Char]] = [[] for _ in cells]
    rest: list[Char] = []
    last = 0
    for char in chars:
        x, y = (char[1] + char[2]) / 2, char[3] - char[4] * 0.3
        if not (left <= x <= right and top <= y <= bottom):
            rest.append(char)
            continue
        order = (last, *range(len(cells)))  # characters of a cell come one after the other
        for at in order:
            x0, y0, x1, y1 = cells[at]
            if x0 <= x <= x1 and y0 <= y <= y1:
                contents[at].append(char)
                last = at
                break
        else:
            rest.append(char)
    return contents, rest
