"""The work of one process of a build: a task in, a parcel for the store out (or the error that stopped it).

Reading, extraction, resolution by the document alone and word segmentation all happen here, beside the one process that writes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from pipeline.errors import ReadError
from pipeline.model.record import Record
from pipeline.run.corpus import Task, raw_of
from pipeline.run.document import Pipeline
from pipeline.run.judge import Judge
from pipeline.run.unread import unread
from pipeline.store.database import Connection
from pipeline.store.fulltext import joined
from pipeline.store.parcel import make_parcel
from pipeline.store.read import body_at
from pipeline.store.values import Arrived, Parcel


class Made(msgspec.Struct, frozen=True):
    """What became of one task: a parcel and what of the source is missing in it, or an error; ``file``, ``name``: the task's."""

    file: int
    name: str
    parcel: Parcel | None = None
    error: ReadError | None = None
    unread: tuple[str, ...] = ()


def parcel_maker(gazetteers: Path | None, *, text: bool) -> Callable[[Task], Made]:
    """The work of one process; ``text`` says whether texts are segmented for the full-text index."""
    from pipeline.gazetteer import load

    loaded = load(gazetteers)
    return partial(_make, Pipeline(loaded), Judge(loaded), text)


def with_text(gazetteers: Path | None) -> Callable[[Task], Made]:
    """``parcel_maker`` with the full-text index."""
    return parcel_maker(gazetteers, text=True)


def without_text(gazetteers: Path | None) -> Callable[[Task], Made]:
    """``parcel_maker`` without the full-text index."""
    return parcel_maker(gazetteers, text=False)


def parcel_of(record: Record, judge: Judge, *, text: bool) -> Parcel:
    """The parcel of a record that is at hand."""
    words = segmented(record.text) if text else None
    standing = judge.standing(record)
    own, answers = judge.own(record, standing), judge.alone(record, standing)
    return make_parcel(record, own, msgspec.json.encode(standing).decode(), answers, judge.file_under, words)


def arrived_again(db: Connection, judge: Judge) -> Callable[[int], Arrived]:
    """What makes the parcel of a stored body again, by its number: a build that was killed may have left some underived."""

    def make(body: int) -> Arrived:
        stored = body_at(db, body)
        return Arrived(*stored[:4], parcel=parcel_of(stored[4], judge, text=False))

    return make


def segmented(text: str) -> str:
    """The words of a text as the full-text index takes them."""
    from pipeline.text.words import words

    return joined(word for _, _, word in words(text))


def _make(pipeline: Pipeline, judge: Judge, text: bool, task: Task) -> Made:
    if task.error is not None:
        return Made(task.file, task.name, error=task.error)
    try:
        raw = raw_of(task)
    except ReadError as error:
        return Made(task.file, task.name, error=error)
    parcel = parcel_of(pipeline.record(raw), judge, text=text)
    return Made(task.file, task.name, parcel=parcel, unread=unread(raw.diagnostics))
