"""Born-digital PDF: pages from the child process, paragraphs by the layout, a text with the way back to every line.

A page without letters is told as such (a scan needs recognition), and so is a text layer whose letters are no
Vietnamese: fonts without a right table to Unicode give words that only look like text. Source: real documents of
offices, of which about one in ten has such a layer.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Page, RawDocument
from pipeline.read.assemble import Target, TextBuilder, raw_document, with_signatures
from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.page_choice import kept, why, with_broken_numbers
from pipeline.read.pdf_child import Pages, pages_of
from pipeline.read.syllables import Share
from pipeline.text.layout import Layout, paragraphs
from pipeline.text.page import PageContent

_BROKEN = 0.75  # share of syllables among words; sound texts have 0.93 and more, broken layers 0.3 to 0.6
_ENOUGH = 60  # words, below which a share says nothing


def read_pdf(
    data: bytes, name: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read a PDF. ``name`` is for messages; raises ``ReadError`` when it is damaged, encrypted or beyond limits."""
    found = pages_of(data, name, limits)
    pages = with_broken_numbers(found.pages)
    remarks = [*extra, *_unread(found)]
    needed = {page.number: reason for page in pages if (reason := page.problem or why(page))}
    if needed:
        from pipeline.read.ocr import read_scanned_pdf

        signed = tuple(one["time"] for one in found.signatures if "time" in one)
        raw = read_scanned_pdf(data, target, pages, needed, limits, tuple(remarks), signed)
        raw = msgspec.structs.replace(raw, source=msgspec.structs.replace(raw.source, pages=found.count))
        return with_signatures(raw, found.signatures)
    layout = paragraphs(pages)
    builder, spans = _written(layout, pages)
    text = builder.text()
    read_pages = {placed.page for paragraph in layout.paragraphs for placed in paragraph.lines}
    remarks += _page_remarks(pages, read_pages)
    remarks += [
        Diagnostic("signature-stamp", "info", f"page {number}: the printed stamp of a digital signature was left out")
        for number in layout.stamped
    ]
    if text:
        remarks += _broken_layer(text)
    raw = raw_document(
        data,
        target,
        "pdf-text",
        text,
        page_count=found.count,
        pages=spans,
        origins=tuple(builder.origins),
        diagnostics=tuple(remarks),
    )
    return with_signatures(raw, found.signatures, layout.stamps)


def _unread(found: Pages) -> list[Diagnostic]:
    """Pages beyond the limit, and pages that the reader could not read (recognition is tried on them)."""
    remarks = []
    if found.count > len(found.pages):
        message = f"only the first {len(found.pages)} of {found.count} pages were read ({found.limit}); split the PDF"
        remarks.append(Diagnostic("pages-left-out", "warning", message))
    unread = [page for page in found.pages if page.problem]
    for page in unread[:20]:
        message = f"page {page.number}: its text layer could not be read: {page.problem}"
        remarks.append(Diagnostic("page-unread", "warning", message))
    if len(unread) > 20:
        remarks.append(Diagnostic("page-unread", "warning", f"{len(unread) - 20} more pages could not be read"))
    return remarks


def _written(layout: Layout, pages: Sequence[PageContent]) -> tuple[TextBuilder, tuple[Page, ...]]:
    """The text line by line, and each page as the span from its first line to the next page's."""
    builder = TextBuilder()
    starts: dict[int, int] = {}
    latest = 0
    for paragraph in layout.paragraphs:
        joint = "\n" if builder.length else ""
        for placed in paragraph.lines:
            text = " ".join(placed.line.text.split())
            if not text:
                continue
            joint = placed.joint if placed.joint or placed is not paragraph.lines[0] else joint
            if placed.page > latest:
                latest = placed.page
                starts[latest] = builder.length + len(joint)
            box = [round(side, 1) for side in placed.line.box]
            builder.glue(joint, text, {"page": placed.page, "box": box})
            joint = " "
    return builder, _page_spans(starts, pages, builder.length)


def _page_spans(starts: dict[int, int], pages: Sequence[PageContent], end: int) -> tuple[Page, ...]:
    spans: list[Page] = []
    following = end
    for page in reversed(pages):
        start = starts.get(page.number, following)
        empty = not page.pieces and not page.tables
        spans.append(Page(page.number, start, following, "none" if empty else "pdf-text", kept(page)))
        following = start
    return tuple(reversed(spans))


def _page_remarks(pages: Sequence[PageContent], read_pages: set[int]) -> list[Diagnostic]:
    """Pages that gave no line: a signing program's stamp or a page number on a scan is no text layer."""
    empty = [page.number for page in pages if page.number not in read_pages]
    if not empty:
        return []
    if len(empty) == len(pages):
        message = f"none of the {len(pages)} pages has a text layer: a scan, whose text must be recognised first"
        return [Diagnostic("no-text-layer", "warning", message)]
    return [
        Diagnostic("no-text-layer", "warning", f"page {number} has no text layer; what stands on it is missing")
        for number in empty
    ]


def _broken_layer(text: str) -> list[Diagnostic]:
    share = Share(text[:200_000])
    if share.words < _ENOUGH or share.of_all >= _BROKEN:
        return []
    message = f"only {share.of_all:.0%} of the words are Vietnamese syllables: the text layer is broken"
    if share.marked * 20 < share.words:
        message = f"only {share.of_all:.0%} of the words are Vietnamese syllables: a broken layer or another language"
    return [Diagnostic("broken-text-layer", "warning", message)]
