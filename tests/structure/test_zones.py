"""Zones: where the own number, dateline, title, body, closing, recipients, signature and annexes lie."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from pipeline.gazetteer import load
from pipeline.model.document import Document
from pipeline.model.structure import Structure
from pipeline.structure.analyzer import StructureAnalyzer
from pipeline.text.fold import fold

ANALYZER = StructureAnalyzer(load())
PLAN = """UBND TỈNH HÀ GIANG
SỞ TƯ PHÁP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:  14 /KH-STP
Hà Giang, ngày 08 tháng 01 năm 2024

KẾ HOẠCH
Phổ biến pháp luật năm 2024
(Ban hành kèm theo Quyết định số 15/QĐ-STP ngày 08/01/2024)

Căn cứ Luật Phổ biến, giáo dục pháp luật;
I. MỤC ĐÍCH
1. Nâng cao hiểu biết.
II. PHÂN CÔNG
Các phòng thực hiện.
Trên đây là Kế hoạch phổ biến pháp luật năm 2024, các phòng triển khai thực hiện./.

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Vàng Thị Mỷ

PHỤ LỤC
Danh mục hội nghị
I. Cấp tỉnh
1. Hội nghị tháng Ba
"""


def analyze(text: str) -> Structure:
    return ANALYZER.analyze(Document(text=text, folded=fold(text)))


def at(text: str, span: tuple[int, int] | None) -> str:
    assert span is not None
    return text[span[0] : span[1]]


def test_spans_of_the_head() -> None:
    zones = analyze(PLAN).zones
    assert at(PLAN, zones.letterhead).startswith("UBND TỈNH HÀ GIANG\nSỞ TƯ PHÁP")
    assert at(PLAN, zones.own_number) == "14 /KH-STP"
    assert at(PLAN, zones.dateline) == "Hà Giang, ngày 08 tháng 01 năm 2024"
    assert at(PLAN, zones.title) == "Phổ biến pháp luật năm 2024"
    assert at(PLAN, zones.issuing_note) == "(Ban hành kèm theo Quyết định số 15/QĐ-STP ngày 08/01/2024)"


def test_spans_of_the_end() -> None:
    zones = analyze(PLAN).zones
    assert at(PLAN, zones.body).strip().startswith("Căn cứ Luật")
    assert at(PLAN, zones.body).endswith("Các phòng thực hiện.\n")
    assert at(PLAN, zones.closing).startswith("Trên đây là Kế hoạch")
    assert at(PLAN, zones.closing).endswith("Vàng Thị Mỷ")
    assert at(PLAN, zones.recipients).startswith("Nơi nhận:") and at(PLAN, zones.recipients).endswith("Lưu: VT.")
    assert at(PLAN, zones.signature) == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nVàng Thị Mỷ"
    assert [PLAN[start:end].split("\n")[0] for start, end in zones.annexes] == ["PHỤ LỤC"]


def test_sections_stop_at_the_closing_and_start_again_in_the_annex() -> None:
    found = analyze(PLAN).sections
    assert [section.path for section in found] == ["I", "I/1", "II", "I", "I/1"]
    assert PLAN[found[2].end :].startswith("Trên đây")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "   ", "Một câu.", "1. Một khoản lẻ.", "KẾ HOẠCH", "Số:", "Nơi nhận:", "TM."]
)
def test_poor_texts_give_what_is_there(text: str) -> None:
    structure = analyze(text)
    assert structure.header.issuer is None and structure.header.date is None
    assert structure.zones.body[0] <= structure.zones.body[1] <= len(text)


def test_a_sentence_out_of_context_keeps_its_whole_body() -> None:
    text = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;"
    structure = analyze(text)
    assert structure.zones.body == (0, len(text))
    assert structure.zones.own_number is None and structure.header.number is None


def test_two_columns_of_signature_and_recipients() -> None:
    text = (
        "KẾ HOẠCH\nHọp mặt\n\n1. Thời gian\n2. Kinh phí\n"
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Sở Tài chính,\tKT. CHỦ TỊCH\nKho bạc tỉnh;\tPHÓ CHỦ TỊCH\n- Lưu: VT.\n\tLý A Páo\n"
    )
    header = analyze(text).header
    assert header.recipients == ("Sở Tài chính, Kho bạc tỉnh", "Lưu: VT")
    assert (header.signer_authority, header.signer_role) == ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert header.signer_name == "Lý A Páo"


def test_labels_of_groups_are_no_recipients() -> None:
    text = "BÁO CÁO\nHọp\n\n1. Việc\nNơi nhận:\n- Như trên;\n- Gửi bản điện tử:\n- Các huyện;\n- Lưu: VT, TH.\nCHỦ TỊCH\nTô Bé Ba\n"
    assert analyze(text).header.recipients == ("Như trên", "Các huyện", "Lưu: VT, TH")


def test_a_form_in_the_text_is_not_the_closing() -> None:
    text = "THÔNG TƯ\nQuy định mẫu đơn\n\nĐiều 1. Mẫu\nNơi nhận:\n- ......;\n- Lưu: ...\nĐiều 2. Hiệu lực\n"
    structure = analyze(text)
    assert [section.path for section in structure.sections] == ["Điều 1", "Điều 2"]
    assert structure.header.recipients == ()


def test_positions_and_codes_of_signers_come_from_the_gazetteers() -> None:
    text = "BÁO CÁO\nTrông coi rừng\n\n1. Việc\n\nTHỪA Ý CHỦ TỊCH\nLÂM TRƯỞNG\n\nBàn Văn Sếnh\n"
    assert analyze(text).header.signer_role is None
    tables = load()
    role = next(entry for entry in tables.phrases if entry.kind == "role")
    mandate = next(entry for entry in tables.authorities if entry.code == "TUQ.")
    more = dataclasses.replace(
        tables,
        phrases=(*tables.phrases, msgspec.structs.replace(role, id="thu", words=("LÂM TRƯỞNG",))),
        authorities=(*tables.authorities, msgspec.structs.replace(mandate, id="thu", forms=("THỪA Ý",))),
    )
    header = StructureAnalyzer(more).analyze(Document(text=text, folded=fold(text))).header
    assert (header.signer_authority, header.signer_role) == ("THỪA Ý CHỦ TỊCH", "LÂM TRƯỞNG")
    assert header.signer_name == "Bàn Văn Sếnh"
