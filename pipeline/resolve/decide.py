"""The decision: from weighed candidates to ``resolved``, ``provisional``, ``ambiguous`` or ``unresolved``.

A wrong ``resolved`` must never happen. ``resolved`` needs a document known to the registry or ingested, nothing that
contradicts, and enough that identifies: a code that is unique by itself, the day, the term, the year, or the title. A date that
differs is a slip, ambiguous, or a sign of another document under a number used again (``slips``).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pipeline.model.resolution import Candidate, Resolution
from pipeline.resolve.identity import Identity
from pipeline.resolve.said import Said
from pipeline.resolve.slips import UNSURE, near, slip

# What identifies, beside the code, in order of strength, with the confidence of an answer that rests on it.
_IDENTIFIES = (("date", 1.0), ("term", 0.95), ("year", 0.95), ("title", 0.9))
_KNOWN = frozenset({"registry", "document"})
_MOST = 6
# Only the Government issues decrees: number and year are enough («Nghị định số 98/2023»).
_DECREE = ("nghi-dinh", False)


def decide(said: Said, weighed: Iterable[Candidate]) -> Resolution:
    """The answer for what is said, given its weighed candidates of every origin."""
    candidates = _distinct(weighed)
    known = [candidate for candidate in candidates if candidate.origin in _KNOWN]
    fitting = [candidate for candidate in known if not _parted(candidate)]
    chosen = _identified(said, fitting)
    if len(chosen) > 1:
        return _answer(said, "ambiguous", "several-fit", candidates)
    if chosen:
        return _resolved(said, chosen[0], candidates)
    slipped = slip(said, known, fitting)
    if slipped is not None:
        return _answer(said, "resolved", "date-slip", [slipped], slipped, 0.75)
    return _unknown(said, candidates, fitting)


def doubted(answer: Resolution, others: Iterable[Candidate]) -> Resolution:
    """The answer, or ``ambiguous`` where the number may be the slip.

    ``others`` are known documents of the same type and the day said, under other numbers, whose titles are the one said, while
    the resolved document differs in day or does not bear that title.
    """
    rivals = tuple(others)
    if not rivals or answer.status not in ("resolved", "provisional"):
        return answer
    return msgspec.structs.replace(
        answer, status="ambiguous", reason="number-slip", id=None, key=None, confidence=0.0,
        candidates=(answer.candidates + rivals)[:_MOST],
    )  # fmt: skip


def _distinct(weighed: Iterable[Candidate]) -> list[Candidate]:
    """Candidates with one id once, the registry's and ingested ones before mere mentions."""
    order = {"document": 0, "registry": 1, "mention": 2}
    found: dict[str, Candidate] = {}
    for candidate in sorted(weighed, key=lambda c: order[c.origin]):
        if candidate.origin == "mention" and any(candidate.key == other.key for other in found.values()):
            continue
        found.setdefault(candidate.id, candidate)
    return list(found.values())


def _parted(candidate: Candidate) -> bool:
    """Whether something parts the candidate from the citation.

    ``younger`` does not where the day and title or issuer agree.
    """
    parting = set(candidate.contradicts) - {"body"}
    if parting == {"younger"} and "date" in candidate.agrees:
        return not {"title", "issuer"} & set(candidate.agrees)
    if parting == {"issuer"} and {"date", "title"} <= set(candidate.agrees):
        return False  # what stands after «của» was read amiss, there or here
    return bool(parting)


def _certain_body(said: Said, candidate: Candidate) -> bool:
    """Whether it is the same body: local codes are shared by all provinces, open codes by many bodies of one place."""
    agrees = candidate.agrees
    if (
        said.facts.partial
        and not {"issuer", "title"} & set(agrees)
        and (said.doc_type, said.facts.year is None) != _DECREE
    ):
        return False
    if said.facts.open and said.facts.symbol is not None and "issuer" not in agrees:
        return False
    return candidate.key.startswith("key:vn/") or "place" in agrees


def alone(said: Said) -> bool:
    """Whether the code is unique by itself: it carries its year, or the Assembly's term, and a central issuer."""
    return said.facts.restarts == "self" and said.facts.central is True and not said.facts.partial


def _identified(said: Said, fitting: list[Candidate]) -> list[Candidate]:
    """The fitting candidates that enough identifies: of the strongest evidence that any of them has."""
    sure = [candidate for candidate in fitting if _certain_body(said, candidate)]
    if said.facts.restarts == "self" or (said.facts.partial and said.facts.year):
        return sure
    for evidence, _ in _IDENTIFIES:
        having = [candidate for candidate in sure if evidence in candidate.agrees]
        if evidence == "year" and said.facts.partial and said.facts.year is None:
            continue  # number and year without a symbol are many documents
        if evidence == "year" and said.facts.restarts == "day" and said.date and int(said.date[:4]) % 5 == 0:
            continue  # the year of a congress: numbers start anew on a day that is not known
        if having:
            titled = [candidate for candidate in having if "title" in candidate.agrees]
            return titled if len(having) > 1 and len(titled) == 1 else having
    return []


