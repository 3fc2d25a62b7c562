"""``cancu build --anew``: the whole database again, beside the one that stands there, whose place it takes when it is done.

For a database of an older format or a damaged one. Killed at any moment it leaves the old one as it was, and the next ``--anew``
goes on with what was built. Documents of folders that are not named now are read again too; where their files are gone, or a file
cannot be read any more, the old database stays beside the new one as ``FILE.old``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.read.limits import DEFAULT, Limits
from pipeline.run.build import Report, Watcher, build
from pipeline.store.anew import beside, check_replaceable, discard, sources_of, swap, usable

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_anew(
    paths: Sequence[Path],
    db: Path,
    watcher: Watcher,
    jobs: int = 1,
    gazetteers: Path | None = None,
    text: bool = True,
    limits: Limits = DEFAULT,
) -> tuple[Report, Path | None]:
    """Build ``paths`` and what the database at ``db`` was built from beside; then in its place. Parameters as of ``build``.

    Returns the report, and where the old database was kept because files of it are gone or unreadable (else None). Raises
    ``StoreError`` when the file there is another program's or a newer version's, or somebody writes to it: then it stays.
    """
    check_replaceable(db)
    new = beside(db)
    others = [Path(source) for source in sources_of(db)]
    if new.exists() and not usable(new):
        discard(new)
    named = [path.absolute() for path in paths]
    elsewhere = [path for path in others if not any(path == one or one in path.parents for one in named)]
    report = build(
        [*paths, *(path for path in elsewhere if path.is_file())], new, watcher, jobs, gazetteers, text, limits
    )
    if report.figures is None:
        return report, None
    lost = bool(others) and (bool(report.failed) or any(not path.is_file() for path in elsewhere))
    kept = db.with_name(f"{db.name}.old") if lost else None
    swap(new, db, kept)
    return report, kept
