"""CIT, facts: a citation's date, issuer, term or type against the registry, and its day against the document's own.

An error only where number, type and scope leave one document and its entry is confirmed and of high confidence; a title
that is merely alike, or an entry that is not confirmed, makes a warning. Facts: traps C, D and H80.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.check.calendar import holiday
from pipeline.check.knowledge import firm, trust
from pipeline.check.known import agree, find, named, proof, same_type
from pipeline.check.subject import Hit, Subject, first_day, written
from pipeline.gazetteer.key import slug
from pipeline.model.finding import Proof
from pipeline.model.mentions import Citation
from pipeline.text.fold import fold

# Bodies that one code covers and that texts name for one another.
_PARTY_BODIES = {"bo-chinh-tri", "ban-bi-thu", "ban-chap-hanh-trung-uong"}
_SAME_BODY = {"ban-chap-hanh-trung-uong-dang": "ban-chap-hanh-trung-uong", "thu-tuong": "thu-tuong-chinh-phu",
              "ban-bi-thu-trung-uong": "ban-bi-thu", "ban-bi-thu-trung-uong-dang": "ban-bi-thu",
              "ban-chap-hanh-trung-uong-dang-cong-san-viet-nam": "ban-chap-hanh-trung-uong"}  # fmt: skip
_APART = {"chinh-phu", "thu-tuong-chinh-phu"}


def date_span(subject: Subject, citation: Citation) -> tuple[int, int] | None:
    """Where the citation's date stands inside its span, as found by the layer of dates."""
    inside = subject.dates_in(citation.start, citation.end)
    return (inside[-1].start, inside[-1].end) if inside else None


def issuer_span(subject: Subject, citation: Citation) -> tuple[int, int] | None:
    """Where the citation's issuer stands inside its span; None when it was said elsewhere in the sentence."""
    if not citation.issuer:
        return None
    at = subject.text.find(citation.issuer, citation.start, citation.end)
    return (at, at + len(citation.issuer)) if at >= 0 else None


def same_style(old: str, date: str) -> str:
    """``date`` (an ISO day) written the way ``old`` is written.

    >>> same_style("16/12/2023", "2023-12-31"), same_style("16 tháng 12 năm 2023", "2023-12-31")
    ('31/12/2023', '31 tháng 12 năm 2023')
    """
    day = written(date)
    if "tháng" in old:
        numbers = day.split("/")
        return f"{numbers[0]} tháng {numbers[1]} năm {numbers[2]}"
    separator = next((sign for sign in "-." if sign in old), "/")
    return day.replace("/", separator)


def wrong_date(subject: Subject) -> Iterator[Hit]:
    """CIT101: the date is not the registry's. Sure of the document, an error; known by its title alone, a warning."""
    for citation in subject.record.citations:
        span = date_span(subject, citation)
        known = find(subject, citation) if span and citation.date else None
        if known is None or span is None or agree(citation.date, known.entry.date):
            continue
        entry = known.entry
        assert entry.date is not None and citation.date is not None
        # A registry day on a holiday is more likely a slip of the source (50/2017/QĐ-TTg «01/01/2017») than a day of signing.
        sure = known.certain and firm(entry) and (len(entry.date) < 10 or holiday(entry.date) is None)
        fix = same_style(subject.text[span[0] : span[1]], entry.date) if sure and len(entry.date) == 10 else None
        yield Hit(
            start=span[0], end=span[1], suggestion=fix, evidence=(proof(entry),),
            args={"document": named(citation), "said": written(citation.date), "known": written(entry.date)},
            variant=None if sure else "unsure", severity=None if sure else "warning",
            confidence=trust(entry) if known.certain else min(trust(entry), 0.7),
        )  # fmt: skip


def body(subject: Subject, name: str) -> str:
    """The slug of the body an issuer's name stands for, spellings of the central bodies made one."""
    found = subject.knowledge.issuer(name)
    return _SAME_BODY.get(found, found)


def one_body(one: str, other: str) -> bool:
    """Whether two slugs may be one body: equal, or one is the other's short form (never Government and Prime Minister).

    >>> one_body("bo-noi-vu", "bo-noi-vu"), one_body("chinh-phu", "thu-tuong-chinh-phu")
    (True, False)
    """
    return one == other or ({one, other} != _APART and (one in other or other in one))


