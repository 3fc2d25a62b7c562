"""``cancu check``, ``rule`` and ``profile`` from the command line: exit codes, formats, ``cancu.toml``, corrected copies."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run

BAD = """ỦY BAN NHÂN DÂN TỈNH BẮC KẠN
Số: 35/KH-UBND
Bắc Kạn, ngày 24 tháng 01 năm 2024

KẾ HOẠCH
Tổ chức phong trào thi đua năm 2024

Thực hiện Chỉ thị số 34- CT/TW ngày 07/4/2014 của Bộ Chính trị. Xong trước ngày 31/4/2024.
"""
GOOD = "KẾ HOẠCH\nTrồng cây xanh\n\nCăn cứ Luật Lâm nghiệp ngày 15/11/2017.\n"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.txt"
    path.write_text(BAD, encoding="utf-8")
    return path


def codes(out: str) -> list[str]:
    return [finding["code"] for one in json.loads(out)["documents"] for finding in one["findings"]]


def test_exit_codes(cancu: Run, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert cancu("check", tmp_path / "good.txt", "--select", "DAT")[0] == 0
    assert cancu("check", bad)[0] == 1
    assert cancu("check", bad, "--select", "CIT117")[0] == 0, "information alone does not fail"
    assert cancu("check", bad, "--select", "CIT117", "--fail-on", "info")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [("--format", "yaml"), ("--select", "XYZ"), ("--fail-on", "fatal"), ("--format", "xlsx"), ("--format", "docx"),
     ("--lang", "fr"), ("--diff", "--matrix"), ("--matrix", "--format", "json")],
)  # fmt: skip
def test_misuse_is_exit_code_2(cancu: Run, bad: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = cancu("check", bad, *arguments)
    assert code == 2 and err and not out


def test_a_path_that_leads_nowhere_is_misuse(cancu: Run, tmp_path: Path) -> None:
    assert cancu("check", tmp_path / "nichts.txt")[0] == 2


def test_text_shows_line_rule_why_and_suggestion(cancu: Run, bad: Path) -> None:
    _, out, err = cancu("check", bad, "--lang", "en", "--select", "DAT101,CIT117")
    assert f"{bad}:8:22 info CIT117 spaced-symbol" in out and "^^^^^^^^^" in out
    assert "suggestion: 34-CT/TW" in out and "why: " in out and "basis: " in out
    assert "1 error(s)" in err


def test_the_language_is_that_asked_for(cancu: Run, bad: Path) -> None:
    assert "There is no day" in cancu("check", bad, "--lang", "en", "--select", "DAT101")[1]
    assert "Không có ngày" in cancu("--lang", "vi", "check", bad, "--select", "DAT101")[1]


def test_select_ignore_and_profile(cancu: Run, bad: Path) -> None:
    found = codes(cancu("check", bad, "-f", "json")[1])
    assert {"DAT101", "CIT117", "REQ101"} <= set(found)
    assert set(codes(cancu("check", bad, "-f", "json", "--select", "DAT", "--select", "cit117")[1])) == {
        "DAT101",
        "CIT117",
    }
    assert "DAT101" not in codes(cancu("check", bad, "-f", "json", "--ignore", "DAT101")[1])
    one = json.loads(cancu("check", bad, "-f", "json", "--profile", "emulation-2025")[1])["documents"][0]
    assert one["profile"] == "emulation-2025" and one["profile_reason"]
    assert cancu("check", bad, "--profile", "no-such-profile")[0] != 0


def test_cancu_toml_of_the_folder_above_is_honoured(cancu: Run, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "cancu.toml").write_text(
        '[check]\nselect = ["DAT", "CIT117"]\nfail_on = "error"\nlanguage = "vi"\n[check.severity]\nDAT101 = "warning"\n'
        '[[check.folder]]\npath = "sub"\nignore = ["CIT117"]\n',
        encoding="utf-8",
    )
    sub = tmp_path / "sub"
    sub.mkdir()
    (sub / "plan.txt").write_text(BAD, encoding="utf-8")
    code, out, _ = cancu("check", bad, "-f", "json")
    data = json.loads(out)
    assert code == 0 and set(codes(out)) == {"DAT101", "CIT117"} and data["language"] == "vi"
    assert data["summary"]["error"] == 0
    assert codes(cancu("check", sub / "plan.txt", "-f", "json")[1]) == ["DAT101"]
    assert codes(cancu("check", sub / "plan.txt", "-f", "json", "--select", "CIT117")[1]) == ["CIT117"]
    (tmp_path / "cancu.toml").write_text("[check]\nselct = []\n", encoding="utf-8")
    assert cancu("check", bad)[0] == 2


def test_a_folder_is_checked_one_by_one_and_the_unreadable_said(cancu: Run, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no package")
    code, out, err = cancu("check", tmp_path, "-f", "json", "--select", "DAT")
    assert code == 1 and "broken.docx" in err and codes(out) == ["DAT101"]


@pytest.mark.parametrize("format", ["text", "json", "sarif", "html", "xlsx"])
def test_every_format_goes_to_a_file(cancu: Run, bad: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out" / f"report.{format}"
    code, out, _ = cancu("check", bad, "-f", format, "--out", target)
    assert code == 1 and not out and target.stat().st_size > 500
    if format == "sarif":
        assert json.loads(target.read_text("utf-8"))["version"] == "2.1.0"


def test_html_into_a_folder_is_a_page_a_document(cancu: Run, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    cancu("check", bad, "-f", "html", "--out", tmp_path / "pages")
    assert len(list((tmp_path / "pages").glob("bad-*.html"))) == 1 and (tmp_path / "pages" / "index.html").exists()


def word(path: Path) -> bytes:
    document = docx.Document()
    for line in BAD.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path.read_bytes()


def test_docx_gets_comments_and_the_original_stays(cancu: Run, tmp_path: Path) -> None:
    data = word(tmp_path / "plan.docx")
    assert cancu("check", tmp_path / "plan.docx", "-f", "docx", "-o", tmp_path / "out.docx")[0] == 1
    assert (tmp_path / "plan.docx").read_bytes() == data
    assert any("DAT101" in comment.text for comment in docx.Document(str(tmp_path / "out.docx")).comments)
    assert cancu("check", tmp_path / "plan.docx", "-f", "docx", "-o", tmp_path / "plan.docx")[0] == 2
    assert (tmp_path / "plan.docx").read_bytes() == data


def test_docx_comments_need_a_word_file_and_many_need_a_folder(cancu: Run, bad: Path, tmp_path: Path) -> None:
    code, _, err = cancu("check", bad, "-f", "docx", "-o", tmp_path / "out.docx")
    assert code == 1 and "bad.txt" in err and not (tmp_path / "out.docx").exists()
    word(tmp_path / "plan.docx")
    assert cancu("check", tmp_path, "-f", "docx", "-o", tmp_path / "one.docx")[0] == 2
    cancu("check", tmp_path / "plan.docx", "-f", "docx", "-o", f"{tmp_path / 'many'}/")
    assert (tmp_path / "many" / "plan.docx").exists()


def test_diff_and_fix(cancu: Run, bad: Path, tmp_path: Path) -> None:
    _, out, _ = cancu("check", bad, "--diff", "--select", "CIT117")
    assert "-Thực hiện Chỉ thị số 34- CT/TW" in out and "+Thực hiện Chỉ thị số 34-CT/TW" in out
    cancu("check", bad, "--fix", tmp_path / "fixed.txt", "--select", "CIT117")
    assert (tmp_path / "fixed.txt").read_text("utf-8") == BAD.replace("34- CT", "34-CT") and bad.read_text(
        "utf-8"
    ) == BAD
    assert cancu("check", bad, "--fix", bad)[0] == 2 and bad.read_text("utf-8") == BAD
    word(tmp_path / "plan.docx")
    cancu("check", tmp_path / "plan.docx", "--fix", tmp_path / "fixed.docx", "--select", "CIT117")
    assert "34-CT/TW" in "".join(p.text for p in docx.Document(str(tmp_path / "fixed.docx")).paragraphs)


def test_matrix(cancu: Run, bad: Path, tmp_path: Path) -> None:
    _, out, _ = cancu("--lang", "en", "check", "--matrix", bad)
    assert "bad.txt" in out and "✓" in out and "✗" in out and "1/1" in out
    for name in ("m.html", "m.xlsx"):
        cancu("check", "--matrix", bad, "--out", tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500


def test_the_corpus_is_asked_where_a_database_is_named(cancu: Run, bad: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(BAD.replace("35/", f"{number + 1}/"), encoding="utf-8")
    assert cancu("build", folder, "--db", tmp_path / "corpus.db")[0] == 0
    code, out, _ = cancu("check", bad, "--db", tmp_path / "corpus.db", "-f", "json")
    assert code == 1 and "DAT101" in codes(out)
    assert cancu("check", bad, "--db", tmp_path / "none.db")[0] != 0


def test_control_characters_of_a_document_are_not_obeyed(cancu: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("Xong \x1b[31m[bold]ngày 31/4/2024[/bold]\n", encoding="utf-8")
    for more in ([], ["--diff"], ["--matrix"]):
        assert "\x1b" not in cancu("check", tmp_path / "odd.txt", *more)[1]
    assert "[bold]ngày 31/4/2024" in cancu("check", tmp_path / "odd.txt", "--select", "DAT101")[1]


def test_rule_explains_with_examples(cancu: Run) -> None:
    code, out, _ = cancu("--lang", "en", "rule", "DAT101")
    assert code == 0 and "impossible-date" in out and "Bad: " in out and "Good: " in out and "basis: " in out
    assert cancu("rule", "impossible-date")[0] == 0
    assert "DAT101" in cancu("rule", "--all")[1]
    assert cancu("rule", "NIX1")[0] == 2 and cancu("rule")[0] == 2


def test_profiles_are_listed_shown_and_drafted(cancu: Run, bad: Path, tmp_path: Path) -> None:
    assert "emulation-2024" in cancu("profile", "list")[1]
    assert "34-CT/TW" in cancu("profile", "show", "emulation-2024")[1]
    draft = tmp_path / "own.toml"
    assert cancu("profile", "new", bad, "--out", draft)[0] == 0
    assert cancu("profile", "new", bad, "--out", draft)[0] == 2, "nothing is overwritten unasked"
    code, out, _ = cancu("check", bad, "--profile", draft, "--select", "REQ", "-f", "json")
    assert code == 0 and codes(out) == [] and json.loads(out)["documents"][0]["profile"] == "own"
