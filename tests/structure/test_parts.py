"""Several documents in one file: where each begins, its header, and what stays with which."""

from __future__ import annotations

import pytest

from pipeline.run.document import Pipeline
from pipeline.structure.parts import find_parts
from pipeline.text.fold import fold

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: {number}/{symbol}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Hà Tĩnh, ngày {day} tháng 3 năm 2024\n"
)
LETTER = HEAD + (
    "Kính gửi: Các sở, ban, ngành cấp tỉnh\n"
    "Thực hiện Chỉ thị số {cited} ngày 09/01/2024 của Ủy ban nhân dân tỉnh, đề nghị các đơn vị báo cáo trước ngày 20/4/2024./.\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n"
)
FIRST = LETTER.format(number="215", symbol="UBND-NC", day="04", cited="02/CT-UBND")
SECOND = LETTER.format(number="198", symbol="UBND-TH", day="01", cited="01/CT-UBND")
DECISION = HEAD.format(number="588", symbol="QĐ-UBND", day="15") + (
    "QUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\n"
    "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n"
)
RULES = (
    "QUY CHẾ\nLàm việc của Hội đồng\n(Ban hành kèm theo Quyết định số 588/QĐ-UBND ngày 15/3/2024)\n"
    "Điều 1. Phạm vi\nTheo Luật Thi đua, khen thưởng."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def test_two_letters_are_two_parts_each_with_its_own(pipeline: Pipeline) -> None:
    record = pipeline.record_text(FIRST + SECOND)
    assert [(part.start, part.header.number, part.header.symbol) for part in record.parts] == [
        (0, "215", "UBND-NC"),
        (len(FIRST), "198", "UBND-TH"),
    ]
    assert (record.header.number, record.header.date) == ("215", "2024-03-04")
    assert [(one.id, one.code, one.part) for one in record.citations] == [
        ("c1", "02/CT-UBND", 0),
        ("c2", "01/CT-UBND", 1),
    ]
    for one in (*record.citations, *record.dates):
        assert record.text[one.start : one.end] == one.text


def test_what_a_decision_issues_is_a_part(pipeline: Pipeline) -> None:
    record = pipeline.record_text(DECISION + RULES)
    assert [part.start for part in record.parts] == [0, len(DECISION)]
    assert record.parts[1].header.doc_type == "Quy chế"
    assert record.parts[1].header.number is None
    assert next(one.part for one in record.citations if one.kind == "named") == 1


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        DECISION,
        FIRST + "PHỤ LỤC\nMẪU BÁO CÁO\n" + HEAD.format(number="…", symbol="BC-…", day="…"),
        FIRST + HEAD.format(number="   ", symbol="…", day="   ").replace("2024", "20…"),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" * 5,
        "",
    ],
)
def test_one_document_has_no_parts(text: str) -> None:
    assert find_parts(fold(text)) == ()


CUT = FIRST[: FIRST.index("Nơi nhận")]
BARE_DECISION = DECISION[: DECISION.index("Nơi nhận")]
DRAFT = HEAD.format(number="     ", symbol="KH-UBND", day="   ").replace("tháng 3", "tháng   ") + (
    "KẾ HOẠCH\nTổ chức phong trào thi đua năm 2024\nI. MỤC ĐÍCH\nNâng cao hiệu quả.\n"
)
FORM = DRAFT.replace("ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH", "ĐƠN VỊ .............")


@pytest.mark.parametrize(
    "first, second, kind",
    [
        (CUT, SECOND, "letterhead"),
        (BARE_DECISION, RULES, "issued"),
        (FIRST, DRAFT, "letterhead"),
        (
            FIRST.replace("NAM\nĐộc", "NAM Độc"),
            SECOND.replace("NHÂN DÂN\nTỈNH HÀ TĨNH\nSố", "NHÂN DÂN TỈNH HÀ TĨNH\nSố"),
            "letterhead",
        ),
    ],
    ids=["no closing before it", "issued without a closing", "a draft behind its letter", "name on one line"],
)
def test_a_second_document_is_told(first: str, second: str, kind: str) -> None:
    assert [(start.at, start.kind) for start in find_parts(fold(first + second))] == [(len(first), kind)]


def test_a_letterhead_whose_columns_came_as_one_line() -> None:
    glued = SECOND.replace("Số: 198/UBND-TH\nCỘNG HÒA", "CỘNG HÒA").replace("TỈNH HÀ TĨNH\nCỘNG", "TỈNH HÀ TĨNH CỘNG")
    glued = glued.replace("Độc lập", "Số: 198/UBND-TH Độc lập")
    assert [start.at for start in find_parts(fold(FIRST + glued))] == [len(FIRST)]


@pytest.mark.parametrize(
    "text",
    [
        FIRST + FORM,
        FIRST + "Mẫu số 01\n" + DRAFT,
        CUT + "PHỤ LỤC\n" + SECOND,
        CUT + DRAFT,
        BARE_DECISION + RULES.replace("588", "12"),
        CUT + "LỄ KỶ NIỆM 79 NĂM THÀNH LẬP NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" * 2,
    ],
    ids=["dots", "a form by its name", "an annex", "a draft without a closing before", "another's note", "a title"],
)
def test_what_looks_like_a_second_document(text: str) -> None:
    assert find_parts(fold(text)) == ()


def test_a_page_is_where_a_document_begins() -> None:
    text = FIRST + "SAO Y\n" + SECOND
    assert [start.at for start in find_parts(fold(text), [0, len(FIRST)])] == [len(FIRST)]


def test_blank_number_is_told_and_stays_null(pipeline: Pipeline) -> None:
    record = pipeline.record_text(FIRST.replace("Số: 215/", "Số:      /"))
    assert record.header.number is None
    assert [remark.code for remark in record.diagnostics] == ["blank-number"]
