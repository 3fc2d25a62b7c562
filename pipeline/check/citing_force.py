"""CIT, force: cites a document that lapsed, was succeeded, or is not in force yet, with what took its place and when.

What lost its force and when is said by ``resolve.validity`` (``gazetteers/validity.toml``, and of laws the versions whose next
one has a known first day). Presence in the registry says nothing of validity, so nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.check.knowledge import firm, trust
from pipeline.check.known import agree, find, named, proof
from pipeline.check.subject import Hit, Subject, written
from pipeline.gazetteer.key import slug
from pipeline.gazetteer.usage import Lapse
from pipeline.model.finding import Proof, Severity
from pipeline.model.mentions import Citation

# A document that changes, repeals or reviews another names it because it is past.
_PAST = {"replaces", "repeals", "amends", "reviews"}
_RESTING = {"based_on", "implements", "details"}


def versions(subject: Subject, citation: Citation) -> tuple[str, ...]:
    """The codes that a citation may mean: its own, or the version of a law that its year tells."""
    if citation.code is not None:
        return (citation.code,)
    law = subject.knowledge.law(citation)
    if law is None or citation.date is None:
        return ()
    return tuple(code for code in law.versions if f"/{citation.date[:4]}/" in code)


def own_day(subject: Subject) -> str | None:
    """The day from which the citing document counts: its own earliest day, else the first of the year it plans for."""
    if subject.earliest is not None:
        return subject.earliest
    return f"{subject.years[0]}-01-01" if subject.years else None


def lapsed(subject: Subject) -> Iterator[Hit]:
    """CIT109: rests on a document that had lost its force; CIT111's kin ``succeeded`` is said more softly."""
    day = own_day(subject)
    if day is None:
        return
    for citation in subject.own():
        if citation.relation in _PAST or _said_to_be_past(subject, citation):
            continue
        for code in versions(subject, citation):
            entry = _validity(subject, citation, code)
            if entry is not None and entry.lapsed <= day:
                yield _lapsed_hit(subject, citation, code, entry)


def _validity(subject: Subject, citation: Citation, code: str) -> Lapse | None:
    entries = [entry for entry in subject.knowledge.validity.lapses(code) if agree(entry.date, citation.date)]
    if len(entries) != 1:
        return None
    unique = subject.knowledge.facts(code).restarts == "self"
    if unique or citation.date is not None:
        return entries[0]
    # A number that is used again needs more than itself: the term, or an only entry whose title is told.
    known = find(subject, citation)
    return entries[0] if known is not None and agree(entries[0].date, known.entry.date) else None


def _lapsed_hit(subject: Subject, citation: Citation, code: str, entry: Lapse) -> Hit:
    resting = citation.relation in _RESTING
    report = subject.header.doc_type in ("Báo cáo", "Tờ trình", "Biên bản")
    sure = firm(entry) and resting and not report and entry.manner == "replaced" and _dated(subject)
    severity: Severity | None = None if sure else "warning" if resting and not report else "info"
    by = f"{entry.by}" + (f" ({written(entry.by_date)})" if entry.by_date else "") if entry.by else ""
    label = f"{code}: {entry.manner} {entry.lapsed}" + (f", {by}" if by else "")
    return Hit(
        start=citation.start, end=citation.end, severity=severity, confidence=trust(entry),
        variant=None if entry.manner == "replaced" else "succeeded",
        args={
            "document": named(citation), "since": written(entry.lapsed),
            "by": (f", thay bằng {by}" if by else "", f"; {by} took its place" if by else ""),
            "doubt": ("", "") if firm(entry) else (" (chưa xác minh)", " (not confirmed)"),
        },
        evidence=(Proof(kind="registry", label=label, source=entry.source),),
    )  # fmt: skip


def _dated(subject: Subject) -> bool:
    """Whether the document's own day is known well enough for an error."""
    return bool(subject.header.date) or subject.years is not None


def _said_to_be_past(subject: Subject, citation: Citation) -> bool:
    """Whether the text itself says that the document was replaced or has lapsed."""
    if citation.id in subject.ended:
        return True
    after = subject.folded[citation.end : citation.end + 160].split(";")[0]
    return any(
        words in after for words in ("hết hiệu lực", "được thay thế", "bị thay thế", "bị bãi bỏ", "thay thế bởi")
    )


def not_yet(subject: Subject) -> Iterator[Hit]:
    """CIT110: cites a document that takes effect only after the document itself is dated."""
    latest = subject.latest
    if latest is None:
        return
    for citation in subject.own():
        if citation.relation not in _RESTING or citation.code is None or not citation.date:
            continue
        known = find(subject, citation)
        if known is None or not known.certain or known.entry.effective is None or not firm(known.entry):
            continue
        effective = known.entry.effective
        if len(effective) < 10 or effective <= latest or citation.date > latest:
            continue
        planned = subject.years is not None and int(effective[:4]) <= subject.years[1] and effective[:4] > latest[:4]
        yield Hit(
            start=citation.start, end=citation.end, severity="info" if planned else None, confidence=0.9,
            evidence=(proof(known.entry),),
            args={"document": named(citation), "effective": written(effective), "own": written(latest)},
        )  # fmt: skip


def unversioned_law(subject: Subject) -> Iterator[Hit]:
    """CIT119: a law of which several versions stand side by side in time is cited without its year or number.

    Only within two years around the day the next version took effect: there the reader cannot know which is meant.
    """
    day = own_day(subject)
    if day is None:
        return
    told = {slug(c.text.split("năm")[0]) for c in subject.record.citations if c.kind == "named" and c.date}
    for citation in subject.own():
        law = subject.knowledge.law(citation) if citation.kind == "named" and not citation.date else None
        if law is None or len(law.versions) < 2 or slug(citation.text) in told or citation.relation not in _RESTING:
            continue
        for old, new in zip(law.versions, law.versions[1:], strict=False):
            change = next(
                (entry.lapsed for entry in subject.knowledge.validity.lapses(old) if entry.by == new and firm(entry)),
                None,
            )
            if change is not None and _near(day, change):
                yield Hit(
                    start=citation.start, end=citation.end, confidence=0.8,
                    args={"law": law.name, "old": old, "new": new, "change": written(change)},
                )  # fmt: skip
                told.add(slug(citation.text))


def _near(day: str, change: str) -> bool:
    """Whether ``day`` lies within a year before ``change`` (when the new version may already have been passed)."""
    return int(change[:4]) - 1 <= int(day[:4]) and day < change


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "CIT109": lapsed,
    "CIT110": not_yet,
    "CIT119": unversioned_law,
}
