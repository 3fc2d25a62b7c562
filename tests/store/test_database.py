"""Opening a store: missing, foreign, damaged, older and newer files are refused with cause and remedy, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.store.database import create, open_read, told
from pipeline.store.schema import VERSION


def test_a_missing_store_names_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cancu build"):
        open_read(tmp_path / "none.db")


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t (x)")
    db.close()
    before = path.read_bytes()
    for opening in (create, open_read):
        with pytest.raises(StoreError, match="another program"):
            opening(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_said_to_be_empty_and_can_be_filled(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError, match=r"it is empty .*cancu build"):
        open_read(path)
    create(path).close()
    open_read(path).close()


@pytest.mark.parametrize(("version", "said"), [(VERSION + 1, "newer version"), (VERSION - 1, "older format")])
def test_another_version_is_refused(tmp_path: Path, version: int, said: str) -> None:
    path = tmp_path / "c.db"
    db = create(path)
    db.execute(f"PRAGMA user_version = {version}")
    db.execute("INSERT INTO documents (key) VALUES ('kept')")
    db.close()
    with pytest.raises(StoreError, match=said):
        create(path)
    assert sqlite3.connect(path).execute("SELECT key FROM documents").fetchall() == [("kept",)]


def test_damage_is_told_and_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(b"this is no database at all, but it is somebody's file" * 40)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged or no database"):
        create(path)
    assert path.read_bytes() == before


def test_damage_inside_is_told(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    create(path).close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="--anew"), told(path):
        db = open_read(path)
        db.execute("SELECT count(*) FROM documents").fetchall()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    create(path).close()
    db = open_read(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM documents")
    db.close()
