"""A recognised page as the layout takes it (``PageContent``), and what there is to say of it.

Here noise goes out, handwriting is left blank, near-readings are repaired, and edges are made true. Every word changed
or left out is a note with its place, which becomes a diagnostic with its span once the text is written.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Origin
from pipeline.read.ocr.day_bounds import Around
from pipeline.read.ocr.handwriting import ALONE, Blanked, without_handwriting
from pipeline.read.ocr.lines import Stretch, straightened, stretches
from pipeline.read.ocr.repair import Change, Repairer
from pipeline.read.ocr.values import Box, OcrPage, OcrTable, Word, original_box
from pipeline.text.page import Line, PageContent, Table

_UPPER = 0.5  # of the page: where a letterhead may stand (another document may begin on any page)
_ENDED = re.compile(r"(?<=\./\.).{1,12}$")  # what a pen adds behind «./.», the end of a document
_SPECKS = re.compile(r"^[,.;:'`´^~]+\s*(?=\w)")
_DOUBTFUL = 0.6
_CUT = 0.5  # of a symbol that ends with its line before it names a body: «19/CT»
_SPECK = 0.006  # of the square of the letter height: the area of a speck that reads as a dash; a dash has 0.03
_DIGITS = re.compile(r"[0-9]+[/-]")


class Note(msgspec.Struct, frozen=True):
    """A remark on what stands in ``box`` (points of the upright page); ``read`` is what recognition gave there.

    ``marks`` are places in ``text``, the stretch as it now stands: start, end, and what was read there (a repair) or how
    surely it was read (a doubtful word).
    """

    page: int
    box: Box
    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    read: str = ""
    text: str = ""
    marks: tuple[tuple[int, int, str | float], ...] = ()


class Content(msgspec.Struct, frozen=True):
    """The page for the layout, the notes on it, and the texts taken for noise."""

    page: PageContent
    notes: tuple[Note, ...] = ()
    noise: tuple[str, ...] = ()


def content(page: OcrPage, repairer: Repairer, around: Around = ALONE) -> Content:
    """Reads a recognised page; writes its content. ``around`` is what the whole file says of a handwritten day."""
    parts, noise = stretches(page)
    notes: list[Note] = []
    lines: list[Line] = []
    for part, (x0, x1) in zip(parts, straightened(parts, page.width), strict=True):
        line = Line("", x0, part.base - 0.8 * part.size, x1, part.base + 0.2 * part.size, part.size)
        above = lines[-1].text if lines else ""
        text = _text(part, page, line, repairer, notes, above, around)
        # Recognition keeps no space at a line's end; a line that does not end in a joint ended with one.
        lines.append(msgspec.structs.replace(line, text=text if text[-1:] in "-/" else text + " "))
    tables = tuple(_table(table, page, repairer, notes) for table in page.tables)
    return Content(PageContent(page.number, page.width, page.height, tuple(lines), tables), tuple(notes), tuple(noise))


def _table(table: OcrTable, page: OcrPage, repairer: Repairer, notes: list[Note]) -> Table:
    """A table's cells as lines; a cell holds what is printed, however short, so little counts as noise."""
    cells: list[tuple[Line, ...]] = []
    for cell in table.cells:
        lines: list[Line] = []
        for found in cell:
            part = Stretch(tuple(word for word in found.words if _legible(word, found.size)), found.base, found.size)
            if not part.words:
                continue
            line = Line("", part.x0, part.base - 0.8 * part.size, part.x1, part.base + 0.2 * part.size, part.size)
            text = _text(part, page, line, repairer, notes, lines[-1].text if lines else "")
            lines.append(msgspec.structs.replace(line, text=text if text[-1:] in "-/" else text + " "))
        cells.append(tuple(lines))
    return Table(table.x0, table.y0, table.x1, table.y1, tuple(cells))


def _legible(word: Word, size: float) -> bool:
    """Whether a word of a cell is print: not read at random, and no speck that reads as a dash or point."""
    if any(map(str.isalnum, word.text)):
        return word.confidence >= 0.3
    return word.text in "+-–;:,.()/%./." and (word.x1 - word.x0) * (word.y1 - word.y0) > _SPECK * size * size


