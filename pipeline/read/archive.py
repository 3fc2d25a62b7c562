"""Archives of documents (``.zip``): each file in it is read as a document of its own, in memory, within the limits.

Nothing is unpacked to disk. Names that lead out, links, bombs and archives in archives are refused; a file that cannot
be read is reported with its name and the others go on. Names written on old Windows systems are UTF-8 in most archives
of today even where these do not say so. Source: APPNOTE 6.3 (zip).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import msgspec

from pipeline.errors import ReadError
from pipeline.model.document import RawDocument
from pipeline.read import detect
from pipeline.read.formats import read_bytes
from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.package import Package

_PASSED_OVER = ("__MACOSX/",)


def read_archive(data: bytes, path: str, shown: str, limits: Limits = DEFAULT) -> Iterator[RawDocument | ReadError]:
    """Each document of an archive in the order of its table, or the error that it is.

    ``path`` names the archive in messages, ``shown`` in the records: ``source.path`` is ``shown/name``.
    """
    try:
        package = Package(data, path, limits)
    except ReadError as error:
        yield error
        return
    for part in package.names():
        name = told(part, package)
        inner = PurePosixPath(name)
        if name.endswith("/") or name.startswith(_PASSED_OVER) or inner.name.startswith("."):
            continue
        if detect.suffix_format(inner.name) in (None, "office"):
            cause = (
                "an archive inside an archive" if inner.suffix.lower() == ".zip" else "a kind of file that is not read"
            )
            yield ReadError(f"{path}/{name}", cause, "unpack it and name its files, or leave it out")
            continue
        try:
            raw = read_bytes(package.read(part), f"{path}/{name}", limits=limits)
        except ReadError as error:
            yield error
        else:
            yield msgspec.structs.replace(raw, source=msgspec.structs.replace(raw.source, path=f"{shown}/{name}"))


def told(part: str, package: Package) -> str:
    """A file's name; one not marked as UTF-8 is tried as such."""
    if package.says_utf8(part):
        return part
    try:
        return part.encode("cp437").decode("utf-8")
    except UnicodeError:
        return part
