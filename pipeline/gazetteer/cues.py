"""Which cue governs a citation: the definition by which the examples and counterexamples of ``cues.toml`` are tried.

Of overlapping cues the one that starts first wins, then the longest; a cue is cancelled by its ``not_before`` and
``not_after`` words; the last cue before a document governs it, until a full stop; a cue that stands behind its documents
governs those before it when the citing document («Thông tư này») is said to act. Source: annotation guidelines, section 1.
The extraction of relations reads the same data on long texts with its own scan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pipeline.gazetteer.schema import Cue

_COUNT = r"(?:\d+|[^\W\d_]+)"
# What counts as a document here: a symbol, a law by its name, a congress resolution.
_DOCUMENT = re.compile(
    r"\d+(?:/\d{4})?[-/][A-ZĐ]"
    r"|\b(?:[Ll]uật|Bộ luật|Pháp lệnh|Hiến pháp)\s+(?:số\s|[A-ZĐ])"
    r"|Nghị quyết (?:Đại hội|Trung ương)"
)
# The citing document's name for itself, which a cue behind its documents needs: «… hết hiệu lực kể từ ngày Thông tư này».
_ITSELF = re.compile(
    r"(?<!\w)(?:[Ll]uật|lệnh|[Nn]ghị định|[Nn]ghị quyết|[Tt]hông tư|liên tịch|[Qq]uyết định|[Cc]hỉ thị) này(?!\w)"
)
_OLD_TONES = {"hoá": "hóa", "hoà": "hòa", "huỷ": "hủy", "thoả": "thỏa"}
_OLD = re.compile(r"\b(?:" + "|".join(_OLD_TONES) + r")\b")


def _plain(phrase: str) -> str:
    return _OLD.sub(lambda found: _OLD_TONES[found.group()], unicodedata.normalize("NFC", phrase))


def cue_pattern(words: str) -> str:
    """The words of a cue as a pattern: any white space, ``<N>`` a count, a capital or small first letter."""
    parts = [_COUNT if word == "<N>" else re.escape(word) for word in words.split()]
    first = parts[0]
    if first[0].isalpha():
        parts[0] = f"[{first[0]}{first[0].upper()}]{first[1:]}"
    return r"\s+".join(parts)


class CueReader:
    """Finds the cues of a phrase. Built once from the cues; reads short phrases (tests, messages), not documents."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)
        self._behind = [
            (cue, re.compile(r"(?<!\w)(?:" + "|".join(map(cue_pattern, cue.words)) + r")(?!\w)"))
            for cue in self._cues
            if cue.behind
        ]
        alternatives = [(words, cue) for cue in self._cues if not cue.behind for words in cue.words]
        alternatives.sort(key=lambda pair: len(pair[0]), reverse=True)
        self._owners = [cue for _, cue in alternatives]
        groups = "|".join(f"({cue_pattern(words)})" for words, _ in alternatives)
        self._pattern = re.compile(rf"(?<!\w)(?:{groups})(?!\w)") if alternatives else re.compile(r"(?!)")

    def governing(self, phrase: str) -> list[str]:
        """The ids of the cues that govern the documents named in ``phrase``, in the phrase's order, each once."""
        text = _plain(phrase)
        cues = self._occurrences(text)
        found: list[str] = []
        for document in _DOCUMENT.finditer(text):
            before = [cue for end, cue in cues if end <= document.start() and ". " not in text[end : document.start()]]
            if before and before[-1].id not in found:
                found.append(before[-1].id)
        return found + [cue.id for cue, pattern in self._behind if self._closes(cue, pattern, text)]

    def _closes(self, cue: Cue, pattern: re.Pattern[str], text: str) -> bool:
        """Whether a document stands in the sentence before the cue, and the citing one names itself in it."""
        for match in pattern.finditer(text):
            start = text.rfind(". ", 0, match.start()) + 1
            if not self._cancelled(cue, text, match.start(), match.end()) and _DOCUMENT.search(
                text, start, match.start()
            ):
                return _ITSELF.search(text, start) is not None
        return False

    def _occurrences(self, text: str) -> list[tuple[int, Cue]]:
        kept, position = [], 0
        while match := self._pattern.search(text, position):
            cue = self._owners[(match.lastindex or 1) - 1]
            cancelled = self._cancelled(cue, text, match.start(), match.end())
            position = match.start() + 1 if cancelled else match.end()
            if not cancelled:
                kept.append((match.end(), cue))
        return kept

    @staticmethod
    def _cancelled(cue: Cue, text: str, start: int, end: int) -> bool:
        after = text[end:].lstrip().casefold()
        before = text[:start].rstrip().casefold()
        return any(re.match(rf"{re.escape(word)}(?!\w)", after) for word in cue.not_before) or any(
            re.search(rf"(?<!\w){re.escape(word)}$", before) for word in cue.not_after
        )
