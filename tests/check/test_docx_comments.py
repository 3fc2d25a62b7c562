"""The user's Word file: comments stand at the spans, corrections change letters only, the rest stays as it was."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.export.corrections import corrected, corrections
from pipeline.export.docx_comments import commented
from pipeline.export.file_fix import corrected_file
from pipeline.export.findings import Checked
from pipeline.model.document import RawDocument
from pipeline.model.finding import Finding
from pipeline.read import read_bytes
from tests.check.reporting import PIPELINE, REPORT, finding


def plan() -> bytes:
    """A plan with a table for a letterhead, runs of several formats, a tab, a list that Word numbers, a footnote of text."""
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    paragraph = document.add_paragraph("  Căn cứ Chỉ thị số ")
    paragraph.add_run("34- ").bold = True
    paragraph.add_run("CT/TW").italic = True
    paragraph.add_run(" ngày\t31/4/2024; ngày 30/02/2024")
    document.add_paragraph("mục tự đánh số 15- KL/TW", style="List Number")
    changed = document.add_paragraph("Theo ")
    changed._p.append(
        parse_xml(f"<w:ins {nsdecls('w')} w:id='900' w:author='x'><w:r><w:t>Luật 16- KL/TW</w:t></w:r></w:ins>")
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def marked(data: bytes, raw: RawDocument, *findings: Finding) -> bytes:
    checked = Checked(path="a.docx", record=PIPELINE.record(raw), findings=findings)
    return commented(data, raw, checked, REPORT)


def anchored(document: WordDocument) -> dict[str, str]:
    """By comment id the text between its range marks."""
    texts: dict[str, str] = {}
    running: set[str] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            running.add(element.get(qn("w:id")))
            texts[element.get(qn("w:id"))] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            running.discard(element.get(qn("w:id")))
        shown = element.text if element.tag == qn("w:t") else "\t" if element.tag == qn("w:tab") else ""
        # A tab stop of a style is a ``w:tab`` too, outside any run.
        if shown and element.getparent().tag == qn("w:r"):
            for id in running:
                texts[id] += shown
    assert not running
    return texts


SPANS = ("34- CT/TW", "31/4/2024", "ngày\t31/4/2024", "ỦY BAN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "15- KL/TW", "16- KL",
         "Căn cứ", "30/02/2024", "4- C")  # fmt: skip


def test_every_comment_stands_at_its_span_and_the_text_is_the_same() -> None:
    data = plan()
    raw = read_bytes(data, "a.docx")
    findings = [finding(raw.text, words, code="CIT117") for words in SPANS]
    made = marked(data, raw, *findings)
    document = opened(made)
    assert list(anchored(document).values()) and anchored(document) == {str(n): words for n, words in enumerate(SPANS)}
    assert read_bytes(made, "b.docx").text == raw.text
    assert [c.author for c in document.comments] == ["Căn Cứ"] * len(SPANS)
    first = next(iter(document.comments)).text
    assert "CIT117" in first and "Xem «34- CT/TW»" in first and "Giải thích <b>" in first
    references = [e.get(qn("w:id")) for e in document.element.body.iter(qn("w:commentReference"))]
    assert sorted(references, key=int) == [str(n) for n in range(len(SPANS))]


def test_formatting_stays_where_runs_are_split() -> None:
    data = plan()
    raw = read_bytes(data, "a.docx")
    document = opened(marked(data, raw, finding(raw.text, "4- C", code="CIT117")))
    runs = [(r.text, r.bold, r.italic) for r in document.paragraphs[0].runs if r.text]
    assert runs[1:5] == [("3", True, None), ("4- ", True, None), ("C", None, True), ("T/TW", None, True)]


def test_a_span_over_paragraphs_begins_in_one_and_ends_in_the_other() -> None:
    data = plan()
    raw = read_bytes(data, "a.docx")
    start = raw.text.index("30/02/2024")
    end = raw.text.index("mục") + 3
    document = opened(marked(data, raw, finding(raw.text, raw.text[start:end], code="CIT117")))
    assert anchored(document) == {"0": "30/02/2024mục"}


def test_comments_already_there_stay() -> None:
    document = opened(plan())
    document.add_comment(document.paragraphs[0].runs[0], text="của người khác", author="Người khác", initials="NK")
    buffer = io.BytesIO()
    document.save(buffer)
    raw = read_bytes(buffer.getvalue(), "a.docx")
    made = opened(marked(buffer.getvalue(), raw, finding(raw.text, "31/4/2024")))
    assert sorted(c.author for c in made.comments) == ["Căn Cứ", "Người khác"]
    assert "31/4/2024" in anchored(made).values()
    names = zipfile.ZipFile(io.BytesIO(buffer.getvalue())).namelist()
    assert len(names) == len(set(names))


def test_without_findings_the_file_is_the_same() -> None:
    data = plan()
    assert marked(data, read_bytes(data, "a.docx")) == data


def test_other_parts_are_not_touched() -> None:
    data = plan()
    raw = read_bytes(data, "a.docx")
    old, new = (zipfile.ZipFile(io.BytesIO(d)) for d in (data, marked(data, raw, finding(raw.text, "31/4/2024"))))
    changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(new.namelist()) - set(old.namelist()) == {"word/comments.xml"}


CHANGES: list[tuple[str, str]] = [
    ("34- CT/TW", "34-CT/TW"),
    ("31/4/2024", "30/4/2024"),
    ("ngày\t31/4/2024", "ngày 30/4/2024"),
    ("16- KL/TW", "16-KL/TW"),
    ("15- KL/TW", "15-KL/TW ngày 22/9/2021"),
    ("ỦY BAN NHÂN DÂN", "UBND"),
    ("Căn cứ", "Thực hiện"),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_correction_changes_the_text_as_in_a_text_file(old: str, new: str) -> None:
    data = plan()
    raw = read_bytes(data, "a.docx")
    wanted = corrections([finding(raw.text, old, new)])
    made, done = corrected_file(data, raw, wanted)
    assert done == 1 and read_bytes(made, "b.docx").text == corrected(raw.text, wanted)


def test_all_corrections_together_keep_the_formatting() -> None:
    data = plan()
    raw = read_bytes(data, "a.docx")
    wanted = corrections([finding(raw.text, old, new) for old, new in CHANGES])
    made, done = corrected_file(data, raw, wanted)
    assert done == len(wanted) == len(CHANGES) - 1  # two of them overlap
    assert read_bytes(made, "b.docx").text == corrected(raw.text, wanted)
    runs: list[tuple[Any, ...]] = [(r.text, r.bold, r.italic) for r in opened(made).paragraphs[0].runs]
    assert runs[1:3] == [("34-", True, None), ("CT/TW", None, True)]


def test_a_number_that_word_counts_itself_is_left_alone_and_said() -> None:
    data = plan()
    raw = read_bytes(data, "a.docx")
    label = raw.text[raw.text.rindex("\n", 0, raw.text.index("mục tự")) + 1 : raw.text.index("mục tự")]
    assert label.strip()
    made, done = corrected_file(data, raw, corrections([finding(raw.text, label + "mục", "9. mục")]))
    assert done == 0 and read_bytes(made, "b.docx").text == raw.text
