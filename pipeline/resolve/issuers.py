"""What an issuer as written says: the body's slug, its level and the place it names (cơ quan ban hành).

«Chủ tịch UBND tỉnh» and «Ủy ban nhân dân tỉnh Lào Cai» are one author; «UBND tỉnh» leaves the place to the context.
The words are those of ``gazetteers/issuer_words.toml``. Source: facts on symbols, section 2 (UBND covers committee and
Chairman); DESIGN, section 5; traps 7 to 9.

>>> from pipeline.gazetteer import Index, load
>>> reader = IssuerReader(Index(load()))
>>> reader.read("Chủ tịch UBND tỉnh")
Issuer(author='uy-ban-nhan-dan', level='province', place=None, known=True)
>>> reader.read("Ban Thường vụ Tỉnh ủy Lào Cai")
Issuer(author='ban-thuong-vu-tinh-uy', level='province', place=('lao-cai',), known=True)
>>> reader.read("UBND huyện Bát Xát, tỉnh Lào Cai").place
('lao-cai', 'huyen-bat-xat')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.gazetteer.usage import IssuerWord
from pipeline.text.fold import fold

# Capital letters of the language: in Unicode's order they alternate with the small ones, so no range holds them.
_UP = "A-Z" + "".join(filter(str.isupper, map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))))
_NAME = rf"(?:[{_UP}][\w'’]*|\d{{1,2}})(?:[ -]+(?:[{_UP}][\w'’]*|\d{{1,2}}))*"
_FUSED = re.compile(rf"(?P<body>(?i:tỉnh|thành|huyện|quận|thị) (?i:ủy|đoàn))(?P<name> +{_NAME})?$")
_LEVELS = {"central", "province", "district", "commune"}
_FUSED_UNITS = {"huyện": "huyen", "quận": "quan", "thị": "thi-xa", "thành": "thanh-pho"}


class Issuer(NamedTuple):
    """``author``: slug of the body without its place. ``level``: ``central | province | district | commune | city`` (a
    «thành phố» that is not named) or None. ``place``: slugs from the province down, ``?`` for a province not named; None
    when no place is named. ``known``: whether the gazetteers know the body."""

    author: str
    level: str | None
    place: tuple[str, ...] | None
    known: bool


class IssuerReader:
    """Reads issuers, each spelling once. Built from the gazetteers' index (agencies, provinces)."""

    def __init__(self, index: Index) -> None:
        self._index = index
        words: dict[str, list[IssuerWord]] = {}
        for word in index.gazetteers.issuer_words:
            words.setdefault(word.kind, []).append(word)
        self._short = tuple((_pattern(word), word.means) for word in words.get("short", ()))
        heads = "|".join(_either(word) for word in words.get("head", ()))
        self._head = re.compile(rf"(?:{heads or '(?!)'}) +", re.IGNORECASE)
        self._organs = tuple(
            (f"{slug(organ)}-", tuple(slug(after) for after in word.before))
            for word in words.get("organ", ()) for organ in word.words
        )  # fmt: skip
        self._bodies = {
            slug(form): slug(word.means) for word in words.get("body", ())
            for name in word.words for form in (name, self._written_out(name))
        }  # fmt: skip
        self._units = {slug(unit): word.means for word in words.get("unit", ()) for unit in word.words}
        self._unit = _unit_pattern(unit for word in words.get("unit", ()) for unit in word.words)
        self._levels: dict[str, set[str]] = {}
        for entry in index.gazetteers.agencies:
            if entry.kind != "drafting_unit":
                for name in entry.names:
                    self._levels.setdefault(self.body(slug(name)), set()).add(entry.level)
        self._provinces = {
            slug(n): e.name for e in index.gazetteers.provinces for n in (e.name, *e.aliases) if len(n) > 3
        }
        self.read = lru_cache(maxsize=16384)(self._read)

    def body(self, author: str) -> str:
        """The slug under which ids name a body of several names («Ban Bí thư Trung ương Đảng» is the Ban Bí thư)."""
        return self._bodies.get(author, author)

    def committee(self, author: str) -> str:
        """The committee for which an organ acts: that of «Ban Thường vụ Tỉnh ủy» is the Tỉnh ủy."""
        for organ, bodies in self._organs:
            if author.startswith(organ) and author.removeprefix(organ).startswith(bodies):
                return author.removeprefix(organ)
        return author

    def _bare_province(self, author: str) -> tuple[str, str] | None:
        """A known body and the province named behind it without «tỉnh»: «Sở Nội vụ Hà Nam»."""
        parts = author.split("-")
        for at in range(max(1, len(parts) - 5), len(parts)):
            name = self._provinces.get("-".join(parts[at:]))
            body = self.body("-".join(parts[:at]))
            if name is not None and (self._levels.get(body, {"central"}) - {"central"}):
                return body, name
        return None

    def _within_central(self, author: str) -> bool:
        """Whether an unlisted body is a part of a central one («Thanh tra Bộ Nội vụ», «Văn phòng Bộ Quốc phòng»)."""
        parts = author.split("-")
        return any(self._levels.get("-".join(parts[at:])) == {"central"} for at in range(1, len(parts) - 1))

    def _written_out(self, name: str) -> str:
        for pattern, full in self._short:
            name = pattern.sub(full, name)
        return name

    def _read(self, written: str) -> Issuer:
        name = " ".join(fold(written).replace("\u200b", "").split()).strip(" .,;*\"'")
        name = self._head.sub("", self._written_out(name).strip(), count=1).strip()
        units: list[tuple[str, str | None]] = []
        while (found := self._unit.search(name)) is not None and found.start() > 0:
            units.append((slug(found["word"]), found["name"]))
            name = name[: found.start()].strip(" ,")
        fused = _FUSED.search(name)
        if fused is not None:
            units.append(self._fused(fused))
            name = name[: fused.end("body")]
        author = self.body(slug(name))
        if not units and author not in self._levels and (cut := self._bare_province(author)) is not None:
            author, province = cut
            units = [("tinh", province)]
        levels = self._levels.get(author, set())
        level, place = self._place(units)
        if level is None and len(levels) == 1 and levels <= _LEVELS:
            (level,) = levels  # a Sở is always a province's
        elif level is None and not levels and self._within_central(author):
            level = "central"
        return Issuer(author, level, place, bool(levels))

    @staticmethod
    def _fused(found: re.Match[str]) -> tuple[str, str | None]:
        word = found["body"].split()[0].lower()
        name = (found["name"] or "").strip() or None
        return ("tinh" if word == "tỉnh" else _FUSED_UNITS[word]), name

    def _place(self, units: list[tuple[str, str | None]]) -> tuple[str | None, tuple[str, ...] | None]:
        """Level and place of administrative units, the largest first in ``units``."""
        level: str | None = None
        below: list[str] = []
        province: str | None = None
        for word, name in units:
            if word == "tinh" or (word == "thanh-pho" and name and self._index.province(name) and not province):
                level = "province"
                entry = self._index.province(name) if name else None
                province = entry.id if entry else province
                continue
            level = self._units.get(word, "city" if name is None else "district")
            if name is not None:
                below.append(f"{word}-{slug(name)}")
        if province is None and not below:
            return level, None
        return level, (province or "?", *below)


def _either(word: IssuerWord) -> str:
    """The words of an entry, longest first, with what must and must not follow."""
    either = "|".join(re.escape(fold(w)).replace("<N>", r"\w+") for w in sorted(word.words, key=len, reverse=True))
    after = "|".join(re.escape(fold(w)) for w in word.before)
    never = "|".join(re.escape(fold(w)) for w in word.not_before)
    return f"(?:{either})(?!\\w){f'(?={after})' if after else ''}{f'(?!{never})' if never else ''}"


def _pattern(word: IssuerWord) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_either(word)}")


def _unit_pattern(units: Iterable[str]) -> re.Pattern[str]:
    """An administrative unit at the end of a name; «xã» neither in «thị xã» nor in «xã hội»."""
    either = "|".join({"xã": "(?<!thị )xã(?! hội)"}.get(unit, re.escape(unit)) for unit in ("thành phố", *units))
    return re.compile(rf",? *(?<!\w)(?i:(?P<word>{either}))(?: +(?P<name>{_NAME}))?[ ,]*$")
