"""The child's side of a child process: its limits, its questions and answers, its death with the parent.

A frame is four bytes of length (big endian) and a MessagePack body. The child sets its own memory limit before it touches
a file (what it starts inherits it); time is watched by the parent (see ``child``), which kills it with all that it started.
When the parent goes, however it went, standard input ends, and the child ends with it, even amidst a page. Source: the
safety requirements of the project.

>>> import io
>>> pipe = io.BytesIO()
>>> send(pipe, b"page 1"); pipe.seek(0)
0
>>> receive(pipe), receive(pipe)
(b'page 1', None)
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import IO


def send(stream: IO[bytes], body: bytes) -> None:
    """Write one frame."""
    stream.write(len(body).to_bytes(4, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame; None when the other side is gone."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return body if len(body) == size else None


class Service:
    """The questions that come to this process, and the way for its answers. Its argument is the memory limit in bytes."""

    def __init__(self) -> None:
        source, self._sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # libraries that print must not break the frames
        limit_memory(int(sys.argv[1]))
        self._asked: SimpleQueue[bytes] = SimpleQueue()
        # A thread of its own: while a page hangs no one else would see that the parent is gone.
        threading.Thread(target=_listen, args=(source, self._asked), daemon=True).start()

    def questions(self) -> Iterator[bytes]:
        """Each frame as it comes, until the process ends."""
        while True:
            yield self._asked.get()

    def answer(self, body: bytes) -> None:
        """Send one frame."""
        send(self._sink, body)


def _listen(source: IO[bytes], asked: SimpleQueue[bytes]) -> None:
    """Take questions as they come; when the parent is gone end this process and all that it started."""
    while (body := receive(source)) is not None:
        asked.put(body)
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(0)


def limit_memory(size: int) -> None:
    """Let the process have no more than ``size`` bytes of address space, where the system can say so."""
    if sys.platform == "win32":
        return  # no such limit there; the time limit still holds
    import resource

    with contextlib.suppress(ValueError, OSError):  # a stricter limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
