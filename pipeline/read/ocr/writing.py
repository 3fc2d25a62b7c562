"""The text of a document with recognised pages: lines joined by the layout, each with its way back to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Origin, Page
from pipeline.read.assemble import TextBuilder
from pipeline.read.ocr.content import Content, diagnostics, origin_place
from pipeline.read.ocr.values import Box, OcrPage
from pipeline.text.layout import Layout
from pipeline.text.page import PageContent


class How(msgspec.Struct, frozen=True):
    """How a page was read (``ocr``, ``pdf-text``, ``none``), why, and with what confidence."""

    reader: str
    reason: str
    confidence: float | None


class Written(msgspec.Struct, frozen=True):
    """The text, its pages as spans, the places of its lines, and the remarks on them."""

    text: str
    pages: tuple[Page, ...]
    origins: tuple[Origin, ...]
    diagnostics: tuple[Diagnostic, ...]


def write(
    layout: Layout,
    contents: Sequence[PageContent],
    hows: Mapping[int, How],
    read: Mapping[int, tuple[OcrPage, Content]],
) -> Written:
    """Reads the laid-out paragraphs; writes the text and everything that points into it."""
    builder = TextBuilder()
    starts: dict[int, int] = {}
    lines: dict[int, list[tuple[Box, Origin]]] = {number: [] for number in read}
    for paragraph in layout.paragraphs:
        joint = "\n" if builder.length else ""
        for placed in paragraph.lines:
            text = " ".join(placed.line.text.split())
            if not text:
                continue
            if placed is not paragraph.lines[0] and joint != "\n":
                joint = placed.joint
            starts.setdefault(placed.page, builder.length + len(joint))
            box = placed.line.box
            if placed.page in read:
                page, found = read[placed.page]
                start = builder.length + len(joint)
                builder.glue(joint, text, origin_place(page, box, found.notes, text, start))
                lines[placed.page].append((box, builder.origins[-1]))
            else:
                builder.glue(joint, text, {"page": placed.page, "box": [round(side, 1) for side in box]})
            joint = " "
    remarks = [one for number, (_, found) in read.items() for one in diagnostics(found.notes, lines[number])]
    return Written(
        builder.text(), _spans(starts, contents, hows, builder.length), tuple(builder.origins), tuple(remarks)
    )


def _spans(
    starts: Mapping[int, int], contents: Sequence[PageContent], hows: Mapping[int, How], end: int
) -> tuple[Page, ...]:
    """Each page from its first line to the next page's first; a page without lines is empty where it would stand."""
    spans: list[Page] = []
    following = end
    for page in reversed(contents):
        start = min(starts.get(page.number, following), following)
        how = hows[page.number]
        spans.append(Page(page.number, start, following, how.reader, how.reason, how.reader == "ocr", how.confidence))
        following = start
    return tuple(reversed(spans))
