"""``--page-timeout`` in every command that reads files, and what is said of pages that were lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.cli.pages import told
from tests.cli.conftest import Run
from tests.read.ocr.badfiles import endless

with_engine = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr and tesseract-ocr-vie")


@with_engine
@pytest.mark.parametrize("command", ["extract", "text", "read", "show", "check", "build"])
def test_every_command_stops_a_page_at_its_limit(cancu: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "hang.pdf"
    path.write_bytes(endless())
    extra = {"extract": ["--out", tmp_path / "out"], "build": ["--db", tmp_path / "a.db"]}.get(command, [])
    code, out, err = cancu("--lang", "en", command, path, "--page-timeout", "0.5", *extra)
    assert code == 0
    said = " ".join((out + err).split())
    assert re.search(r"page-timeout: page 1: drawing and recognition took more than 0.5 seconds", said)


def test_limit_from_the_environment_must_be_a_number(
    cancu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Luật", "utf-8")
    monkeypatch.setenv("CANCU_PAGE_TIMEOUT", "soon")
    code, _, err = cancu("--lang", "en", "extract", tmp_path / "a.txt")
    assert code == 2
    assert "CANCU_PAGE_TIMEOUT=soon" in err


def test_a_log_is_told_once_of_many_pages() -> None:
    lines = [line for done in range(1, 41) if (line := told(done, 40))]
    assert len(lines) == 1 and "40" in lines[0]
