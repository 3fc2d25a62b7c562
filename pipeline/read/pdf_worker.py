"""The PDF child process: reads frames from standard input, answers on standard output, until its parent goes.

A frame is four bytes of length (big endian) and a MessagePack body. The child sets its own memory limit before it
touches a file; time is watched by the parent, which kills it. Source: the safety requirements of the project.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import IO, TYPE_CHECKING

import msgspec

from pipeline.text.page import PageContent

if TYPE_CHECKING:
    from pipeline.read.pdf_page import Reading


class Job(msgspec.Struct, frozen=True, array_like=True):
    """One PDF to read: its bytes, the greatest number of pages, and the first page wanted (from 0)."""

    data: bytes
    pages: int
    first: int = 0


class Opened(msgspec.Struct, frozen=True, array_like=True):
    """What the child says first of a file: how many pages it has, or why it has none (``encrypted``, ``damaged``, ``memory``).

    Then comes a frame with a ``PageContent`` for each page from the first wanted to the last allowed. ``signatures`` are
    the file's digital signatures.
    """

    count: int = 0
    failure: str = ""
    detail: str = ""
    signatures: tuple[dict[str, str], ...] = ()


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
    from pipeline.read.pdf_page import Reading

    # Characters are tuples by the thousand, in no circles: looking for circles among them is a twentieth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    decoder, encoder = msgspec.msgpack.Decoder(Job), msgspec.msgpack.Encoder()
    while (body := receive(source)) is not None:
        job = decoder.decode(body)
        reading: Reading | None = None
        try:
            reading = Reading(job.data)
            opened = reading.opened
        except MemoryError:
            opened = Opened(failure="memory")
        except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes becomes a message, not a death
            opened = Opened(failure="damaged", detail=f"{type(error).__name__}: {error}"[:300])
        send(sink, encoder.encode(opened))
        if reading is not None and not opened.failure:
            for index in range(job.first, min(opened.count, job.pages)):
                send(sink, _page(reading, index, encoder))
        if reading is not None:
            reading.close()


def _page(reading: Reading, index: int, encoder: msgspec.msgpack.Encoder) -> bytes:
    """One page as a frame, or an empty one whose problem says why: the others go on."""
    try:
        return encoder.encode(reading.page(index))
    except MemoryError:
        note = "it needs more memory than one document may have"
    except Exception as error:  # noqa: BLE001 - see above
        note = f"it is damaged ({type(error).__name__}: {error})"[:300]
    return encoder.encode(PageContent(index + 1, 0.0, 0.0, (), problem=note))


if __name__ == "__main__":
    main()
