"""What follows from a document is written after it: whatever comes between, the store ends as if nothing had."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.gazetteer import load
from pipeline.run.document import Pipeline
from pipeline.run.judge import Judge
from pipeline.run.parcels import arrived_again, parcel_of
from pipeline.store import derive, settle as settling
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


def test_killed_at_any_statement_the_build_goes_on(
    tmp_path: Path, calm: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Batches of two, so that there are several of each kind, and places between them to be killed at.
    monkeypatch.setattr(derive, "_BATCH", 2)
    monkeypatch.setattr(settling, "_BATCH", 2)
    statements: list[str] = []
    _whole_build(Store(tmp_path / "count.db"), statements.append)
    for number, fatal in enumerate(range(1, len(statements), len(statements) // 24)):
        path = tmp_path / f"{number}.db"
        if (child := os.fork()) == 0:
            left = iter(range(fatal))
            _whole_build(Store(path), lambda _, left=left: next(left, None) is not None or os._exit(9))  # type: ignore[misc]
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        check(path)
        store = Store(path)
        if store.writer.deriver.is_behind():
            store.writer.deriver.flush(arrived_again(store.writer.db, store.judge))
        done = {path for path, row in store.writer.sources().items() if row.state == "done"}
        for plan in range(6):
            if f"/in/{plan}.txt" not in done:
                store.put(plan)
        store.settle()
        assert store.content() == calm, f"killed before statement {fatal}: {statements[fatal]}"


def _whole_build(store: Store, watch: Callable[[str], object]) -> None:
    store.writer.db.set_trace_callback(watch)
    store.writer.register(f"/in/{number}.txt" for number in range(6))
    for number in range(6):
        store.put(number)
    store.settle()
