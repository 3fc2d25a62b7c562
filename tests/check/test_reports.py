"""Reports of findings: places right, nothing obeyed that a document says, machine formats valid."""

from __future__ import annotations

import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.cli.check_text import FindingsText
from pipeline.export.corrections import corrected, corrections, diff
from pipeline.export.file_fix import corrected_file
from pipeline.export.findings import Lines, excerpt
from pipeline.export.findings_html import FindingsFolder, FindingsPage, page
from pipeline.export.findings_json import FindingsJson
from pipeline.export.findings_matrix import Cell, Matrix, Row, matrix_page, matrix_workbook
from pipeline.export.findings_sarif import FindingsSarif
from pipeline.export.findings_xlsx import FindingsXlsx
from pipeline.read import read_bytes
from tests.check.reporting import NOTES, REPORT, checked, finding

EVIL = 'KẾ HOẠCH\n<script>alert(1)</script> [red]x[/red] \x1b[31m số 34- CT/TW ngày 31/4/2024\n=HYPERLINK("x")\n'


def evil() -> Any:
    return checked(EVIL, finding(EVIL, "<script>alert(1)</script>"), finding(EVIL, "34- CT/TW", "34-CT/TW", "CIT117"),
                   finding(EVIL, "31/4/2024"), finding(EVIL, '=HYPERLINK("x")'), path="=a&b/<i>.txt")  # fmt: skip


def printed(width: int = 80) -> str:
    out = io.StringIO()
    writer = FindingsText(REPORT, Console(file=out, width=width, markup=False, highlight=False, emoji=False))
    writer.add(evil())
    writer.close()
    return out.getvalue()


def test_text_underlines_exactly_the_span() -> None:
    shown = printed().splitlines()
    at = next(n for n, line in enumerate(shown) if "CIT117" in line)
    quote, under = shown[at + 1], shown[at + 2]
    assert quote[under.index("^") : under.rindex("^") + 1] == "34- CT/TW"
    assert shown[at].startswith("=a&b/<i>.txt:2:")


def test_text_obeys_nothing_and_shows_message_why_and_suggestion() -> None:
    shown = printed()
    assert "\x1b" not in shown and "[red]x[/red]" in shown
    for part in ("Xem «34- CT/TW»", "Giải thích <b>", "1 + 1 = 2", "34-CT/TW"):
        assert part in shown


def test_an_excerpt_of_a_long_line_keeps_the_span_whole() -> None:
    line = "từ " * 400 + "ĐÂY " + "từ " * 400
    at = line.index("ĐÂY")
    found = excerpt(Lines("đầu\n" + line), at + 4, at + 7, 60)
    assert (found.line, found.column, found.span) == (2, at + 1, "ĐÂY")
    assert found.before.startswith("…") and found.after.endswith("…")
    assert len(found.before + found.span + found.after) <= 62


def test_a_span_over_lines_is_cut_at_the_first() -> None:
    found = excerpt(Lines("một hai\nba bốn"), 4, 10, 60)
    assert (found.span, found.more) == ("hai", True)


def test_json_is_one_object_with_places() -> None:
    stream = io.BytesIO()
    with FindingsJson(stream, REPORT) as writer:
        writer.add(evil())
        writer.add(checked("Sạch.\n"))
    data = json.loads(stream.getvalue())
    assert data["summary"] == {"documents": 2, "error": 3, "warning": 0, "info": 1}
    one = data["documents"][0]["findings"][1]
    assert (one["line"], EVIL.split("\n")[1][one["column"] - 1 : one["end_column"] - 1]) == (2, "34- CT/TW")
    assert EVIL[one["start"] : one["end"]] == one["text"] and one["message"] == "Xem «34- CT/TW»"


def test_json_of_nothing_is_valid() -> None:
    stream = io.BytesIO()
    FindingsJson(stream, REPORT).close()
    assert json.loads(stream.getvalue())["documents"] == []


