"""What people type for a document, and what is meant by it: one, several, or none with what comes near."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.gazetteer import load
from pipeline.graph.build import Contribution
from pipeline.graph.memory import MemoryGraph
from pipeline.graph.naming import Meant, Naming
from pipeline.model.graph import GraphSource
from pipeline.resolve.resolver import Resolver
from pipeline.run.build import build
from pipeline.store.database import open_read
from pipeline.store.graph import StoreGraph
from tests.graph.making import graph, node
from tests.run.test_build import Silent

NAMING = Naming(Resolver(load()))
NODES = {
    "xi": node("xi", code="34-CT/TW", doc_type="Chỉ thị", date="2014-04-07", issuer="Bộ Chính trị"),
    "xiii": node("xiii", code="34-CT/TW", doc_type="Chỉ thị", date="2024-05-24", issuer="Ban Bí thư"),
    "law": node(
        "key:vn/luat/quoc-hoi/2022/06-2022-qh15", code="06/2022/QH15", doc_type="Luật", date="2022-06-15",
        title="Luật Thi đua, khen thưởng",
    ),
    "bk": node("bk", code="35/KH-UBND", doc_type="Kế hoạch", date="2024-01-24", issuer="UBND tỉnh Bắc Kạn", province="bac-kan"),
    "sl": node("sl", code="35/KH-UBND", doc_type="Kế hoạch", date="2025-02-14", issuer="UBND tỉnh Sơn La", province="son-la"),
    "nd": node("nd", code="98/2023/NĐ-CP", doc_type="Nghị định", date="2023-12-31"),
    "nd11": node("nd11", code="98/2011/NĐ-CP", doc_type="Nghị định", date="2011-10-26"),
    "qd": node("qd", code="588/QĐ-UBND", doc_type="Quyết định", date="2024-04-15"),
    "ld": node("ld", code="12/KH-LĐLĐ", doc_type="Kế hoạch", date="2024-02-28"),
    "blank": node("blank", code="", doc_type="Kế hoạch", title="Phát động đợt thi đua trồng rừng năm 2024", date="2024"),
}  # fmt: skip


def made() -> MemoryGraph:
    return graph({one.key: one for one in NODES.values()}, [])


def asked(text: str) -> Meant:
    return NAMING.find(made(), text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("34-CT/TW", "xi xiii"),
        ("34 ct/tw", "xi xiii"),
        ("34ct/tw", "xi xiii"),
        ("chi thi so 34 ct tw", "xi xiii"),
        ("Chỉ thị 34-CT/TW năm 2014", "xi"),
        ("chỉ thị số 34-CT/TW ngày 24/5/2024 của Ban Bí thư", "xiii"),
        ("34-CT/TW Bộ Chính trị", "xi"),
        ("6/2022/qh15", "law"),
        ("Luật Thi đua khen thưởng", "law"),
        ("luat thi dua, khen thuong nam 2022", "law"),
        ("Luật TĐKT", "law"),
        ("35/KH-UBND", "bk sl"),
        ("ke hoach 35/kh-ubnd son la", "sl"),
        ("Kế hoạch số 35/KH-UBND ngày 24/01/2024 của UBND tỉnh Bắc Kạn", "bk"),
        ("98/2023/nd-cp", "nd"),
        ("Nghị định 98/2023", "nd"),
        ("QĐ 588", "qd"),
        ("12 kh ldld", "ld"),
        ("Kế hoạch Phát động đợt thi đua trồng rừng", "blank"),
        ("phat dong dot thi dua trong rung nam 2024", "blank"),
        ("34-CT/TW'; DROP TABLE documents; --", "xi xiii"),
    ],
)
def test_what_is_typed_is_understood(text: str, meant: str) -> None:
    keys = {NODES[name].key for name in meant.split()}
    assert {one.key for one in asked(text).nodes} == keys


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("34-CT/TW năm 2019", "xi xiii"),
        ("Quyết định 34-CT/TW", "xi xiii"),
        ("Luật Thi đua, khen thưởng năm 2003", "law"),
        ("588", "qd"),
        ("đợt thi đua trồng rừng", "blank"),
    ],
)
def test_what_contradicts_or_says_too_little_is_only_near(text: str, near: str) -> None:
    found = asked(text)
    assert not found.nodes and {one.key for one in found.near} == {NODES[name].key for name in near.split()}


@pytest.mark.parametrize(
    "text", ["", "  ", "%", '"', "*", "9999/QĐ-TTg", "98/2023/QH15", "x" * 5000, "/akn/vn/act/x", "key:none", "1" * 300]
)
def test_what_is_not_here_is_no_other_document(text: str) -> None:
    assert not asked(text).nodes


def test_what_only_the_gazetteers_know_is_said() -> None:
    assert [one.date for one in asked("19/CT-TTg ngày 16/7/2021").known] == ["2021-07-16"]
    assert asked("Luật Đất đai").known


def test_a_law_is_found_by_its_name_under_its_code_and_under_its_name() -> None:
    read = node("k1", code="61/2027/QH16", doc_type="Luật", title="TRỒNG CÂY PHÂN TÁN", date="2027-06-20", record="r")
    cited = node("key:vn/luat/quoc-hoi/2027/luat-trong-cay-phan-tan", code="", doc_type="Luật", date="2027")
    found = NAMING.find(graph({one.key: one for one in (read, cited)}, []), "Luật Trồng cây phân tán")
    assert [one.key for one in found.nodes] == [read.key, cited.key]


def test_an_address_of_an_edition_is_that_of_its_work() -> None:
    one = node("k", iri="/akn/vn/act/chi-thi/bo-chinh-tri/2014-04-07/34-ct-tw")
    found = NAMING.find(graph({"k": one}, []), f"{one.iri}/vie@/!main")
    assert [n.key for n in found.nodes] == ["k"]


@pytest.mark.parametrize(
    "text",
    [
        "588", "Quyết định 588", "nghị định 98/2023", "ke hoach 07", "luat thi dua khen thuong", "Thi đua, khen thưởng",
        "phát động thi đua", "đồng mau", "34 ct tw nam 2014", "01/CT", "Luật",
    ],
)  # fmt: skip
def test_the_store_understands_what_a_graph_in_memory_does(text: str, both: tuple[GraphSource, GraphSource]) -> None:
    stored, held = (NAMING.find(one, text) for one in both)
    assert [one.key for one in stored.nodes] == [one.key for one in held.nodes]
    assert {one.key for one in stored.near} == {one.key for one in held.near}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[GraphSource, GraphSource]:
    """The samples in a database, and the same nodes in memory."""
    place = tmp_path_factory.mktemp("naming") / "c.db"
    samples = Path(__file__).resolve().parents[2] / "corpora" / "documents"
    build([samples], place, Silent(), text=False)
    stored = StoreGraph(open_read(place))
    return stored, MemoryGraph([Contribution(node, (), ()) for node in stored.all_nodes()])
