"""Words and sentences: exact offsets, protected spans whole, nothing visible lost, whatever the text."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from pipeline.symbols import find_symbols
from pipeline.text import words as module
from pipeline.text.fold import fold
from pipeline.text.words import sentences, words

PLAN = (
    "Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị, Sở Tư pháp xây dựng kế hoạch\n"
    "thi đua như sau. Uỷ ban nhân dân tỉnh phê duyệt.\n\n1. Mục đích\na) Nâng cao ý thức; chấp hành TT. 12/2020/TT-BNV."
)


def check(text: str, protected: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    found = words(text, protected)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    covered = [at for start, end, _ in found for at in range(start, end)]
    seen = set(covered)
    visible = {at for at, mark in enumerate(text) if not mark.isspace() and mark.isprintable()}
    assert len(covered) == len(seen)
    assert visible <= seen | {at for at, mark in enumerate(text) if fold(mark) == "\u200b"}
    assert all(token == " ".join(text[start:end].split()) for start, end, token in found)
    return found


def test_words_are_vietnamese_words_with_their_places() -> None:
    tokens = [token for _, _, token in check(PLAN, [])]
    assert {"Bộ Chính trị", "xây dựng", "kế hoạch", "thi đua", "Sở"} <= set(tokens)


def test_symbols_stay_whole_when_protected() -> None:
    spans = [(match.start, match.end) for match in find_symbols(fold(PLAN))]
    tokens = [token for _, _, token in check(PLAN, spans)]
    assert "34-CT/TW" in tokens
    assert "12/2020/TT-BNV" in tokens
    assert "34-CT/TW" not in [token for _, _, token in words(PLAN)]


def test_a_protected_span_over_lines_is_one_word_on_one_line() -> None:
    text = "theo Kết luận số 14-\n\nKL/TW ngày 22/9/2021"
    assert (17, 27, "14- KL/TW") in check(text, [(17, 27)])


def test_sentences_end_at_paragraphs_and_not_at_wrapped_lines() -> None:
    found = [text.split("\n")[0] for text in (PLAN[start:end] for start, end in sentences(PLAN))]
    assert [text[:14] for text in found] == ["Thực hiện Chỉ ", "Uỷ ban nhân dâ", "1. Mục đích", "a) Nâng cao ý "]


def test_a_protected_span_holds_a_sentence_together() -> None:
    text = "Căn cứ Công văn số 12/STP.\nVP của Sở. Nay ban hành."
    assert len(sentences(text)) == 3
    assert [text[start:end] for start, end in sentences(text, [(19, 29)])] == [
        "Căn cứ Công văn số 12/STP.\nVP của Sở.",
        "Nay ban hành.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\u200b\ufeff",
        "The quick brown fox. It jumps!",
        "Les élèves étudient à l’école…",
        "中文文本没有空格。第二句。",
        "😀👍 xin chào 🇻🇳",
        "Hoà\u0301 bi\u0300nh",
        "a\x00b\x07c",
        "x" * 5000,
        "." * 3000 + " hết.",
        "1,5% 24/7 «a» “b” ‘c’ [d] {e} $f",
    ],
)
def test_no_text_is_lost_or_breaks_it(text: str) -> None:
    check(text, [])
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_text_with_any_protection(text: str, spans: list[tuple[int, int]]) -> None:
    found = check(text, spans)
    inner = [(start, min(end, len(text))) for start, end in spans if start < min(end, len(text))]
    for start, end in inner:
        assert any(left <= start and end <= right for left, right, _ in found)
    for start, end in inner:
        assert not any(start < left < end or start < right < end for left, right in sentences(text, spans))


def test_a_protected_span_that_ends_in_white_space_is_whole() -> None:
    assert sentences("0\r", [(0, 2)]) == [(0, 2)]
    assert sentences("Căn cứ Luật Giá. Hết.", [(15, 17)])[0][1] >= 17


def test_no_word_crosses_a_break() -> None:
    text = "Bộ Chính trị khóa XI"
    assert [token for _, _, token in words(text)] == ["Bộ Chính trị", "khóa", "XI"]
    assert [token for _, _, token in words(text, breaks=[6, 17])] == ["Bộ", "Chí", "nh", "trị", "khóa", "XI"]


def test_the_end_mark_belongs_to_the_last_sentence() -> None:
    assert len(sentences("Trên đây là Kế hoạch của Sở. /.")) == 1


def test_words_that_do_not_fit_fall_back_to_syllables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("underthesea.word_tokenize", lambda chunk: ["something", "else"])
    assert [token for _, _, token in words("kế hoạch số 5.")] == ["kế", "hoạch", "số", "5", "."]


def test_cost_is_linear() -> None:
    def seconds(text: str) -> float:
        begin = time.perf_counter()
        words(text)
        sentences(text)
        return time.perf_counter() - begin

    words("nạp mô hình")
    short = max(seconds(PLAN * 5), 0.01)
    assert seconds(PLAN * 40) < 8 * 3 * short


def test_importing_the_module_does_not_import_underthesea() -> None:
    code = f"import sys, {module.__name__}; sys.exit('underthesea' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
