"""DOCX: the main part in document order, numbering rendered, notes and text boxes as paragraphs of their own.

A paragraph is a line of the text; a table gives the paragraphs of its cells, row by row, so a letterhead laid out as a
table comes as the lines of its left cell, then those of its right. A footnote stands after the paragraph that refers to
it, as «[1] …»; endnotes stand at the end. Running heads are left out, but for a first page's own head.
Source: ECMA-376 part 1, 17.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import RawDocument
from pipeline.read.assemble import Target, TextBuilder, normal, raw_document
from pipeline.read.docx_names import (
    ALTERNATE,
    CHOICE,
    DROPPED,
    FALLBACK,
    MAIN,
    PPR,
    RELATIONS,
    STRICT,
    STRICT_RELATIONS,
    TBL,
    TC,
    TR,
    P,
    W,
    child_value,
)  # fmt: skip
from pipeline.read.docx_numbering import Numbering
from pipeline.read.docx_runs import Piece, RunReader
from pipeline.read.docx_styles import Styles
from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.package import Package

_OFFICE_DOCUMENT = "/officeDocument"
_RELS = "_rels/.rels"
_SKIPPED = frozenset(map(W, ("sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "pPr")))


def read_docx(
    data: bytes, name: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read a DOCX. ``name`` is for messages; raises ``ReadError`` when it is damaged, encrypted or refused."""
    if not data.startswith(b"PK"):
        raise ReadError(name, "encrypted with a password", "remove the password and try again")
    package = Package(data, name, limits)
    reader = _Reader(package)
    reader.read()
    text = reader.builder.text()
    return raw_document(
        data, target, "docx", text, origins=tuple(reader.builder.origins), diagnostics=extra + tuple(reader.remarks)
    )


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self.builder = TextBuilder()
        self.remarks: list[Diagnostic] = []
        self._main = _main_part(package)
        self._folder = self._main.rpartition("/")[0]
        self._body = self._xml(self._main)
        styles_root = self._optional("styles.xml")
        styles = Styles(styles_root)
        self._numbering = Numbering(self._optional("numbering.xml"), styles)
        legacy = any(_mentions_legacy_font(root) for root in (self._body, styles_root) if root is not None)
        self._runs = RunReader(styles, legacy)
        self._counts: dict[str, int] = {}
        self._notes = {"footnote": self._note_bodies("footnote"), "endnote": self._note_bodies("endnote")}
        self._endnotes: list[tuple[int, etree._Element]] = []
        self._note_number = {"footnote": 0, "endnote": 0}
        self._open: list[Piece] = []

    def read(self) -> None:
        """Write the whole document into ``builder``."""
        body = self._body.find(W("body"))
        if body is None:
            raise ReadError(self._package.name, "damaged: the document has no body", "ask for the file again")
        self._first_head(body)
        self._blocks(body, self._main)
        for number, note in self._endnotes:
            self._note(number, note, f"{self._folder}/endnotes.xml")

    def _xml(self, part: str) -> etree._Element:
        root = self._package.xml(part)
        if root.nsmap.get(root.prefix) == STRICT:
            strict = etree.tostring(root).replace(STRICT.encode(), MAIN.encode())
            root = etree.fromstring(strict.replace(STRICT_RELATIONS.encode(), RELATIONS.encode()), _PARSER)
        return root

    def _optional(self, part: str) -> etree._Element | None:
        path = f"{self._folder}/{part}" if self._folder else part
        return self._xml(path) if path in self._package else None

    def _note_bodies(self, kind: str) -> dict[str, etree._Element]:
        root = self._optional(f"{kind}s.xml")
        if root is None:
            return {}
        notes = root.iterchildren(W(kind))
        return {note.get(W("id"), ""): note for note in notes if note.get(W("type"), "normal") == "normal"}

    def _first_head(self, body: etree._Element) -> None:
        """The first page's own head may hold the letterhead; a head that repeats is page furniture."""
        section = next(body.iter(W("sectPr")), None)
        if section is None or section.find(W("titlePg")) is None:
            return
        for reference in section.iterchildren(W("headerReference")):
            if reference.get(W("type")) == "first":
                part = self._related(reference.get(f"{{{RELATIONS}}}id", ""))
                if part is not None and part in self._package:
                    root = self._xml(part)
                    if sum(len(text.text or "") for text in root.iter(W("t"))) > 5:
                        self._blocks(root, part)

    def _related(self, identity: str) -> str | None:
        folder, _, file = self._main.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if rels not in self._package:
            return None
        for relation in self._package.xml(rels):
            if relation.get("Id") == identity and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        return None

    def _blocks(self, parent: Iterable[etree._Element], part: str) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, part)
            elif tag == TBL:
                self._table(child, part)
            elif tag == ALTERNATE:
                form = next((found for found in (child.find(CHOICE), child.find(FALLBACK)) if found is not None), None)
                self._blocks(form if form is not None else (), part)
            elif tag == W("altChunk"):
                self.remarks.append(Diagnostic("unread-part", "warning", "an embedded file was not read"))
            elif isinstance(tag, str) and tag not in _SKIPPED and tag not in DROPPED:
                self._blocks(child, part)

    def _table(self, table: etree._Element, part: str) -> None:
        for row in _inside(table, TR):
            change = row.find(f"{W('trPr')}/{W('del')}")
            if change is not None:
                continue
            for cell in _inside(row, TC):
                merged = cell.find(f"{W('tcPr')}/{W('vMerge')}")
                if merged is None or merged.get(W("val")) == "restart":
                    self._blocks(cell, part)

    def _paragraph(self, element: etree._Element, part: str, mark: str = "") -> None:
        index = self._counts[part] = self._counts.get(part, -1) + 1
        properties = element.find(PPR)
        place = self._numbering.place(properties, child_value(properties, "pStyle"))
        label = mark or ("" if place is None else self._numbering.label(*place))
        paragraph = self._runs.paragraph(element)
        pieces = [*self._open, *paragraph.pieces]
        self._open = []
        if label:
            pieces.insert(0, Piece(label, -1))
        if _mark_deleted(properties):
            self._open = pieces  # the deleted paragraph mark joins this paragraph with the next
        else:
            self._write(pieces, part, index)
        for box in paragraph.boxes:
            self._blocks(box, part)
        for kind, identity in paragraph.notes:
            self._refer(kind, identity)

    def _write(self, pieces: list[Piece], part: str, paragraph: int) -> None:
        text = "".join(piece.text for piece in pieces)
        body = text.strip(" \t\n\u00a0")
        if not body:
            return
        joint = "\n" if self.builder.length else ""
        if normal(text) != text:
            self.builder.glue(joint, body, {"part": part, "paragraph": paragraph})
            return
        skip, left = text.index(body), len(body)
        for piece in pieces:
            cut = piece.text[skip:][:left]
            skip = max(0, skip - len(piece.text))
            if cut:
                place = {"part": part, "paragraph": paragraph, "run": piece.run} if piece.run >= 0 else None
                self.builder.glue(joint, cut, place)
                joint, left = "", left - len(cut)

    def _refer(self, kind: str, identity: str) -> None:
        note = self._notes[kind].pop(identity, None)
        self._note_number[kind] += 1
        if note is None:
            return
        if kind == "endnote":
            self._endnotes.append((self._note_number[kind], note))
        else:
            self._note(self._note_number[kind], note, f"{self._folder}/footnotes.xml")

    def _note(self, number: int, note: etree._Element, part: str) -> None:
        mark = f"[{number}] "
        for paragraph in note.iter(P):
            self._paragraph(paragraph, part, mark)
            mark = ""


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _inside(parent: etree._Element, tag: str) -> Iterable[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag not in DROPPED:
            yield from _inside(child, tag)


def _mark_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W('rPr')}/{W('del')}") is not None


def _mentions_legacy_font(root: etree._Element) -> bool:
    fonts = (fonts.get(W("ascii"), "") for fonts in root.iter(W("rFonts")))
    return any(font.startswith((".Vn", "VNI-")) for font in fonts)


def _main_part(package: Package) -> str:
    """The part the package names as its document; ``word/document.xml`` when it names none."""
    if _RELS in package:
        for relation in package.xml(_RELS):
            if relation.get("Type", "").endswith(_OFFICE_DOCUMENT):
                return relation.get("Target", "").lstrip("/")
    return "word/document.xml"
