"""One gazetteer file: its TOML in, the entries in their shape out, or a ``GazetteerError`` that says what to mend.

Each file has a ``[sources]`` table (short key → where the fact comes from) and ``[[entry]]`` tables whose ``source``
names one or more keys, joined by ``; ``. The keys are spelled out, so an entry always carries its full source.

>>> spell_out("a; b", {"a": "Nghị định 30/2020/NĐ-CP", "b": "phụ lục III"})
'Nghị định 30/2020/NĐ-CP; phụ lục III'
"""

from __future__ import annotations

import tomllib
from typing import Any, NamedTuple, TypeVar

import msgspec

from pipeline.errors import GazetteerError
from pipeline.gazetteer.schema import Entry

E = TypeVar("E", bound=Entry)


class Table(NamedTuple):
    """One TOML file: its attribute on ``Gazetteers``, the name of its ``[[entry]]`` tables, the entry's shape."""

    name: str
    entry: str
    shape: type[Entry]

    @property
    def file(self) -> str:
        """The file's name inside the gazetteers' folder."""
        return f"{self.name}.toml"


def parse_toml(name: str, content: bytes) -> dict[str, Any]:
    """Parse one TOML file. Raises ``GazetteerError`` with the line of a syntax error."""
    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{name}: not UTF-8 at byte {error.start} (save the file as UTF-8)") from error
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(
            f"{name}: not valid TOML: {error} (look for a missing quotation mark, comma or bracket there)"
        ) from error


def parse_table(table: Table, content: bytes, shape: type[E]) -> tuple[E, ...]:
    """The entries of one file, sources spelled out. Raises ``GazetteerError`` for the first entry that does not fit."""
    data = parse_toml(table.file, content)
    sources = data.pop("sources", {})
    rows = data.pop(table.entry, [])
    if data:
        raise GazetteerError(
            f"{table.file}: unknown table [{next(iter(data))}] (this file has [sources] and [[{table.entry}]] only)"
        )
    if not isinstance(sources, dict):
        raise GazetteerError(f"{table.file}: sources is not a table (write [sources] and one «key = text» a line)")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GazetteerError(f"{table.file}: {table.entry} is not a list of tables (write [[{table.entry}]])")
    for row in rows:
        if isinstance(row.get("source"), str):
            row["source"] = spell_out(row["source"], sources)
    try:
        return tuple(msgspec.convert(rows, list[shape]))  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        raise GazetteerError(_misfit(table, rows, error)) from None


def spell_out(source: str, sources: dict[str, str]) -> str:
    """Replace the keys of ``source`` (joined by ``; ``) by what ``[sources]`` says; other words stay as they are."""
    if source in sources:
        return str(sources[source])
    return "; ".join(str(sources.get(key, key)) for key in source.split("; "))


def _misfit(table: Table, rows: list[Any], error: msgspec.ValidationError) -> str:
    """The message for the first entry that does not fit its shape."""
    where, what = f"{table.file}: [[{table.entry}]]", str(error)
    for number, row in enumerate(rows, 1):
        try:
            msgspec.convert(row, table.shape)
        except msgspec.ValidationError as own:
            where, what = f"{where} number {number}{entry_label(row)}", str(own)
            break
    return f"{where}: {what} (the field table in gazetteers/README.md shows what belongs there)"


def entry_label(row: Any) -> str:
    """A short name for an entry in messages: its id, code or name, quoted; empty when it has none."""
    if not isinstance(row, dict):
        return ""
    for key in ("id", "code", "name", "event", "wrong"):
        if isinstance(row.get(key), str):
            return f" «{row[key]}»"
    return ""
