"""REQ: what the profile asks for and the document does not cite, cites wrongly, or names only inside another's title.

Source: the profile (each requirement with its legal basis). A document that is cited under a wrong number, date or issuer
is a near miss, told side by side; only what is nowhere near is missing. An ambiguous citation counts as met.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.known import ALIKE, agree, find, likeness, named, same_type
from pipeline.check.profiles import Choice, Reference, Requirement
from pipeline.check.subject import Hit, Subject, written
from pipeline.gazetteer.key import name_key
from pipeline.model.finding import Proof
from pipeline.model.mentions import Citation
from pipeline.resolve.codes import code_key

CODES = ("REQ101", "REQ102", "REQ103")


def check(subject: Subject, choice: Choice) -> Iterator[tuple[str, Hit]]:
    """The hits of every requirement that applies to the document, each with its rule's code."""
    for requirement in choice.profile.requirement:
        if requirement.branches and subject.header.branch not in requirement.branches:
            continue
        if not _in_time(subject, requirement.first, requirement.last):
            continue
        wanted = [ref for ref in requirement.documents if _in_time(subject, ref.first, ref.last)]
        if not wanted:
            continue
        if requirement.need == "all_of":
            for reference in wanted:
                yield from _miss(subject, choice, requirement, [reference], [reference])
        elif requirement.need == "any_of":
            yield from _miss(subject, choice, requirement, wanted, wanted)
        else:
            yield from _miss(subject, choice, requirement, _from_first(requirement, wanted), wanted)


def _from_first(requirement: Requirement, wanted: list[Reference]) -> list[Reference]:
    """The reference in force and all that follow it: whoever cites a younger one is ahead, not wrong."""
    return list(requirement.documents[requirement.documents.index(wanted[0]) :])


def _in_time(subject: Subject, first: str | None, last: str | None) -> bool:
    """Whether some day that the document can bear lies between the bounds; a day not known fits all."""
    earliest, latest = _days(subject)
    return (first is None or latest is None or latest >= first) and (
        last is None or earliest is None or earliest <= last
    )


def _days(subject: Subject) -> tuple[str | None, str | None]:
    """The bounds of the document's own day: its dateline, else from two months before the year of the title."""
    if (subject.header.date and len(subject.header.date) >= 7) or not subject.years:
        return subject.earliest, subject.latest
    return f"{subject.years[0] - 1}-11-01", f"{subject.years[0]}-12-31"


def _miss(
    subject: Subject, choice: Choice, requirement: Requirement, references: list[Reference], told: list[Reference]
) -> Iterator[tuple[str, Hit]]:
    """Nothing when one of ``references`` is cited, else the one hit that says most; ``told`` are those it names."""
    own = subject.own()
    if any(meets(subject, citation, reference) for citation in own for reference in references):
        return
    label = f"{choice.profile.name}/{requirement.id}: {requirement.basis.vi}"
    why = Proof(kind="profile", label=label, source=choice.profile.source)
    names = "; ".join(spelled(reference) for reference in told)
    args: dict[str, str | tuple[str, str]] = {
        "documents": names, "basis": (requirement.basis.vi, requirement.basis.en), "why": (choice.vi, choice.en),
    }  # fmt: skip
    for citation in subject.record.citations:
        found = next((one for one in references if meets(subject, citation, one)), None)
        if found is not None:
            head = subject.by_id.get(citation.head or "")
            args |= {"document": spelled(found), "head": named(head) if head else ""}
            yield (
                "REQ103",
                Hit(
                    start=citation.start, end=citation.end, args=args, evidence=(why,), severity="info", confidence=0.8
                ),
            )
            return
    for citation in own:
        for reference in told:
            differs = near(subject, citation, reference)
            if differs is not None:
                args |= {
                    "document": spelled(reference),
                    "said": subject.words(citation.start, citation.end),
                    "differs": differs,
                }
                yield "REQ102", Hit(start=citation.start, end=citation.end, args=args, evidence=(why,),
                                    severity=requirement.severity, confidence=0.8)  # fmt: skip
                return
    start, end = subject.anchor
    variant = "several" if len(told) > 1 else None
    yield "REQ101", Hit(start=start, end=end, args=args, evidence=(why,), severity=requirement.severity,
                        confidence=0.85, variant=variant)  # fmt: skip


def spelled(reference: Reference) -> str:
    """A reference as a document would cite it, without title."""
    if reference.code is None:
        return reference.name or reference.doc_type
    date = f" ngày {written(reference.date)}" if reference.date and len(reference.date) == 10 else ""
    name = reference.name if reference.name and reference.doc_type in ("Luật", "Bộ luật") else reference.doc_type
    return f"{name} số {reference.code}{date}" + (f" của {reference.issuer}" if reference.issuer else "")


def meets(subject: Subject, citation: Citation, reference: Reference) -> bool:
    """Whether a citation can be the document asked for: its code or name is the same and nothing speaks against it."""
    if citation.code is not None and reference.code is not None:
        if code_key(citation.code) == code_key(reference.code):
            return agree(citation.date, reference.date) and same_type(citation.doc_type, reference.doc_type)
        return _bare(subject, citation, reference)
    if citation.code is not None or reference.name is None:
        return False
    law = subject.knowledge.law(citation)
    if law is not None and name_key(law.name) == name_key(reference.name):
        return citation.date is None or reference.date is None or citation.date[:4] == reference.date[:4]
    return name_key(reference.name) in name_key(" ".join(citation.text.split()))


def _bare(subject: Subject, citation: Citation, reference: Reference) -> bool:
    """«Chỉ thị 34» for 34-CT/TW: the number and type alone, which CIT114 remarks on."""
    assert citation.code is not None and reference.code is not None
    facts = subject.knowledge.facts(citation.code)
    wanted = subject.knowledge.facts(reference.code)
    if not facts.partial or citation.doc_type is None or facts.number != wanted.number:
        return False
    alike = same_type(citation.doc_type, reference.doc_type) and agree(citation.date, reference.date)
    return alike and facts.year in (None, wanted.year)


def near(subject: Subject, citation: Citation, reference: Reference) -> tuple[str, str] | None:
    """What differs, in both languages, when the citation was likely meant for the document asked for; else None."""
    if citation.code is None or reference.code is None:
        return None
    known = find(subject, citation)
    same_code = code_key(citation.code) == code_key(reference.code)
    another = (
        known is not None
        and known.certain
        and agree(citation.date, known.entry.date)
        and known.entry.date != reference.date
    )
    if same_code:
        if not same_type(citation.doc_type, reference.doc_type):
            return "khác loại văn bản", "another type"
        if another:
            return "cùng số, ký hiệu nhưng là văn bản khác", "same number and symbol, but another document"
        return (f"ngày {written(citation.date or '')}, đúng là {written(reference.date or '')}",
                f"date {written(citation.date or '')}, should be {written(reference.date or '')}")  # fmt: skip
    if another or (known is not None and known.certain) or not same_type(citation.doc_type, reference.doc_type):
        return None
    same_day = bool(citation.date and reference.date and len(reference.date) == 10 and citation.date == reference.date)
    alike = likeness(citation.title, reference.title) >= ALIKE
    central = subject.knowledge.facts(citation.code).central
    if (alike and (same_day or central)) or (same_day and central and _one_digit(citation.code, reference.code)):
        return f"số {citation.code}, đúng là {reference.code}", f"number {citation.code}, should be {reference.code}"
    return None


def _one_digit(one: str, other: str) -> bool:
    """Whether two codes differ in their number only, behind one symbol."""
    first, second = code_key(one).split("-"), code_key(other).split("-")
    return first[1:] == second[1:]
