"""Movements to their entries (phong trào thi đua): by name, and local variants to the national movement by their place.

Extraction settles names that are known for sure; this settles what the document's own place and the founding document help to
tell: «Tây Ninh chung sức xây dựng nông thôn mới» is a variant of the national movement. Source: movements gazetteer, trap 31.

>>> from pipeline.gazetteer import load
>>> from pipeline.model.mentions import Movement
>>> movements = MovementResolver(load())
>>> local = Movement(0, 1, "Tây Ninh chung sức xây dựng nông thôn mới", "phong trào", True)
>>> found = movements.resolve(local)
>>> found.variant_of, found.reason
('ca-nuoc-chung-suc-xay-dung-nong-thon-moi', 'local-variant')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from pipeline.gazetteer import Gazetteers
from pipeline.gazetteer.key import name_key
from pipeline.gazetteer.schema import MovementEntry
from pipeline.model.mentions import Movement

_PERIOD = re.compile(r",?\s*\(?(?:giai đoạn|thời kỳ)\s.*$|\s*\(?\d{4}\s*-\s*\d{4}\)?$", re.IGNORECASE | re.DOTALL)
_WHOLE = tuple(f"{name_key(words)} " for words in ("cả nước", "toàn quốc", "toàn dân"))
_PLACE_MARK = re.compile(r"(?:(?:tỉnh|thành phố) )?<Tỉnh>")
_NO_MOVEMENT = ("đề án", "chương trình")
_LOCAL_WHOLE = tuple(map(name_key, ("cả", "toàn")))
_FEWEST_WORDS, _LONGEST_PLACE = 4, 4


class MovementResolution(msgspec.Struct, frozen=True):
    """``movement_id`` for the national movement itself, ``variant_of`` for a local form; both None when not known.

    ``reason``: ``extracted`` (already settled), ``name``, ``local-variant``, ``period-differs`` (the name of a movement, said
    of years that its entry does not list) or ``unknown``.
    """

    movement_id: str | None
    variant_of: str | None
    reason: str


class MovementResolver:
    """Resolves movements. Built once from the gazetteers (movements, provinces)."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self._entries = {entry.id: entry for entry in gazetteers.movements if not entry.kind.startswith(_NO_MOVEMENT)}
        self._names: dict[str, MovementEntry] = {}
        self._bare: dict[str, MovementEntry] = {}
        for entry in self._entries.values():
            for name in (entry.name, *entry.aliases):
                key = name_key(name)
                self._names.setdefault(key, entry)
                for whole in _WHOLE:
                    if key.startswith(whole) and len(key.split()) - len(whole.split()) >= _FEWEST_WORDS:
                        self._bare.setdefault(key.removeprefix(whole), entry)
            for pattern in entry.local_patterns:
                self._bare.setdefault(name_key(_PLACE_MARK.sub(" ", pattern)), entry)
        places = {name_key(name) for p in gazetteers.provinces for name in (p.name, *p.aliases) if len(name) > 3}
        either = "|".join(re.escape(place) for place in sorted(places, key=len, reverse=True))
        unit = "|".join(map(name_key, ("tỉnh", "thành phố")))
        words = (w for word in gazetteers.issuer_words if word.kind == "unit" for w in word.words)
        self._units = tuple(map(name_key, ("thành phố", *words)))
        self._place = re.compile(rf"(?:^| )(?:(?:{unit}) )?(?:{either})(?= |$)")

    def resolve(self, movement: Movement) -> MovementResolution:
        """The entry of one mention. What extraction has settled is kept, and its period compared."""
        if movement.movement_id is not None:
            entry = self._entries.get(movement.movement_id)
            reason = "period-differs" if entry and _other_period(entry, movement.period) else "extracted"
            return MovementResolution(movement.movement_id, movement.variant_of, reason)
        if movement.variant_of is not None:
            return MovementResolution(None, movement.variant_of, "extracted")
        key = name_key(_PERIOD.sub("", movement.text))
        entry = self._names.get(key)
        if entry is not None:
            return MovementResolution(
                entry.id, None, "period-differs" if _other_period(entry, movement.period) else "name"
            )
        for local in self._without_place(key):
            if (national := self._bare.get(local) or self._names.get(local)) is not None:
                return MovementResolution(None, national.id, "local-variant")
        return MovementResolution(None, None, "unknown")

    def _without_place(self, key: str) -> Iterator[str]:
        """What is left of a name without the province, «toàn tỉnh», or «huyện …» and up to four words of its name."""
        local = self._place.sub("", key, count=1).strip()
        if local != key:
            yield local
        for unit in self._units:
            for whole in _LOCAL_WHOLE:
                if key.startswith(f"{whole} {unit} "):
                    yield key.removeprefix(f"{whole} {unit} ")
            if key.startswith(f"{unit} "):
                words = key.removeprefix(f"{unit} ").split()
                yield from (" ".join(words[count:]) for count in range(1, _LONGEST_PLACE + 1))


def _other_period(entry: MovementEntry, said: str | None) -> bool:
    """Whether the mention's period is none of the entry's («2016-2020; 2021-2025»; an open end fits all later)."""
    if said is None or not entry.period:
        return False
    periods = [part.strip() for part in entry.period.split(";")]
    return not any(said == part or (part.endswith("-") and said >= part) for part in periods)
