"""One Word sample: letterhead in a table of two columns, automatic numbering, tables, footnotes, page numbers.

Knows the page of a Vietnamese official document (Nghị định 30/2020/NĐ-CP, Phụ lục I): A4, margins 20/20/30/20 mm,
14 points, page number centred at the top from page two. python-docx writes neither footnotes nor new numbering: both
are added here as the parts ECMA-376 asks for.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

_ABSTRACT = 90
_LEVELS = {"r": ("upperRoman", "%1."), "a": ("decimal", "%2."), "l": ("lowerLetter", "%3)")}
_NOTE = re.compile(r"\{fn:(.*?)\}")
_STAMP = datetime.datetime(2026, 1, 1)
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_BOLD = frozenset({"type", "title", "centre", "d"})


class Word:
    """A Word file under construction; ``mark`` is the line its footer carries on every page."""

    def __init__(self, mark: str, font: str, points: int) -> None:
        self._document: Any = Document()
        self._notes: list[str] = []
        self._list = 0
        self._open: str | None = None
        self._restart()
        self._page(mark, font, points)

    def letterhead(self, parts: dict[str, list[str]]) -> None:
        """The letterhead: agency and number left, state or Party and dateline right."""
        table = self._document.add_table(rows=2, cols=2)
        table.autofit = False
        for row in table.rows:
            for cell, width in zip(row.cells, (62, 98), strict=True):
                cell.width = Mm(width)
        left, right = table.rows[0].cells
        self._lines(left, parts["left"], bold_last=True)
        self._lines(right, parts["right"], bold_last=True)
        left, right = table.rows[1].cells
        self._lines(left, parts["number"] + parts.get("subject", []), bold_last=False)
        self._lines(right, parts["place"], bold_last=False)

    def paragraph(self, mark: str, text: str) -> None:
        """A paragraph of the source's ``mark`` («type», «title», «note», «centre», «d» or «p»)."""
        paragraph = self._document.add_paragraph()
        if mark in ("type", "title", "note", "centre"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._write(paragraph, text, bold=mark in _BOLD and mark != "d")

    def addressees(self, lines: list[str]) -> None:
        """The addressees of a letter (Kính gửi)."""
        for line in ["Kính gửi:", *(f"- {line}" for line in lines)]:
            self._document.add_paragraph(line).paragraph_format.left_indent = Mm(30)

    def section(self, mark: str, label: str, text: str, *, automatic: bool) -> None:
        """A section of level ``mark`` («r», «a», «l»); its label is numbering or typed before the text."""
        paragraph = self._document.add_paragraph()
        if automatic:
            level = list(_LEVELS).index(mark)
            properties = paragraph._p.get_or_add_pPr()
            num = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{self._list}"/></w:numPr>'
            properties.append(parse_xml(num))
            self._write(paragraph, text, bold=mark == "r")
        else:
            self._write(paragraph, f"{label} {text}", bold=mark == "r")

    def table(self, rows: list[list[str]]) -> None:
        """A ruled table, its first row bold."""
        table = self._document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                self._write(cell.paragraphs[0], text, bold=texts is rows[0])

    def closing(self, recipients: list[str], signature: list[str]) -> None:
        """Recipients left and signature right, in a table of two columns."""
        left, right = self._document.add_table(rows=1, cols=2).rows[0].cells
        self._lines(left, ["Nơi nhận:", *recipients], bold_last=False, centre=False)
        self._lines(right, signature, bold_last=True)

    def annex(self) -> None:
        """A new page; numbers start again."""
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self._restart()

    def save(self, target: Path) -> None:
        """Write the file, with times that do not change from one build to the next."""
        if self._notes:
            self._add_footnotes()
        properties = self._document.core_properties
        properties.author, properties.created, properties.modified = "Căn Cứ", _STAMP, _STAMP
        self._document.save(str(target))

    def _lines(self, cell: Any, lines: list[str], *, bold_last: bool, centre: bool = True) -> None:
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            if centre:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._write(paragraph, line, bold=bold_last and number == len(lines) - 1)
            for run in paragraph.runs:
                run.font.size = Pt(10)

    def _write(self, paragraph: Any, text: str, *, bold: bool) -> None:
        pieces = _NOTE.split(text)
        for number, piece in enumerate(pieces):
            if number % 2 == 0:
                paragraph.add_run(piece).bold = bold or None
                continue
            self._notes.append(piece)
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self._notes)}"/>'))

    def _page(self, mark: str, font: str, points: int) -> None:
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(points)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        normal.paragraph_format.space_after = Pt(6)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
        section.left_margin = Mm(30)
        section.different_first_page_header_footer = True
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
        for footer in (section.first_page_footer, section.footer):
            foot = footer.paragraphs[0]
            foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
            foot.add_run(mark).font.size = Pt(9)

    def _restart(self) -> None:
        root = self._document.part.numbering_part.element
        self._list = _ABSTRACT + self._list % _ABSTRACT + 1
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for level, (form, text) in enumerate(_LEVELS.values())
        )
        name = f'{nsdecls("w")} w:abstractNumId="{self._list}"'
        abstract = parse_xml(f'<w:abstractNum {name}><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>')
        # The schema wants every abstractNum before the first num.
        root.insert(len(root.findall(qn("w:abstractNum"))), abstract)
        use = f'<w:abstractNumId w:val="{self._list}"/>'
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{self._list}">{use}</w:num>'))

    def _add_footnotes(self) -> None:
        rule = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self._notes, 1)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{rule}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), self._document.part.package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