def test_sarif_has_what_the_standard_asks_for() -> None:
    stream = io.BytesIO()
    with FindingsSarif(stream, REPORT) as writer:
        writer.add(evil())
        writer.add(evil())
    data = json.loads(stream.getvalue())
    assert data["version"] == "2.1.0" and len(data["runs"]) == 1
    run = data["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(NOTES) and len(run["results"]) == 8
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        line = EVIL.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
        assert " " not in place["artifactLocation"]["uri"] and "<" not in place["artifactLocation"]["uri"]
    fix = run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert fix["insertedContent"]["text"] == "34-CT/TW"


class Page(HTMLParser):
    """Tags, ids and links of a page, and the text of the paper."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.text, self.inside = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.inside |= tag == "main"
        self.ids.update(value or "" for name, value in attrs if name == "id")
        self.links.update(value or "" for name, value in attrs if name in ("href", "src"))

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "main"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def test_the_page_shows_the_text_unchanged_and_every_link_leads_somewhere() -> None:
    found = Page(page(evil(), REPORT))
    assert found.text == EVIL
    assert not found.tags & {"script", "b", "img", "link", "iframe"} - {"b"} and "script" not in found.tags
    assert found.links and all(link.startswith("#") and link[1:] in found.ids for link in found.links)


def test_overlapping_findings_each_have_a_card_and_a_place() -> None:
    text = "Chỉ thị số 34- CT/TW ngày 31/4/2024"
    whole, inner = finding(text, text, code="CIT117"), finding(text, "31/4/2024")
    found = Page(page(checked(text, whole, inner, finding(text, "31/4/2024", code="CIT117")), REPORT))
    assert found.text == text
    assert {"t0", "t1", "t2", "f0", "f1", "f2"} <= found.ids


def test_many_documents_on_a_page_and_in_a_folder(tmp_path: Path) -> None:
    stream = io.BytesIO()
    pages = FindingsFolder(tmp_path / "out", REPORT)
    with FindingsPage(stream, REPORT, several=True) as writer:
        for one in (evil(), checked("Sạch.\n", path="b/a.txt"), checked("Sạch.\n", path="c/a.txt")):
            writer.add(one)
            pages.add(one)
    pages.close()
    found = Page(stream.getvalue().decode())
    assert "script" not in found.tags and all(link == "#" or link[1:] in found.ids for link in found.links)
    index = Page((tmp_path / "out" / "index.html").read_text("utf-8"))
    assert len(index.links) == 3 and all((tmp_path / "out" / link).is_file() for link in index.links)


def strings(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name or "Strings" in name)


def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path) -> None:
    with FindingsXlsx(tmp_path / "f.xlsx", REPORT) as writer:
        writer.add(evil())
    content = strings(tmp_path / "f.xlsx")
    assert "<f>" not in content and "'=HYPERLINK(" in content and "'=a&amp;b" in content


def test_matrix_counts_and_is_escaped(tmp_path: Path) -> None:
    rows = (Row("=a.txt", "<b>Kế hoạch</b>", "p", (Cell("met"), Cell("missing"))),
            Row("b.txt", "Quyết định", None, (Cell("none"), Cell("near", "34-CT/TW ngày 08/4/2014"))))  # fmt: skip
    made = Matrix(columns=(("06/2022/QH15", "Luật"), ("34-CT/TW", "Chỉ thị")), rows=rows)
    assert made.totals() == ["1/1", "0/2"]
    html = matrix_page(made, REPORT)
    assert "&lt;b&gt;Kế hoạch" in html and "08/4/2014" in html
    matrix_workbook(tmp_path / "m.xlsx", made, REPORT)
    assert "'=a.txt" in strings(tmp_path / "m.xlsx")


def test_of_overlapping_suggestions_the_surer_is_taken() -> None:
    text = "số 34- CT/TW ngày 31/4/2024"
    sure = finding(text, "34- CT/TW", "34-CT/TW", "CIT117")
    wide = finding(text, "34- CT/TW ngày 31/4/2024", "khác")
    unsure = type(wide)(**{name: getattr(wide, name) for name in wide.__struct_fields__} | {"confidence": 0.5})
    assert corrected(text, corrections([unsure, sure])) == "số 34-CT/TW ngày 31/4/2024"


def test_diff_shows_only_what_changes() -> None:
    text = "một\nsố 34- CT/TW\nhai\nba\nbốn"
    lines = list(diff(text, corrections([finding(text, "34- CT/TW", "34-CT/TW", "CIT117")]), "a.txt"))
    assert lines[:2] == ["--- a/a.txt", "+++ b/a.txt"]
    assert "-số 34- CT/TW" in lines and "+số 34-CT/TW" in lines and " bốn" not in lines
    assert list(diff(text, [], "a.txt")) == []


@pytest.mark.parametrize("data", ["\ufeffmột\r\nsố 34- CT/TW\r\n".encode(), "một\nsố 34- CT/TW\n".encode()])
def test_a_corrected_text_keeps_mark_and_newlines(data: bytes) -> None:
    raw = read_bytes(data, "a.txt")
    wanted = corrections([finding(raw.text, "34- CT/TW", "34-CT/TW", "CIT117")])
    assert corrected_file(data, raw, wanted) == (data.replace(b"34- CT", b"34-CT"), 1)
