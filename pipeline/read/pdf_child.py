"""The parent's side of the PDF child process: start it once, use it for many files, kill it when it overstays.

Each process of the program has at most one child; a pool of workers so has one each. Source: the safety requirements of
the project (PDF parsing in a child that can be killed, with limits of memory and time).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from pipeline.errors import ReadError
from pipeline.read.limits import DEFAULT, Limits, megabytes
from pipeline.read.pdf_worker import Job, Opened, receive, send
from pipeline.text.page import PageContent

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from pipeline.read.pdf_worker import main; main()"
_DAMAGED = "ask for the file again, or print it anew to PDF"


class Child:
    """A running child process and the memory limit it was started with."""

    def __init__(self, memory: int) -> None:
        self.memory, self.owner = memory, os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, str(_ROOT), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._watch = _Watch(self.process.kill)
        self._opened, self._page = msgspec.msgpack.Decoder(Opened), msgspec.msgpack.Decoder(PageContent)

    def open(self, job: Job, seconds: float) -> Opened:
        """Hand over a file. Raises ``TimeoutError`` and ``EOFError``; the child is gone after either."""
        return self._opened.decode(self._answer(seconds, msgspec.msgpack.encode(job)))

    def page(self, seconds: float) -> PageContent:
        """The next page of the file handed over. Raises as ``open`` does."""
        return self._page.decode(self._answer(seconds))

    def _answer(self, seconds: float, question: bytes | None = None) -> bytes:
        assert self.process.stdin is not None and self.process.stdout is not None
        self._watch.until(time.monotonic() + seconds)
        try:
            if question is not None:
                send(self.process.stdin, question)
            body = receive(self.process.stdout)
        except OSError:
            body = None
        finally:
            late = self._watch.over()
        if body is None:
            self.close()
            raise TimeoutError if late else EOFError
        return body

    def close(self) -> None:
        """End the child."""
        self._watch.stop()
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.process.wait()


class _Watch:
    """One thread that calls ``alarm`` when an answer is late; a thread an answer would cost more than a short page."""

    def __init__(self, alarm: Callable[[], None]) -> None:
        self._alarm, self._changed = alarm, threading.Condition()
        self._deadline: float | None = None
        self._wakes = float("inf")
        self._late = self._stopped = False
        threading.Thread(target=self._run, daemon=True).start()

    def until(self, deadline: float) -> None:
        """Wait for an answer until ``deadline`` (of the monotonic clock)."""
        with self._changed:
            self._deadline, self._late = deadline, False
            if deadline < self._wakes:
                self._changed.notify()

    def over(self) -> bool:
        """The answer is here, or none will come; says whether it was late."""
        with self._changed:
            self._deadline = None
            return self._late

    def stop(self) -> None:
        """End the thread."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while not self._stopped:
                now = time.monotonic()
                if self._deadline is not None and self._deadline <= now:
                    self._deadline, self._late = None, True
                    self._alarm()
                # Awake once more than needed: a deadline that moved on need not be told to this thread.
                self._wakes = self._deadline if self._deadline is not None else float("inf")
                self._changed.wait(None if self._deadline is None else self._deadline - now)


_lock = threading.Lock()
_child: Child | None = None


class Pages(msgspec.Struct, frozen=True):
    """The pages of a PDF that were read, how many it has, what keeps the rest unread, and its digital signatures."""

    pages: tuple[PageContent, ...]
    count: int
    limit: str = ""
    signatures: tuple[dict[str, str], ...] = ()


_TOLERATED = 5  # deaths of the child on single pages, after which the rest is given up


def pages_of(data: bytes, name: str, limits: Limits = DEFAULT) -> Pages:
    """Read a PDF's pages in the child, at most ``limits.pdf_pages``.

    A page on which the child is late or dies comes empty with its ``problem``, and the others are read by a new child.
    Raises ``ReadError`` for the file as a whole (damaged, encrypted, too large, too slow).
    """
    with _lock:
        began = time.monotonic()
        pages: list[PageContent] = []
        deaths = 0
        while True:
            opened = _opened(data, name, limits, len(pages))
            wanted = min(opened.count, limits.pdf_pages)
            deaths += _gather(pages, wanted, limits, began)
            if len(pages) >= wanted:
                limit = f"the limit is {limits.pdf_pages} pages"
            elif deaths >= _TOLERATED:
                limit = f"the reader failed on {deaths} of them"
            elif time.monotonic() - began > limits.pdf_seconds:
                limit = f"the limit is {limits.pdf_seconds:g} seconds"
            else:
                continue
            return Pages(tuple(pages), opened.count, limit, opened.signatures)


def _opened(data: bytes, name: str, limits: Limits, first: int) -> Opened:
    """The file opened in the child, which then reads its pages from ``first``."""
    child = _running(limits.pdf_memory)
    try:
        opened = child.open(Job(data, limits.pdf_pages, first), limits.pdf_seconds)
    except TimeoutError:
        cause = f"reading took more than {limits.pdf_seconds:g} seconds and was stopped"
        raise ReadError(name, cause, "split the PDF, or raise the limit") from None
    except EOFError:
        cause = f"damaged, or needs more than {megabytes(limits.pdf_memory)} of memory: the PDF reader died on it"
        raise ReadError(name, cause, _DAMAGED) from None
    if opened.failure == "memory":
        # What the failed file left behind may starve the next one.
        child.close()
    if opened.failure:
        raise _error(opened, name, limits)
    return opened


def _gather(pages: list[PageContent], wanted: int, limits: Limits, began: float) -> int:
    """Add pages until ``wanted`` or until the child is lost (1) with a page, which is added as unread."""
    child = _child
    assert child is not None
    while len(pages) < wanted:
        left = began + limits.pdf_seconds - time.monotonic()
        if left <= 0:
            # The whole file's time is up, however quick its single pages are; the child still works on it.
            child.close()
            return 0
        try:
            pages.append(child.page(max(0.05, min(limits.page_seconds, left))))
        except TimeoutError:
            pages.append(_unread(len(pages), f"it took more than {min(limits.page_seconds, left):.3g} seconds"))
            return 1
        except EOFError:
            pages.append(_unread(len(pages), "it is damaged or needs too much memory: the reader died on it"))
            return 1
    return 0


def _unread(index: int, problem: str) -> PageContent:
    return PageContent(index + 1, 0.0, 0.0, (), problem=problem)


def _running(memory: int) -> Child:
    """The child of this very process (a forked copy must not share its parent's), started anew when needed."""
    global _child
    if _child is not None and _child.owner != os.getpid():
        _child = None
    if _child is not None and (_child.process.poll() is not None or _child.memory != memory):
        _child.close()
        _child = None
    if _child is None:
        _child = Child(memory)
    return _child


def _error(reply: Opened, name: str, limits: Limits) -> ReadError:
    if reply.failure == "encrypted":
        return ReadError(name, "encrypted with a password", "remove the password and try again")
    if reply.failure == "memory":
        return ReadError(name, f"needs more than {megabytes(limits.pdf_memory)} of memory", "split the PDF")
    if "Success" in reply.detail:  # what pdfium says of a file in order that has no page to load
        return ReadError(name, "it has no page", _DAMAGED)
    return ReadError(name, f"damaged: it cannot be opened as PDF ({reply.detail})", _DAMAGED)


@atexit.register
def close() -> None:
    """End the child of this process, if there is one."""
    global _child
    if _child is not None and _child.owner == os.getpid():
        _child.close()
    _child = None
