"""``cancu graph …``: the questions, each as a table, JSON or a picture. No logic here; see ``pipeline.graph``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli import graph_tables as tables
from pipeline.cli.graph_asked import asking, counted, day_of, level_of, opened, type_of, year_of, years_read
from pipeline.cli.graph_output import Output, draw_with
from pipeline.cli.graph_words import say

Db = Annotated[Path, typer.Option("--db", help=say("opt.db"))]
From = Annotated[list[Path] | None, typer.Option("--from", help=say("opt.from"))]
Json = Annotated[bool, typer.Option("--json", help=say("opt.json"))]
Svg = Annotated[Path | None, typer.Option("--svg", help=say("opt.svg"))]
Png = Annotated[Path | None, typer.Option("--png", help=say("opt.png"))]
Html = Annotated[Path | None, typer.Option("--html", help=say("opt.page"))]
Csv = Annotated[Path | None, typer.Option("--csv", help=say("opt.csv"))]
Top = Annotated[int, typer.Option("--top", min=1, max=10_000, help=say("opt.top"))]
Level = Annotated[str | None, typer.Option("--level", help=say("opt.level"))]
Provinces = Annotated[str | None, typer.Option("--provinces", help=say("opt.provinces"), metavar="YYYY-MM-DD")]
DB = Path("outputs/corpus.db")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    graph = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(graph, name="graph", help=say("cmd.graph"))
    _neighbours(graph)
    _derivation(graph)
    _pairs(graph)
    _whole(graph)
    _uptake(graph)


def _doc(help_key: str = "arg.doc") -> Any:
    return typer.Argument(help=say(help_key), show_default=False, metavar="DOC")


def _neighbours(graph: typer.Typer) -> None:
    @graph.command("cites", help=say("cmd.cites"))
    def cites(
        doc: Annotated[str, _doc()], db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None,
        html: Html = None, csv: Csv = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.neighbours import cites as ask

        with opened(db, source) as asker:
            node = asking(asker, doc)
            title = f"{say('cmd.cites')} {node.name}"
            Output(json, svg, png, html, csv).give(
                ask(asker.graph, node.key), tables.neighbours(up=True), draw_with("neighbours", True), title
            )

    @graph.command("cited-by", help=say("cmd.cited-by"))
    def cited_by(
        doc: Annotated[str, _doc()], db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None,
        html: Html = None, csv: Csv = None, top: Top = 100,
    ) -> None:  # fmt: skip
        from pipeline.graph.neighbours import cited_by as ask

        with opened(db, source) as asker:
            # The document first: asking for a file lays it over the graph.
            node = asking(asker, doc)
            found = ask(asker.graph, node.key, limit=top)
            title = f"{say('cmd.cited-by')} {node.name}"
            Output(json, svg, png, html, csv).give(
                found, tables.neighbours(up=False), draw_with("neighbours", False), title
            )


def _derivation(graph: typer.Typer) -> None:
    @graph.command("lineage", help=say("cmd.lineage"))
    def lineage(
        doc: Annotated[str, _doc()], db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None,
        html: Html = None, csv: Csv = None,
        central: Annotated[bool, typer.Option("--central", help=say("opt.central"))] = False,
    ) -> None:  # fmt: skip
        from pipeline.graph.lineage import lineage as ask

        with opened(db, source) as asker:
            node = asking(asker, doc)
            found = ask(asker.graph, node.key, central=central)
            title = f"{say('cmd.lineage')} {node.name}"
            Output(json, svg, png, html, csv).give(found, tables.tree, draw_with("lineage"), title)

    @graph.command("descendants", help=say("cmd.descendants"))
    def descendants(
        doc: Annotated[str, _doc()], db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None,
        html: Html = None, csv: Csv = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.lineage import descendants as ask

        with opened(db, source) as asker:
            node = asking(asker, doc)
            title = f"{say('cmd.descendants')} {node.name}"
            Output(json, svg, png, html, csv).give(
                ask(asker.graph, node.key), tables.levels, draw_with("lineage"), title
            )


def _pairs(graph: typer.Typer) -> None:
    @graph.command("path", help=say("cmd.path"))
    def path(
        first: Annotated[str, _doc()], second: Annotated[str, _doc()], db: Db = DB, source: From = None, json: Json = False,
        svg: Svg = None, png: Png = None, html: Html = None, csv: Csv = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.paths import path as ask

        with opened(db, source) as asker:
            one, two = asking(asker, first), asking(asker, second)
            title = f"{one.name} – {two.name}"
            found = ask(asker.graph, one.key, two.key)
            Output(json, svg, png, html, csv).give(found, tables.path, draw_with("path"), title)

    @graph.command("common", help=say("cmd.common"))
    def common(
        first: Annotated[str, _doc()], second: Annotated[str, _doc()], db: Db = DB, source: From = None, json: Json = False,
        svg: Svg = None, png: Png = None, html: Html = None, csv: Csv = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.paths import common as ask

        with opened(db, source) as asker:
            one, two = asking(asker, first), asking(asker, second)
            title = f"{say('cmd.common')} {one.name} – {two.name}"
            found = ask(asker.graph, one.key, two.key)
            Output(json, svg, png, html, csv).give(found, tables.common, draw_with("common", one, two), title)


def _whole(graph: typer.Typer) -> None:
    @graph.command("rank", help=say("cmd.rank"))
    def rank(
        db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None, html: Html = None, csv: Csv = None,
        top: Top = 20, level: Level = None, type: Annotated[str | None, typer.Option("--type", help=say("opt.type"))] = None,
        year: Annotated[str | None, typer.Option("--year", help=say("opt.year"))] = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.rank import rank as ask

        with opened(db, source) as asker:
            found = ask(
                asker.graph, level=level_of(level), doc_type=type_of(asker, type), year=year and year_of(year), top=top
            )
            Output(json, svg, png, html, csv).give(found, tables.ranked, draw_with("rank"), say("cmd.rank"))

    @graph.command("timeline", help=say("cmd.timeline"))
    def timeline(
        db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None, html: Html = None, csv: Csv = None,
        level: Level = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.history import timeline as ask

        with opened(db, source) as asker:
            found = ask(asker.graph, level=level_of(level))
            Output(json, svg, png, html, csv).give(found, tables.timeline, draw_with("timeline"), say("cmd.timeline"))

    @graph.command("compare", help=say("cmd.compare"))
    def compare(
        first: Annotated[str, typer.Argument(help=say("arg.year"), metavar="YEAR")],
        second: Annotated[str, typer.Argument(help=say("arg.year"), metavar="YEAR")],
        db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None, html: Html = None, csv: Csv = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.history import compare as ask

        years = year_of(first), year_of(second)
        with opened(db, source) as asker:
            found = ask(asker.graph, *years)
            years_read(asker, found.years, found.documents)
            title = say("compare_title", a=first, b=second)
            Output(json, svg, png, html, csv).give(found, tables.comparison, draw_with("compare"), title)

    @graph.command("gaps", help=say("cmd.gaps"))
    def gaps(
        db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None, html: Html = None, csv: Csv = None,
        top: Top = 20, level: Level = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.history import gaps as ask

        with opened(db, source) as asker:
            found = ask(asker.graph, top=top, level=level_of(level))
            Output(json, svg, png, html, csv).give(found, tables.gaps, draw_with("gaps"), say("gaps_title"))


def _uptake(graph: typer.Typer) -> None:
    @graph.command("coverage", help=say("cmd.coverage"))
    def coverage(
        docs: Annotated[list[str], _doc("arg.docs")], db: Db = DB, source: From = None, json: Json = False, svg: Svg = None,
        png: Png = None, html: Html = None, csv: Csv = None, provinces: Provinces = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.uptake import coverage as ask

        with opened(db, source) as asker:
            keys = [asking(asker, doc).key for doc in docs]
            counted(asker)
            found = ask(asker.graph, keys, asker.index, day_of(provinces))
            show, draw = tables.coverage(asker.province), draw_with("coverage", asker.province)
            Output(json, svg, png, html, csv).give(found, show, draw, say("cmd.coverage"))

    @graph.command("lag", help=say("cmd.lag"))
    def lag(
        doc: Annotated[str, _doc()], db: Db = DB, source: From = None, json: Json = False, svg: Svg = None, png: Png = None,
        html: Html = None, csv: Csv = None, provinces: Provinces = None,
    ) -> None:  # fmt: skip
        from pipeline.graph.uptake import lag as ask

        with opened(db, source) as asker:
            key = asking(asker, doc).key
            counted(asker)
            found = ask(asker.graph, key, asker.index, day_of(provinces))
            show, draw = tables.lag(asker.province), draw_with("lag", asker.province)
            Output(json, svg, png, html, csv).give(found, show, draw, say("cmd.lag"))