def _text(
    part: Stretch, page: OcrPage, line: Line, repairer: Repairer, notes: list[Note], above: str, around: Around = ALONE
) -> str:
    upper = part.base < _UPPER * page.height
    text = part.text
    if upper:
        blanked = without_handwriting(part, around)
        text = _SPECKS.sub("", blanked.text)
        if blanked.code:
            message = f"page {page.number}: {_handwritten(blanked)}"
            notes.append(Note(page.number, line.box, blanked.code, "warning", message, blanked.read))
    text = _ENDED.sub("", text)
    mended, changes = repairer.mended(text, letterhead=upper, before=above)
    if changes:
        was = ", ".join(f"«{text[change.start : change.end]}» as «{change.text}»" for change in changes)
        message = f"page {page.number}: repaired after recognition: {was}"
        marks = _repaired(text, changes)
        notes.append(Note(page.number, line.box, "ocr-repaired", "info", message, text, mended, marks))
    doubtful = [word for word in part.words if word.confidence < _DOUBTFUL and _DIGITS.search(word.text)]
    found = tuple(
        (at, at + len(word.text), round(word.confidence, 2)) for word in doubtful if (at := mended.find(word.text)) >= 0
    )
    cut = repairer.cut_off(mended)
    if cut is not None and not any(start < cut[1] and cut[0] < end for start, end, _ in found):
        found = (*found, (*cut, _CUT))
    if found:
        words = ", ".join(f"«{mended[start:end]}»" for start, end, _ in found)
        message = f"page {page.number}: read without certainty: {words}"
        notes.append(Note(page.number, line.box, "ocr-doubtful", "warning", message, "", mended, found))
    return mended


def _handwritten(blanked: Blanked) -> str:
    """What to say of handwriting: that it was left blank, or what was read and how surely."""
    if blanked.penned:
        read = " and ".join(f"the {one.field} {one.value} ({one.confidence:.0%} sure)" for one in blanked.penned)
        return f"read from handwriting: {read}; check it against the page"
    what = "number" if blanked.code == "handwritten-number" else "day or month"
    return f"the {what} is blank or written by hand, and was not guessed; read as «{blanked.read}»"


def _repaired(text: str, changes: tuple[Change, ...]) -> tuple[tuple[int, int, str | float], ...]:
    """Where the changes of ``text`` stand in the mended text, and what was read there."""
    marks: list[tuple[int, int, str | float]] = []
    shift = 0
    for change in changes:
        start = change.start + shift
        marks.append((start, start + len(change.text), text[change.start : change.end]))
        shift += len(change.text) - (change.end - change.start)
    return tuple(marks)


def origin_place(page: OcrPage, box: Box, notes: tuple[Note, ...], text: str, start: int) -> dict[str, object]:
    """The place of the line ``text``, which stands at ``start`` of the document's text.

    Beside ``page`` and ``box`` (on the page as it lies in the file): ``as_read`` (the line before repair), ``repairs``
    (``[start, end, what was read]``) and ``doubtful`` (``[start, end, confidence]``), offsets into the document's text.
    """
    place: dict[str, object] = {"page": page.number, "box": [round(side, 1) for side in original_box(page, box)]}
    here = [note for note in notes if _within(note.box, box)]
    read = [note.read for note in here if note.read]
    if read:
        place["as_read"] = " ".join(read)
    for code, key in (("ocr-repaired", "repairs"), ("ocr-doubtful", "doubtful")):
        marks = []
        for note in here:
            at = text.find(" ".join(note.text.split())) if note.code == code else -1
            if at >= 0:
                marks += [[start + at + first, start + at + last, what] for first, last, what in note.marks]
        if marks:
            place[key] = marks
    return place


def diagnostics(notes: tuple[Note, ...], lines: list[tuple[Box, Origin]]) -> list[Diagnostic]:
    """The notes of a page as diagnostics, each with the span of the line that it is on (``lines`` of the same page)."""
    found = []
    for note in notes:
        span = next(((origin.start, origin.end) for box, origin in lines if _within(note.box, box)), (None, None))
        found.append(Diagnostic(note.code, note.severity, note.message, *span))
    return found


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - 1 <= x <= outer[2] + 1 and outer[1] - 1 <= y <= outer[3] + 1
