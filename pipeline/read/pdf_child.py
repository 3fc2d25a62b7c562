"""The PDF child process as its parent uses it: started once, given many files, replaced when a page killed it.

Each process of the program has at most one child; a pool of workers so has one each. Source: the safety requirements of
the project (PDF parsing in a child that can be killed, with limits of memory and time).
"""

from __future__ import annotations

import atexit
import os
import threading
import time

import msgspec

from pipeline.errors import ReadError
from pipeline.read.child import Child
from pipeline.read.limits import DEFAULT, Limits, megabytes
from pipeline.read.pdf_protocol import Job, Opened
from pipeline.text.page import PageContent

_WORKER = "pipeline.read.pdf_worker"
_DAMAGED = "ask for the file again, or print it anew to PDF"


_lock = threading.Lock()
_child: Child | None = None
_OPENED, _PAGE = msgspec.msgpack.Decoder(Opened), msgspec.msgpack.Decoder(PageContent)


class Pages(msgspec.Struct, frozen=True):
    """The pages of a PDF that were read, how many it has, what keeps the rest unread, and its digital signatures."""

    pages: tuple[PageContent, ...]
    count: int
    limit: str = ""
    signatures: tuple[dict[str, str], ...] = ()


_TOLERATED = 5  # deaths of the child on single pages, after which the rest is given up


def pages_of(data: bytes, name: str, limits: Limits = DEFAULT) -> Pages:
    """Read a PDF's pages in the child, at most ``limits.pdf_pages``.

    A page on which the child is late or dies comes empty with its ``problem``, and the others are read by a new child.
    Raises ``ReadError`` for the file as a whole (damaged, encrypted, too large, too slow).
    """
    with _lock:
        try:
            return _pages(data, name, limits)
        except ReadError:
            raise
        except BaseException:
            close()  # interrupted amidst a file: its other pages must not be taken for those of the next
            raise


def _pages(data: bytes, name: str, limits: Limits) -> Pages:
    began = time.monotonic()
    pages: list[PageContent] = []
    deaths = 0
    while True:
        opened = _opened(data, name, limits, len(pages))
        wanted = min(opened.count, limits.pdf_pages)
        deaths += _gather(pages, wanted, limits, began)
        if len(pages) >= wanted:
            limit = f"the limit is {limits.pdf_pages} pages"
        elif deaths >= _TOLERATED:
            limit = f"the reader failed on {deaths} of them"
        elif time.monotonic() - began > limits.pdf_seconds:
            limit = f"the limit is {limits.pdf_seconds:g} seconds"
        else:
            continue
        return Pages(tuple(pages), opened.count, limit, opened.signatures)


def _opened(data: bytes, name: str, limits: Limits, first: int) -> Opened:
    """The file opened in the child, which then reads its pages from ``first``."""
    child = _running(limits.pdf_memory)
    try:
        question = msgspec.msgpack.encode(Job(data, limits.pdf_pages, first))
        opened = _OPENED.decode(child.answer(limits.pdf_seconds, question))
    except TimeoutError:
        cause = f"reading took more than {limits.pdf_seconds:g} seconds and was stopped"
        raise ReadError(name, cause, "split the PDF, or raise the limit") from None
    except EOFError:
        cause = f"damaged, or needs more than {megabytes(limits.pdf_memory)} of memory: the PDF reader died on it"
        raise ReadError(name, cause, _DAMAGED) from None
    if opened.failure == "memory":
        # What the failed file left behind may starve the next one.
        child.close()
    if opened.failure:
        raise _error(opened, name, limits)
    return opened


def _gather(pages: list[PageContent], wanted: int, limits: Limits, began: float) -> int:
    """Add pages until ``wanted`` or until the child is lost (1) with a page, which is added as unread."""
    child = _child
    assert child is not None
    while len(pages) < wanted:
        left = began + limits.pdf_seconds - time.monotonic()
        if left <= 0:
            # The whole file's time is up, however quick its single pages are; the child still works on it.
            child.close()
            return 0
        try:
            pages.append(_PAGE.decode(child.answer(max(0.05, min(limits.page_seconds, left)))))
        except TimeoutError:
            pages.append(_unread(len(pages), f"it took more than {min(limits.page_seconds, left):.3g} seconds"))
            return 1
        except EOFError:
            pages.append(_unread(len(pages), "it is damaged or needs too much memory: the reader died on it"))
            return 1
    return 0


def _unread(index: int, problem: str) -> PageContent:
    return PageContent(index + 1, 0.0, 0.0, (), problem=problem)


def _running(memory: int) -> Child:
    """The child of this very process (a forked copy must not share its parent's), started anew when needed."""
    global _child
    if _child is not None and _child.owner != os.getpid():
        _child = None
    if _child is not None and not (_child.usable and _child.memory == memory):
        _child.close()
        _child = None
    if _child is None:
        _child = Child(_WORKER, memory)
    return _child


def _error(reply: Opened, name: str, limits: Limits) -> ReadError:
    if reply.failure == "encrypted":
        return ReadError(name, "encrypted with a password", "remove the password and try again")
    if reply.failure == "memory":
        return ReadError(name, f"needs more than {megabytes(limits.pdf_memory)} of memory", "split the PDF")
    if "Success" in reply.detail:  # what pdfium says of a file in order that has no page to load
        return ReadError(name, "it has no page", _DAMAGED)
    return ReadError(name, f"damaged: it cannot be opened as PDF ({reply.detail})", _DAMAGED)


@atexit.register
def close() -> None:
    """End the child of this process, if there is one."""
    global _child
    if _child is not None and _child.owner == os.getpid():
        _child.close()
    _child = None
