"""Findings as HTML: a document with its text and a card a finding, or many documents on one page or in a folder of pages.

Self-contained (no scripts, nothing fetched), all text escaped by the template engine. Many documents are written one by one:
a page shows their findings with the line each stands in, a folder (``index.html`` and a page a document) the whole texts.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pipeline.export.findings import Checked, Lines, Report, excerpt
from pipeline.export.html import heading
from pipeline.export.writers import Closing
from pipeline.model.finding import SEVERITIES, Finding

_QUOTE = 220


@lru_cache(maxsize=1)
def macros() -> Any:
    """The macros of ``findings.html``, each giving escaped markup."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_resource("findings.html")).module


def opening(report: Report, title: str) -> str:
    """A page up to its content."""
    return str(macros().open(report.language, title, Markup(_resource("findings.css"))))


def closing() -> str:
    """What ends the page."""
    return str(macros().close())


def page(checked: Checked, report: Report, back: str = "") -> str:
    """One document: its text with the spans underlined, its findings beside it. ``back`` links to a page of all documents."""
    shown = _document(checked, report) | {"segments": _segments(checked, report)}
    return opening(report, shown["title"]) + str(macros().document(shown, report.words, back)) + closing()


class FindingsPage(Closing):
    """One page into a binary stream that the caller opened and closes: of one document, or (``several``) of all."""

    def __init__(self, stream: IO[bytes], report: Report, several: bool = False) -> None:
        self.stream, self.report, self.several = stream, report, several
        self._summary = _Summary(report)
        self._sections: IO[bytes] = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed in ``close``

    def add(self, checked: Checked) -> None:
        """Add one document."""
        if not self.several:
            self.stream.write(page(checked, self.report).encode())
            return
        number = self._summary.add(checked, f"#d{len(self._summary.rows) + 1}")
        if checked.findings:
            shown = _document(checked, self.report, number)
            self._sections.write(str(macros().section(shown, self.report.words)).encode())

    def close(self) -> None:
        if self.several:
            self.stream.write((opening(self.report, self.report.words["report"]) + self._summary.html()).encode())
            self._sections.seek(0)
            shutil.copyfileobj(self._sections, self.stream)
            self.stream.write(closing().encode())
        self._sections.close()
        self.stream.flush()


class FindingsFolder(Closing):
    """``FOLDER/index.html`` and a page a document."""

    def __init__(self, folder: Path, report: Report) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.report = folder, report
        self._summary = _Summary(report)

    def add(self, checked: Checked) -> None:
        """Write one document's page. Its name comes from the path and stays apart from those of equal names elsewhere."""
        stem = re.sub(r"[^\w.-]+", "-", Path(checked.path).stem)[:80].strip(".-") or "document"
        name = f"{stem}-{hashlib.sha256(checked.path.encode()).hexdigest()[:8]}.html"
        (self.folder / name).write_text(page(checked, self.report, "index.html"), encoding="utf-8")
        self._summary.add(checked, name)

    def close(self) -> None:
        title = self.report.words["report"]
        whole = opening(self.report, title) + self._summary.html() + closing()
        (self.folder / "index.html").write_text(whole, encoding="utf-8")


class _Summary:
    """A row a document and the counts of the rules: all that is kept of many documents."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.rows: list[dict[str, Any]] = []
        self._rules: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def add(self, checked: Checked, href: str) -> int:
        """Note one document; its number from 1. A link only to what has findings to show."""
        counts = checked.counts()
        self._counts.update(counts)
        self._rules.update(finding.code for finding in checked.findings)
        title = heading(checked.record, self.report.language)
        target = href if checked.findings or not href.startswith("#") else "#"
        self.rows.append(
            {"path": checked.path, "title": title, "profile": checked.profile, "counts": counts, "href": target}
        )
        return len(self.rows)

    def html(self) -> str:
        """The table of documents and that of rules."""
        counts = {severity: self._counts[severity] for severity in reversed(SEVERITIES)}
        rules = [
            {"code": code, "n": n, "title": self.report.rules[code].title, "severity": self.report.rules[code].severity}
            for code, n in sorted(self._rules.items(), key=lambda item: (-item[1], item[0]))
        ]
        return str(macros().summary(self.rows, counts, rules, self.report.words))


def _document(checked: Checked, report: Report, number: int = 0) -> dict[str, Any]:
    """A document as the macros show it. With a ``number`` (among several) every finding carries the line it stands in."""
    lines = Lines(checked.record.text)
    prefix = f"{number}-" if number else ""
    found = [
        _card(finding, f"{prefix}{at}", lines, report, bool(number)) for at, finding in enumerate(checked.findings)
    ]
    title = heading(checked.record, report.language)
    about = {"path": checked.path, "title": title, "counts": checked.counts(), "why": checked.why}
    return about | {"number": number, "findings": found}


def _card(finding: Finding, id: str, lines: Lines, report: Report, quoted: bool) -> dict[str, Any]:
    line, column = lines.place(finding.start)
    note = report.rules[finding.code]
    proofs = []
    for proof in finding.evidence:
        if proof.kind != "profile":
            place = (
                f" ({report.words['line'].lower()} {lines.place(proof.start)[0]})" if proof.start is not None else ""
            )
            proofs.append(proof.label + place + (f" [{proof.source}]" if proof.source else ""))
    return {
        "id": id, "code": finding.code, "severity": finding.severity, "title": note.title, "line": line, "column": column,
        "quote": excerpt(lines, finding.start, finding.end, _QUOTE) if quoted else None, "message": report.message(finding),
        "text": finding.text, "suggestion": finding.suggestion, "proofs": proofs, "explanation": note.explanation,
        "basis": note.basis,
    }  # fmt: skip


def _segments(checked: Checked, report: Report) -> list[dict[str, Any]]:
    """The text cut at every edge of a finding; a stretch under several shows the gravest and names all."""
    text, findings = checked.record.text, checked.findings
    edges = sorted({0, len(text), *(edge for f in findings for edge in (f.start, f.end))})
    pieces: list[dict[str, Any]] = []
    seen: set[int] = set()
    for start, end in pairwise(edges):
        over = [at for at, f in enumerate(findings) if f.start <= start and end <= f.end]
        piece: dict[str, Any] = {"text": text[start:end], "finding": None}
        if over:
            # The gravest gives the colour; of equals the shortest, which lies on top.
            top = max(
                over, key=lambda at: (SEVERITIES.index(findings[at].severity), -(findings[at].end - findings[at].start))
            )
            # A card links to the first stretch of its span.
            fresh = [f"t{at}" for at in over if at not in seen]
            note = "\n".join(f"{findings[at].code}: {report.message(findings[at])}" for at in over)
            piece |= {"finding": top, "severity": findings[top].severity, "note": note,
                      "anchors": fresh}  # fmt: skip
            seen.update(over)
        pieces.append(piece)
    return pieces


def _resource(name: str) -> str:
    return files("pipeline.export").joinpath(name).read_text("utf-8")
