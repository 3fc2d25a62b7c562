"""Word 97–2003 (.doc): the main text in order, numbering rendered, notes and text boxes as paragraphs of their own.

The same text as the DOCX reader gives of the same document: a paragraph is a line, a table gives the paragraphs of its
cells row by row, a field its result, a footnote «[1] …» after the paragraph that refers to it. Fonts «.Vn…» and «VNI-…»
hold legacy codes. Files of Word 6 and 95, and damaged ones, go to other programs (``convert``). Source: [MS-DOC], 2.3.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import RawDocument
from pipeline.read.assemble import Target, TextBuilder, raw_document
from pipeline.read.doc_file import ENCRYPTED, OLD, Properties, Unreadable, WordFile, entries
from pipeline.read.doc_lists import Looks, fonts, looks, numbering, styles
from pipeline.read.docx_runs import Piece, converted
from pipeline.read.legacy import Encoding, convert, encoding_of_font, legacy_encoding, optional_hyphen
from pipeline.read.limits import DEFAULT, Limits

_NOTE, _CELL, _BREAK, _PAGE, _RETURN = "\x02", "\x07", "\x0b", "\x0c", "\r"
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_ENDS = frozenset((_CELL, _PAGE, _RETURN))
_SHOWN = {_BREAK: "\n", "\t": "\t", "\x1e": "-"}
_NO_LIST = (0, 2047)
_PART = "WordDocument"


def read_doc(
    data: bytes, name: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read a .doc. ``name`` is for messages; raises ``ReadError`` when it is encrypted or nothing can read it."""
    try:
        reader = _Reader(WordFile(data))
        reader.read()
    except Unreadable as problem:
        if problem.reason == ENCRYPTED:
            raise ReadError(name, "encrypted with a password", "remove the password and try again") from problem
        reason, old = f"{problem}", problem.reason == OLD
    except (struct.error, IndexError, ValueError) as error:
        reason, old = f"{error}", False
    else:
        text = reader.builder.text()
        return raw_document(data, target, "doc", text, origins=tuple(reader.builder.origins), diagnostics=extra)
    from pipeline.read.convert import read_converted

    return read_converted(data, name, target, ".doc", reason, limits, extra, old=old)


class _Runs:
    """Properties by byte offset, looked up one after the other."""

    def __init__(self, runs: list[Properties]) -> None:
        self._runs, self._starts = runs, [run.start for run in runs]
        self._known: dict[bytes, Looks] = {}

    def at(self, offset: int) -> tuple[Properties | None, int]:
        """The run that holds ``offset``, and where the next one begins."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None, self._starts[0] if self._starts else 1 << 62
        run = self._runs[index]
        after = self._starts[index + 1] if index + 1 < len(self._starts) else 1 << 62
        return (run, min(run.end, after)) if offset < run.end else (None, after)

    def looks(self, run: Properties | None) -> Looks:
        """What a run's properties say."""
        if run is None:
            return Looks()
        if run.sprms not in self._known:
            self._known[run.sprms] = looks(run.sprms)
        return self._known[run.sprms]


