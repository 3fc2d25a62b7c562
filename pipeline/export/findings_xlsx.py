"""Findings as a workbook: a sheet of findings, one of documents, one of the rules; streamed, every cell neutralised.

The sheets of a streamed workbook are written row by row at once, so documents and findings may come in any number up to the
row limit of a sheet (1,048,576), past which ``CancuError`` says what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import CancuError
from pipeline.export.findings import Checked, Lines, Report
from pipeline.export.html import heading
from pipeline.export.tables import neutral
from pipeline.export.writers import Closing
from pipeline.model.finding import SEVERITIES

ROWS, CELL = 1_048_576, 32_767
COLOURS = {"error": ("#FDEBE9", "#C4281C"), "warning": ("#FFF4DE", "#A15C00"), "info": ("#E8F1FD", "#1F5FAE")}
_WIDTHS = {"message": 70, "evidence": 50, "path": 34, "document": 50, "text": 34, "suggestion": 26, "basis": 40, "why": 70,
           "rule": 36, "profile": 24}  # fmt: skip
_FINDINGS = ("path", "line", "column", "severity", "name", "rule", "text", "message", "suggestion", "evidence", "basis",
             "confidence", "start", "end")  # fmt: skip


class FindingsXlsx(Closing):
    """One workbook at ``path``."""

    def __init__(self, path: Path, report: Report) -> None:
        import xlsxwriter

        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.report = path, report
        self.book = xlsxwriter.Workbook(
            str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.head = self.book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.tones = {
            name: self.book.add_format({"bg_color": ground, "font_color": ink, "valign": "top"})
            for name, (ground, ink) in COLOURS.items()
        }
        self._sheets: dict[str, Any] = {}
        self._filled: dict[str, int] = {}
        self._columns: dict[str, int] = {}
        self._sheet("findings", _FINDINGS)
        self._sheet("documents", ("path", "document", "profile", "why", *reversed(SEVERITIES)))
        self._sheet("rules", ("name", "rule", "severity", "why", "basis"))

    def add(self, checked: Checked) -> None:
        """Write one document's rows."""
        words, lines = self.report.words, Lines(checked.record.text)
        title = heading(checked.record, self.report.language)
        counts = checked.counts()
        self._row("documents", (checked.path, title, checked.profile, checked.why, *counts.values()))
        for finding in checked.findings:
            line, column = lines.place(finding.start)
            note = self.report.rules[finding.code]
            evidence = "; ".join(proof.label for proof in finding.evidence if proof.kind != "profile")
            row = (checked.path, line, column, words[finding.severity], finding.code, note.title, finding.text,
                   self.report.message(finding), finding.suggestion, evidence, note.basis, finding.confidence,
                   finding.start, finding.end)  # fmt: skip
            self._row("findings", row, {3: self.tones[finding.severity]})

    def close(self) -> None:
        for note in self.report.rules.values():
            row = (note.code, note.title, self.report.words[note.severity], note.explanation, note.basis)
            self._row("rules", row, {2: self.tones[note.severity]})
        for name, sheet in self._sheets.items():
            sheet.autofilter(0, 0, max(self._filled[name] - 1, 0), self._columns[name] - 1)
        self.book.close()

    def _sheet(self, name: str, columns: Sequence[str]) -> None:
        words = self.report.words
        sheet = self._sheets[name] = self.book.add_worksheet(words[name])
        self._filled[name], self._columns[name] = 1, len(columns)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(column, 12))
        sheet.write_row(0, 0, [words[column] for column in columns], self.head)
        sheet.freeze_panes(1, 0)

    def _row(self, name: str, values: Sequence[Any], formats: dict[int, Any] | None = None) -> None:
        at = self._filled[name]
        if at >= ROWS:
            raise CancuError(
                f"{self.path}: sheet {name} is full ({ROWS} rows); use --format json or check fewer documents"
            )
        for column, value in enumerate(values):
            if value is not None:
                self._sheets[name].write(at, column, cell(value), (formats or {}).get(column, self.wrap))
        self._filled[name] = at + 1


def cell(value: Any) -> Any:
    """A value as a cell takes it: no formula, not longer than a cell holds."""
    value = neutral(value)
    return value[: CELL - 1] + "…" if isinstance(value, str) and len(value) > CELL else value
