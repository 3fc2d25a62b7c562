"""No wrong ``resolved``: known documents cited rightly, and with the number or the day of a neighbour.

The registry itself is the material: each document is cited by what is known of it, then with another's number or day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline.gazetteer import load
from pipeline.gazetteer.schema import KnownDocument
from pipeline.model.mentions import Citation
from pipeline.resolve import Resolver

GAZETTEERS = load()
DATED = [entry for entry in GAZETTEERS.documents if entry.date and len(entry.date) == 10]
SAMPLE = [*(entry for entry in GAZETTEERS.directives if entry in DATED), *GAZETTEERS.normative[::9]]


def cite(entry: KnownDocument, code: str, date: str | None, title: str | None, issuer: str | None) -> Citation:
    return Citation(
        id="c1",
        kind="numbered",
        start=0,
        end=1,
        text=code,
        doc_type=entry.doc_type,
        code=code,
        date=date,
        title=title,
        issuer=issuer,
    )


def neighbours(entry: KnownDocument) -> Iterator[str]:
    """Codes that differ by one number, or whose digits are turned round."""
    found = re.match(r"(\d+)(.*)", entry.code)
    assert found is not None
    for number in (int(found[1]) - 1, int(found[1]) + 1, int(found[1][::-1])):
        code = f"{number:02d}{found[2]}"
        if number > 0 and code != entry.code:
            yield code


@pytest.mark.parametrize("said", ["all", "no title", "code and day"])
def test_a_right_citation_resolves_to_its_document(resolver: Resolver, said: str) -> None:
    missed = []
    for entry in SAMPLE:
        if entry not in DATED:
            continue
        title = entry.title if said == "all" else None
        issuer = None if said == "code and day" else entry.issuer
        answer = resolver.one(cite(entry, entry.code, entry.date, title, issuer))
        if answer.status != "resolved":
            missed.append(entry.code)
        else:
            assert (answer.candidates[0].code, answer.candidates[0].date) == (entry.code, entry.date)
    assert len(missed) <= len(SAMPLE) // 100


def test_a_neighbours_number_is_never_taken_for_the_document(resolver: Resolver) -> None:
    """With the day and title of another document, a number resolves only to a document of that number, day and title."""
    for entry in SAMPLE:
        for code in neighbours(entry):
            answer = resolver.one(cite(entry, code, entry.date, entry.title, entry.issuer))
            if answer.status == "resolved":
                assert {"date", "title"} <= set(answer.candidates[0].agrees), (entry.code, code, answer)


def test_another_day_without_a_title_never_resolves(resolver: Resolver) -> None:
    for entry in SAMPLE:
        if entry not in DATED:
            continue
        assert entry.date is not None
        day = f"{entry.date[:8]}{int(entry.date[8:]) % 28 + 1:02d}"
        known = {e.date for e in DATED if e.code == entry.code}
        if day not in known:
            answer = resolver.one(cite(entry, entry.code, day, None, entry.issuer))
            assert answer.status != "resolved", (entry.code, day, answer)
