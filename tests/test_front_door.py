"""The front door: its names, that they load lazily, and that the package and the help are quick to open."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).parents[1]
HEAVY = ("underthesea", "spacy", "pdfplumber", "networkx", "pyarrow", "pandas", "rich", "typer", "lxml")


def test_the_door_has_these_names() -> None:
    assert set(pipeline.__all__) == {
        "CancuError",
        "Pipeline",
        "Record",
        "__version__",
        "evaluate_records",
        "extract_file",
        "extract_text",
        "format_symbol",
        "frames",
        "html",
        "load_gazetteers",
        "parse_symbol",
        "read_document",
        "record_schema",
        "tables",
    }


@pytest.mark.parametrize("name", sorted(pipeline.__all__))
def test_every_name_opens_and_says_what_it_does(name: str) -> None:
    value = getattr(pipeline, name)
    assert name == "__version__" or value.__doc__


def test_no_name_of_the_door_is_a_room() -> None:
    rooms = {path.stem for path in Path(pipeline.__file__).parent.iterdir() if path.stem != "__init__"}
    assert not rooms & set(pipeline.__all__)


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(AttributeError, match="extract_text"):
        _ = pipeline.nothing


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, pipeline; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_extracting_text_needs_no_heavy_package() -> None:
    heavy = tuple(name for name in HEAVY if name != "lxml")
    code = f"import sys, pipeline; pipeline.extract_text('Chỉ thị 34-CT/TW'); print([m for m in {heavy!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_version_is_the_project_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert pipeline.__version__ == project["version"]


def test_help_does_not_load_the_pipeline() -> None:
    code = (
        "import sys; sys.argv=['cancu','--help']\n"
        "from pipeline.cli.app import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('pipeline.run.document','pipeline.read','lxml','spacy') if m in sys.modules], file=sys.stderr)"
    )
    began = time.perf_counter()
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stderr.strip() == "[]"
    assert time.perf_counter() - began < 5
