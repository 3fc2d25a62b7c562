"""Born-digital PDF: columns, furniture, paragraphs over pages, tables, footnotes, places."""

from __future__ import annotations

import pytest

from pipeline.errors import ReadError
from pipeline.model.document import RawDocument
from pipeline.read import Limits, read_bytes
from tests.read.pdfmaker import PdfMaker, wrapped

LEFT, INDENT, LETTERS = 85, 113, 66
PARAGRAPH = (
    "Căn cứ Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về tiếp tục đổi mới công tác thi đua, khen thưởng và "
    "Quyết định số 1526/QĐ-UBND ngày 12/6/2024 của Ủy ban nhân dân tỉnh, Sở Nội vụ xây dựng Kế hoạch phát động phong "
    "trào thi đua yêu nước trong toàn ngành, cụ thể như sau:"
)


def flow(maker: PdfMaker, y: float, text: str, size: float = 14) -> float:
    """A paragraph with a first-line indent, filled as Word fills it; the height after it."""
    for index, line in enumerate(wrapped(text, LETTERS, first=4)):
        maker.text(INDENT if index == 0 else LEFT, y, line, size)
        y += 20
    return y


def letterhead(maker: PdfMaker) -> None:
    maker.text(90, 60, "UBND TỈNH HÒA LẠC", 12).text(310, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    maker.text(110, 76, "SỞ NỘI VỤ", 12).text(350, 78, "Độc lập - Tự do - Hạnh phúc", 12)
    maker.text(100, 100, "Số: 12/KH-SNV", 12).text(330, 104, "Hòa Lạc, ngày 05 tháng 3 năm 2024", 12)


def read(maker: PdfMaker, name: str = "ke-hoach.pdf") -> RawDocument:
    return read_bytes(maker.bytes(), name)


def test_letterhead_is_read_left_then_right() -> None:
    maker = PdfMaker().page()
    letterhead(maker)
    maker.text(255, 150, "KẾ HOẠCH")
    flow(maker, 190, PARAGRAPH)
    assert read(maker).text.split("\n") == [
        "UBND TỈNH HÒA LẠC",
        "SỞ NỘI VỤ",
        "Số: 12/KH-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hòa Lạc, ngày 05 tháng 3 năm 2024",
        "KẾ HOẠCH",
        PARAGRAPH,
    ]


def test_paragraph_runs_over_the_page_and_page_numbers_go() -> None:
    maker = PdfMaker().page()
    lines = wrapped(PARAGRAPH, LETTERS, first=4)
    flow(maker, 600, "1. Mục đích")
    maker.text(INDENT, 700, lines[0]).lines(LEFT, 720, lines[1:3])
    maker.page().text(295, 40, "2", 13).lines(LEFT, 80, lines[3:])
    flow(maker, 80 + 20 * len(lines[3:]), "2. Yêu cầu")
    raw = read(maker)
    assert raw.text == f"1. Mục đích\n{PARAGRAPH}\n2. Yêu cầu"
    assert [page.number for page in raw.pages] == [1, 2]
    assert raw.text[raw.pages[1].start :].startswith(lines[3].strip())
    assert raw.source.pages == 2


def test_symbol_broken_at_its_hyphen_is_whole_again() -> None:
    maker = PdfMaker().page()
    flow(maker, 60, PARAGRAPH)
    first = "Thực hiện Quyết định về đất đai và xây dựng, số hiệu 257/QĐ-"
    maker.text(113, 200, first).text(85, 220, "UBND ngày 28/11/2023 của tỉnh.")
    assert "257/QĐ-UBND ngày 28/11/2023" in read(maker).text


def test_footnote_waits_for_the_paragraph_and_its_mark_is_left_out() -> None:
    maker = PdfMaker().page()
    flow(maker, 60, PARAGRAPH)
    flow(maker, 200, PARAGRAPH)
    lines = wrapped(PARAGRAPH, LETTERS, first=4)
    maker.text(INDENT, 640, lines[0]).text(INDENT + 7 * len(lines[0].strip()) + 0.3, 634, "1", 8)
    maker.lines(LEFT, 660, lines[1:3])
    maker.text(LEFT, 740, "1", 6).text(LEFT + 4, 744, "Thông báo số 9-TB/TW ngày 03/02/2020.", 10)
    maker.page().lines(LEFT, 60, lines[3:])
    flow(maker, 60 + 20 * len(lines[3:]), "3. Kinh phí")
    text = read(maker).text
    assert text.endswith(f"{PARAGRAPH}\n[1] Thông báo số 9-TB/TW ngày 03/02/2020.\n3. Kinh phí")


def test_ruled_table_is_read_cell_by_cell() -> None:
    maker = PdfMaker().page()
    for y in (100, 150, 200):
        maker.rule(80, y, 500, y)
    for x in (80, 220, 500):
        maker.rule(x, 100, x, 200)
    maker.text(90, 120, "Nội dung").text(90, 138, "công việc").text(230, 120, "Thời hạn")
    maker.text(90, 170, "Sơ kết").text(230, 170, "trước ngày 15/6/2024")
    maker.text(90, 250, "Sau bảng.")
    assert read(maker).text.split("\n") == [
        "Nội dung công việc",
        "Thời hạn",
        "Sơ kết",
        "trước ngày 15/6/2024",
        "Sau bảng.",
    ]


def test_signature_block_keeps_its_columns() -> None:
    maker = PdfMaker().page()
    flow(maker, 60, PARAGRAPH)
    maker.text(85, 300, "Nơi nhận:", 12).lines(85, 316, ["- Như trên;", "- Các phòng, đơn vị thuộc", "Sở;"], 11, 14)
    maker.text(85, 358, "- Lưu: VT, TĐKT.", 11)
    maker.text(360, 302, "KT. GIÁM ĐỐC").text(350, 322, "PHÓ GIÁM ĐỐC").text(360, 420, "Trần Văn Mẫu")
    assert read(maker).text.split("\n")[1:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Các phòng, đơn vị thuộc Sở;",
        "- Lưu: VT, TĐKT.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trần Văn Mẫu",
    ]


def test_running_head_is_left_out() -> None:
    maker = PdfMaker()
    for number in range(1, 5):
        maker.page().text(85, 30, f"CÔNG BÁO/Số {number + 7}/Ngày 02-01-2024", 11)
        flow(maker, 80, f"{number}. " + PARAGRAPH[20 * number :])
    text = read(maker).text
    assert "CÔNG BÁO" not in text
    assert [line[:2] for line in text.split("\n")] == ["1.", "2.", "3.", "4."]


def test_origins_lead_back_to_page_and_box() -> None:
    maker = PdfMaker().page()
    flow(maker, 60, PARAGRAPH)
    raw = read(maker)
    first = raw.origins[0]
    assert raw.text[first.start : first.end] == wrapped(PARAGRAPH, LETTERS, first=4)[0].strip()
    assert first.place["page"] == 1
    left, top, right, bottom = first.place["box"]
    assert left == pytest.approx(INDENT, abs=2)
    assert top < 60 < bottom
    assert right > 500


@pytest.mark.parametrize(
    ("rotate", "matrix", "first", "second"),
    [
        (180, "-1 0 0 -1", (500, 700), (500, 660)),
        (90, "0 1 -1 0", (100, 700), (140, 700)),
        (0, "0 1 -1 0", (100, 700), (140, 700)),
        (270, "0 -1 1 0", (500, 100), (460, 100)),
    ],
)
def test_turned_text_is_read_upright(rotate: int, matrix: str, first: tuple[int, int], second: tuple[int, int]) -> None:
    maker = PdfMaker().page(rotate=rotate)
    maker.text(*first, "Biểu số 1: kết quả", matrix=matrix).text(*second, "Tên đơn vị: Sở Nội vụ.", matrix=matrix)
    assert read(maker).text.split("\n") == ["Biểu số 1: kết quả", "Tên đơn vị: Sở Nội vụ."]


def test_page_without_letters_is_told() -> None:
    maker = PdfMaker().page()
    flow(maker, 60, PARAGRAPH)
    maker.page()
    raw = read(maker)
    assert [(d.code, "page 2" in d.message) for d in raw.diagnostics] == [("page-blank", True)]
    assert raw.pages[1].reader == "none"
    stamped = read(PdfMaker().page().lines(300, 20, ["Ký bởi: Sở Nội vụ", "16.04.2020 07:37:07", "+07:00"], 8, 9))
    assert (stamped.text, [d.code for d in stamped.diagnostics]) == ("", ["signature-stamp", "empty-document"])
    scan = read(PdfMaker().page().page())
    assert (scan.text, [d.code for d in scan.diagnostics]) == ("", ["page-blank", "page-blank", "empty-document"])


def test_broken_text_layer_is_told() -> None:
    maker = PdfMaker().page()
    flow(maker, 60, PARAGRAPH.translate(str.maketrans("ậốịểhnct", "ұӕӏӇKQFW")))
    flow(maker, 300, PARAGRAPH.translate(str.maketrans("ậốịểhnct", "ұӕӏӇKQFW")))
    assert "a broken text layer" in (read(maker).pages[0].reason or "")


def test_stamp_of_a_signature_is_left_out() -> None:
    maker = PdfMaker().page()
    maker.lines(430, 20, ["Người ký: Sở Nội vụ", "Thời gian ký: 18.11.2024 07:25:14", "+07:00"], 6, 7)
    flow(maker, 80, PARAGRAPH)
    raw = read(maker)
    assert raw.text == PARAGRAPH
    assert [d.code for d in raw.diagnostics] == ["signature-stamp"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7\nrubbish", "damaged"),
        (PdfMaker().page().text(90, 90, "Kế hoạch").bytes()[:400], "damaged"),
    ],
)
def test_damaged_pdf_names_file_and_cause(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "hong.pdf")
    assert str(caught.value).startswith("hong.pdf: ")
    assert cause in caught.value.cause
    assert caught.value.remedy


