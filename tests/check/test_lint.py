"""The checker's own tables are clean as shipped, and every fault in them is said with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.check.lint import lint_checker
from pipeline.config import gazetteer_dir


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(gazetteer_dir(), tmp_path / "gazetteers")
    return tmp_path / "gazetteers"


def test_shipped_tables_are_clean() -> None:
    assert [str(problem) for problem in lint_checker()] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rules.toml", 'code = "CIT101"', 'code = "CIT1O1"', "is not a family"),
        ("rules.toml", 'code = "CIT101"', 'code = "CIT999"', "the program has no rule CIT999"),
        ("rules.toml", 'code = "CIT101"', 'code = "CIT102"', "no [[rule]] for this rule"),
        ("rules.toml", 'name = "wrong-date"', 'name = "wrong-issuer"', "stands twice"),
        ("rules.toml", 'severity = "error"', 'severity = "fatal"', "severity"),
        ("rules.toml", "issued on {known}, not", "issued on {knwon}, not", "one language only"),
        ("rules.toml", "ban hành ngày {known}, không phải {said}", "ban hành ngày {known, không phải {said}", "write places as"),
        ("rules.toml", 'bad = "Nghị định số 98/2023/NĐ-CP ngày 16/12/2023"', 'bad = ""', "needs an example"),
        ("rules.toml", 'source = "nd30"', 'source = "hearsay"', "«hearsay» is not in [sources]"),
        ("profiles/emulation-2024.toml", 'date = "2014-04-07"', 'date = "2014-04-08"', "is not in the registry"),
        ("profiles/emulation-2024.toml", 'doc_type = "Chỉ thị"', 'doc_type = "Chỉ thi"', "type «Chỉ thi» is not known"),
        ("profiles/emulation-2024.toml", 'last = "2024-12-25"', 'last = "2024-12-32"', "«2024-12-32» is no date"),
        ("profiles/emulation-2024.toml", 'types = ["Kế hoạch"]', 'types = ["Kế hoach"]', "«Kế hoach» is not known"),
        ("profiles/emulation-2024.toml", 'id = "prime-minister"', 'id = "party-directive"', "stands twice"),
        ("profiles/emulation-2024.toml", 'need = "successor"', 'need = "one"', "Invalid enum value"),
    ],
)  # fmt: skip
def test_every_fault_is_found(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [problem for problem in lint_checker(folder) if said in problem.message]
    assert found
    assert {problem.file for problem in found} == {file}


def test_all_faults_at_once_with_lines(folder: Path) -> None:
    path = folder / "rules.toml"
    text = path.read_text("utf-8").replace('severity = "error"', 'severity = "fatal"')
    path.write_text(text, "utf-8")
    found = [problem for problem in lint_checker(folder) if "severity" in problem.message]
    assert len(found) == text.count('severity = "fatal"')
    assert len({problem.line for problem in found}) == len(found)
    (folder / "laws.toml").write_text("[[law]]\n", "utf-8")
    assert len([problem for problem in lint_checker(folder) if "severity" in problem.message]) == len(found)
