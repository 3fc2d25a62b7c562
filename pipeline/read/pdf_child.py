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
from pathlib import Path

import msgspec

from pipeline.errors import ReadError
from pipeline.read.limits import DEFAULT, Limits, megabytes
from pipeline.read.pdf_worker import Job, Reply, receive, send

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
        self._decoder = msgspec.msgpack.Decoder(Reply)

    def ask(self, job: Job, seconds: float) -> Reply:
        """One question and its answer. Raises ``TimeoutError`` and ``EOFError``; the child is gone after either."""
        assert self.process.stdin is not None and self.process.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            send(self.process.stdin, msgspec.msgpack.encode(job))
            body = receive(self.process.stdout)
        except OSError:
            body = None
        finally:
            timer.cancel()
        if body is None:
            self.close()
            raise TimeoutError if late.is_set() else EOFError
        return self._decoder.decode(body)

    def close(self) -> None:
        """End the child."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.process.wait()


_lock = threading.Lock()
_child: Child | None = None


def pages_of(data: bytes, name: str, limits: Limits = DEFAULT) -> Reply:
    """Read a PDF's pages in the child. Raises ``ReadError`` (damaged, encrypted, too long, too large, too slow)."""
    with _lock:
        child = _running(limits.pdf_memory)
        try:
            reply = child.ask(Job(data, limits.pdf_pages), limits.pdf_seconds)
        except TimeoutError:
            cause = f"reading took more than {limits.pdf_seconds:g} seconds and was stopped"
            raise ReadError(name, cause, "split the PDF, or raise the limit") from None
        except EOFError:
            cause = f"damaged, or needs more than {megabytes(limits.pdf_memory)} of memory: the PDF reader died on it"
            raise ReadError(name, cause, _DAMAGED) from None
        if reply.failure == "memory":
            # What the failed file left behind may starve the next one.
            child.close()
    if reply.failure:
        raise _error(reply, name, limits)
    return reply


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


def _error(reply: Reply, name: str, limits: Limits) -> ReadError:
    if reply.failure == "encrypted":
        return ReadError(name, "encrypted with a password", "remove the password and try again")
    if reply.failure == "pages":
        cause = f"{reply.detail} pages, more than the {limits.pdf_pages} one document may have"
        return ReadError(name, cause, "split the PDF")
    if reply.failure == "memory":
        return ReadError(name, f"needs more than {megabytes(limits.pdf_memory)} of memory", "split the PDF")
    return ReadError(name, f"damaged: it cannot be opened as PDF ({reply.detail})", _DAMAGED)


@atexit.register
def close() -> None:
    """End the child of this process, if there is one."""
    global _child
    if _child is not None and _child.owner == os.getpid():
        _child.close()
    _child = None
