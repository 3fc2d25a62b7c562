"""The graph on the command line: the story of the samples, choices, exit codes, files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from lxml import etree, html
from typer.testing import CliRunner

from pipeline.cli.app import build
from pipeline.errors import CancuError, UsageError

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = str(ROOT / "corpora" / "documents")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The samples as a database, made once."""
    place = str(tmp_path_factory.mktemp("db") / "samples.db")
    ask("build", SAMPLES, "--db", place, "--no-text")
    return place


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


def test_party_to_government_to_province_as_a_tree(db: str) -> None:
    said = ask("graph", "lineage", "588/QĐ-UBND", "--db", db)
    assert said.index("588/QĐ-UBND") < said.index("06/NQ-CP") < said.index("24-NQ/TW")
    assert "«" in said


def test_a_shared_code_lists_the_choices_and_exits_2(db: str) -> None:
    result = CliRunner().invoke(build(), ["graph", "lineage", "35/KH-UBND", "--db", db])
    assert result.exit_code == 2
    assert "/akn/vn-bac-kan/" in result.stderr and "/akn/vn-son-la/" in result.stderr


def test_an_unknown_code_and_a_missing_database_are_errors(db: str) -> None:
    with pytest.raises(UsageError, match="9999"):
        CliRunner().invoke(build(), ["graph", "cites", "9999/XX-YY", "--db", db], catch_exceptions=False)
    with pytest.raises(CancuError, match="no such database"):
        CliRunner().invoke(build(), ["graph", "rank", "--db", "/nowhere/at.db"], catch_exceptions=False)


def test_files_of_every_kind(tmp_path: Path, db: str) -> None:
    svg, png, page, table = (tmp_path / f"c.{end}" for end in ("svg", "png", "html", "csv"))
    ask(
        "graph",
        "coverage",
        "19/CT-TTg",
        "--db",
        db,
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
    ask("export", "graph", "--db", db, "-o", str(tmp_path / "g.gexf"))
    assert (tmp_path / "g.gexf").read_text("utf-8").count("<node ") > 50


@pytest.mark.parametrize(
    "question",
    [
        "cites 588/QĐ-UBND", "cited-by Luật+Thi+đua,+khen+thưởng", "lineage 588/QĐ-UBND", "descendants 19/CT-TTg",
        "path 07/KH-UBND 19/CT-TTg", "path 07/KH-UBND 02/CT-UBND", "common 07/KH-UBND 02/CT-UBND", "rank", "timeline",
        "compare 2024 2025", "gaps", "lag 19/CT-TTg", "coverage 19/CT-TTg 41-CT/TW --provinces 2025-07-01",
    ],
)  # fmt: skip
def test_every_question_has_a_picture_a_page_and_a_table(question: str, tmp_path: Path, db: str) -> None:
    svg, page, table = (tmp_path / f"q.{end}" for end in ("svg", "html", "csv"))
    words = [word.replace("+", " ") for word in question.split(" ")]
    ask("graph", *words, "--db", db, "--svg", str(svg), "--html", str(page), "--csv", str(table))
    etree.fromstring(svg.read_bytes())
    made = html.fromstring(page.read_text("utf-8"))
    assert made.xpath("//svg") and not made.xpath("//script") and made.xpath("//table//tr")
    assert len(table.read_text("utf-8-sig").splitlines()) > 1


def test_the_words_that_assert_a_step_are_marked(db: str, tmp_path: Path) -> None:
    said = ask("graph", "cites", "588/QĐ-UBND", "--db", db)
    assert "«thay thế» ‹Quyết định số 733/QĐ-UBND›" in said
    page = tmp_path / "q.html"
    ask("graph", "cites", "588/QĐ-UBND", "--db", db, "--html", str(page))
    assert '<mark class="cue">thay thế</mark>' in page.read_text("utf-8")


def test_no_cell_of_a_table_is_a_formula(db: str, tmp_path: Path) -> None:
    table = tmp_path / "q.csv"
    ask("graph", "cites", "35/KH-UBND Bắc Kạn", "--db", db, "--csv", str(table))
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"))))
    assert any(cell.startswith("'-") for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("rank --level nowhere", "central"), ("rank --type nothing", "nothing"), ("rank --year 20x4", "2024"),
        ("compare 2024 1990", "2025"), ("coverage 19/CT-TTg --provinces 2025-13-01", "2025-07-01"),
        ("cites nowhere.docx", "nowhere.docx"), ("cites 19/CT-TTg+năm+2019", "2021-07-16"), ("cites 45/2013/QH13", "lookup"),
        ("cites +", "34-CT/TW"), (f"cites {ROOT}", "--from"),
    ],
)  # fmt: skip
def test_every_error_says_what_to_do_next(question: str, said: str, db: str) -> None:
    words = [word.replace("+", " ") for word in question.split(" ")]
    with pytest.raises(UsageError, match=re.escape(said)):
        CliRunner().invoke(build(), ["graph", *words, "--db", db], catch_exceptions=False)


@pytest.mark.parametrize(
    "question",
    ["rank", "timeline", "gaps", "compare 2024 2025", "cited-by 19/CT-TTg", "descendants 41-CT/TW", "lag 19/CT-TTg"],
)
def test_every_other_question_answers(question: str, db: str) -> None:
    assert len(ask("graph", *question.split(), "--db", db).splitlines()) > 1


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


def test_a_file_at_hand_is_said_not_to_be_counted(tmp_path: Path, db: str) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 999/KH-UBND\n\nSơn La, ngày 20 tháng 3 năm 2025\n\nKẾ HOẠCH\nTrồng cây\n",
        encoding="utf-8",
    )
    for question, told in ((("lag", str(plan)), True), (("coverage", str(plan)), True), (("lag", "19/CT-TTg"), False)):
        result = CliRunner().invoke(build(), ["--lang", "en", "graph", *question, "--db", db], catch_exceptions=False)
        assert ("only documents in the database are counted" in " ".join(result.output.split())) == told
