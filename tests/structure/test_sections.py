"""Sections: every row of ``tests/cases/sections.jsonl``, extents, and that cost grows with length only."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.mentions import Section
from pipeline.structure.sections import SectionReader
from pipeline.text.fold import fold

_CASES = Path(__file__).parents[1] / "cases" / "sections.jsonl"
ROWS = [json.loads(line) for line in _CASES.read_text(encoding="utf-8").splitlines()]
READER = SectionReader()


def read(text: str) -> tuple[Section, ...]:
    return READER.read(text, fold(text), [(0, len(text))])


@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    found = read(row["text"])
    assert [[section.path, section.heading] for section in found] == row["expect"]
    for section in found:
        assert row["text"][section.start :].startswith(section.label.split(" ")[0])


def test_a_section_ends_where_the_next_of_its_level_starts() -> None:
    text = "I. MỘT\n1. Hai\n2. Ba\nII. BỐN\nHết.\n"
    ends = {section.path: (section.start, section.end) for section in read(text)}
    assert ends["I"] == (0, text.index("II."))
    assert ends["I/1"] == (text.index("1."), text.index("2."))
    assert ends["I/2"][1] == text.index("II.")
    assert ends["II"][1] == len(text)


def test_levels_and_kinds() -> None:
    found = read("Chương I\nCHUNG\nĐiều 1. Tên\n1. Khoản\na) Điểm\n")
    assert [(section.kind, section.level) for section in found] == [
        ("chuong", 1),
        ("dieu", 2),
        ("arabic", 3),
        ("letter", 4),
    ]


def test_each_zone_starts_at_the_root() -> None:
    text = "I. MỘT\n1. Hai\nI. PHỤ\n1. Ba\n"
    cut = text.index("I. PHỤ")
    found = READER.read(text, fold(text), [(0, cut), (cut, len(text))])
    assert [section.path for section in found] == ["I", "I/1", "I", "I/1"]
    assert found[1].end == cut


def _seconds(text: str) -> float:
    folded = fold(text)
    begin = time.perf_counter()
    READER.read(text, folded, [(0, len(text))])
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    "unit",
    [
        "Điều 1. Tên\n1. Khoản một.\na) Điểm a;\nb) Điểm b.\n",
        "   \n   \n",
        "1.\n",
        "“1. Chưa đóng\n",
        "((((1) 1.1.1.1.1. IIIIII\n",
        "một dòng văn bản không có số nào cả, dài vừa phải để giống trang in\n",
    ],
)
def test_cost_is_linear_in_length(unit: str) -> None:
    small, large = unit * 2_000, unit * 16_000
    base = min(_seconds(small) for _ in range(3))
    assert _seconds(large) < 8 * base * 3 + 0.05
