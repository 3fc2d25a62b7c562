"""Stamps of signing programs and of arrival, in every type and place, and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.text.page import Line
from pipeline.text.stamps import stamps

BODY = [Line("Căn cứ Quyết định số 12/QĐ-UBND; " * 3, 85, 200 + 20 * at, 540, 214 + 20 * at, 13) for at in range(6)]


def left(*said: tuple[str, float], x: float = 330, y: float = 600) -> list[str]:
    """The texts (each with its letter height) that stay on a page of body text."""
    lines = []
    for text, size in said:
        y += 1.25 * size
        lines.append(Line(text, x, y - 0.8 * size, x + 0.5 * size * len(text), y + 0.2 * size, size))
    marked = stamps([(line,) for line in (*BODY, *lines)], 13)
    assert not {id(line) for line in BODY} & marked
    return [line.text for line in lines if id(line) not in marked]


@pytest.mark.parametrize(
    "said",
    [
        [("Người ký: Sở Nội vụ", 7), ("Email: snv@mau.gov.vn", 7), ("Thời gian ký: 09.01.2025 10:21:11 +07:00", 7)],
        [("Thời gian ký:", 7), ("09.01.2025", 7), ("10:21:11 +07:00", 7)],
        [("vanphong@mau.gov.vn", 7), ("09.01.2025 10:21:11 +07:00", 7)],
        [("Ký bởi: Trần Văn Mẫu", 8), ("Cơ quan: Tỉnh Mẫu", 8), ("Ngày ký: 09-01-2025", 8)],
        [("Signature Not Verified", 10), ("Được ký bởi TRẦN VĂN MẪU", 7), ("Ngày 09/01/2025 10:21:11", 7)],
        [("Người ký: Sở Nội vụ", 13), ("Thời gian ký: 09.01.2025 10:21:11 +07:00", 13)],
        [("CÔNG VĂN ĐẾN", 9), ("Số: 1204", 9), ("Ngày: 10/01/2025", 9)],
        [("ĐẾN", 12), ("Số: 77", 9), ("Ngày: 10/01/2025", 9), ("Chuyển: VX", 9)],
    ],
)
def test_stamps_are_told(said: list[tuple[str, float]]) -> None:
    assert left(*said) == []


@pytest.mark.parametrize(
    "said",
    [
        [("Người ký: ghi rõ họ tên và chức vụ của người có thẩm quyền", 13)],
        [("Nơi nhận:", 12), ("- Như trên;", 10), ("- Lưu: VT.", 10)],
        [("Thời gian: 07:30:00 ngày 09/01/2025", 13), ("Địa điểm: Hội trường", 13)],
        [("DANH SÁCH ĐƠN VỊ ĐẾN", 13), ("Số lượng: 20", 13), ("Ngày: 10/01/2025", 13)],
        [("TM. ỦY BAN NHÂN DÂN", 13), ("CHỦ TỊCH", 13), ("Trần Văn Mẫu", 13)],
    ],
)
def test_text_that_looks_like_a_stamp_stays(said: list[tuple[str, float]]) -> None:
    assert left(*said) == [text for text, _ in said]
