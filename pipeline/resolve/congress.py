"""Resolutions named by the gathering that adopted them (nghị quyết đại hội, nghị quyết Trung ương): provisional keys.

They have no number; the gathering, its ordinal or its term of years, and for a local one the province tell them apart. Source:
guidelines, sections 1 and 8; traps 14, 18.

>>> from pipeline.resolve.jurisdiction import Jurisdiction
>>> here = Jurisdiction(place=("ha-tinh",), level="province")
>>> from pipeline.gazetteer import Index, load
>>> reader = GatheringReader(IssuerReader(Index(load())))
>>> reader.identity("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", None, here).key
'key:vn/nghi-quyet/dai-hoi-dang/lan-xiii/nghi-quyet'
>>> reader.identity("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX, nhiệm kỳ 2020-2025", None, here).key
'key:vn-ha-tinh/nghi-quyet/dai-hoi-dang-bo-tinh/lan-xix/nghi-quyet'
"""

from __future__ import annotations

import re

from pipeline.gazetteer.key import slug
from pipeline.resolve.identity import Identity
from pipeline.resolve.issuers import IssuerReader
from pipeline.resolve.jurisdiction import Jurisdiction
from pipeline.text.fold import fold

_ORDINAL = re.compile(
    r"(?:lần (?:thứ )?|thứ |(?<=hội ))(?P<n>[IVX]+|\d{1,2}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: \w+)?)(?!\w)"
)
_YEARS = re.compile(r"nhiệm kỳ (?:\w+ )?(\d{4}) ?- ?(\d{4})")
_WORDS = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_TEENS = {"một": 11, "hai": 12, "ba": 13, "bốn": 14, "lăm": 15}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_PLENUM = re.compile(r"(?:Trung ương|TW) (\d{1,2})(?!\w)|[Hh]ội nghị (?:\w+ )?(?:lần )?(?:thứ )?(\w+)")
_TERM = re.compile(r"khóa (?P<n>[IVX]+|\d{1,2})(?!\w)")
_COMMITTEE = re.compile(
    r"[Đđ]ảng bộ (?P<where>(?:tỉnh|[Tt]hành phố|huyện|quận|thị xã|xã|phường|các cơ quan|khối|cơ quan|[A-ZĐ]).*)"
)


class GatheringReader:
    """Reads the identity of such a resolution. Built from the reader of issuers (which knows places)."""

    def __init__(self, issuers: IssuerReader) -> None:
        self._issuers = issuers

    def identity(self, text: str, term: str | None, jurisdiction: Jurisdiction) -> Identity | None:
        """The identity that the mention's words give; scope None where no ordinal, years or term is said. None: none."""
        words = " ".join(fold(text).replace("\u200b", "").split())
        if "ại hội" in words:
            return self._congress(words, jurisdiction)
        plenum = _PLENUM.search(words)
        if plenum is None or not re.search(r"Trung ương|TW", words):
            return None
        number = _number(plenum[1] or plenum[2])
        said = _TERM.search(words)
        name = term or (_roman(_number(said["n"]) or 0) if said else None)
        if number is None or not name:
            return None
        return Identity(
            number=f"nghi-quyet-hoi-nghi-{number}", doc_type="nghi-quyet", author="ban-chap-hanh-trung-uong-dang",
            series="trung-uong", scope=f"khoa-{name.lower()}",
        )  # fmt: skip

    def _congress(self, words: str, jurisdiction: Jurisdiction) -> Identity | None:
        years = _YEARS.search(words)
        name = words[words.index("ại hội") - 1 : years.start() if years else None].strip(" ,(")
        ordinal = _ORDINAL.search(name)
        number = _number(ordinal["n"]) if ordinal else None
        scope = f"lan-{_roman(number).lower()}" if number else f"{years[1]}-{years[2]}" if years else None
        before = (name[: ordinal.start()] if ordinal else name).strip(" ,")
        if re.search(r"(?:toàn quốc|[Đđ]ảng lần).*|^[Đđ]ại hội(?: [Đđ]ảng)?$", before) and "ảng bộ" not in name:
            body = slug(re.sub(r"đại biểu|toàn quốc|lần|của", "", before[7:]))
            author = f"dai-hoi-{body or 'dang'}"
            return Identity(number="nghi-quyet", doc_type="nghi-quyet", author=author, scope=scope)
        local = _COMMITTEE.search(name[: ordinal.start()] + name[ordinal.end() :] if ordinal else name)
        where = self._issuers.read(f"Đảng bộ {local['where']}" if local else before)
        place = self._place(where.place, where.level, jurisdiction)
        kind = {"province": "-tinh", "city": "-thanh-pho", "district": "-huyen", "commune": "-xa"}.get(
            where.level or "", ""
        )
        author = f"dai-hoi-{where.author.removeprefix('dai-hoi-')}{kind}"
        if place is None:
            return None
        return Identity(number="nghi-quyet", doc_type="nghi-quyet", author=author, place=place, scope=scope)

    @staticmethod
    def _place(said: tuple[str, ...] | None, level: str | None, jurisdiction: Jurisdiction) -> tuple[str, ...] | None:
        own = jurisdiction.place
        if said is not None:
            return said if said[0] != "?" else (own[0], *said[1:]) if own else None
        if level in ("province", "city") and own:
            return own[:1]
        return own if level == jurisdiction.level and len(own) > 1 else None


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    if word.isdigit():
        return int(word)
    if set(word) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in word]
        return sum(-v if any(v < w for w in values[i + 1 :]) else v for i, v in enumerate(values))
    head, _, tail = word.partition(" ")
    return _TEENS.get(tail, _WORDS[head]) if head in _WORDS else None


def _roman(number: int) -> str:
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
