"""Which known event an anniversary's name means (``event_id``): by name, and by origin date where it is given.

Source: the gazetteer of anniversaries. Names are compared by :func:`pipeline.gazetteer.key.name_key` and rapidfuzz; an
answer is given only when it is sure: close, clearly ahead of the next, and not against the printed origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.gazetteer.key import name_key
from pipeline.gazetteer.schema import AnniversaryEntry

_LEAD = re.compile("^(?:" + "|".join(map(name_key, ("ngày lễ", "ngày", "lễ"))) + r") (?=\S+ \S+)")
_DAY_AT_END = re.compile(r"(?<=[^\W\d]) \d{1,2} \d{1,2}$|(?<=[\u0300-\u036f]) \d{1,2} \d{1,2}$")
_SUCCESS = " " + name_key("thành công")
_SURE, _LIKELY, _AHEAD = 93.0, 80.0, 2.5


class KnownEvents:
    """An index of the gazetteer's events by the keys of their names."""

    def __init__(self, entries: Iterable[AnniversaryEntry]) -> None:
        self._keys: dict[str, str] = {}
        self._origins: dict[str, str | None] = {}
        self._prefixes: set[str] = set()
        for entry in entries:
            self._origins[entry.id] = entry.origin
            for name in (entry.event, *entry.aliases):
                words = _plain(name).split()
                if len(words) < 2 or words[0].isdigit():
                    continue
                self._keys.setdefault(" ".join(words), entry.id)
                self._prefixes.update(" ".join(words[:count]) for count in range(2, len(words) + 1))
        self._names = list(self._keys)
        self.find = lru_cache(maxsize=4096)(self._find)

    def goes_on(self, name: str) -> bool:
        """Whether some known name begins with ``name``: then a comma inside it is part of it."""
        return _plain(name) in self._prefixes

    def _find(self, event: str, origin: str | None) -> str | None:
        """The id of the event called ``event`` whose origin is ``origin`` (ISO or None); None when not sure."""
        key = _plain(event)
        exact = self._keys.get(key)
        if exact is not None and self._agrees(exact, origin):
            return exact
        if not self._names or len(key) < 6:
            return None
        best: dict[str, float] = {}
        for name, score, _ in process.extract(key, self._names, scorer=fuzz.token_sort_ratio, limit=6):
            best[self._keys[name]] = max(score, best.get(self._keys[name], 0.0))
        ranked = sorted(((score, id_) for id_, score in best.items() if self._agrees(id_, origin)), reverse=True)
        if not ranked:
            return None
        score, id_ = ranked[0]
        ahead = score - ranked[1][0] if len(ranked) > 1 else 100.0
        same_day = origin is not None and len(origin) == 10 and self._origins[id_] == origin
        return id_ if ahead >= _AHEAD and score >= (_LIKELY if same_day else _SURE) else None

    def _agrees(self, id_: str, origin: str | None) -> bool:
        """Whether the day and month printed are those of the entry; years may differ by custom."""
        known = self._origins[id_]
        if origin is None or known is None or known.startswith("lunar") or len(origin) < 10 or len(known) < 10:
            return True
        return known[5:10] == origin[5:10]


def _plain(name: str) -> str:
    """The key of ``name`` without «Ngày», «thành công» and a day written after it («Quốc khánh 2/9»)."""
    key = _DAY_AT_END.sub("", name_key(name))
    return _LEAD.sub("", key).removesuffix(_SUCCESS)
