"""Streamed, bounded decompression of ``.gz`` and ``.xz``, and the cutting of a stream into lines.

A small compressed file may unpack into terabytes, or ask for gigabytes of dictionary: output comes in chunks of at most
one megabyte, is counted, and stops at the limit. Source: the safety requirements of the project.

>>> import io
>>> list(lines(chunks(io.BytesIO(b"a\\nbb\\nccc"), "x.jsonl", limit=100), longest=2))
[b'a', b'bb', None]
"""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO

_CHUNK = 1 << 20
_XZ_MEMORY = 256 << 20
_GZIP = 31  # zlib's window bits for a gzip member


class TooLarge(Exception):
    """The stream is larger than allowed once unpacked."""


class Damaged(Exception):
    """The compressed stream breaks its format or ends too early. The text says how."""


class _Gzip:
    """zlib's decompressor under the names of lzma's."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_GZIP)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def chunks(file: IO[bytes], name: str, limit: int) -> Iterator[bytes]:
    """The unpacked content of ``file`` in chunks; ``name`` tells the packing by its suffix.

    Raises ``TooLarge`` beyond ``limit`` bytes and ``Damaged`` for a broken or unfinished stream.
    """
    lower = name.lower()
    if lower.endswith((".gz", ".xz")):
        source = _members(file, _Gzip if lower.endswith(".gz") else _xz)
    else:
        source = iter(lambda: file.read(_CHUNK), b"")
    total = 0
    for chunk in source:
        total += len(chunk)
        if total > limit:
            raise TooLarge
        yield chunk


def _members(file: IO[bytes], make: Callable[[], _Gzip | lzma.LZMADecompressor]) -> Iterator[bytes]:
    """Every member of a packed stream, one after the other, as ``gzip`` and ``xz`` themselves read them."""
    pending = file.read(_CHUNK)
    while pending:
        decompressor = make()
        while not decompressor.eof:
            try:
                out = decompressor.decompress(pending, _CHUNK)
            except (zlib.error, lzma.LZMAError) as error:
                raise Damaged(str(error)) from error
            if out:
                yield out
            pending = b""
            if not decompressor.eof and decompressor.needs_input:
                pending = file.read(_CHUNK)
                if not pending:
                    raise Damaged("the packed stream ends before its end mark")
        # Zero bytes between or after members are padding.
        pending = (decompressor.unused_data or file.read(_CHUNK)).lstrip(b"\0")


def lines(source: Iterator[bytes], longest: int) -> Iterator[bytes | None]:
    """Cut chunks into lines without their newline; a line of more than ``longest`` bytes comes as None."""
    parts: list[bytes] = []
    size = 0
    for chunk in source:
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            size += end - start
            yield None if size > longest else b"".join((*parts, chunk[start:end]))
            parts, size, start = [], 0, end + 1
        size += len(chunk) - start
        if size > longest:
            parts = []  # what was kept of it is let go; the rest is only counted
        else:
            parts.append(chunk[start:])
    if size > longest:
        yield None
    elif size:
        yield b"".join(parts)
