"""Scanned documents (bản quét): pages that only recognition can read, together with pages that have a good text layer.

One layout runs over both kinds, so a paragraph may go on from the one to the other. What could not be read is said page
by page, and the other pages are kept. Source: real files of offices, which mix printed, signed and scanned pages.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Page, RawDocument
from pipeline.read.assemble import Target, raw_document, with_signatures
from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.ocr import pool
from pipeline.read.ocr.content import Content, content
from pipeline.read.ocr.day_bounds import Around
from pipeline.read.ocr.repair import shipped
from pipeline.read.ocr.values import OcrPage
from pipeline.read.ocr.writing import How, write
from pipeline.read.page_choice import OVER_PICTURE, better, foreign, kept
from pipeline.text.layout import paragraphs
from pipeline.text.page import PageContent

_progress: ContextVar[pool.Progress | None] = ContextVar("ocr_progress", default=None)


@contextmanager
def listening(progress: pool.Progress) -> Iterator[None]:
    """While the block runs, ``progress(done, pages)`` is called after each page that was recognised."""
    token = _progress.set(progress)
    try:
        yield
    finally:
        _progress.reset(token)


def read_pages(
    data: bytes,
    *,
    pdf: bool,
    pages: Sequence[int] | None = None,
    limits: Limits = DEFAULT,
    progress: pool.Progress | None = None,
    over_picture: Sequence[int] = (),
) -> list[OcrPage]:
    """Recognise ``pages`` (numbers from 1; None for all) of a PDF or of a picture file, side by side.

    Pages in ``over_picture`` are read only when a picture fills them. A page that cannot be read has a ``problem``
    (``ocr-missing`` without the program) and a ``reason``; nothing is raised.
    """
    with tempfile.TemporaryDirectory(prefix="cancu-ocr-") as folder:
        path = Path(folder) / "source"
        path.write_bytes(data)
        count = pool.count(path, pdf, limits.page_seconds, limits.ocr_memory)
        wanted = range(count) if pages is None else [number - 1 for number in pages if number <= count]
        heard = progress or _progress.get()
        filled = {number - 1 for number in over_picture}
        begun, rest = wanted[: limits.ocr_pages], wanted[limits.ocr_pages :]
        found = pool.run(
            path, pdf, begun, limits.page_seconds, limits.ocr_memory, heard, filled, whole=limits.ocr_seconds
        )
        return found + [OcrPage(index + 1, 0.0, 0.0, reason="left out", problem=pool.LEFT_OUT) for index in rest]


def read_picture(
    data: bytes, name: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read a PNG, JPEG or TIFF as a document. Raises ``ReadError`` when it cannot be opened at all."""
    pages = read_pages(data, pdf=False, limits=limits)
    if pages[-1].problem == "image-cut-off" and len(pages) > 1:
        remark = Diagnostic("image-cut-off", "warning", f"{pages[-1].reason}; ask for the file again")
        extra, pages = (*extra, remark), pages[:-1]
    if len(pages) == 1 and pages[0].problem in ("page-damaged", "image-too-large", "image-cut-off"):
        raise ReadError(name, pages[0].reason, "scan it again, or save it anew as PNG or TIFF")
    blank = [PageContent(page.number, page.width, page.height, ()) for page in pages]
    return _document(data, target, blank, {page.number: "a picture" for page in pages}, pages, extra, limits)


def read_scanned_pdf(
    data: bytes,
    target: Target,
    contents: Sequence[PageContent],
    needed: dict[int, str],
    limits: Limits = DEFAULT,
    extra: tuple[Diagnostic, ...] = (),
    signed: tuple[str, ...] = (),
) -> RawDocument:
    """Read a PDF of which the pages ``needed`` (number → why) must be recognised; ``contents`` are its text layers.

    ``signed`` are the times of its digital signatures (ISO 8601), which bound a day written by hand.
    """
    doubtful = [number for number, reason in needed.items() if reason in OVER_PICTURE]
    pages = read_pages(data, pdf=True, pages=sorted(needed), limits=limits, over_picture=doubtful)
    return _document(data, target, contents, needed, pages, extra, limits, signed)


