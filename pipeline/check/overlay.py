"""An office's own gazetteers laid over the shipped ones (``gazetteers = [DIR]`` in ``cancu.toml``).

A folder holds any of the gazetteers' files, with the same fields; entries of its own come first, and one with the id, code
or name (and date) of a shipped entry takes its place. The folder ``profiles/`` is taken from there by the checker.
Everything in such files is literal text: no field is a pattern, so none can stall or break the program.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers
from pipeline.gazetteer.catalogue import DIRECTIVES, TABLES
from pipeline.gazetteer.schema import Entry
from pipeline.gazetteer.table_files import Table, parse_table


def lay_over(gazetteers: Gazetteers, folders: Iterable[str | Path]) -> Gazetteers:
    """``gazetteers`` with the entries of ``folders`` over them, the last folder uppermost.

    Raises ``GazetteerError`` for a folder that is missing, a file that is none of the gazetteers', or an entry that does
    not fit, as the loader does for the shipped ones.
    """
    result = gazetteers
    for folder in folders:
        result = _one(result, Path(folder))
    return result


def _one(gazetteers: Gazetteers, folder: Path) -> Gazetteers:
    if not folder.is_dir():
        raise GazetteerError(f"{folder}: no such folder of gazetteers (mend «gazetteers» in cancu.toml)")
    known = {table.file: table for table in (*TABLES, DIRECTIVES)}
    digest = hashlib.sha256(gazetteers.sha256.encode())
    changes: dict[str, Any] = {}
    directives: tuple[Entry, ...] | None = None
    for path in sorted(folder.glob("*.toml")):
        table = known.get(path.name)
        if table is None:
            raise GazetteerError(f"{path}: none of the gazetteers' files ({', '.join(sorted(known))})")
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        own = _parse(table, content, path)
        if table is DIRECTIVES:
            directives = _merged(own, gazetteers.directives)
        else:
            changes[table.name] = _merged(own, getattr(gazetteers, table.name))
    result = dataclasses.replace(gazetteers, sha256=digest.hexdigest(), **changes)
    # The registry is parsed on first use; what is laid over it is known now and stands in its place.
    result.__dict__["directives"] = directives if directives is not None else gazetteers.directives
    return result


def _parse(table: Table, content: bytes, path: Path) -> tuple[Entry, ...]:
    try:
        return parse_table(table, content, table.shape)
    except GazetteerError as error:
        raise GazetteerError(f"{path.parent}: {error}") from None


def _merged(own: tuple[Entry, ...], shipped: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """``own`` first, then what of ``shipped`` it does not replace."""
    taken = {_key(entry) for entry in own}
    return own + tuple(entry for entry in shipped if _key(entry) not in taken)


def _key(entry: Entry) -> tuple[object, ...]:
    """What makes two entries of one table the same: id, else code with date or kind, else name with validity."""
    for field in ("id", "code", "name", "event", "wrong"):
        value = getattr(entry, field, None)
        if value is not None:
            also = tuple(getattr(entry, name, None) for name in ("date", "kind", "system", "valid_from"))
            return (field, value, also)
    return (entry,)
