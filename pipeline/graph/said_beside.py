"""What a person says beside a code or a name: type of document, day or year, and words about issuer and place.

>>> from pipeline.gazetteer import Index, load
>>> beside = read_beside("ke hoach so".split(), "ke hoach so 35/KH-UBND ngày 24/01/2024 Bắc Kạn", Index(load()))
>>> beside.types, beside.day, beside.year
(frozenset({'ke-hoach'}), '2024-01-24', None)
>>> beside.fits(Node(key="a", doc_type="Kế hoạch", date="2024")), beside.fits(Node(key="a", doc_type="Quyết định"))
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import slug
from pipeline.model.graph import Node

_DAY = re.compile(r"(?<![\w/.-])(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?![\w/-])")
_YEAR = re.compile(r"(?:\b(?:năm|nam)\s+|(?<![\w/.-]))((?:19|20)\d{2})(?![\w/.-])")
_SAYING = re.compile(r"\b(?:ngày|ngay)\s*(?=$|[,;])")
# Words that say nothing about a document, and short forms spelled out as letterheads do.
_EMPTY = frozenset(["so", "ngay", "thang", "nam", "cua", "ve", "viec", "tai", "va", "do"])
_SPELLED = {"ubnd": "uy-ban-nhan-dan", "hdnd": "hoi-dong-nhan-dan", "tw": "trung-uong", "ttg": "thu-tuong"}


class Beside(msgspec.Struct, frozen=True):
    """``types`` as slugs (empty: none said), ``day`` ISO, ``year`` four digits, ``words`` slugs of all else, ``without_dates``
    the text with day and year taken out, ``without_type`` this without the type that it begins with."""

    types: frozenset[str]
    day: str | None
    year: str | None
    words: frozenset[str]
    without_dates: str
    without_type: str = ""

    def fits(self, node: Node) -> bool:
        """Whether nothing of type, day and year contradicts the document; what is not known contradicts nothing."""
        if self.types and node.doc_type and slug(node.doc_type) not in self.types:
            return False
        said = self.day or self.year
        if said is None or not node.date:
            return True
        size = min(len(said), len(node.date))
        return said[:size] == node.date[:size]

    def score(self, node: Node) -> int:
        """How many of the words speak of its issuer, place or title; a known day of the right year counts too."""
        about = slug(" ".join(filter(None, (node.issuer, node.province, node.title, node.label)))).split("-")
        dated = bool((self.day or self.year) and node.date)
        return len(self.words.intersection(about)) + dated


def read_beside(words: Sequence[str], asked: str, index: Index) -> Beside:
    """What ``words`` (those of ``asked`` that are not its code) and the dates in ``asked`` say."""
    day = _DAY.search(asked)
    iso = None
    if day is not None:
        year, month, number = (day[3], day[2], day[1]) if day[3] else (day[4], day[5], day[6])
        iso = f"{year}-{int(month):02d}-{int(number):02d}"
    rest = _SAYING.sub("", _DAY.sub("", asked))
    years = _YEAR.findall(rest)
    plain = [slug(word) for word in words]
    types, used = _types(plain, index)
    spelled = (part for word in plain[used:] for part in _SPELLED.get(word, word).split("-"))
    said = frozenset(word for word in spelled if word and not word[0].isdigit()) - _EMPTY
    undated = _YEAR.sub("", rest)
    _, typed = _types([slug(word) for word in undated.split()], index)
    return Beside(
        types, iso, years[-1] if years and iso is None else None, said, undated, " ".join(undated.split()[typed:])
    )


def _types(plain: Sequence[str], index: Index) -> tuple[frozenset[str], int]:
    """The types that the words begin with (the longest name, else a code such as «QĐ»), and how many words that took."""
    names = {slug(name): entry.name for entry in index.gazetteers.doc_types for name in (entry.name, *entry.variants)}
    for size in range(min(len(plain), 5), 0, -1):
        if (name := names.get("-".join(plain[:size]))) is not None:
            return frozenset({slug(name), "-".join(plain[:size])}), size
    coded = {slug(e.name) for e in index.gazetteers.doc_types if plain and e.code and slug(e.code) == plain[0]}
    return frozenset(coded), 1 if coded else 0