def _resolved(said: Said, chosen: Candidate, candidates: list[Candidate]) -> Resolution:
    agrees = set(chosen.agrees)
    evidence, confidence = next(((name, sure) for name, sure in _IDENTIFIES if name in agrees), ("alone", 0.95))
    by_itself = evidence == "alone" or (evidence == "year" and said.facts.restarts == "self")
    reason = "code-alone" if by_itself else f"code-and-{evidence}"
    if "younger" in chosen.contradicts:
        reason, confidence = "younger", 0.7
    if chosen.confidence in UNSURE:
        confidence -= 0.1
    if "body" in chosen.contradicts:
        confidence -= 0.05
    others = [
        c for c in candidates if c is not chosen and c.origin in _KNOWN and "date" in c.agrees and c.id != chosen.id
    ]
    return _answer(said, "resolved", reason, [chosen, *others], chosen, round(confidence, 2))


def _unknown(said: Said, candidates: list[Candidate], fitting: list[Candidate]) -> Resolution:
    """No known document is it for sure: an identity of its own, a choice of several, or nothing."""
    identity = said.identity
    mentions = [c for c in candidates if c.origin == "mention" and not _parted(c)]
    if identity is None:
        keys = {candidate.key for candidate in mentions}
        if not fitting and len(keys) == 1 and said.via is None and len(mentions[0].agrees) > 1:
            return _answer(said, "provisional", "completed", candidates, mentions[0], 0.6)
        status = "ambiguous" if fitting or mentions else "unresolved"
        return _answer(said, status, _missing(said), candidates)
    known = [c for c in candidates if c.origin in _KNOWN and c not in fitting]
    apart = _does_not_fit(said, identity, known, candidates)
    if apart is not None:
        return apart
    reason, confidence = "new-identity", 0.9 if identity.iri else 0.8
    if any(
        "title" in c.agrees and set(c.contradicts) == {"date"} and near(said.date or "", c.date or "", False)
        for c in known
    ):
        # Number, title, day and month are a known document's, the year is not: a slip, or the next of a yearly series.
        return _answer(said, "ambiguous", "date-differs", candidates)
    if known:
        reason, confidence = "contradicted", 0.7
        if any(set(c.contradicts) & {"date", "term"} for c in known):
            reason, confidence = "number-reused", 0.85
    if said.year_differs:
        reason, confidence = "year-differs", 0.5
    if said.limit and said.date and said.date[: len(said.limit)] > said.limit[: len(said.date)]:
        reason, confidence = "younger", 0.4
    same = next((c for c in mentions if c.key == identity.key), None)
    agreed = identity.iri is None and same is not None and same.documents > 1
    id = same.id if agreed and same is not None else identity.id
    return Resolution(
        citation=said.citation, status="provisional", reason="completed" if said.via and reason == "new-identity" else reason,
        id=id, key=identity.key, confidence=confidence, via=said.via, candidates=tuple(candidates[:_MOST]),
    )  # fmt: skip


def _does_not_fit(
    said: Said, identity: Identity, known: list[Candidate], candidates: list[Candidate]
) -> Resolution | None:
    """The answer where a known document bears this number of this series and yet differs; None where none does."""
    same = [c for c in known if c.key == identity.key]
    if not same:
        return None
    differs = {name for c in same for name in set(c.contradicts) & {"date", "term"}}
    if not differs:
        # Number and day are a known document's, and yet it cannot be: what is said does not fit together.
        return _answer(said, "ambiguous", "younger" if _only(known, "younger") else "contradicted", candidates)
    if all(c.confidence in UNSURE and set(c.contradicts) <= {"date", "body", "younger"} for c in same):
        # A day that no source confirms does not overrule the document's own: one document by its key, its day as said here.
        return Resolution(
            citation=said.citation, status="provisional", reason="date-unconfirmed", id=identity.id, key=identity.key,
            confidence=0.7, via=said.via, candidates=tuple(candidates[:_MOST]),
        )  # fmt: skip
    return _answer(said, "ambiguous", "date-differs", candidates)


def _only(candidates: list[Candidate], name: str) -> bool:
    return all(set(candidate.contradicts) == {name} for candidate in candidates)


def _missing(said: Said) -> str:
    if said.facts.partial:
        return "number-alone"
    if said.doc_type is None and not said.facts.types:
        return "type-unknown"
    if said.scope is None:
        return "number-restarts"
    if said.author is None:
        return "issuer-unknown"
    return "place-unknown" if said.place is None else "type-unknown"


def _answer(
    said: Said, status: str, reason: str, candidates: list[Candidate], chosen: Candidate | None = None,
    confidence: float = 0.0,
) -> Resolution:  # fmt: skip
    return Resolution(
        citation=said.citation, status=status, reason=reason, id=chosen.id if chosen else None,  # type: ignore[arg-type]
        key=chosen.key if chosen else None, confidence=confidence, via=said.via, candidates=tuple(candidates[:_MOST]),
    )  # fmt: skip


def renamed(resolution: Resolution, citation: str, **changes: object) -> Resolution:
    """The same answer for another citation of the record."""
    return msgspec.structs.replace(resolution, citation=citation, **changes)
