"""Killing a build with SIGKILL, again and again, at places spread evenly over its length."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.store.corpus import write_corpus
from tests.store.dump import check, dump


def build(corpus: Path, db: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start ``cancu build``."""
    command = [sys.executable, "-m", "pipeline.cli.app", "build", str(corpus), "--db", str(db), *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish(corpus: Path, db: Path) -> None:
    """Run a build to its end. Raises ``AssertionError`` with what it said when it fails."""
    command = [sys.executable, "-m", "pipeline.cli.app", "build", str(corpus), "--db", str(db), "--no-text"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def kill_often(folder: Path, kills: int, documents: int) -> str:
    """Kill ``kills`` builds that start from nothing, each later in its life than the one before, and let each be finished.

    Raises ``AssertionError`` when a killed database is not whole, or a finished one differs from an undisturbed one.
    """
    corpus, calm = folder / "in", folder / "calm.db"
    write_corpus(corpus, documents)
    began = time.perf_counter()
    finish(corpus, calm)
    length = time.perf_counter() - began
    wanted = dump(calm)
    restless = folder / "restless.db"
    struck = progressed = 0
    for number in range(kills):
        for _ in range(4):
            for left in folder.glob("restless.db*"):
                left.unlink()
            began = time.perf_counter()
            process = build(corpus, restless, "--no-text")
            try:
                process.wait(length * (number + 1) / (kills + 1))
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                struck += 1
                break
            # Done before the blow fell: the machine is less busy than it was, and a build shorter.
            length = min(length, time.perf_counter() - began)
        process.wait()
        if restless.exists():
            check(restless)
            progressed += _stored(restless) > 0
        finish(corpus, restless)
        check(restless)
        assert dump(restless) == wanted, f"kill {number}: the finished build differs"
    return f"{struck} struck ({progressed} with documents stored), over {length:.1f} s; every finished build equal"


def _stored(path: Path) -> int:
    db = sqlite3.connect(path)
    try:
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'bodies'").fetchone() is None:
            return 0
        return int(db.execute("SELECT count(*) FROM bodies").fetchone()[0])
    finally:
        db.close()
