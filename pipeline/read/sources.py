"""The way in: a path, bytes or a string to a ``RawDocument``, whatever the format.

Every failure is a ``ReadError`` that names the file, the cause and a remedy. A format that is recognised but has no
reader yet gives an empty document with the remark ``unread-format``, so that nothing is silently dropped.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Origin, RawDocument
from pipeline.read import detect
from pipeline.read.assemble import Target, normal, raw_document, relative
from pipeline.read.limits import DEFAULT, Limits, megabytes

_NAMES = {
    "office": "a zip package that is no Word document",
}


def read(path: Path, *, limits: Limits = DEFAULT, root: Path | None = None) -> RawDocument:
    """Read one document.

    ``root`` is the folder that the record's ``source.path`` is relative to (default: the file's own). Raises
    ``ReadError`` when the file is missing, unreadable, damaged, encrypted, of no known kind, or beyond ``limits``.
    """
    data = _bytes_of(path, limits)
    return _read(data, str(path), relative(path, root), limits)


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT) -> RawDocument:
    """Read one document from memory. ``name`` (a file name or path) hints at the format and names it in messages."""
    return _read(data, name, PurePath(name).name or name, limits)


def read_text(text: str, id: str | None = None) -> RawDocument:
    """A document of a bare string, as if it stood in a UTF-8 text file without a name."""
    whole = normal(text)
    data = whole.encode()
    origins = (Origin(0, len(whole), {"bytes": [0, len(data)]}),) if whole else ()
    return raw_document(data, Target(None, "text/plain"), "text", whole, id=id, origins=origins)


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
    if path.suffix.lower() == ".zip":
        yield from _archive(path, limits, root)
        return
    from pipeline.read.bulk import read_container

    yield from read_container(path, relative(path, root), limits)


def _archive(path: Path, limits: Limits, root: Path | None) -> Iterator[RawDocument | ReadError]:
    """The documents of a ``.zip``; one that is itself a document (a DOCX so named) is read as such."""
    try:
        data = _bytes_of(path, limits)
        if detect.detect(data, path.name).format in detect.READABLE:
            yield _read(data, str(path), relative(path, root), limits)
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


def _read(data: bytes, name: str, shown: str, limits: Limits) -> RawDocument:
    found = detect.detect(data, name)
    target = Target(shown, found.media_type)
    extra: tuple[Diagnostic, ...] = ()
    if found.promised is not None:
        message = f"the suffix promises {found.promised}, the content is {found.format} and was read as such"
        extra = (Diagnostic("wrong-suffix", "info", message),)
    if not data:
        return raw_document(data, target, "none", "", diagnostics=extra)
    if found.format == "unknown":
        raise ReadError(name, "binary content of no known format", "give a text, DOCX, PDF or HTML file")
    if found.format not in detect.READABLE:
        message = f"{_NAMES[found.format]} was recognised but cannot be read yet; its text is missing"
        remark = Diagnostic("unread-format", "warning", message)
        return raw_document(data, target, "none", "", diagnostics=(*extra, remark))
    return _readers(found.format, data, name, target, limits, extra)


def _readers(
    kind: detect.Format, data: bytes, name: str, target: Target, limits: Limits, extra: tuple[Diagnostic, ...]
) -> RawDocument:
    """Call the reader of a format; each is imported only when a file needs it."""
    if kind == "docx":
        from pipeline.read.docx import read_docx

        return read_docx(data, name, target, limits, extra)
    if kind == "pdf":
        from pipeline.read.pdf import read_pdf

        return read_pdf(data, name, target, limits, extra)
    if kind == "doc":
        from pipeline.read.doc import read_doc

        return read_doc(data, name, target, limits, extra)
    if kind == "odt":
        from pipeline.read.odt import read_odt

        return read_odt(data, name, target, limits, extra)
    if kind == "rtf":
        from pipeline.read.rtf import read_rtf

        return read_rtf(data, name, target, limits, extra)
    if kind == "image":
        from pipeline.read.ocr import read_picture

        return read_picture(data, name, target, limits, extra)
    if kind == "html":
        from pipeline.read.html import read_html

        return read_html(data, name, target, limits, extra)
    from pipeline.read.plain import read_plain

    return read_plain(data, name, target, limits, extra)
