"""OpenDocument text (.odt): paragraphs in document order, numbering rendered, notes and text boxes of their own.

The same text as the DOCX reader gives of the same document: a table gives the paragraphs of its cells row by row, a
footnote stands as «[1] …» after the paragraph that refers to it. Source: OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import RawDocument
from pipeline.read.assemble import Target, TextBuilder, raw_document
from pipeline.read.docx_names import integer
from pipeline.read.docx_runs import Piece, converted
from pipeline.read.legacy import SOFT_HYPHEN, encoding_of_font, optional_hyphen
from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.odt_styles import Counters, Look, OdtStyles, label, name
from pipeline.read.package import Package

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_P, _H, _LIST, _ITEM = name("text:p"), name("text:h"), name("text:list"), name("text:list-item")
_NOTE, _BOX = name("text:note"), name("draw:text-box")
_SKIPPED = frozenset(map(name, ("text:tracked-changes", "office:annotation", "text:sequence-decls", "office:forms")))
_SIGNS = {name("text:tab"): "\t", name("text:line-break"): "\n"}
_SPACES = " \t\n\u00a0"
_DEEP = 200


def read_odt(
    data: bytes, name_: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read an ODT. ``name_`` is for messages; raises ``ReadError`` when it is damaged, encrypted or refused."""
    package = Package(data, name_, limits)
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise ReadError(name_, "encrypted with a password", "remove the password and try again")
    content = package.xml(_CONTENT)
    roots = [package.xml(_STYLES)] if _STYLES in package else []
    reader = _Reader(OdtStyles([*roots, content]))
    body = content.find(f"{name('office:body')}/{name('office:text')}")
    if body is None:
        raise ReadError(name_, "damaged: the document has no text body", "ask for the file again")
    reader.blocks(body)
    reader.endnotes()
    text = reader.builder.text()
    return raw_document(data, target, "odt", text, origins=tuple(reader.builder.origins), diagnostics=extra)


class _Reader:
    def __init__(self, styles: OdtStyles) -> None:
        self.builder = TextBuilder()
        self._styles, self._counters = styles, Counters()
        self._outline = [0] * 10
        self._mark, self._paragraph = "", -1
        self._late: list[tuple[str, etree._Element]] = []
        self._hanging: list[tuple[str, etree._Element]] = []

    def blocks(self, parent: Iterable[etree._Element], depth: int = 0) -> None:
        """Write the paragraphs, lists and tables under ``parent``."""
        if depth > _DEEP:
            return
        for child in parent:
            if child.tag in (_P, _H):
                self._line(child)
            elif child.tag == _LIST:
                style = child.get(name("text:style-name"), "")
                self._list(child, style, self._counters.begin(child, style), 0)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self.blocks(child, depth + 1)

    def endnotes(self) -> None:
        """Write the endnotes."""
        for mark, body in self._late:
            self._mark = mark
            self.blocks(body)

    def _list(self, listed: etree._Element, style: str, counts: list[int], level: int) -> None:
        levels = self._styles.levels(style)
        for item in listed:
            fresh = item.tag == _ITEM
            for child in item:
                if child.tag == _LIST and level < 9:
                    self._list(child, child.get(name("text:style-name"), style), counts, level + 1)
                elif child.tag in (_P, _H):
                    start = item.get(name("text:start-value"))
                    number = integer(start, 1) if start is not None else None
                    own = levels or self._styles.levels(self._styles.of("paragraph", _style(child)).list)
                    self._mark = self._mark or (label(own, counts, level, number) if fresh else "")
                    fresh = False
                    self._line(child)
                elif isinstance(child.tag, str):
                    self.blocks([child])

    def _line(self, element: etree._Element) -> None:
        self._paragraph += 1
        mark, self._mark = self._mark, ""
        if element.tag == _H and not mark and element.get(name("text:is-list-header")) != "true":
            level = integer(element.get(name("text:outline-level")), 1) - 1
            mark = label(self._styles.outline, self._outline, min(max(level, 0), 9), None)
        pieces: list[Piece] = []
        self._inline(element, self._styles.of("paragraph", _style(element)), pieces)
        if any(piece.font for piece in pieces):
            pieces = converted(pieces)
        text = (mark + "".join(piece.text for piece in pieces)).strip(_SPACES)
        if text:
            self.builder.line(text, {"part": _CONTENT, "paragraph": self._paragraph})
        hanging, self._hanging = self._hanging, []
        for note_mark, body in hanging:
            self._mark = note_mark
            self.blocks(body)
            self._mark = ""

    def _inline(self, element: etree._Element, look: Look, pieces: list[Piece], depth: int = 0) -> None:
        _put(pieces, element.text, look)
        for child in element:
            tag = child.tag
            if tag in _SIGNS:
                _put(pieces, _SIGNS[tag], look)
            elif tag == name("text:s"):
                _put(pieces, " " * min(integer(child.get(name("text:c")), 1), 200), look)
            elif tag == _NOTE:
                self._note(child)
            elif tag == _BOX or (isinstance(tag, str) and child.find(_P) is not None):
                # A shape holds paragraphs of its own, as a text box does; they follow the paragraph they are fixed to.
                self._hanging.append(("", child))
            elif isinstance(tag, str) and tag not in _SKIPPED and depth < _DEEP:
                own = self._styles.of("text", _style(child)) if tag == name("text:span") else None
                inner = look if own is None else own.over(look)
                self._inline(child, inner, pieces, depth + 1)
            _put(pieces, child.tail, look)

    def _note(self, note: etree._Element) -> None:
        citation, body = note.find(name("text:note-citation")), note.find(name("text:note-body"))
        if body is None:
            return
        mark = f"[{_words(citation) if citation is not None else '*'}] "
        if note.get(name("text:note-class")) == "endnote":
            self._late.append((mark, body))
        else:
            self._hanging.append((mark, body))


def _words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext()).strip()


def _style(element: etree._Element) -> str | None:
    return element.get(name("text:style-name"))


def _put(pieces: list[Piece], text: str | None, look: Look) -> None:
    """Add text as it is shown: hidden not at all, white space of the file collapsed, capitals as such."""
    if not text or look.hidden:
        return
    if text not in ("\t", "\n") and text.strip(" "):
        inner = " ".join(text.split("\n"))
        text = inner.replace("\t", " ").replace("\u2011", "-")
    text = text.upper() if look.capitals else text
    font = look.font.strip("'") if look.font and encoding_of_font(look.font.strip("'")) else None
    pieces.append(Piece(text.replace(SOFT_HYPHEN, optional_hyphen(font)), len(pieces), font))
