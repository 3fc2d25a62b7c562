"""What the README shows is what the program does: every example in it is run."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "README.vi.md"]
CONSOLE = re.compile(r"```console\n(.*?)```", re.S)


def examples(page: Path) -> list[tuple[str, str]]:
    """Each ``$ command`` of a page with the output that stands below it."""
    found = []
    for block in CONSOLE.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(
    ("page", "command", "output"),
    [(p.name, c, o) for p in PAGES for c, o in examples(p)],
    ids=lambda value: str(value)[:40],
)
def test_console_examples_print_what_is_shown(page: str, command: str, output: str, tmp_path: Path) -> None:
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {
        "COLUMNS": "110",
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUTF8": "1",
    }
    command = command.replace("outputs/", f"{tmp_path}/")
    run = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    lines = [line.rstrip() for line in run.stdout.replace(f"{tmp_path}/", "outputs/").splitlines()]
    assert lines == [line.rstrip() for line in output.splitlines()], run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_give_what_is_shown(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.S)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    report: list[str] = []
    runner = doctest.DocTestRunner()
    runner.run(test, out=report.append)
    assert runner.failures == 0, "".join(report)
    assert not blocks or runner.tries > 0


def test_every_local_link_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [
            *PAGES,
            *(ROOT / "docs").glob("*.md"),
            ROOT / "gazetteers" / "README.md",
            ROOT / "corpora" / "README.md",
        ]
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken
