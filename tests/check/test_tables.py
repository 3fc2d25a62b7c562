"""What the checker knows of validity and names of movements: sources are spelled out, days are days, names lead somewhere."""

from __future__ import annotations

import datetime as dt

from pipeline.check.knowledge import Knowledge
from pipeline.gazetteer import load
from pipeline.gazetteer.key import name_key
from pipeline.symbols import repair


def test_validity() -> None:
    knowledge = Knowledge(load())
    entries = load().validity
    assert len(entries) > 30
    for entry in entries:
        symbol = repair(entry.code)
        assert symbol is not None and not symbol.repairs, entry.code
        assert entry.manner in ("replaced", "succeeded") and " " in entry.source, entry.code
        for day in filter(None, (entry.lapsed, entry.date, entry.by_date)):
            dt.date.fromisoformat(day)
        assert entry.by_date is None or entry.by_date <= entry.lapsed or entry.manner == "succeeded", entry.code
        # Where the number is used again, only the day tells which document lapsed.
        assert entry.date is not None or knowledge.facts(entry.code).restarts == "self", entry.code


def test_validity_agrees_with_the_registry() -> None:
    knowledge = Knowledge(load())
    for entry in load().validity:
        known = [document.date for document in knowledge.documents(entry.by or "") if document.date]
        assert not known or entry.by_date is None or entry.by_date in known, entry.code


def test_movement_names() -> None:
    knowledge = Knowledge(load())
    movements = {name_key(movement.name) for movement in load().movements}
    for entry in (*knowledge.renamed.values(), *knowledge.schemes.values()):
        for name in entry:
            assert name.kind in ("phong trào", "đề án", "chương trình"), name.wrong
            assert not name.right or name_key(name.right) in movements, name.right
            assert name.kind != "phong trào" or name.right, name.wrong
