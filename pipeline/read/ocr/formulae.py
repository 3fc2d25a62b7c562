"""Tone marks put back in fixed names (tên gọi cố định): laws, agencies, movements, provinces, as the gazetteers spell them.

Recognition loses marks over circumflexes («Thủ tướng Chính phù», «Luật Thi đua, khen thường»). A single syllable cannot be
put right, for its neighbour is a word too; a proper name of four syllables and more of which all letters agree
can be read in one way only. Source: ``gazetteers/laws.toml``, ``agencies.toml``, ``movements.toml``, ``provinces.toml``.

>>> found = Formulae(["Thủ tướng Chính phủ", "Ủy ban nhân dân tỉnh Hòa Bình"])
>>> [(start, right) for start, _, right in found.changes("của Thủ tướng Chính phù về tình hòa bình")]
[(20, 'phủ')]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.gazetteer import Gazetteers
from pipeline.read.ocr.confusable import skeleton
from pipeline.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # syllables: fewer may be words that happen to stand together («khủng bố Công an»)
_FIRST = 5  # syllables of a name whose first may be put right

Spelled = tuple[str, ...]


class Formulae:
    """Finds names that are spelled with other marks. Built once from names."""

    def __init__(self, names: Iterable[str]) -> None:
        spellings: dict[Spelled, set[Spelled]] = defaultdict(set)
        self._joints: dict[Spelled, list[str]] = {}
        for name in names:
            words = tuple(_WORD.findall(fold(name)))
            if len(words) >= _SHORTEST and sum(word[0].isupper() for word in words) >= 2:
                bare = tuple(skeleton(word) for word in words)
                spellings[bare].add(words)
                self._joints[bare] = _joints(name)
        self._by_first: dict[Spelled, list[tuple[Spelled, Spelled]]] = defaultdict(list)
        for bare, same in spellings.items():
            if len({tuple(word.lower() for word in words) for words in same}) == 1:
                # Of spellings that differ in capitals only, the one with most of them is the strictest.
                words = max(same, key=lambda one: sum(word[0].isupper() for word in one))
                self._by_first[bare[:2]].append((bare, words))
        for known in self._by_first.values():
            known.sort(key=lambda pair: -len(pair[0]))

    def changes(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and right spelling of each syllable of a name that has other marks in ``text``."""
        words = list(_WORD.finditer(text))
        bare = tuple(skeleton(word.group()) for word in words)
        at = 0
        while at < len(words) - 1:
            name = self._standing(bare, words, at, text)
            if name is None:
                at += 1
                continue
            here = words[at : at + len(name)]
            wrong = [pair for pair in zip(here, name, strict=True) if not _same(pair[0].group(), pair[1])]
            short = len(name) < _FIRST and wrong and wrong[0][0] is here[0]
            if wrong and len(wrong) <= 2 and not short and _capitals(here, name):
                yield from ((word.start(), word.end(), _cased(right, word.group())) for word, right in wrong)
            at += len(here)

    def _standing(self, bare: Spelled, words: list[re.Match[str]], at: int, text: str) -> Spelled | None:
        """The longest name whose syllables stand at word ``at``, with its own commas and dashes between them."""
        for letters, name in self._by_first.get(bare[at : at + 2], ()):
            if bare[at : at + len(letters)] == letters:
                end = words[at + len(letters) - 1].end()
                if _joints(text[words[at].start() : end]) == self._joints[letters]:
                    return name
        return None


def _joints(name: str) -> list[str]:
    """What stands between the syllables, without spaces; any dash is one."""
    return [joint.strip().replace("–", "-") for joint in _WORD.split(name)[1:-1]]


def _same(read: str, right: str) -> bool:
    return fold(read).lower() == right.lower()


def _capitals(read: list[re.Match[str]], right: Spelled) -> bool:
    """Whether what the name writes with a capital has one in the text: «tình hòa bình» is no province."""
    pairs = zip(read, right, strict=True)
    first = True
    for word, name in pairs:
        if name[0].isupper() and not word.group()[0].isupper() and not first:
            return False
        first = False
    return True


def _cased(right: str, read: str) -> str:
    """The right syllable in the capitals of the one that was read."""
    if read.isupper() and len(read) > 1:
        return right.upper()
    return right.capitalize() if read[0].isupper() else right.lower()


def names_of(gazetteers: Gazetteers) -> Iterator[str]:
    """The fixed names of the gazetteers."""
    yield from (name for agency in gazetteers.agencies for name in agency.names)
    yield from (law.name for law in gazetteers.laws)
    yield from (movement.name for movement in gazetteers.movements)
    for entry in gazetteers.provinces:
        kind = "tỉnh" if entry.type == "tỉnh" else "thành phố"
        yield f"{kind} {entry.name}"
        yield f"Ủy ban nhân dân {kind} {entry.name}"
        yield f"Hội đồng nhân dân {kind} {entry.name}"
