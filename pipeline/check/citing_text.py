"""CIT, within one text: one document under two dates or titles, numbers that need their date, numbers never introduced.

Nothing here needs the registry but the ambiguous number: the text contradicts itself. Two documents of one number are told
apart by what the number is unique in (facts on symbols, section 1), so 01/NQ-CP of two years is no contradiction.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from pipeline.check.citing import date_span
from pipeline.check.known import ALIKE, find, likeness, named, same_type
from pipeline.check.subject import Hit, Subject, written
from pipeline.gazetteer.key import name_key
from pipeline.model.finding import Proof, Severity
from pipeline.model.mentions import Citation
from pipeline.text.fold import fold

_NUMBERED_TITLE = 12
_UNLIKE = 80.0
_SYMBOL = re.compile(r"\d+[-/](?:\d{4}/)?[A-ZĐ][\w-]*/?[A-ZĐ]*")
# Day, issuer and term of a document named inside a title are told in one place and left out in the next.
_NESTED_DATE = re.compile(
    r",? ?ngày \d[\d/. -]+|của (?:Bộ Chính trị|Ban Bí thư|Thủ tướng Chính phủ|Chính phủ)|\(?khóa [IVX]+\)?|(?<=số )0(?=\d)"
)


def _groups(subject: Subject) -> Iterator[tuple[str, list[Citation]]]:
    """Citations by code, in text order; only codes that stand more than once."""
    found: dict[str, list[Citation]] = defaultdict(list)
    for citation in subject.record.citations:
        if citation.code is not None:
            found[citation.code].append(citation)
    return ((code, several) for code, several in found.items() if len(several) > 1)


def two_dates(subject: Subject) -> Iterator[Hit]:
    """CIT111: the same document with two days. The day given less often is marked, or else the later in the text."""
    for code, several in _groups(subject):
        dated = [citation for citation in several if citation.date and len(citation.date) == 10]
        counts = Counter(citation.date for citation in dated)
        if len(counts) < 2:
            continue
        # One citation for each day, issuer and type is enough to speak against another, however often it stands.
        voices = list({(one.date, one.issuer, one.doc_type): one for one in reversed(dated)}.values())
        for odd in dated:
            usual = _rival(subject, code, odd, voices, counts)
            span = date_span(subject, odd)
            if usual is None or span is None or usual.date is None or odd.date is None:
                continue
            known = find(subject, odd)
            if known is not None and known.certain:  # the registry knows which day is right: CIT101 says so
                continue
            unique = subject.knowledge.facts(code).restarts == "self"
            severity: Severity | None = None if unique else "warning"
            here = Proof(kind="text", label=named(usual), start=usual.start, end=usual.end)
            yield Hit(
                start=span[0], end=span[1], severity=severity, confidence=0.95 if unique else 0.8, evidence=(here,),
                args={"document": named(odd), "said": written(odd.date), "other": written(usual.date),
                      "count": str(counts[usual.date])},
            )  # fmt: skip


def _rival(
    subject: Subject, code: str, odd: Citation, dated: list[Citation], counts: Counter[str | None]
) -> Citation | None:
    """The citation whose day speaks against that of ``odd``: given oftener, or as often and earlier in the text."""
    for other in dated:
        if other.date == odd.date or (counts[other.date], -other.start) <= (counts[odd.date], -odd.start):
            continue
        if same_type(other.doc_type, odd.doc_type) and _one_document(subject, code, odd, other):
            return other
    return None


def _one_document(subject: Subject, code: str, one: Citation, other: Citation) -> bool:
    """Whether two citations of one number with two days must be one document."""
    assert one.date is not None and other.date is not None
    facts = subject.knowledge.facts(code)
    if facts.restarts == "self" and facts.central:
        return True
    if facts.central:
        index = subject.knowledge.index
        if facts.restarts == "year":
            return one.date[:4] == other.date[:4]
        first, second = index.party_term(one.date), index.party_term(other.date)
        if facts.restarts == "term" and first is not None and second is not None:
            return first.number == second.number and one.doc_type == other.doc_type
    # A local number is shared by all places and levels: the issuers must be one, or the titles alike.
    if one.issuer and other.issuer:
        if not subject.knowledge.same_issuer(one.issuer, other.issuer):
            return False
        if one.date[:4] == other.date[:4]:
            return True
    return likeness(one.title, other.title) >= 95 and one.date[:4] == other.date[:4]


def two_titles(subject: Subject) -> Iterator[Hit]:
    """CIT112: the same document (number and day) under two titles that are not one title cut short (traps 6, 77)."""
    for _, several in _groups(subject):
        titled = [citation for citation in several if citation.title and len(citation.title) >= _NUMBERED_TITLE]
        for at, later in enumerate(titled):
            earlier = next((c for c in titled[:at] if c.date == later.date and later.date and _differ(c, later)), None)
            if earlier is None or later.title_start is None or later.title_end is None:
                continue
            here = Proof(kind="text", label=earlier.title or "", start=earlier.title_start, end=earlier.title_end)
            yield Hit(
                start=later.title_start, end=later.title_end, evidence=(here,), confidence=0.85,
                args={"document": named(later), "said": later.title or "", "other": earlier.title or ""},
            )  # fmt: skip
            break


def _differ(one: Citation, other: Citation) -> bool:
    """Whether two titles tell different things: neither opens like the other's beginning, and few words agree."""
    first, second = (_NESTED_DATE.sub(" ", fold(title or "")) for title in (one.title, other.title))
    keys = name_key(first), name_key(second)
    # What follows a comma may be the sentence going on behind the title.
    heads = [name_key(title.split(",")[0]) for title in (first, second)]
    within = any(
        head in key for head, key in zip(heads, reversed(keys), strict=True) if len(head) >= 2 * _NUMBERED_TITLE
    )
    if not same_type(one.doc_type, other.doc_type) or within:
        return False
    if set(_SYMBOL.findall(first)).intersection(_SYMBOL.findall(second)):  # both carry on the same document
        return False
    return likeness(first, second) < _UNLIKE


