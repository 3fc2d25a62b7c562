"""The samples and their gold hold together: manifest complete, every quote at its offset, every record at its floor."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import pipeline
from pipeline.cli.evaluate import figures_of
from pipeline.export import jsontext

CORPORA = Path(__file__).parents[1] / "corpora"
DOCUMENTS = sorted(path for path in (CORPORA / "documents").iterdir())
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["samples"]
LAYERS = ("citations", "dates", "periods", "anniversaries", "movements", "programmes", "sections")
MARK = "VĂN BẢN MẪU"


def test_the_manifest_names_every_file() -> None:
    manifest = tomllib.loads((CORPORA / "manifest.toml").read_text("utf-8"))
    named = {Path(entry["file"]).name for entry in manifest["document"]}
    assert named == {path.name for path in DOCUMENTS}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_gold_is_anchored_in_the_text_that_reading_gives(path: Path) -> None:
    text = pipeline.read_document(path).text
    gold = json.loads((CORPORA / "gold" / f"{path.stem}.gold.json").read_text("utf-8"))
    displaced = [
        item["quote"] for layer in LAYERS for item in gold[layer] if text[item["start"] : item["end"]] != item["quote"]
    ]
    assert not displaced


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.suffix in (".txt", ".html")], ids=lambda path: path.name)
def test_every_sample_says_that_it_is_one(path: Path) -> None:
    assert MARK in path.read_text("utf-8")


def test_the_samples_score_at_or_above_their_floors(tmp_path: Path) -> None:
    for path in DOCUMENTS:
        (tmp_path / f"{path.stem}.json").write_bytes(jsontext.pretty(pipeline.extract_file(path)))
    figures = figures_of(pipeline.evaluate_records(CORPORA / "gold", tmp_path))
    below = {name: (figures.get(name, 0.0), floor) for name, floor in FLOORS.items() if figures.get(name, 0.0) < floor}
    assert not below
