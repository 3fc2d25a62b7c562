"""``cancu evaluate``: records against gold, as tables or JSON, with floors that fail the run."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.messages import say
from pipeline.cli.terminal import add, clean, console, table
from pipeline.errors import UsageError
from pipeline.evaluate import Evaluation, evaluate


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("evaluate", help=say("cmd.evaluate"))
    def command(
        gold: Annotated[Path, typer.Argument(help=say("arg.gold"), show_default=False)],
        pred: Annotated[Path, typer.Argument(help=say("arg.pred"), show_default=False)],
        misses: Annotated[str | None, typer.Option("--misses", help=say("opt.misses"), metavar="LAYER|all")] = None,
        floors: Annotated[Path | None, typer.Option("--floors", help=say("opt.floors"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("opt.json"))] = False,
    ) -> None:
        raise typer.Exit(run(gold, pred, misses, floors, as_json))


def run(gold: Path, pred: Path, misses: str | None, floors: Path | None, as_json: bool) -> int:
    """Evaluate and print; the exit code: 0, or 1 when a figure is below its floor."""
    limits = _floors(floors)
    result = evaluate(gold, pred)
    figures = figures_of(result)
    if as_json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(figures), indent=1).decode() + "\n")
    else:
        _print(result)
    for miss in result.misses:
        if misses in ("all", miss.layer):
            shown = " ".join(miss.text.split())[:100]
            console().print(
                clean(f"{miss.document} {miss.layer} {say(miss.what)} {miss.start} {shown}"), soft_wrap=True
            )
    if result.missing:
        console(sys.stderr).print(say("no_record", names=", ".join(result.missing)), soft_wrap=True)
    below = [(name, figures.get(name, 0.0), floor) for name, floor in limits.items() if figures.get(name, 0.0) < floor]
    for name, value, floor in below:
        console(sys.stderr).print(say("below", name=name, value=value, floor=floor), style="red", soft_wrap=True)
    return 1 if below else 0


def figures_of(result: Evaluation) -> dict[str, float]:
    """Every figure by name: F1 of a layer under its name, the share right of a field under its name."""
    figures = {name: score.f1 for name, score in result.layers.items()}
    return figures | {name: accuracy.share for name, accuracy in result.fields.items()}


def _floors(path: Path | None) -> dict[str, float]:
    if path is None:
        return {}
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    return {str(name): float(value) for name, value in content.get("floors", {}).items()}


def _print(result: Evaluation) -> None:
    out = console()
    made = table(say("layer"), "gold", "found", "matched", "P", "R", "F1")
    for name, s in result.layers.items():
        add(made, name, s.gold, s.found, s.matched, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}")
    out.print(made)
    out.print()
    made = table(say("field"), "right", "of", "share")
    for name, a in result.fields.items():
        add(made, name, a.right, a.of, f"{a.share:.3f}")
    out.print(made)
