"""What follows from a document is written after it: whatever comes between, the store ends as if nothing had."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.gazetteer import load
from pipeline.run.document import Pipeline
from pipeline.run.judge import Judge
from pipeline.run.parcels import arrived_again, parcel_of
from pipeline.store.database import create, is_open
from pipeline.store.settle import settle
from pipeline.store.values import Parcel, SourceRow
from pipeline.store.write import Writer
from tests.store.corpus import plan_text
from tests.store.dump import check, dump


class Store:
    """A store under test, with all that a build has at hand."""

    judge = Judge(load())
    pipeline = Pipeline(load())

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer = Writer(create(path))

    def put(self, number: int, plan: int | None = None) -> bool:
        parcel = self.parcel(number if plan is None else plan)
        return self.writer.put_file(SourceRow(f"/in/{number}.txt", 1, 1, "", parcel.producer), parcel)

    def parcel(self, plan: int) -> Parcel:
        return parcel_of(self.pipeline.record_text(plan_text(plan)), self.judge, text=False)

    def settle(self) -> None:
        make = arrived_again(self.writer.db, self.judge)
        settle(self.writer.deriver, self.judge.settled, make, self.judge.provinces)

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        assert not is_open(self.writer.db)
        self.writer.db.close()
        check(self.path)
        return dump(self.path)


@pytest.fixture
def calm(tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    store = Store(tmp_path / "calm.db")
    for number in range(6):
        assert not store.put(number)
    store.settle()
    return store.content()


Content = dict[str, list[tuple[object, ...]]]


def test_bodies_that_a_killed_build_left_are_derived_again(tmp_path: Path, calm: Content) -> None:
    killed = Store(tmp_path / "c.db")
    for number in range(4):
        killed.put(number)
    killed.writer.db.close()
    store = Store(tmp_path / "c.db")
    assert store.writer.deriver.is_behind() and is_open(store.writer.db)
    store.put(4)
    store.writer.deriver.flush()
    assert store.writer.deriver.is_behind() is False, "its own body still waits behind the others"
    store.put(5)
    store.settle()
    assert store.content() == calm


def test_two_who_write_at_once_end_as_one(tmp_path: Path, calm: Content) -> None:
    one, other = Store(tmp_path / "c.db"), Store(tmp_path / "c.db")
    for number in range(6):
        (one, other)[number % 2].put(number)
        if number == 2:
            one.writer.deriver.flush()
        if number == 3:
            other.settle()
    one.put(5)
    one.settle()
    other.settle()
    other.writer.db.close()
    assert one.content() == calm


def test_the_last_of_several_versions_stands(tmp_path: Path, calm: Content) -> None:
    store = Store(tmp_path / "c.db")
    for number in range(6):
        store.put(number, plan=number + 20)
    store.put(0, plan=30)
    store.settle()
    for number in range(6):
        assert store.put(number, plan=number + 40), "something stood there"
        store.put(number)
    store.settle()
    assert store.content() == calm


def test_what_is_removed_leaves_nothing(tmp_path: Path, calm: Content) -> None:
    store = Store(tmp_path / "c.db")
    for number in range(12):
        store.put(number)
    store.settle()
    sources = store.writer.sources()
    for number in range(6, 12):
        assert store.writer.remove(sources[f"/in/{number}.txt"].id) == 1
    store.settle()
    assert store.content() == calm
