"""The parent's side: pages given to a few child processes side by side, each killed with its engine when it overstays.

Children are started when first needed and kept for the next document. A worker of a corpus run reads its pages one
after the other, for the run itself already fills the processors. Source: the safety requirements of the project.
"""

from __future__ import annotations

import atexit
import math
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Container, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import msgspec

from pipeline.read.child import Child
from pipeline.read.ocr.protocol import Answer, Job, late
from pipeline.read.ocr.values import OcrPage

_WORKER = "pipeline.read.ocr.worker"
LEFT_OUT = "pages-left-out"
"""The problem of a page that was not tried, because the time for the whole file was up."""
_GRACE = 2.0  # seconds a child has beyond the page's own, to report that the engine was late

Progress = Callable[[int, int], None]
"""Called after each page with how many are done and how many there are."""


def _asked(child: Child, job: Job) -> Answer:
    """The page of a job; a child that dies or is late is gone, and the page says so."""
    try:
        return msgspec.msgpack.decode(child.answer(job.seconds + _GRACE, msgspec.msgpack.encode(job)), type=Answer)
    except TimeoutError:
        return Answer(OcrPage(job.index + 1, 0.0, 0.0, reason=late(job.seconds), problem="page-timeout"))
    except EOFError:
        reason = "the reader of the page died on it: it is damaged or needs too much memory"
        return Answer(OcrPage(job.index + 1, 0.0, 0.0, reason=reason, problem="page-damaged"))


_lock = threading.Lock()
_idle: list[Child] = []


def _borrow(memory: int) -> Child:
    with _lock:
        while _idle:
            child = _idle.pop()
            if child.owner != os.getpid():
                continue  # a forked copy must not use its parent's
            if child.memory == memory and child.usable:
                return child
            child.close()
    return Child(_WORKER, memory)


class _Work:
    """The reading of one file: its memory limit, when it must end (``until``, monotonic), the children at work on it."""

    def __init__(self, memory: int, until: float = math.inf) -> None:
        self.memory, self.until = memory, until
        self.busy: set[Child] = set()
        self.stopped = False

    def ask(self, job: Job) -> Answer:
        child = _borrow(self.memory)
        with _lock:
            self.busy.add(child)
        try:
            answer = _asked(child, job)
        finally:
            with _lock:
                self.busy.discard(child)
        if child.usable:
            with _lock:
                _idle.append(child)
        return answer

    def page(self, job: Job) -> OcrPage:
        left = self.until - time.monotonic()
        if left <= 0 or self.stopped:
            return OcrPage(job.index + 1, 0.0, 0.0, reason="left out", problem=LEFT_OUT)
        answer = self.ask(msgspec.structs.replace(job, seconds=min(job.seconds, max(left, 0.1))))
        if answer.page is not None:
            return answer.page
        return OcrPage(job.index + 1, 0.0, 0.0, reason=answer.missing, problem="ocr-missing")

    def stop(self) -> None:
        """Kill the children at work, so that the threads waiting for them end; none begins another page."""
        with _lock:
            self.stopped = True
            for child in self.busy:
                child.kill()


def side_by_side() -> int:
    """How many pages are read at a time: one a processor, but one only inside a worker of a corpus run."""
    if multiprocessing.parent_process() is not None:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, usable)


def count(path: Path, pdf: bool, seconds: float, memory: int) -> int:
    """How many pages a file has; 1 for a file that cannot be opened, whose one page then tells why."""
    answer = _Work(memory).ask(Job(str(path), pdf, -1, seconds))
    return answer.count or 1


def run(
    path: Path,
    pdf: bool,
    indexes: Sequence[int],
    seconds: float,
    memory: int,
    progress: Progress | None = None,
    over_picture: Container[int] = (),
    whole: float = math.inf,
) -> list[OcrPage]:
    """Read the pages ``indexes`` (from 0) of a file; the pages come in that order.

    Those in ``over_picture`` are read only when a picture fills them. What is not begun after ``whole`` seconds has the
    problem ``LEFT_OUT``. An interruption (Ctrl-C) kills the children that are at work, and is passed on.
    """
    work = _Work(memory, time.monotonic() + whole)
    jobs = [Job(str(path), pdf, index, seconds, index in over_picture) for index in indexes]
    pages: dict[int, OcrPage] = {}
    workers = min(side_by_side(), len(jobs)) or 1
    with ThreadPoolExecutor(workers) as threads:
        waiting = [threads.submit(work.page, job) for job in jobs]
        try:
            for done in as_completed(waiting):
                page = done.result()
                pages[page.number] = page
                if progress is not None:
                    progress(len(pages), len(jobs))
        except BaseException:
            for one in waiting:
                one.cancel()
            work.stop()
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
