"""Stretches of a recognised page: columns parted, noise out, sizes and edges made true, boxes led back."""

from __future__ import annotations

import pytest

from pipeline.read.ocr.lines import Stretch, straightened, stretches
from pipeline.read.ocr.values import OcrLine, OcrPage, Word, original_box


def line(y: float, *words: tuple[str, float, float], x: float = 85.0, size: float = 13.0) -> OcrLine:
    """Words with the gap before each and their confidence."""
    made = []
    for text, gap, confidence in words:
        x += gap
        made.append(Word(text, x, y - 10, x + 6 * len(text), y + 2, confidence))
        x += 6 * len(text)
    return OcrLine(tuple(made), y, size)


def words(text: str, confidence: float = 0.95) -> list[tuple[str, float, float]]:
    return [(word, 4.0, confidence) for word in text.split()]


def texts(*lines: OcrLine) -> tuple[list[str], list[str]]:
    kept, noise = stretches(OcrPage(1, 595.0, 842.0, lines))
    return [part.text for part in kept], noise


def test_wide_gap_parts_columns() -> None:
    both = line(60, *words("SỞ NỘI VỤ"), ("CỘNG", 90.0, 0.95), *words("HÒA XÃ HỘI"))
    assert texts(both)[0] == ["SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI"]


def test_seal_and_signature_are_noise_and_said() -> None:
    body = [line(100 + 20 * at, *words("thực hiện tốt phong trào thi đua yêu nước năm nay")) for at in range(6)]
    kept, noise = texts(
        *body, line(600, ("TOOAƯỢỚỚỚEXN", 0, 0.1)), line(620, ("«%kz", 0, 0.3)), line(640, ("5", 0, 0.6))
    )
    assert len(kept) == 6
    assert noise == ["TOOAƯỢỚỚỚEXN", "«%kz", "5"]


@pytest.mark.parametrize(
    "frame", [("Số:", "/#⁄/UBND-TH"), ("-", "Lưu:", "VT,KT.b1"), ("tỉnh./.wợ",), ("Nơi", "nhận:")], ids=" ".join
)
def test_frame_of_a_document_is_kept_however_badly_it_reads(frame: tuple[str, ...]) -> None:
    assert texts(line(200, *((word, 4.0, 0.35) for word in frame)))[0] == [" ".join(frame)]


def test_rules_and_specks_are_trimmed() -> None:
    assert texts(line(60, ("|", 0, 0.9), *words("ỦY BAN NHÂN DÂN"), ("_", 4, 0.4)))[0] == ["ỦY BAN NHÂN DÂN"]
    assert texts(line(60, ("-", 0, 0.9), *words("Như trên;")))[0] == ["- Như trên;"]


def test_letter_heights_that_hardly_differ_are_one() -> None:
    lines = [line(100 + 20 * at, *words("thực hiện tốt phong trào thi đua"), size=13 + at % 2) for at in range(6)]
    assert len({part.size for part in stretches(OcrPage(1, 595.0, 842.0, tuple(lines)))[0]}) == 1


def test_drifting_margin_is_made_true() -> None:
    lines = []
    for at in range(20):
        words_of_line = [Word("x", 80 + at, 100, 90 + at, 110, 0.9), Word("y", 500, 100, 520 + at, 110, 0.9)]
        lines.append(OcrLine(tuple(words_of_line), 100 + 35.0 * at, 13.0))
    # The two words of a line stand far apart: here each line is one stretch all the same.
    parts = [Stretch(one.words, one.base, one.size) for one in lines]
    edges = straightened(parts, 595.0)
    assert max(x0 for x0, _ in edges) - min(x0 for x0, _ in edges) < 1
    assert max(x1 for _, x1 in edges) - min(x1 for _, x1 in edges) < 1


@pytest.mark.parametrize(
    ("rotation", "size", "expected"),
    [
        (0, (595.0, 842.0), (10.0, 20.0, 30.0, 40.0)),
        (180, (595.0, 842.0), (565.0, 802.0, 585.0, 822.0)),
        (90, (842.0, 595.0), (20.0, 812.0, 40.0, 832.0)),
        (270, (842.0, 595.0), (555.0, 10.0, 575.0, 30.0)),
    ],
)
def test_boxes_lead_back_to_the_page(rotation: int, size: tuple[float, float], expected: tuple[float, ...]) -> None:
    page = OcrPage(1, *size, rotation=rotation)
    assert original_box(page, (10.0, 20.0, 30.0, 40.0)) == pytest.approx(expected)


def test_the_cell_for_the_pen_in_a_dateline_is_no_gap_between_columns() -> None:
    blank = line(
        60, *words("Số: 8/KH-UBND"), ("Hà", 80.0, 0.95), *words("Lam, ngày"), ("tháng", 40.0, 0.9), *words("4 năm 2022")
    )
    assert texts(blank)[0] == ["Số: 8/KH-UBND", "Hà Lam, ngày tháng 4 năm 2022"]
    read = line(60, *words("Hà Lam, ngày"), ("4Ý", 22.0, 0.5), ("tháng", 22.0, 0.9), ("năm", 30.0, 0.9), *words("2022"))
    assert texts(read)[0] == ["Hà Lam, ngày 4Ý tháng năm 2022"]
    apart = line(60, *words("báo cáo trước ngày"), ("Hà", 90.0, 0.95), *words("Lam, tháng"))
    assert texts(apart)[0] == ["báo cáo trước ngày", "Hà Lam, tháng"]
