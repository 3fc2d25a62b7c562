"""``cancu gazetteer lint``: everything wrong with a folder of gazetteers, as a list with file and line, no fault hidden by another.

Files that cannot be read at all give one problem each and the others are still checked; so does an entry that does not fit
its shape. What is checked entry by entry is in ``rules``, what one table says of another in ``references``; here is the walk
over files: syntax, shape, sources, lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.config import gazetteer_dir
from pipeline.errors import GazetteerError
from pipeline.gazetteer import references, rules
from pipeline.gazetteer.catalogue import DIRECTIVES, REGISTRY, TABLES
from pipeline.gazetteer.lines import entry_lines, key_line
from pipeline.gazetteer.load import read_files
from pipeline.gazetteer.registry import parse_registry
from pipeline.gazetteer.schema import Entry
from pipeline.gazetteer.table_files import Table, entry_label, parse_toml, spell_out

Tables = dict[str, tuple[Any, ...]]
_SHAPES = "(the field table in gazetteers/README.md shows what belongs there)"


class Problem(msgspec.Struct, frozen=True):
    """One thing to mend: ``file`` below the gazetteers' folder, ``entry`` as it is named there, what and how, the line if known."""

    file: str
    entry: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (place, self.entry, self.message) if part)


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
    lines: dict[int, int] = {}
    for table in (*TABLES, DIRECTIVES):
        try:
            data = parse_toml(table.file, contents[table.file])
        except GazetteerError as error:
            problems.append(Problem("", "", str(error)))
            continue
        walk = _Walk(table, contents[table.file].decode("utf-8-sig"), data)
        problems += [*walk.strangers(), *walk.sources(), *walk.shapes()]
        loaded[table.name] = tuple(entry for entry, _ in walk.entries)
        lines |= {id(entry): line for entry, line in walk.entries}
    try:
        loaded["normative"] = parse_registry(contents[REGISTRY])
    except GazetteerError as error:
        problems.append(Problem("", "", str(error)))
    return problems + list(_entries(loaded, lines))


class _Walk:
    """One file's rows with their lines; ``entries`` are those that fit their shape, once ``shapes`` was asked."""

    def __init__(self, table: Table, text: str, data: dict[str, Any]) -> None:
        self._table, self._text, self._data = table, text, data
        rows = data.get(table.entry, [])
        self._rows: list[Any] = rows if isinstance(rows, list) else []
        found = entry_lines(text, table.entry)
        # Rows written in another way than [[entry]] (an inline list) have the line of their key.
        self._lines = found if len(found) == len(self._rows) else [key_line(text, table.entry)] * len(self._rows)
        self.entries: list[tuple[Entry, int]] = []

    def _problem(self, label: str, message: str, line: int | None = None) -> Problem:
        return Problem(self._table.file, label, message, line)

    def strangers(self) -> Iterator[Problem]:
        """Tables that do not belong into the file."""
        for name in self._data.keys() - {"sources", self._table.entry}:
            message = f"unknown table (this file has [sources] and [[{self._table.entry}]] only)"
            yield self._problem(f"[{name}]", message, key_line(self._text, name))
        for name, kind, how in (("sources", dict, "[sources]"), (self._table.entry, list, f"[[{self._table.entry}]]")):
            if not isinstance(self._data.get(name, kind()), kind):
                yield self._problem(name, f"is no table (write {how})", key_line(self._text, name))

    def sources(self) -> Iterator[Problem]:
        """Every entry names a source that ``[sources]`` spells out, and none stands there for nothing."""
        sources, used = self._data.get("sources", {}), set()
        if not isinstance(sources, dict):
            return
        for number, (row, line) in enumerate(zip(self._rows, self._lines, strict=True), 1):
            source = row.get("source", "") if isinstance(row, dict) else ""
            label = entry_label(row).strip() or f"[[{self._table.entry}]] number {number}"
            if not source or not isinstance(source, str):
                yield self._problem(label, "has no source (name a key of [sources] at the top of the file)", line)
                continue
            for key in source.split("; "):
                used.add(key)
                if key not in sources:
                    yield self._problem(
                        label, f"source «{key}» is not in [sources] (add it at the top of the file)", line
                    )
        for key in sources:
            if key not in used:
                yield self._problem(f"[sources] {key}", "is used by no entry (take it out)", key_line(self._text, key))

    def shapes(self) -> Iterator[Problem]:
        """Every row that does not fit the shape of its table; the others become ``entries``."""
        sources = self._data.get("sources", {})
        for number, (row, line) in enumerate(zip(self._rows, self._lines, strict=True), 1):
            if isinstance(row, dict) and isinstance(row.get("source"), str) and isinstance(sources, dict):
                row = {**row, "source": spell_out(row["source"], sources)}
            try:
                self.entries.append((msgspec.convert(row, self._table.shape), line))
            except msgspec.ValidationError as error:
                label = f"[[{self._table.entry}]] number {number}{entry_label(row)}"
                yield self._problem(label, f"{error} {_SHAPES}", line)


def _entries(loaded: Tables, lines: dict[int, int]) -> Iterator[Problem]:
    """Run the rules over what could be loaded."""
    files = {table.name: table.file for table in (*TABLES, DIRECTIVES)} | {"normative": REGISTRY}
    for name, entries in loaded.items():
        for rule in (rules.common, *_RULES.get(name, ())):
            for entry, message in rule(entries):
                yield Problem(files[name], _name(entry), message, lines.get(id(entry)))
    for name, found in _across(loaded):
        for entry, message in found:
            yield Problem(files[name], _name(entry), message, lines.get(id(entry)))


def _across(loaded: Tables) -> Iterator[tuple[str, Iterable[tuple[Entry, str]]]]:
    """Rules that need two tables: forms need the type codes, party documents the terms, lapses the registry."""
    if "symbol_forms" in loaded and "doc_types" in loaded:
        yield "symbol_forms", rules.symbol_forms(loaded["symbol_forms"], loaded["doc_types"])
    if "directives" in loaded and "terms" in loaded:
        yield "directives", rules.party_terms(loaded["directives"], loaded["terms"])
    for name, rule in references.ACROSS.items():
        yield name, rule(loaded)
    for name in ("authorities", "phrases"):
        yield name, references.frames({name: loaded.get(name, ())})


def _name(entry: Entry) -> str:
    return entry_label({key: getattr(entry, key, None) for key in ("id", "code", "name", "event", "wrong")}).strip()


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
