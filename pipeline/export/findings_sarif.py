"""Findings as SARIF 2.1.0, the format that code review sites and editors read; written document by document.

Columns are in code points (``columnKind``). Regions of PDF and Word files are regions of the text as read, which the result's
property ``of`` says; only of text files is a suggestion also a ``fix``, because only there it can be applied to the file.
Source: OASIS SARIF 2.1.0, sections 3.14 (run), 3.27 (result), 3.30 (region), 3.55 (fix).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import IO, Any
from urllib.parse import quote

import msgspec

from pipeline.export.findings import Checked, Lines, Report, RuleNote
from pipeline.export.writers import Closing
from pipeline.model.finding import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


class FindingsSarif(Closing):
    """Writes one run into a binary stream that the caller opened and closes."""

    def __init__(self, stream: IO[bytes], report: Report) -> None:
        self.stream, self.report = stream, report
        self._index = {code: at for at, code in enumerate(report.rules)}
        self._encode = msgspec.json.Encoder().encode
        self._first = True
        driver = {
            "name": "Căn Cứ",
            "version": report.version,
            "semanticVersion": report.version,
            "language": report.language,
            "rules": [_rule(note) for note in report.rules.values()],
        }
        head = {"$schema": SCHEMA, "version": "2.1.0"}
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": report.language}
        stream.write(self._encode(head)[:-1] + b',"runs":[' + self._encode(run)[:-1] + b',"results":[')

    def add(self, checked: Checked) -> None:
        """Write the results of one document."""
        lines = Lines(checked.record.text)
        seen: Counter[str] = Counter()
        for finding in checked.findings:
            result = self._result(checked, finding, lines, seen)
            self.stream.write((b"\n" if self._first else b",\n") + self._encode(result))
            self._first = False
        self.stream.flush()

    def close(self) -> None:
        self.stream.write(b"\n]}]}\n")
        self.stream.flush()

    def _result(self, checked: Checked, finding: Finding, lines: Lines, seen: Counter[str]) -> dict[str, Any]:
        artifact = {"uri": uri(checked.path)}
        is_text = checked.record.source.reader == "text"
        print_ = f"{finding.code}:{finding.text}"
        seen[print_] += 1
        properties: dict[str, Any] = {"confidence": finding.confidence, "of": "file" if is_text else "text as read"}
        evidence = [{"kind": p.kind, "label": p.label, "source": p.source} for p in finding.evidence]
        if evidence:
            properties["evidence"] = evidence
        if finding.suggestion is not None:
            properties["suggestion"] = finding.suggestion
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self._index[finding.code],
            "level": LEVELS[finding.severity],
            "rank": round(finding.confidence * 100, 1),
            "message": {"text": self.report.message(finding)},
            "locations": [_location(artifact, lines, finding.start, finding.end, finding.text)],
            "partialFingerprints": {"cancu/v1": hashlib.sha256(f"{print_}:{seen[print_]}".encode()).hexdigest()[:24]},
            "properties": properties,
        }
        related = _related(artifact, lines, finding)
        if related:
            result["relatedLocations"] = related
        if finding.suggestion is not None and is_text:
            change = {"deletedRegion": region(lines, finding.start, finding.end),
                      "insertedContent": {"text": finding.suggestion}}  # fmt: skip
            result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}]}]
        return result


def uri(path: str) -> str:
    """A path as a relative or absolute URI reference.

    >>> uri("kế hoạch/a b.docx")
    'k%E1%BA%BF%20ho%E1%BA%A1ch/a%20b.docx'
    """
    quoted = quote(path.replace("\\", "/"))
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def region(lines: Lines, start: int, end: int) -> dict[str, int]:
    """A span as a SARIF region: lines and columns from 1, the end column exclusive."""
    (line, column), (end_line, end_column) = lines.place(start), lines.place(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
            "charOffset": start, "charLength": end - start}  # fmt: skip


def _location(artifact: dict[str, str], lines: Lines, start: int, end: int, text: str) -> dict[str, Any]:
    where: dict[str, Any] = region(lines, start, end)
    where["snippet"] = {"text": text}
    return {"physicalLocation": {"artifactLocation": artifact, "region": where}}


def _related(artifact: dict[str, str], lines: Lines, finding: Finding) -> Sequence[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for proof in finding.evidence:
        if proof.start is not None and proof.end is not None:
            place = _location(artifact, lines, proof.start, proof.end, lines.text[proof.start : proof.end])
            found.append({"id": len(found), **place, "message": {"text": proof.label}})
    return found


def _rule(note: RuleNote) -> dict[str, Any]:
    pascal = "".join(word.capitalize() for word in note.name.split("-"))
    return {
        "id": note.code,
        "name": pascal,
        "shortDescription": {"text": note.title},
        "fullDescription": {"text": note.explanation},
        "help": {"text": f"{note.explanation}\n✗ {note.bad}\n✓ {note.good}\n{note.basis}"},
        "defaultConfiguration": {"level": LEVELS[note.severity]},
        "properties": {"tags": [note.code[:3]], "basis": note.basis},
    }
