"""Places: which province or centrally run city (tỉnh, thành phố trực thuộc Trung ương) a text names.

Source: ``gazetteers/provinces.toml`` with validity (63 provinces until 30/6/2025, 34 after); guidelines, section 7 (province from
the dateline, else from the body).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.gazetteer.schema import Province
from pipeline.text.fold import fold

_UNIT = re.compile(
    r"(?:^| )(?P<unit>(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|(?<!THỊ )XÃ(?! HỘI)|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) +[^\W_][^\n,;()]{1,40})$",
    re.IGNORECASE,
)


class Places:
    """Knows the provinces. Built once from the gazetteer's entries."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        self._entries: dict[str, list[Province]] = {}
        for province in provinces:
            for name in (province.name, *province.aliases):
                if len(name) > 3:
                    self._entries.setdefault(_key(name), []).append(province)
        names = sorted(set(self._entries), key=len, reverse=True)
        written = "|".join(re.escape(form) for key in names for form in _spellings(key))
        self._named = re.compile(
            r"(?<!\w)(?:[Tt]ỉnh|TỈNH|[Tt]hành phố|THÀNH PHỐ|(?<!TN )T[Pp]\.?|Tỉnh ủy|TỈNH ỦY|Thành ủy|THÀNH ỦY)"
            rf" +(?P<name>{written})(?!\w)"
        )
        # «Đội TNTP Hồ Chí Minh», «Đoàn TNCS Hồ Chí Minh» are called after the man.
        self._bare = re.compile(
            rf"(?<!TNTP )(?<!TNCS )(?<!TN TP )(?<!TIỀN PHONG )(?<!CỘNG SẢN )(?<!Tiền phong )(?<!Cộng sản )"
            rf"(?<!CHỦ TỊCH )(?<!\w)(?P<name>{written})(?!\w)"
        )

    def of_place(self, place: str, date: str | None) -> str | None:
        """The province that a dateline's place is («Hà Tĩnh», «TP. Hồ Chí Minh»), valid at ``date`` (ISO) if known."""
        bare = re.sub(r"^(?:thành phố|tỉnh|tp\.?) *", "", _key(place))
        return self._name(bare, date) or self._name(_key(place), date)

    def in_name(self, name: str, date: str | None) -> str | None:
        """The province that a body's (folded) name holds («UBND TỈNH LÀO CAI»), or None."""
        match = self._named.search(name) or self._bare.search(name)
        return self._name(_key(match.group("name")), None) if match else None

    def in_text(self, folded: str, date: str | None) -> str | None:
        """The province named oftenest with «tỉnh»/«thành phố» in ``folded``; of equals the first, or None."""
        counts = Counter(_key(match.group("name")) for match in self._named.finditer(folded))
        for name, _ in counts.most_common():
            if found := self._name(name, date):
                return found
        return None

    def _name(self, key: str, date: str | None) -> str | None:
        entries = self._entries.get(key)
        if not entries:
            return None
        valid = [entry for entry in entries if _valid(entry, date)]
        return (valid or entries)[0].name if valid or date is None else None


def locality(name: str) -> str | None:
    """The administrative unit at the end of a body's name («… HUYỆN BÁT XÁT» → «HUYỆN BÁT XÁT»), or None."""
    match = _UNIT.search(name)
    return match.group("unit").strip() if match else None


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name)).strip(" .,").lower()


def _spellings(key: str) -> tuple[str, str]:
    """A name as in a sentence and in capitals."""
    return " ".join(word.capitalize() for word in key.split()), key.upper()


def _valid(entry: Province, date: str | None) -> bool:
    if date is None:
        return True
    day = (date + "-01-01"[len(date) - 4 :]) if len(date) < 10 else date
    return not ((entry.valid_from and day < entry.valid_from[:10]) or (entry.valid_to and day > entry.valid_to[:10]))
