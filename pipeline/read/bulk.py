"""Containers of many texts: ``.jsonl``, ``.jsonl.gz``, ``.jsonl.xz``, a JSON object ``{"id", "text"}`` a line.

Decompression is streamed and bounded, and a line that is bad or too long is reported with its number while the others go
on. Source: the project's bulk format.

>>> raw = [b'{"id": "a", "text": "C\\\\u0103n c\\\\u1ee9"}', b'{"id": 1}']
>>> [type(item).__name__ for item in read_lines(iter(raw), "x.jsonl", "x.jsonl")]
['RawDocument', 'ReadError']
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.errors import ReadError
from pipeline.model.document import RawDocument
from pipeline.read.assemble import Target, normal, raw_document
from pipeline.read.limits import DEFAULT, Limits, megabytes
from pipeline.read.unpack import Damaged, TooLarge, chunks, lines

MEDIA_TYPE = "application/jsonl"
_REMEDY = 'each line must be an object with the texts "id" and "text"'


class Line(msgspec.Struct, frozen=True):
    """A line as it must be; unknown keys are ignored. ``id`` may be a number."""

    text: str
    id: str | int | None = None


_DECODER = msgspec.json.Decoder(Line)


def read_container(path: Path, shown: str, limits: Limits = DEFAULT) -> Iterator[RawDocument | ReadError]:
    """Each line of the container at ``path`` as a document, or the error that it is.

    ``shown`` is the relative path of the records. An error of the container itself (damaged, cut off, too large once
    unpacked) comes as the last item.
    """
    try:
        with path.open("rb") as file:
            cut = lines(chunks(file, path.name, limits.stream), limits.line)
            yield from read_lines(cut, str(path), shown, limits)
    except Damaged as error:
        yield ReadError(str(path), f"the container is damaged or cut off: {error}", "fetch or pack it again")
    except OSError as error:
        yield ReadError(str(path), error.strerror or str(error), "check the file and your rights to read it")
    except TooLarge:
        cause = f"more than {megabytes(limits.stream)} once unpacked"
        yield ReadError(str(path), cause, "split it, or raise the limit")


def read_lines(
    raw_lines: Iterator[bytes | None], name: str, shown: str, limits: Limits = DEFAULT
) -> Iterator[RawDocument | ReadError]:
    """Documents of raw lines (None for a line that was too long to keep); blank lines are passed over."""
    target = Target(shown, MEDIA_TYPE)
    for number, line in enumerate(raw_lines, 1):
        if line is None:
            cause = f"longer than the {megabytes(limits.line)} a line may have"
            yield ReadError(f"{name}:{number}", cause, "give the text as a file of its own, or split it")
        elif line.strip():
            yield _document(line, f"{name}:{number}", target)


def _document(line: bytes, place: str, target: Target) -> RawDocument | ReadError:
    try:
        item = _DECODER.decode(line)
    except msgspec.MsgspecError as error:
        return ReadError(place, f"the line is no document: {error}", _REMEDY)
    except UnicodeDecodeError as error:
        return ReadError(place, f"invalid UTF-8 at byte {error.start} of the line", "save it as UTF-8")
    identity = None if item.id is None else str(item.id)
    return raw_document(line, target, "jsonl", normal(item.text), id=identity)
