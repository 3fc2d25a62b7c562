"""A database that another process holds: every command says so after a bounded wait; one that is only written to is read."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import build
from pipeline.errors import StoreError
from tests.store.corpus import plan_text, write_corpus

WRITING = "BEGIN IMMEDIATE"
ALONE = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM dirty"
COMMANDS = {
    "build": ("build", "{in}", "--db", "{db}", "--no-text"),
    "graph": ("graph", "cites", "19/CT-TTg", "--db", "{db}"),
    "search": ("search", "thi đua", "--db", "{db}"),
    "lookup": ("lookup", "98/2023/NĐ-CP", "--db", "{db}"),
}


@contextmanager
def held(db: Path, statements: str) -> Iterator[None]:
    """Another process that holds the database."""
    program = (
        "import sqlite3, sys\n"
        f"db = sqlite3.connect({str(db)!r}, isolation_level=None)\n"
        f"for one in {statements!r}.split('; '): db.execute(one)\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None and holder.stdin is not None
    try:
        assert holder.stdout.readline() == "held\n"
        yield
    finally:
        holder.stdin.close()
        assert holder.wait(10) == 0
        holder.stdout.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "in", 2)
    run(tmp_path, "build")
    (tmp_path / "in" / "new.txt").write_text(plan_text(9), encoding="utf-8")
    return tmp_path


def run(place: Path, name: str) -> int:
    words = [word.format(**{"in": place / "in", "db": place / "c.db"}) for word in COMMANDS[name]]
    return CliRunner().invoke(build(), words, catch_exceptions=False).exit_code


@pytest.mark.parametrize("name", COMMANDS)
def test_who_finds_it_locked_says_so_and_does_not_wait_for_ever(
    place: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.store.database.WAIT_SECONDS", 0.3)
    with held(place / "c.db", ALONE):
        began = time.monotonic()
        with pytest.raises(StoreError, match=r"another program is writing to it or holds it .*try again"):
            run(place, name)
        assert time.monotonic() - began < 10
    assert run(place, name) == 0, "and afterwards it works"


@pytest.mark.parametrize("name", ["graph", "search"])
def test_readers_read_while_another_process_writes(place: Path, name: str) -> None:
    with held(place / "c.db", WRITING):
        assert run(place, name) == 0


def test_a_second_build_says_who_is_in_the_way(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.database.WAIT_SECONDS", 0.3)
    with held(place / "c.db", WRITING), pytest.raises(StoreError, match="another program is writing"):
        run(place, "build")
    assert run(place, "build") == 0
