"""One PDF page into stretches of text and ruled tables; what runs inside the PDF child process.

A page's annotations are drawn into it, its letters mended where they must be. Source: the headers of pdfium.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium

from pipeline.read.legacy import capitals_as_meant, convert, legacy_encoding
from pipeline.read.oddity import suspect
from pipeline.read.page_choice import INVISIBLE, foreign_text
from pipeline.read.pdf_annotations import flattened, undrawn
from pipeline.read.pdf_calls import Drawn, drawn_on
from pipeline.read.pdf_chars import Characters, characters, stretches
from pipeline.read.pdf_hidden import hidden
from pipeline.read.pdf_mend import mended, share_of, sound
from pipeline.read.pdf_protocol import Opened
from pipeline.read.pdf_signatures import signatures
from pipeline.read.pdf_tables import OBJECTS, Tables, may_have_tables
from pipeline.read.pdf_vni import converted_vni
from pipeline.read.syllables import Share
from pipeline.read.wrong_tables import composed
from pipeline.text.page import Line, PageContent, Table


class Reading:
    """A PDF in memory, opened; ``opened`` says what it is or why it could not be."""

    def __init__(self, data: bytes) -> None:
        self._document: pdfium.PdfDocument | None = None
        self._held: pdfium.PdfPage | None = None
        self._tables = Tables(data)
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
        page = flattened(self._document, index)
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


def _page(page: pdfium.PdfPage, index: int, tables: Tables) -> PageContent:
    textpage = page.get_textpage()
    try:
        drawn = drawn_on(page.raw, OBJECTS + 1)
        every, pieces, note, broken = _read_well(page, textpage, drawn)
        found: tuple[Table, ...] = ()
        if pieces and may_have_tables(page, every, drawn):
            found, chars = tables.of(index, every.chars)
            if found:
                pieces = [_as_meant(piece) for piece in stretches(chars)] if note else stretches(chars)
                note = "; ".join(filter(None, (note, "ruled tables read cell by cell")))
        pieces += undrawn(page, pieces)
        return PageContent(index + 1, every.width, every.height, tuple(pieces), found, note, broken=broken)
    finally:
        textpage.close()


class _Well(NamedTuple):
    """A page's characters, their stretches, what had to be done to read them, and what of them is broken nevertheless."""

    every: Characters
    pieces: list[Line]
    note: str = ""
    broken: str = ""


def _read_well(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, drawn: Drawn) -> _Well:
    """A page read as its letters are, or as they should be (legacy codes, displaced letters, glyph codes …)."""
    unseen = hidden(page, textpage, drawn)
    every = _visible(characters(page, textpage, skipped=unseen.skipped))
    pieces = stretches(every.chars)
    text = " ".join(piece.text for piece in pieces)
    legacy = legacy_encoding(text)
    broken = INVISIBLE if unseen.over_scan else ""
    if legacy == "tcvn3":
        every, note = _tcvn3(page, textpage, every), "a text layer in TCVN3 codes, converted"
    elif legacy == "vni":
        every, note = every._replace(chars=converted_vni(every.chars)), "a text layer in VNI codes, converted"
    else:
        share = Share(text)
        if (sound(share) and not suspect(text, share.unknown, every.lost)) or foreign_text(text):
            return _Well(every, pieces, broken=broken)
        mend = mended(page, textpage, every)
        if mend.chars is None:
            return _Well(every, pieces, broken=mend.broken or broken)
        every, note, broken = _visible(every._replace(chars=mend.chars)), mend.note, mend.broken or broken
    return _Well(every, [_as_meant(piece) for piece in stretches(every.chars)], note, broken)


def _tcvn3(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, every: Characters) -> Characters:
    """A page of TCVN3 codes by its fonts; all of it when the fonts do not say so (a converter gave them other names)."""
    named = _visible(characters(page, textpage, legacy=True))
    if sound(share_of(named.chars)):
        return named
    anyway = every._replace(chars=[(convert(char[0], "tcvn3"), *char[1:]) for char in every.chars])
    return anyway if share_of(anyway.chars).good > share_of(named.chars).good else named


def _as_meant(piece: Line) -> Line:
    """A converted stretch with its letters and marks as single characters, and capitals that its codes do not have."""
    text = capitals_as_meant(composed(piece.text))
    return piece if text == piece.text else msgspec.structs.replace(piece, text=text)


def _visible(every: Characters) -> Characters:
    """The characters that stand on the page; what lies beyond its edge was never meant to be seen."""
    right, bottom = every.width + 5, every.height + 5
    return every._replace(chars=[char for char in every.chars if -5 < char[1] < right and -5 < char[3] < bottom])
