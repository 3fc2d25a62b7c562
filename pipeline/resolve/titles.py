"""Whether two titles (trích yếu) are of one document: weighed by rare words, so that boilerplate proves nothing.

«quy định chi tiết thi hành một số điều của Luật …» opens hundreds of titles; weights are those of the registry's own titles.
Years and ordinals that differ part titles that are otherwise alike (01/NQ-CP of each year, directives on each congress).
Titles are compared loosely (rapidfuzz), unlike symbols, which never are.

>>> titles = Titles(["về công tác thi đua, khen thưởng", "về công tác phát triển nhà ở xã hội", "về công tác văn thư"])
>>> titles.compare("về việc tiếp tục đổi mới công tác thi đua khen thưởng", "về đổi mới công tác thi đua, khen thưởng")
True
>>> titles.compare("về tiếp tục đổi mới công tác thi đua", "về công tác phát triển nhà ở xã hội trong tình hình mới")
False
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.gazetteer.key import name_key

_OPENING = ("về", "việc", "v", "ban", "hành", "kế", "hoạch", "quy", "định")
_LEAD = re.compile(f"^(?:(?:{'|'.join(map(name_key, _OPENING))}) )+")
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b")
_ORDINAL = re.compile(r"(?:lần thứ|[Đđ]ại hội|[Kk]hóa) ([IVX]+)\b")
_SURE, _LIKE, _UNLIKE, _FEWEST = 0.72, 70.0, 0.30, 3
_EQUAL = 93.0


class Titles:
    """Compares titles. ``corpus`` are the titles whose words weigh: the rarer, the more."""

    def __init__(self, corpus: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for title in corpus:
            counts.update(set(name_key(title).split()))
            total += 1
        self._most = math.log(total + 2)
        self._weights = {word: math.log((total + 2) / (count + 1)) for word, count in counts.items()}
        self.compare = lru_cache(maxsize=32768)(self._compare)

    def _words(self, title: str) -> dict[str, float]:
        key = name_key(title)
        bare = _LEAD.sub("", key) or key
        return {word: self._weights.get(word, self._most) for word in bare.split() if not word.isdigit()}

    def _compare(self, one: str, other: str) -> bool | None:
        """True: one title; False: two; None: too short or too near to say."""
        a, b = self._words(one), self._words(other)
        if min(len(a), len(b)) < _FEWEST:
            return None
        years = set(_YEARS.findall(one)), set(_YEARS.findall(other))
        ordinals = set(_ORDINAL.findall(one)), set(_ORDINAL.findall(other))
        for told, told_too in (years, ordinals):
            if told and told_too and not told & told_too:
                return False
        shared = sum(a[word] for word in a.keys() & b.keys())
        covered = shared / max(min(sum(a.values()), sum(b.values())), 0.001)
        if covered < _UNLIKE:
            return False
        if covered >= _SURE and fuzz.token_set_ratio(" ".join(a), " ".join(b)) >= _LIKE:
            return True
        return None


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one word for word, but for their opening and slips of the pen.

    >>> same_title("về việc quy định mức thu phí thẩm định", "Quy định mức thu phí thẩm định")
    True
    >>> same_title("quy định mức thu phí thẩm định dự án", "quy định mức thu phí bay qua vùng trời")
    False
    """
    keys = (name_key(one), name_key(other))
    a, b = (_LEAD.sub("", key) or key for key in keys)
    return len(a.split()) >= _FEWEST and fuzz.ratio(a, b) >= _EQUAL
