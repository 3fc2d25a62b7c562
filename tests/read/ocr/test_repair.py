"""Repair after recognition: written cases, and that a repair never changes what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.read.ocr.content import content
from pipeline.read.ocr.repair import shipped
from pipeline.read.ocr.values import OcrLine, OcrPage, Word

CASES = [json.loads(line) for line in (Path(__file__).parents[2] / "cases" / "ocr_repair.jsonl").open(encoding="utf-8")]
REGISTRY = ("34-CT/TW", "98/2023/NĐ-CP", "19/CT-TTg", "01/2024/TT-BNV", "06/2022/QH15", "721/NQ-UBTVQH15", "25/TB-VPCP")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_written_cases(case: dict[str, Any]) -> None:
    mended, changes = shipped().mended(case["text"], letterhead=case.get("letterhead", False))
    assert mended == case["expect"]
    assert bool(changes) == (case["text"] != case["expect"])


def test_announced_type_may_stand_on_the_line_above() -> None:
    assert shipped().mended("05-NO/TW ngày", before="quán triệt Nghị quyết số")[0] == "05-NQ/TW ngày"


@pytest.mark.parametrize("symbol", REGISTRY)
def test_right_symbols_stay(symbol: str) -> None:
    assert shipped().mended(f"theo văn bản số {symbol} ngày 01/02/2024")[1] == ()


def test_changes_lie_where_they_say() -> None:
    text = "Nghi quyêt sô 35/NO-CP và Chỉ thị số l2/CT-TTg"
    mended, changes = shipped().mended(text)
    assert mended == "Nghị quyết số 35/NQ-CP và Chỉ thị số 12/CT-TTg"
    assert [text[change.start : change.end] for change in changes] == ["Nghi quyêt", "sô", "NO", "l2"]


def test_symbol_that_began_on_the_line_above_is_repaired() -> None:
    assert shipped().mended("CT/IW ngày 07/4/2014", before="theo Chỉ thị số 34-")[0] == "CT/TW ngày 07/4/2014"
    assert shipped().mended("TTø ngày", before="Quyết định số 587/QĐ-")[0] == "TTg ngày"
    assert shipped().mended("10 ngày", before="trong vòng 7-")[1] == ()


@pytest.mark.parametrize(
    ("line", "cut"),
    [("theo Chỉ thị số 19/CT", (16, 21)), ("Nghị quyết số 05/2023/NQ.", (14, 24)), ("Chỉ thị số 19/CT-TTg", None),
     ("Luật số 06/2022/QH15", None), ("Quyết định số 58/QĐ của", None)],
)  # fmt: skip
def test_symbol_that_could_be_cut_off_at_the_end_of_its_line(line: str, cut: tuple[int, int] | None) -> None:
    assert shipped().cut_off(line) == cut


def test_cut_symbol_has_low_confidence_and_a_remark() -> None:
    words = [
        Word(text, 80 + 60 * at, 700, 130 + 60 * at, 712, 0.95)
        for at, text in enumerate(["theo", "Chỉ", "thị", "số", "19/CT"])
    ]
    found = content(OcrPage(1, 595.0, 842.0, (OcrLine(tuple(words), 710, 12),)), shipped())
    assert [(note.code, note.marks) for note in found.notes] == [("ocr-doubtful", ((16, 21, 0.5),))]
