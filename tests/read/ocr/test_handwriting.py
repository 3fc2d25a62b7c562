"""Number lines and datelines: print is kept, handwriting is left blank, never guessed."""

from __future__ import annotations

import re

import msgspec
import pytest

from pipeline.read.ocr.day_bounds import Around
from pipeline.read.ocr.handwriting import in_doubt, without_handwriting
from pipeline.read.ocr.lines import Stretch
from pipeline.read.ocr.values import Penned, Word


def stretch(*words: tuple[str, float], again: str = "", tall: str = "", pen: tuple[Penned, ...] = ()) -> Stretch:
    """Words with their confidences, set one after the other; ``tall`` names one that is twice as high."""
    made, x = [], 100.0
    for text, confidence in words:
        height = 20.0 if text == tall else 10.0
        made.append(Word(text, x, 110 - height, x + 6 * len(text), 110, confidence))
        x += 6 * len(text) + 4
    return Stretch(tuple(made), 108.0, 13.0, again, pen)


@pytest.mark.parametrize(
    ("part", "text", "code"),
    [
        (stretch(("Số:", 0.93), ("125/KH-UBND", 0.91)), "Số: 125/KH-UBND", ""),
        (stretch(("Số", 0.93), ("58-CTr/TU", 0.92)), "Số 58-CTr/TU", ""),
        (stretch(("Số:", 0.93), ("05/2024/QĐ-UBND", 0.9)), "Số: 05/2024/QĐ-UBND", ""),
        (stretch(("số:", 0.8), ("6J[)", 0.1), ("/VP-KSTTHC", 0.9)), "Số: /VP-KSTTHC", "handwritten-number"),
        (stretch(("Só:⁄KH-VP", 0.3)), "Số: /KH-VP", "handwritten-number"),
        (stretch(("Số:", 0.9), ("2", 0.7), ("/CT-UBND", 0.9)), "Số: /CT-UBND", "handwritten-number"),
        (stretch(("Số:", 0.9), ("#9/2024/QĐ-UBND", 0.2)), "Số: /2024/QĐ-UBND", "handwritten-number"),
        (stretch(("Số:", 0.9), ("12", 0.9), ("/KH-SNV", 0.9), tall="12"), "Số: /KH-SNV", "handwritten-number"),
        (stretch(("SỐ", 0.93), ("1050/QĐ-SCT", 0.75)), "SỐ 1050/QĐ-SCT", ""),
        (stretch(("Số", 0.9), ("người", 0.9), ("tham", 0.9), ("gia", 0.9)), "Số người tham gia", ""),
    ],
)
def test_number_lines(part: Stretch, text: str, code: str) -> None:
    found = without_handwriting(part)
    assert (found.text, found.code) == (text, code)


@pytest.mark.parametrize(
    ("day", "sure", "text", "code"),
    [
        ("17", 0.96, "Hà Lam, ngày 17 tháng 6 năm 2024", ""),
        ("4Ý", 0.9, "Hà Lam, ngày tháng 6 năm 2024", "handwritten-date"),
        ("17", 0.5, "Hà Lam, ngày tháng 6 năm 2024", "handwritten-date"),
        ("41", 0.96, "Hà Lam, ngày tháng 6 năm 2024", "handwritten-date"),
    ],
)
def test_datelines(day: str, sure: float, text: str, code: str) -> None:
    words = [("Hà", 0.96), ("Lam,", 0.96), ("ngày", 0.96), (day, sure), ("tháng", 0.96), ("6", 0.96), ("năm", 0.96)]
    found = without_handwriting(stretch(*words, ("2024", 0.96)))
    assert (found.text, found.code) == (text, code)
    assert (found.read == "") == (code == "")


def test_second_reading_bears_out_print_and_not_handwriting() -> None:
    doubtful = stretch(("Số:", 0.93), ("1105⁄KH-ĐKT", 0.64))
    assert in_doubt(doubtful) and without_handwriting(doubtful).code
    assert (
        without_handwriting(stretch(("Số:", 0.93), ("1105⁄KH-ĐKT", 0.64), again="Số: 1105/KH-ĐKT")).text
        == "Số: 1105/KH-ĐKT"
    )
    assert without_handwriting(stretch(("Số:", 0.93), ("1105⁄KH-ĐKT", 0.64), again="Số: 1106/KH-ĐKT")).code
    assert without_handwriting(stretch(("Số:", 0.9), ("2", 0.7), ("/CT-UBND", 0.9), again="Số: 2 /CT-UBND")).code


def test_a_date_in_a_sentence_is_no_dateline() -> None:
    sentence = "giao Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh trước ngày l5 tháng 3 năm 2024 để tổng hợp, xem xét"
    part = stretch(*((word, 0.5) for word in re.findall("[^ ]+", sentence)))
    assert without_handwriting(part).text == part.text


DATELINE = [
    ("Hà", 0.96),
    ("Lam,", 0.96),
    ("ngày", 0.96),
    ("4Ý", 0.3),
    ("tháng", 0.96),
    ("2", 0.96),
    ("năm", 0.96),
    ("2023", 0.96),
]


