"""Giving an answer in the form asked for: a table in the terminal, JSON, CSV, or a picture alone or in a page."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.text import Text

from pipeline.cli.graph_words import say
from pipeline.cli.messages import language
from pipeline.cli.terminal import add, clean, console, table
from pipeline.graph.excerpt import Excerpt

Rows = Sequence[Sequence[object]]
# A line of the answer; the words of a document in it are marked.
Line = str | Excerpt
STYLES = {"cue": "bold", "mention": "bold cyan"}


class Shown(msgspec.Struct):
    """An answer as rows: heads, rows, and lines to say below (or, with ``lines_only``, instead); ``notes`` are what a page says
    under its table (by default these lines)."""

    heads: tuple[str, ...]
    rows: Rows
    below: Sequence[Line] = ()
    lines_only: bool = False
    notes: Sequence[Line] | None = None


class Output(msgspec.Struct):
    """Where and how to give the answer."""

    json: bool = False
    svg: Path | None = None
    png: Path | None = None
    html: Path | None = None
    csv: Path | None = None

    def give(self, found: Any, show: Callable[[Any], Shown], draw: Callable[[Any], str], title: str = "") -> None:
        """Write what was asked for, pages under ``title``; the table only when no file was named."""
        if self.json:
            sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
        picture = draw(found) if self.svg or self.png or self.html else ""
        if self.svg:
            _write(self.svg, picture.encode())
        if self.png:
            from pipeline.export.canvas import png

            _write(self.png, png(picture))
        if self.html:
            from pipeline.export.query_page import query_page

            shown = show(found)
            notes = shown.below if shown.notes is None else shown.notes
            _write(self.html, query_page(picture, shown.heads, shown.rows, notes, language(), title).encode())
        if self.csv:
            _write(self.csv, _csv(show(found)))
        if not any((self.json, self.svg, self.png, self.html, self.csv)):
            _print(show(found))


def draw_with(name: str, *more: Any) -> Callable[[Any], str]:
    """The drawing of that name (``export.drawings``), given the language in force; loaded when it is used."""

    def draw(found: Any) -> str:
        from pipeline.export.drawings import DRAWINGS

        return DRAWINGS[name](found, *more, lang=language())

    return draw


def _print(shown: Shown) -> None:
    out = console()
    if not shown.lines_only and shown.rows:
        made = table(*shown.heads)
        for row in shown.rows:
            add(made, *row)
        out.print(made)
    elif not shown.lines_only:
        out.print(say("nothing_found"))
    for line in shown.below:
        out.print(_styled(line), soft_wrap=True)


def _styled(line: Line) -> Text:
    """A line with the words that assert a step in brackets, and in bold where the terminal can."""
    if isinstance(line, str):
        return Text(clean(line))
    shown = line.bracketed()
    # Control characters are replaced one for one, so the places stay.
    text = Text(clean(shown.text))
    for start, end, kind in shown.marks:
        text.stylize(STYLES[kind], start, end)
    return text


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    console(sys.stderr).print(say("written", place=clean(path)), soft_wrap=True)


def _csv(shown: Shown) -> bytes:
    import io

    from pipeline.export.tables import neutral

    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(shown.heads)
    writer.writerows([neutral(str(cell) if isinstance(cell, Excerpt) else cell) for cell in row] for row in shown.rows)
    return stream.getvalue().encode("utf-8-sig")
