"""Pages that are mostly a ruled table, drawn as scans: how dear and how right their cells are read (``tests.benchmarks.ocr``).

The table is that of a plan's annex (số thứ tự, nội dung, chủ trì, phối hợp, thời gian); the words are made up.
"""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = [
    Path("/usr/share/fonts/truetype") / name
    for name in ("dejavu/DejaVuSerif.ttf", "noto/NotoSerif-Regular.ttf", "dejavu/DejaVuSans.ttf")
]
_SIZE = (2480, 3508)  # A4 at 300 dots an inch
_COLUMNS = (("TT", 130), ("Nội dung công việc", 900), ("Chủ trì", 380), ("Phối hợp", 420), ("Thời gian", 290))
_TASKS = cycle(
    [
        "Rà soát hồ sơ của các hộ nuôi ong theo Quyết định số 58/QĐ-UBND ngày 14/3/2023 và lập sổ theo dõi ở từng xã",
        "Tập huấn cho cán bộ thôn về cách ghi chép số liệu, mỗi lớp không quá ba mươi người",
        "Báo cáo kết quả thực hiện Nghị định số 45/2022/NĐ-CP trước khi họp giao ban quý",
        "Kiểm tra việc niêm yết giá tại chợ phiên",
    ]
)
_LEADS = cycle(["Phòng Nội vụ", "Ủy ban nhân dân các xã", "Sở Công Thương", "Văn phòng Ủy ban nhân dân huyện"])
_HELPERS = cycle(
    ["Các phòng, ban có liên quan", "Hội Nông dân huyện", "Đoàn Thanh niên", "Công an huyện; Phòng Tài chính"]
)
_TIMES = cycle(["Quý I năm 2025", "Tháng 6/2025", "Thường xuyên", "Trước ngày 15/12/2025"])


def ruled_page(rows: int) -> tuple[Image.Image, list[str]]:
    """A sheet with a table of ``rows`` rows below its head (as many as it holds), and the text of each cell in order."""
    font = ImageFont.truetype(str(next(path for path in FONTS if path.exists())), 44)
    sheet = Image.new("L", _SIZE, 250)
    draw = ImageDraw.Draw(sheet)
    draw.text((780, 180), "DANH MỤC CÔNG VIỆC NĂM 2025", font=font, fill=20)
    top, cells = 300, []
    table = [[name for name, _ in _COLUMNS]]
    table += [[str(at + 1), next(_TASKS), next(_LEADS), next(_HELPERS), next(_TIMES)] for at in range(rows)]
    for row in table:
        broken = [_broken(text, width - 40, font) for text, (_, width) in zip(row, _COLUMNS, strict=True)]
        bottom = top + 62 * max(map(len, broken)) + 30
        if bottom > _SIZE[1] - 200:
            break
        left = 200
        for lines, (_, width) in zip(broken, _COLUMNS, strict=True):
            draw.rectangle((left, top, left + width, bottom), outline=20, width=4)
            for at, line in enumerate(lines):
                draw.text((left + 20, top + 12 + 62 * at), line, font=font, fill=20)
            left += width
        cells += row
        top = bottom
    return sheet, cells


def _broken(text: str, width: int, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
