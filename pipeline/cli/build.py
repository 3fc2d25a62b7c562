"""``cancu build``: documents into the database, only what is new or changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.extract import Progress
from pipeline.cli.messages import say
from pipeline.cli.pages import PageTimeout
from pipeline.cli.terminal import add, clean, console, table
from pipeline.errors import ReadError, UsageError

if TYPE_CHECKING:
    from pipeline.run.build import Report

DEFAULT_DB = Path("outputs/corpus.db")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("build", help=say("cmd.build"))
    def build(
        paths: Annotated[list[str], typer.Argument(help=say("arg.paths"), show_default=False)],
        db: Annotated[Path, typer.Option("--db", help=say("opt.db"))] = DEFAULT_DB,
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help=say("opt.jobs"))] = 1,
        no_text: Annotated[bool, typer.Option("--no-text", help=say("opt.no_text"))] = False,
        gazetteers: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None,
        page_timeout: PageTimeout = None,
        anew: Annotated[bool, typer.Option("--anew", help=say("opt.anew"))] = False,
    ) -> None:
        raise typer.Exit(run(paths, db, jobs, not no_text, gazetteers, page_timeout, anew))


def run(
    paths: Sequence[str], db: Path, jobs: int, text: bool, gazetteers: Path | None, page_timeout: float | None = None,
    anew: bool = False,
) -> int:  # fmt: skip
    """Build and report; the exit code: 0, or 1 when something could not be read. Raises ``StoreError``, ``UsageError``."""
    from pipeline.run.anew import build_anew
    from pipeline.run.build import build
    from pipeline.run.sources import limits_of

    if "-" in paths:
        raise UsageError(say("build_stdin"))
    began = time.perf_counter()
    watcher, kept = _Watcher(), None
    asked = [Path(path) for path in paths], db, watcher, jobs, gazetteers, text, limits_of(page_timeout)
    try:
        if anew:
            report, kept = build_anew(*asked)
        else:
            report = build(*asked)
    finally:
        watcher.stop()
    if report.figures is None:
        raise UsageError(say("nothing", names=", ".join(paths)))
    _summary(report, db, time.perf_counter() - began)
    if kept is not None:
        console(sys.stderr).print(say("kept", place=clean(kept)), soft_wrap=True)
    return 1 if report.failed else 0


class _Watcher:
    """Shows how a build goes on: a bar where standard error is a terminal, errors everywhere."""

    def __init__(self) -> None:
        self._bar: Progress | None = None

    def planned(self, files: int) -> None:
        """Start the bar, where there is anything to read."""
        if files:
            self._bar = Progress(files)
            self._bar.__enter__()

    def at(self, file: int, name: str) -> None:
        """Move the bar."""
        if self._bar is not None:
            self._bar.at(file, name)

    def failed(self, error: ReadError) -> None:
        """Print the reason, above the bar."""
        console(sys.stderr).print(f"cancu: {clean(error)}", style="red", soft_wrap=True)

    def unread(self, name: str, remarks: Sequence[str]) -> None:
        """Print what of a document is missing, above the bar."""
        if self._bar is not None:
            self._bar.unread(name, remarks)

    def settling(self, left: int) -> None:
        """Say how many documents are still to be settled."""
        if self._bar is not None:
            self._bar.bar.update(self._bar.task, description=say("settling", n=left))

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.__exit__()


def _summary(report: Report, db: Path, seconds: float) -> None:
    stderr = console(sys.stderr)
    done = table(say("outcome"), say("count"))
    for name in ("read", "replaced", "unchanged", "removed"):
        add(done, say(f"build.{name}"), f"{getattr(report, name):,}")
    if report.failed:
        add(done, say("build.failed"), f"{len(report.failed):,}", style="red")
    stderr.print(done)
    stderr.print()
    assert report.figures is not None
    held = table(say("build.held"), say("count"))
    for name in ("documents", "cited", "edges"):
        add(held, say(f"build.{name}"), f"{getattr(report.figures, name):,}")
    for status, count in report.figures.statuses.items():
        add(held, say(f"status.{status}"), f"{count:,}")
    stderr.print(held)
    stderr.print(say("built", place=clean(db), s=seconds), soft_wrap=True)
    if report.doubles:
        key, paths = report.doubles[0]
        shown = ", ".join(clean(Path(path).name) for path in paths[:3])
        stderr.print(say("doubles", n=len(report.doubles), identity=clean(key), paths=shown), soft_wrap=True)
    if report.skipped:
        stderr.print(say("skipped", n=len(report.skipped), name=clean(report.skipped[0].name)))
