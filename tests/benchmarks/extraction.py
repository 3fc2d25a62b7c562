"""Speed and memory of extraction, as figures and ratios of one run: ``make bench``.

The text is a ``.jsonl`` (or ``.jsonl.xz``) of ``{"id", "text"}`` named by ``CANCU_BULK``; without it, the sample documents of
``corpora/`` repeated. Prints the records' rate beside the raw scan of ``re`` over the same text, which is the limit of any
extractor written with it; the cost a byte at 1, 2, 4 and 8 times the length; and the peak memory of one 20 MB text.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCAN = re.compile(
    r"\d{1,5}[a-zđ]?\s?[/-]\s?(?:\d{4}\s?[/-]\s?)?[A-ZĐ]|Luật|Nghị định|Quyết định|Thông tư|Chỉ thị|Nghị quyết"
)


def texts() -> list[str]:
    """The documents to measure on."""
    place = os.environ.get("CANCU_BULK")
    if place and Path(place).exists():
        raw = Path(place).read_bytes()
        lines = (lzma.decompress(raw) if place.endswith(".xz") else raw).decode("utf-8").split("\n")
        return [json.loads(line)["text"] for line in lines if line.strip()]
    samples = [path.read_text("utf-8") for path in sorted((ROOT / "corpora" / "documents").glob("*.txt"))]
    return samples * (4_000_000 // sum(map(len, samples)) + 1)


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def memory(megabytes: int) -> None:
    """In a process of its own: the peak above start of one text of that many megabytes."""
    from pipeline.run.document import Pipeline

    pipeline = Pipeline()
    pipeline.record_text("Căn cứ Chỉ thị số 19/CT-TTg ngày 16/7/2021;")
    joined = "\n\n".join(texts())
    encoded = (joined * (megabytes * 1_000_000 // len(joined.encode()) + 1)).encode()[: megabytes * 1_000_000]
    text = encoded.decode("utf-8", "ignore")
    size = len(encoded)
    del joined, encoded
    start = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    record = pipeline.record_text(text)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(
        f"  {size / 1e6:.0f} MB text: {len(record.citations):,} citations, peak {(peak - start) / size:.1f} × its bytes above start"
    )


def main() -> None:
    """All figures, one below the other."""
    from pipeline.run.document import Pipeline

    pipeline = Pipeline()
    corpus = texts()
    size = sum(len(text.encode()) for text in corpus)
    print(f"{len(corpus):,} texts, {size / 1e6:.1f} MB, one core, processor time")
    raw = seconds(lambda: [SCAN.findall(text) for text in corpus])
    took = seconds(lambda: [pipeline.record_text(text) for text in corpus])
    print(f"  raw scan of re   {size / raw / 1e6:8.1f} MB/s")
    print(f"  records          {size / took / 1e6:8.2f} MB/s   ({took / raw:.0f} × the raw scan's time)")
    print("cost a byte by length (1 = the shortest)")
    base = ""
    for text in corpus:
        base += text + "\n\n"
        if len(base) > 300_000:
            break
    first = 0.0
    for times in (1, 2, 4, 8):
        text = base * times
        cost = min(seconds(lambda: pipeline.record_text(text)) for _ in range(3)) / len(text)  # noqa: B023
        first = first or cost
        print(f"  {times} × {len(base):,} characters: {cost / first:.2f}")
    print("memory of one long text", flush=True)
    subprocess.run([sys.executable, __file__, "memory"], check=True)


if __name__ == "__main__":
    memory(20) if sys.argv[1:] == ["memory"] else main()
