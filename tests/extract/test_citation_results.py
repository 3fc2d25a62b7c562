"""What the extractor promises of its result as a whole: ids, relations, remarks, and names that no list knows."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.citations import CitationExtractor
from pipeline.gazetteer import load
from pipeline.model.document import Document
from pipeline.model.structure import Header, Structure, Zones
from pipeline.text.fold import fold
from tests.extract.citation_cases import extract, extractor

TEXT = (
    "Căn cứ Luật Thư viện;\nCăn cứ Nghị định số 7/2027/NĐ-CP ngày 2/2/2027 của Chính phủ quy định chi tiết Luật Thư viện "
    "được sửa đổi, bổ sung bởi Nghị định số 9/2029/NĐ-CP;\n"
)


def test_ids_are_in_text_order_and_every_citation_has_one_relation() -> None:
    result = extract(TEXT)
    assert [citation.id for citation in result.citations] == [f"c{n}" for n in range(1, len(result.citations) + 1)]
    assert [citation.start for citation in result.citations] == sorted(citation.start for citation in result.citations)
    assert len(result.relations) == len(result.citations) == 4


def test_a_passive_edge_runs_from_the_amender_to_the_amended() -> None:
    result = extract(TEXT)
    amender = next(citation for citation in result.citations if citation.code == "09/2029/NĐ-CP")
    edge = next(edge for edge in result.relations if edge.type == "amends")
    amended = next(citation for citation in result.citations if citation.id == edge.target)
    assert (edge.source, amended.code, amender.inverse) == (amender.id, "07/2027/NĐ-CP", True)
    assert TEXT[edge.evidence.start : edge.evidence.end] == edge.evidence.cue == "được sửa đổi, bổ sung bởi"


def test_the_citing_document_is_the_source_without_a_head() -> None:
    assert [edge.source for edge in extract("Căn cứ Luật Thư viện;").relations] == ["document"]


def test_an_impossible_date_is_said() -> None:
    result = extract("Công điện số 02/CĐ-UBND ngày 31/4/2029 của Chủ tịch UBND tỉnh về chống hạn.")
    assert [(remark.code, remark.start) for remark in result.diagnostics] == [("invalid-date", 29)]


def test_a_blank_number_is_never_silence() -> None:
    result = extract("Thực hiện Thông tư số …/2026/TT-BCT của Bộ Công Thương.")
    assert result.citations == ()
    assert [remark.code for remark in result.diagnostics] == ["unread-citation"]


def test_spans_are_of_the_text_not_of_the_folded_view() -> None:
    text = "theo Nghị định số 98/2023/NÐ–CP"
    found = extract(text).citations[0]
    assert text[found.start : found.end] == found.text == "Nghị định số 98/2023/NÐ–CP"
    assert found.code == "98/2023/NĐ-CP"


def test_the_own_number_line_is_no_citation() -> None:
    text = "ỦY BAN NHÂN DÂN TỈNH\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nCăn cứ Chỉ thị số 3/CT-TTg;"
    assert [citation.code for citation in extract(text).citations] == ["03/CT-TTg"]


def test_names_are_recognised_without_the_list_of_laws() -> None:
    gazetteers = replace(load(), laws=())
    text = "theo Luật Hôn nhân và gia đình, Luật Phòng, chống tham nhũng và Luật Đất đai được quy định"
    empty = Structure(header=Header(), zones=Zones(body=(0, len(text))))
    found = CitationExtractor(gazetteers).extract(Document(text=text, folded=fold(text)), empty)
    assert [c.text for c in found.citations] == [
        "Luật Hôn nhân và gia đình",
        "Luật Phòng, chống tham nhũng",
        "Luật Đất đai",
    ]


def test_odd_input_gives_a_result() -> None:
    for text in ("", "\n\n", "số", "Luật", "Quyết định số", "((((", "Căn cứ " * 50, "Nghị định số 5/2020/NĐ-CP " * 60):
        extract(text)


def test_a_law_that_issues_itself_is_no_citation() -> None:
    text = "LUẬT\n\nTHƯ VIỆN\n\nCăn cứ Hiến pháp;\n\nQuốc hội ban hành Luật Thư viện.\n"
    structure = Structure(header=Header(doc_type="Luật", title="THƯ VIỆN"), zones=Zones(body=(0, len(text))))
    found = extractor().extract(Document(text=text, folded=fold(text)), structure).citations
    assert [citation.text for citation in found] == ["Hiến pháp"]


def test_a_bracket_defines_only_what_was_named_before() -> None:
    assert extract("hồ sơ (sau đây gọi là Nghị định số 12/2029/NĐ-CP) nộp tại xã").citations[0].code == "12/2029/NĐ-CP"