class _Reader:
    def __init__(self, file: WordFile, legacy: Encoding | None = None) -> None:
        self._file, self._legacy = file, legacy
        self.builder = TextBuilder()
        self._styles, self._fonts, self._numbering = styles(file), fonts(file), numbering(file)
        self._characters, self._paragraphs = _Runs(file.characters), _Runs(file.paragraphs)
        main, notes, heads, macros, remarks, ends = file.counts[:6]
        self._main = main
        self._footnotes = _notes(file, 2, 3, main)
        self._endnotes = _notes(file, 46, 47, main + notes + heads + macros + remarks)
        self._boxes = _boxes(file, main + notes + heads + macros + remarks + ends)
        self._late: list[tuple[int, tuple[int, int]]] = []
        self._count, self._paragraph = {"foot": 0, "end": 0}, -1

    def read(self) -> None:
        """Write the whole document into ``builder``."""
        self._story(0, self._main, "")
        for number, (start, end) in self._late:
            self._story(start, end, f"[{number}] ")
        legacy = legacy_encoding(self.builder.text()) if self._legacy is None else None
        if legacy:
            # The fonts' names hide it: the whole text is in legacy codes.
            again = _Reader(self._file, legacy)
            again.read()
            self.builder = again.builder

    def _story(self, start: int, end: int, mark: str) -> None:
        pieces: list[Piece] = []
        fields: list[bool] = []
        called: list[int] = []
        for at, offset, sign, shown in self._signs(start, end):
            if sign in _ENDS:
                self._close(pieces, offset, sign, mark)
                mark, pieces = "", []
                self._hanging(called)
                called = []
            elif sign == _BEGIN:
                fields.append(True)
            elif sign == _SEPARATE and fields:
                fields[-1] = False
            elif sign == _END and fields:
                fields.pop()
            elif at in self._footnotes or at in self._endnotes or at in self._boxes:
                called.append(at)
            elif shown.hidden or shown.deleted or any(fields):
                continue
            else:
                self._add(pieces, sign, shown)
        self._close(pieces, -1, _RETURN, mark)
        self._hanging(called)

    def _signs(self, start: int, end: int) -> Iterator[tuple[int, int, str, Looks]]:
        """Every character with its position, its byte offset and what holds of it."""
        at, until, shown = start, -1, Looks()
        for first, text, width in self._file.text(start, end):
            until = -1
            for index, sign in enumerate(text):
                offset = first + index * width
                if offset >= until:
                    run, until = self._characters.at(offset)
                    shown = self._characters.looks(run)
                yield at, offset, sign, shown
                at += 1

    def _add(self, pieces: list[Piece], sign: str, shown: Looks) -> None:
        font = None if shown.font is None or shown.font >= len(self._fonts) else self._fonts[shown.font]
        sign = optional_hyphen(font) if sign == "\x1f" else _SHOWN.get(sign, sign if sign >= " " else "")
        if shown.capitals:
            sign = sign.upper()
        if pieces and pieces[-1].font == font:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + sign)
        else:
            pieces.append(Piece(sign, len(pieces), font))

    def _close(self, pieces: list[Piece], offset: int, sign: str, mark: str) -> None:
        """Write a paragraph; ``offset`` is that of its mark, whose properties are the paragraph's."""
        run, _ = self._paragraphs.at(offset)
        own = self._paragraphs.looks(run)
        style = self._styles[run.style] if run is not None and run.style < len(self._styles) else Looks()
        told = own.over(style)
        if told.row_end and sign == _CELL:
            return
        self._paragraph += 1
        label = mark or self._label(told)
        pieces = [piece._replace(font=self._legacy_font(piece.font, style)) for piece in pieces]
        if any(piece.font for piece in pieces):
            pieces = converted(pieces)
        text = "".join(piece.text for piece in pieces)
        if self._legacy:
            text = convert(text, self._legacy)
        text = (label + text).strip(" \t\n\u00a0")
        if text:
            self.builder.line(text, {"part": _PART, "paragraph": self._paragraph})

    def _legacy_font(self, font: str | None, style: Looks) -> str | None:
        """A piece's font, its own or its style's, if its name promises a legacy encoding."""
        if font is None and style.font is not None and style.font < len(self._fonts):
            font = self._fonts[style.font]
        return font if font is not None and encoding_of_font(font) is not None else None

    def _label(self, told: Looks) -> str:
        number = told.list
        if number is None or number in _NO_LIST or not self._numbering.knows(str(number)):
            return ""
        return self._numbering.label(str(number), min(told.level or 0, 8))

    def _hanging(self, called: list[int]) -> None:
        """The footnotes and text boxes that a paragraph calls."""
        for at in called:
            if at in self._boxes:
                self._story(*self._boxes[at], "")
            elif at in self._footnotes:
                self._count["foot"] += 1
                self._story(*self._footnotes[at], f"[{self._count['foot']}] ")
            else:
                self._count["end"] += 1
                self._late.append((self._count["end"], self._endnotes[at]))


def _notes(file: WordFile, references: int, texts: int, base: int) -> dict[int, tuple[int, int]]:
    """The span of each note's text by the position of its reference. ``base`` is where the notes' texts begin."""
    begins = [at for at, _ in entries(file.part(texts), 0)]
    found: dict[int, tuple[int, int]] = {}
    for index, (at, _) in enumerate(file.positions(references, 2)[:-1]):
        if index + 1 < len(begins):
            found[at] = base + begins[index], base + begins[index + 1]
    return found


def _boxes(file: WordFile, base: int) -> dict[int, tuple[int, int]]:
    """The span of each text box's text by the position of the shape that shows it."""
    listed = file.positions(56, 22)
    spans: dict[bytes, tuple[int, int]] = {}
    for (start, entry), (end, _) in pairwise(listed):
        spans.setdefault(entry[14:18], (base + start, base + end))
    shapes = ((at, entry[:4]) for at, entry in file.positions(40, 26)[:-1])
    return {at: spans[identity] for at, identity in shapes if identity in spans}
