"""``cancu check``: findings of rules, as text, JSON, SARIF, a page, a workbook, or comments in the user's Word file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import messages
from pipeline.cli.check_output import Goal, opened
from pipeline.cli.check_words import say
from pipeline.cli.extract import Progress
from pipeline.cli.pages import PageTimeout
from pipeline.errors import UsageError
from pipeline.model.finding import SEVERITIES, Severity

if TYPE_CHECKING:
    from pipeline.run.checking import Wish

FORMATS = ("text", "json", "sarif", "html", "xlsx", "docx")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("check", help=say("cmd.check"))
    def check(
        paths: Annotated[list[str], typer.Argument(help=say("arg.paths"), show_default=False)],
        profile: Annotated[str | None, typer.Option("--profile", help=say("opt.profile"), metavar="NAME|FILE")] = None,
        db: Annotated[Path | None, typer.Option("--db", help=say("opt.checkdb"))] = None,
        format: Annotated[
            str | None, typer.Option("--format", "-f", help=say("opt.checkformat"), metavar="|".join(FORMATS))
        ] = None,
        out: Annotated[str | None, typer.Option("--out", "-o", help=say("opt.checkout"))] = None,
        select: Annotated[list[str] | None, typer.Option("--select", help=say("opt.select"), metavar="CODES")] = None,
        ignore: Annotated[list[str] | None, typer.Option("--ignore", help=say("opt.ignore"), metavar="CODES")] = None,
        fail_on: Annotated[str | None, typer.Option("--fail-on", help=say("opt.fail_on"), metavar="SEVERITY")] = None,
        diff: Annotated[bool, typer.Option("--diff", help=say("opt.diff"))] = False,
        fix: Annotated[str | None, typer.Option("--fix", help=say("opt.fix"), metavar="OUT")] = None,
        matrix: Annotated[bool, typer.Option("--matrix", help=say("opt.matrix"))] = False,
        gazetteers: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None,
        lang: Annotated[str | None, typer.Option("--lang", help=say("opt.lang"), metavar="vi|en")] = None,
        page_timeout: PageTimeout = None,
    ) -> None:
        if fail_on not in (None, *SEVERITIES):
            raise UsageError(say("bad_severity", value=fail_on))
        if lang not in (None, *messages.LANGUAGES):
            raise UsageError(f"--lang {lang}: {say('opt.lang')}")
        if matrix + diff + (fix is not None) > 1:
            raise UsageError(say("one_task"))
        from pipeline.run.checking import Wish

        least: Severity | None = next((severity for severity in SEVERITIES if severity == fail_on), None)
        wish = Wish(
            profile=profile, select=codes(select), ignore=codes(ignore), fail_on=least, db=db, gazetteers=gazetteers
        )
        raise typer.Exit(run(paths, wish, Goal(format_of(format, out, matrix), out, diff, fix, matrix), page_timeout))


def codes(given: list[str] | None) -> tuple[str, ...]:
    """Codes as given, several by commas or by repeating the option.

    >>> codes(["cit101, REQ", "DAT"])
    ('CIT101', 'REQ', 'DAT')
    """
    return tuple(code.strip().upper() for text in given or () for code in text.split(",") if code.strip())


def format_of(format: str | None, out: str | None, matrix: bool) -> str:
    """The format asked for, else the one that the suffix of ``out`` names, else text. Raises ``UsageError``."""
    suffix = Path(out).suffix.lower().removeprefix(".") if out else ""
    chosen = format or (suffix if suffix in FORMATS else "text")
    if chosen not in FORMATS:
        raise UsageError(say("bad_check_format", format=format, names=", ".join(FORMATS)))
    if matrix and chosen not in ("text", "html", "xlsx"):
        raise UsageError(say("matrix_format"))
    if chosen in ("xlsx", "docx") and out is None:
        raise UsageError(say("check_needs_out", format=chosen))
    return chosen


def run(paths: list[str], wish: Wish, goal: Goal, page_timeout: float | None = None) -> int:
    """Check everything and report. The exit code: 1 for findings of the failing severity or unreadable files, else 0."""
    from pipeline.run.checking import Checking
    from pipeline.run.sources import expand, limits_of
    from pipeline.run.stdin import spooled
    from pipeline.run.unread import unread

    with spooled(paths) as named:
        found = expand(named, limits_of(page_timeout))
        if not found.files:
            raise UsageError(str(found.errors[0]) if found.errors else say("nothing", names=", ".join(paths)))
        checking = Checking(wish, named[0], asked_language(), messages.language())
        messages.choose(["--lang", checking.language])
        failing = bool(found.errors)
        progress = Progress(len(found.files))
        for error in found.errors:
            progress.say(error)
        several = len(found.files) > 1 or found.files[0].is_container
        with progress, opened(goal, checking, several) as take:
            for outcome in checking.run(found.files):
                progress.at(outcome.file, outcome.name)
                if outcome.raw is not None:
                    progress.unread(outcome.name, unread(outcome.raw.diagnostics))
                problem = outcome.error or take(outcome)
                if problem is not None:
                    progress.say(problem)
                failing |= problem is not None or outcome.failing
    return 1 if failing else 0


def asked_language() -> str | None:
    """The language asked for in so many words (option or environment), else None: ``cancu.toml`` may say."""
    named = "--lang" in sys.argv or any(word.startswith("--lang=") for word in sys.argv) or os.environ.get("CANCU_LANG")
    return messages.language() if named else None
