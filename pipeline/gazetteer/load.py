"""Loading: a folder of TOML files in, one frozen ``Gazetteers`` out, or a ``GazetteerError`` that says what to mend.

Files are read and hashed here and parsed by ``table_files``; the registry of documents waits until it is asked for.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.config import GAZETTEERS_ENV, gazetteer_dir
from pipeline.errors import GazetteerError
from pipeline.gazetteer.catalogue import DIRECTIVES, REGISTRY, TABLES, Gazetteers
from pipeline.gazetteer.table_files import parse_table


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
