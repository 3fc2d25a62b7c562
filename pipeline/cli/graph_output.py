"""Giving an answer in the form asked for: a table in the terminal, JSON, CSV, or a picture alone or in a page."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import typer

from pipeline.cli.graph_words import say
from pipeline.cli.messages import language
from pipeline.cli.terminal import add, clean, console, short, table
from pipeline.errors import UsageError
from pipeline.model.graph import Node
from pipeline.run.ask import Asker, Several, Unknown, open_graph

Rows = Sequence[Sequence[object]]


class Shown(msgspec.Struct):
    """An answer as rows: heads, rows, and lines to say below (or, with ``lines_only``, instead)."""

    heads: tuple[str, ...]
    rows: Rows
    below: tuple[str, ...] = ()
    lines_only: bool = False


class Output(msgspec.Struct):
    """Where and how to give the answer."""

    json: bool = False
    svg: Path | None = None
    png: Path | None = None
    html: Path | None = None
    csv: Path | None = None

    def give(self, found: Any, show: Callable[[Any], Shown], draw: Callable[[Any], str] | None = None) -> None:
        """Write what was asked for; the table only when no file was named."""
        if self.json:
            sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
        picture = draw(found) if draw is not None and (self.svg or self.png or self.html) else ""
        if self.svg:
            _write(self.svg, picture.encode())
        if self.png:
            from pipeline.export.canvas import png

            _write(self.png, png(picture))
        if self.html:
            from pipeline.export.query_page import query_page

            shown = show(found)
            _write(self.html, query_page(picture, shown.heads, shown.rows, shown.below, language()).encode())
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


@contextmanager
def opened(db: Path, sources: Sequence[Path] | None) -> Iterator[Asker]:
    """The graph asked of. Raises ``StoreError`` when there is no such database."""
    yield open_graph(db, sources or ())


def asking(asker: Asker, name: str) -> Node:
    """The document of that name; when there is none or several, say so (with the choices) and exit with 2."""
    try:
        return asker.document(name)
    except Unknown as error:
        raise UsageError("\n".join(_unknown(error))) from error
    except Several as error:
        stderr = console(sys.stderr)
        stderr.print(clean(say("several", name=error.name)), soft_wrap=True)
        for node in error.choices:
            stderr.print(clean(f"  {_choice(node)}"), soft_wrap=True)
        raise typer.Exit(2) from error


def _unknown(error: Unknown) -> list[str]:
    """What is wrong with a name, what comes near it, and what to do next."""
    name = error.name.strip()
    if error.is_file:
        return [say("no_file", name=name)]
    if not name:
        return [say("no_name")]
    if error.known:
        lines = [say("known_only", name=name)]
        return lines + [f"  {', '.join(filter(None, (c.doc_type, c.code, c.date, c.issuer)))}" for c in error.known[:5]]
    if error.near:
        return [say("near", name=name), *(f"  {_choice(node)}" for node in error.near[:8])]
    return [say("unknown", name=name)]


def _choice(node: Node) -> str:
    said = ", ".join(filter(None, (short(node.name, 90), node.date, node.issuer, node.path)))
    return f"{node.iri or node.key}  ({said})"


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
        out.print(clean(line), soft_wrap=True)


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
    writer.writerows([neutral(cell) for cell in row] for row in shown.rows)
    return stream.getvalue().encode("utf-8-sig")
