"""What an issuer as written says: the body's slug, its level and the place it names (cơ quan ban hành).

«Chủ tịch UBND tỉnh» and «Ủy ban nhân dân tỉnh Lào Cai» are one author; «UBND tỉnh» leaves the place to the context.
Source: facts on symbols, section 2 (UBND covers committee and Chairman); DESIGN, section 5; traps 7 to 9.

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
from functools import lru_cache
from typing import NamedTuple

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.text.fold import fold

_WRITTEN_OUT = tuple(
    (re.compile(rf"(?<!\w){short}(?!\w)"), full)
    for short, full in (
        ("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"), ("BTV", "Ban Thường vụ"), ("BCH", "Ban Chấp hành"),
        ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"), ("MTTQ", "Mặt trận Tổ quốc"), ("TW|T\\.Ư", "Trung ương"),
        ("TP\\.?(?= )", "thành phố"), ("UBKT", "Ủy ban Kiểm tra"), ("LĐLĐ", "Liên đoàn Lao động"), ("BCĐ", "Ban Chỉ đạo"),
        ("Thường trực(?= Tỉnh ủy| Thành ủy| Huyện ủy| HĐND| Hội đồng)", ""),
    )
)  # fmt: skip
# Capital letters of the language: in Unicode's order they alternate with the small ones, so no range holds them.
_UP = "A-Z" + "".join(filter(str.isupper, map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))))
_NAME = rf"(?:[{_UP}]\w*|\d{{1,2}})(?:[ -]+(?:[{_UP}]\w*|\d{{1,2}}))*"
# Who signs for a body is not the body.
_HEAD = re.compile(
    r"(?:(?:quyền |phó )?(?:chủ tịch(?! nước)|giám đốc|tổng giám đốc|bộ trưởng(?! các)|chủ nhiệm|tổng thanh tra|thống đốc"
    r"|viện trưởng|chánh án|trưởng ban|cục trưởng|tổng cục trưởng|hiệu trưởng|bí thư|chánh văn phòng|thủ trưởng|tổng kiểm toán)) +",
    re.IGNORECASE,
)
_LEVELS = {
    "tinh": "province", "huyen": "district", "quan": "district", "thi-xa": "district", "xa": "commune", "phuong": "commune",
    "thi-tran": "commune", "dac-khu": "commune",
}  # fmt: skip
_UNIT = re.compile(
    r",? *(?<!\w)(?i:(?P<word>tỉnh|thành phố|huyện|quận|thị xã|(?<!thị )xã(?! hội)|phường|thị trấn|đặc khu))"
    rf"(?: +(?P<name>{_NAME}))?[ ,]*$"
)
_FUSED = re.compile(rf"(?P<body>(?i:tỉnh|thành|huyện|quận|thị) (?i:ủy|đoàn))(?P<name> +{_NAME})?$")
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
        self._levels: dict[str, set[str]] = {}
        for entry in index.gazetteers.agencies:
            if entry.kind != "drafting_unit":
                for name in entry.names:
                    self._levels.setdefault(slug(name), set()).add(entry.level)
        self.read = lru_cache(maxsize=16384)(self._read)

    def _read(self, written: str) -> Issuer:
        name = " ".join(fold(written).replace("\u200b", "").split()).strip(" .,;*\"'")
        for pattern, full in _WRITTEN_OUT:
            name = pattern.sub(full, name)
        name = _HEAD.sub("", name.strip(), count=1).strip()
        units: list[tuple[str, str | None]] = []
        while (found := _UNIT.search(name)) is not None and found.start() > 0:
            units.append((slug(found["word"]), found["name"]))
            name = name[: found.start()].strip(" ,")
        fused = _FUSED.search(name)
        if fused is not None:
            units.append(self._fused(fused))
            name = name[: fused.end("body")]
        author = slug(name)
        levels = self._levels.get(author, set())
        level, place = self._place(units)
        if level is None and levels == {"central"}:
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
            level = _LEVELS.get(word, "city" if name is None else "district")
            if name is not None:
                below.append(f"{word}-{slug(name)}")
        if province is None and not below:
            return level, None
        return level, (province or "?", *below)
