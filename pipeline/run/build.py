"""``cancu build``: a corpus into the store, reading only what is new, changed or stale, safe to be killed and run again.

Imports that cost time are made where they are needed: when nothing changed, nothing of extraction is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from pipeline.config import gazetteer_dir
from pipeline.errors import ReadError
from pipeline.gazetteer.load import digest, read_files
from pipeline.read.limits import DEFAULT, Limits
from pipeline.run.changes import Plan, Reading, file_hash, plan
from pipeline.run.sources import expand
from pipeline.store.database import Connection, create, is_open, told, transaction
from pipeline.store.read import Figures, doubles, figures
from pipeline.store.values import producer_mark
from pipeline.store.write import Writer
from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.run.corpus import Task


class Report(msgspec.Struct):
    """What a build did: documents ``read`` (new), ``replaced``, ``removed``, ``unchanged``; what ``failed``; the ``skipped``.

    ``figures`` is what the store holds at the end, None when there was nothing to read at all; ``doubles`` are identities that
    documents of different content share, with their files.
    """

    read: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    settled: int = 0
    failed: list[ReadError] = []
    skipped: tuple[Path, ...] = ()
    figures: Figures | None = None
    doubles: list[tuple[str, tuple[str, ...]]] = []


class Watcher(Protocol):
    """Who is told how a build goes on."""

    def planned(self, files: int) -> None:
        """How many files will be read."""

    def at(self, file: int, name: str) -> None:
        """Which of them is under way."""

    def failed(self, error: ReadError) -> None:
        """One could not be read."""

    def unread(self, name: str, remarks: Sequence[str]) -> None:
        """What of one is missing."""

    def settling(self, left: int) -> None:
        """How many records are still to be settled."""


def build(
    paths: Sequence[Path],
    db: Path,
    watcher: Watcher,
    jobs: int = 1,
    gazetteers: Path | None = None,
    text: bool = True,
    limits: Limits = DEFAULT,
) -> Report:
    """Bring the store at ``db`` up to date with ``paths`` (files and folders) and settle what that changes.

    Files of other paths stay in the store. Raises ``StoreError`` when the store cannot be used; a source that cannot be read
    is told to ``watcher``, counted, and leaves what an earlier build read of it.
    """
    found = expand(paths, limits)
    report = Report(skipped=found.skipped)
    if not found.files and not found.errors:
        # An empty folder may be a disk that is not there: nothing is taken out of the store for it.
        return report
    producer = producer_mark(VERSION, digest(read_files(gazetteer_dir(gazetteers))))
    with told(db):
        connection = create(db)
        try:
            writer = Writer(connection)
            _catch_up(writer, gazetteers)
            todo = plan(found.files, paths, writer.sources(), producer)
            _put_right(connection, writer, todo, report)
            gone = {row.path for row in todo.gone}
            for error in found.errors:
                if str(Path(error.path).absolute()) not in gone:
                    _failed(report, watcher, error)
            watcher.planned(len(todo.read))
            if todo.read:
                _Reader(writer, todo.read, producer, report, watcher).run(jobs, gazetteers, text)
            _finish(writer, report, watcher, gazetteers, text)
            report.figures, report.doubles = figures(connection), doubles(connection)
        finally:
            connection.close()
    return report


def _put_right(connection: Connection, writer: Writer, todo: Plan, report: Report) -> None:
    """What needs no reading: times of files that are as they were, and files that are gone."""
    if todo.restamp:
        writer.remember(todo.restamp)
    for row in todo.gone:
        report.removed += writer.remove(row.id)
    if todo.unchanged:
        report.unchanged += writer.count(row.id for row in todo.unchanged)


class _Reader:
    """Reads the files of a plan and writes what comes back, in order."""

    def __init__(
        self, writer: Writer, todo: Sequence[Reading], producer: str, report: Report, watcher: Watcher
    ) -> None:
        self.writer, self.todo, self.producer, self.report, self.watcher = writer, todo, producer, report, watcher
        self.containers: dict[int, _Container] = {}

    def run(self, jobs: int, gazetteers: Path | None, text: bool) -> None:
        from pipeline.run.corpus import run_tasks
        from pipeline.run.parcels import with_text, without_text

        self.writer.register(reading.row.path for reading in self.todo if not reading.file.is_container)
        for made in run_tasks(self._tasks(), with_text if text else without_text, jobs, gazetteers):
            reading = self.todo[made.file]
            self.watcher.at(made.file, made.name)
            if made.unread:
                self.watcher.unread(made.name, made.unread)
            if made.error is not None:
                _failed(self.report, self.watcher, made.error)
                if made.file not in self.containers:
                    self.writer.fail(reading.row.path, str(made.error))
            elif made.parcel is not None:
                if made.file in self.containers:
                    replaced = self.writer.put_line(self.containers[made.file].id, made.name, made.parcel)
                else:
                    replaced = self.writer.put_file(reading.row, made.parcel)
                self.report.replaced += replaced
                self.report.read += not replaced
        for container in self.containers.values():
            if container.whole:
                self.report.removed += self.writer.close_container(container.id, container.names)

    def _tasks(self) -> Iterator[Task]:
        from pipeline.run.corpus import Task

        for number, reading in enumerate(self.todo):
            if reading.file.is_container:
                yield from self._lines(number, reading)
            else:
                yield Task(number, str(reading.file.path), source=reading.file)

    def _lines(self, number: int, reading: Reading) -> Iterator[Task]:
        """The documents of a container that are new, changed or stale; those that an earlier build stored are passed over."""
        from pipeline.read import read_many
        from pipeline.run.corpus import Task

        row = msgspec.structs.replace(reading.row, sha256=file_hash(reading.file.path), state="partial")
        container = self.containers[number] = _Container(self.writer.open_container(row))
        stored = self.writer.lines(container.id)
        try:
            for found in read_many(reading.file.path, limits=reading.file.limits, root=reading.file.root):
                if isinstance(found, ReadError):
                    container.whole = False
                    yield Task(number, found.path, error=found)
                    continue
                name = container.name(found.id)
                if stored.get(name) == (found.source.sha256, self.producer):
                    self.report.unchanged += 1
                else:
                    yield Task(number, name, raw=found)
        except ReadError as error:
            container.whole = False
            yield Task(number, str(reading.file.path), error=error)


class _Container:
    """A file of many documents under way: its row, the names seen so far, and whether it could be read whole."""

    def __init__(self, id: int) -> None:
        self.id, self.whole = id, True
        self.names: set[str] = set()

    def name(self, id: str | None) -> str:
        """A name for the next document, its own id where that is not taken."""
        base = id or str(len(self.names) + 1)
        name, number = base, 1
        while name in self.names:
            number += 1
            name = f"{base}~{number}"
        self.names.add(name)
        return name


def _failed(report: Report, watcher: Watcher, error: ReadError) -> None:
    report.failed.append(error)
    watcher.failed(error)


def _catch_up(writer: Writer, gazetteers: Path | None) -> None:
    """Derive what a killed build left, so that what is read now can follow."""
    if writer.deriver.is_behind():
        from pipeline.gazetteer import load
        from pipeline.run.judge import Judge
        from pipeline.run.parcels import arrived_again

        writer.deriver.flush(arrived_again(writer.db, Judge(load(gazetteers))))


def _finish(writer: Writer, report: Report, watcher: Watcher, gazetteers: Path | None, text: bool) -> None:
    """Settle what is open, and index the texts that a build without the full-text index left out."""
    writer.deriver.flush()
    if text:
        _index_left_out(writer.db)
    if is_open(writer.db):
        from pipeline.gazetteer import load
        from pipeline.run.judge import Judge
        from pipeline.run.parcels import arrived_again
        from pipeline.store.settle import settle

        judge = Judge(load(gazetteers))
        make = arrived_again(writer.db, judge)
        report.settled = settle(writer.deriver, judge.settled, make, judge.provinces, watcher.settling)


def _index_left_out(connection: Connection) -> None:
    from pipeline.store.fulltext import index_texts, unindexed

    for record, text in unindexed(connection):
        from pipeline.run.parcels import segmented

        words = segmented(text)
        with transaction(connection):
            index_texts(connection, [(record, words)])
