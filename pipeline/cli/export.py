"""``cancu export graph``, ``cancu export akn`` and ``cancu annotate``: files for other programs and for readers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.graph_asked import opened
from pipeline.cli.graph_words import say
from pipeline.cli.messages import language
from pipeline.cli.terminal import clean, console
from pipeline.errors import UsageError

Out = Annotated[Path | None, typer.Option("--out", "-o", help=say("opt.place"))]
Gazetteers = Annotated[Path | None, typer.Option("--gazetteers", help=say("opt.gazetteers"))]

Lent = Annotated[Path | None, typer.Option("--db", help=say("opt.lent"))]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    export = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(export, name="export", help=say("cmd.export"))

    @export.command("graph", help=say("cmd.export.graph"))
    def graph(
        out: Out = None,
        format: Annotated[
            str | None, typer.Option("--format", "-f", help=say("opt.format"), metavar="graphml|gexf|json|csv|parquet")
        ] = None,
        db: Annotated[Path, typer.Option("--db", help=say("opt.db"))] = Path("outputs/corpus.db"),
        source: Annotated[list[Path] | None, typer.Option("--from", help=say("opt.from"))] = None,
    ) -> None:
        from pipeline.export.graphs import FORMATS, format_of
        from pipeline.export.network import network

        try:
            chosen = format_of(out, format)
        except ValueError as error:
            raise UsageError(say("bad_graph_format", format=error, names=", ".join(FORMATS))) from error
        with opened(db, source) as asker:
            made = network(asker.graph)
            _give(FORMATS[chosen](made), out)
            counts = say("counts", nodes=made.number_of_nodes(), edges=made.number_of_edges())
            console(sys.stderr).print(counts)

    @export.command("akn", help=say("cmd.export.akn"))
    def akn(
        path: Annotated[Path, typer.Argument(help=say("arg.path"), show_default=False)],
        out: Out = None,
        gazetteers: Gazetteers = None,
        db: Lent = None,
    ) -> None:
        from pipeline.export.akn import akoma_ntoso
        from pipeline.gazetteer import load
        from pipeline.run.ask import settled

        found = settled(path, load(gazetteers), db)
        links = {id: node.iri or node.key for id, node in found.nodes.items()}
        _give(akoma_ntoso(found.record, found.own.iri, links), out)

    @app.command("annotate", help=say("cmd.annotate"))
    def annotate(
        path: Annotated[Path, typer.Argument(help=say("arg.path"), show_default=False)],
        out: Out = None,
        gazetteers: Gazetteers = None,
        db: Lent = None,
    ) -> None:
        from pipeline.export.annotate import annotated
        from pipeline.gazetteer import load
        from pipeline.run.ask import settled

        found = settled(path, load(gazetteers), db)
        _give(annotated(found.record, found.nodes, language(), answers=found.answers).encode(), out)


def _give(data: bytes, out: Path | None) -> None:
    """Into the file, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    console(sys.stderr).print(say("written", place=clean(out)), soft_wrap=True)
