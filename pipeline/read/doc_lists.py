"""Styles, fonts and lists of a Word 97–2003 file, as far as they change its text: numbering, hidden text, legacy fonts.

Source: [MS-DOC], 2.9 (STSH, LSTF, LVL, LFO, FFN) and 2.6 (properties).
"""

from __future__ import annotations

import struct

import msgspec

from pipeline.read.doc_file import WordFile, sprms
from pipeline.read.docx_numbering import Level, Numbering

_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero", 23: "bullet",
    255: "none",
}  # fmt: skip
_SUFFIX = {0: "tab", 1: "space", 2: "nothing"}
_LEVEL, _LIST, _FONT = 0x260A, 0x460B, 0x4A4F
_DELETED, _HIDDEN, _CAPITALS = 0x0800, 0x083C, 0x083B
_IN_TABLE_END = (0x2417, 0x244C)


class Looks(msgspec.Struct, frozen=True):
    """What properties say of characters and paragraphs; None where they say nothing."""

    font: int | None = None
    hidden: bool | None = None
    deleted: bool | None = None
    capitals: bool | None = None
    list: int | None = None
    level: int | None = None
    row_end: bool | None = None

    def over(self, base: Looks) -> Looks:
        """These properties laid over those of a style."""
        own = {field: getattr(self, field) for field in self.__struct_fields__}
        return msgspec.structs.replace(base, **{field: value for field, value in own.items() if value is not None})


_FLAGS = {_DELETED: "deleted", _HIDDEN: "hidden", _CAPITALS: "capitals", **dict.fromkeys(_IN_TABLE_END, "row_end")}


def looks(data: bytes) -> Looks:
    """Properties read from their bytes. A switch of 0x80 or 0x81 leaves to the style what it says, or turns it round."""
    said: dict[str, int | bool] = {}
    for code, operand in sprms(data):
        if code in _FLAGS and operand:
            if operand[0] in (0, 1):
                said[_FLAGS[code]] = bool(operand[0])
        elif code == _FONT and len(operand) == 2:
            said["font"] = struct.unpack("<H", operand)[0]
        elif code == _LIST and len(operand) == 2:
            said["list"] = struct.unpack("<h", operand)[0]
        elif code == _LEVEL and operand:
            said["level"] = operand[0]
    return msgspec.structs.replace(Looks(), **said)


def styles(file: WordFile) -> list[Looks]:
    """What each style says with all that it is based on, by its index."""
    data = file.part(1)
    if len(data) < 20:
        return []
    size, count, base = struct.unpack_from("<HHH", data)
    default = Looks(font=struct.unpack_from("<H", data, 14)[0]) if size >= 14 else Looks()
    own: list[tuple[Looks, int]] = []
    at = 2 + size
    for _ in range(count):
        if at + 2 > len(data):
            break
        (length,) = struct.unpack_from("<H", data, at)
        own.append(_style(data[at + 2 : at + 2 + length], base))
        at += 2 + length + (length & 1)
    found: list[Looks] = []
    for index in range(len(own)):
        told, parent, seen = own[index][0], own[index][1], {index}
        while parent < len(own) and parent not in seen:
            seen.add(parent)
            told = told.over(own[parent][0])
            parent = own[parent][1]
        found.append(told.over(default))
    return found


def _style(data: bytes, base: int) -> tuple[Looks, int]:
    """What one style itself says, and the index of the style it is based on."""
    if len(data) < base + 2:
        return Looks(), 0xFFF
    kind, parent = (word := struct.unpack_from("<H", data, 2)[0]) & 15, word >> 4
    count = struct.unpack_from("<H", data, 4)[0] & 15
    at = base + 2 + 2 * struct.unpack_from("<H", data, base)[0] + 2
    told = Looks()
    for index in range(count):
        at += at & 1
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        part = data[at + 2 : at + 2 + size]
        if kind == 1 and index == 0:
            part = part[2:]  # a paragraph style repeats its own index
        if kind in (1, 2) and index < 2:
            told = looks(part).over(told)
        at += 2 + size
    return told, parent


def fonts(file: WordFile) -> list[str]:
    """The names of the fonts, by their index."""
    data = file.part(15)
    found: list[str] = []
    at = 4
    while at < len(data):
        size = data[at] + 1
        name = data[at + 40 : at + size].decode("utf-16-le", "replace")
        found.append(name.split("\0", 1)[0])
        at += size
    return found


def numbering(file: WordFile) -> Numbering:
    """The lists of the file, ready to count; list ``n`` of a paragraph is named ``str(n)``."""
    data = file.part(73)
    abstract: dict[str, dict[int, Level]] = {}
    if len(data) >= 2:
        levels, at = file.after(73), 0
        for index in range(struct.unpack_from("<H", data)[0]):
            entry = data[2 + 28 * index : 30 + 28 * index]
            if len(entry) < 28:
                break
            own: dict[int, Level] = {}
            for number in range(1 if entry[26] & 1 else 9):
                own[number], at = _level(levels, at)
            abstract[str(struct.unpack_from("<i", entry)[0])] = own
    return Numbering.of(abstract, _lists(file.part(74)))


def _level(data: bytes, at: int) -> tuple[Level, int]:
    start, form, flags = struct.unpack_from("<iBB", data, at)
    follow, characters, paragraph, limit = data[at + 15], data[at + 24], data[at + 25], data[at + 26]
    at += 28 + characters + paragraph
    (length,) = struct.unpack_from("<H", data, at)
    text = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(sign) + 1}" if ord(sign) < 9 else sign for sign in text)
    level = Level(
        form=_FORMS.get(form, "decimal"),
        pattern=pattern,
        start=start,
        restart=limit if flags & 8 else None,
        suffix=_SUFFIX.get(follow, "tab"),
        legal=bool(flags & 4),
    )
    return level, at + 2 + 2 * length


def _lists(data: bytes) -> dict[str, tuple[str, dict[int, int], dict[int, Level]]]:
    """Lists by number (from 1): the abstract list, and the starts and levels that replace its own."""
    if len(data) < 4:
        return {}
    (count,) = struct.unpack_from("<I", data)
    found: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = {}
    at = 4 + 16 * count
    for index in range(count):
        entry = data[4 + 16 * index : 20 + 16 * index]
        if len(entry) < 16:
            break
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        at += 4
        for _ in range(entry[12]):
            if at + 8 > len(data):
                break
            start, flags = struct.unpack_from("<iI", data, at)
            at += 8
            if flags & 0x20:
                levels[flags & 15], at = _level(data, at)
            elif flags & 0x10:
                starts[flags & 15] = start
        found[str(index + 1)] = (str(struct.unpack_from("<i", entry)[0]), starts, levels)
    return found
