"""Where records go: a folder, one file, or standard output, in the format asked for.

The format follows ``--format``, else the suffix of the file, else it is JSON: a file each in a folder, one pretty object for
one document on standard output, one record a line for several.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from pipeline.errors import UsageError
from pipeline.export.writers import Closing, CsvWriter, ParquetWriter, Writer, XlsxWriter
from pipeline.run.corpus import Outcome
from pipeline.run.sources import SourceFile

FORMATS = ("json", "jsonl", "csv", "xlsx", "parquet")
_BY_SUFFIX = {".json": "json", ".jsonl": "jsonl", ".xlsx": "xlsx"}


class Output(Closing):
    """Takes outcomes that have a record; stands in a ``with`` statement."""

    def write(self, outcome: Outcome) -> None:
        """Add the record of one outcome."""
        raise NotImplementedError


def open_output(files: Sequence[SourceFile], out: Path | None, format: str | None, stdout: IO[bytes]) -> Output:
    """The output for these source files. Raises ``UsageError`` when place and format do not fit together."""
    chosen = format or _BY_SUFFIX.get(out.suffix.lower() if out else "", "")
    if format is not None and format not in FORMATS:
        raise UsageError(f"--format {format}: there are {', '.join(FORMATS)}")
    single = len(files) == 1 and not files[0].is_container
    if out is None:
        if chosen in ("csv", "xlsx", "parquet"):
            raise UsageError(f"--format {chosen} writes several tables; name a place for them with --out")
        return OneJson(stdout) if single and chosen != "jsonl" else Lines(stdout)
    if out.suffix.lower() in _BY_SUFFIX and not out.is_dir():
        return _one_file(out, chosen, single)
    if out.is_file():
        raise UsageError(f"{out}: is a file; --format {chosen or 'json'} wants a folder or a file of its suffix")
    if chosen == "jsonl":
        return Lines(out / "records.jsonl")
    if chosen == "xlsx":
        return Tables(XlsxWriter(out / "records.xlsx"))
    if chosen in ("csv", "parquet"):
        return Tables(CsvWriter(out) if chosen == "csv" else ParquetWriter(out))
    return Folder(out, files)


def _one_file(out: Path, chosen: str, single: bool) -> Output:
    if chosen != _BY_SUFFIX[out.suffix.lower()]:
        raise UsageError(f"{out}: the suffix says {_BY_SUFFIX[out.suffix.lower()]}, --format says {chosen}")
    if chosen == "xlsx":
        return Tables(XlsxWriter(out))
    if chosen == "json":
        if not single:
            raise UsageError(f"{out}: several documents do not fit in one JSON object; name a folder or a .jsonl file")
        return OneJson(out)
    return Lines(out)


class _Stream(Output):
    """An output into a file that it opens, or a stream that it is given."""

    def __init__(self, place: Path | IO[bytes]) -> None:
        if isinstance(place, Path):
            place.parent.mkdir(parents=True, exist_ok=True)
            self.stream: IO[bytes] = place.open("wb")
        else:
            self.stream = place
        self.own = isinstance(place, Path)

    def close(self) -> None:
        self.stream.close() if self.own else self.stream.flush()


class Lines(_Stream):
    """JSON Lines in the order of the input."""

    def write(self, outcome: Outcome) -> None:
        self.stream.write(outcome.data or b"")
        self.stream.write(b"\n")


class OneJson(_Stream):
    """One indented JSON object."""

    def write(self, outcome: Outcome) -> None:
        self.stream.write(msgspec.json.format(outcome.data or b"null", indent=1) + b"\n")


class Tables(Output):
    """A tabular writer behind the same door."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def write(self, outcome: Outcome) -> None:
        self.writer.write(outcome.record())

    def close(self) -> None:
        self.writer.close()


class Folder(Output):
    """``<stem>.json`` a document, ``<stem>.jsonl`` a container; where two share a stem the later keeps its suffix."""

    def __init__(self, out: Path, files: Sequence[SourceFile]) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.targets = [out / name for name in target_names(files)]
        self.containers = [file.is_container for file in files]
        self.lines: tuple[int, Lines] | None = None

    def write(self, outcome: Outcome) -> None:
        target = self.targets[outcome.file]
        if not self.containers[outcome.file]:
            with OneJson(target.with_name(target.name + ".part")) as file:
                file.write(outcome)
            # A reader of the folder never sees half a record, and a killed run leaves none behind.
            target.with_name(target.name + ".part").replace(target)
            return
        if self.lines is None or self.lines[0] != outcome.file:
            self.close()
            self.lines = (outcome.file, Lines(target))
        self.lines[1].write(outcome)

    def close(self) -> None:
        if self.lines is not None:
            self.lines[1].close()
            self.lines = None


def target_names(files: Sequence[SourceFile]) -> list[str]:
    """File names for records, one a source: the stem, or with its suffix when the stem is taken, or numbered.

    >>> f = lambda name: SourceFile(Path(name), Path("."))
    >>> target_names([f("a/x.docx"), f("a/x.pdf"), f("b/x.pdf")])
    ['x.json', 'x.pdf.json', 'x.pdf.2.json']
    """
    taken: set[str] = set()
    names = []
    for file in files:
        ending = ".jsonl" if file.is_container else ".json"
        base = file.stem if file.stem + ending not in taken else file.path.name
        name, number = base + ending, 1
        while name in taken:
            number += 1
            name = f"{base}.{number}{ending}"
        taken.add(name)
        names.append(name)
    return names
