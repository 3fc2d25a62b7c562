"""What every report of findings needs: the document with its findings, the words of the rules, places as lines and columns.

Lines and columns count from 1, in code points, in the record's ``text`` (for PDF and Word that is the text as read). The
rules come in as ``RuleNote``, in one language, because the room ``check`` that owns them stands beside this one.

>>> lines = Lines("Kế hoạch\\nCăn cứ Chỉ thị")
>>> lines.place(16), lines.line(2)
((2, 8), 'Căn cứ Chỉ thị')
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

import msgspec

from pipeline.model.finding import SEVERITIES, Finding, Severity
from pipeline.model.record import Record

WORDS = {
    "vi": {
        "error": "Lỗi", "warning": "Cảnh báo", "info": "Thông tin", "findings": "Phát hiện", "clean": "Không có phát hiện nào.",
        "why": "Vì sao", "basis": "Căn cứ", "suggestion": "Đề xuất", "evidence": "Chứng cứ", "profile": "Hồ sơ yêu cầu",
        "no_profile": "Không có hồ sơ yêu cầu nào phù hợp.", "report": "Kết quả kiểm tra văn bản", "document": "Văn bản",
        "documents": "Văn bản", "line": "Dòng", "column": "Cột", "rule": "Quy tắc", "severity": "Mức độ", "message": "Nội dung",
        "text": "Nguyên văn", "confidence": "Độ tin cậy", "unread": "Không đọc được", "rules": "Các quy tắc đã dùng",
        "registry": "danh mục", "corpus": "kho văn bản", "arithmetic": "phép tính", "by_rule": "Theo quy tắc", "count": "Số lượng",
        "start": "Đầu", "end": "Cuối", "path": "Tệp", "name": "Tên", "checked": "văn bản đã kiểm tra", "back": "Tất cả văn bản",
    },
    "en": {
        "error": "Error", "warning": "Warning", "info": "Information", "findings": "Findings", "clean": "No findings.",
        "why": "Why", "basis": "Basis", "suggestion": "Suggestion", "evidence": "Evidence", "profile": "Profile",
        "no_profile": "No profile fits.", "report": "Check report", "document": "Document",
        "documents": "Documents", "line": "Line", "column": "Column", "rule": "Rule", "severity": "Severity", "message": "Message",
        "text": "Text", "confidence": "Confidence", "unread": "Could not be read", "rules": "Rules applied",
        "registry": "registry", "corpus": "corpus", "arithmetic": "arithmetic", "by_rule": "By rule", "count": "Count",
        "start": "Start", "end": "End", "path": "File", "name": "Name", "checked": "documents checked", "back": "All documents",
    },
}  # fmt: skip


class RuleNote(msgspec.Struct, frozen=True, kw_only=True):
    """A rule in the words of one language: what it is called, why it matters, what it rests on, an example of each kind."""

    code: str
    name: str
    severity: Severity
    title: str
    explanation: str
    basis: str
    bad: str
    good: str
    source: str = ""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its findings in text order. ``path`` is the file as named; ``profile`` and ``why`` say which profile."""

    path: str
    record: Record
    findings: tuple[Finding, ...]
    profile: str | None = None
    why: str | None = None

    def counts(self) -> dict[str, int]:
        """How many findings of each severity, the gravest first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in reversed(SEVERITIES)}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a writer is told before the first document: the language, the rules by code, the program's version."""

    language: str
    rules: Mapping[str, RuleNote]
    version: str

    @property
    def words(self) -> dict[str, str]:
        """The report's own words in its language."""
        return WORDS[self.language]

    def message(self, finding: Finding) -> str:
        """The finding's message in the report's language."""
        return finding.message("vi" if self.language == "vi" else "en")


class Lines:
    """A text by lines (parted by ``\\n``)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, number: int) -> int:
        """The offset at which a line begins."""
        return self._starts[number - 1]

    def line(self, number: int) -> str:
        """A line without its newline."""
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end]


class Excerpt(msgspec.Struct, frozen=True):
    """Part of a line around a span: text before, the span's own part, text after; ``more`` when it goes on below."""

    line: int
    column: int
    before: str
    span: str
    after: str
    more: bool


def excerpt(lines: Lines, start: int, end: int, width: int) -> Excerpt:
    """The line of ``start``, cut at words to about ``width`` characters around the span; what is cut shows as «…».

    >>> excerpt(Lines("một hai ba bốn năm sáu bảy tám"), 11, 14, 18)
    Excerpt(line=1, column=12, before='…ba ', span='bốn', after=' năm…', more=False)
    """
    number, column = lines.place(start)
    line, first = lines.line(number), lines.start(number)
    at, stop = start - first, min(end - first, len(line))
    more = end - first > len(line)
    if stop - at > width - 2:
        return Excerpt(number, column, "…" if at else "", line[at : at + width - 3] + "…", "", True)
    room = max(width - (stop - at) - 2, 0)
    tail = min(len(line) - stop, max(room // 2, room - at))
    head = min(at, room - tail)
    before, after = line[at - head : at], line[stop : stop + tail]
    if head < at:
        before = "…" + before[before.find(" ") + 1 :]
    if stop + tail < len(line):
        after = after[: max(after.rfind(" "), 0)] + "…"
    return Excerpt(number, column, before, line[at:stop], after, more)
