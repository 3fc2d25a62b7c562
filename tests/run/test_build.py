"""Builds: only what is new or changed is read, what is gone goes, references find targets that came later, kills do no harm."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import ReadError, StoreError
from pipeline.run import build as module
from pipeline.run.build import Report, build
from pipeline.store.database import create
from pipeline.store.write import Writer
from tests.store.corpus import plan_text, write_corpus
from tests.store.dump import check, dump
from tests.store.kill import kill_often

TARGET = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\n\nSố: 77/KH-UBND\n\nHà Tĩnh, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\n"
    "Chuyển đổi số của tỉnh năm 2024\n\nI. MỤC TIÊU\n1. Hoàn thành các chỉ tiêu được giao.\n"
)
CITING = (
    "SỞ CÔNG THƯƠNG\nHÀ TĨNH\n\nSố: 12/KH-SCT\n\nHà Tĩnh, ngày 20 tháng 3 năm 2024\n\nKẾ HOẠCH\nChuyển đổi số của Sở\n\n"
    "Thực hiện Kế hoạch số 77/KH-UBND ngày 05/02/2024 của UBND tỉnh Hà Tĩnh về chuyển đổi số, Sở xây dựng kế hoạch.\n"
)


class Silent:
    """A watcher that remembers what it was told."""

    def __init__(self) -> None:
        self.files: list[int] = []
        self.names: list[str] = []
        self.errors: list[ReadError] = []

    def planned(self, files: int) -> None:
        self.files.append(files)

    def at(self, file: int, name: str) -> None:
        self.names.append(name)

    def failed(self, error: ReadError) -> None:
        self.errors.append(error)

    def unread(self, name: str, remarks: Sequence[str]) -> None:
        assert remarks

    def settling(self, left: int) -> None:
        assert left >= 0


def made(folder: Path, *more: Path, jobs: int = 1, text: bool = False) -> Report:
    """Build ``folder/in`` (and more) into ``folder/c.db``."""
    return build([folder / "in", *more], folder / "c.db", Silent(), jobs=jobs, text=text)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.read, report.replaced, report.unchanged, report.removed, len(report.failed)


def ask(folder: Path, query: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(folder / "c.db")
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 6)
    assert counts(made(tmp_path)) == (6, 0, 0, 0, 0)
    assert counts(made(tmp_path)) == (0, 0, 6, 0, 0)
    (tmp_path / "in" / "a" / "plan-0001.txt").write_text(plan_text(50), encoding="utf-8")
    (tmp_path / "in" / "b" / "plan-0002.txt").unlink()
    (tmp_path / "in" / "b" / "new.txt").write_text(plan_text(51), encoding="utf-8")
    assert counts(made(tmp_path)) == (1, 1, 4, 1, 0)
    assert counts(made(tmp_path)) == (0, 0, 6, 0, 0)
    fresh = tmp_path / "fresh.db"
    build([tmp_path / "in"], fresh, Silent(), text=False)
    assert dump(tmp_path / "c.db") == dump(fresh)


def test_a_touched_file_with_the_same_words_is_not_read_again(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    made(tmp_path)
    path = tmp_path / "in" / "a" / "plan-0001.txt"
    path.write_bytes(path.read_bytes())
    watcher = Silent()
    assert build([tmp_path / "in"], tmp_path / "c.db", watcher, text=False).unchanged == 2
    assert watcher.names == []


def test_a_file_too_young_to_tell_is_remembered_once_it_is_older(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    made(tmp_path)
    assert {row[0] for row in ask(tmp_path, "SELECT mtime_ns FROM sources")} == {0}, "written a moment ago"
    for path in (tmp_path / "in").rglob("*.txt"):
        os.utime(path, ns=(10**18, 10**18))
    assert made(tmp_path).unchanged == 2
    assert {row[0] for row in ask(tmp_path, "SELECT mtime_ns FROM sources")} == {10**18}


def test_another_producer_makes_every_record_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "in", 2)
    made(tmp_path)
    monkeypatch.setattr(module, "VERSION", "0.0.0-other")
    assert made(tmp_path).replaced == 2


def test_files_of_other_folders_stay(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    other = tmp_path / "other"
    write_corpus(other, 3)
    assert made(tmp_path, other).read == 5
    assert counts(made(tmp_path)) == (0, 0, 2, 0, 0)
    assert ask(tmp_path, "SELECT count(*) FROM records") == [(5,)]


def test_an_empty_folder_takes_nothing_out(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    made(tmp_path)
    for path in (tmp_path / "in").rglob("*.txt"):
        path.unlink()
    assert made(tmp_path).figures is None
    assert ask(tmp_path, "SELECT count(*) FROM records") == [(2,)]


def test_a_reference_resolves_when_its_target_arrives_and_lapses_when_it_goes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "citing.txt").write_text(CITING, encoding="utf-8")
    made(tmp_path)
    status = "SELECT c.status, d.ingested, d.title FROM cited c JOIN documents d ON d.key = c.key WHERE c.code = '77/KH-UBND'"
    assert ask(tmp_path, status)[0][:2] == ("provisional", 0)
    target = tmp_path / "in" / "target.txt"
    target.write_text(TARGET, encoding="utf-8")
    watcher = Silent()
    build([tmp_path / "in"], tmp_path / "c.db", watcher, text=False)
    assert watcher.names == [str(target)], "the citing file must not be read again"
    assert ask(tmp_path, status) == [("resolved", 1, "Chuyển đổi số của tỉnh năm 2024")]
    edge = (
        "SELECT e.type, substr(b.text, e.cue_start + 1, e.cue_end - e.cue_start) FROM edges e"
        " JOIN bodies b ON b.id = e.mention >> 24 JOIN documents d ON d.id = e.target WHERE d.code = '77/KH-UBND' AND d.ingested"
    )
    assert ask(tmp_path, edge) == [("implements", "Thực hiện")]
    target.unlink()
    made(tmp_path)
    assert ask(tmp_path, status)[0][:2] == ("provisional", 0)


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    write_corpus(tmp_path / "all" / "in", 9)
    (tmp_path / "all" / "in" / "citing.txt").write_text(CITING, encoding="utf-8")
    (tmp_path / "all" / "in" / "target.txt").write_text(TARGET, encoding="utf-8")
    source = tmp_path / "all" / "in"
    for path in sorted(source.rglob("*.txt"), reverse=True):
        build([path], tmp_path / "steps.db", Silent(), text=False)
    build([source], tmp_path / "once.db", Silent(), jobs=2, text=False)
    steps, once = dump(tmp_path / "steps.db"), dump(tmp_path / "once.db")
    for table in ("documents", "edges", "titles", "open"):
        assert steps[table] == once[table]
    assert once["open"] == []


def test_lines_of_a_container_are_documents(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "x.jsonl"
    lines = [{"id": f"d{n}", "text": plan_text(n)} for n in range(4)] + [{"id": "d1", "text": TARGET}]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert counts(made(tmp_path)) == (5, 0, 0, 0, 0)
    assert {row[0] for row in ask(tmp_path, "SELECT name FROM records")} == {"d0", "d1", "d2", "d3", "d1~2"}
    assert counts(made(tmp_path)) == (0, 0, 5, 0, 0)
    lines[2]["text"] = plan_text(9)
    path.write_text("\n".join(json.dumps(line) for line in [*lines[1:], "nothing"]), encoding="utf-8")
    report = made(tmp_path)
    # A line that cannot be read leaves the container open: it is told every time, and nothing is taken out meanwhile.
    assert (report.replaced, report.removed, len(report.failed)) == (1, 0, 1)
    assert len(made(tmp_path).failed) == 1
    path.write_text("\n".join(json.dumps(line) for line in lines[1:]), encoding="utf-8")
    assert made(tmp_path).removed == 1


def test_a_file_that_cannot_be_read_is_told_each_time_and_keeps_what_was_read_before(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 1)
    path = tmp_path / "in" / "b" / "plan-0000.txt"
    made(tmp_path)
    good = path.read_bytes()
    path.write_bytes(b"PK\x03\x04 not really a zip")
    path = path.rename(path.with_suffix(".docx"))
    (tmp_path / "in" / "good.txt").write_bytes(good)
    for _ in range(2):
        assert len(made(tmp_path).failed) == 1
    assert ask(tmp_path, "SELECT state FROM sources WHERE path LIKE '%.docx'") == [("failed",)]


def test_text_that_was_left_out_is_indexed_later(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "target.txt").write_text(TARGET, encoding="utf-8")
    made(tmp_path)
    found = "SELECT count(*) FROM syllables WHERE syllables MATCH '\"chuyen doi so\"'"
    assert ask(tmp_path, found) == [(0,)]
    assert counts(made(tmp_path, text=True)) == (0, 0, 1, 0, 0)
    assert ask(tmp_path, found) == [(1,)]
    (tmp_path / "in" / "target.txt").write_text(CITING, encoding="utf-8")
    made(tmp_path, text=True)
    check(tmp_path / "c.db")


def test_two_documents_with_one_identity_are_both_kept_and_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TARGET, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(TARGET + "2. Bản khác.\n", encoding="utf-8")
    report = made(tmp_path)
    assert report.figures is not None and report.figures.records == 2 and report.figures.documents == 1
    ((key, paths),) = report.doubles
    assert key.endswith("77-kh-ubnd") and [Path(path).name for path in paths] == ["a.txt", "b.txt"]


def test_readers_read_while_one_writes(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    made(tmp_path)
    db = create(tmp_path / "c.db")
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM edges")
    assert ask(tmp_path, "SELECT count(*) > 0 FROM edges") == [(1,)]
    db.execute("ROLLBACK")
    assert set(Writer(db).sources()) == {str(path) for path in (tmp_path / "in").rglob("*.txt")}
    db.close()


def test_a_locked_store_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "in", 1)
    made(tmp_path)
    holder = sqlite3.connect(tmp_path / "c.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("pipeline.store.database.WAIT_SECONDS", 0.1)
    (tmp_path / "in" / "new.txt").write_text(TARGET, encoding="utf-8")
    with pytest.raises(StoreError, match="another program is writing"):
        made(tmp_path)
    holder.close()
    assert made(tmp_path).read == 1


def test_killed_builds_go_on_and_end_the_same(tmp_path: Path) -> None:
    assert "struck" in kill_often(tmp_path, kills=5, documents=60)
