"""Who issued a document: issuer, province, locality, level and branch from letterhead, dateline, body and own symbol.

Source: guidelines, section 7: issuer with full words as written; province without «tỉnh»/«thành phố» from the dateline, else the
body (a dateline that names a town gives way to the letterhead).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.gazetteer import Gazetteers
from pipeline.gazetteer.schema import Agency
from pipeline.structure import issuer as issuers
from pipeline.structure.bodies import branch_of, group, is_generic, level_of, own_part, starts_body
from pipeline.structure.closing import Closing
from pipeline.structure.header import Head
from pipeline.structure.labels import scan
from pipeline.structure.places import Places, locality
from pipeline.symbols import Symbol
from pipeline.text.fold import fold

_BODY_CHARS = 20_000


class Identity(NamedTuple):
    """Issuer as written, its level, branch, locality («HUYỆN BÁT XÁT») and the province's name."""

    issuer: str | None
    level: str | None
    branch: str | None
    locality: str | None
    province: str | None


class IdentityReader:
    """Settles who issued a document. Built once from the gazetteers (agencies, provinces)."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self._places = Places(gazetteers.provinces)
        self._agencies: dict[str, list[Agency]] = {}
        for agency in gazetteers.agencies:
            for code in (agency.code, *agency.variants):
                self._agencies.setdefault(code.upper(), []).append(agency)

    def read(
        self, text: str, folded: str, head: Head, closing: Closing | None, symbol: Symbol | None, date: str | None
    ) -> Identity:
        """Reads text, head, closing and own symbol; writes the ``Identity``."""
        bodies = self._bodies(text, folded, head)
        authority = _authority(text, folded, head)
        known = self._known(symbol)
        name = bodies[-1] if bodies else authority or self._from_body(text, folded, head, closing, known)
        if (
            authority
            and name
            and len(bodies) == 1
            and fold(name).upper() in _BARE
            and fold(name).upper() in fold(authority)
        ):
            name = authority[fold(authority).index(fold(name).upper()) :]
        elif name and len(bodies) == 1 and fold(name).upper() in _BARE:
            name = _whose(text, folded, fold(name), head) or name
        if name and len(bodies) > 1 and is_generic(fold(name)):
            name = self._completed(folded, name, bodies[-2], known)
        if name and len(bodies) == 1 and (own_name := own_part(fold(name))) != fold(name):
            name = name[-len(own_name) :]
        whole = fold(" / ".join(bodies) if bodies else name or "")
        own = fold(name or "")
        level = level_of(own) or (level_of(whole) if bodies else None) or _agency_level(known)
        if level == "central" and len(bodies) > 1 and (above := level_of(fold(bodies[-2]))) not in (None, "central"):
            level = above
        level = self._city_level(level, own, date)
        branch = branch_of(own) if own else None
        if head.party and branch in (None, "state"):
            branch = "party"
        province = self._province(folded, head, whole, level, date)
        place = locality(own) or (locality(fold(bodies[-2])) if len(bodies) > 1 else None)
        if place is None and province and level == "province":
            place = province
        return Identity(name, level, branch, None if level == "central" else place, province)

    @staticmethod
    def _bodies(text: str, folded: str, head: Head) -> list[str]:
        """The names of the letterhead, the superior first, as written."""
        lines = [folded[cell.start : cell.end] for cell in head.letterhead]
        shown = [" ".join(text[cell.start : cell.end].split()).strip(" *_") for cell in head.letterhead]
        return [" ".join(shown[row] for row in rows) for rows in group(lines)]

    def _known(self, symbol: Symbol | None) -> tuple[Agency, ...]:
        if symbol is None:
            return ()
        return tuple(
            agency for code in symbol.agencies for agency in self._agencies.get(code.upper().rstrip("0123456789"), ())
        )

    @staticmethod
    def _completed(folded: str, name: str, superior: str, known: tuple[Agency, ...]) -> str:
        """«VĂN PHÒNG» under «HĐND TỈNH …»: the agency's own full name if the text has it, else both joined."""
        for agency in known:
            for full in agency.names:
                if full.lower().startswith(fold(name).lower()) and fold(full) in folded:
                    return full
        return f"{name} {superior}"

    @staticmethod
    def _from_body(
        text: str, folded: str, head: Head, closing: Closing | None, known: tuple[Agency, ...]
    ) -> str | None:
        """The issuer without letterhead: who adopts the document in its preamble, or whose it is in its closing."""
        names = tuple(fold(name) for agency in known for name in agency.names)
        if head.cited is not None:
            return _named_by_symbol(folded, known)
        spans: list[tuple[int, int]] = []
        # Without any head the text is an excerpt: what bodies do in it says nothing of who issued it.
        if head.title or head.number or head.date:
            limit = min(len(folded), head.end + 4000)
            first = next(scan(folded, folded.rfind("\n", 0, head.end) + 1, limit), None)
            spans = issuers.adopting(folded, head.end, first.line if first else limit)
        if closing is not None:
            spans = spans[:1] + issuers.closing(folded, closing.start, closing.end) + spans[1:]
        chosen = issuers.choose(folded, spans, names)
        if chosen is None:
            return next((name for name in names if name in folded), None)
        return " ".join(text[chosen[0] : chosen[1]].split())

    def _city_level(self, level: str | None, own: str, date: str | None) -> str | None:
        """«UBND THÀNH PHỐ …» is of province level when the city is one, else of district level."""
        place = locality(own) or ""
        if not place.upper().startswith("THÀNH PHỐ") or level in ("commune", "unit"):
            return level
        return "province" if self._places.of_place(place, date) else level or "district"

    def _province(self, folded: str, head: Head, whole: str, level: str | None, date: str | None) -> str | None:
        place = folded[head.date.place[0] : head.date.place[1]] if head.date and head.date.place else ""
        found = self._places.of_place(place, date) if place else None
        if found is None and whole:
            found = self._places.in_name(whole, date)
        if found is None and level not in (None, "central"):
            found = self._places.in_text(folded[:_BODY_CHARS], date)
        return found


