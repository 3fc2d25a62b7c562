"""Text layers that are mended without recognition: glyph numbers, Mac codes, letters out of place."""

from __future__ import annotations

import pytest

from pipeline.read.glyph_order import BASES, Order, from_mac, readings, spelled
from pipeline.read.pdf_chars import Char, stretches
from pipeline.read.pdf_mend import in_place
from pipeline.read.pdf_signatures import common_names, moment

TEXT = (
    "Căn cứ Quyết định số 35/QĐ-UBND ngày 24/01/2024 của Ủy ban nhân dân tỉnh về việc ban hành kế hoạch thực hiện "
    "phong trào thi đua; Sở Nội vụ chủ trì, phối hợp với các đơn vị tổ chức kiểm tra, đánh giá kết quả, kịp thời "
    "báo cáo những khó khăn, vướng mắc trong quá trình thực hiện nhiệm vụ được giao; người đứng đầu chịu trách nhiệm"
)


def glyphs(text: str, base: int) -> list[int]:
    """The glyph numbers of a text in a font whose Vietnamese block begins at ``base``."""
    order = Order(base)
    numbers = {letter: code for code in range(3, base + 100) if (letter := order.letter(code))}
    return [numbers[letter] for letter in text]


@pytest.mark.parametrize("base", [*BASES, 0x2C0, 0x511])
def test_glyph_numbers_of_any_base_become_the_text(base: int) -> None:
    words = [tuple((0, code) for code in glyphs(word, base)) for word in TEXT.split()]
    chosen = readings(words, [0], {0})
    assert " ".join(spelled(word, chosen) for word in words) == TEXT


def test_words_of_two_fonts_are_settled_together() -> None:
    def code(letter: str) -> tuple[int, int]:
        if letter in "aàáãeèéêiìíoòóôõuùúyghnptcdbmklqrsvx":
            return 1, ord(letter.encode("cp1252").decode("mac_roman", "replace"))
        return 0, glyphs(letter, BASES[0])[0]

    words = [tuple(code(letter) for letter in word) for word in TEXT.lower().split()]
    chosen = readings(words, [0, 1], {0})
    assert " ".join(spelled(word, chosen) for word in words) == TEXT.lower()


def test_sound_text_is_left_alone() -> None:
    words = [tuple((0, ord(letter)) for letter in word) for word in TEXT.split()]
    chosen = readings(words, [0], set())
    assert " ".join(spelled(word, chosen) for word in words) == TEXT


def test_ascii_is_never_taken_for_mac() -> None:
    assert "".join(map(from_mac, "So 12/KH")) == "So 12/KH"


def typed(text: str, y: float = 100.0) -> list[Char]:
    return [(letter, 10.0 * at, 10.0 * at + 9.5, y, 12.0) for at, letter in enumerate(text)]


def test_letters_of_a_second_font_go_back_to_their_places() -> None:
    line = typed("Kế hoạch tỉnh Bắc Kạn")
    second = [char for char in line if char[0] in "ếạỉắ"]
    written = [char for char in line if char not in second] + second
    assert stretches(in_place(written))[0].text == "Kế hoạch tỉnh Bắc Kạn"


def test_floating_marks_join_the_letter_below() -> None:
    line = [*typed("thu tuc"), ("\u0309", 22.0, 26.0, 100.0, 12.0), ("\u0323", 52.0, 56.0, 100.0, 12.0)]
    assert stretches(in_place(line))[0].text == "thủ tục"


def test_two_marks_of_one_vowel_make_one_letter_in_either_order() -> None:
    for marks in ("\u0302\u0300", "\u0300\u0302"):
        floating = [(mark, 12.0, 13.0, 100.0, 12.0) for mark in marks]
        assert stretches(in_place([*typed("ve"), *floating]))[0].text == "về"


def test_a_mark_between_two_letters_belongs_to_the_vowel() -> None:
    assert stretches(in_place([*typed("tinh"), ("\u0300", 8.0, 11.0, 100.0, 12.0)]))[0].text == "tình"


def test_a_space_that_a_letter_fills_is_left_out_and_others_stay() -> None:
    line = typed("t nh ta")
    assert stretches(in_place([*line, ("ỉ", 10.0, 19.5, 100.0, 12.0)]))[0].text == "tỉnh ta"


def test_signer_and_time_of_a_signature() -> None:
    def name(text: str) -> bytes:
        data = text.encode()
        return b"\x30\x20\x06\x03\x55\x04\x03\x0c" + bytes([len(data)]) + data

    assert common_names(b"\x30\x82" + name("CA") + b"..." + name("Trần Văn Mẫu")) == ["CA", "Trần Văn Mẫu"]
    assert moment("D:20260717154821+07'00'") == "2026-07-17T15:48:21+07:00"
    assert moment("yesterday") is None
