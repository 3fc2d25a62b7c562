"""One page from picture to lines: clean it, read it, and if that reads like nothing, turn it and read again.

Knows that upright Vietnamese reads with a confidence far above what the same page gives upside down, so no separate
guess of the orientation is needed: only a page that reads badly is turned.
"""

from __future__ import annotations

import contextlib
import subprocess
import time

import msgspec
import numpy as np
from PIL import Image

from pipeline.read.ocr.cells import read_tables
from pipeline.read.ocr.clean import STRAIGHT, Cleaned, clean, turned
from pipeline.read.ocr.dateline import penned
from pipeline.read.ocr.engine import Failed, recognise
from pipeline.read.ocr.handwriting import in_doubt, second_would_tell
from pipeline.read.ocr.images import PageImage, PdfPages, PictureFile, Unreadable
from pipeline.read.ocr.lines import Stretch, parted
from pipeline.read.ocr.protocol import late
from pipeline.read.ocr.rest import Rest, without_tables
from pipeline.read.ocr.ruling import Grid, grids
from pipeline.read.ocr.signature import with_position
from pipeline.read.ocr.unfold import unfolded
from pipeline.read.ocr.values import OcrLine, OcrPage, mean_confidence
from pipeline.read.syllables import Share

_DOUBTS = 4  # lines of a page that are read twice
_GOOD = 0.68  # confidence above which a page stands upright beyond doubt


def read_page(pages: PdfPages | PictureFile, index: int, seconds: float) -> OcrPage:
    """Read page ``index`` (from 0) within ``seconds``; what goes wrong is told in ``problem`` and ``reason``.

    Raises ``engine.Missing`` only.
    """
    number, until = index + 1, time.monotonic() + seconds
    width = height = 0.0
    try:
        picture = pages.picture(index)
        width, height = picture.width, picture.height
        cleaned = clean(picture.image)
        if cleaned.verdict:
            return OcrPage(number, width, height, reason=_VERDICTS[cleaned.verdict], problem=f"page-{cleaned.verdict}")
        return _best(picture, cleaned, number, until)
    except Unreadable as error:
        return OcrPage(number, width, height, reason=str(error), problem=error.code)
    except Failed as error:
        return OcrPage(number, width, height, reason=str(error), problem="ocr-failed")
    except MemoryError:
        return OcrPage(number, width, height, reason="the page needs too much memory", problem="image-too-large")
    except subprocess.TimeoutExpired:
        return OcrPage(number, width, height, reason=late(seconds), problem="page-timeout")


_VERDICTS = {"blank": "the page is blank", "black": "the page is black all over; scan it again"}


def _best(picture: PageImage, cleaned: Cleaned, number: int, until: float) -> OcrPage:
    first, second = (270, 90) if cleaned.sideways else (0, 180)
    found = _read(picture, cleaned, number, first, until)
    if _quality(found.every) >= _GOOD:
        return found
    try:
        other = _read(picture, cleaned, number, second, until)
    except (subprocess.TimeoutExpired, Failed):
        # The first reading is doubtful but there; its low confidence says so.
        return found
    best = max(found, other, key=lambda page: _quality(page.every))
    if cleaned.sideways and _quality(best.every) < _GOOD / 2 and until - time.monotonic() > 5:
        # Neither way up: the rules of a large table were taken for lines of letters down the page.
        with contextlib.suppress(subprocess.TimeoutExpired, Failed):
            upright = _read(picture, msgspec.structs.replace(cleaned, sideways=False, skew=0.0), number, 0, until)
            best = max(best, upright, key=lambda page: _quality(page.every))
    return best


def _read(picture: PageImage, cleaned: Cleaned, number: int, rotation: int, until: float) -> OcrPage:
    image = turned(cleaned, rotation)
    width, height = picture.width, picture.height
    if rotation in (90, 270):
        width, height = height, width
    left = until - time.monotonic()
    if left <= 0:
        raise subprocess.TimeoutExpired("tesseract", left)
    points = width / image.width
    ruled = grids(np.asarray(image), points)
    tables = read_tables(image, ruled, points, left) if ruled else ()
    left = max(until - time.monotonic(), 0.1)
    lines = _outside(image, ruled, points, left) if ruled else recognise(image, points, left)
    lines = _closer(image, lines, points, until)
    signed = with_position(image, lines, points, until)
    skew = cleaned.skew if abs(cleaned.skew) >= STRAIGHT else 0.0
    steps = list(cleaned.steps)
    if rotation:
        steps.append(f"turned by {rotation} degrees")
    if skew:
        steps.append(f"straightened by {skew:g} degrees")
    if signed is not lines:
        lines = signed
        steps.append("the signer's position read in the blackest ink, under a seal")
    if tables:
        steps.append("ruled tables read cell by cell")
    reason = "recognised" + (f" ({', '.join(steps)})" if steps else "")
    page = OcrPage(number, width, height, lines, None, rotation, skew, reason, tables=tables)
    page = msgspec.structs.replace(page, confidence=_rounded(mean_confidence(page.every)))
    whole = unfolded(page)
    return (
        page
        if whole is page
        else msgspec.structs.replace(whole, reason=f"{reason}; two sheets, the right one after the left")
    )


def _outside(image: Image.Image, tables: tuple[Grid, ...], points: float, seconds: float) -> tuple[OcrLine, ...]:
    """The lines of a page that stand in none of its tables."""
    rest = Rest(without_tables(image, tables, points), points)
    if rest.picture is None:
        return ()
    return tuple(rest.put_back(line) for line in recognise(rest.picture, points, seconds))


def _closer(image: Image.Image, lines: tuple[OcrLine, ...], points: float, until: float) -> tuple[OcrLine, ...]:
    """The lines, with a second reading of each number line and dateline of the upper half that is in doubt."""
    found = []
    doubts = 0
    for line in lines:
        parts = parted(line) if line.base < image.height * points / 2 else []
        doubtful = [(at, part) for at, part in enumerate(parts) if in_doubt(part)]
        pieces = (
            [OcrLine(part.words, part.base, part.size) for part in parts] if len(parts) > 1 and doubtful else [line]
        )
        for at, part in doubtful:
            left = until - time.monotonic()
            if doubts < _DOUBTS and left > 5:
                doubts += 1
                again = _again(image, part, points, left) if second_would_tell(part) else ""
                pen = penned(image, part, points)
                pieces[at] = msgspec.structs.replace(pieces[at], again=again, pen=pen)
        found += pieces
    return tuple(found)


def _again(image: Image.Image, part: Stretch, points: float, seconds: float) -> str:
    """A stretch cut out, made larger and read as one line."""
    edge = 0.3 * part.size
    box = (
        part.x0 - edge, min(word.y0 for word in part.words) - edge,
        part.x1 + edge, max(word.y1 for word in part.words) + edge,
    )  # fmt: skip
    cut = image.crop(tuple(round(side / points) for side in box))  # type: ignore[arg-type]
    cut = cut.resize((round(cut.width * 1.4), round(cut.height * 1.4)), Image.Resampling.BICUBIC)
    try:
        return " ".join(line.text for line in recognise(cut, points / 1.4, seconds, mode="7"))
    except (Failed, subprocess.TimeoutExpired):
        return ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _quality(lines: tuple[OcrLine, ...]) -> float:
    """Confidence of the reading, less what is no Vietnamese syllable; few words count for little."""
    share = Share(" ".join(line.text for line in lines))
    if share.words < 3:
        return 0.0
    return (mean_confidence(lines) or 0.0) * (0.5 + 0.5 * share.of_all) * min(1.0, share.words / 8)
