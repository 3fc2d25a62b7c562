"""The folded view: equal length on any text, one spelling for each thing that has many."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from pipeline.text.fold import fold


@given(st.text())
def test_the_view_is_of_equal_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="oOuUqQaàáyýỷeèẽn –“”Ðđ\u200b\u00a0"))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "view"),
    [
        ("34–CT/TW", "34-CT/TW"),
        ("98/2023/NÐ‑CP", "98/2023/NĐ-CP"),
        ("“Đổi mới”", '"Đổi mới"'),
        ("số\u00a019⁄CT-TTg", "số 19/CT-TTg"),
        ("hoà bình, hoàn thành, xoá, toàn, hoạ", "hòa bình, hoàn thành, xóa, toàn, họa"),
        ("Uỷ ban, UỶ BAN, luỹ kế, thuỷ, huy, quý, quỹ, Quý", "Ủy ban, ỦY BAN, lũy kế, thủy, huy, quý, quỹ, Quý"),
        ("khoẻ mạnh, khoẻn", "khỏe mạnh, khoẻn"),
        ("thời\u200bgian", "thời\u200bgian"),
        ("thời\ufeffgian\u00ad", "thời\u200bgian\u200b"),
    ],
)
def test_one_spelling_for_each_thing(written: str, view: str) -> None:
    assert fold(unicodedata.normalize("NFC", written)) == view
