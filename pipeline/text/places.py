"""Offsets of a normalised text laid back over the text as it was given, for callers that must keep their own characters.

Records speak of text in Unicode NFC with ``\\n`` newlines; a host such as spaCy may hold decomposed letters or ``\\r\\n``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

# Hangul vowels and finals join what stands before them though they are no combining marks.
_HANGUL = range(0x1160, 0x1200)


class Places:
    """The way from offsets of ``record.text`` (NFC, ``\\n``) back to the text as it was given.

    >>> places = Places("Ho\\u0300a, a\\r\\nb", "Hòa, a\\nb")
    >>> places.span(0, 3), places.span(5, 8)
    ((0, 4), (6, 10))
    """

    def __init__(self, original: str, normal: str) -> None:
        self._bounds: list[int] | None = None
        if original == normal:
            return
        self._bounds, whole = [], []
        for at, cluster in _clusters(original):
            piece = "\n" if cluster[0] == "\r" else unicodedata.normalize("NFC", cluster)
            self._bounds += [at] * len(piece)
            whole.append(piece)
        self._bounds.append(len(original))
        if "".join(whole) != normal:
            raise ValueError("the text cannot be laid back from its normal form; give it in Unicode NFC")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for ``[start, end)`` of the normal one."""
        if self._bounds is None:
            return start, end
        left = self._bounds[start]
        # The end of the last character is where the next cluster begins.
        after = self._bounds[bisect_right(self._bounds, self._bounds[end - 1])] if end else 0
        return left, max(left, after)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """What normalisation may join: a character with the marks behind it, and a line end of two characters."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at < len(text):
            if unicodedata.combining(text[at]) or ord(text[at]) in _HANGUL:
                continue
            if text[at] == "\n" and text[at - 1] == "\r":
                continue
        yield begin, text[begin:at]
        begin = at
