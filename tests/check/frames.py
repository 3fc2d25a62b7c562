"""Frames for the cases of ``tests/cases/findings.jsonl``: a whole document around a few words, so that form is in order.

``build`` puts a case's ``title`` and ``body`` into the frame it names; ``date`` (an ISO day) and ``number`` fill the dateline
and the number line. The frame ``raw`` is the body alone.
"""

from __future__ import annotations

from typing import Any

STATE = """UBND TỈNH HÀ TĨNH
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/{code}-SNV
Hà Tĩnh, ngày {day} tháng {month} năm {year}

{heading}
{title}

{body}

Trên đây là {kind} của Sở Nội vụ, đề nghị các đơn vị thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Trần Thị Mẫu
"""
PARTY = """TỈNH ỦY HÀ TĨNH
*
Số {number}-{code}/TU
ĐẢNG CỘNG SẢN VIỆT NAM

Hà Tĩnh, ngày {day} tháng {month} năm {year}

{heading}
{title}

{body}

Nơi nhận:
- Các huyện ủy,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Thị Mẫu
"""
CODES = {"Kế hoạch": "KH", "Quyết định": "QĐ", "Báo cáo": "BC", "Chỉ thị": "CT"}


def build(case: dict[str, Any]) -> str:
    """The text of a case."""
    frame, body = case.get("frame", "state"), str(case["body"])
    if frame == "raw":
        return body
    year, month, day = str(case.get("date", "2024-03-05")).split("-")
    kind = str(case.get("type", "Kế hoạch"))
    return (STATE if frame == "state" else PARTY).format(
        number=case.get("number", "12"), code=CODES[kind], day=day, month=month if int(month) < 3 else int(month),
        year=year, heading=kind.upper(), kind=kind, title=case.get("title", "Triển khai nhiệm vụ công tác năm 2024"), body=body,
    )  # fmt: skip
