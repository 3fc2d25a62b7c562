"""What holds for all findings: spans, order, certainty, speed."""

from __future__ import annotations

import time

import msgspec
import pytest

from pipeline.check import Checker, load_rulebook
from pipeline.check.form_sections import value
from pipeline.gazetteer import load
from pipeline.model.record import Part, Record
from pipeline.run.document import Pipeline
from tests.check.frames import build
from tests.check.test_cases import CASES


@pytest.fixture(scope="module")
def records() -> list[Record]:
    pipeline = Pipeline(load())
    return [pipeline.record_text(build(case)) for case in CASES]


def test_spans_order_and_words(records: list[Record]) -> None:
    checker = Checker(load())
    for record in records:
        found = checker.check(record)
        assert list(found) == sorted(found, key=lambda one: one.start)
        for one in found:
            assert 0 <= one.start < one.end <= len(record.text) and record.text[one.start : one.end] == one.text
            assert 0 < one.confidence <= 1 and one.vi != one.en


def test_no_error_rests_on_what_is_not_confirmed(records: list[Record]) -> None:
    checker = Checker(load())
    errors = [one for record in records for one in checker.check(record) if one.severity == "error"]
    doubtful = ("chưa xác minh", "not confirmed", "[medium", "[low")
    assert errors
    for one in errors:
        assert one.confidence >= 0.8, one
        assert not any(doubt in proof.label for proof in one.evidence for doubt in doubtful), one


def test_a_scan_makes_no_error() -> None:
    checker = Checker(load())
    record = Pipeline(load()).record_text("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 16/12/2023 của Chính phủ;")
    scan = msgspec.structs.replace(record, source=msgspec.structs.replace(record.source, ocr=True))
    assert [one.severity for one in checker.check(record)] == ["error"]
    assert [one.severity for one in checker.check(scan)] == ["warning"]


def test_a_letter_and_the_plan_it_sends_are_two_documents() -> None:
    pipeline, checker = Pipeline(load()), Checker(load())
    letter = build({"title": "Tập huấn", "date": "2024-01-10", "body": "Sở xây dựng kế hoạch như sau:"})
    plan = build({"title": "Cải cách hành chính năm 2025", "date": "2025-01-15",
                  "body": "Thực hiện Kế hoạch số 60/KH-UBND ngày 10/4/2024 của UBND tỉnh;"})  # fmt: skip
    one, other = pipeline.record_text(letter), pipeline.record_text(plan)
    alone = pipeline.record_text(letter + plan)
    parts = (Part(0, len(letter), one.header), Part(len(letter), len(letter + plan), other.header))
    joined = msgspec.structs.replace(alone, header=one.header, parts=parts)
    found = checker.check(joined)
    assert [(f.code, f.start - len(letter)) for f in found] == [(f.code, f.start) for f in checker.check(other)]
    assert all(joined.text[f.start : f.end] == f.text for f in found)


def test_suggestions_mend(records: list[Record]) -> None:
    """Put in place of its span, a suggestion makes its own finding go away."""
    pipeline, checker = Pipeline(load()), Checker(load())
    mended = 0
    for record in records:
        for one in checker.check(record):
            if one.suggestion is None:
                continue
            text = record.text[: one.start] + one.suggestion + record.text[one.end :]
            again = [other for other in checker.check(pipeline.record_text(text)) if other.code == one.code]
            before = [other for other in checker.check(record) if other.code == one.code]
            assert len(again) < len(before), (one.code, one.text, one.suggestion)
            mended += 1
    assert mended > 20


def test_rulebook_is_complete() -> None:
    rules = load_rulebook().rules
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        words = (
            *vars_of(rule.title),
            *vars_of(rule.explanation),
            *vars_of(rule.message),
            rule.bad,
            rule.good,
            rule.basis,
        )
        assert all(words), rule.code


def vars_of(wording: object) -> tuple[str, str]:
    return wording.vi, wording.en  # type: ignore[attr-defined]


def test_a_plan_of_thirty_pages_is_quick() -> None:
    """80 KB in under half a second, reading of the record not counted; the bound leaves room for a busy machine."""
    bodies = "\n\n".join(
        f"{at}. Nhiệm vụ\n\n{case['body']}" for at, case in enumerate(CASES[:90], 1) if "frame" not in case
    )
    text = build({"body": bodies * 8, "title": "Phát động phong trào thi đua năm 2024"})
    record = Pipeline(load()).record_text(text)
    checker = Checker(load())
    checker.check(record)
    assert len(text.encode()) > 80_000
    start = time.perf_counter()
    checker.check(record)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("label", "kind", "number"), [("XIV", "roman", 14), ("IVI", "roman", None), ("Điều 12", "dieu", 12)]
)
def test_labels(label: str, kind: str, number: int | None) -> None:
    assert value(label, kind) == number
