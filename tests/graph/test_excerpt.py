"""Evidence is cut around the words that assert the step, and these are marked."""

from __future__ import annotations

import pytest

from pipeline.graph.excerpt import excerpt
from tests.graph.making import node

DIRECTIVE = node("d", code="19/CT-TTg", doc_type="Chỉ thị")
LAW = node("l", code="06/2022/QH15", doc_type="Luật", title="Luật Thi đua, khen thưởng")
FAR = "các phòng, ban, đơn vị trực thuộc rà soát, bổ sung nhiệm vụ của mình vào chương trình công tác quý, "


@pytest.mark.parametrize(
    ("sentence", "cue", "ends", "shown"),
    [
        (
            "Thực hiện Chỉ thị số 19/CT-TTg, Sở lập kế hoạch.", "Thực hiện", [DIRECTIVE],
            "«Thực hiện» ‹Chỉ thị số 19/CT-TTg›, Sở lập kế hoạch.",
        ),
        (
            f"Để triển khai, {FAR}tổ chức quán triệt Chỉ thị số 19/ CT-TTg tới từng tổ dân phố", "quán triệt", [DIRECTIVE],
            "…quý, tổ chức «quán triệt» ‹Chỉ thị số 19/ CT-TTg› tới từng tổ…",
        ),
        ("Chỉ thị số 19/CT-TTg;", "Thực hiện", [DIRECTIVE], "«Thực hiện» … ‹Chỉ thị số 19/CT-TTg›;"),
        ("Không nói rõ văn bản nào.", None, [DIRECTIVE], "Không nói rõ văn bản nào."),
        ("", "theo", [DIRECTIVE], "«theo»"),
        ("Số 119/CT-TTg không phải là 19/CT-TTgx.", None, [DIRECTIVE], "Số 119/CT-TTg không phải là 19/CT-TTgx."),
        ("Theo đó, căn cứ Luật", "Theo", [], "«Theo» đó, căn cứ Luật"),
    ],
)  # fmt: skip
def test_cue_and_mention_are_shown(sentence: str, cue: str | None, ends: list[object], shown: str) -> None:
    found = excerpt(sentence, cue, ends, 60)  # type: ignore[arg-type]
    assert str(found) == shown
    for start, end, kind in found.marks:
        assert found.text[start:end] and kind in ("cue", "mention")


def test_a_word_like_the_cue_in_a_title_is_not_the_cue() -> None:
    said = "…phát động thi đua thực hiện thắng lợi nhiệm vụ; Chỉ thị số 19/CT-TTg"
    assert str(excerpt(said, "Thực hiện", [DIRECTIVE], 200)).startswith("«Thực hiện» …phát động")


def test_marks_follow_what_is_set_before() -> None:
    found = excerpt("Thực hiện Chỉ thị số 19/CT-TTg", "Thực hiện", [DIRECTIVE]).after("  trang 2: ")
    assert [found.text[a:b] for a, b, _ in found.marks] == ["Thực hiện", "Chỉ thị số 19/CT-TTg"]
    assert "".join(words for words, _ in found.pieces()) == found.text


def test_a_long_sentence_keeps_both_ends_of_the_step() -> None:
    found = excerpt("Căn cứ " + FAR * 5 + "Luật Thi đua, khen thưởng" + FAR * 5, "Căn cứ", [LAW], 120)
    assert [found.text[a:b] for a, b, _ in found.marks] == ["Căn cứ", "Luật Thi đua, khen thưởng"]
    assert len(found.text) < 160
