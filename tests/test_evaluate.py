"""The scorer: perfect records score one, and each kind of slip costs what it should."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate import evaluate, same_code

GOLD: dict[str, Any] = {
    "header": {"doc_type": "Kế hoạch", "number": None, "title": "Phát động thi đua", "recipients": ["Như trên", "Lưu: VT"]},
    "citations": [
        {"kind": "numbered", "start": 10, "end": 40, "code": "34-CT/TW", "doc_type": "Chỉ thị", "date": "2014-04-07",
         "issuer": "Bộ Chính trị", "title": "về “thi đua”", "relation": "implements", "head": None},
        {"kind": "numbered", "start": 60, "end": 90, "code": "05-CT/TW", "doc_type": "Chỉ thị", "date": None,
         "issuer": None, "title": None, "relation": "implements", "head": 0},
        {"kind": "named", "start": 100, "end": 120, "code": None, "doc_type": "Luật", "date": None, "issuer": None,
         "title": None, "relation": "cites", "head": None},
    ],
    "dates": [{"start": 20, "end": 28, "value": "2014-04-07", "role": "citation"}],
    "periods": [{"start": 130, "end": 139, "start_value": "2021", "end_value": "2025"}],
    "anniversaries": [{"start": 140, "end": 160, "years": 79, "event": "Ngày A", "origin": None, "observed": None, "problems": []}],
    "movements": [{"start": 170, "end": 190, "kind": "phong trào", "quoted": True}],
    "sections": [{"start": 200, "end": 210, "label": "I", "path": "I", "heading": "MỤC ĐÍCH"}],
}  # fmt: skip


def as_record(gold: dict[str, Any]) -> dict[str, Any]:
    """Gold in the shape of a record: ids for indices."""
    record = copy.deepcopy(gold)
    for index, citation in enumerate(record["citations"]):
        citation["id"] = f"c{index + 1}"
        citation["head"] = None if citation["head"] is None else f"c{citation['head'] + 1}"
    return record


def score(tmp_path: Path, record: dict[str, Any]) -> Any:
    (tmp_path / "a.gold.json").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "a.json").write_text(json.dumps(record), "utf-8")
    return evaluate(tmp_path, tmp_path)


def test_a_perfect_record_scores_one_everywhere(tmp_path: Path) -> None:
    result = score(tmp_path, as_record(GOLD))
    assert all(layer.f1 == 1 for layer in result.layers.values())
    assert all(field.share == 1 for field in result.fields.values())
    assert not result.misses


def test_a_wrong_code_is_both_a_miss_and_a_false_find(tmp_path: Path) -> None:
    record = as_record(GOLD)
    record["citations"][0]["code"] = "35-CT/TW"
    result = score(tmp_path, record)
    assert result.layers["citations.numbered"].matched == 1
    assert {(m.layer, m.what) for m in result.misses} == {
        ("citations.numbered", "missed"),
        ("citations.numbered", "spurious"),
    }
    assert result.fields["citation.head"].right == 0


def test_a_named_law_must_overlap_by_half(tmp_path: Path) -> None:
    record = as_record(GOLD)
    record["citations"][2]["end"] = 145
    assert score(tmp_path, record).layers["citations.named"].matched == 0


@pytest.mark.parametrize(
    ("layer", "field", "value", "figure"),
    [
        ("dates", "role", "other", "date.role"),
        ("anniversaries", "origin", "1945-08-19", "anniversary.strict"),
        ("movements", "quoted", False, "movement.quoted"),
        ("sections", "heading", "YÊU CẦU", "section.heading"),
        ("citations", "relation", "cites", "citation.relation"),
        ("citations", "title", "về việc khác", "citation.title_opening"),
    ],
)
def test_a_wrong_field_costs_that_field_only(
    tmp_path: Path, layer: str, field: str, value: object, figure: str
) -> None:
    record = as_record(GOLD)
    record[layer][0][field] = value
    result = score(tmp_path, record)
    assert result.fields[figure].right == result.fields[figure].of - 1
    assert all(layer.f1 == 1 for layer in result.layers.values())


def test_a_missing_record_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text(json.dumps(GOLD), "utf-8")
    result = evaluate(tmp_path, tmp_path)
    assert result.missing == ["a"]
    assert result.layers["dates"].recall == 0


def test_a_folder_without_gold_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gold\.json"):
        evaluate(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("a", "b"), [("1/CT-UBND", "01/CT-UBND"), ("34- CT/TW", "34-CT/TW"), ("98/2023/NÐ-CP", "98/2023/NĐ-CP")]
)
def test_codes_are_compared_by_what_they_say(a: str, b: str) -> None:
    assert same_code(a, b)
    assert not same_code(a, "35-CT/TW")
