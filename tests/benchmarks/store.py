"""How fast the store takes records, how fast it sees that nothing changed, and whether 50 kills leave it whole.

``python -m tests.benchmarks.store`` (from the repository) prints figures with what they are measured
against; ``… kills`` only the kills.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from pipeline.export import jsontext
from pipeline.gazetteer import load
from pipeline.model.record import Record
from pipeline.run.document import Pipeline
from pipeline.run.judge import Judge
from pipeline.run.parcels import segmented
from pipeline.store.database import create
from pipeline.store.parcel import make_parcel
from pipeline.store.settle import settle
from pipeline.store.values import Parcel, SourceRow
from pipeline.store.write import Writer
from tests.store.corpus import plan_text, write_corpus
from tests.store.kill import kill_often

DOCUMENTS = 1_500


def records(count: int) -> list[Record]:
    """Records of plan size (about 12 KB of text, a dozen citations), made before anything is timed."""
    pipeline = Pipeline(load())
    return [pipeline.record_text(plan_text(number, paragraphs=40, chained=number % 8 == 0)) for number in range(count)]


def store_speed(made: list[Record], *, text: bool) -> float:
    """Documents a second of processor time from records to store and edges.

    What a record says alone (its identity and resolutions) is the record's own and made before; so are the word segments, whose
    rate is underthesea's.
    """
    judge = Judge(load())
    ready = []
    for record in made:
        standing = judge.standing(record)
        own, answers = judge.own(record, standing), judge.alone(record, standing)
        ready.append((record, own, msgspec.json.encode(standing).decode(), answers))
    words = [segmented(record.text) for record in made[:20]] if text else [None]
    with tempfile.TemporaryDirectory() as folder:
        db = create(Path(folder) / "bench.db")
        writer = Writer(db)
        began = time.process_time()
        for number, (record, own, standing_, answers) in enumerate(ready):
            data = jsontext.encode(record)
            segments = words[number % len(words)]
            parcel = make_parcel(record, data, own, standing_, answers, judge.file_under, segments)
            writer.put_file(_row(number, parcel), parcel)
        put = time.process_time() - began
        settle(db, judge.settled, judge.provinces)
        took = time.process_time() - began
        (edges,) = db.execute("SELECT count(*) FROM edges").fetchone()
        (laid,) = db.execute("SELECT count(*) FROM records WHERE laid").fetchone()
        db.close()
    each = 1e6 / len(made)
    print(
        f"    {put * each:.0f} µs a document to write, {(took - put) * each:.0f} µs to settle; {edges:,} edges, {laid} laid over"
    )
    return len(made) / took


def _row(number: int, parcel: Parcel) -> SourceRow:
    return SourceRow(f"/bench/{number}.txt", len(parcel.data), 1, parcel.sha256, parcel.producer)


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
        size = sum(len(record.text.encode()) for record in made) / len(made)
        cited = sum(len(record.citations) for record in made) / len(made)
        print(f"records of {size / 1e3:.1f} KB of text and {cited:.1f} citations")
        for text, aim in ((False, 2000), (True, 800)):
            rate = store_speed(made, text=text)
            name = "with full text" if text else "without full text"
            print(f"  to store and edges, {name}: {rate:,.0f} documents/s a core = {rate / aim:.2f} × the aim of {aim}")
        took = rebuild_seconds(DOCUMENTS)
        print(f"  rebuild of {DOCUMENTS} unchanged files: {took:.2f} s = {took / 1.0:.2f} × the aim of 1 s")
    with tempfile.TemporaryDirectory() as folder:
        print("50 kills spread over a build:", kill_often(Path(folder), kills=50, documents=120))


if __name__ == "__main__":
    main()