def test_encrypted_pdf() -> None:
    import io

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(100, 700, "Ke hoach")
    canvas.save()
    with pytest.raises(ReadError, match="encrypted"):
        read_bytes(buffer.getvalue(), "khoa.pdf")


def test_limits_of_pages_and_time() -> None:
    maker = PdfMaker().page().page().page()
    first = read_bytes(maker.bytes(), "dai.pdf", limits=Limits(pdf_pages=2))
    assert (first.source.pages, len(first.pages)) == (3, 2)
    assert "the first 2 of 3 pages" in next(d.message for d in first.diagnostics if d.code == "pages-left-out")
    long = PdfMaker()
    for _ in range(300):
        long.page().lines(85, 60, [PARAGRAPH] * 10)
    try:
        slow = read_bytes(long.bytes(), "cham.pdf", limits=Limits(pdf_seconds=0.05))
    except ReadError as error:
        # A machine that does not even open the file in that time is told so.
        assert "was stopped" in str(error)
    else:
        assert any(d.code == "pages-left-out" for d in slow.diagnostics)
        assert slow.source.pages == 300
    # The child that was killed is replaced by another.
    assert read(maker).source.pages == 3


def test_child_is_used_again() -> None:
    from pipeline.read import pdf_child

    maker = PdfMaker().page().text(90, 90, "Kế hoạch")
    read(maker)
    first = pdf_child._child
    read(maker)
    assert first is not None
    assert pdf_child._child is first


def test_number_and_day_in_fields_without_an_appearance_stand_where_their_boxes_are() -> None:
    maker = PdfMaker().page().text(85, 100, "Số:").text(130, 100, "/KH-UBND", 14)
    maker.note((107, 88, 129, 104), "125", "Widget").note((200, 300, 300, 320), "hidden 9/9/1999", flags=2)
    maker.note((200, 400, 300, 420), "a remark of a reader", "Text")
    assert read_bytes(maker.bytes(), "a.pdf").text.split() == ["Số:", "125", "/KH-UBND"]