def _document(
    data: bytes,
    target: Target,
    contents: Sequence[PageContent],
    needed: dict[int, str],
    pages: Sequence[OcrPage],
    extra: tuple[Diagnostic, ...],
    limits: Limits,
    signed: tuple[str, ...] = (),
) -> RawDocument:
    """One document of text layers and recognised pages."""
    read: dict[int, tuple[OcrPage, Content]] = {}
    hows: dict[int, How] = {}
    remarks = [*extra, *_problems(pages, needed, limits)]
    layers = {layer.number: layer for layer in contents}
    texts = [piece.text for layer in contents if layer.number not in needed for piece in layer.pieces]
    around = Around("\n".join([*texts, *(page.text for page in pages)]), signed)
    for layer in contents:
        hows[layer.number] = _layer(layer, needed.get(layer.number))
    for page in pages:
        layer = layers[page.number]
        if page.problem:
            reason = None if page.problem == "page-text" else f"{needed[page.number]}; {page.reason}"
            hows[page.number] = _layer(layer, reason)
            continue
        found = content(page, shipped(), around)
        if not better(found.page, layer):
            hows[page.number] = _layer(layer, f"{needed[page.number]}, but recognition read no better")
            continue
        read[page.number] = (page, found)
        hows[page.number] = How("ocr", f"{needed[page.number]}; {page.reason}", page.confidence)
        remarks += _said(page, found)
    layout = paragraphs([read[layer.number][1].page if layer.number in read else layer for layer in contents])
    written = write(layout, contents, hows, read)
    remarks += [
        Diagnostic("signature-stamp", "info", f"page {number}: the printed stamp of a digital signature was left out")
        for number in layout.stamped
    ]
    whole = raw_document(
        data, target, _reader(written.pages), written.text, page_count=len(contents), pages=written.pages,
        origins=written.origins, diagnostics=(*remarks, *written.diagnostics),
    )  # fmt: skip
    source = msgspec.structs.replace(whole.source, ocr=bool(read), ocr_confidence=_mean(read))
    return with_signatures(msgspec.structs.replace(whole, source=source), stamps=layout.stamps)


def _layer(layer: PageContent, reason: str | None) -> How:
    empty = not layer.pieces and not layer.tables
    return How("none" if empty else "pdf-text", reason or kept(layer), None)


def _reader(pages: tuple[Page, ...]) -> str:
    readers = sorted({page.reader for page in pages if page.reader != "none"}, reverse=True)
    return "+".join(readers) or "none"


def _mean(read: dict[int, tuple[OcrPage, Content]]) -> float | None:
    """Mean confidence of the recognised pages, each weighing by its letters."""
    weights = [(page.confidence, len(page.text)) for page, _ in read.values() if page.confidence is not None]
    total = sum(weight for _, weight in weights)
    return round(sum(value * weight for value, weight in weights) / total, 3) if total else None


def _problems(pages: Sequence[OcrPage], needed: dict[int, str], limits: Limits) -> Iterator[Diagnostic]:
    """What to say of the pages that could not be read; of a missing program once."""
    missing = [page for page in pages if page.problem == "ocr-missing"]
    if missing:
        numbers = ", ".join(str(page.number) for page in missing[:20]) + (" …" if len(missing) > 20 else "")
        message = f"the text of {len(missing)} scanned pages is missing ({numbers}): {missing[0].reason}"
        yield Diagnostic("ocr-missing", "warning", message)
    left = [page.number for page in pages if page.problem == pool.LEFT_OUT]
    if left:
        yield Diagnostic(pool.LEFT_OUT, "warning", _left_out(len(pages), left, limits))
    for page in pages:
        if page.problem == "page-text" and needed[page.number] == OVER_PICTURE[1]:
            message = f"page {page.number}: its words are no Vietnamese; its text was kept as it is"
            yield Diagnostic("other-language", "warning", message)
        elif page.problem not in ("", "page-text", "ocr-missing", pool.LEFT_OUT):
            severity: Literal["info", "warning"] = "info" if page.problem == "page-blank" else "warning"
            yield Diagnostic(page.problem, severity, f"page {page.number}: {page.reason}")


def _left_out(pages: int, left: list[int], limits: Limits) -> str:
    """What to say of pages that were not recognised for their number or for the time they would take."""
    why = f"the limit is {limits.ocr_pages} scanned pages a file"
    if pages - len(left) < limits.ocr_pages:
        why = f"recognition stops after {limits.ocr_seconds / 60:g} minutes a file"
    return f"{len(left)} of {pages} scanned pages were not recognised, from page {min(left)} on ({why}); split the file"


def _said(page: OcrPage, found: Content) -> Iterator[Diagnostic]:
    if not found.page.pieces:
        message = f"page {page.number}: it is not blank, but no words could be read on it; look at the page"
        yield Diagnostic("ocr-low-confidence", "warning", message)
    elif page.confidence is not None and page.confidence < 0.7:
        message = f"page {page.number}: read with a confidence of {page.confidence:.0%} only; check it against the page"
        yield Diagnostic("ocr-low-confidence", "warning", message)
    elif foreign(found.page):
        message = f"page {page.number}: its words are no Vietnamese; they were read as if they were"
        yield Diagnostic("other-language", "warning", message)
    if found.noise:
        shown = ", ".join(f"«{text}»" for text in found.noise[:6]) + (" …" if len(found.noise) > 6 else "")
        message = f"page {page.number}: left out as marks of a seal, a signature or dirt: {shown}"
        yield Diagnostic("ocr-noise", "info", message)
