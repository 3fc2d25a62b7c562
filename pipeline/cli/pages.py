"""What the commands that read files say of pages: the option ``--page-timeout``, and how recognition goes on, page by page.

Recognition takes a second or more a page, so it is told as it goes: in a bar where standard error is a terminal, else in
one line for a document of many pages. Source: issue of reading (progress a page, bounded time).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from pipeline.cli.terminal import console
from pipeline.cli.text_words import say

PageTimeout = Annotated[float | None, typer.Option("--page-timeout", min=0.1, help=say("opt.pagetimeout"))]
"""Seconds that one page may take; None for the usual limit (``run.sources.limits_of``)."""
_MANY = 30  # pages from which on a log is told that recognition has begun


def told(done: int, pages: int) -> str | None:
    """The one line for a log: after the first of many pages.

    >>> told(1, 12), told(2, 400)
    (None, None)
    """
    return say("recognising", n=pages) if done == 1 and pages >= _MANY else None


@contextmanager
def page_progress() -> Iterator[None]:
    """While the block runs, standard error shows the page that recognition is at (for commands without a bar of files)."""
    from pipeline.read.ocr import listening

    stderr = console(sys.stderr)

    def line(done: int, pages: int) -> None:
        text = told(done, pages)
        if text is not None:
            stderr.print(text)

    if not stderr.is_terminal:
        with listening(line):
            yield
        return
    with stderr.status("") as status:
        status.stop()

        def shown(done: int, pages: int) -> None:
            status.update(say("recognised", done=done, n=pages))
            if done < pages:
                status.start()
            else:
                status.stop()

        with listening(shown):
            yield
