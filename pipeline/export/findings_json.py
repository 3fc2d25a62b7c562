"""Findings as JSON: one object with a list of documents, written as they come, so that a folder of any size fits in memory.

``{"schema": "cancu.findings/1", "version", "language", "documents": [...], "summary": {...}}``. A document has ``path``,
``id``, ``profile``, ``profile_reason`` and ``findings``; a finding has the fields of ``model.Finding`` with the message in
the language asked for, and ``line``, ``column``, ``end_line``, ``end_column`` from 1.
"""

from __future__ import annotations

from collections import Counter
from typing import IO, Any

import msgspec

from pipeline.export.findings import Checked, Lines, Report
from pipeline.export.writers import Closing
from pipeline.model.finding import SEVERITIES

SCHEMA = "cancu.findings/1"


class FindingsJson(Closing):
    """Writes into a binary stream that the caller opened and closes."""

    def __init__(self, stream: IO[bytes], report: Report) -> None:
        self.stream, self.report = stream, report
        self._counts: Counter[str] = Counter()
        self._encode = msgspec.json.Encoder().encode
        head = {"schema": SCHEMA, "version": report.version, "language": report.language}
        stream.write(self._encode(head)[:-1] + b',"documents":[')

    def add(self, checked: Checked) -> None:
        """Write one document."""
        self.stream.write(
            (b",\n" if self._counts["documents"] else b"\n") + self._encode(document(checked, self.report))
        )
        self._counts["documents"] += 1
        self._counts.update(checked.counts())
        self.stream.flush()

    def close(self) -> None:
        summary = {"documents": self._counts["documents"]} | {name: self._counts[name] for name in reversed(SEVERITIES)}
        self.stream.write(b'\n],"summary":' + self._encode(summary) + b"}\n")
        self.stream.flush()


def document(checked: Checked, report: Report) -> dict[str, Any]:
    """One document as it stands in the list."""
    lines = Lines(checked.record.text)
    found = []
    for finding in checked.findings:
        row = msgspec.to_builtins(finding)
        del row["vi"], row["en"]
        line, column = lines.place(finding.start)
        end_line, end_column = lines.place(finding.end)
        place = {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
        found.append({"code": row.pop("code"), "name": row.pop("name"), "severity": row.pop("severity"),
                      "message": report.message(finding), **place, **row})  # fmt: skip
    return {
        "path": checked.path,
        "id": checked.record.id,
        "profile": checked.profile,
        "profile_reason": checked.why,
        "findings": found,
    }
