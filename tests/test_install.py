"""The wheel carries everything it needs: an ordinary install works from any directory, without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLAN = "Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ;"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the built wheel was installed, without its dependencies."""
    base = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(base), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = base.glob("cancu-*.whl")
    subprocess.run(
        [*pip, "install", "--no-deps", "--target", str(base / "site"), str(wheel)], check=True, capture_output=True
    )
    return base / "site"


def run(installed: Path, cwd: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Python with only the installed copy of the package in front of the dependencies, in a foreign folder."""
    environment = {k: v for k, v in os.environ.items() if k != "CANCU_GAZETTEERS"} | {"PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, input=stdin, capture_output=True, text=True, check=True)


def test_the_wheel_holds_gazetteers_and_schema(installed: Path) -> None:
    assert (installed / "pipeline" / "_data" / "gazetteers" / "directives.toml").exists()
    assert (installed / "pipeline" / "model" / "cancu.record-1.json").exists()


def test_it_works_from_any_directory(installed: Path, tmp_path: Path) -> None:
    code = (
        "import pipeline, sys; assert pipeline.__file__.startswith(sys.argv[1]), pipeline.__file__;"
        "g = pipeline.load_gazetteers(); assert str(g.path).startswith(sys.argv[1]), g.path;"
        f"print(pipeline.extract_text({PLAN!r}).citations[0].code, pipeline.record_schema()['title'])"
    )
    assert run(installed, tmp_path, "-c", code, str(installed)).stdout.split() == ["19/CT-TTg", "cancu.record/1"]


def test_the_command_reads_standard_input_there(installed: Path, tmp_path: Path) -> None:
    out = run(installed, tmp_path, "-m", "pipeline.cli.app", "extract", "-", stdin=PLAN).stdout
    assert '"19/CT-TTg"' in out
