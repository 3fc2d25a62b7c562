"""The child process that reads pages: jobs on standard input, pages on standard output, until its parent goes.

It opens hostile files and runs the engine; so it limits its own memory (and with it the engine's), leads a process
group of its own, and is killed with it when a page overstays. Source: the safety requirements of the project.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import msgspec

from pipeline.read.ocr.engine import Missing
from pipeline.read.ocr.images import PdfPages, PictureFile, Unreadable
from pipeline.read.ocr.protocol import Answer, Job
from pipeline.read.ocr.recognise import read_page
from pipeline.read.ocr.values import OcrPage
from pipeline.read.pdf_worker import limit_memory, receive, send


class _Open:
    """The file of the last job, kept open for the next page of it."""

    def __init__(self) -> None:
        self._path = ""
        self._pages: PdfPages | PictureFile | None = None

    def of(self, job: Job) -> PdfPages | PictureFile:
        if self._pages is None or job.path != self._path:
            if self._pages is not None:
                self._pages.close()
            self._pages = None
            self._pages = PdfPages(Path(job.path)) if job.pdf else PictureFile(Path(job.path))
            self._path = job.path
        return self._pages


def answer(job: Job, opened: _Open) -> Answer:
    """Read the page of a job; whatever the file provokes becomes a page with a problem."""
    try:
        pages = opened.of(job)
        if job.index < 0:
            return Answer(count=len(pages))
        if job.over_picture and isinstance(pages, PdfPages) and not pages.over_picture(job.index):
            return Answer(OcrPage(job.index + 1, 0.0, 0.0, reason="no picture fills the page", problem="page-text"))
        return Answer(read_page(pages, job.index, job.seconds))
    except Missing as error:
        return Answer(missing=str(error))
    except Unreadable as error:
        return Answer(OcrPage(job.index + 1, 0.0, 0.0, reason=str(error), problem=error.code))
    except MemoryError:
        return Answer(
            OcrPage(job.index + 1, 0.0, 0.0, reason="the page needs too much memory", problem="image-too-large")
        )
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes becomes a message, not a death
        reason = f"the page cannot be read: {type(error).__name__}: {error}"[:300]
        return Answer(OcrPage(job.index + 1, 0.0, 0.0, reason=reason, problem="page-damaged"))


def main() -> None:
    """Serve until standard input closes. The argument is the memory limit in bytes."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries that print must not break the frames
    limit_memory(int(sys.argv[1]))
    decoder, encoder = msgspec.msgpack.Decoder(Job), msgspec.msgpack.Encoder()
    opened = _Open()
    jobs: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(source, jobs), daemon=True).start()
    while True:
        send(sink, encoder.encode(answer(decoder.decode(jobs.get()), opened)))


def _listen(source: IO[bytes], jobs: SimpleQueue[bytes]) -> None:
    """Take jobs as they come; when the parent is gone, however it went, end this process and the engine it runs."""
    while (body := receive(source)) is not None:
        jobs.put(body)
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main()
