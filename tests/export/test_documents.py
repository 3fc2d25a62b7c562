"""Akoma Ntoso and the annotated page of one document: nothing lost, every link right, hostile text harmless."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from pipeline.export.akn import NAMESPACE, akoma_ntoso
from pipeline.export.annotate import annotated
from pipeline.gazetteer import load
from pipeline.resolve.resolver import Resolver
from pipeline.run.ask import Settled, settled
from pipeline.run.document import Pipeline

ROOT = Path(__file__).resolve().parents[2]
GAZETTEERS = load()


def sample(name: str) -> Settled:
    return settled(ROOT / "corpora" / "documents" / name, GAZETTEERS)


def words(text: str) -> str:
    return "".join(text.split())


def test_akoma_ntoso_holds_the_whole_text_and_refs_the_citations() -> None:
    found = sample("bac-kan-ubnd-kh-2024.txt")
    links = {id: node.iri or node.key for id, node in found.nodes.items()}
    root = etree.fromstring(akoma_ntoso(found.record, found.own.iri, links))
    body = "".join(t for part in root.iter(f"{{{NAMESPACE}}}act") for child in part[1:] for t in child.itertext())
    assert words(body) == words(found.record.text)
    refs = [ref.get("href") for ref in root.iter(f"{{{NAMESPACE}}}ref")]
    assert len(refs) == len(found.record.citations)
    assert "/akn/vn/act/chi-thi/thu-tuong-chinh-phu/2021-07-16/19-ct-ttg" in refs
    work = root.find(f".//{{{NAMESPACE}}}FRBRWork/{{{NAMESPACE}}}FRBRuri")
    assert work is not None and work.get("value") == found.own.iri


def test_ids_are_unique() -> None:
    root = etree.fromstring(akoma_ntoso(sample("bac-kan-sct-kh-2024.txt").record, None, {}))
    ids = [e.get("eId") for e in root.iter() if e.get("eId")]
    assert len(ids) == len(set(ids))


def test_the_page_links_every_citation_and_keeps_the_text() -> None:
    found = sample("bac-kan-ubnd-kh-2024.txt")
    page = html.fromstring(annotated(found.record, found.nodes))
    (text,) = page.xpath("//div[@class='text']")
    assert words(text.text_content()) == words(found.record.text)
    targets = {a.get("href")[1:] for a in text.xpath(".//a")}
    assert targets == {li.get("id") for li in page.xpath("//ol/li")}
    assert len(text.xpath(".//a")) == len(found.record.citations)


def test_a_citation_inside_another_is_cut_out_of_its_link() -> None:
    record = Pipeline(GAZETTEERS).record_text(
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ ngày 22/11/2019;"
    )
    assert len(record.citations) == 2
    page = html.fromstring(annotated(record, {}))
    links = page.xpath("//div[@class='text']//a")
    assert not page.xpath("//a//a") and {a.get("id") for a in links} >= {c.id for c in record.citations}
    assert words(page.xpath("//div[@class='text']")[0].text_content()) == words(record.text)


def test_an_ambiguous_citation_lists_what_it_may_mean() -> None:
    record = Pipeline(GAZETTEERS).record_text("Thực hiện Chỉ thị số 34-CT/TW;")
    answers = {one.citation: one for one in Resolver(GAZETTEERS).resolve(record)}
    page = annotated(record, {}, "vi", answers=answers)
    assert "có thể là Chỉ thị 34-CT/TW 07/04/2014; Chỉ thị 34-CT/TW 24/05/2024" in page


def test_a_text_without_citations_says_so() -> None:
    assert "No citation was found." in annotated(Pipeline(GAZETTEERS).record_text("Không có gì."), {}, "en")


def test_hostile_text_and_addresses_stay_text() -> None:
    record = Pipeline(GAZETTEERS).record_text(
        '<script>alert(1)</script> Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 "><img src=x>'
    )
    page = annotated(record, {}, address=lambda node: "javascript:alert(1)")
    assert "<script>alert" not in page and "<img" not in page and "javascript:" not in page
    etree.fromstring(akoma_ntoso(record, None, {}))
