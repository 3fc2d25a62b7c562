"""The parent's side of child processes: start one, ask it, wait for a limited time, kill it with all that it started.

Hostile files are opened in children only. A child leads a process group of its own, limits its own memory, and ends when
its parent does (see ``serving``). Other programs (LibreOffice …) run under the same limit of time. Source: the safety
requirements of the project.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.read.serving import receive, send

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from {} import main; main()"


class Child:
    """A running child process that serves ``main`` of ``module``, and the memory limit (bytes) it was started with."""

    def __init__(self, module: str, memory: int) -> None:
        self.memory, self.owner = memory, os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START.format(module), str(_ROOT), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._closed = False
        self._watch = _Watch(self.kill)

    @property
    def usable(self) -> bool:
        """Whether it lives and is this very process's own: a forked copy must not use its parent's."""
        return self.owner == os.getpid() and not self._closed and self.process.poll() is None

    def answer(self, seconds: float, question: bytes | None = None) -> bytes:
        """The next frame, after a ``question`` or without. Raises ``TimeoutError`` and ``EOFError``.

        The child is gone after either, and after an interruption: it must not answer the next question with this answer.
        """
        assert self.process.stdin is not None and self.process.stdout is not None
        self._watch.until(time.monotonic() + seconds)
        try:
            if question is not None:
                send(self.process.stdin, question)
            body = receive(self.process.stdout)
        except OSError:
            body = None
        except BaseException:
            self.close()
            raise
        finally:
            late = self._watch.over()
        if body is None:
            self.close()
            raise TimeoutError if late else EOFError
        return body

    def kill(self) -> None:
        """Kill the child with all that it started."""
        if not self._closed:
            kill_group(self.process)

    def close(self) -> None:
        """End the child and let go of its pipes."""
        self._watch.stop()
        self.kill()
        self._closed = True
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


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a group, and its group."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def run(command: list[str], seconds: float, most: int = 1 << 20) -> bytes | None:
    """The standard output (at most ``most`` bytes) of another program; None when it fails, is late or says too much.

    The command and all that it starts are killed after ``seconds``.
    """
    with tempfile.TemporaryFile() as out:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True
            )
        except OSError:
            return None
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            kill_group(process)
            process.wait()
        if code != 0 or out.tell() > most:
            return None
        out.seek(0)
        return out.read(most)
