"""Documents by requirements: how each document stands to what its profile asks for (``cancu check --matrix``).

What applies to a document is found by asking the requirements of it without its citations: whatever is missing then is asked
for. A requirement of several documents is as good as the worst of them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from pipeline.check import required
from pipeline.check.engine import Checker
from pipeline.check.profiles import Choice, Profile
from pipeline.check.subject import Subject
from pipeline.model.record import Record

State = Literal["none", "met", "nested", "near", "missing"]
STATES: tuple[State, ...] = ("none", "met", "nested", "near", "missing")
"""From the best to the worst: not asked for, cited, cited in another's title only, nearly, not at all."""
_BY_CODE: dict[str, State] = {"REQ101": "missing", "REQ102": "near", "REQ103": "nested"}


class Standing(msgspec.Struct, frozen=True):
    """How a document stands to one requirement, and the place of the citation that is nearly or only nested there."""

    state: State
    start: int | None = None
    end: int | None = None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A requirement as a column: ``id`` shared by the profiles that ask the same, ``names`` of the documents to cite."""

    id: str
    names: tuple[str, ...]
    vi: str
    en: str


def standings(checker: Checker, record: Record, choice: Choice) -> dict[str, Standing]:
    """How ``record`` stands to each requirement of the profile chosen, by the requirement's id; those that do not apply are out."""
    bare = msgspec.structs.replace(record, citations=())
    found = {id: Standing("met") for id, _ in _asked(checker, bare, choice)}
    for id, standing in _asked(checker, record, choice):
        if STATES.index(standing.state) > STATES.index(found[id].state):
            found[id] = standing
    return found


def columns(profiles: list[Profile]) -> list[Column]:
    """The requirements of ``profiles`` in their order, one column for those of one id; the documents of all of them named."""
    made: dict[str, Column] = {}
    for profile in profiles:
        for requirement in profile.requirement:
            names = tuple(reference.code or reference.name or reference.doc_type for reference in requirement.documents)
            known = made.get(requirement.id)
            merged = names if known is None else (*known.names, *(name for name in names if name not in known.names))
            basis = requirement.basis if known is None else known
            made[requirement.id] = Column(id=requirement.id, names=merged, vi=basis.vi, en=basis.en)
    return list(made.values())


def _asked(checker: Checker, record: Record, choice: Choice) -> list[tuple[str, Standing]]:
    """What is amiss, requirement by requirement: each asked alone, so that every hit is known to be its own."""
    subject = Subject(record, checker.knowledge, checker.evidence)
    found = []
    for requirement in choice.profile.requirement:
        alone = choice._replace(profile=msgspec.structs.replace(choice.profile, requirement=(requirement,)))
        for code, hit in required.check(subject, alone):
            state = _BY_CODE[code]
            placed = state != "missing"
            found.append((requirement.id, Standing(state, hit.start if placed else None, hit.end if placed else None)))
    return found
