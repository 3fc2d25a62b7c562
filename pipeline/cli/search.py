"""``cancu search``: documents whose text or title holds what was typed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from pipeline.cli.build import DEFAULT_DB
from pipeline.cli.graph_words import say
from pipeline.cli.terminal import clean, console
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.store.search import Hit
    from pipeline.store.snippet import Snippet


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("search", help=say("cmd.search"))
    def search(
        text: Annotated[list[str], typer.Argument(help=say("arg.query"), show_default=False)],
        db: Annotated[Path, typer.Option("--db", help=say("opt.db"))] = DEFAULT_DB,
        doc_type: Annotated[str | None, typer.Option("--type", help=say("opt.only_type"))] = None,
        province: Annotated[str | None, typer.Option("--province", help=say("opt.province"))] = None,
        year: Annotated[int | None, typer.Option("--year", min=1900, max=2100, help=say("opt.year"))] = None,
        cites: Annotated[str | None, typer.Option("--cites", help=say("opt.cites"))] = None,
        limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help=say("opt.limit"))] = 20,
        json: Annotated[bool, typer.Option("--json", help=say("opt.json"))] = False,
    ) -> None:
        run(" ".join(text), db, doc_type, province, year, cites, limit, json)


def run(
    text: str, db: Path, doc_type: str | None, province: str | None, year: int | None, cites: str | None,
    limit: int, json: bool,
) -> None:  # fmt: skip
    """Search and print. Raises ``StoreError`` and ``UsageError``; finding nothing is no error."""
    from pipeline.run.searching import NoSuchFilter, NothingAsked, find_text

    try:
        found = find_text(db, text, doc_type, province, str(year) if year else None, cites, limit)
    except NothingAsked as error:
        raise UsageError(say("no_query", text=error.text)) from error
    except NoSuchFilter as error:
        raise UsageError(f"--{error.option} {error.value}: {say(f'no_such_{error.option}')}") from error
    if json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found.hits), indent=1).decode() + "\n")
    else:
        for hit in found.hits:
            _print(hit)
        if not found.hits:
            console(sys.stderr).print(say("nothing_found"))
    if found.unindexed:
        console(sys.stderr).print(say("no_text_index", n=found.unindexed), style="yellow", soft_wrap=True)


def _print(hit: Hit) -> None:
    out = console()
    name = " ".join(filter(None, (hit.doc_type, hit.code))) or hit.title or hit.key
    head = Text(clean(name), style="bold")
    for part in (hit.date, hit.province):
        if part:
            head.append(f"  {clean(part)}", style="")
    out.print(head, soft_wrap=True)
    if hit.title and hit.title != name:
        out.print(Text(clean(hit.title), style="italic"), soft_wrap=True)
    out.print(Text(clean(hit.path) if hit.path else say("cited_only"), style="dim"), soft_wrap=True)
    for snippet in hit.snippets:
        out.print(_marked(snippet), soft_wrap=True)
    out.print()


def _marked(snippet: Snippet) -> Text:
    """The snippet with what was asked for in bold; control characters are replaced one for one, so the places stay."""
    shown = Text("  " + clean(snippet.text))
    for start, end in snippet.marks:
        shown.stylize("bold yellow", start + 2, end + 2)
    return shown
