"""The graph at a million edges: latency, time and memory of the questions, on a generated store: ``make bench``.

The generated corpus is shaped like the real one: few central documents that many cite, provincial plans under them, departments
and districts under those. Each question is asked in a process of its own, whose peak memory above start is printed; lineage and
cited-by are asked of ``ASKED`` documents drawn with the fixed seed, plans and hubs mixed.
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

EDGES, ASKED, SEED = 1_000_000, 400, 7
# Other work of the machine is in times on the clock: each round is printed against the best, and the processor's time beside it.
ROUNDS = 3
# Names that no index of codes answers: a code without its symbol, an unknown law, a whole title, words that every title holds.
LOOSELY = (
    "Kế hoạch 77/2020",
    "Luật Chưa ai biết",
    "phat dong phong trao thi dua dot 4711 trong toan tinh",
    "phong trao thi dua",
)
CENTRAL, PROVINCE, BELOW = 3_000, 40_000, 80_000
AT = 1 << 24
RELATIONS = ("implements", "implements", "implements", "based_on", "based_on", "cites", "reviews", "details")
# A third of a plan's text: whole ones would make a file of two gigabytes.
SENTENCE = "Thực hiện văn bản của cấp trên, cơ quan xây dựng kế hoạch và tổ chức thực hiện như sau.\n"
TEXT = SENTENCE * 30


def key(number: int) -> str:
    """The key of a document by its row."""
    return f"key:vn/ke-hoach/generated/{number}"


def title(number: int) -> str:
    """The title of a document by its row."""
    return f"Phát động phong trào thi đua đợt {number} trong toàn tỉnh"


def generate(place: Path, edges: int = EDGES) -> None:
    """Write a store of that many edges."""
    from pipeline.gazetteer import load
    from pipeline.store.database import create
    from pipeline.store.fulltext import index_titles

    provinces = sorted({entry.id for entry in load().provinces})
    draw = random.Random(SEED)
    db = create(place)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.execute(
        "INSERT INTO sources (id, path, size, mtime_ns, sha256, producer, state) VALUES (1, 'all', 0, 0, '', '', 'done')"
    )
    total = CENTRAL + PROVINCE + BELOW
    db.executemany(
        "INSERT INTO documents (id, key, ingested, doc_type, code, code_key, date, level, province, title)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_document(number, provinces, draw) for number in range(1, total + 1)),
    )
    index_titles(db, ((number, title(number)) for number in range(1, total + 1)))
    _fill(db, "bodies", ({"id": n, "source": 1, "name": str(n), "text": TEXT} for n in range(1, total + 1)))
    _fill(
        db,
        "records",
        ({"id": n, "source": 1, "name": str(n), "record_id": str(n), "document": n} for n in range(1, total + 1)),
    )
    _fill(db, "sayings", ({"id": n, "own_key": key(n), "status": "resolved"} for n in range(1, total + 1)))
    made = list(_edges(draw, edges))
    _fill(db, "mentions", (_mention(number, source, target) for number, (source, target, _) in enumerate(made)))
    db.executemany(
        "INSERT INTO edges (source, target, type, mention, number, cue_start, cue_end) VALUES (?, ?, ?, ?, 0, ?, ?)",
        (
            (source, target, type, source * AT + number, *_cue(number))
            for number, (source, target, type) in enumerate(made)
        ),
    )
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _document(number: int, provinces: list[str], draw: random.Random) -> tuple[object, ...]:
    level = "central" if number <= CENTRAL else "province" if number <= CENTRAL + PROVINCE else "district"
    # Upper levels come first in time, so that no source is younger than what derives from it.
    year = {"central": 2010, "province": 2016, "district": 2021}[level] + number % 5
    province = None if level == "central" else draw.choice(provinces)
    date = f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return (
        number,
        key(number),
        level != "central",
        "Kế hoạch",
        f"{number}/KH-UBND",
        f"{number}-KH-UBND",
        date,
        level,
        province,
        title(number),
    )


def _edges(draw: random.Random, edges: int) -> Iterator[tuple[int, int, str]]:
    first_below = CENTRAL + PROVINCE + 1
    for _ in range(edges):
        type = draw.choice(RELATIONS)
        if draw.random() < 0.35:
            yield (
                draw.randint(first_below, first_below + BELOW - 1),
                draw.randint(CENTRAL + 1, CENTRAL + PROVINCE),
                type,
            )
        else:
            # Few central documents draw most citations.
            target = int(CENTRAL * draw.random() ** 3) + 1
            source = (
                draw.randint(target + 1, CENTRAL)
                if target < 300 and draw.random() < 0.01
                else draw.randint(CENTRAL + 1, CENTRAL + PROVINCE + BELOW)
            )
            yield source, target, type


def _mention(number: int, source: int, target: int) -> dict[str, object]:
    start = number % 30 * len(SENTENCE) + len("Thực hiện ")
    end = start + len("văn bản")
    return {"id": source * AT + number, "saying": target, "cid": f"c{number}", "start": start, "end": end}


def _cue(number: int) -> tuple[int, int]:
    start = number % 30 * len(SENTENCE)
    return start, start + len("Thực hiện")


def _fill(db: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    """Insert rows; columns that must not be null and are not given are empty."""
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    needed = {name: (0 if kind == "INTEGER" else "" if kind == "TEXT" else b"") for _, name, kind, notnull, default, pk in columns
              if notnull and default is None and not pk}  # fmt: skip
    first = next(rows)
    names = list(needed | first)
    quoted = ", ".join(f'"{name}"' for name in names)
    insert = f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})"
    db.execute(insert, [first.get(name, needed.get(name)) for name in names])
    db.executemany(insert, ([row.get(name, needed.get(name)) for name in names] for row in rows))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(what: str, place: Path) -> None:
    """One question in this process; prints its time and the peak memory of the whole process."""
    from pipeline.gazetteer import Index, load
    from pipeline.graph import history, lineage, neighbours, rank, uptake
    from pipeline.graph.naming import Naming
    from pipeline.resolve.resolver import Resolver
    from pipeline.store.database import open_read
    from pipeline.store.graph import StoreGraph

    graph = StoreGraph(open_read(place))
    index = Index(load())
    naming = Naming(Resolver(load()))
    draw = random.Random(SEED)
    several: dict[str, Callable[[int], object]] = {
        "lineage": lambda n: lineage.lineage(graph, key(n)),
        "cited-by": lambda n: neighbours.cited_by(graph, key(n)),
        "naming": lambda n: naming.find(graph, f"ke hoach {n} kh ubnd"),
    }
    once: dict[str, Callable[[], object]] = {
        "loosely": lambda: [naming.find(graph, text) for text in LOOSELY],
        "coverage": lambda: uptake.coverage(graph, [key(1), key(2), key(3)], index),
        "lag": lambda: uptake.lag(graph, key(1), index),
        "rank": lambda: rank.rank(graph),
        "gaps": lambda: history.gaps(graph),
    }
    if what in several:
        numbers = [draw.randint(1, CENTRAL + PROVINCE + BELOW) for _ in range(ASKED)]
        rounds = [[_took(several[what], number) for number in numbers] for _ in range(ROUNDS)]
        said = "; ".join(f"{name} {_spread(column, rounds)}" for column, name in enumerate(("wall", "processor")))
    else:
        times = [_took(lambda _: once[what](), 0) for _ in range(ROUNDS)]
        walls, processor = (sorted(column) for column in zip(*times, strict=True))
        said = f"wall {times[0][0]:.2f} s at first, best {walls[0]:.2f} s; processor {processor[0]:.2f} s"
    print(f"  {what:10} {said}; peak of the process {_peak():.0f} MB", flush=True)


def _took(ask: Callable[[int], object], number: int) -> tuple[float, float]:
    """Seconds on the clock and of the processor for one question."""
    wall, processor = time.perf_counter(), time.process_time()
    ask(number)
    return time.perf_counter() - wall, time.process_time() - processor


def _spread(column: int, rounds: list[list[tuple[float, float]]]) -> str:
    """Median and 95th percentile in milliseconds of the first round, when nothing was read yet, and of the best one."""
    found = []
    for one in rounds:
        took = sorted(times[column] * 1000 for times in one)
        found.append((took[int(ASKED * 0.95)], took[ASKED // 2]))
    (first, median), best = found[0], min(found)[0]
    return f"median {median:.2f} ms, p95 {first:.1f} ms at first, best round {best:.1f} ms"


def main() -> None:
    """Generate, then ask everything."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "million.db"
        began = time.perf_counter()
        generate(place)
        size = place.stat().st_size / 1e6
        print(
            f"{EDGES:,} edges, {CENTRAL + PROVINCE + BELOW:,} documents, {size:.0f} MB, made in {time.perf_counter() - began:.0f} s"
        )
        print(
            f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; at first: nothing read by the process"
        )
        for what in ("lineage", "cited-by", "naming", "loosely", "coverage", "lag", "rank", "gaps"):
            subprocess.run([sys.executable, __file__, what, str(place)], check=True)


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) == 3 else main()
