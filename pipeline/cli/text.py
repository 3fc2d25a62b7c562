"""``cancu text``: a document's text as it was read; ``cancu read``: how it was read, page by page with ``--explain``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.pages import PageTimeout, page_progress
from pipeline.cli.terminal import add, clean, console, table
from pipeline.cli.text_words import say
from pipeline.errors import ReadError

if TYPE_CHECKING:
    from pipeline.model.document import RawDocument


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command("text", help=say("cmd.text"))
    def text(
        paths: Annotated[list[str], typer.Argument(help=say("arg.paths"), show_default=False)],
        pages: Annotated[bool, typer.Option("--pages", help=say("opt.pages"))] = False,
        layout: Annotated[bool, typer.Option("--layout", help=say("opt.layout"))] = False,
        page_timeout: PageTimeout = None,
    ) -> None:
        raise typer.Exit(_each(paths, page_timeout, lambda raw: _print_text(raw, pages, layout)))

    @app.command("read", help=say("cmd.read"))
    def read(
        paths: Annotated[list[str], typer.Argument(help=say("arg.paths"), show_default=False)],
        explain: Annotated[bool, typer.Option("--explain", help=say("opt.explain"))] = False,
        page_timeout: PageTimeout = None,
    ) -> None:
        raise typer.Exit(_each(paths, page_timeout, lambda raw: _print_reading(raw, explain)))


def _each(paths: list[str], page_timeout: float | None, show: Callable[[RawDocument], None]) -> int:
    """Show every document; the exit code: 0, or 1 when one could not be read."""
    failed = 0
    with page_progress():
        for found in _documents(paths, page_timeout):
            if isinstance(found, ReadError):
                failed = 1
                console(sys.stderr).print(f"cancu: {clean(found)}", style="red", soft_wrap=True)
            else:
                show(found)
    return failed


def _documents(paths: list[str], page_timeout: float | None) -> Iterator[RawDocument | ReadError]:
    from pipeline.read import read_many
    from pipeline.run.sources import expand, limits_of
    from pipeline.run.stdin import spooled

    with spooled(paths) as named:
        found = expand(named, limits_of(page_timeout))
        yield from found.errors
        for file in found.files:
            yield from read_many(file.path, limits=file.limits, root=file.root)


def _print_text(raw: RawDocument, pages: bool, layout: bool) -> None:
    from pipeline.run.unread import unread
    from pipeline.text.typeset import typeset

    for remark in unread(raw.diagnostics):
        line = clean(f"cancu: {raw.source.path or ''}: {remark}")
        console(sys.stderr).print(line, style="yellow", soft_wrap=True)

    set_pages = typeset(raw.text, raw.origins) if layout else {}
    spans = [(page.number, raw.text[page.start : page.end].strip("\n")) for page in raw.pages]
    parts = list(set_pages.items()) or (spans if pages else [])
    if not parts:
        _out(raw.text)
    for number, text in parts:
        if pages:
            _out(f"----- {say('page', n=number)} -----")
        _out(text)


def _out(text: str) -> None:
    sys.stdout.write("\n".join(clean(line) for line in text.split("\n")) + "\n")


def _print_reading(raw: RawDocument, explain: bool) -> None:
    out, source = console(), raw.source
    parts = [say("whole", kind=source.media_type, size=source.bytes, reader=source.reader)]
    if source.pages:
        parts.append(say("pages", n=source.pages))
    parts.append(say("characters", n=len(raw.text)))
    out.print(f"{clean(source.path or '')}: {', '.join(parts)}", soft_wrap=True, style="bold")
    if explain and raw.pages:
        made = table(say("col.page"), say("col.reader"), say("col.sure"), say("col.size"), say("col.reason"))
        for page in raw.pages:
            sure = "" if page.confidence is None else f"{page.confidence:.0%}"
            add(made, str(page.number), page.reader, sure, f"{page.end - page.start:,}", page.reason or "")
        out.print(made)
    for one in source.signatures if explain else ():
        if one.get("kind") == "stamp":
            text = " | ".join(str(one.get("text", "")).split("\n"))
            out.print(clean(say("stamp", page=one.get("page"), text=text)), soft_wrap=True)
        else:
            out.print(clean(say("signed", who=one.get("signer", "?"), time=one.get("time", ""))), soft_wrap=True)
    for remark in raw.diagnostics:
        style = {"error": "red", "warning": "yellow"}.get(remark.severity, "")
        out.print(clean(f"{remark.code}: {remark.message}"), style=style, soft_wrap=True)
