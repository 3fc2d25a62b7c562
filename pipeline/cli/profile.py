"""``cancu profile``: the profiles (hồ sơ yêu cầu) there are, one of them in full, and a draft from accepted documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from pipeline.cli.check_words import say
from pipeline.cli.messages import language
from pipeline.cli.terminal import add, clean, console, table
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.check import Profile

Folder = Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    profile = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(profile, name="profile", help=say("cmd.profile"))

    @profile.command("list", help=say("cmd.profile.list"))
    def list_(gazetteers: Folder = None) -> None:
        made = table(say("name"), say("title"), say("requirements"))
        for entry in _profiles(gazetteers):
            add(made, entry.name, getattr(entry.title, language()), len(entry.requirement))
        console().print(made)

    @profile.command("show", help=say("cmd.profile.show"))
    def show(
        name: Annotated[str, typer.Argument(help=say("arg.profile"), show_default=False)], gazetteers: Folder = None
    ) -> None:
        from pipeline.check import load_profile

        _print(load_profile(name, _profiles(gazetteers)))

    @profile.command("new", help=say("cmd.profile.new"))
    def new(
        paths: Annotated[list[Path], typer.Argument(help=say("arg.accepted"), show_default=False)],
        out: Annotated[Path | None, typer.Option("--out", "-o", help=say("opt.profile_out"))] = None,
        name: Annotated[str | None, typer.Option("--name", help=say("opt.profile_name"))] = None,
        force: Annotated[bool, typer.Option("--force", help=say("opt.force"))] = False,
        gazetteers: Folder = None,
    ) -> None:
        _draft(paths, out, name, force, gazetteers)


def _profiles(gazetteers: Path | None) -> tuple[Profile, ...]:
    from pipeline.check import load_profiles
    from pipeline.gazetteer import load

    return load_profiles(load(gazetteers) if gazetteers is not None else None)


def _draft(paths: list[Path], out: Path | None, name: str | None, force: bool, gazetteers: Path | None) -> None:
    from pipeline.run.checking import drafted

    if out is not None and out.exists() and not force:
        raise UsageError(say("exists", place=out))
    text = drafted(paths, name or (out.stem if out is not None else "new"), gazetteers)
    if out is None:
        sys.stdout.write(text)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    console(sys.stderr).print(say("written", place=clean(out)), soft_wrap=True)


def _print(profile: Profile) -> None:
    out = console()
    out.print(Text(f"{profile.name}: {getattr(profile.title, language())}", style="bold"), soft_wrap=True)
    when = profile.when
    asked = (("types", when.types), ("levels", when.levels), ("branches", when.branches), ("topics", when.topics),
             ("not_topics", when.not_topics), ("first", when.first), ("last", when.last))  # fmt: skip
    for key, value in asked:
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            out.print(Text(f"  {key}: {clean(shown)}", style="dim"), soft_wrap=True)
    for requirement in profile.requirement:
        head = Text(f"\n{requirement.id}", style="bold")
        head.append(f"  {requirement.need}  {say(requirement.severity)}", style="")
        span = " – ".join(filter(None, (requirement.first, requirement.last)))
        head.append(f"  {span}" if span else "", style="dim")
        out.print(head, soft_wrap=True)
        out.print(Text(f"  {getattr(requirement.basis, language())}", style="italic"))
        for one in requirement.documents:
            named = " ".join(filter(None, (one.doc_type, one.code or one.name, one.date, one.issuer)))
            days = "–".join((one.first or "…", one.last or "…")) if one.first or one.last else ""
            out.print(Text(f"  · {clean(named)}" + (f"  [{days}]" if days else "")), soft_wrap=True)
