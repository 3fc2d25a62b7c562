"""``cancu rule``: what a rule is called, why it matters, a bad and a good example, what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from pipeline.cli.check_text import STYLES
from pipeline.cli.check_words import say
from pipeline.cli.messages import language
from pipeline.cli.terminal import add, clean, console, table
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.check import RuleEntry


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("rule", help=say("cmd.rule"))
    def rule(
        code: Annotated[str | None, typer.Argument(help=say("arg.code"), show_default=False)] = None,
        all: Annotated[bool, typer.Option("--all", help=say("opt.all"))] = False,
        gazetteers: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None,
    ) -> None:
        run(code, all, gazetteers)


def run(code: str | None, all: bool, gazetteers: Path | None) -> None:
    """Print one rule, or all as a table. Raises ``UsageError`` for a rule that does not exist."""
    from pipeline.check import load_rulebook
    from pipeline.gazetteer import load

    if (code is None) != all:
        raise UsageError(say("rule_or_all"))
    book = load_rulebook(load(gazetteers) if gazetteers is not None else None)
    if code is not None:
        try:
            _print(book[code])
        except KeyError:
            raise UsageError(say("no_rule", code=code)) from None
        return
    made = table(say("code"), say("severity"), say("name"), say("rule"))
    for entry in book.rules:
        add(made, entry.code, say(entry.severity), entry.name, getattr(entry.title, language()))
    console().print(made)


def _print(entry: RuleEntry) -> None:
    out = console()
    head = Text(f"{entry.code} {entry.name} ", style="bold")
    head.append(f"({say(entry.severity)})", style=STYLES[entry.severity])
    out.print(head, soft_wrap=True)
    for words in (entry.title, entry.explanation):
        out.print(Text(clean(getattr(words, language()))), style="bold" if words is entry.title else "")
    for key, value, style in (("bad", entry.bad, "red"), ("good", entry.good, "green"), ("basis", entry.basis, ""),
                              ("source", entry.source, "dim")):  # fmt: skip
        line = Text(f"{say(key)}: ", style="bold")
        line.append(clean(value), style=style)
        out.print(line)
