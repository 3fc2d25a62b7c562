"""Which known movement a name means: ``movement_id`` for the movement itself, ``variant_of`` for a local form of it.

Source: the gazetteer of movements. A name is compared by :func:`pipeline.gazetteer.key.name_key` without its period; near
names count only when clearly ahead of the next. Recognition never depends on this list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.gazetteer.key import name_key
from pipeline.gazetteer.schema import MovementEntry

_PERIOD = re.compile(r",?\s*\(?(?:giai đoạn|thời kỳ)\s.*$", re.IGNORECASE | re.DOTALL)
_SURE, _AHEAD, _LONGEST_PLACE = 93.0, 3.0, 12
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 260
# What no name goes across: the sentence's end, quotation marks, the next paragraph.
_BREAK = re.compile(r"[;\"(]|\.\s|\n\s*\n|\n\s*[-+*•\d]")
_NO_MOVEMENT = ("đề án", "chương trình")


class KnownMovements:
    """An index of the gazetteer's movements by the keys of their names and of their local patterns."""

    def __init__(self, entries: Iterable[MovementEntry]) -> None:
        self._keys: dict[str, str] = {}
        self._locals: list[tuple[str, str, str]] = []
        for entry in entries:
            if entry.kind.startswith(_NO_MOVEMENT):
                continue
            for name in (entry.name, *entry.aliases):
                if len(name_key(name).split()) > 1:
                    self._keys.setdefault(name_key(name), entry.id)
            for pattern in entry.local_patterns:
                before, _, after = pattern.partition("<Tỉnh>")
                if after:
                    self._locals.append((name_key(before), name_key(after), entry.id))
        self._names = list(self._keys)
        self._starts: dict[str, list[list[str]]] = {}
        for key in sorted(self._keys, key=len, reverse=True):
            words = key.split()
            self._starts.setdefault(" ".join(words[:2]), []).append(words)
        self.find = lru_cache(maxsize=4096)(self._find)

    def end_of(self, folded: str, pos: int) -> int | None:
        """Where the longest known name that begins with the word at ``pos`` ends in ``folded``; None if none begins there."""
        words: list[re.Match[str]] = []
        for match in _WORD.finditer(folded, pos, pos + _LONGEST):
            words.append(match)
            if len(words) == 2 and _pair(words) not in self._starts:
                return None
        if len(words) < 2 or words[0].start() != pos:
            return None
        keys = [name_key(word.group()) for word in words]
        for known in self._starts[_pair(words)]:
            end = words[len(known) - 1].end() if len(known) <= len(words) else 0
            if end and keys[: len(known)] == known and _BREAK.search(folded, pos, end) is None:
                return end
        return None

    def _find(self, name: str) -> tuple[str | None, str | None]:
        """``(movement_id, variant_of)`` of ``name``; both None when it is not known for sure."""
        key = name_key(_PERIOD.sub("", name))
        exact = self._keys.get(key)
        if exact is not None:
            return exact, None
        for before, after, id_ in self._locals:
            place = len(key.split()) - len(before.split()) - len(after.split())
            if key.startswith(before) and key.endswith(after) and 0 < place <= _LONGEST_PLACE:
                return None, id_
        if not self._names or len(key) < 8:
            return None, None
        best: dict[str, float] = {}
        for near, score, _ in process.extract(key, self._names, scorer=fuzz.ratio, limit=5):
            best[self._keys[near]] = max(score, best.get(self._keys[near], 0.0))
        ranked = sorted(((score, id_) for id_, score in best.items()), reverse=True)
        ahead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 100.0
        return (ranked[0][1], None) if ranked[0][0] >= _SURE and ahead >= _AHEAD else (None, None)


def _pair(words: list[re.Match[str]]) -> str:
    return f"{name_key(words[0].group())} {name_key(words[1].group())}"
