"""``cancu gazetteer``: look at the tables a lawyer may correct, and check them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.messages import say
from pipeline.cli.terminal import add, clean, console, table
from pipeline.errors import UsageError

_HIDDEN = {"source", "note", "examples", "counterexamples"}
_LAST = ("confidence", "confirmed")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(help=say("cmd.gazetteer"), no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(group, name="gazetteer")

    @group.command("lint", help=say("cmd.gazetteer.lint"))
    def lint(folder: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None) -> None:
        raise typer.Exit(run_lint(folder))

    @group.command("show", help=say("cmd.gazetteer.show"))
    def show(
        name: Annotated[str | None, typer.Argument(help=say("arg.gazetteer"))] = None,
        find: Annotated[str | None, typer.Option("--find", help=say("opt.find"))] = None,
        folder: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None,
    ) -> None:
        run_show(name, find, folder)


def run_lint(folder: Path | None) -> int:
    """Print every problem with its file and line; the exit code: 0 when there is none, else 1."""
    from pipeline.check.lint import lint_checker
    from pipeline.gazetteer import lint, load, tables

    problems = [*lint(folder), *lint_checker(folder)]
    out = console()
    for problem in problems:
        out.print(clean(problem), soft_wrap=True)
    if problems:
        out.print(say("lint_bad", n=len(problems)), style="red")
        return 1
    entries = sum(len(rows) for rows in tables(load(folder)).values())
    out.print(say("lint_ok", n=f"{entries:,}"))
    return 0


def run_show(name: str | None, find: str | None, folder: Path | None) -> None:
    """Print one gazetteer, or the names of all. Raises ``UsageError`` for an unknown name."""
    from pipeline.gazetteer import load, tables

    found = tables(load(folder))
    out = console()
    if name is None:
        made = table("gazetteer", say("count"))
        for key, rows in found.items():
            add(made, key, f"{len(rows):,}")
        out.print(made)
        return
    if name not in found:
        raise UsageError(say("no_table", name=name, names=", ".join(found)))
    rows = [row for row in found[name] if find is None or find.casefold() in str(row).casefold()]
    columns = _columns(rows)
    made = table(*columns)
    for row in rows:
        add(made, *("; ".join(map(str, v)) if isinstance(v := row.get(c), list | tuple) else v for c in columns))
    out.print(made)


def _columns(rows: list[dict[str, object]]) -> list[str]:
    """The columns worth a terminal's width: what is filled somewhere, names first, the marks of trust last."""
    filled = [key for key in (rows[0] if rows else {}) if key not in _HIDDEN and any(row.get(key) for row in rows)]
    first = [key for key in ("code", "id", "name", "event", "doc_type") if key in filled]
    return first + [key for key in filled if key not in (*first, *_LAST)] + [key for key in _LAST if key in filled]
