"""Where the outcomes of ``cancu check`` go: a report, Word files with comments, a diff, corrected copies, a matrix."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.cli.check_words import say
from pipeline.cli.terminal import clean, console
from pipeline.errors import ReadError, UsageError
from pipeline.export.findings import Checked

if TYPE_CHECKING:
    from pipeline.run.checking import Checking, Outcome, Take


class Goal(NamedTuple):
    """What the command line asks to be made: one of report, diff, corrected copies, matrix."""

    format: str = "text"
    out: str | None = None
    diff: bool = False
    fix: str | None = None
    matrix: bool = False


class Writer(Protocol):
    """Takes documents one by one; ``close`` finishes what was begun."""

    def add(self, checked: Checked) -> None:
        """Add one document."""

    def close(self) -> None:
        """Finish."""


@contextmanager
def opened(goal: Goal, checking: Checking, several: bool) -> Iterator[Take]:
    """What takes an outcome and gives back an error to report, or None. ``several``: more than one document may come."""
    with ExitStack() as stack:
        if goal.fix is not None:
            yield _fixing(goal.fix, several)
        elif goal.diff:
            yield _diffing()
        elif goal.matrix:
            from pipeline.cli.check_matrix import matrix

            yield stack.enter_context(matrix(goal.format, goal.out, checking))
        elif goal.format == "docx":
            yield _commenting(str(goal.out), several, checking)
        else:
            writer = _writer(goal, checking, several, stack)
            stack.callback(writer.close)
            yield lambda outcome: _add(writer, outcome)
    if goal.out is not None:
        console(sys.stderr).print(say("written", place=clean(goal.out)), soft_wrap=True)


def _add(writer: Writer, outcome: Outcome) -> ReadError | None:
    if outcome.checked is not None:
        writer.add(outcome.checked)
    return None


def _writer(goal: Goal, checking: Checking, several: bool, stack: ExitStack) -> Writer:
    report = checking.report
    if goal.format == "xlsx":
        from pipeline.export.findings_xlsx import FindingsXlsx

        return FindingsXlsx(Path(str(goal.out)), report)
    if goal.format == "html" and goal.out is not None and _is_folder(goal.out):
        from pipeline.export.findings_html import FindingsFolder

        return FindingsFolder(Path(goal.out), report)
    if goal.format == "text":
        from pipeline.cli.check_text import FindingsText

        if goal.out is None:
            return FindingsText(report)
        file = stack.enter_context(_file(goal.out).open("w", encoding="utf-8"))
        return FindingsText(report, console(file))
    stream = sys.stdout.buffer if goal.out is None else stack.enter_context(_file(goal.out).open("wb"))
    if goal.format == "html":
        from pipeline.export.findings_html import FindingsPage

        return FindingsPage(stream, report, several)
    if goal.format == "sarif":
        from pipeline.export.findings_sarif import FindingsSarif

        return FindingsSarif(stream, report)
    from pipeline.export.findings_json import FindingsJson

    return FindingsJson(stream, report)


def _commenting(out: str, several: bool, checking: Checking) -> Take:
    from pipeline.export.docx_comments import commented

    folder = _folder(out, several)
    report = checking.report

    def take(outcome: Outcome) -> ReadError | None:
        if outcome.checked is None or outcome.raw is None:
            return None
        if outcome.source is None or outcome.raw.source.reader != "docx":
            return ReadError(outcome.name, say("not_docx"))
        target = _target(out, folder, outcome)
        target.write_bytes(commented(outcome.source.read_bytes(), outcome.raw, outcome.checked, report))
        return None

    return take


def _diffing() -> Take:
    from pipeline.export.corrections import corrections, diff

    out = console()

    def take(outcome: Outcome) -> ReadError | None:
        if outcome.checked is not None:
            text = outcome.checked.record.text
            for line in diff(text, corrections(outcome.checked.findings), outcome.checked.path):
                style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
                out.print(clean(line.rstrip("\n")).replace("\n", " "), style=style, soft_wrap=True)
        return None

    return take


def _fixing(out: str, several: bool) -> Take:
    from pipeline.export.corrections import corrections
    from pipeline.export.file_fix import corrected_file

    folder = _folder(out, several)
    stderr = console(sys.stderr)

    def take(outcome: Outcome) -> ReadError | None:
        if outcome.checked is None or outcome.raw is None:
            return None
        if outcome.source is None or outcome.raw.source.reader not in ("text", "docx"):
            return ReadError(outcome.name, say("not_fixable"))
        wanted = corrections(outcome.checked.findings)
        target = _target(out, folder, outcome)
        data, done = corrected_file(outcome.source.read_bytes(), outcome.raw, wanted)
        target.write_bytes(data)
        stderr.print(say("fixed", place=clean(target), n=done), soft_wrap=True)
        if done < len(wanted):
            stderr.print(say("unfixed", path=clean(outcome.name), n=len(wanted) - done), style="yellow", soft_wrap=True)
        return None

    return take


def _is_folder(out: str) -> bool:
    return out.endswith(("/", "\\")) or Path(out).is_dir()


def _folder(out: str, several: bool) -> Path | None:
    """The folder to write into; None when ``out`` is one file. Raises ``UsageError`` for many documents in one file."""
    if _is_folder(out):
        return Path(out)
    if several:
        raise UsageError(say("needs_folder", place=out))
    return None


def _file(out: str) -> Path:
    path = Path(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _target(out: str, folder: Path | None, outcome: Outcome) -> Path:
    """Where the copy of a document goes: within a folder as it lay in the one named. Raises ``UsageError`` for the original."""
    assert outcome.raw is not None and outcome.source is not None
    target = Path(out) if folder is None else folder / (outcome.raw.source.path or outcome.source.name)
    if target.resolve() == outcome.source.resolve() or (target.exists() and target.samefile(outcome.source)):
        raise UsageError(say("same_file", place=target))
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
