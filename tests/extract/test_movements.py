"""Movements: found without any list; the list only says which known movement is meant."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.extract.movements import MovementExtractor
from pipeline.gazetteer.load import load
from pipeline.gazetteer.schema import MovementEntry
from tests.extract.reading import cases, document, structure

KNOWN = SimpleNamespace(
    movements=(
        MovementEntry(
            source="t", id="ntm", name="Cả nước chung sức xây dựng nông thôn mới", kind="phong trào thi đua",
            local_patterns=("<Tỉnh> chung sức xây dựng nông thôn mới",),
        ),
        MovementEntry(source="t", id="cay", name="Trồng một tỷ cây xanh", kind="đề án"),
    )
)  # fmt: skip


@pytest.mark.parametrize(("text", "expect"), cases("movements"))
def test_cases_without_any_list_of_movements(text: str, expect: list[Any]) -> None:
    doc = document(text)
    found = MovementExtractor().extract(doc, structure())
    assert [[m.text, m.kind, m.quoted, m.period] for m in found] == expect
    assert all(doc.text[m.start : m.end] == m.text for m in found)


@pytest.fixture(scope="module")
def knowing() -> MovementExtractor:
    return MovementExtractor(load())


@pytest.mark.parametrize(("text", "expect"), cases("known_movements"))
def test_a_known_movement_says_where_its_name_begins_and_ends(
    knowing: MovementExtractor, text: str, expect: list[Any]
) -> None:
    found = knowing.extract(document(text), structure())
    assert [[m.text, m.kind, m.quoted, m.period] for m in found] == expect


@pytest.mark.parametrize(
    ("name", "movement_id", "variant_of"),
    [
        ("Cả nước chung sức xây dựng nông thôn mới", "ntm", None),
        ("cả nước, chung sức xây dựng nông thôn mới", "ntm", None),
        ("Yên Bái chung sức xây dựng nông thôn mới", None, "ntm"),
        ("Trồng một tỷ cây xanh", None, None),
        ("Chung tay vì trẻ em vùng cao", None, None),
    ],
)
def test_known_movement_or_local_form(name: str, movement_id: str | None, variant_of: str | None) -> None:
    (found,) = MovementExtractor(KNOWN).extract(document(f"phong trào thi đua “{name}”"), structure())
    assert (found.movement_id, found.variant_of) == (movement_id, variant_of)