@pytest.mark.parametrize(
    ("pen", "page", "text", "code"),
    [
        ((Penned("day", 18, 0.97),), "", "Hà Lam, ngày 18 tháng 2 năm 2023", "handwritten-day-read"),
        ((Penned("day", 7, 0.97),), "", "Hà Lam, ngày 07 tháng 2 năm 2023", "handwritten-day-read"),
        # not sure, no day of that month, older than what the document cites
        ((Penned("day", 18, 0.6),), "", "Hà Lam, ngày tháng 2 năm 2023", "handwritten-date"),
        ((Penned("day", 30, 0.97),), "", "Hà Lam, ngày tháng 2 năm 2023", "handwritten-date"),
        ((Penned("day", 7, 0.97),), "số 5/KH-SNV ngày 10/02/2023", "Hà Lam, ngày tháng 2 năm 2023", "handwritten-date"),
        # the month is printed clearly: what the pen's reader makes of it does not count
        (
            (Penned("day", 18, 0.97), Penned("month", 7, 0.99)),
            "",
            "Hà Lam, ngày 18 tháng 2 năm 2023",
            "handwritten-day-read",
        ),
        ((Penned("month", 7, 0.99),), "", "Hà Lam, ngày tháng 2 năm 2023", "handwritten-date"),
    ],
)
def test_a_day_read_from_handwriting(pen: tuple[Penned, ...], page: str, text: str, code: str) -> None:
    found = without_handwriting(stretch(*DATELINE, pen=pen), Around(page))
    assert (found.text, found.code) == (text, code)
    assert found.read
    assert [one.field for one in found.penned] == (["day"] if code == "handwritten-day-read" else [])


def test_day_and_month_by_hand() -> None:
    words = [(text, 0.2 if text == "2" else sure) for text, sure in DATELINE]
    both = (Penned("day", 3, 0.95), Penned("month", 2, 0.96))
    assert without_handwriting(stretch(*words, pen=both)).text == "Hà Lam, ngày 03 tháng 02 năm 2023"
    # a day without its month is no date
    assert without_handwriting(stretch(*words, pen=both[:1])).text == "Hà Lam, ngày tháng năm 2023"
    assert without_handwriting(stretch(*words, pen=both[1:])).text == "Hà Lam, ngày tháng năm 2023"


@pytest.mark.parametrize("year", ["năm", "nắm", "nặm", "nam"])
def test_a_dateline_is_told_whatever_the_mark_over_its_year(year: str) -> None:
    words = [(year if text == "năm" else text, sure) for text, sure in DATELINE]
    found = without_handwriting(stretch(*words, pen=(Penned("day", 18, 0.97),)))
    assert found.text == "Hà Lam, ngày 18 tháng 2 năm 2023"


def test_a_day_read_as_one_word_with_the_print() -> None:
    words = [("Hà", 0.96), ("Lam,", 0.96), ("ngàyXt", 0.5), ("tháng", 0.96), ("2", 0.96), ("năm", 0.96), ("2023", 0.96)]
    assert without_handwriting(stretch(*words)).text == "Hà Lam, ngày tháng 2 năm 2023"
    assert (
        without_handwriting(stretch(*words, pen=(Penned("day", 11, 0.9),))).text == "Hà Lam, ngày 11 tháng 2 năm 2023"
    )


def test_a_printed_day_is_not_asked_of_the_pen() -> None:
    words = [("17" if text == "4Ý" else text, 0.96) for text, _ in DATELINE]
    found = without_handwriting(stretch(*words, pen=(Penned("day", 11, 0.99),)))
    assert (found.text, found.code) == ("Hà Lam, ngày 17 tháng 2 năm 2023", "")


@pytest.mark.parametrize(
    ("taller", "lower", "pen", "text", "code"),
    [
        # set as the year is: print, whatever the pen's reader makes of it
        (0, 0, 0.99, "ngày 17 tháng", ""),
        # taller than the year, or off its line: by hand, if it then reads as another day
        (3, 0, 0.99, "ngày 11 tháng", "handwritten-day-read"),
        (0, 2, 0.99, "ngày 11 tháng", "handwritten-day-read"),
        (3, 0, 0.6, "ngày tháng", "handwritten-date"),
        (3, 0, 0.3, "ngày 17 tháng", ""),
    ],
)
def test_a_day_read_surely_that_is_not_set_as_print(taller: int, lower: int, pen: float, text: str, code: str) -> None:
    words = [("17" if text == "4Ý" else text, 0.96) for text, _ in DATELINE]
    part = stretch(*words)
    day = part.words[3]
    moved = msgspec.structs.replace(day, y0=day.y0 - taller + lower, y1=day.y1 + lower)
    part = msgspec.structs.replace(part, words=(*part.words[:3], moved, *part.words[4:]), pen=(Penned("day", 11, pen),))
    assert in_doubt(part) == bool(taller or lower)
    found = without_handwriting(part)
    assert (found.text, found.code) == (f"Hà Lam, {text} 2 năm 2023", code)
    # the same day read from the ink bears the engine out
    agreed = without_handwriting(msgspec.structs.replace(part, pen=(Penned("day", 17, 0.99),)))
    assert (agreed.text, agreed.code) == ("Hà Lam, ngày 17 tháng 2 năm 2023", "")
