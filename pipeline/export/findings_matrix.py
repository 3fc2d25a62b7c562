"""The matrix of documents by requirements as a page or a workbook. The rows come ready; nothing is judged here.

>>> Matrix(columns=(("luật", ""),), rows=(Row("a.txt", "Kế hoạch", None, (Cell("met"),)),)).totals()
['1/1']
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.export.findings import Report
from pipeline.export.findings_html import closing, macros, opening
from pipeline.export.findings_xlsx import cell

SIGNS = {"met": "✓", "nested": "(✓)", "near": "≈", "missing": "✗", "none": "–"}
_WORDS = {
    "vi": {"title": "Văn bản theo yêu cầu viện dẫn", "met": "đã viện dẫn", "nested": "chỉ trong trích yếu văn bản khác",
           "near": "viện dẫn gần đúng", "missing": "thiếu", "none": "không yêu cầu", "share": "Đã viện dẫn / phải viện dẫn"},
    "en": {"title": "Documents by requirements", "met": "cited", "nested": "only in another document's title",
           "near": "nearly cited", "missing": "missing", "none": "not asked for", "share": "cited / asked for"},
}  # fmt: skip
_COLOURS = {"met": ("#E3F4E8", "#1B6B3A"), "nested": ("#FFF4DE", "#A15C00"), "near": ("#FFF4DE", "#A15C00"),
            "missing": ("#FDEBE9", "#C4281C"), "none": ("#FFFFFF", "#98A2B3")}  # fmt: skip


class Cell(msgspec.Struct, frozen=True):
    """How a document stands to a requirement (a key of ``SIGNS``), and what it says where it says it nearly."""

    state: str
    said: str = ""


class Row(msgspec.Struct, frozen=True):
    """A document: its file, what it is called, its profile, a cell for each column."""

    path: str
    title: str
    profile: str | None
    cells: tuple[Cell, ...]


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Columns as head and note, rows as documents."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    def totals(self) -> list[str]:
        """For each column how many documents cite it of those that must."""
        made = []
        for at in range(len(self.columns)):
            states = [row.cells[at].state for row in self.rows]
            made.append(f"{states.count('met')}/{len(states) - states.count('none')}")
        return made


def matrix_page(matrix: Matrix, report: Report) -> str:
    """The matrix as a self-contained page."""
    words = _WORDS[report.language]
    rows = [
        {"path": row.path, "title": row.title, "profile": row.profile,
         "cells": [{"state": c.state, "sign": SIGNS[c.state], "note": " · ".join(filter(None, (words[c.state], c.said)))}
                   for c in row.cells]}
        for row in matrix.rows
    ]  # fmt: skip
    shown = {
        "title": words["title"], "rows": rows, "columns": [{"head": head, "note": note} for head, note in matrix.columns],
        "legend": [(state, words[state]) for state in SIGNS], "signs": SIGNS, "share": words["share"],
        "totals": matrix.totals(),
    }  # fmt: skip
    return opening(report, words["title"]) + str(macros().matrix(shown, report.words)) + closing()


def matrix_workbook(path: Path, matrix: Matrix, report: Report) -> None:
    """The matrix as a workbook with one sheet; cells coloured by how the document stands, neutralised."""
    import xlsxwriter

    words = _WORDS[report.language]
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "bottom", "bottom": 1})
    tones = {
        state: book.add_format({"bg_color": ground, "font_color": ink, "align": "center"})
        for state, (ground, ink) in _COLOURS.items()
    }
    sheet = book.add_worksheet("matrix")
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 22)
    sheet.set_column(3, max(3, 2 + len(matrix.columns)), 20)
    heads = (
        report.words["path"],
        report.words["document"],
        report.words["profile"],
        *(name for name, _ in matrix.columns),
    )
    sheet.write_row(0, 0, [cell(name) for name in heads], head)
    for at, row in enumerate(matrix.rows, 1):
        sheet.write_row(at, 0, [cell(value or "") for value in (row.path, row.title, row.profile)])
        for column, one in enumerate(row.cells, 3):
            sheet.write(at, column, SIGNS[one.state], tones[one.state])
            if one.said:
                sheet.write_comment(at, column, one.said[:1000])
    sheet.write(len(matrix.rows) + 1, 0, words["share"])
    sheet.write_row(len(matrix.rows) + 1, 3, matrix.totals())
    sheet.freeze_panes(1, 1)
    book.close()