def ambiguous_number(subject: Subject) -> Iterator[Hit]:
    """CIT113: a number that several known documents bear, without date, term or title anywhere in the text."""
    told = {c.code for c in subject.record.citations if c.code and (c.date or c.term)}
    seen: set[str] = set()
    for citation in subject.record.citations:
        code = citation.code
        if code is None or code in told or code in seen or citation.antecedent or citation.kind == "short":
            continue
        entries = [e for e in subject.knowledge.documents(code) if same_type(e.doc_type, citation.doc_type)]
        if len(entries) < 2 or any(likeness(entry.title, citation.title) >= ALIKE for entry in entries):
            continue
        seen.add(code)
        meanings = "; ".join(f"{entry.date or '?'} ({entry.issuer})" for entry in entries[:4])
        proofs = tuple(
            Proof(kind="registry", label=f"{e.code}, {e.date}: {e.title}", source=e.source) for e in entries[:4]
        )
        yield Hit(
            start=citation.start, end=citation.end, evidence=proofs, confidence=0.9,
            args={"document": named(citation), "count": str(len(entries)), "meanings": meanings},
        )  # fmt: skip


def undated_number(subject: Subject) -> Iterator[Hit]:
    """CIT120: a number that starts anew each year or term, never given its date in the text nor known to the registry."""
    told = {(c.code, c.doc_type) for c in subject.record.citations if c.code and (c.date or c.term)}
    seen: set[tuple[str | None, str | None]] = set()
    for citation in subject.record.citations:
        key = citation.code, citation.doc_type
        if citation.code is None or key in told or key in seen or citation.kind != "numbered":
            continue
        facts = subject.knowledge.facts(citation.code)
        if facts.partial or facts.restarts == "self" or len(subject.knowledge.documents(citation.code)) > 1:
            continue
        seen.add(key)
        yield Hit(start=citation.start, end=citation.end, args={"document": named(citation)}, confidence=0.9,
                  variant="year" if facts.restarts == "year" else None)  # fmt: skip


def bare_number(subject: Subject) -> Iterator[Hit]:
    """CIT114: a bare number («Chỉ thị 34», «Nghị định số 98/2023») whose full form stands nowhere in the text."""
    seen: set[tuple[str | None, str]] = set()
    for citation in subject.record.citations:
        if citation.kind == "named" or citation.antecedent or citation.code is None:
            continue
        facts = subject.knowledge.facts(citation.code)
        key = citation.doc_type, citation.code
        if not facts.partial or key in seen or citation.date or _own_name(citation):
            continue
        seen.add(key)
        yield Hit(start=citation.start, end=citation.end, args={"said": subject.words(citation.start, citation.end)},
                  confidence=0.85)  # fmt: skip


def _own_name(citation: Citation) -> bool:
    """Whether the number is the name itself: «Đề án 06», «Chương trình 135» are called so and have no other short form."""
    return citation.doc_type in ("Đề án", "Chương trình", "Dự án")


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "CIT111": two_dates,
    "CIT112": two_titles,
    "CIT113": ambiguous_number,
    "CIT114": bare_number,
    "CIT120": undated_number,
}
