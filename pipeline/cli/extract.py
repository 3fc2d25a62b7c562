"""``cancu extract``: documents in, records out."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.pages import PageTimeout, told
from pipeline.cli.terminal import add, clean, console, table
from pipeline.cli.text_words import say
from pipeline.errors import ReadError, UsageError

COUNTED = ("citations", "dates", "periods", "anniversaries", "movements", "programmes", "sections", "diagnostics")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("extract", help=say("cmd.extract"))
    def extract(
        paths: Annotated[list[str], typer.Argument(help=say("arg.paths"), show_default=False)],
        out: Annotated[Path | None, typer.Option("--out", "-o", help=say("opt.out"))] = None,
        format: Annotated[
            str | None, typer.Option("--format", "-f", help=say("opt.format"), metavar="json|jsonl|csv|xlsx|parquet")
        ] = None,
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help=say("opt.jobs"))] = 1,
        gazetteers: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None,
        page_timeout: PageTimeout = None,
    ) -> None:
        raise typer.Exit(run(paths, out, format, jobs, gazetteers, page_timeout))


def run(
    paths: list[str],
    out: Path | None,
    format: str | None,
    jobs: int,
    gazetteers: Path | None,
    page_timeout: float | None = None,
) -> int:
    """Extract everything and report; the exit code: 0, or 1 when something could not be read."""
    from pipeline.run.corpus import extract_files
    from pipeline.run.outputs import open_output
    from pipeline.run.sources import expand, limits_of
    from pipeline.run.stdin import spooled

    began = time.perf_counter()
    with spooled(paths) as named:
        found = expand(named, limits_of(page_timeout))
        if not found.files and not found.errors:
            raise UsageError(say("nothing", names=", ".join(paths)))
        errors = list(found.errors)
        counts: Counter[str] = Counter()
        progress = Progress(len(found.files))
        for error in found.errors:
            progress.say(error)
        with open_output(found.files, out, format, sys.stdout.buffer) as output, progress:
            for outcome in extract_files(found.files, jobs=jobs, gazetteers=gazetteers):
                progress.at(outcome.file, outcome.name)
                if outcome.error is not None:
                    errors.append(outcome.error)
                    progress.say(outcome.error)
                    continue
                progress.unread(outcome.name, outcome.unread)
                output.write(outcome)
                counts["documents"] += 1
                counts.update(outcome.counts)
    _summary(counts, errors, found.skipped, out, time.perf_counter() - began)
    return 1 if errors else 0


class Progress:
    """A bar on standard error for work of more than one file or of scanned pages, where standard error is a terminal.

    Elsewhere one line tells of a document with many pages to recognise.
    """

    def __init__(self, files: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress as Bar, TextColumn, TimeRemainingColumn

        self.stderr = console(sys.stderr)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self.files = files
        self.bar = Bar(*columns, console=self.stderr, transient=True, disable=not self.stderr.is_terminal)
        self.task = self.bar.add_task(say("reading"), total=files, visible=files > 1)
        self.pages_task = self.bar.add_task("", visible=False)
        self.listening = ExitStack()

    def __enter__(self) -> Progress:
        from pipeline.read.ocr import listening

        self.listening.enter_context(listening(self.pages))
        if self.files > 1:
            self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.listening.close()
        self.bar.stop()

    def pages(self, done: int, pages: int) -> None:
        """Say how many of a document's scanned pages are recognised."""
        if not self.stderr.is_terminal:
            line = told(done, pages)
            if line is not None:
                self.stderr.print(line)
            return
        self.bar.start()
        text = say("recognised", done=done, n=pages)
        self.bar.update(self.pages_task, description=text, completed=done, total=pages, visible=done < pages)

    def at(self, file: int, name: str) -> None:
        """Say which file is under way, by its index."""
        self.bar.update(self.task, completed=file, description=f"{say('reading')} {clean(Path(name).name)[:40]}")

    def say(self, error: ReadError) -> None:
        """Print the reason why a source gave no record, above the bar."""
        self.stderr.print(f"cancu: {clean(error)}", style="red", soft_wrap=True)

    def unread(self, name: str, remarks: Sequence[str]) -> None:
        """Print what of a source is missing in its record, above the bar."""
        for remark in remarks:
            self.stderr.print(clean(f"cancu: {name}: {remark}"), style="yellow", soft_wrap=True)


def _summary(
    counts: Counter[str], errors: list[ReadError], skipped: tuple[Path, ...], out: Path | None, seconds: float
) -> None:
    stderr = console(sys.stderr)
    made = table(say("found"), say("count"))
    for layer in COUNTED:
        add(made, say(layer), f"{counts[layer]:,}")
    stderr.print(made)
    stderr.print(say("seconds", n=counts["documents"], s=seconds))
    if errors:
        stderr.print(f"{say('failed')}: {len(errors)}", style="red")
    if skipped:
        stderr.print(say("skipped", n=len(skipped), name=clean(skipped[0].name)))
    if out is not None:
        stderr.print(say("written", place=clean(out)), soft_wrap=True)
