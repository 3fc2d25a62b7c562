"""How fast the store takes records, how fast it sees that nothing changed, and whether 50 kills leave it whole.

``python -m tests.benchmarks.store`` (from the repository) prints figures with what they are measured
against; ``… kills`` only the kills.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.gazetteer import load
from pipeline.model.record import Record
from pipeline.run.document import Pipeline
from pipeline.run.judge import Judge
from pipeline.run.parcels import arrived_again, segmented
from pipeline.store.database import create
from pipeline.store.derive import Make
from pipeline.store.parcel import make_parcel
from pipeline.store.settle import settle
from pipeline.store.values import SourceRow
from pipeline.store.write import Writer
from tests.store.corpus import plan_text, write_corpus
from tests.store.kill import kill_often

DOCUMENTS = 1_500
# Rounds of a measurement, of which the best counts: the machine has other work, too.
ROUNDS, SEGMENTED = 4, 20


def records(count: int) -> list[Record]:
    """Records of plan size (about 12 KB of text, a dozen citations), made before anything is timed."""
    pipeline = Pipeline(load())
    return [pipeline.record_text(plan_text(number, paragraphs=40, chained=number % 8 == 0)) for number in range(count)]


class Parts(NamedTuple):
    """Seconds of processor time: making rows and JSON, storing bodies, deriving the rest from them, settling."""

    rows: float
    write: float
    derive: float
    settle: float


def store_parts(made: list[Record], judge: Judge, words: list[str] | None) -> tuple[Parts, float]:
    """Processor time from records to store and edges, and the size of the file in KB a document; with the full-text index
    where ``words`` are given.

    What a record says alone (its identity and resolutions) is the record's own and made before; so are the word segments, whose
    rate is underthesea's.
    """
    ready = []
    for record in made:
        standing = judge.standing(record)
        own, answers = judge.own(record, standing), judge.alone(record, standing)
        ready.append((record, own, msgspec.json.encode(standing).decode(), answers))
    clock = time.process_time
    rows = write = derive = 0.0
    with tempfile.TemporaryDirectory() as folder:
        db = create(Path(folder) / "bench.db")
        writer = Writer(db)
        derive_now = writer.deriver.flush

        def timed(*making: Make) -> None:
            nonlocal derive
            began = clock()
            derive_now(*making)
            derive += clock() - began

        writer.deriver.flush = timed  # type: ignore[method-assign, assignment]
        began = clock()
        writer.register(f"/bench/{number}.txt" for number in range(len(made)))
        write += clock() - began
        for number, (record, own, standing_, answers) in enumerate(ready):
            began = clock()
            segments = words[number % len(words)] if words is not None else None
            parcel = make_parcel(record, own, standing_, answers, judge.file_under, segments)
            made_at = clock()
            writer.put_file(SourceRow(f"/bench/{number}.txt", 1, 1, parcel.sha256, parcel.producer), parcel)
            rows, write = rows + made_at - began, write + clock() - made_at
        write -= derive  # what was derived meanwhile
        writer.deriver.flush()
        began, derived = clock(), derive
        settle(writer.deriver, judge.settled, arrived_again(db, judge), judge.provinces)
        parts = Parts(rows, write, derived, clock() - began)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        size = (Path(folder) / "bench.db").stat().st_size / len(made) / 1e3
    return parts, size


def speeds(made: list[Record], judge: Judge) -> None:
    """Print documents a second without and with the full-text index, and where the time goes: the best of a few rounds."""
    began = time.process_time()
    words = [segmented(record.text) for record in made[:SEGMENTED]]
    took = time.process_time() - began
    rate = sum(len(record.text.encode()) for record in made[:SEGMENTED]) / took / 1e3
    print(
        f"  word segmentation by underthesea: {rate:.0f} KB/s = {SEGMENTED / took:.0f} documents/s a core (apart from all below)"
    )
    for name, segments, aim in (("without full text", None, 2000), ("with full text", words, 800)):
        rounds = [store_parts(made, judge, segments) for _ in range(ROUNDS)]
        best, size = min(rounds, key=lambda one: sum(one[0]))
        rates = ", ".join(f"{len(made) / sum(parts):,.0f}" for parts, _ in rounds)
        each = "  ".join(f"{part} {seconds * 1e6 / len(made):.0f}" for part, seconds in best._asdict().items())
        rate = len(made) / sum(best)
        print(f"    µs a document: {each}; rounds: {rates}; {size:.0f} KB a document on disk")
        print(f"  to store and edges, {name}: {rate:,.0f} documents/s a core = {rate / aim:.2f} × the aim of {aim}")


def rebuild_seconds(count: int) -> float:
    """Wall seconds of the command on a corpus in which nothing changed, the start of Python included; the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, db = Path(folder) / "in", Path(folder) / "corpus.db"
        write_corpus(corpus, count)
        command = [sys.executable, "-m", "pipeline.cli.app", "build", str(corpus), "--db", str(db), "--no-text"]
        subprocess.run(command, check=True, capture_output=True)
        best = 9e9
        for _ in range(3):
            began = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True)
            best = min(best, time.perf_counter() - began)
        assert done.returncode == 0 and f"{count:,}" in done.stderr, done.stderr
        return best


def main() -> None:
    if sys.argv[1:] != ["kills"]:
        made = records(DOCUMENTS)
        # What is made here only for the measurement is nothing that a build's collector of garbage would go through.
        gc.freeze()
        size = sum(len(record.text.encode()) for record in made) / len(made)
        cited = sum(len(record.citations) for record in made) / len(made)
        print(f"records of {size / 1e3:.1f} KB of text and {cited:.1f} citations")
        speeds(made, Judge(load()))
        took = rebuild_seconds(DOCUMENTS)
        print(f"  rebuild of {DOCUMENTS} unchanged files: {took:.2f} s = {took / 1.0:.2f} × the aim of 1 s")
    with tempfile.TemporaryDirectory() as folder:
        print("50 kills spread over a build:", kill_often(Path(folder), kills=50, documents=120))


if __name__ == "__main__":
    main()