def wrong_issuer(subject: Subject) -> Iterator[Hit]:
    """CIT102: the issuer is not the registry's, or not one that the symbol can stand for."""
    for citation in subject.record.citations:
        span = issuer_span(subject, citation)
        if span is None or citation.code is None or citation.issuer is None or citation.kind != "numbered":
            continue
        facts = subject.knowledge.facts(citation.code)
        said = body(subject, citation.issuer)
        # A name that no gazetteer holds may be a spelling nobody has written down yet: nothing is said of it.
        if said not in _PARTY_BODIES and not subject.knowledge.is_body(citation.issuer):
            continue
        known = find(subject, citation)
        if known is not None and known.certain and agree(citation.date, known.entry.date):
            meant = body(subject, known.entry.issuer)
            by_symbol = any(one_body(said, name) for name in facts.names) and not any(
                one_body(meant, name) for name in facts.names
            )  # the symbol takes the citation's side: then the entry is the one that is wrong
            if not one_body(said, meant) and not by_symbol:
                sure = firm(known.entry) and bool(citation.date)
                yield Hit(
                    start=span[0], end=span[1], evidence=(proof(known.entry),), confidence=trust(known.entry),
                    args={"document": named(citation), "said": citation.issuer, "known": known.entry.issuer},
                    severity=None if sure else "warning", suggestion=known.entry.issuer if sure else None,
                )  # fmt: skip
        elif facts.central and facts.names and not any(one_body(said, name) for name in facts.names):
            yield Hit(
                start=span[0], end=span[1], variant="symbol", severity="warning", confidence=0.85,
                args={"document": named(citation), "said": citation.issuer, "known": citation.code},
            )  # fmt: skip


def wrong_term(subject: Subject) -> Iterator[Hit]:
    """CIT103: the party term is not that of the day, or not the registry's."""
    for citation in subject.record.citations:
        if not citation.term or not citation.code or not citation.code.endswith("/TW"):
            continue
        at = subject.text.rfind(citation.term, citation.start, citation.end)
        span = (at, at + len(citation.term)) if at >= 0 else (citation.start, citation.end)
        told = _term_of(subject, citation)
        if told is None or told[0] == citation.term:
            continue
        term, evidence, sure = told
        yield Hit(
            start=span[0], end=span[1], evidence=(evidence,), suggestion=term if at >= 0 and sure else None,
            severity=None if sure else "warning", confidence=0.95 if sure else 0.85,
            args={"document": named(citation), "said": citation.term, "known": term},
        )  # fmt: skip


def _term_of(subject: Subject, citation: Citation) -> tuple[str, Proof, bool] | None:
    """The term by the entry or by the day (not in the months of a congress), its proof, and whether it is firm."""
    known = find(subject, citation)
    if known is not None and known.certain and citation.date and agree(citation.date, known.entry.date):
        return (known.entry.term, proof(known.entry), firm(known.entry)) if known.entry.term else None
    if citation.date is None or len(citation.date) < 10:
        return None
    term = subject.knowledge.index.party_term(citation.date)
    if term is None or citation.date[:7] in (term.start[:7], (term.end or "")[:7]):
        return None
    label = f"khóa {term.number}: {term.start} - {term.end or ''}"
    return term.number, Proof(kind="registry", label=label, source=term.source), firm(term)


def wrong_type(subject: Subject) -> Iterator[Hit]:
    """CIT104: the registry knows one document with this number and day, and it is of another type."""
    for citation in subject.record.citations:
        if not citation.code or not citation.doc_type or not citation.date or slug(citation.doc_type) == "van-ban":
            continue
        entries = [entry for entry in subject.knowledge.documents(citation.code) if entry.date == citation.date]
        if len(entries) != 1 or same_type(entries[0].doc_type, citation.doc_type):
            continue
        entry, span = entries[0], type_span(subject, citation)
        if span is None:
            continue
        sure = firm(entry)
        yield Hit(
            start=span[0], end=span[1], evidence=(proof(entry),), confidence=trust(entry),
            args={"document": citation.code, "said": citation.doc_type, "known": entry.doc_type},
            severity=None if sure else "warning", suggestion=entry.doc_type if sure else None,
        )  # fmt: skip


def type_span(subject: Subject, citation: Citation) -> tuple[int, int] | None:
    """Where the type word opens the citation; None in a list that leaves it out."""
    if citation.doc_type is None:
        return None
    head = fold(citation.text[: len(citation.doc_type) + 4])
    if " ".join(head.split()).casefold().startswith(fold(citation.doc_type).casefold()):
        width = len(citation.doc_type)
        while len(" ".join(citation.text[:width].split())) < len(citation.doc_type):
            width += 1
        return citation.start, citation.start + width
    return None


def younger(subject: Subject) -> Iterator[Hit]:
    """CIT108: what is cited bears a later day than the document itself (traps 38)."""
    bound, exact = subject.latest, bool(subject.header.date and len(subject.header.date) == 10)
    if bound is None:
        return
    for citation in subject.own():
        span = date_span(subject, citation)
        if span is None or citation.date is None or citation.inverse or first_day(citation.date) <= bound:
            continue
        yield Hit(
            start=span[0], end=span[1], severity=None if exact else "warning", confidence=0.95 if exact else 0.8,
            args={"document": named(citation), "said": written(citation.date), "own": written(bound)},
        )  # fmt: skip


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "CIT101": wrong_date,
    "CIT102": wrong_issuer,
    "CIT103": wrong_term,
    "CIT104": wrong_type,
    "CIT108": younger,
}
