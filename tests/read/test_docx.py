"""DOCX: order, tables, tracked changes, notes, text boxes, numbering, fonts, hostile packages."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.errors import ReadError
from pipeline.model.document import RawDocument
from pipeline.read import Limits, read_bytes

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def package(body: str, **parts: str | bytes) -> bytes:
    """A DOCX with ``body`` as its body's XML and other parts under ``word/`` (``styles`` is ``styles.xml``)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("word/document.xml", f"<w:document {MAIN}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def read(body: str, **parts: str | bytes) -> RawDocument:
    return read_bytes(package(body, **parts), "a.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def test_letterhead_table_gives_left_cell_then_right() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "UBND TỈNH HÒA LẠC\nSỞ NỘI VỤ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    table.cell(0, 1).add_paragraph("Độc lập - Tự do - Hạnh phúc")
    table.cell(1, 0).text = "Số: 12/KH-SNV"
    table.cell(1, 1).text = "Hòa Lạc, ngày 05 tháng 3 năm 2024"
    document.add_paragraph("KẾ HOẠCH")
    assert read_bytes(saved(document), "a.docx").text.split("\n") == [
        "UBND TỈNH HÒA LẠC",
        "SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-SNV",
        "Hòa Lạc, ngày 05 tháng 3 năm 2024",
        "KẾ HOẠCH",
    ]


def test_tracked_changes_fields_and_links() -> None:
    body = p(
        run("Thực hiện ")
        + f"<w:ins>{run('Kế hoạch ')}</w:ins>"
        + "<w:del><w:r><w:delText>Chỉ thị </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('bỏ')}</w:moveFrom>"
        + f"<w:hyperlink>{run('số 5/KH-UBND')}</w:hyperlink>"
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(" năm 2024")}'
        + "<w:r><w:tab/><w:t>cột</w:t><w:br/><w:t>dòng</w:t><w:noBreakHyphen/><w:t>hai</w:t></w:r>"
    )
    assert read(body).text == "Thực hiện Kế hoạch số 5/KH-UBND năm 2024\tcột\ndòng-hai"


def test_deleted_paragraph_mark_joins() -> None:
    assert (
        read(p(run("Quyết định số "), "<w:rPr><w:del/></w:rPr>") + p(run("7/QĐ-UBND"))).text
        == "Quyết định số 7/QĐ-UBND"
    )


def test_footnotes_follow_their_paragraph_and_endnotes_end() -> None:
    notes = (
        f'<w:{{0}}s {MAIN}><w:{{0}} w:id="-1" w:type="separator"><w:p/></w:{{0}}>'
        f'<w:{{0}} w:id="1">{p(run("Xem {1}."))}</w:{{0}}></w:{{0}}s>'
    )
    body = p(run("Điều 1") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    raw = read(
        body + p(run("Điều 2")), footnotes=notes.format("footnote", "trang"), endnotes=notes.format("endnote", "cuối")
    )
    assert raw.text == "Điều 1\n[1] Xem trang.\nĐiều 2\n[1] Xem cuối."


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p(run('ĐẢNG BỘ TỈNH'))}</w:txbxContent>"
    alternate = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert read(p(run("Trên") + alternate) + p(run("Dưới"))).text == "Trên\nĐẢNG BỘ TỈNH\nDưới"


def test_content_controls_capitals_and_hidden_text() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(run('kế hoạch', '<w:caps/>'))}</w:sdtContent></w:sdt>"
        + p(run("Mục tiêu") + run("ẩn", "<w:vanish/>"))
        + p(run("yêu cầu"), '<w:pStyle w:val="Hoa"/>')
    )
    style = (
        f'<w:styles {MAIN}><w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style></w:styles>'
    )
    assert read(body, styles=style).text == "KẾ HOẠCH\nMục tiêu\nYÊU CẦU"


def test_legacy_font_is_converted_and_unicode_under_its_name_is_not() -> None:
    font = '<w:rFonts w:ascii="{}"/>'
    body = (
        p(run("ñy ban nh©n d©n", font.format(".VnTimeH")))
        + p(run("QuyÕt ®Þnh", font.format(".VnTime")))
        + p(run("Uûy ban nhaân daân", font.format("VNI-Times")))
        + p(run("Quyết định của tỉnh", font.format(".VnTime")))
    )
    assert read(body).text == "ỦY BAN NHÂN DÂN\nQuyết định\nỦy ban nhân dân\nQuyết định của tỉnh"


def test_combining_marks_over_two_runs_are_composed() -> None:
    assert read(p(run("Ke\u0302") + run("\u0301 hoạch"))).text == "Kế hoạch"


def test_origins_name_part_paragraph_and_run() -> None:
    raw = read(p(run("Một")) + p(run("Hai ") + run("ba")))
    places = [(raw.text[o.start : o.end], o.place["paragraph"], o.place["run"]) for o in raw.origins]
    assert places == [("Một", 0, 0), ("Hai ", 1, 0), ("ba", 1, 1)]
    assert raw.origins[0].place["part"] == "word/document.xml"


def test_strict_namespace() -> None:
    data = package(p(run("Kế hoạch"))).replace(b"", b"")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            new.writestr(name, old.read(name).replace(MAIN[9:-1].encode(), strict))
    assert read_bytes(buffer.getvalue(), "a.docx").text == "Kế hoạch"


def rewritten(change: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package(p(run("x"))))) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change.pop(name, None) or old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return buffer.getvalue()


BOMB = b"<w:document>" + b" " * 40_000_000 + b"</w:document>"
ENTITIES = f'<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document {MAIN}><w:body>&a;</w:body></w:document>'.encode()
EXTERNAL = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {MAIN}/>'.encode()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (rewritten({"word/document.xml": BOMB}), "zip bomb"),
        (rewritten({"word/document.xml": ENTITIES}), "entities"),
        (rewritten({"word/document.xml": EXTERNAL}), "entities"),
        (rewritten({"../../evil.txt": b"x"}), "out of the package"),
        (rewritten({"/etc/evil": b"x"}), "out of the package"),
        (rewritten({"word/document.xml": b"<w:document"}), "well-formed"),
        (package(p(run("x")))[:300], "damaged"),
        (b"PK\x03\x04" + b"rubbish" * 50, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_hostile_and_damaged_packages_are_refused(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "xau.docx")
    assert cause in str(caught.value)
    assert str(caught.value).startswith("xau.docx: ")
    assert caught.value.remedy


def test_symlink_in_a_package_is_refused() -> None:
    buffer = io.BytesIO(package(p(run("x"))))
    with zipfile.ZipFile(buffer, "a") as file:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    with pytest.raises(ReadError, match="symbolic link"):
        read_bytes(buffer.getvalue(), "a.docx")


def test_limits_hold_for_the_whole_package() -> None:
    with pytest.raises(ReadError, match="once unpacked"):
        read_bytes(package(p(run("x" * 5000))), "a.docx", limits=Limits(package=1000))


def test_xml_in_python_docx_is_what_word_writes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Căn cứ ")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>Luật</w:t></w:r></w:ins>"))
    assert read_bytes(saved(document), "a.docx").text == "Căn cứ Luật"
