"""Every rule has bad and good examples in ``tests/cases/findings.jsonl``, and behaves on them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import Checker, Rulebook, load_rulebook
from pipeline.check.engine import RULES
from pipeline.check.required import CODES
from pipeline.gazetteer import load
from pipeline.model.evidence import Consensus, Tally
from pipeline.model.resolution import Candidate
from pipeline.run.document import Pipeline
from tests.check.frames import build

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "findings.jsonl").read_text("utf-8").splitlines()
    if line.strip()
]


class Corpus:
    """Evidence for the cases of CIT115: five documents date 08-CT/TU of Hà Tĩnh 24/5/2021, and 60/KH-UBND is held itself."""

    def candidates(self, code_key: str) -> tuple[Candidate, ...]:
        """The plan of the province, dated 10/01/2024."""
        if code_key != "60-KH-UBND":
            return ()
        key = "key:vn-ha-tinh/ke-hoach/uy-ban-nhan-dan/2024/60-kh-ubnd"
        return (Candidate(id=key, key=key, code="60/KH-UBND", date="2024-01-10", origin="document", documents=1),)

    def consensus(self, key: str) -> Consensus | None:
        """The five voices."""
        if key != "key:vn-ha-tinh/chi-thi/tinh-uy/2021/08-ct-tu":
            return None
        return Consensus(documents=5, dates=(Tally("2021-05-24", 5, ("a", "b", "c")),))


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load())


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load(), evidence=Corpus())


def findings(pipeline: Pipeline, checker: Checker, case: dict[str, Any]) -> list[Any]:
    """The findings on a case; a ``key`` in it stands for what resolution would have put into the record."""
    record = pipeline.record_text(build(case))
    return list(checker.check(record, profile=case.get("profile")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}-{case['kind']}-{case['note'][:40]}")
def test_case(pipeline: Pipeline, checker: Checker, case: dict[str, Any]) -> None:
    found = findings(pipeline, checker, case)
    hits = [one for one in found if one.code == case["rule"]]
    if case["kind"] == "good":
        assert not hits, [(one.text, one.en) for one in hits]
        return
    spans = [" ".join(one.text.split()) for one in hits]
    assert hits, [(one.code, one.text) for one in found]
    if "span" in case:
        assert case["span"] in spans
    chosen = hits[spans.index(case["span"])] if "span" in case else hits[0]
    if "severity" in case:
        assert chosen.severity == case["severity"]
    if "suggestion" in case:
        assert chosen.suggestion == case["suggestion"]
    assert chosen.vi and chosen.en and "{" not in chosen.vi + chosen.en


def test_no_rule_without_both_examples() -> None:
    kinds = Counter((case["rule"], case["kind"]) for case in CASES)
    rulebook: Rulebook = load_rulebook()
    missing = [(rule.code, kind) for rule in rulebook.rules for kind in ("bad", "good") if not kinds[rule.code, kind]]
    assert not missing
    assert len(CASES) >= 120


def test_every_rule_runs_and_every_running_rule_is_in_the_book() -> None:
    assert {*RULES, *CODES} == set(load_rulebook().by_code())


def test_cases_have_no_error_that_they_are_not_about(pipeline: Pipeline, checker: Checker) -> None:
    """A good case is free of errors of any rule, unless it says which others it has."""
    for case in CASES:
        if case["kind"] == "good" and "also" not in case:
            errors = [(one.code, one.text) for one in findings(pipeline, checker, case) if one.severity == "error"]
            assert not errors, (case["note"], errors)
