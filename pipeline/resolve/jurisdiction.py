"""Jurisdiction: the place, level and branch that a document speaks for, with the words that show it (thẩm quyền, địa bàn).

«UBND tỉnh», «Tỉnh ủy», «Sở» in a document mean those of its province; «UBND huyện» those of its district. Taken from the
letterhead (issuer), the dateline, and what the body says («trên địa bàn tỉnh Tây Ninh»), in this order; provinces by their
validity on the document's date (63 until 30/6/2025, 34 after). Source: DESIGN, section 5; guidelines, section 7.

>>> from pipeline.gazetteer import Index, load
>>> from pipeline.model.structure import Header
>>> reader = JurisdictionReader(Index(load()))
>>> text = "Tổ chức phong trào thi đua trên địa bàn tỉnh Tây Ninh năm 2024."
>>> found = reader.of(text, Header(issuer="Sở Công Thương", level="province", branch="state", date="2024-03"))
>>> found.place, found.level, [(text[e.start:e.end], e.kind) for e in found.evidence]
(('tay-ninh',), 'province', [('tỉnh Tây Ninh', 'body')])
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

import msgspec

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.gazetteer.schema import Province
from pipeline.model.record import Record
from pipeline.model.structure import Header
from pipeline.resolve.issuers import IssuerReader
from pipeline.text.fold import fold

_HEAD_CHARS, _BODY_CHARS, _MOST = 1_500, 20_000, 40
# «Sở Giáo dục và Đào tạo Hà Tĩnh»: a department's province without «tỉnh», in one breath.
_DEPARTMENT, _BROKEN, _DEPARTMENT_CHARS = re.compile(r"(?<!\w)(?:Sở|SỞ) "), re.compile(r"[;:.()\n\d]|tỉnh"), 60
_DATELINE = re.compile(r"[ \n]*,[ \n]*(?:ngày|tháng|năm)(?!\w)")
_KINDS = ("letterhead", "dateline", "body")
_HEAD_LINES = 12
# A unit's word in a letterhead, alone or fused with the committee's («huyện ủy»), and its part in ids.
_UNITS = {
    "huyện": "huyen", "quận": "quan", "thị xã": "thi-xa", "thành phố": "thanh-pho", "thị": "thi-xa", "thành": "thanh-pho",
    "xã": "xa", "phường": "phuong", "thị trấn": "thi-tran", "đặc khu": "dac-khu",
}  # fmt: skip
DISTRICTS = ("huyen-", "quan-", "thi-xa-", "thanh-pho-")
"""How the part of an id begins that names a district or a town of its rank."""
COMMUNES = ("xa-", "phuong-", "thi-tran-", "dac-khu-")
"""How the part of an id begins that names a commune."""
_NO_DISTRICTS = "2025-07-01"  # 72/2025/QH15: two tiers from this day
_NAMED_UNIT = (
    r"(?P<unit>huyện|quận|thị xã|thành phố|thị trấn|đặc khu|xã|phường|thị(?= ủy)|thành(?= ủy))(?: ủy)? (?P<name>[^,]+)"
)
_UNIT_NAME = re.compile(rf"(?<!\w){_NAMED_UNIT}$")
_ABOVE = re.compile(
    r"(?:(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng bộ|ubmttq việt nam|mttq việt nam) )?"
    r"(?P<unit>huyện|quận|thị xã|thành phố|thị(?= ủy)|thành(?= ủy))(?: ủy)? (?P<name>\D{2,30})"
)
_COLUMNS = re.compile(r" {2,}|\t")


class PlaceEvidence(msgspec.Struct, frozen=True):
    """Words that name the province: offsets into ``Document.text``; ``kind``: ``letterhead``, ``dateline`` or ``body``."""

    start: int
    end: int
    kind: str
    province: str


class Jurisdiction(msgspec.Struct, frozen=True):
    """What a document speaks for. ``place`` are slugs from the province down, empty for a central or unknown place.

    ``level`` and ``branch`` as in the header. ``contested`` is set when letterhead, dateline and body name different
    provinces and only their order decided.
    """

    place: tuple[str, ...] = ()
    province: str | None = None
    level: str | None = None
    branch: str | None = None
    contested: bool = False
    evidence: tuple[PlaceEvidence, ...] = ()


class JurisdictionReader:
    """Settles jurisdictions. Built once from the gazetteers' index (provinces, agencies)."""

    def __init__(self, index: Index, issuers: IssuerReader | None = None) -> None:
        self._index = index
        self._issuers = issuers or IssuerReader(index)
        names = {name for entry in index.gazetteers.provinces for name in (entry.name, *entry.aliases) if len(name) > 3}
        written = {form for name in map(fold, names) for form in (name, name.upper())}
        either = "|".join(re.escape(name).replace(r"\ ", r"[ \n]+") for name in sorted(written, key=len, reverse=True))
        self._named = re.compile(
            rf"(?:[Tt]ỉnh|TỈNH|[Tt]hành phố|THÀNH PHỐ|T[Pp]\.?|[Tt]ỉnh ủy|TỈNH ỦY|Thành ủy|THÀNH ỦY)[ \n]+({either})(?!\w)"
        )
        self._bare = re.compile(rf"(?<![\w])({either})(?!\w)")

    def read(self, record: Record) -> Jurisdiction:
        """The jurisdiction of a record. Reads ``header`` and ``text``."""
        return self.of(record.text, record.header)

    def of(self, text: str, header: Header) -> Jurisdiction:
        """The jurisdiction from a text and what its header says; level ``central`` leaves the place empty."""
        issuer = self._issuers.read(header.issuer) if header.issuer else None
        level = header.level or (issuer.level if issuer and issuer.level != "city" else None)
        if level == "central":
            return Jurisdiction(level=level, branch=header.branch)
        evidence = self._evidence(text, header)
        entry = self._province(header, issuer.place[0] if issuer and issuer.place else None, evidence)
        if entry is None:
            return Jurisdiction(level=level, branch=header.branch, evidence=evidence)
        kinds: dict[str, Counter[str]] = {}
        for item in evidence:
            kinds.setdefault(item.kind, Counter())[item.province] += 1
        said = {counts.most_common(1)[0][0] for counts in kinds.values()}
        below = self._below(text, header, issuer.place[1:] if issuer and issuer.place else ())
        own = tuple(item for item in evidence if item.province == entry.id)
        return Jurisdiction((entry.id, *below), entry.name, level, header.branch, len(said) > 1, own[:6])

    def _evidence(self, text: str, header: Header) -> tuple[PlaceEvidence, ...]:
        folded = fold(text[:_BODY_CHARS])
        title = " ".join(header.title.split()[:4]) if header.title else ""
        head = folded.find(fold(title)) if title else -1
        head = head if 0 < head < 4 * _HEAD_CHARS else min(_HEAD_CHARS, len(folded))
        found = []
        for match in islice(self._bare.finditer(folded, 0, head), 6):
            if _DATELINE.match(folded, match.end()):
                found.append(self._item(match, "dateline", header.date))
        for match in islice(self._named.finditer(folded), _MOST):
            if _DATELINE.match(folded, match.end()) and match.start() < head:
                continue
            above = match.start() < head and (bool(title) or match[1].isupper())
            found.append(self._item(match, "letterhead" if above else "body", header.date))
        for department in islice(_DEPARTMENT.finditer(folded), _MOST):
            named = self._bare.search(folded, department.end(), department.end() + _DEPARTMENT_CHARS)
            if named is not None and not _BROKEN.search(folded, department.end(), named.start()):
                found.append(self._item(named, "body", header.date))
        return tuple(item for item in found if item is not None)

    def _item(self, match: re.Match[str], kind: str, date: str | None) -> PlaceEvidence | None:
        entry = self._valid(" ".join(match[1].split()), date)
        return PlaceEvidence(match.start(), match.end(), kind, entry.id) if entry else None

    def _valid(self, name: str, date: str | None) -> Province | None:
        """The province of that name on the date; one that was merged before stays itself where the date knows no other."""
        return self._index.province(name, date) or self._index.province(name)

    def _province(self, header: Header, issued: str | None, evidence: tuple[PlaceEvidence, ...]) -> Province | None:
        """Issuer's own province, then the header's (dateline or letterhead), then the one named oftenest above the
        title, in the dateline, or in the body."""
        if issued and issued != "?":
            return next((entry for entry in self._index.gazetteers.provinces if entry.id == issued), None)
        if header.province and (entry := self._valid(header.province, header.date)):
            return entry
        first = next((kind for kind in _KINDS if any(item.kind == kind for item in evidence)), None)
        counts = Counter(item.province for item in evidence if item.kind == first).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
            return None
        return next(entry for entry in self._index.gazetteers.provinces if entry.id == counts[0][0])

    def _below(self, text: str, header: Header, issued: tuple[str, ...]) -> tuple[str, ...]:
        """District and commune: from the issuer, else the header's locality («HUYỆN BÁT XÁT»), and of a commune the district
        named above it."""
        if header.level not in ("district", "commune"):
            return issued
        below = issued
        if not below and header.locality:
            found = _UNIT_NAME.search(fold(header.locality).lower())
            below = (f"{_UNITS[found['unit']]}-{slug(found['name'])}",) if found else ()
        dated = header.date or ""
        if len(below) == 1 and below[0].startswith(COMMUNES) and dated < _NO_DISTRICTS:
            return (*self._district(text), *below)
        return below

    def _district(self, text: str) -> tuple[str, ...]:
        """The district that a line of the letterhead names by itself or as the body above."""
        lines = islice((line for line in fold(text[:_HEAD_CHARS]).splitlines() if line.strip()), _HEAD_LINES)
        for line in lines:
            cell = _COLUMNS.split(line.strip())[0].lower()
            found = _ABOVE.fullmatch(cell)
            if found is not None and self._index.province(found["name"]) is None:
                return (f"{_UNITS[found['unit']]}-{slug(found['name'])}",)
        return ()
