"""The parent's side: pages given to a few child processes side by side, each killed with its engine when it overstays.

Children are started when first needed and kept for the next document. A worker of a corpus run reads its pages one
after the other, for the run itself already fills the processors. Source: the safety requirements of the project.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Container, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import msgspec

from pipeline.read.ocr.protocol import Answer, Job, late
from pipeline.read.ocr.values import OcrPage
from pipeline.read.pdf_worker import receive, send

_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from pipeline.read.ocr.worker import main; main()"
_GRACE = 5.0  # seconds a child has beyond the page's own, to report that the engine was late

Progress = Callable[[int, int], None]
"""Called after each page with how many are done and how many there are."""


class _Child:
    """One child process and the memory limit it was started with."""

    def __init__(self, memory: int) -> None:
        self.memory, self.owner = memory, os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, str(_ROOT), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ask(self, job: Job) -> Answer:
        """The page of a job; a child that dies or is late is gone, and the page says so."""
        assert self.process.stdin is not None and self.process.stdout is not None
        overdue = threading.Event()

        def kill() -> None:
            overdue.set()
            self.kill()

        timer = threading.Timer(job.seconds + _GRACE, kill)
        timer.daemon = True
        timer.start()
        try:
            send(self.process.stdin, msgspec.msgpack.encode(job))
            body = receive(self.process.stdout)
        except OSError:
            body = None
        finally:
            timer.cancel()
        if body is not None:
            return msgspec.msgpack.decode(body, type=Answer)
        self.close()
        if overdue.is_set():
            return Answer(OcrPage(job.index + 1, 0.0, 0.0, reason=late(job.seconds), problem="page-timeout"))
        reason = "the reader of the page died on it: it is damaged or needs too much memory"
        return Answer(OcrPage(job.index + 1, 0.0, 0.0, reason=reason, problem="page-damaged"))

    def kill(self) -> None:
        """Kill the child with the engine it runs."""
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()

    def close(self) -> None:
        """End the child and let go of its pipes."""
        self.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.process.wait()


_lock = threading.Lock()
_idle: list[_Child] = []


def _borrow(memory: int) -> _Child:
    with _lock:
        while _idle:
            child = _idle.pop()
            if child.owner != os.getpid():
                continue  # a forked copy must not use its parent's
            if child.memory == memory and child.process.poll() is None:
                return child
            child.close()
    return _Child(memory)


def _ask(job: Job, memory: int) -> Answer:
    child = _borrow(memory)
    answer = child.ask(job)
    if child.process.poll() is None:
        with _lock:
            _idle.append(child)
    return answer


def _one(job: Job, memory: int) -> OcrPage:
    answer = _ask(job, memory)
    if answer.page is not None:
        return answer.page
    return OcrPage(job.index + 1, 0.0, 0.0, reason=answer.missing, problem="ocr-missing")


def side_by_side() -> int:
    """How many pages are read at a time: one a processor, but one only inside a worker of a corpus run."""
    if multiprocessing.parent_process() is not None:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, usable)


def count(path: Path, pdf: bool, seconds: float, memory: int) -> int:
    """How many pages a file has; 1 for a file that cannot be opened, whose one page then tells why."""
    answer = _ask(Job(str(path), pdf, -1, seconds), memory)
    return answer.count or 1


def run(
    path: Path,
    pdf: bool,
    indexes: Sequence[int],
    seconds: float,
    memory: int,
    progress: Progress | None = None,
    over_picture: Container[int] = (),
) -> list[OcrPage]:
    """Read the pages ``indexes`` (from 0) of a file; the pages come in that order.

    Those in ``over_picture`` are read only when a picture fills them.
    """
    jobs = [Job(str(path), pdf, index, seconds, index in over_picture) for index in indexes]
    pages: dict[int, OcrPage] = {}
    workers = min(side_by_side(), len(jobs)) or 1
    with ThreadPoolExecutor(workers) as threads:
        waiting = [threads.submit(_one, job, memory) for job in jobs]
        try:
            for done in as_completed(waiting):
                page = done.result()
                pages[page.number] = page
                if progress is not None:
                    progress(len(pages), len(jobs))
        except BaseException:
            for one in waiting:
                one.cancel()
            raise
    return [pages[index + 1] for index in indexes]


@atexit.register
def close() -> None:
    """End the idle children of this process."""
    with _lock:
        for child in _idle:
            if child.owner == os.getpid():
                child.close()
        _idle.clear()
