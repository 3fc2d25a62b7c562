"""What a user names on the command line, turned into single sources in a stable order: files, folders, ``-``, line containers."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from pipeline.errors import ReadError, UsageError
from pipeline.read import DEFAULT, Limits
from pipeline.read.detect import CONTAINER_SUFFIXES, is_container, suffix_format


class SourceFile(msgspec.Struct, frozen=True):
    """One file to read. ``root`` is the folder its recorded path is relative to, ``limits`` what reading it may take."""

    path: Path
    root: Path
    limits: Limits = DEFAULT

    @property
    def is_container(self) -> bool:
        """Whether the file holds many documents, one a line."""
        return is_container(self.path.name)

    @property
    def stem(self) -> str:
        """The name without its suffix; of a compressed container without both.

        >>> SourceFile(Path("a/kế hoạch.v2.docx"), Path("a")).stem
        'kế hoạch.v2'
        >>> SourceFile(Path("bulk.jsonl.xz"), Path(".")).stem
        'bulk'
        """
        name = self.path.name
        for suffix in sorted(CONTAINER_SUFFIXES, key=len, reverse=True):
            if name.lower().endswith(suffix):
                return name[: -len(suffix)]
        return self.path.stem


class Expansion(msgspec.Struct, frozen=True):
    """The files found, those that no reader knows, and the names that lead nowhere."""

    files: tuple[SourceFile, ...]
    skipped: tuple[Path, ...]
    errors: tuple[ReadError, ...]


def limits_of(page_seconds: float | None) -> Limits:
    """The usual limits of reading, with the seconds that any one page may take when they are given.

    Commands that have no ``--page-timeout`` of their own, and those that are not given it, take ``CANCU_PAGE_TIMEOUT`` from
    the environment. Raises ``UsageError`` when that is no number of seconds.
    """
    named = os.environ.get("CANCU_PAGE_TIMEOUT", "")
    if page_seconds is None and named:
        try:
            page_seconds = float(named)
        except ValueError:
            page_seconds = 0.0
        if not 0.1 <= page_seconds < math.inf:
            raise UsageError(f"CANCU_PAGE_TIMEOUT={named}: seconds of 0.1 and more are wanted, for instance 30")
    return DEFAULT if page_seconds is None else msgspec.structs.replace(DEFAULT, page_seconds=page_seconds)


def expand(paths: Iterable[Path], limits: Limits = DEFAULT) -> Expansion:
    """Every file under ``paths``, in the order named and by name within a folder.

    A folder is searched through without following links to folders; hidden files are passed over, files of unknown suffix
    are listed as skipped. A file named by itself is always taken, whatever its suffix.
    """
    files: list[SourceFile] = []
    skipped: list[Path] = []
    errors: list[ReadError] = []
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                if is_container(file.name) or suffix_format(file.name) not in (None, "office"):
                    files.append(SourceFile(file, path, limits))
                else:
                    skipped.append(file)
        elif path.exists():
            files.append(SourceFile(path, path.parent, limits))
        else:
            errors.append(ReadError(str(path), "there is no such file or folder", "check the name"))
    return Expansion(tuple(files), tuple(skipped), tuple(errors))


def _walk(folder: Path) -> Iterator[Path]:
    for current, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(current) / name
