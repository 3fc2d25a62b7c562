"""``cancu show``: one document in the terminal, its mentions coloured by layer, or as an HTML page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from pipeline.cli.messages import language, say
from pipeline.cli.pages import PageTimeout, page_progress
from pipeline.cli.terminal import add, clean, console, short, table
from pipeline.errors import UsageError
from pipeline.model.record import Record

STYLES = {
    "citations": "bold blue",
    "dates": "green",
    "periods": "cyan",
    "anniversaries": "yellow",
    "movements": "magenta",
    "programmes": "dark_goldenrod",
    "headings": "bold",
    "diagnostics": "underline red",
}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("show", help=say("cmd.show"))
    def show(
        path: Annotated[str, typer.Argument(help=say("arg.path"), show_default=False)],
        html: Annotated[Path | None, typer.Option("--html", help=say("opt.html"))] = None,
        force: Annotated[bool, typer.Option("--force", help=say("opt.force"))] = False,
        gazetteers: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None,
        page_timeout: PageTimeout = None,
    ) -> None:
        run(path, html, force, gazetteers, page_timeout)


def run(path: str, html: Path | None, force: bool, gazetteers: Path | None, page_timeout: float | None = None) -> None:
    """Show one document. Raises ``ReadError`` when it cannot be read, ``UsageError`` for several or an existing page."""
    if html is not None and html.exists() and not force:
        raise UsageError(say("exists", place=html))
    with page_progress():
        record = _record(path, gazetteers, page_timeout)
    if html is None:
        _print(record, console())
        return
    from pipeline.export.html import page

    html.parent.mkdir(parents=True, exist_ok=True)
    html.write_text(page(record, language()), encoding="utf-8")
    console(sys.stderr).print(say("written", place=clean(html)), soft_wrap=True)


def _record(path: str, gazetteers: Path | None, page_timeout: float | None) -> Record:
    from pipeline.run.corpus import extract_files
    from pipeline.run.sources import expand, limits_of
    from pipeline.run.stdin import spooled

    with spooled([path]) as named:
        found = expand(named, limits_of(page_timeout))
        if found.errors:
            raise found.errors[0]
        if len(found.files) != 1 or found.files[0].is_container:
            raise UsageError(say("one_document", path=path))
        (outcome,) = extract_files(found.files, gazetteers=gazetteers)
        return outcome.record()


def _print(record: Record, out: Console) -> None:
    from pipeline.export.html import heading
    from pipeline.export.segments import segments

    out.print(Text(clean(heading(record, language())), style="bold underline"))
    legend = Text()
    for layer, style in STYLES.items():
        if layer != "headings":
            legend.append(f"{say(layer)} {len(getattr(record, layer))}  ", style=style)
    out.print(legend)
    out.print()
    body = Text()
    for segment in segments(record):
        style = STYLES[segment.marks[0].layer] if segment.marks else ""
        body.append(clean(record.text[segment.start : segment.end]), style=style)
    out.print(body)
    out.print()
    _print_header(record, out)
    _print_citations(record, out)
    for remark in record.diagnostics:
        out.print(Text(clean(f"{remark.code}: {remark.message}"), style=STYLES["diagnostics"]))


def _print_header(record: Record, out: Console) -> None:
    made = table(say("field"), say("header"))
    for key in record.header.__struct_fields__:
        value = getattr(record.header, key)
        if value:
            add(made, key, "; ".join(value) if isinstance(value, tuple) else value)
    if made.row_count:
        out.print(made)
        out.print()


def _print_citations(record: Record, out: Console) -> None:
    if not record.citations:
        return
    made = table("id", "code", "date", "issuer", "relation", "head", "title")
    code_width = max([16, *(len(c.code or "") for c in record.citations)])
    # What is left of the line goes to issuer and title; on a very narrow terminal they fold instead.
    left = max(out.width - code_width - 36, 24)
    for c in record.citations:
        name = c.code or short(c.text, code_width)
        issuer, heading = short(c.issuer or "", left * 2 // 5), short(c.title or "", left * 3 // 5)
        add(made, c.id, name, c.date, issuer, c.relation, c.head, heading)
    out.print(made)
    out.print()
