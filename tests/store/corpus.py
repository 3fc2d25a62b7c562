"""Plans made up for the tests of the store: each cites central directives, its province's plan, and plans of other numbers."""

from __future__ import annotations

from pathlib import Path

PROVINCES = ("Hà Tĩnh", "Lào Cai", "Cà Mau", "Kiên Giang", "Bình Phước", "Tây Ninh", "Thái Bình", "Phú Yên")
_TASK = (
    "{n}. Các phòng, đơn vị trực thuộc rà soát nhiệm vụ được giao, xây dựng lịch làm việc từng quý, phân công người phụ trách "
    "và gửi kết quả về Văn phòng để tổng hợp, trình lãnh đạo xem xét theo đúng thời hạn đã đăng ký."
)


def _date(number: int) -> tuple[int, int, int]:
    """Year, month and day of a plan: each is as old as the one before it, or younger."""
    days = number // 8
    return 2024 + days // 336, 1 + days // 28 % 12, 1 + days % 28


def plan_text(number: int, paragraphs: int = 4, *, chained: bool = True) -> str:
    """Plan number ``number`` of a province: 35 + number, with citations that others of the corpus share.

    ``chained``: it cites the plan before it, which the corpus holds; else a plan of a ministry, which it does not.
    """
    province = PROVINCES[number % len(PROVINCES)]
    year, month, day = _date(number)
    tasks = "\n".join(_TASK.format(n=n) for n in range(1, paragraphs + 1))
    before = f"Kế hoạch số {number % 90 + 10}/KH-BNV ngày 15 tháng 01 năm {year - 1} của Bộ Nội vụ"
    if chained:
        before = (
            f"Kế hoạch số {number + 34}/KH-UBND ngày {_date(number - 1)[2]:02}/{_date(number - 1)[1]:02}/{_date(number - 1)[0]} "
            f"của UBND tỉnh {PROVINCES[(number - 1) % len(PROVINCES)]}"
        )
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH {province.upper()}\n\nSố: {35 + number}/KH-UBND\n\n"
        f"{province}, ngày {day:02} tháng {month:02} năm {year}\n\n"
        f"KẾ HOẠCH\nTổ chức phong trào thi đua của tỉnh {province} năm {year}, đợt {number}\n\n"
        "Căn cứ Luật Thi đua, khen thưởng năm 2022;\n"
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ quy định chi tiết thi hành một số điều của "
        "Luật Thi đua, khen thưởng;\n"
        "Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về tiếp tục đổi mới công tác thi đua, khen thưởng; "
        "Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ về việc phát động thi đua;\n"
        f"Thực hiện {before} về phối hợp tổ chức phong trào thi đua;\n"
        f"Ủy ban nhân dân tỉnh xây dựng kế hoạch như sau:\n\nI. NHIỆM VỤ\n{tasks}\n\n"
        f"II. TỔ CHỨC THỰC HIỆN\n1. Quán triệt Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, Kết luận số 01-KL/TW ngày "
        "18/5/2021 của Bộ Chính trị và Quyết định số 1526/QĐ-TTg ngày 10/9/2021 của Thủ tướng Chính phủ.\n"
        f"2. Sở Nội vụ theo Quyết định số {100 + number % 50}/QĐ-UBND ngày 12/01/{year - 1} của Chủ tịch UBND tỉnh tổng hợp, "
        "báo cáo theo Chỉ thị số 34-CT/TW và Nghị định số 98/2023/NĐ-CP.\n"
        f"3. Phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới” tiếp tục được triển khai.\n\n"
        "Trên đây là Kế hoạch tổ chức phong trào thi đua./.\n"
    )


def write_corpus(folder: Path, count: int, paragraphs: int = 4) -> None:
    """Plans as text files, in two folders."""
    for number in range(count):
        place = folder / ("a" if number % 2 else "b") / f"plan-{number:04}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(plan_text(number, paragraphs), encoding="utf-8")
