"""The graph on the command line: the story of the samples, choices, exit codes, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import build
from pipeline.errors import CancuError, UsageError

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = str(ROOT / "corpora" / "documents")


def ask(*arguments: str) -> str:
    result = CliRunner().invoke(build(), [*arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_from_commune_to_prime_minister() -> None:
    said = ask("graph", "lineage", f"{SAMPLES}/bac-kan-dong-mau-kh-2024.txt", "--from", SAMPLES, "--json")
    found = json.loads(said)
    codes = {key: node["code"] for key, node in found["nodes"].items()}
    steps = {(codes[s["child"]], codes[s["parent"]]) for s in found["steps"]}
    assert {("07/KH-UBND", "18/KH-UBND"), ("18/KH-UBND", "35/KH-UBND"), ("35/KH-UBND", "19/CT-TTg")} <= steps
    assert all(s["evidence"][0]["sentence"] for s in found["steps"])


def test_party_to_government_to_province_as_a_tree() -> None:
    said = ask("graph", "lineage", "588/QĐ-UBND", "--from", SAMPLES)
    assert said.index("588/QĐ-UBND") < said.index("06/NQ-CP") < said.index("24-NQ/TW")
    assert "«" in said


def test_a_shared_code_lists_the_choices_and_exits_2() -> None:
    result = CliRunner().invoke(build(), ["graph", "lineage", "35/KH-UBND", "--from", SAMPLES])
    assert result.exit_code == 2
    assert "/akn/vn-bac-kan/" in result.stderr and "/akn/vn-son-la/" in result.stderr


def test_an_unknown_code_and_a_missing_database_are_errors() -> None:
    with pytest.raises(UsageError, match="9999"):
        CliRunner().invoke(build(), ["graph", "cites", "9999/XX-YY", "--from", SAMPLES], catch_exceptions=False)
    with pytest.raises(CancuError, match="no such database"):
        CliRunner().invoke(build(), ["graph", "rank", "--db", "/nowhere/at.db"], catch_exceptions=False)


def test_files_of_every_kind(tmp_path: Path) -> None:
    svg, png, page, table = (tmp_path / f"c.{end}" for end in ("svg", "png", "html", "csv"))
    ask(
        "graph",
        "coverage",
        "19/CT-TTg",
        "--from",
        SAMPLES,
        "--svg",
        str(svg),
        "--png",
        str(png),
        "--html",
        str(page),
        "--csv",
        str(table),
    )
    assert svg.read_text("utf-8").startswith("<svg") and png.read_bytes().startswith(b"\x89PNG")
    assert "<svg" in page.read_text("utf-8") and "Bắc Kạn" in table.read_text("utf-8-sig")
    ask("export", "graph", "--from", SAMPLES, "-o", str(tmp_path / "g.gexf"))
    assert (tmp_path / "g.gexf").read_text("utf-8").count("<node ") > 50


@pytest.mark.parametrize(
    "question",
    ["rank", "timeline", "gaps", "compare 2024 2025", "cited-by 19/CT-TTg", "descendants 41-CT/TW", "lag 19/CT-TTg"],
)
def test_every_other_question_answers(question: str) -> None:
    assert len(ask("graph", *question.split(), "--from", SAMPLES).splitlines()) > 1


def test_lookup_says_what_is_ambiguous_and_what_has_lapsed(tmp_path: Path) -> None:
    result = CliRunner().invoke(build(), ["lookup", "34-CT/TW"])
    assert result.exit_code == 1 and "2014-04-07" in result.stdout and "2024-05-24" in result.stdout
    lines = tmp_path / "lines.txt"
    lines.write_text(
        "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ\n\nChỉ thị số 19/CT-TTg ngày 16/7/2021\n", "utf-8"
    )
    result = CliRunner().invoke(build(), ["lookup", "--file", str(lines), "--on", "2025-08-12", "--json"])
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["lapsed", "found"]
    with pytest.raises(UsageError):
        CliRunner().invoke(build(), ["lookup", "x", "--on", "2024-13-01"], catch_exceptions=False)
