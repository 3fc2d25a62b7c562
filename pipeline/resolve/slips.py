"""Slips of the pen in dates and numbers (sai ngày, sai số): when a date that differs still names the known document.

One number of one series is one document: where the date differs, either the date is wrong or the number is. The title tells
which; without one, a date that only turned day and month about, or only has another year (another month under a code that is
unique by itself), is a slip of the date. Everything else is ambiguous, never a document of its own: such a day and number fit
no document that exists. Source: DESIGN, section 5; facts on symbols, section 1; wrong dates seen in directives.tsv.

>>> near("2014-07-04", "2014-04-07", False), near("2022-12-31", "2023-12-31", False), near("2014-04-08", "2014-04-07", False)
(True, True, False)
>>> near("2023-11-15", "2023-10-15", True), near("2023-11-15", "2023-10-15", False)
(True, False)
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.resolution import Candidate
from pipeline.resolve.said import Said

UNSURE = frozenset({"low", "unconfirmed"})
"""Confidences of a candidate whose day may be wrong itself: it never overrules what a document says."""
_DAY = 10


def near(said: str, known: str, unique: bool) -> bool:
    """Whether two ISO days differ as slips of the pen do. ``unique``: the code alone is unique, so its month may differ too."""
    if len(said) != _DAY or len(known) != _DAY:
        return False
    (year, month, day), (year_, month_, day_) = said.split("-"), known.split("-")
    if (month, day) == (month_, day_):
        return True
    if year != year_:
        return False
    return (month, day) == (day_, month_) or (unique and day == day_)


def slip(said: Said, known: Sequence[Candidate], fitting: Sequence[Candidate]) -> Candidate | None:
    """The one known document that only the date parts from the citation, where title or digits show that the date is wrong.

    ``known`` are all known documents with the code, ``fitting`` those that nothing contradicts.
    """
    if fitting or said.date is None:
        return None
    only_date = [
        c for c in known if set(c.contradicts) - {"body", "younger"} == {"date"} and c.confidence not in UNSURE
    ]
    titled = [c for c in only_date if "title" in c.agrees]
    if len(titled) == 1:
        slipped = titled[0]
        future = said.limit is not None and said.date[: len(said.limit)] > said.limit[: len(said.date)]
        return slipped if same_scope(said, slipped) or future else None
    series = [c for c in only_date if same_scope(said, c)]
    if titled or said.title or len(series) != 1 or any("title" in c.agrees for c in known):
        return None
    unique = said.facts.restarts == "self" and said.facts.central is True and not said.facts.partial
    return series[0] if near(said.date, series[0].date or "", unique) else None


def same_scope(said: Said, candidate: Candidate) -> bool:
    """Whether the number stands in one series with the known document: its code alone, its term, or its year."""
    if said.facts.restarts == "self":
        return said.facts.central is True and not said.facts.partial
    if said.facts.restarts == "term":
        return bool(said.scope) and candidate.term == _term_in(said.scope)
    return bool(said.date) and (candidate.date or "")[:4] == (said.date or "")[:4]


def _term_in(scope: str | None) -> str | None:
    return scope.removeprefix("khoa-").upper() if scope else None
