"""``cancu show``: text is text, whatever it looks like."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

ODD = "[bold]Căn cứ[/bold] [/b] \x1b[31mChỉ thị số 19/CT-TTg\x1b[0m ngày 16/7/2021 :smile: [a]\n"


def test_markup_and_escapes_of_a_document_are_shown_not_obeyed(cancu: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(ODD, encoding="utf-8")
    code, out, _ = cancu("--lang", "en", "show", tmp_path / "odd.txt")
    assert code == 0
    flat = " ".join(out.split())
    assert "[bold]Căn cứ[/bold] [/b]" in flat and ":smile:" in flat and "[a]" in flat
    assert "\x1b" not in out
    assert "19/CT-TTg" in out


def test_html_page_is_written_once_and_not_overwritten(cancu: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(ODD, encoding="utf-8")
    page = tmp_path / "page.html"
    assert cancu("show", tmp_path / "odd.txt", "--html", page)[0] == 0
    assert "19/CT-TTg" in page.read_text("utf-8")
    assert cancu("show", tmp_path / "odd.txt", "--html", page)[0] == 2
    assert cancu("show", tmp_path / "odd.txt", "--html", page, "--force")[0] == 0


def test_a_container_is_refused(cancu: Run, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    assert cancu("show", tmp_path / "many.jsonl")[0] == 2
