"""Old Word, Rich Text, OpenDocument, archives: the same text as the DOCX reader gives, and clear messages where it fails."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from pipeline.errors import ReadError
from pipeline.read import child, convert, read_bytes, read_many
from pipeline.read.assemble import Target

ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'  # noqa: E501
OFFICE = next(filter(None, map(shutil.which, ("libreoffice", "soffice"))), None)


def odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        if manifest:
            package.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def rtf(body: str) -> bytes:
    escaped = "".join(sign if ord(sign) < 128 else f"\\u{ord(sign)}?" for sign in body)
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}{\\f1\\fcharset0 .VnTime;}}" + escaped + "}").encode()


def test_rtf_paragraphs_labels_notes_fields_and_hidden_text() -> None:
    raw = read_bytes(
        rtf(
            "{\\info{\\author Ai}}{\\listtext 1.\\tab}Căn cứ Luật{\\super\\chftn{\\*\\footnote\\chftn Luật năm 2022.}};\\par "
            "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt Điều 1}}{\\v giấu}\\line tiếp\\par"
            "\\trowd A\\cell B\\cell\\row{\\header đầu trang}"
        ),
        "a.rtf",
    )
    assert raw.text.split("\n") == ["1.\tCăn cứ Luật;", "[1] Luật năm 2022.", "Điều 1", "tiếp", "A", "B"]
    assert raw.source.reader == "rtf"


def test_rtf_legacy_font_and_cut_off_file() -> None:
    body = "{\\f1 Q" + "".join(f"\\'{byte:02x}" for byte in "uyÕt ®Þnh cña ñy ban nh©n d©n".encode("cp1252")) + "\\par}"
    assert read_bytes(rtf(body), "a.rtf").text == "Quyết định của ủy ban nhân dân"
    cut = read_bytes(rtf("Kế hoạch{\\b ")[:-1], "a.rtf")
    assert (cut.text, cut.diagnostics[0].code) == ("Kế hoạch", "cut-off")


def test_the_letter_that_shares_its_code_with_the_optional_hyphen() -> None:
    fonts = r"{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}}"
    body = r"\f1 ng\-\'eai th\-\'eang m\'b9i\par\f0 Quy\-che\par"
    assert read_bytes((r"{\rtf1\ansi" + fonts + body + "}").encode(), "a.rtf").text == "người thường mại\nQuyche"


def test_odt_lists_tables_and_notes() -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/></text:list-style>'
    )
    body = (
        '<text:list text:style-name="L"><text:list-item><text:p>MỤC ĐÍCH</text:p><text:list><text:list-item><text:p>Một'
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Ghi chú'
        "</text:p></text:note-body></text:note></text:p></text:list-item><text:list-item><text:p>Hai</text:p>"
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>YÊU CẦU</text:p></text:list-item></text:list>"
        '<table:table><table:table-row><table:table-cell><text:p>TT<text:s text:c="2"/>1</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    lines = ["I. MỤC ĐÍCH", "1. Một", "[1] Ghi chú", "2. Hai", "II. YÊU CẦU", "TT  1"]
    assert read_bytes(odt(body, styles), "a.odt").text.split("\n") == lines


def test_encrypted_odt_is_refused() -> None:
    with pytest.raises(ReadError, match="encrypted"):
        read_bytes(odt("", manifest="<m><encryption-data/></m>"), "a.odt")


def test_archive_gives_each_file_and_each_error(tmp_path: Path) -> None:
    path = tmp_path / "ho so.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/kế hoạch.txt", "Căn cứ Luật Đất đai;")
        archive.writestr("b.rtf", rtf("Thông báo\\par"))
        archive.writestr("c.pdf", b"%PDF-1.7 rubbish")
        archive.writestr("in.zip", b"PK")
        archive.writestr("__MACOSX/._a.txt", "x")
    found = list(read_many(path))
    read = {item.source.path: item.text for item in found if not isinstance(item, ReadError)}
    assert read == {"ho so.zip/a/kế hoạch.txt": "Căn cứ Luật Đất đai;", "ho so.zip/b.rtf": "Thông báo"}
    errors = [str(item) for item in found if isinstance(item, ReadError)]
    assert len(errors) == 2
    assert "c.pdf" in errors[0]
    assert "archive inside" in errors[1]


def test_archive_that_leads_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../a.txt", "x")
    (error,) = read_many(path)
    assert isinstance(error, ReadError)
    assert "refused" in error.cause


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def test_damaged_doc_without_programs_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_WAYS", ())
    with pytest.raises(ReadError, match="antiword") as caught:
        read_bytes(OLE, "cu.doc")
    assert caught.value.cause.startswith("damaged")


def test_doc_of_word_95_without_programs_is_an_empty_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_WAYS", ())
    raw = convert.read_converted(OLE, "cu.doc", Target("cu.doc", "application/msword"), ".doc", "it is of Word 6 or 95")
    assert [remark.code for remark in raw.diagnostics] == ["converter-missing"]
    assert "install LibreOffice, antiword or catdoc" in raw.diagnostics[0].message


def test_damaged_doc_that_no_program_reads() -> None:
    def nothing(path: str, source: Path, limits: object) -> bytes | None:
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(convert, "_WAYS", ((("python3", "python"), nothing),))
        with pytest.raises(ReadError, match=r"cu\.doc: damaged"):
            read_bytes(OLE, "cu.doc")


def test_program_that_overstays_is_killed() -> None:
    assert child.run(["sleep", "30"], 0.2) is None


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice makes the .doc")
def test_doc_reads_as_its_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("KẾ HOẠCH")
    for text in ("Mục đích", "Yêu cầu"):
        made.add_paragraph(text, style="List Number")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nơi nhận:", "GIÁM ĐỐC"
    run = made.add_paragraph().add_run("QuyÕt ®Þnh cña ñy ban nh©n d©n tØnh")
    run.font.name = ".VnTime"
    made.save(str(tmp_path / "a.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(OFFICE),
        "--headless",
        profile,
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    old = read_bytes((tmp_path / "a.doc").read_bytes(), "a.doc")
    new = read_bytes((tmp_path / "a.docx").read_bytes(), "a.docx")
    assert old.source.reader == "doc"
    assert old.text == new.text
    assert "1. Mục đích" in old.text
    assert "Quyết định của ủy ban nhân dân tỉnh" in old.text
