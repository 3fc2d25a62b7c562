"""Recall and precision on sentences whose references people labelled (VNLegalText): ``labelled_sentences.py LABELLED.jsonl``.

A label covers a reference from its type word to its date; ours may go on with issuer and term. A label counts as found with
its boundary when a citation starts within three characters of it and ends at its end, or goes on with nothing but an issuer,
a term or a year; as found by overlap when any citation shares a character with it. Some references carry no label there, so
precision is a lower bound. Sentences marked ``residual_markup`` are left out. With ``--without NAME …`` the gazetteers of
those names are emptied first: the difference says how much is memorised and how much recognised.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from pipeline.gazetteer import load
from pipeline.run.document import Pipeline

TAIL = re.compile(r"^\s*,?\s*(?:của\b|do\b|về\b|năm\b|ngày\b|\(?\s*kh[óo][áa]?a?\b|\)?\s*$)", re.I)
FLOORS = Path(__file__).parents[1] / "floors.toml"


def found(label: dict[str, Any], citation: Any, text: str) -> bool:
    """Whether a citation stands for a label, boundary included."""
    if abs(citation.start - label["start"]) > 3 or citation.end < label["end"] - 1:
        return False
    return citation.end <= label["end"] + 1 or bool(TAIL.match(text[label["end"] : citation.end]))


def overlap(label: dict[str, Any], citation: Any) -> bool:
    """Whether the two share a character."""
    return bool(min(citation.end, label["end"]) > max(citation.start, label["start"]))


def measure(path: Path, pipeline: Pipeline) -> dict[str, float]:
    """The four figures over one file."""
    labels = bounded = touched = predicted = unlabelled = 0
    with path.open(encoding="utf-8") as lines:
        for sentence in map(json.loads, lines):
            if sentence.get("residual_markup"):
                continue
            text = sentence["text"]
            citations = pipeline.record_text(text).citations
            labels += len(sentence["spans"])
            bounded += sum(any(found(s, c, text) for c in citations) for s in sentence["spans"])
            touched += sum(any(overlap(s, c) for c in citations) for s in sentence["spans"])
            predicted += len(citations)
            unlabelled += sum(not any(overlap(s, c) for s in sentence["spans"]) for c in citations)
    return {
        "labels": labels,
        "recall_with_boundary": bounded / labels,
        "recall_by_overlap": touched / labels,
        "precision_lower_bound": (predicted - unlabelled) / predicted,
    }


def emptied(names: list[str]) -> Pipeline:
    """A pipeline whose gazetteers of those names have no entry."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "gazetteers"
        shutil.copytree(load().path, copy)
        for name in names:
            file = copy / f"{name}.toml"
            text = file.read_text("utf-8")
            file.write_text(text[: text.index("[[")], "utf-8")
        return Pipeline(load(copy))


def main() -> int:
    """Print the figures; 1 when one is below its floor (only with whole gazetteers)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--without", nargs="*", default=[], metavar="NAME")
    options = parser.parse_args()
    figures = measure(options.labelled, emptied(options.without) if options.without else Pipeline())
    for name, value in figures.items():
        print(f"{name:24} {value:.4f}" if isinstance(value, float) else f"{name:24} {value}")
    floors = {} if options.without else tomllib.loads(FLOORS.read_text("utf-8"))["sentences"]
    below = [name for name, floor in floors.items() if figures[name] < floor]
    for name in below:
        print(f"below the floor: {name} {figures[name]:.4f} < {floors[name]:.4f}")
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
