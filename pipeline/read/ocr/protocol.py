"""What the program asks its recognising child processes, and what they answer."""

from __future__ import annotations

import msgspec

from pipeline.read.ocr.values import OcrPage


def late(seconds: float) -> str:
    """The message for a page that took too long."""
    return f"drawing and recognition took more than {seconds:.3g} seconds and were stopped"


class Job(msgspec.Struct, frozen=True, array_like=True):
    """One page to read: the file, whether it is a PDF, the page's index, its seconds.

    With ``over_picture`` the page is read only when a picture fills it (else its problem is ``page-text``). Index -1
    asks for the number of pages.
    """

    path: str
    pdf: bool
    index: int
    seconds: float
    over_picture: bool = False


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """A page, the number of pages, or that the engine is ``missing`` (what to install)."""

    page: OcrPage | None = None
    count: int = 0
    missing: str = ""