# Letterheads that a flattened table left without their second line, which names the place.
_BARE = frozenset({"ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN"})
_UNIT = r" +(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_NAME = r"(?: +[A-ZĐÀ-Ỹ][^\W\d_]*(?:-[A-ZĐÀ-Ỹ][^\W\d_]*)?){1,5}"
_SESSION = re.compile(r"[ ,.-]*\(?(?:KHÓA|KỲ HỌP)(?!\w).*", re.DOTALL)


def _authority(text: str, folded: str, head: Head) -> str | None:
    """The line in capitals between title and preamble that names who decides: «ỦY BAN NHÂN DÂN TỈNH HÀ NAM», or None."""
    below = head.title.spans[-1][1] if head.title and head.title.spans else None
    known = [span[1] for span in (head.number and head.number.full, head.date and head.date[:2]) if span]
    if below is None and not known:
        return None
    at = below if below is not None else folded.find("\n", max(known)) + 1
    for _ in range(8):
        stop = folded.find("\n", at)
        stop = len(folded) if stop < 0 else stop
        line = folded[at:stop].strip(" *_-|\u200b")
        if line and line.isupper() and starts_body(line):
            begin = at + folded[at:stop].index(line)
            return " ".join(text[begin : begin + len(_SESSION.sub("", line))].split())
        if line and not line.isupper():
            return None
        at = stop + 1
    return None


def _whose(text: str, folded: str, name: str, head: Head) -> str | None:
    """The bare ``name`` with its place as the preamble writes it («Ủy ban nhân dân tỉnh Hà Nam ban hành …»), or None."""
    limit = min(len(folded), head.end + 4000)
    first = next(scan(folded, folded.rfind("\n", 0, head.end) + 1, limit), None)
    written = name.capitalize()
    found = re.compile(
        rf"(?:(?<=[\n;,.] )|(?<=\n)){written}{_UNIT}{_NAME}(?= +(?:xây dựng|ban hành|triển khai|phát động|tổ chức))"
    )
    match = found.search(folded, head.end, first.line if first else limit)
    return " ".join(text[match.start() : match.end()].split()) if match else None


def _agency_level(known: tuple[Agency, ...]) -> str | None:
    levels = {agency.level for agency in known} - {"any"}
    return levels.pop() if len(levels) == 1 else None


def _named_by_symbol(folded: str, known: tuple[Agency, ...]) -> str | None:
    """The names of the own symbol's agencies as the text has them; of a joint document all, joined, or None."""
    by_code: dict[str, list[str]] = {}
    for agency in known:
        by_code.setdefault(agency.code, []).extend(agency.names)
    parts = [next((name for name in names if fold(name) in folded), None) for names in by_code.values()]
    return " - ".join(part for part in parts if part) if parts and all(parts) else None
