"""The zip package of a DOCX, opened with suspicion: sizes, ratios, names and XML are all checked before use.

Refuses zip bombs (single parts, their sum, their ratio, their number), names that climb out of the package, symlinks,
encrypted parts, document type declarations and entities. Source: ECMA-376 part 2 (a package has none of these).
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from lxml import etree

from pipeline.errors import ReadError
from pipeline.read.limits import DEFAULT, Limits, megabytes

_DAMAGED = "ask for the file again, or open and save it anew in a word processor"
_CHUNK = 1 << 20


class Package:
    """A checked zip package. ``name`` is the file as the user named it, for messages."""

    def __init__(self, data: bytes, name: str, limits: Limits = DEFAULT) -> None:
        """Open and check the table of contents. Raises ``ReadError`` for a damaged or refused package."""
        self.name, self._limits = name, limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError(
                name, f"damaged or cut off: the zip package cannot be opened ({error})", _DAMAGED
            ) from error
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._check()

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > self._limits.entries:
            raise self._refused(f"{len(infos)} parts, more than {self._limits.entries}")
        if sum(info.file_size for info in infos) > self._limits.package:
            raise self._refused(f"more than {megabytes(self._limits.package)} once unpacked (a zip bomb?)")
        for info in infos:
            path = info.filename.replace("\\", "/")
            if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
                raise self._refused(f"a part whose name leads out of the package ({info.filename[:80]!r})")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise self._refused(f"a symbolic link inside ({info.filename[:80]!r})")
            if info.flag_bits & 1:
                raise ReadError(self.name, "encrypted", "remove the password and try again")

    def _refused(self, cause: str) -> ReadError:
        return ReadError(self.name, f"refused for safety: {cause}", "have it saved anew by someone you trust")

    def names(self) -> list[str]:
        """The names of all parts, in the order of the table of contents."""
        return list(self._parts)

    def says_utf8(self, part: str) -> bool:
        """Whether the table of contents says that a part's name is in UTF-8."""
        return bool(self._parts[part].flag_bits & 0x800)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """One part's bytes, unpacked no further than the limits. Raises ``ReadError`` (damaged, bomb, missing)."""
        info = self._parts.get(part)
        if info is None:
            raise ReadError(self.name, f"damaged: the package lacks {part}", _DAMAGED)
        limit = min(self._limits.part, max(info.compress_size, 4096) * self._limits.ratio)
        pieces, size = [], 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > limit:
                        raise self._refused(f"{part} unpacks to more than {megabytes(limit)} (a zip bomb?)")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise ReadError(self.name, f"damaged: {part} cannot be unpacked ({error})", _DAMAGED) from error
        return b"".join(pieces)

    def xml(self, part: str) -> etree._Element:
        """One part parsed as XML without entities, document type or network."""
        data = self.read(part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            raise self._refused(f"{part} declares a document type or entities")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(self.name, f"damaged: {part} is no well-formed XML ({error.msg})", _DAMAGED) from error
        if root is None:
            raise ReadError(self.name, f"damaged: {part} is empty", _DAMAGED)
        return root
