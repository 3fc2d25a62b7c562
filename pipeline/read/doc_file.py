"""A Word 97–2003 file taken apart: its streams, its text by character position, the properties of stretches of it.

Knows the file information block, the piece table (text stands in pieces, each in Windows-1252 or UTF-16), and the pages
of 512 bytes that hold the properties of characters and paragraphs. Source: [MS-DOC], 2.4 to 2.5 and 2.9.

>>> list(sprms(bytes.fromhex("0a2602 0b460100")))
[(9738, b'\\x02'), (17931, b'\\x01\\x00')]
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import olefile

OLD, ENCRYPTED, DAMAGED = "old", "encrypted", "damaged"
_WORD_97 = 0xC1
_FIRST_PAIR = 154
_PAGE = 512


class Unreadable(Exception):
    """The file is no Word 97–2003 document that can be read: ``reason`` is ``old``, ``encrypted`` or ``damaged``."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(detail or reason)


class Piece(NamedTuple):
    """A piece of the text: from which character to which, where its bytes begin, and how many bytes a character has."""

    start: int
    end: int
    offset: int
    width: int


class Properties(NamedTuple):
    """Properties that hold from one byte offset of the main stream to another; ``style`` is that of a paragraph."""

    start: int
    end: int
    style: int
    sprms: bytes


def sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The single properties (code, operand) of a list of them; a list that is cut off ends early."""
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        kind = code >> 13
        size = (1, 1, 2, 4, 2, 2, 0, 3)[kind]
        if kind == 6:
            if at >= len(data):
                return
            if code == 0xD608 and at + 2 <= len(data):  # the table's definition tells its length in two bytes
                size = struct.unpack_from("<H", data, at)[0] + 1
            elif code == 0xC615 and data[at] == 255:
                return
            else:
                size = data[at] + 1
        yield code, data[at : at + size]
        at += size


class WordFile:
    """The streams of a file and what its information block says. Raises ``Unreadable``."""

    def __init__(self, data: bytes) -> None:
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as package:
                self.main = _stream(package, "WordDocument")
                if len(self.main) < _FIRST_PAIR + 8 or struct.unpack_from("<H", self.main)[0] not in (0xA5EC, 0xA5DC):
                    raise Unreadable(DAMAGED, "it holds no Word text")
                version, flags = self._word(2), self._word(10)
                if version < _WORD_97:
                    raise Unreadable(OLD, "it is of Word 6 or 95")
                if flags & 0x0100:
                    raise Unreadable(ENCRYPTED, "it is encrypted with a password")
                self.table = _stream(package, "1Table" if flags & 0x0200 else "0Table")
            self.counts = struct.unpack_from("<8i", self.main, 76)
            if any(count < 0 for count in self.counts):
                raise Unreadable(DAMAGED, "its lengths are negative")
            self.pieces = self._read_pieces()
            self._starts = [piece.start for piece in self.pieces]
            self.characters = self._properties(12, paragraphs=False)
            self.paragraphs = self._properties(13, paragraphs=True)
        except (struct.error, IndexError, ValueError, OSError) as error:
            raise Unreadable(DAMAGED, str(error)) from error

    def _word(self, offset: int) -> int:
        return int(struct.unpack_from("<H", self.main, offset)[0])

    def part(self, index: int) -> bytes:
        """The bytes of the table stream that pair ``index`` of the information block points to."""
        offset, size = struct.unpack_from("<ii", self.main, _FIRST_PAIR + 8 * index)
        return self.table[offset : offset + size] if size > 0 and offset >= 0 else b""

    def after(self, index: int) -> bytes:
        """The bytes of the table stream behind those of pair ``index``."""
        offset, size = struct.unpack_from("<ii", self.main, _FIRST_PAIR + 8 * index)
        return self.table[offset + size :] if size > 0 and offset >= 0 else b""

    def positions(self, index: int, size: int) -> list[tuple[int, bytes]]:
        """A table of character positions: each with its entry of ``size`` bytes, and the last position with none."""
        return entries(self.part(index), size)

    def _read_pieces(self) -> list[Piece]:
        data, at = self.part(33), 0
        while at < len(data) and data[at] == 1:
            at += 3 + struct.unpack_from("<H", data, at + 1)[0]
        if at >= len(data) or data[at] != 2:
            raise Unreadable(DAMAGED, "it has no table of pieces")
        listed = entries(data[at + 5 : at + 5 + struct.unpack_from("<I", data, at + 1)[0]], 8)
        pieces = []
        for (start, entry), (end, _) in pairwise(listed):
            (where,) = struct.unpack_from("<I", entry, 2)
            narrow = bool(where & 0x40000000)
            offset = (where & 0x3FFFFFFF) // 2 if narrow else where & 0x3FFFFFFF
            if end > start:
                pieces.append(Piece(start, end, offset, 1 if narrow else 2))
        return pieces

    def _properties(self, index: int, *, paragraphs: bool) -> list[Properties]:
        found: list[Properties] = []
        for _, entry in self.positions(index, 4)[:-1]:
            number = struct.unpack("<I", entry)[0] & 0x3FFFFF
            page = self.main[number * _PAGE : (number + 1) * _PAGE]
            if len(page) == _PAGE:
                found += _page(page, paragraphs=paragraphs)
        return sorted(found)

    def text(self, start: int, end: int) -> Iterator[tuple[int, str, int]]:
        """The text of characters ``[start, end)`` in stretches: first byte offset, characters, bytes a character."""
        at = max(0, bisect_right(self._starts, start) - 1)
        for piece in self.pieces[at:]:
            if piece.start >= end:
                break
            first, last = max(start, piece.start), min(end, piece.end)
            if first >= last:
                continue
            offset = piece.offset + (first - piece.start) * piece.width
            data = self.main[offset : offset + (last - first) * piece.width]
            yield offset, data.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace"), piece.width


def entries(data: bytes, size: int) -> list[tuple[int, bytes]]:
    """A table of n + 1 positions and n entries of ``size`` bytes; the last position comes with no bytes."""
    count = (len(data) - 4) // (4 + size)
    if count < 0:
        return []
    positions = struct.unpack_from(f"<{count + 1}i", data)
    base = 4 * (count + 1)
    return [(cp, data[base + at * size : base + (at + 1) * size]) for at, cp in enumerate(positions)]


def _stream(package: olefile.OleFileIO, name: str) -> bytes:
    if not package.exists(name):
        raise Unreadable(DAMAGED, f"it has no stream {name}")
    return bytes(package.openstream(name).read())


def _page(page: bytes, *, paragraphs: bool) -> Iterator[Properties]:
    count = page[-1]
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    step = 13 if paragraphs else 1
    for at in range(count):
        where = page[4 * (count + 1) + at * step] * 2
        style, data = 0, b""
        if where and paragraphs:
            size, begin = page[where] * 2 - 1, where + 1
            if page[where] == 0:
                size, begin = page[where + 1] * 2, where + 2
            data = page[begin : begin + max(size, 0)]
            if len(data) >= 2:
                style, data = struct.unpack_from("<H", data)[0], data[2:]
        elif where:
            data = page[where + 1 : where + 1 + page[where]]
        yield Properties(offsets[at], offsets[at + 1], style, data)
