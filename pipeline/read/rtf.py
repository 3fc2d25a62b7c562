"""Rich Text (.rtf): the text in order, list labels as written beside it, notes and text boxes as paragraphs of their own.

Knows groups and their inherited state, Unicode with its fallback, code pages of fonts, fields (their result), hidden
and deleted text, and fonts «.Vn…» and «VNI-…» with legacy codes. Nothing embedded or linked is opened. Source: Rich
Text Format Specification 1.9.1.

>>> from pipeline.read.assemble import Target
>>> data = rb"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\listtext 1.\\tab}C\\u259?n c\\u7913?\\par}"
>>> read_rtf(data, "a.rtf", Target("a.rtf", "application/rtf")).text
'1.\\tCăn cứ'
"""

from __future__ import annotations

import msgspec

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import RawDocument
from pipeline.read.assemble import Target, TextBuilder, raw_document
from pipeline.read.docx_runs import Piece, converted
from pipeline.read.legacy import convert, encoding_of_font, legacy_encoding, optional_hyphen
from pipeline.read.limits import DEFAULT, Limits, megabytes
from pipeline.read.rtf_tokens import KEPT, NO_TEXT, PARAGRAPH_ENDS, SIGNS, Token, code_page, known, tokens, whole

_DEPTH = 2000
_SWITCHES = {"v": "hidden", "deleted": "deleted", "caps": "capitals"}


def read_rtf(
    data: bytes, name: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read an RTF file. ``name`` is for messages; raises ``ReadError`` when it is too large or damaged."""
    if len(data) > limits.part:
        cause = f"{megabytes(len(data))}, more than the {megabytes(limits.part)} one document may have"
        raise ReadError(name, cause, "split it into documents, or leave out its pictures")
    reader = _Reader()
    try:
        complete = reader.read(data.decode("latin-1"))
    except _TooDeepError:
        raise ReadError(name, "damaged: its groups nest without end", "open and save it anew") from None
    remarks = extra
    if not complete:
        remark = Diagnostic(
            "cut-off", "warning", "the file ends before its last group is closed: its end may be missing"
        )
        remarks = (*extra, remark)
    text = reader.builder.text()
    legacy = legacy_encoding(text)
    if legacy:
        text = convert(text, legacy)
    origins = () if legacy else tuple(reader.builder.origins)
    return raw_document(data, target, "rtf", text, origins=origins, diagnostics=remarks)


class _TooDeepError(Exception):
    pass


class _State(msgspec.Struct, frozen=True):
    """What holds inside a group: whether it is text, its story, font, fallback length and looks."""

    silent: bool = False
    fonts: bool = False
    story: int = 0
    font: int = -1
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False


class _Story:
    """A flow of paragraphs: the body (0), a note or a text box, each with the mark its first paragraph opens with."""

    def __init__(self, mark: str) -> None:
        self.mark, self.pieces = mark, list[Piece]()
        self.lines: list[str] = []


class _Reader:
    def __init__(self) -> None:
        self.builder = TextBuilder()
        self._stack: list[_State] = []
        self._now = _State()
        self._stories = [_Story("")]
        self._waiting: list[int] = []
        self._names: dict[int, str] = {}
        self._charsets: dict[int, int] = {}
        self._codec = "cp1252"
        self._bytes = bytearray()
        self._left = 0
        self._notes = 0
        self._starred = False
        self._default = -1
        self._paragraph = -1

    def read(self, source: str) -> bool:
        """Read all; whether every group was closed."""
        for token in tokens(source):
            if token.kind != "byte" and self._bytes:
                self._flush()
            if token.kind == "brace":
                self._brace(token.word)
            elif token.kind == "word":
                self._word(token)
                continue
            elif token.kind == "byte":
                self._byte(token.text)
            else:
                self._plain(token.text)
            self._starred = False
        closed = not self._stack
        self._now = _State()
        self._close()
        return closed

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if len(self._stack) > _DEPTH:
                raise _TooDeepError
            self._stack.append(self._now)
            return
        before = self._now
        if self._stack:
            self._now = self._stack.pop()
        if before.story != self._now.story:
            self._close(before.story)
            self._waiting.append(before.story)

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        if word in NO_TEXT or (starred and word not in KEPT):
            self._set(silent=True, fonts=word == "fonttbl")
        elif word in PARAGRAPH_ENDS:
            self._left = 0
            if not self._now.silent:
                self._close(self._now.story)
        elif word in SIGNS:
            self._plain(optional_hyphen(self._names.get(self._now.font, "").strip()) if word == "-" else SIGNS[word])
        elif word == "u" and number is not None:
            self._emit(chr(number % 0x10000))
            self._left = self._now.skip
        elif word in ("footnote", "shptxt"):
            self._open(word)
        elif word in _SWITCHES:
            self._set(**{_SWITCHES[word]: number != 0})
        else:
            self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._set(font=number)
        elif word == "uc":
            self._set(skip=number if number is not None else 1)
        elif word == "plain":
            self._set(hidden=False, deleted=False, capitals=False, font=self._default)
        elif word == "ansicpg" and number:
            self._codec = f"cp{number}" if known(f"cp{number}") else "cp1252"
        elif word == "deff" and number is not None:
            self._default = number
        elif word == "fcharset" and number is not None and self._now.fonts:
            self._charsets[self._now.font] = number
        elif word == "upr":
            self._set(silent=True)
        elif word == "ud":
            self._set(silent=False)

    def _set(self, **values: object) -> None:
        self._now = msgspec.structs.replace(self._now, **values)

    def _open(self, word: str) -> None:
        """A note or a text box begins: its paragraphs wait until the paragraph around it ends."""
        mark = ""
        if word == "footnote" and not self._now.silent:
            self._notes += 1
            mark = f"[{self._notes}] "
        self._stories.append(_Story(mark))
        self._set(story=len(self._stories) - 1, silent=self._now.silent and word == "footnote")

    def _plain(self, text: str) -> None:
        if self._left:
            cut = min(self._left, len(text))
            self._left -= cut
            text = text[cut:]
        if text:
            self._emit(text)

    def _byte(self, text: str) -> None:
        if self._left:
            self._left -= 1
        else:
            self._bytes += text.encode("latin-1")

    def _flush(self) -> None:
        codec = code_page(self._charsets.get(self._now.font), self._codec)
        text = bytes(self._bytes).decode(codec, "replace")
        self._bytes.clear()
        self._emit(text)

    def _emit(self, text: str) -> None:
        now = self._now
        if now.fonts:
            self._names[now.font] = self._names.get(now.font, "") + text.rstrip(";")
            return
        if now.silent or now.hidden or now.deleted:
            return
        name = self._names.get(now.font, "").strip()
        font = name if encoding_of_font(name) else None
        text = text.upper() if now.capitals else text
        pieces = self._stories[now.story].pieces
        if pieces and pieces[-1].font == font:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + text)
        else:
            pieces.append(Piece(text, len(pieces), font))

    def _close(self, index: int = 0) -> None:
        """A paragraph of a story ends; that of the body is written, with the notes and boxes that hang on it."""
        story = self._stories[index]
        pieces, story.pieces = story.pieces, []
        if any(piece.font for piece in pieces):
            pieces = converted(pieces)
        text = whole("".join(piece.text for piece in pieces)).strip(" \t\n\u00a0")
        if text:
            story.lines.append(story.mark + text)
            story.mark = ""
        if index:
            return
        self._paragraph += 1
        waiting, self._waiting = self._waiting, []
        for line in (*story.lines, *(line for other in waiting for line in self._stories[other].lines)):
            self.builder.line(line, {"paragraph": self._paragraph})
        story.lines = []
