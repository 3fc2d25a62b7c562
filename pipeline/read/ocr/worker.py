"""The child process that reads pages: jobs on standard input, pages on standard output.

It opens hostile files and runs the engine, which has its limits and ends with it (see ``serving``). Source: the safety
requirements of the project.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.read.ocr.engine import Missing
from pipeline.read.ocr.images import PdfPages, PictureFile, Unreadable
from pipeline.read.ocr.protocol import Answer, Job
from pipeline.read.ocr.recognise import read_page
from pipeline.read.ocr.values import OcrPage
from pipeline.read.serving import Service


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
    """Serve until the parent goes. The argument is the memory limit in bytes."""
    service = Service()
    decoder, encoder = msgspec.msgpack.Decoder(Job), msgspec.msgpack.Encoder()
    opened = _Open()
    for question in service.questions():
        service.answer(encoder.encode(answer(decoder.decode(question), opened)))


if __name__ == "__main__":
    main()
