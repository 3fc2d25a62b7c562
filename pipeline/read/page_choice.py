"""Which pages of a PDF must be recognised, and why: no text layer, a broken one, or a few words laid over a picture.

A sound layer is Vietnamese: of its words 93 in 100 and more are possible syllables; a layer whose font has no right
table to Unicode has 30 to 60. A page of another language has none of the marks either, but its own small words.

>>> from pipeline.text.page import Line
>>> why(PageContent(1, 595, 842, ()))
'no text layer'
>>> why(PageContent(1, 595, 842, (Line("Căn cứ Luật Thi đua, khen thưởng; " * 12, 72, 90, 500, 104, 14),))) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.read.syllables import Share
from pipeline.text.page import PageContent

_BROKEN = 0.75
_PAGEFUL = 60  # words, among which a capital letter cannot fail
_ENOUGH = 30  # words, below which a share says nothing
_FEW = 40  # words: a stamp, a number or a page number laid over a scanned picture
_BARE = 0.12  # share of words with Vietnamese letters; sound texts have 0.6 and more
_FOREIGN = re.compile(r"\b(?:the|of|and|to|in|for|is|de|la|les|et|des|der|die|und)\b")

OVER_PICTURE = ("few words over a picture", "a text layer without Vietnamese letters")
"""Reasons that hold only where a picture fills the page."""


def text_of(page: PageContent) -> str:
    """All words of a page, in no special order."""
    cells = [line.text for table in page.tables for cell in table.cells for line in cell]
    return " ".join([*(line.text for line in page.pieces), *cells])


def why(page: PageContent) -> str | None:
    """Why a page must be recognised, or None. The reasons of ``OVER_PICTURE`` need a picture on the page besides."""
    text = text_of(page)
    share = Share(text)
    if not page.pieces and not page.tables:
        return "no text layer"
    if page.broken:
        return page.broken
    if share.words < _FEW and not page.tables:
        return OVER_PICTURE[0]
    if share.words < _ENOUGH:
        return None
    if share.marked < _BARE * share.words:
        if foreign(page):
            return OVER_PICTURE[1]
        return "a text layer that lost the marks of its letters" if share.of_all >= _BROKEN else "a broken text layer"
    if share.words >= _PAGEFUL and text.islower():
        return "a broken text layer without a capital letter"
    if share.of_all < _BROKEN or share.of_marked < _BROKEN - 0.1:
        return f"a broken text layer ({share.of_all:.0%} of its words are Vietnamese)"
    return None


_DATE = re.compile(
    r"ngày\s+([^\s.…_]{1,4})\s+tháng\s+([^\s.…_]{1,4})\s+năm\s+([^\s.…_,;]{1,6})"
    r"|ngày\s+([^\s/.…_]{1,2})/([^\s/.…_]{1,2})/([^\s/.…_]{4})"
)
_NO_NUMBERS = "a broken text layer (its dates are none: the digits of its font are wrong)"
INVISIBLE = "an invisible text layer, as a recognition lays it over a scan"


def with_broken_numbers(pages: Sequence[PageContent]) -> Sequence[PageContent]:
    """Pages of a document whose letters are sound and whose digits are not, marked as broken.

    Only dates tell: «ngày 45 tháng 23 năm 3136». More of them must be impossible than possible, in all pages together.
    """
    counted = [_dates(text_of(page)) for page in pages]
    good, bad = sum(one[0] for one in counted), sum(one[1] for one in counted)
    if bad < 2 or bad <= good:
        return pages
    return [
        page if page.broken or one[0] > one[1] or not page.pieces else replace(page, broken=_NO_NUMBERS)
        for page, one in zip(pages, counted, strict=True)
    ]


def _dates(text: str) -> tuple[int, int]:
    """How many of the dates written out in a text are possible, and how many are not."""
    found = _DATE.findall(text)
    every = (words[:3] if words[0] else words[3:] for words in found)
    good = sum(1 for day, month, year in every if _in(day, 31) and _in(month, 12) and _in(year, 2200, 1800))
    return good, len(found) - good


def _in(number: str, most: int, least: int = 1) -> bool:
    return number.isdecimal() and least <= int(number) <= most


def kept(page: PageContent) -> str:
    """Why a page was read from its own text layer, or that it has none."""
    if not page.pieces and not page.tables:
        return "the page has no text layer"
    return page.note or "the page has a text layer"


def foreign(page: PageContent) -> bool:
    """Whether a page without Vietnamese letters is of another language in Latin letters."""
    return foreign_text(text_of(page))


def foreign_text(text: str) -> bool:
    """Whether a text is of another language in Latin letters, as its small words say."""
    words = len(text.split())
    return words >= _ENOUGH and len(_FOREIGN.findall(text.lower())) > 0.08 * words


def better(recognised: PageContent, layer: PageContent) -> bool:
    """Whether the recognised page is to be preferred to the page's own text layer."""
    own, new = Share(text_of(layer)), Share(text_of(recognised))
    if not own.words:
        return True
    if not new.words:
        return False
    if layer.broken == INVISIBLE:
        return new.good_marked > 1.02 * own.good_marked  # what another recognition lost are marks
    if layer.broken:
        return 2 * new.words >= own.words and new.good > 0.7 * own.good
    return new.good_marked > own.good_marked or new.of_all > own.of_all
