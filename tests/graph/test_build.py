"""The edges that a record asserts: nested titles, passive cues, self-citation, what is not settled."""

from __future__ import annotations

from pipeline.gazetteer import load
from pipeline.graph.build import asserted, contribution
from pipeline.graph.lineage import lineage
from pipeline.graph.nodes import graph_of
from pipeline.model.graph import Node
from pipeline.run.document import Pipeline

PIPELINE = Pipeline(load())
DECISION = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NAM
Số: 77/QĐ-UBND
Quảng Nam, ngày 03 tháng 3 năm 2022

QUYẾT ĐỊNH
Ban hành Kế hoạch thực hiện Nghị quyết số 06/NQ-CP ngày 21/01/2021 của Chính phủ \
ban hành Chương trình hành động tiếp tục thực hiện Nghị quyết số 24-NQ/TW ngày 03/6/2013 của Ban Chấp hành Trung ương Đảng
"""


def edges(text: str, keys: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(e.source, e.type, e.target) for e in asserted(PIPELINE.record_text(text), "own", keys)]


def test_three_documents_and_two_edges_in_one_sentence() -> None:
    record = PIPELINE.record_text(DECISION)
    graph = graph_of([record], load())
    own = next(node for node in graph.all_nodes() if node.ingested)
    found = lineage(graph, own.key)
    steps = {(found.nodes[s.child].code, s.relations[0], found.nodes[s.parent].code) for s in found.steps}
    assert ("77/QĐ-UBND", "implements", "06/NQ-CP") in steps
    assert ("06/NQ-CP", "implements", "24-NQ/TW") in steps
    assert ("77/QĐ-UBND", "implements", "24-NQ/TW") not in steps
    assert [found.nodes[key].code for key in found.sources] == ["24-NQ/TW"]


def test_the_nested_edge_is_asserted_by_the_document_that_was_read() -> None:
    record = PIPELINE.record_text(DECISION)
    targets = {c.id: Node(key=c.code or c.id) for c in record.citations}
    made = contribution(record, Node(key="own", record=record.id), targets)
    (nested,) = [said for link, said in made.edges if link.source == "06/NQ-CP"]
    assert nested.by == "own"
    assert record.text[nested.start : nested.end].startswith("Nghị quyết số 24-NQ/TW")
    assert "thực hiện" in (nested.cue or "")


def test_a_passive_cue_is_turned_round() -> None:
    text = "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 được thay thế bởi Nghị định số 152/2025/NĐ-CP ngày 14/6/2025."
    assert ("new", "replaces", "old") in edges(text, {"c1": "old", "c2": "new"})


def test_a_passive_about_the_document_itself_is_turned_round() -> None:
    header = "Thông tư số 12/2030/TT-BTC quy định về phí thư viện\n\nĐiều 5. Mức thu\n"
    note = "(Điều 5 Thông tư số 12/2030/TT-BTC, có nội dung bị bãi bỏ bởi Điều 7 Thông tư số 4/2031/TT-BTC)"
    assert edges(header + note, {"c1": "later"}) == [("later", "repeals", "own")]
    assert edges("Khoản này được sửa đổi theo Thông tư số 4/2031/TT-BTC.", {"c1": "later"}) == [
        ("later", "amends", "own")
    ]


def test_a_cue_behind_its_list_is_the_documents_own() -> None:
    text = "Nghị định số 7/2020/NĐ-CP và Nghị định số 8/2021/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực."
    assert edges(text, {"c1": "a", "c2": "b"}) == [("own", "repeals", "a"), ("own", "repeals", "b")]


def test_a_document_does_not_cite_itself_and_the_unsettled_gives_no_edge() -> None:
    text = "Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021; Kế hoạch số 35/KH-UBND ngày 24/01/2024."
    assert edges(text, {"c1": "own"}) == []
    assert edges(text, {"c2": "plan"}) == [("own", "implements", "plan")]
