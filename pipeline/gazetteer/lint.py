"""``cancu gazetteer lint``: everything wrong with a folder of gazetteers, as a list, no fault hidden by another.

Files that cannot be read at all give one problem each and the others are still checked. What is checked entry by entry
is in ``rules``; here is the walk over files: syntax, shape, sources, and which rule goes with which table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.config import gazetteer_dir
from pipeline.errors import GazetteerError
from pipeline.gazetteer import rules
from pipeline.gazetteer.catalogue import DIRECTIVES, REGISTRY, TABLES, Table
from pipeline.gazetteer.load import entry_label, parse_table, parse_toml, read_files
from pipeline.gazetteer.registry import parse_registry
from pipeline.gazetteer.schema import Entry

Tables = dict[str, tuple[Any, ...]]


class Problem(msgspec.Struct, frozen=True):
    """One thing to mend: ``file`` below the gazetteers' folder, ``entry`` as it is named there, what and how."""

    file: str
    entry: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.entry, self.message) if part)


def lint(path: Path | None = None) -> list[Problem]:
    """The problems of the gazetteers in ``path`` (None: those ``load`` would take), in the order of the files.

    Raises nothing for faulty files: a file that cannot be parsed is a problem itself.
    """
    try:
        contents = read_files(gazetteer_dir(path))
    except GazetteerError as error:
        return [Problem("", "", str(error))]
    problems: list[Problem] = []
    loaded: Tables = {}
    for table in (*TABLES, DIRECTIVES):
        try:
            problems += _sources(table, parse_toml(table.file, contents[table.file]))
            loaded[table.name] = parse_table(table, contents[table.file], table.shape)
        except GazetteerError as error:
            problems.append(Problem("", "", str(error)))
    try:
        loaded["normative"] = parse_registry(contents[REGISTRY])
    except GazetteerError as error:
        problems.append(Problem("", "", str(error)))
    return problems + list(_entries(loaded))


def _sources(table: Table, data: dict[str, Any]) -> Iterator[Problem]:
    """Every entry names a source that ``[sources]`` spells out, and none stands there for nothing."""
    sources, rows, used = data.get("sources", {}), data.get(table.entry, []), set()
    if not isinstance(sources, dict) or not isinstance(rows, list):
        return  # the loader says what is wrong with these
    for number, row in enumerate(rows, 1):
        source = row.get("source", "") if isinstance(row, dict) else ""
        label = entry_label(row).strip() or f"[[{table.entry}]] number {number}"
        if not source:
            yield Problem(table.file, label, "has no source (name a key of [sources] at the top of the file)")
            continue
        for key in source.split("; "):
            used.add(key)
            if key not in sources:
                yield Problem(table.file, label, f"source «{key}» is not in [sources] (add it at the top of the file)")
    for key in sources:
        if key not in used:
            yield Problem(table.file, f"[sources] {key}", "is used by no entry (take it out)")


def _entries(loaded: Tables) -> Iterator[Problem]:
    """Run the rules over what could be loaded."""
    files = {table.name: table.file for table in (*TABLES, DIRECTIVES)} | {"normative": REGISTRY}
    for name, entries in loaded.items():
        for rule in (rules.common, *_RULES.get(name, ())):
            for entry, message in rule(entries):
                yield Problem(files[name], _name(entry), message)
    yield from _across(loaded, files)


def _across(loaded: Tables, files: dict[str, str]) -> Iterator[Problem]:
    """Rules that need two tables: forms need the type codes, party documents the terms."""
    if "symbol_forms" in loaded and "doc_types" in loaded:
        for entry, message in rules.symbol_forms(loaded["symbol_forms"], loaded["doc_types"]):
            yield Problem(files["symbol_forms"], _name(entry), message)
    if "directives" in loaded and "terms" in loaded:
        for entry, message in rules.party_terms(loaded["directives"], loaded["terms"]):
            yield Problem(files["directives"], _name(entry), message)


def _name(entry: Entry) -> str:
    return entry_label({key: getattr(entry, key, None) for key in ("id", "code", "name", "event")}).strip()


Rule = Callable[[Iterable[Any]], Iterable[tuple[Entry, str]]]
_RULES: dict[str, tuple[Rule, ...]] = {
    "doc_types": (rules.doc_types,),
    "agencies": (rules.agencies, rules.successors),
    "provinces": (rules.provinces, rules.successors),
    "laws": (rules.laws,),
    "movements": (rules.movements,),
    "anniversaries": (rules.anniversaries,),
    "cues": (rules.cues,),
    "terms": (rules.terms,),
    "directives": (rules.documents,),
    "normative": (rules.documents,),
}
