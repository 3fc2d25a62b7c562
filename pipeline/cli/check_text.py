"""Findings in the terminal: the line with the span underlined, the rule, why, what it rests on, what to write instead.

Document text is shown as text: no markup, control characters replaced.
"""

from __future__ import annotations

import sys
from collections import Counter

from rich.console import Console
from rich.text import Text

from pipeline.cli.check_words import say
from pipeline.cli.terminal import clean, console
from pipeline.export.findings import Checked, Lines, Report, excerpt
from pipeline.export.writers import Closing
from pipeline.model.finding import Finding

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_LEAST, _MOST = 60, 140


class FindingsText(Closing):
    """Prints document after document, at the end how many findings there were of each severity (on standard error)."""

    def __init__(self, report: Report, out: Console | None = None) -> None:
        self.report = report
        self.out = out or console()
        self.width = max(_LEAST, min(self.out.width, _MOST))
        self._counts: Counter[str] = Counter()

    def add(self, checked: Checked) -> None:
        """Print one document."""
        self._counts["documents"] += 1
        self._counts.update(checked.counts())
        lines = Lines(checked.record.text)
        for finding in checked.findings:
            self._finding(checked.path, lines, finding)

    def close(self) -> None:
        counts = {name: self._counts[name] for name in ("error", "warning", "info")}
        style = next((STYLES[name] for name, n in counts.items() if n), "green")
        console(sys.stderr).print(
            say("check_summary", n=self._counts["documents"], **counts), style=style, soft_wrap=True
        )

    def _finding(self, path: str, lines: Lines, finding: Finding) -> None:
        number, column = lines.place(finding.start)
        style = STYLES[finding.severity]
        head = Text(f"{clean(path)}:{number}:{column} ", style="bold")
        head.append(f"{say(finding.severity)} ", style=style)
        head.append(f"{finding.code} {finding.name}", style=style)
        self.out.print(head, soft_wrap=True)
        self._quote(lines, finding, style)
        note = self.report.rules.get(finding.code)
        self._say("=", clean(_one_line(self.report.message(finding))), "")
        if note is not None:
            self._say(say("why"), clean(note.explanation), "dim")
            self._say(say("basis"), clean(note.basis), "dim")
        for proof in finding.evidence:
            if proof.kind != "profile":
                place = (
                    f" ({lines.place(proof.start)[0]}:{lines.place(proof.start)[1]})" if proof.start is not None else ""
                )
                source = f" [{proof.source}]" if proof.source else ""
                self._say(say("evidence"), clean(_one_line(proof.label + place + source)), "dim")
        if finding.suggestion is not None:
            self._say(say("suggestion"), clean(_one_line(finding.suggestion)), "green")
        self.out.print()

    def _quote(self, lines: Lines, finding: Finding, style: str) -> None:
        number, _ = lines.place(finding.start)
        margin = len(str(number))
        part = excerpt(lines, finding.start, finding.end, self.width - margin - 3)
        before, span, after = (_shown(piece) for piece in (part.before, part.span, part.after))
        line = Text(f"{number} | ", style="blue")
        line.append(before, style="default")
        line.append(span, style=style)
        line.append(after, style="default")
        self.out.print(line, soft_wrap=True)
        under = Text(" " * margin + " | ", style="blue")
        under.append(
            " " * Text(before).cell_len + "^" * max(Text(span).cell_len, 1) + (" …" if part.more else ""), style=style
        )
        self.out.print(under, soft_wrap=True)

    def _say(self, label: str, text: str, style: str) -> None:
        """A labelled text, wrapped under itself."""
        lead = "  = " if label == "=" else f"  {label}: "
        body = Text(text, style=style)
        wrapped = body.wrap(self.out, max(self.width - len(lead), 30))
        for at, part in enumerate(wrapped):
            part.rstrip()
            shown = Text(lead if at == 0 else " " * len(lead), style="blue")
            self.out.print(shown.append_text(part), soft_wrap=True)


def _shown(text: str) -> str:
    """Text of one line, every control character and tab one visible cell."""
    return clean(text).replace("\t", " ")


def _one_line(text: str) -> str:
    return " ".join(text.split())
