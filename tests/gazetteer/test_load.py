"""Loading: what comes out of the shipped files, and what is said of spoiled ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import GAZETTEERS_ENV, gazetteer_dir
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers, load, tables
from pipeline.gazetteer.catalogue import REGISTRY
from pipeline.gazetteer.index import valid_on


def test_shipped_tables_are_complete(gazetteers: Gazetteers) -> None:
    least = {
        "doc_types": 117, "agencies": 179, "provinces": 88, "laws": 177, "movements": 52, "anniversaries": 86,
        "cues": 30, "symbol_forms": 30, "authorities": 5, "phrases": 14, "terms": 30,
        "issuer_words": 20, "validity": 36, "movement_names": 7, "directives": 130, "normative": 2832,
    }  # fmt: skip
    counts = {name: len(rows) for name, rows in tables(gazetteers).items()}
    assert counts.keys() == least.keys()
    assert {name: n for name, n in counts.items() if n < least[name]} == {}


def test_sources_are_spelled_out(gazetteers: Gazetteers) -> None:
    lao_cai = next(p for p in gazetteers.provinces if p.id == "lao-cai" and p.valid_to)
    assert lao_cai.source.startswith("github.com/")
    assert all(len(entry.source) > 3 for entry in gazetteers.agencies)


@pytest.mark.parametrize(
    ("day", "count"), [("2024-12-31", 63), ("2025-06-30", 63), ("2025-07-01", 34), ("2026-05-01", 34)]
)
def test_provinces_of_a_day(gazetteers: Gazetteers, day: str, count: int) -> None:
    assert sum(valid_on(province, day) for province in gazetteers.provinces) == count


def test_registry_is_read_only_when_asked_for(folder: Path) -> None:
    (folder / REGISTRY).write_text("no header at all\n", encoding="utf-8")
    loaded = load(folder)
    with pytest.raises(GazetteerError, match=r"normative_documents\.tsv:1: the header must be"):
        _ = loaded.documents


def test_digest_ignores_line_ends_and_sees_every_file(folder: Path) -> None:
    before = load(folder).sha256
    cues = folder / "cues.toml"
    cues.write_bytes(cues.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).sha256 == before
    registry = folder / REGISTRY
    registry.write_bytes(registry.read_bytes() + b"# a remark\n")
    assert load(folder).sha256 != before


def test_folder_by_argument_and_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GAZETTEERS_ENV, str(folder))
    assert gazetteer_dir() == folder
    assert load().path == folder
    assert gazetteer_dir(folder.parent) == folder.parent


def test_missing_folder_named_on_purpose_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "laws.toml").unlink()
    with pytest.raises(GazetteerError, match=r"laws\.toml: cannot be read"):
        load(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("laws.toml", '"Luật"', '"Luật', r"laws\.toml: not valid TOML: .*line \d+"),
        ("agencies.toml", "branch =", "brench =", r"agencies\.toml: \[\[agency\]\] number 1 «TW»: .*"),
        ("cues.toml", "words = [", 'words = "x" # [', r"cues\.toml: "),
        ("terms.toml", "[[term]]", "[[turm]]", r"terms\.toml: unknown table \[turm\]"),
        ("provinces.toml", 'gso_code = "01"', "gso_code = 1", r"provinces\.toml: .*«ha-noi»: .*gso_code"),
    ],
)
def test_faults_are_named_with_file_and_entry(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if file != "terms.toml" else text.replace(old, new), encoding="utf-8")
    with pytest.raises(GazetteerError, match=said):
        load(folder)


@pytest.mark.parametrize(
    ("text", "said"), [("term = ['x']", "is not a list of tables"), ("sources = 'x'", "not a table")]
)
def test_wrong_kinds_of_tables_are_said(folder: Path, text: str, said: str) -> None:
    (folder / "terms.toml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=rf"terms\.toml: .*{said}"):
        load(folder)


def test_registry_that_is_no_utf8_is_said(folder: Path) -> None:
    (folder / REGISTRY).write_bytes(b"\xff\xfe")
    with pytest.raises(GazetteerError, match="not UTF-8"):
        _ = load(folder).documents


def test_not_utf8_is_said(folder: Path) -> None:
    (folder / "terms.toml").write_bytes("[sources]\nown = 'kiến'\n".encode("utf-16"))
    with pytest.raises(GazetteerError, match=r"terms\.toml: not UTF-8"):
        load(folder)
