"""``cancu gazetteer``: the shipped tables are clean, a broken one is named with its place, tables are shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.gazetteer import load
from tests.cli.conftest import Run


def test_the_shipped_tables_have_no_problem(cancu: Run) -> None:
    code, out, _ = cancu("--lang", "en", "gazetteer", "lint")
    assert code == 0 and "no problem" in out


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("rules.toml", 'severity = "', 'severity = "very-'),
        ("profiles/emulation-2024.toml", 'need = "', 'need = "very-'),
        ("provinces.toml", "[[province]]", "[[province]"),
    ],
)
def test_a_broken_table_is_named_with_its_place(cancu: Run, tmp_path: Path, file: str, right: str, wrong: str) -> None:
    folder = tmp_path / "gazetteers"
    shutil.copytree(load().path, folder)
    text = (folder / file).read_text("utf-8")
    (folder / file).write_text(text.replace(right, wrong, 1), "utf-8")
    code, out, err = cancu("gazetteer", "lint", "--gazetteers", folder)
    assert code == 1
    assert Path(file).name in out + err and "Traceback" not in err


def test_a_table_is_shown_and_searched(cancu: Run) -> None:
    assert "provinces" in cancu("gazetteer", "show")[1]
    out = cancu("gazetteer", "show", "provinces", "--find", "Lào Cai")[1]
    assert "lao-cai" in out and "Hà Giang" not in out
    assert cancu("gazetteer", "show", "nothing")[0] == 2
