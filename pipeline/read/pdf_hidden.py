"""Text of a PDF page that nobody sees: invisible by its mode, or white on nothing.

A whole page of invisible text is the layer that a recognition laid over a scan, no better than that recognition. Single
invisible or white words among visible ones (a form's notes, a search engine's bait) are no text of the document. Source: PDF
32000-1, 9.3.6 (text rendering mode); the headers of pdfium.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.pdf_calls import Drawn, Item, items, modes, white

_GROUNDS = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM)


class Hidden(NamedTuple):
    """The indexes of the characters nobody sees; or that all text of the page is invisible, over a picture."""

    skipped: frozenset[int] = frozenset()
    over_scan: bool = False


def hidden(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, drawn: Drawn) -> Hidden:
    """Looks at the text objects among what is ``drawn`` on a page itself, not at those inside its forms."""
    texts = [address for address, kind in drawn if kind == raw.FPDF_PAGEOBJ_TEXT]
    how = modes(texts)
    unseen = {text for text, mode in zip(texts, how, strict=True) if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE}
    if unseen and len(unseen) == len(texts):
        return Hidden(over_scan=any(kind == raw.FPDF_PAGEOBJ_IMAGE for _, kind in drawn))
    if texts and _under_picture(page, drawn, texts[-1]):
        return Hidden(over_scan=True)
    pale = white(texts)
    if 2 * len(pale) < len(texts):  # a page of white text has a ground that is drawn in some other way
        unseen.update(text for text in pale if not _on_something(text, drawn))
    if not unseen:
        return Hidden()
    every = range(textpage.count_chars())
    return Hidden(frozenset(index for index in every if _object_of(textpage, index) in unseen))


def _under_picture(page: pdfium.PdfPage, drawn: Drawn, last: int) -> bool:
    """Whether a picture of the whole page is drawn after its ``last`` text."""
    if not any(kind == raw.FPDF_PAGEOBJ_IMAGE for _, kind in drawn):
        return False
    left, bottom, right, top = page.get_bbox()
    room = 0.7 * (right - left) * (top - bottom)
    at = next(at for at, (address, _) in enumerate(drawn) if address == last)
    pictures = items(drawn[at:], (raw.FPDF_PAGEOBJ_IMAGE,))
    return any((picture.right - picture.left) * (picture.top - picture.bottom) > room for picture in pictures)


def _on_something(text: int, drawn: Drawn) -> bool:
    """Whether a shape or picture lies around white text: there it is seen."""
    own = Item.of(text)
    return own is None or any(
        other.left <= own.left + 2
        and other.bottom <= own.bottom + 2
        and other.right >= own.right - 2
        and other.top >= own.top - 2
        for other in items(drawn, _GROUNDS)
    )


def _object_of(textpage: pdfium.PdfTextPage, index: int) -> int | None:
    """The address of the text object a character belongs to; None for one that pdfium put between others."""
    item: Any = raw.FPDFText_GetTextObject(textpage.raw, index)
    return ctypes.cast(item, ctypes.c_void_p).value if item else None
