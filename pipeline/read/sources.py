"""The way in from a path: one document, or the many of a container, each as a ``RawDocument`` or the error that it is.

Every failure is a ``ReadError`` that names the file, the cause and a remedy. Reading a pipe or a device would never end:
only ordinary files are read, and no more of them than the limits allow.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.model.document import RawDocument
from pipeline.read import detect
from pipeline.read.assemble import relative
from pipeline.read.formats import is_readable, read_as
from pipeline.read.limits import DEFAULT, Limits, megabytes


def read(path: Path, *, limits: Limits = DEFAULT, root: Path | None = None) -> RawDocument:
    """Read one document.

    ``root`` is the folder that the record's ``source.path`` is relative to (default: the file's own). Raises
    ``ReadError`` when the file is missing, unreadable, damaged, encrypted, of no known kind, or beyond ``limits``.
    """
    data = _bytes_of(path, limits)
    return read_as(data, str(path), relative(path, root), limits)


def read_many(path: Path, *, limits: Limits = DEFAULT, root: Path | None = None) -> Iterator[RawDocument | ReadError]:
    """Each document of a container (``.jsonl``, ``.jsonl.gz``, ``.jsonl.xz``, ``.zip``) in its order; any other file gives one.

    A line that cannot be read comes as a ``ReadError`` with its number (``name.jsonl:12``) and the others go on. Nothing
    is raised: a file that cannot be opened comes as a single ``ReadError``.
    """
    if not detect.is_container(path.name):
        try:
            yield read(path, limits=limits, root=root)
        except ReadError as error:
            yield error
        return
    problem = _problem(path)
    if problem is not None:
        yield problem
        return
    if not path.stat().st_size:
        yield ReadError(str(path), "the file is empty", "fetch or pack it again")
        return
    if path.suffix.lower() == ".zip":
        yield from _archive(path, limits, root)
        return
    from pipeline.read.bulk import read_container

    yield from read_container(path, relative(path, root), limits)


def _archive(path: Path, limits: Limits, root: Path | None) -> Iterator[RawDocument | ReadError]:
    """The documents of a ``.zip``; one that is itself a document (a DOCX so named) is read as such."""
    try:
        data = _bytes_of(path, limits)
        if is_readable(detect.detect(data, path.name).format):
            yield read_as(data, str(path), relative(path, root), limits)
            return
    except ReadError as error:
        yield error
        return
    from pipeline.read.archive import read_archive

    yield from read_archive(data, str(path), relative(path, root), limits)


def _problem(path: Path) -> ReadError | None:
    """Why a path is no ordinary file, or None. Reading a pipe or a device would never end."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return ReadError(str(path), "there is no such file", "check the name")
    except (OSError, ValueError) as error:
        return ReadError(str(path), _reason(error), "check the name and your rights to it")
    if stat.S_ISDIR(mode):
        return ReadError(str(path), "a folder, not a file", "name the files in it, or give the folder to cancu extract")
    if not stat.S_ISREG(mode):
        return ReadError(str(path), "no ordinary file", "copy its content into one")
    return None


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "not readable: permission denied"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    problem = _problem(path)
    if problem is not None:
        raise problem
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limits.file:
                cause = f"{megabytes(size)}, more than the {megabytes(limits.file)} one file may have"
                raise ReadError(str(path), cause, "split it into documents")
            return file.read(limits.file + 1)
    except OSError as error:
        raise ReadError(str(path), _reason(error), "check your rights to read it") from error
