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

from pipeline.read.syllables import Share
from pipeline.text.page import PageContent

_BROKEN = 0.75
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
    share = Share(text_of(page))
    if not page.pieces and not page.tables:
        return "no text layer"
    if share.words < _FEW and not page.tables:
        return OVER_PICTURE[0]
    if share.words < _ENOUGH:
        return None
    if share.marked < _BARE * share.words:
        return OVER_PICTURE[1] if foreign(page) or share.of_all >= _BROKEN else "a broken text layer"
    if share.of_all < _BROKEN or share.of_marked < _BROKEN - 0.1:
        return f"a broken text layer ({share.of_all:.0%} of its words are Vietnamese)"
    return None


def kept(page: PageContent) -> str:
    """Why a page was read from its own text layer, or that it has none."""
    if not page.pieces and not page.tables:
        return "the page has no text layer"
    return page.note or "the page has a text layer"


def foreign(page: PageContent) -> bool:
    """Whether a page without Vietnamese letters is of another language in Latin letters."""
    text = text_of(page).lower()
    words = len(text.split())
    return words >= _ENOUGH and len(_FOREIGN.findall(text)) > 0.08 * words


def better(recognised: PageContent, layer: PageContent) -> bool:
    """Whether the recognised page is to be preferred to the page's own text layer."""
    own, new = Share(text_of(layer)), Share(text_of(recognised))
    if not own.words:
        return True
    if not new.words:
        return False
    return new.good_marked > own.good_marked or new.of_all > own.of_all
