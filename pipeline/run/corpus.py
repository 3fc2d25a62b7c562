"""Many sources through one pipeline: in this process, or in a pool of workers, results always in the order of the input.

Memory is bounded: only a few batches are under way at once, and a finished record travels as its JSON bytes.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pipeline.errors import ReadError
from pipeline.export import jsontext
from pipeline.model.document import RawDocument
from pipeline.model.record import Record
from pipeline.read import read, read_many
from pipeline.run.document import Pipeline
from pipeline.run.sources import SourceFile
from pipeline.run.unread import unread

COUNTED = ("citations", "dates", "periods", "anniversaries", "movements", "programmes", "sections", "diagnostics")
_BATCH_CHARACTERS = 400_000
_BATCH_FILES = 4


class Outcome(msgspec.Struct, frozen=True):
    """What became of one source: its record (as JSON bytes) or the error that stopped it.

    ``file`` is the index of the source file among those given; the lines of a container share it. ``counts`` says how many
    mentions of each layer the record has, so that a summary need not decode it; ``unread`` what of the source is missing.
    """

    file: int
    name: str
    data: bytes | None = None
    counts: dict[str, int] = {}
    error: ReadError | None = None
    unread: tuple[str, ...] = ()

    def record(self) -> Record:
        """The record itself. Raises the error of the source when it has none."""
        if self.data is None:
            raise self.error or ReadError(self.name, "no record was made", "")
        return jsontext.decode(self.data)


class Task(msgspec.Struct, frozen=True):
    """One thing to do: a file to read, or a document that was read already (a line of a container)."""

    file: int
    name: str
    source: SourceFile | None = None
    raw: RawDocument | None = None
    error: ReadError | None = None


T = TypeVar("T")
Work = Callable[[Task], T]
# What each process of the pool works with, set once by its initializer.
_work: Work[Any] | None = None


def extract_files(
    files: Iterable[SourceFile], jobs: int = 1, gazetteers: Path | None = None, pipeline: Pipeline | None = None
) -> Iterator[Outcome]:
    """Outcomes of all ``files`` in their order; ``jobs`` processes work on them (1: this one).

    ``gazetteers`` is a folder to load them from, or None for the default ones; a ready ``pipeline`` serves when
    ``jobs`` is 1. A file that cannot be read gives an outcome with its error; nothing is raised for it.
    """
    tasks = tasks_of(files)
    if jobs <= 1 and pipeline is not None:
        return (run_task(pipeline, task) for task in tasks)
    return run_tasks(tasks, _extractor, jobs, gazetteers)


def run_tasks(
    tasks: Iterable[Task], make: Callable[[Path | None], Work[T]], jobs: int = 1, gazetteers: Path | None = None
) -> Iterator[T]:
    """What ``make(gazetteers)`` gives for every task, in their order; ``make`` is called once in each of ``jobs`` processes.

    ``make`` must be a function of a module, for it travels to the processes by name.
    """
    if jobs <= 1:
        yield from map(make(gazetteers), tasks)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(make, gazetteers)) as pool:
        yield from _in_order(pool.submit, _batches(tasks), window=3 * jobs)


def run_task(pipeline: Pipeline, task: Task) -> Outcome:
    """One task to its outcome."""
    if task.error is not None:
        return Outcome(task.file, task.name, error=task.error)
    try:
        raw = raw_of(task)
    except ReadError as error:
        return Outcome(task.file, task.name, error=error)
    record = pipeline.record(raw)
    counts = {layer: len(getattr(record, layer)) for layer in COUNTED}
    return Outcome(task.file, task.name, data=jsontext.encode(record), counts=counts, unread=unread(raw.diagnostics))


def raw_of(task: Task) -> RawDocument:
    """The document of a task, read now within the limits of its source when it was not read already. Raises ``ReadError``."""
    if task.raw is not None:
        return task.raw
    if task.source is None:
        raise ReadError(task.name, "the task names no source", "")
    return read(task.source.path, limits=task.source.limits, root=task.source.root)


def tasks_of(files: Iterable[SourceFile]) -> Iterator[Task]:
    """A task for each file, and for each document of a container."""
    for index, file in enumerate(files):
        if not file.is_container:
            yield Task(index, str(file.path), source=file)
            continue
        try:
            for found in read_many(file.path, limits=file.limits, root=file.root):
                if isinstance(found, ReadError):
                    yield Task(index, found.path, error=found)
                else:
                    yield Task(index, found.id or str(file.path), raw=found)
        except ReadError as error:
            yield Task(index, str(file.path), error=error)


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Tasks in groups large enough to be worth sending and small enough to share out evenly."""
    batch: list[Task] = []
    weight = 0
    for task in tasks:
        batch.append(task)
        weight += len(task.raw.text) if task.raw is not None else _BATCH_CHARACTERS // _BATCH_FILES
        if weight >= _BATCH_CHARACTERS:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _in_order(submit: Callable[..., Future[list[Any]]], batches: Iterable[list[Task]], window: int) -> Iterator[Any]:
    waiting: deque[Future[list[Any]]] = deque()
    for batch in batches:
        waiting.append(submit(_run_batch, batch))
        if len(waiting) >= window:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _run_batch(batch: list[Task]) -> list[Any]:
    if _work is None:
        raise RuntimeError("the worker was not started through its initializer")
    return [_work(task) for task in batch]


def _start_worker(make: Callable[[Path | None], Work[Any]], gazetteers: Path | None) -> None:
    global _work
    _work = make(gazetteers)


def _extractor(gazetteers: Path | None) -> Work[Outcome]:
    from pipeline.gazetteer import load

    return partial(run_task, Pipeline(load(gazetteers)))
