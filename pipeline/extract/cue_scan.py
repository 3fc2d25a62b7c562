"""Finding the cues of a stretch of text (từ chỉ quan hệ): which words say how the documents behind them are used.

Of overlapping cues the one that starts first wins, then the longest; a cue is cancelled by its ``not_before`` and
``not_after`` words. The cues are data (``cues`` gazetteer); headings in capitals are read as well. Source: guidelines,
section 1 (relations); section_structure, section 5.

>>> from pipeline.gazetteer import load
>>> text = "THEO Quyết định số 4/QĐ-SYT và bổ sung các căn cứ pháp lý"
>>> [(text[found.start:found.end], found.cue.relation) for found in CueScan(load().cues).cues(text, 0, len(text))]
[('THEO', 'based_on')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from pipeline.gazetteer.cues import cue_pattern
from pipeline.gazetteer.schema import Cue

# «tại xã A đã được cấp Giấy phép …»: the place where something was done, not the document that says it.
_PLACE = re.compile(r"(?<![\w])(?:đã|được|có|do|cấp|ban hành|xây dựng|thực hiện)(?![\w])")


# Parts of a pattern that may follow, by the part; "" where a cue may end.
_Branch: TypeAlias = "dict[str, _Branch]"


class Found(NamedTuple):
    """A cue as it stands: its span and its entry."""

    start: int
    end: int
    cue: Cue


class CueScan:
    """Finds cues. Reads ``cues`` of the gazetteers; built once."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        alternatives = [(words, cue) for cue in cues if not cue.behind for words in cue.words]
        alternatives.sort(key=lambda pair: (-len(pair[0]), pair[0]))
        self._owners = {_key(words): cue for words, cue in reversed(alternatives)}
        self._counted = [(re.compile(cue_pattern(words)), cue) for words, cue in alternatives if "<N>" in words]
        self._pattern = re.compile(r"(?<![\w])(?:" + _tree(words for words, _ in alternatives) + r")(?![\w])")
        self._not_before: dict[str, re.Pattern[str]] = {}
        self._not_after: dict[str, re.Pattern[str]] = {}
        for cue in {cue.id: cue for _, cue in alternatives}.values():
            if cue.not_before:
                self._not_before[cue.id] = re.compile(r"\s*(?:" + _any(cue.not_before) + r")(?![\w])")
            if cue.not_after:
                self._not_after[cue.id] = re.compile(r"(?<![\w])(?:" + _any(cue.not_after) + r")\s*\Z", re.IGNORECASE)

    def cues(self, folded: str, left: int, right: int) -> list[Found]:
        """All cues between two offsets, in order, none overlapping."""
        kept: list[Found] = []
        pos = left
        while (match := self._pattern.search(folded, pos, right)) is not None:
            cue = self._owner(match.group())
            placed = cue is not None and cue.id == "tai" and _PLACE.search(folded, match.end(), right)
            if cue is None or placed or self._cancelled(folded, match, cue, right):
                pos = match.start() + 1
                continue
            kept.append(Found(match.start(), match.end(), cue))
            pos = match.end()
        return kept

    def _owner(self, found: str) -> Cue | None:
        owner = self._owners.get(_key(found))
        if owner is not None:
            return owner
        return next((cue for pattern, cue in self._counted if pattern.fullmatch(found)), None)

    def _cancelled(self, folded: str, match: re.Match[str], cue: Cue, right: int) -> bool:
        before, after = self._not_after.get(cue.id), self._not_before.get(cue.id)
        if after is not None and after.match(folded, match.end()):
            return True
        return before is not None and before.search(folded, max(0, match.start() - 16), match.start()) is not None


def _tree(cues: Iterable[str]) -> str:
    """One pattern for all cues, as they stand in sentences and in headings that are all capitals; the longest wins.

    Words that cues share stand once, so that a place is tried once a word and not once a cue.
    """
    root: _Branch = {}
    for words in cues:
        written = (words,) if "<N>" in words else (words, words.upper())
        for form in written:
            branch = root
            for part in cue_pattern(form).split(r"\s+"):
                branch = branch.setdefault(part, {})
            branch[""] = {}
    return _branches(root) or r"(?!)"


def _branches(branch: _Branch) -> str:
    longer = [
        part if rest.keys() == {""} else part + _rest(rest)
        for part, rest in sorted(branch.items(), key=lambda pair: (pair[0].startswith("(?:"), -len(pair[0]), pair[0]))
        if part
    ]
    return "|".join(longer)


def _rest(branch: _Branch) -> str:
    return r"(?:\s+(?:" + _branches(branch) + r"))" + ("?" if "" in branch else "")


def _key(words: str) -> str:
    return " ".join(words.replace("\u200b", "").lower().split())


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
