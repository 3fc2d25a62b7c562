"""Identity of a document: Akoma Ntoso IRIs, provisional keys, the way back, and when two of them are one document.

A symbol is no key: state numbers restart every year, party numbers every term, local symbols are shared by all provinces
(DESIGN, section 5; facts on symbols, section 1). An id therefore says type, author, place and day beside the symbol:

>>> directive = Identity(number="34-ct-tw", doc_type="chi-thi", author="bo-chinh-tri", series="trung-uong",
...                      date="2014-04-07", scope="khoa-xi")
>>> directive.id
'/akn/vn/act/chi-thi/bo-chinh-tri/2014-04-07/34-ct-tw'
>>> Identity(number="13-qd-sct", doc_type="quyet-dinh", author="so-cong-thuong", place=("ha-tinh",), date="2024-01-23",
...          scope="2024").id
'/akn/vn-ha-tinh/act/quyet-dinh/so-cong-thuong/2024-01-23/13-qd-sct'

Without a day there is a provisional key. ``key`` is that key for every identity: what all mentions of one document share,
whether they give the day or not, and whichever body of a shared series they name (TW covers three issuers):

>>> directive.key
'key:vn/chi-thi/trung-uong/khoa-xi/34-ct-tw'
>>> undated = Identity(number="34-ct-tw", doc_type="chi-thi", author="trung-uong", scope="khoa-xi")
>>> undated.id == undated.key == directive.key, same_document(undated, directive)
(True, True)
>>> parse_id("/akn/vn-lao-cai_huyen-bat-xat/act/ke-hoach/uy-ban-nhan-dan/2024-03-01/12-kh-ubnd").place
('lao-cai', 'huyen-bat-xat')
>>> one = parse_id("/akn/vn/act/chi-thi/bo-chinh-tri/2014-04-07/34-ct-tw")
>>> same_document(one, directive), same_document(one, parse_id("/akn/vn/act/chi-thi/ban-bi-thu/2024-05-24/34-ct-tw"))
(True, False)
"""

from __future__ import annotations

import re

import msgspec

_PLACE = r"vn(?P<place>(?:-[a-z0-9-]+)?(?:_[a-z0-9-]+)*)"
_IRI = re.compile(
    rf"/akn/{_PLACE}/act/(?P<type>[a-z0-9-]+)/(?P<author>[a-z0-9-]+)/(?P<date>\d{{4}}-\d{{2}}-\d{{2}})/(?P<number>[a-z0-9-]+)"
)
_KEY = re.compile(
    rf"key:{_PLACE}/(?P<type>[a-z0-9-]+)/(?P<author>[a-z0-9-]+)/(?P<scope>[a-z0-9-]+)/(?P<number>[a-z0-9-]+)"
)
_YEAR = re.compile(r"\d{4}")
# Types that share a series of numbers. Quyết định and Quy định of the Party share the code QĐ but number apart, each for itself.
_FAMILIES = {"chuong-trinh-hanh-dong": "chuong-trinh", "bo-luat": "luat"}
# Slugs of codes that many bodies of one place use: only here does the author tell documents apart.
OPEN_CODES = frozenset(
    ["du", "cb", "dh", "ubkt", "bcd", "bql", "bch", "btt", "vp", "cd", "cdcs", "dtn", "hdtd", "hdtdkt", "btdkt"]
)


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What tells one document from all others, as slugs (``gazetteer.key.slug``).

    ``number`` is the slug of the canonical code, or of the name of a document without one. ``place`` is empty for central
    bodies, else province and, where it is one of theirs, district and commune. ``date`` is an ISO day; ``scope`` what its
    number is unique in: ``khoa-xi``, ``2024``, a day, or ``-`` when the code alone says it. ``series`` is the author under
    which bodies with one series of numbers are joined; None: the author itself.
    """

    number: str
    doc_type: str
    author: str
    place: tuple[str, ...] = ()
    date: str | None = None
    scope: str | None = None
    series: str | None = None

    @property
    def iri(self) -> str | None:
        """The canonical IRI, or None while the day is not known."""
        if self.date is None or len(self.date) != 10:
            return None
        return f"/akn/{_country(self.place)}/act/{self.doc_type}/{self.author}/{self.date}/{self.number}"

    @property
    def key(self) -> str:
        """The provisional key: type, series, place, year or term, number. ``?`` stands for a scope that is not known."""
        kind = _FAMILIES.get(self.doc_type, self.doc_type)
        scope = (self.scope or "?").lower()
        return f"key:{_country(self.place)}/{kind}/{self.series or self.author}/{scope}/{self.number}"

    @property
    def id(self) -> str:
        """The IRI where there is one, else the key."""
        return self.iri or self.key


def _country(place: tuple[str, ...]) -> str:
    if not place:
        return "vn"
    return "vn-" + "_".join(place)


def parse_id(id: str) -> Identity:
    """The identity that an IRI or a provisional key spells. Raises ``ValueError`` for anything else.

    What an id does not spell stays empty: an IRI gives no scope and no series, a key no day (unless its scope is one).
    """
    iri = _IRI.fullmatch(id)
    match = iri or _KEY.fullmatch(id)
    if match is None:
        raise ValueError(f"{id!r} is no id of a document (write /akn/vn…/act/TYPE/AUTHOR/DATE/NUMBER or key:vn…/…)")
    place = tuple(part for part in match["place"].removeprefix("-").split("_") if part)
    if iri is not None:
        return Identity(
            number=match["number"], doc_type=match["type"], author=match["author"], place=place, date=match["date"]
        )
    scope = match["scope"]
    day = scope if len(scope) == 10 and _YEAR.match(scope) else None
    return Identity(
        number=match["number"], doc_type=match["type"], author=match["author"], place=place, scope=scope, date=day
    )


def same_document(one: Identity, other: Identity) -> bool | None:
    """Whether two identities are one document: True, False, or None when they do not say enough.

    Types of one family and authors of one series do not part documents; places, days and terms do.
    """
    if one.number != other.number or one.place != other.place:
        return False
    if _FAMILIES.get(one.doc_type, one.doc_type) != _FAMILIES.get(other.doc_type, other.doc_type):
        return False
    if OPEN_CODES.intersection(one.number.split("-")) and one.author != other.author:
        return False
    if one.date and other.date:
        return one.date == other.date
    if one.scope and other.scope and one.scope != "?" and other.scope != "?":
        return one.scope == other.scope
    dated, scoped = (one, other) if one.date else (other, one)
    if dated.date and scoped.scope and _YEAR.fullmatch(scoped.scope):
        return dated.date[:4] == scoped.scope
    return None
