"""Findings made by hand, so that the reports are tested apart from the rules."""

from __future__ import annotations

from pipeline.export.findings import Checked, Report, RuleNote
from pipeline.model.finding import Finding, Proof, Severity
from pipeline.read import read_text
from pipeline.run.document import Pipeline

PIPELINE = Pipeline(layers=[])
NOTES = {
    code: RuleNote(code=code, name=name, severity=severity, title=f"Tên {code}", explanation="Giải thích <b>", basis="Căn cứ",
                   bad="xấu", good="tốt")
    for code, name, severity in (("CIT117", "spaced-symbol", "info"), ("DAT101", "impossible-date", "error"))
}  # fmt: skip
REPORT = Report(language="vi", rules=NOTES, version="0.0.1")


def finding(text: str, words: str, suggestion: str | None = None, code: str = "DAT101", nth: int = 0) -> Finding:
    """A finding on the ``nth`` place of ``words`` in ``text``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    severity: Severity = NOTES[code].severity
    return Finding(code=code, name=NOTES[code].name, severity=severity, start=start, end=start + len(words), text=words,
                   vi=f"Xem «{words}»", en=f"See «{words}»", suggestion=suggestion,
                   evidence=(Proof(kind="arithmetic", label="1 + 1 = 2"),))  # fmt: skip


def checked(text: str, *findings: Finding, path: str = "a/kế hoạch.txt") -> Checked:
    """A text document with findings."""
    return Checked(path=path, record=PIPELINE.record(read_text(text)), findings=findings, profile="p", why="Vì vậy.")
