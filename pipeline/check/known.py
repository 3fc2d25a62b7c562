"""Which document of the registry a citation means, and what of the citation that entry contradicts.

A symbol is no key (DESIGN, section 5): an entry counts as *the* cited document only where code, type and what the number
is unique in (the code itself, the year, the party term) say so. Everything else is at most a guess by title, and absence
from the registry says nothing. Source: facts on symbols, section 1.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.check.knowledge import Knowledge, firm
from pipeline.check.subject import Subject, written
from pipeline.gazetteer.key import name_key, slug
from pipeline.gazetteer.schema import KnownDocument
from pipeline.model.finding import Proof
from pipeline.model.mentions import Citation

_FAMILIES = (
    {"quyet-dinh", "quy-dinh", "quy-che"},
    {"chuong-trinh", "chuong-trinh-hanh-dong"},
    # Laws and ordinances of 1946 to 1996 are cited by the number of the President's order that promulgated them.
    {"luat", "bo-luat", "phap-lenh", "lenh"},
    {"thong-bao", "ket-luan", "thong-bao-ket-luan"},
    {"thong-tu", "thong-tu-lien-tich"},
    {"cong-van", "van-ban", "cong-dien"},
)
_LEADING = re.compile(f"^(?:(?:{'|'.join(map(name_key, ('về việc', 'về', 'v v', 'ban hành', 'phê duyệt')))}) )+")
_COMPARED, _UNLIKE = 25, 50.0
ALIKE = 88.0
"""From this likeness on (0 to 100) two titles count as one title told in other words."""


class Known(NamedTuple):
    """An entry that the citation means. ``certain``: number, type and scope say so, not only a title that is alike."""

    entry: KnownDocument
    certain: bool


@lru_cache(maxsize=4096)
def same_type(one: str | None, other: str | None) -> bool:
    """Whether two type names may stand for one type (None fits all).

    >>> same_type("Quyết định", "Quy định"), same_type("Chỉ thị", "Nghị quyết")
    (True, False)
    """
    if one is None or other is None:
        return True
    first, second = slug(one), slug(other)
    return first == second or any(first in family and second in family for family in _FAMILIES)


def likeness(one: str | None, other: str | None) -> float:
    """How alike two titles are, 0 to 100; the opening «về việc», «ban hành» does not count; 0 when either is missing.

    >>> round(likeness("về việc phát động thi đua", "Phát động thi đua"))
    100
    """
    if not one or not other:
        return 0.0
    first, second = (_LEADING.sub("", name_key(title)) for title in (one, other))
    if not first or not second:
        return 0.0
    short, long = sorted((first, second), key=len)
    if len(short) >= 25 and long.startswith(short):
        return 100.0
    return float(fuzz.token_sort_ratio(first, second))


def agree(one: str | None, other: str | None) -> bool:
    """Whether two ISO dates of any precision can be one day (None fits all)."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def find(subject: Subject, citation: Citation) -> Known | None:
    """The entry that ``citation`` means, or None when the registry is silent or does not tell which."""
    if citation.code is None:
        return None
    knowledge = subject.knowledge
    entries = [entry for entry in knowledge.documents(citation.code) if same_type(entry.doc_type, citation.doc_type)]
    if not entries:
        return None
    fitting = [entry for entry in entries if citation.date and entry.date and agree(citation.date, entry.date)]
    if fitting:
        return Known(fitting[0], True) if len(fitting) == 1 else None
    scoped = [entry for entry in entries if in_scope(knowledge, citation, entry)]
    alike = [entry for entry in entries if likeness(entry.title, citation.title) >= ALIKE]
    if len(alike) == 1 and scoped != alike:
        return Known(alike[0], False)
    if len(scoped) == 1:
        # Another title says that the number may be what is wrong, not the day.
        return Known(scoped[0], not _tells_another(scoped[0], citation))
    return None


def _tells_another(entry: KnownDocument, citation: Citation) -> bool:
    """Whether the citation's title is long enough to compare and shares hardly a word with the entry's."""
    first, second = (_LEADING.sub("", name_key(title or "")) for title in (entry.title, citation.title))
    return len(first) >= _COMPARED and len(second) >= _COMPARED and fuzz.token_set_ratio(first, second) < _UNLIKE


def in_scope(knowledge: Knowledge, citation: Citation, entry: KnownDocument) -> bool:
    """Whether number, year and term of the citation leave only ``entry``: no other document can bear that number then."""
    assert citation.code is not None
    restarts = knowledge.facts(citation.code).restarts
    if restarts == "self":
        return True
    if entry.date is None or citation.date is None:
        return restarts == "term" and bool(citation.term) and citation.date is None and citation.term == entry.term
    if restarts == "year":
        return len(citation.date) >= 4 and citation.date[:4] == entry.date[:4]
    if restarts != "term" or len(citation.date) < 10 or entry.term is None:
        return False
    term = knowledge.index.party_term(citation.date)
    # Types of one code (QĐ: Quyết định, Quy định) may number apart; only the very same type proves one series.
    return term is not None and term.number == entry.term and slug(entry.doc_type) == slug(citation.doc_type or "")


def proof(entry: KnownDocument) -> Proof:
    """The entry as evidence, in words."""
    date = f" ngày {written(entry.date)}" if entry.date and len(entry.date) == 10 else f" {entry.date or ''}".rstrip()
    title = "" if entry.title.startswith(entry.doc_type) else f" {entry.title}"
    doubt = "" if firm(entry) else f" [{entry.confidence}{'' if entry.confirmed else ', chưa xác minh'}]"
    return Proof(kind="registry", label=f"{entry.doc_type} số {entry.code}{date} của {entry.issuer}{title}{doubt}",
                 source=entry.source)  # fmt: skip


def named(citation: Citation) -> str:
    """A citation in few words for messages: type and code, else its text.

    >>> named(Citation(id="c1", kind="numbered", start=0, end=1, text="x", doc_type="Chỉ thị", code="34-CT/TW"))
    'Chỉ thị số 34-CT/TW'
    """
    if citation.code is None:
        return " ".join(citation.text.split())
    return f"{citation.doc_type} số {citation.code}" if citation.doc_type else citation.code
