"""The text of one Word paragraph: its runs in order, with what tracked changes, fields and fonts make of them.

Knows that insertions are kept and deletions dropped, that a field shows its result and not its instruction, that a
tab, a line break and a no-break hyphen are elements, that text boxes hang on runs, and that fonts «.VnTime» and «VNI-…»
hold legacy codes. Source: ECMA-376 part 1, 17.3 and 17.13.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from pipeline.read.docx_names import (
    ALTERNATE,
    CHOICE,
    DROPPED,
    FALLBACK,
    MATH_TEXT,
    RPR,
    TEXT_BOX,
    R,
    T,
    W,
    child_value,
)  # fmt: skip
from pipeline.read.docx_styles import Styles
from pipeline.read.legacy import convert, encoding_of_font, optional_hyphen, shows_capitals
from pipeline.read.syllables import Share

TAB, PTAB, BREAK, RETURN = map(W, ("tab", "ptab", "br", "cr"))
HYPHEN, SOFT_HYPHEN, SYMBOL = map(W, ("noBreakHyphen", "softHyphen", "sym"))
FOOTNOTE, ENDNOTE = map(W, ("footnoteReference", "endnoteReference"))
_INLINE = {TAB: "\t", PTAB: "\t", BREAK: "\n", RETURN: "\n", HYPHEN: "-", SOFT_HYPHEN: "", SYMBOL: "•"}
_PROPERTIES = frozenset((RPR, W("pPr"), W("sdtPr"), W("sdtEndPr"), W("numPr")))


class Piece(NamedTuple):
    """A stretch of text from one run (counted in the paragraph), with its legacy font if it has one."""

    text: str
    run: int
    font: str | None = None


class Paragraph:
    """What one ``w:p`` holds: pieces of text, the notes it refers to, the text boxes that hang on it."""

    def __init__(self, element: etree._Element, style: str | None, reader: RunReader) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[etree._Element] = []
        self._style, self._reader, self._run = style, reader, -1
        self._walk(element)
        if reader.legacy and any(piece.font for piece in self.pieces):
            self.pieces = converted(self.pieces)

    def _walk(self, element: etree._Element) -> None:
        for child in element:
            tag = child.tag
            if tag == R:
                self._run += 1
                self._read_run(child)
            elif tag == ALTERNATE:
                self._walk_alternate(child)
            elif tag == MATH_TEXT:
                self.pieces.append(Piece(child.text or "", self._run))
            elif tag not in DROPPED and tag not in _PROPERTIES and isinstance(tag, str):
                self._walk(child)

    def _walk_alternate(self, element: etree._Element) -> None:
        """A newer and an older form of the same thing: the newer, unless only the older has text."""
        choice, fallback = element.find(CHOICE), element.find(FALLBACK)
        for form in (choice, fallback):
            if form is not None and (next(form.iter(T, TEXT_BOX), None) is not None):
                self._walk_drawing(form)
                return

    def _walk_drawing(self, element: etree._Element) -> None:
        outer = [box for box in element.iter(TEXT_BOX) if not any(up.tag == TEXT_BOX for up in box.iterancestors())]
        self.boxes += outer
        if not outer:
            self._walk(element)

    def _read_run(self, run: etree._Element) -> None:
        properties = run.find(RPR)
        caps, hidden = self._reader.shown(properties, self._style)
        if hidden:
            return
        font = self._reader.legacy_font(properties, self._style)
        out: list[str] = []
        for child in run:
            tag = child.tag
            if tag == T:
                out.append(child.text or "")
            elif tag in _INLINE:
                out.append(optional_hyphen(font) if tag == SOFT_HYPHEN else _INLINE[tag])
            elif tag in (FOOTNOTE, ENDNOTE):
                self.notes.append(("footnote" if tag == FOOTNOTE else "endnote", child.get(W("id"), "")))
            elif tag == ALTERNATE:
                self._walk_alternate(child)
            elif tag in (W("drawing"), W("pict"), W("object")):
                self._walk_drawing(child)
            elif tag == R:
                self._read_run(child)
        text = "".join(out)
        if text:
            self.pieces.append(Piece(text.upper() if caps else text, self._run, font))


class RunReader:
    """Answers for runs what styles say of them; knows at once when no style of the document matters."""

    def __init__(self, styles: Styles, legacy: bool) -> None:
        self._styles, self.legacy = styles, legacy
        self._plain = styles.plain

    def shown(self, run: etree._Element | None, paragraph_style: str | None) -> tuple[bool, bool]:
        """Whether the run's text is shown in capitals, and whether it is hidden."""
        if self._plain and (run is None or (run.find(W("caps")) is None and run.find(W("vanish")) is None)):
            return False, False
        return self._styles.shown(run, paragraph_style)

    def legacy_font(self, run: etree._Element | None, paragraph_style: str | None) -> str | None:
        """The run's font if its name promises a legacy encoding, else None."""
        if not self.legacy:
            return None
        font = self._styles.font(run, paragraph_style)
        return font if font is not None and encoding_of_font(font) is not None else None

    def paragraph(self, element: etree._Element) -> Paragraph:
        """Read one ``w:p``."""
        properties = element.find(W("pPr"))
        return Paragraph(element, child_value(properties, "pStyle"), self)


def converted(pieces: list[Piece]) -> list[Piece]:
    """Legacy codes into Unicode, unless the paragraph reads better as it stands.

    Documents of today often keep a style with an old font's name over text that is Unicode.
    """
    turned = [
        piece._replace(text=convert(piece.text, encoding, capitals=shows_capitals(piece.font)))
        if piece.font and (encoding := encoding_of_font(piece.font))
        else piece
        for piece in pieces
    ]
    before, after = Share("".join(p.text for p in pieces)), Share("".join(p.text for p in turned))
    return pieces if before.good_marked > after.good_marked else turned
