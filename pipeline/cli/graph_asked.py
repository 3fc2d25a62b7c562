"""What was asked: the graph opened, documents, levels, types, years and days read, each error saying what to do next."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from pipeline.cli.graph_words import say
from pipeline.cli.terminal import clean, console, short
from pipeline.errors import UsageError
from pipeline.gazetteer.key import slug
from pipeline.graph.overlay import Overlay
from pipeline.model.graph import LEVELS, Node
from pipeline.run.ask import Asker, Several, Unknown, open_graph
from pipeline.store.database import told

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@contextmanager
def opened(db: Path, sources: Sequence[Path] | None) -> Iterator[Asker]:
    """The graph asked of. Raises ``StoreError`` when there is no such database, or when it turns out damaged while it is asked."""
    if sources:
        yield open_graph(None, sources)
        return
    with told(db):
        yield open_graph(db, ())


def counted(asker: Asker) -> None:
    """Say that a question about the whole graph does not see a file that is only laid over it."""
    if isinstance(asker.graph, Overlay):
        console(sys.stderr).print(say("laid_over"), soft_wrap=True)


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


def level_of(named: str | None) -> str | None:
    """A level by its English or Vietnamese name. Raises ``UsageError`` for one that is not known."""
    known = {name: level for level in LEVELS for name in (level, slug(say(f"level.{level}")))}
    known |= {"trung-uong": "central", "tinh": "province", "huyen": "district", "xa": "commune", "don-vi": "unit"}
    if named is None or slug(named) in known:
        return known[slug(named)] if named is not None else None
    raise UsageError(say("bad_level", level=named, names=", ".join(LEVELS)))


def type_of(asker: Asker, named: str | None) -> str | None:
    """A type of document, with or without diacritics. Raises ``UsageError`` for one that is not known."""
    if named is None:
        return None
    known = {slug(name): entry.name for entry in asker.gazetteers.doc_types for name in (*entry.variants, entry.name)}
    if slug(named) not in known:
        raise UsageError(say("bad_type", type=named))
    return known[slug(named)]


def year_of(named: str) -> str:
    """A year of four digits. Raises ``UsageError``."""
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", named.strip()):
        raise UsageError(say("bad_year", year=named))
    return named.strip()


def years_read(asker: Asker, years: Sequence[str], documents: Sequence[int]) -> None:
    """Nothing when documents of all these years have been read. Raises ``UsageError`` that says which years there are."""
    for year, count in zip(years, documents, strict=True):
        if not count:
            held = sorted({node.year for node in asker.graph.all_nodes() if node.ingested and node.year})
            raise UsageError(say("no_such_year", year=year, names=", ".join(held) or "–"))


def day_of(named: str | None) -> str | None:
    """An ISO day that exists. Raises ``UsageError``."""
    if named is None:
        return None
    try:
        if _DAY.fullmatch(named):
            return date.fromisoformat(named).isoformat()
    except ValueError:
        pass
    raise UsageError(say("bad_province_day", day=named))
