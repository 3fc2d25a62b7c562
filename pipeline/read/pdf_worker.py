"""The PDF child process: reads frames from standard input, answers on standard output, until its parent goes.

A frame is four bytes of length (big endian) and a MessagePack body. The child sets its own memory limit before it
touches a file; time is watched by the parent, which kills it. Source: the safety requirements of the project.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import IO

import msgspec

from pipeline.text.page import PageContent


class Job(msgspec.Struct, frozen=True, array_like=True):
    """One PDF to read: its bytes and the greatest number of pages."""

    data: bytes
    pages: int


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """What the child says of a file: its pages, or why there are none (``encrypted``, ``damaged``, ``pages``)."""

    pages: tuple[PageContent, ...] = ()
    failure: str = ""
    detail: str = ""


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


def limit_memory(size: int) -> None:
    """Let the process have no more than ``size`` bytes of address space, where the system can say so."""
    if sys.platform == "win32":
        return  # no such limit there; the time limit still holds
    import resource

    with contextlib.suppress(ValueError, OSError):  # a stricter limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve until standard input closes. The argument is the memory limit in bytes."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Libraries that print must not break the frames.
    os.dup2(2, 1)
    limit_memory(int(sys.argv[1]))
    from pipeline.read.pdf_page import read_pages

    decoder, encoder = msgspec.msgpack.Decoder(Job), msgspec.msgpack.Encoder()
    while (body := receive(source)) is not None:
        job = decoder.decode(body)
        try:
            reply = read_pages(job.data, job.pages)
        except MemoryError:
            reply = Reply(failure="memory")
        except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes becomes a message, not a death
            reply = Reply(failure="damaged", detail=f"{type(error).__name__}: {error}"[:300])
        send(sink, encoder.encode(reply))


if __name__ == "__main__":
    main()
