"""Joining lines into paragraphs: rows of what stands on two lines, and whether it is one paragraph."""

from __future__ import annotations

import pytest

from pipeline.text.furniture import page_number, without_furniture
from pipeline.text.join import Margins, continues, continues_in_column
from pipeline.text.layout import paragraphs
from pipeline.text.openers import ends_sentence, joint, opener
from pipeline.text.page import Line, PageContent
from pipeline.text.stamps import stamps

JUSTIFIED = Margins(85, 540, True, 20)
RAGGED = Margins(85, 540, False, 20)
FULL = "và các cơ quan, đơn vị tổ chức thực hiện nghiêm túc các nhiệm vụ được giao"


def line(text: str, x0: float = 85, x1: float | None = None, y: float = 100, size: float = 14) -> Line:
    right = x0 + len(text) * size * 0.44 if x1 is None else x1
    return Line(text, x0, y - size, right, y, size)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I. MỤC ĐÍCH", "label"),
        ("II- NỘI DUNG", "label"),
        ("2.1. Mục tiêu", "label"),
        ("3.2 Giải pháp", "label"),
        ("đ) Phá sản", "label"),
        ("(ii) Quy hoạch", "label"),
        ("A. KHỐI THI ĐUA", "label"),
        ("Điều 12. Hiệu lực", "label"),
        ("Chương IV", "label"),
        ("Mục 1. HÀNH VI", "label"),
        ("- Các sở, ngành;", "bullet"),
        ("+ Đơn vị", "bullet"),
        ("Căn cứ Luật Đất đai;", "cue"),
        ("Nơi nhận:", "cue"),
        ("Điều 12 Nghị định số 5/2020/NĐ-CP", None),
        ("V/v thẩm định hồ sơ", None),
        ("năm 2024 của tỉnh", None),
        ("12 tháng đầu năm", None),
        ("XIII của Đảng", None),
        ("15/6/2024 của Chính phủ", None),
        ("20.000 đồng", None),
    ],
)
def test_openers(text: str, kind: str | None) -> None:
    assert opener(text) == kind


@pytest.mark.parametrize(
    ("text", "ends"),
    [("cụ thể:", True), ("thi đua./.", True), ("“Dân vận khéo”.", True), ("thi đua,", False), ("năm 2024", False)],
)
def test_sentence_ends(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("số 34-", "CT/TW", ""),
        ("số 34-CT/", "TW", ""),
        ("2021-", "2025", ""),
        ("thi đua - ", "khen thưởng", " "),
        ("Lao động - Thương binh ", "và Xã hội", " "),
        ("Lao động-", "Thương binh", ""),
        ("và/hoặc", "cơ quan", " "),
    ],
)
def test_joints(before: str, after: str, between: str) -> None:
    assert joint(before, after) == between


@pytest.mark.parametrize(
    ("before", "after", "margins", "joined", "note"),
    [
        ([line(FULL, 113, 540)], line("trong năm 2024.", y=120), JUSTIFIED, True, "filled first line, small start"),
        (
            [line(FULL, 113, 540)],
            line("Ủy ban nhân dân tỉnh.", y=120),
            JUSTIFIED,
            True,
            "a name may begin the next line",
        ),
        (
            [line(FULL + ".", 113, 540)],
            line("Sở Nội vụ chủ trì.", y=120),
            JUSTIFIED,
            True,
            "sentence ends at the margin",
        ),
        (
            [line(FULL + ".", 113, 540)],
            line("Sở Nội vụ chủ trì.", 113, y=120),
            JUSTIFIED,
            False,
            "indent opens a paragraph",
        ),
        ([line("như sau:", 85, 150)], line("Sở Nội vụ chủ trì.", 113, y=120), JUSTIFIED, False, "short line ends it"),
        (
            [line("II. Nhiệm vụ trong thời gian tới", 113, 330)],
            line("Để đẩy nhanh tiến độ", 113, y=120),
            JUSTIFIED,
            False,
            "heading",
        ),
        (
            [line(FULL, 113, 540)],
            line("- Khen thưởng tỉnh Hòa Lạc", y=120),
            JUSTIFIED,
            True,
            "a dash may begin a wrapped line",
        ),
        ([line(FULL + ";", 113, 540)], line("- Các sở, ngành;", 113, y=120), JUSTIFIED, False, "bullet after an item"),
        (
            [line(FULL, 85, 540), line(FULL, 85, 540)],
            line("Điều 5 Nghị định này", y=120),
            JUSTIFIED,
            True,
            "article cited",
        ),
        ([line(FULL + ";", 85, 536)], line("b) Công khai kết quả;", y=120), RAGGED, False, "label without indent"),
        ([line(FULL, 85, 500)], line("nghiêm", y=120), RAGGED, True, "ragged, no room for the word... small start"),
        (
            [line("KẾ HOẠCH", 270, 350)],
            line("Phát động phong trào", 210, 410, y=120),
            JUSTIFIED,
            False,
            "title lines stay apart",
        ),
        (
            [line("thi đua thực hiện", 150, 470)],
            line("nhiệm vụ năm 2024", 220, 400, y=120),
            JUSTIFIED,
            False,
            "also in small letters",
        ),
        ([line(FULL, 113, 540)], line("chú thích nhỏ", y=120, size=9), JUSTIFIED, False, "another type size"),
    ],
)
def test_continues(before: list[Line], after: Line, margins: Margins, joined: bool, note: str) -> None:
    assert continues(before, after, margins, same_page=True) is joined, note


def test_column_lines_stand_alone_but_items_and_subjects_wrap() -> None:
    agency, body = line("ỦY BAN NHÂN DÂN", 90, y=60, size=12), line("TỈNH HÒA LẠC", 90, y=75, size=12)
    assert not continues_in_column([agency], body)
    item, rest = line("- Các sở, ban, ngành, đơn vị", 85, y=300, size=11), line("thuộc tỉnh;", 85, y=313, size=11)
    assert continues_in_column([item], rest)
    assert not continues_in_column([item, rest], line("Lưu ý", 85, y=326, size=11))
    assert continues_in_column(
        [line("V/v thẩm định hồ sơ", 90, y=90, size=12)], line("cụm công nghiệp", 90, y=104, size=12)
    )


def test_page_numbers_and_heads() -> None:
    assert [page_number(text) for text in ("7", "- 7 -", "Trang 7/9", "7.", "năm 7", "7a")] == [7, 7, 7, 7, None, None]
    pages = [
        [(line(str(n), 290, y=30),), (line("100", 90, y=300),), (line(f"Nội dung {n} khác", y=330),)] for n in (2, 3, 4)
    ]
    kept = without_furniture(pages, [842] * 3)
    assert [[row[0].text for row in rows] for rows in kept] == [["100", f"Nội dung {n} khác"] for n in (2, 3, 4)]


def test_a_date_in_the_body_is_no_stamp() -> None:
    rows = [(line("họp lúc 07:30:00 ngày 18.11.2024 07:25:14 tại trụ sở " * 6),)]
    assert stamps(rows, 14) == set()


def test_empty_document() -> None:
    assert paragraphs([PageContent(1, 595, 842, ())]).paragraphs == ()
