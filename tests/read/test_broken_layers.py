"""Text layers with wrong tables to Unicode: of a whole page, of one font, of digits or capitals; and what is told of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import msgspec
import pytest

from pipeline.read.legacy import capitals_as_meant
from pipeline.read.page_choice import INVISIBLE, better, why, with_broken_numbers
from pipeline.read.pdf_page import Reading
from pipeline.text.page import PageContent
from tests.read.pdfmaker import PdfMaker, wrapped

HEAD = ["UBND TỈNH MẪU", "KẾ HOẠCH THỰC HIỆN PHONG TRÀO", "Thi đua yêu nước năm 2024 của Sở Nội vụ"]
BODY = (
    "Thực hiện Quyết định số 35/QĐ-UBND ngày 24 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh về phong trào thi đua yêu nước, "
    "Sở Nội vụ ban hành kế hoạch tổ chức thực hiện từ ngày 02 tháng 02 năm 2024 như sau: các phòng chuyên môn phối hợp với "
    "các đơn vị trực thuộc tuyên truyền mục đích, ý nghĩa của phong trào và báo cáo kết quả trước ngày 15 tháng 11 năm 2024."
)


def page_of(broken: Callable[[str], str], *, everything: bool = False) -> PageContent:
    maker = PdfMaker(broken).page().lines(150, 80, HEAD, bold=True)
    maker.lines(85, 160, wrapped(BODY, 60), size=12, bold=everything)
    reading = Reading(maker.bytes())
    try:
        return reading.page(0)
    finally:
        reading.close()


def texts(page: PageContent) -> list[str]:
    return [line.text.strip() for line in page.pieces]


SOUND = [line.strip() for line in (*HEAD, *wrapped(BODY, 60))]


def shifted(by: int) -> Callable[[str], str]:
    return lambda sign: sign if sign == " " else chr(ord(sign) + by)


def private(sign: str) -> str:
    return chr(0xF000 + ord(sign)) if ord(sign) < 0x80 else sign


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize(
    "broken", [shifted(29), shifted(-29), shifted(31), private], ids=["29", "-29", "31", "private"]
)
def test_codes_wrong_in_one_way_become_the_text(broken: Callable[[str], str], everything: bool) -> None:
    page = page_of(broken, everything=everything)
    assert texts(page) == SOUND
    assert not page.broken and why(page) is None and "codes" in page.note


def test_a_sound_page_is_left_as_it_is() -> None:
    page = page_of(str)
    assert texts(page) == SOUND and not page.note and not page.broken


@pytest.mark.parametrize(
    "broken",
    [
        lambda sign: chr(0x3400 + ord(sign) * 7 % 900),
        lambda sign: "\ufffd" if sign.isupper() else sign,
        lambda sign: "" if sign.isalpha() else sign,
        lambda sign: chr(1 + ord(sign) % 29) if sign.isalpha() else sign,
    ],
    ids=["other script", "capitals unknown", "no letters", "controls"],
)
def test_a_broken_heading_among_sound_words_is_told(broken: Callable[[str], str]) -> None:
    page = page_of(broken)
    assert page.broken and (why(page) or "").startswith("a broken text layer")


def test_wrong_digits_are_told_by_impossible_dates() -> None:
    wrong = page_of(lambda sign: str((int(sign) + 5) % 10) if sign.isdigit() else sign, everything=True)
    assert why(wrong) is None, "its words are sound"
    (marked,) = with_broken_numbers([wrong])
    assert "digits" in (why(marked) or "")
    sound = [page_of(str)]
    assert with_broken_numbers(sound) is sound


def test_a_page_without_capitals_or_marks_is_recognised() -> None:
    small = page_of(str.lower, everything=True)
    assert "capital" in (why(small) or "")
    bare = page_of(
        lambda sign: unicodedata.normalize("NFD", sign.replace("đ", "d").replace("Đ", "D"))[0], everything=True
    )
    assert "marks" in (why(bare) or "")


def test_recognised_text_is_preferred_to_a_broken_layer() -> None:
    (marked,) = with_broken_numbers([page_of(lambda sign: "9" if sign.isdigit() else sign, everything=True)])
    assert better(page_of(str), marked)
    assert not better(PageContent(1, 595, 842, ()), marked)


def test_capitals_that_tcvn3_cannot_write() -> None:
    assert capitals_as_meant("CộNG HòA Xã HộI CHủ NGHĩA VIệT NAM") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert capitals_as_meant("Số: 12/QĐ-TTg của Bộ Nội vụ") == "Số: 12/QĐ-TTg của Bộ Nội vụ"


def test_half_a_sign_does_not_end_the_reader() -> None:
    page = page_of(lambda sign: "\U0001f600" if sign == "K" else sign)
    assert any("HOẠCH" in line for line in texts(page))


def read(maker: PdfMaker) -> PageContent:
    reading = Reading(maker.bytes())
    try:
        return reading.page(0)
    finally:
        reading.close()


PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q"


def test_invisible_and_white_words_among_visible_ones_are_left_out() -> None:
    maker = PdfMaker().page().lines(85, 160, wrapped(BODY, 60), size=12)
    maker.command("3 Tr").text(85, 500, "Số 99/QĐ-UBND").command("0 Tr 1 g").text(85, 540, "Số 98/QĐ-UBND").command(
        "0 g"
    )
    assert texts(read(maker)) == [line.strip() for line in wrapped(BODY, 60)]


def test_white_words_on_a_dark_ground_are_seen() -> None:
    maker = PdfMaker().page().lines(85, 160, wrapped(BODY, 60), size=12)
    maker.command("0 g 60 280 300 40 re f 1 g").text(85, 540, "TỔNG CỘNG").command("0 g")
    assert "TỔNG CỘNG" in texts(read(maker))


@pytest.mark.parametrize("before, after", [(PICTURE + " 3 Tr", "0 Tr"), ("", PICTURE)], ids=["invisible", "under"])
def test_the_layer_of_another_recognition_is_told_and_the_better_one_kept(before: str, after: str) -> None:
    maker = PdfMaker().page().command(before).lines(85, 160, wrapped(BODY, 60), size=12).command(after)
    page = read(maker)
    assert why(page) == INVISIBLE
    bare = msgspec.structs.replace(
        page, pieces=tuple(msgspec.structs.replace(p, text=plain(p.text)) for p in page.pieces)
    )
    assert better(page, bare) and not better(bare, page) and not better(page, page)


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", sign)[0] for sign in text)


def test_letters_set_wide_are_words() -> None:
    maker = PdfMaker().page().text(200, 100, "K Ế", 12).text(236, 100, "H O Ạ C H", 12)
    maker.text(85, 140, "A B").text(85, 180, "I V")
    assert texts(read(maker)) == ["KẾ HOẠCH", "A B", "I V"]
