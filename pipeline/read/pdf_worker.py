"""The PDF child process: files on standard input, what they are and their pages on standard output.

Whatever a hostile file provokes becomes a message, and the next page is tried. Source: the safety requirements of the
project.
"""

from __future__ import annotations

import gc

import msgspec

from pipeline.read.pdf_page import Reading
from pipeline.read.pdf_protocol import Job, Opened
from pipeline.read.serving import Service
from pipeline.text.page import PageContent


def main() -> None:
    """Serve until the parent goes. The argument is the memory limit in bytes."""
    service = Service()
    # Characters are tuples by the thousand, in no circles: looking for circles among them is a twentieth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    decoder, encoder = msgspec.msgpack.Decoder(Job), msgspec.msgpack.Encoder()
    for question in service.questions():
        job = decoder.decode(question)
        reading: Reading | None = None
        try:
            reading = Reading(job.data)
            opened = reading.opened
        except MemoryError:
            opened = Opened(failure="memory")
        except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes becomes a message, not a death
            opened = Opened(failure="damaged", detail=f"{type(error).__name__}: {error}"[:300])
        service.answer(encoder.encode(opened))
        if reading is not None and not opened.failure:
            for index in range(job.first, min(opened.count, job.pages)):
                service.answer(_page(reading, index, encoder))
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
