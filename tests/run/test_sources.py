"""Which files of a folder are read: those that some reader promises to know by their suffix, in any case of letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.sources import expand


@pytest.mark.parametrize(
    "name", ["a.TXT", "a.docm", "a.dotx", "a.dot", "a.gif", "a.bmp", "a.tiff", "a.jsonl.xz", "a.zip", "a.odt"]
)
def test_files_with_a_reader_are_taken_from_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    found = expand([tmp_path])
    assert [file.path.name for file in found.files] == [name] and not found.skipped


@pytest.mark.parametrize("name", ["a.xlsx", "a.pptx", "a.exe", "README", "a.json"])
def test_other_files_are_named_as_skipped(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    found = expand([tmp_path])
    assert not found.files and [path.name for path in found.skipped] == [name]


def test_a_name_that_leads_nowhere_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    found = expand([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [file.path.name for file in found.files] == ["a.txt"]
    assert [str(tmp_path / "b.txt") in str(error) for error in found.errors] == [True]
