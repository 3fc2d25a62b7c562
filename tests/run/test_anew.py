"""``--anew``: an older or damaged database is replaced by a new one in one moment, and nothing else ever is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.run import anew
from pipeline.run.anew import build_anew
from pipeline.run.build import build
from pipeline.store.anew import swap
from pipeline.store.database import create, open_read
from tests.run.test_build import Silent
from tests.store.corpus import write_corpus
from tests.store.dump import check, dump


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a corpus ``in`` and its database ``c.db``, marked as of an older format."""
    write_corpus(tmp_path / "in", 3)
    build([tmp_path / "in"], tmp_path / "c.db", Silent(), text=False)
    with sqlite3.connect(tmp_path / "c.db") as db:
        db.execute("PRAGMA user_version = 1")
    db.close()
    return tmp_path


def run(place: Path, *paths: Path) -> Path | None:
    return build_anew([place / "in", *paths], place / "c.db", Silent(), text=False)[1]


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.is_file())


def test_an_older_format_is_refused_by_a_build_and_replaced_anew(place: Path) -> None:
    with pytest.raises(StoreError, match=r"older format 1.*--anew"):
        build([place / "in"], place / "c.db", Silent(), text=False)
    assert run(place) is None
    assert names(place) == ["c.db"]
    check(place / "c.db")
    build([place / "in"], place / "fresh.db", Silent(), text=False)
    assert dump(place / "c.db") == dump(place / "fresh.db")


def test_a_damaged_database_is_replaced(place: Path) -> None:
    data = bytearray((place / "c.db").read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    (place / "c.db").write_bytes(data)
    run(place)
    check(place / "c.db")
    assert len(dump(place / "c.db")["records"]) == 3


def test_an_empty_or_missing_file_is_filled(place: Path) -> None:
    for prepare in (Path.unlink, lambda path: path.write_bytes(b"")):
        prepare(place / "c.db")
        run(place)
        assert len(dump(place / "c.db")["records"]) == 3


@pytest.mark.parametrize("what", ["words", "other program", "newer"])
def test_nothing_else_is_replaced(place: Path, what: str) -> None:
    path = place / "c.db"
    if what == "words":
        path.write_text("somebody's notes, of some length " * 9, encoding="utf-8")
    else:
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA application_id = 7" if what == "other program" else "PRAGMA user_version = 99")
        db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version" if what == "newer" else "no database of this program"):
        run(place)
    assert path.read_bytes() == before and names(place) == ["c.db"]


def test_killed_before_the_end_the_old_one_stands_and_the_next_goes_on(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (place / "c.db").read_bytes()

    def killed(new: Path, old: Path, keep: Path | None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(anew, "swap", killed)
    with pytest.raises(KeyboardInterrupt):
        run(place)
    assert (place / "c.db").read_bytes() == before
    monkeypatch.undo()
    watcher = Silent()
    build_anew([place / "in"], place / "c.db", watcher, text=False)
    assert watcher.files == [0], "what was built is not read again"
    assert names(place) == ["c.db"]


def test_a_half_made_file_beside_is_made_again(place: Path) -> None:
    (place / "c.db.anew").write_bytes(b"torn")
    run(place)
    assert names(place) == ["c.db"] and len(dump(place / "c.db")["records"]) == 3


def test_other_folders_are_read_again_and_what_is_gone_stays_in_the_old_one(tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    write_corpus(tmp_path / "other", 3)
    build([tmp_path / "in", tmp_path / "other"], tmp_path / "c.db", Silent(), text=False)
    assert run(tmp_path) is None
    assert len(dump(tmp_path / "c.db")["records"]) == 5
    next((tmp_path / "other").rglob("*.txt")).unlink()
    kept = run(tmp_path)
    assert kept is not None and len(dump(kept)["records"]) == 5
    assert len(dump(tmp_path / "c.db")["records"]) == 4


def test_one_who_writes_is_not_cut_off(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.anew.WAIT_SECONDS", 0.1)
    holder = sqlite3.connect(place / "c.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program is writing"):
        run(place)
    holder.execute("INSERT INTO documents (key) VALUES ('kept')")
    holder.execute("COMMIT")
    holder.close()
    assert ("kept",) in sqlite3.connect(place / "c.db").execute("SELECT key FROM documents").fetchall()


def test_a_reader_goes_on_with_the_old_one(tmp_path: Path) -> None:
    for name in ("old.db", "new.db"):
        db = create(tmp_path / name)
        db.execute("INSERT INTO documents (key) VALUES (?)", (name,))
        db.close()
    reader = open_read(tmp_path / "old.db")
    assert reader.execute("SELECT key FROM documents").fetchall() == [("old.db",)]
    swap(tmp_path / "new.db", tmp_path / "old.db")
    assert reader.execute("SELECT key FROM documents").fetchall() == [("old.db",)]
    reader.close()
    after = open_read(tmp_path / "old.db")
    assert after.execute("SELECT key FROM documents").fetchall() == [("new.db",)]
    after.close()
    with pytest.raises(StoreError):
        swap(tmp_path / "new.db", tmp_path / "old.db")
    check(tmp_path / "old.db")
