"""``cancu lookup``: what does this citation mean? One line, or a file of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pipeline.cli.graph_words import say
from pipeline.cli.messages import language
from pipeline.cli.terminal import clean, console
from pipeline.errors import ReadError, UsageError
from pipeline.resolve.lookup import Answer
from pipeline.resolve.saying import day, fit, headline, standing, why

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SOURCE = ("nguồn", "source")
STYLES = {"found": "green", "lapsed": "red", "ambiguous": "yellow", "not_yet": "red", "not_found": "red"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command("lookup", help=say("cmd.lookup"))
    def lookup(
        text: Annotated[str | None, typer.Argument(help=say("arg.text"), show_default=False)] = None,
        on: Annotated[str | None, typer.Option("--on", help=say("opt.on"), metavar="YYYY-MM-DD")] = None,
        file: Annotated[str | None, typer.Option("--file", help=say("opt.file"))] = None,
        db: Annotated[Path | None, typer.Option("--db", help=say("opt.db"))] = None,
        json: Annotated[bool, typer.Option("--json", help=say("opt.json"))] = False,
        gazetteers: Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))] = None,
    ) -> None:
        raise typer.Exit(run(text, on, file, db, json, gazetteers))


def run(
    text: str | None, on: str | None, file: str | None, db: Path | None, json: bool, gazetteers: Path | None
) -> int:
    """Look everything up; 0 when every line led to a document in force, else 1. Raises ``UsageError`` for no or a false day."""
    from pipeline.run.ask import Meaning

    if (text is None) == (file is None):
        raise UsageError(say("one_of"))
    if on is not None and not _real(on):
        raise UsageError(say("bad_day", day=on))
    meaning = Meaning(db, gazetteers)
    good = True
    for line in [text] if text is not None else _lines(str(file)):
        for answer in meaning.of(str(line), on):
            good = good and answer.status == "found"
            if json:
                sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
            else:
                _print(answer)
    return 0 if good else 1


def _real(day: str) -> bool:
    from datetime import date

    try:
        return bool(_DAY.fullmatch(day) and date.fromisoformat(day))
    except ValueError:
        return False


def _lines(file: str) -> Iterator[str]:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ReadError(file, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ReadError(file, f"not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    return (line.strip() for line in text.splitlines() if line.strip())


def _print(answer: Answer) -> None:
    lang, out = language(), console()
    out.print(clean(" ".join(answer.text.split())), style="bold", soft_wrap=True)
    known = answer.document
    out.print(f"  {clean(headline(answer, lang))}.", style=STYLES[answer.status], soft_wrap=True)
    if known is not None:
        about = ", ".join(filter(None, (known.doc_type, known.code, known.date and day(known.date), known.issuer)))
        out.print(clean(f"  {about}"), soft_wrap=True)
        if known.title:
            out.print(clean(f"  {known.title}"), soft_wrap=True)
    if answer.resolution.id:
        out.print(clean(f"  {answer.resolution.id}"), soft_wrap=True)
    out.print(clean(f"  {why(answer, lang)}"), soft_wrap=True)
    if answer.validity is not None and answer.validity.basis and (answer.validity.until or answer.validity.followed_by):
        out.print(clean(f"  {SOURCE[lang != 'vi']}: {answer.validity.basis}"), soft_wrap=True)
    for one in answer.resolution.candidates if known is None else ():
        about = ", ".join(filter(None, (one.doc_type, one.code, one.date and day(one.date), one.issuer, one.title)))
        held = answer.standings.get(one.id)
        told = "; ".join(filter(None, (standing(held, answer.on, lang) if held else "", fit(one, lang))))
        out.print(clean(f"  ? {about} [{told}]"), soft_wrap=True)
        out.print(clean(f"    {one.id}"), soft_wrap=True)
