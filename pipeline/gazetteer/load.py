"""Loading: a folder of TOML files in, one frozen ``Gazetteers`` out, or a ``GazetteerError`` that says what to mend.

Each file has a ``[sources]`` table (short key → where the fact comes from) and ``[[entry]]`` tables whose ``source``
names one or more keys, joined by ``; ``. The loader spells the keys out, so an entry always carries its full source.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pipeline.config import GAZETTEERS_ENV, gazetteer_dir
from pipeline.errors import GazetteerError
from pipeline.gazetteer.catalogue import DIRECTIVES, REGISTRY, TABLES, Gazetteers, Table
from pipeline.gazetteer.schema import Entry

E = TypeVar("E", bound=Entry)


def load(path: Path | None = None) -> Gazetteers:
    """Load the gazetteers of ``path`` (None: ``CANCU_GAZETTEERS``, the wheel's copy, the repository).

    Raises ``GazetteerError`` naming file, entry, what is wrong and how to mend it. The registry of documents is only
    hashed here and parsed on the first use of ``documents``.
    """
    folder = gazetteer_dir(path)
    contents = read_files(folder)
    tables = {table.name: parse_table(table, contents[table.file], table.shape) for table in TABLES}
    lazy = {name: contents[name] for name in (DIRECTIVES.file, REGISTRY)}
    return Gazetteers(path=folder, sha256=digest(contents), contents=lazy, **tables)  # type: ignore[arg-type]


def read_files(folder: Path) -> dict[str, bytes]:
    """The bytes of every gazetteer file below ``folder``, by name. Raises ``GazetteerError`` for a missing one."""
    if not folder.is_dir():
        raise GazetteerError(
            f"{folder}: no such folder of gazetteers (name another with the argument or {GAZETTEERS_ENV}, "
            "or unset it to use the shipped ones)"
        )
    names = [table.file for table in (*TABLES, DIRECTIVES)] + [REGISTRY]
    contents = {}
    for name in names:
        try:
            contents[name] = (folder / name).read_bytes()
        except OSError as error:
            raise GazetteerError(
                f"{folder / name}: cannot be read: {error.strerror} (copy it from the shipped gazetteers)"
            ) from error
    return contents


def digest(contents: dict[str, bytes]) -> str:
    """Hexadecimal SHA-256 over names and contents; CRLF counts as LF, so checkouts on any system agree."""
    total = hashlib.sha256()
    for name in sorted(contents):
        total.update(name.encode() + b"\0" + contents[name].replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


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
