"""The resolver on records and with a corpus's evidence; consensus, movements, reasons."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from pipeline.gazetteer import load
from pipeline.model.evidence import Cited, Consensus, Evidence
from pipeline.model.mentions import Citation, Movement
from pipeline.model.resolution import Candidate, Resolution
from pipeline.model.structure import Header
from pipeline.resolve import Jurisdiction, Resolver, consensus
from pipeline.resolve.codes import code_key
from pipeline.resolve.consensus import agreed, odd
from pipeline.resolve.movements import MovementResolver
from pipeline.resolve.reasons import REASONS, explain
from pipeline.resolve.resolver import as_dict, own_code

RURAL, POOR = "ca-nuoc-chung-suc-xay-dung-nong-thon-moi", "ca-nuoc-chung-tay-vi-nguoi-ngheo-khong-de"
TAY_NINH = Jurisdiction(place=("tay-ninh",), level="province")


def cite(code: str | None, doc_type: str, **said: Any) -> Citation:
    said = {"id": "c1", "kind": "numbered", "text": code or "", **said}
    return Citation(start=0, end=1, doc_type=doc_type, code=code, **said)


class Corpus:
    """A corpus of ingested documents and mentions, as a store would answer."""

    def __init__(self, *held: Candidate) -> None:
        self.held = held

    def candidates(self, code_key_: str) -> Sequence[Candidate]:
        return [c for c in self.held if c.code and code_key(c.code) == code_key_]

    def consensus(self, key: str) -> Consensus | None:
        return None


def directive(resolver: Resolver, province: str, date: str, title: str) -> Candidate:
    header = Header(
        doc_type="Chỉ thị",
        number="01",
        symbol="CT-UBND",
        date=date,
        issuer=f"UBND tỉnh {province}",
        level="province",
        title=title,
    )
    own = resolver.identify(header, resolver.jurisdictions.of("", header))
    assert own is not None
    return own


@pytest.fixture(scope="module")
def corpus(resolver: Resolver) -> Evidence:
    return Corpus(
        directive(resolver, "Tây Ninh", "2024-01-10", "về tổ chức phong trào thi đua yêu nước năm 2024"),
        directive(resolver, "Bình Phước", "2024-02-10", "về tổ chức phong trào thi đua yêu nước năm 2024"),
    )


def test_an_ingested_document_resolves(resolver: Resolver, corpus: Evidence) -> None:
    cited = cite("01/CT-UBND", "Chỉ thị", date="2024-01-10", issuer="UBND tỉnh")
    assert resolver.one(cited, "2024-05-01", TAY_NINH).status == "provisional"
    answer = resolver.one(cited, "2024-05-01", TAY_NINH, corpus)
    assert (answer.status, answer.id) == (
        "resolved",
        "/akn/vn-tay-ninh/act/chi-thi/uy-ban-nhan-dan/2024-01-10/01-ct-ubnd",
    )
    assert answer.candidates[0].origin == "document"


def test_another_province_is_another_document(resolver: Resolver, corpus: Evidence) -> None:
    cited = cite("01/CT-UBND", "Chỉ thị", date="2023-01-10", issuer="UBND tỉnh Bình Phước")
    answer = resolver.one(cited, "2024-05-01", TAY_NINH, corpus)
    assert answer.status == "provisional"
    assert answer.id == "/akn/vn-binh-phuoc/act/chi-thi/uy-ban-nhan-dan/2023-01-10/01-ct-ubnd"
    assert {"date", "place"} & {name for c in answer.candidates for name in c.contradicts}


def test_one_number_of_one_year_has_one_day(resolver: Resolver, corpus: Evidence) -> None:
    cited = cite("01/CT-UBND", "Chỉ thị", date="2024-01-17", issuer="UBND tỉnh Bình Phước")
    answer = resolver.one(cited, "2024-05-01", TAY_NINH, corpus)
    assert (answer.status, answer.reason) == ("ambiguous", "date-differs")
    turned = cite("01/CT-UBND", "Chỉ thị", date="2024-10-02", issuer="UBND tỉnh Bình Phước")
    slipped = resolver.one(turned, "2024-12-01", TAY_NINH, corpus)
    assert (slipped.reason, slipped.id) == (
        "date-slip",
        "/akn/vn-binh-phuoc/act/chi-thi/uy-ban-nhan-dan/2024-02-10/01-ct-ubnd",
    )


def test_no_place_no_answer_even_with_the_same_title(resolver: Resolver, corpus: Evidence) -> None:
    cited = cite("01/CT-UBND", "Chỉ thị", title="về tổ chức phong trào thi đua yêu nước năm 2024")
    assert resolver.one(cited, "2024-05-01", None, corpus).status == "ambiguous"


def test_year_and_place_are_enough_for_an_ingested_one(resolver: Resolver, corpus: Evidence) -> None:
    answer = resolver.one(
        cite("01/CT-UBND", "Chỉ thị", date="2024", issuer="UBND tỉnh"), "2024-05-01", TAY_NINH, corpus
    )
    assert (answer.status, answer.id and answer.id[8:16]) == ("resolved", "tay-ninh")


def test_agreeing_mentions_complete_a_bare_one_but_never_resolve_it(resolver: Resolver) -> None:
    full = resolver.one(cite("10-NQ/TW", "Nghị quyết", date="2022-02-10", issuer="Bộ Chính trị"), "2024-05-01")
    assert full.id is not None
    assert full.key is not None
    mention = Candidate(
        id=full.id,
        key=full.key,
        code="10-NQ/TW",
        doc_type="Nghị quyết",
        date="2022-02-10",
        origin="mention",
        documents=7,
    )
    bare = cite("10-NQ/TW", "Nghị quyết")
    assert resolver.one(bare, "2024-05-01").status == "unresolved"
    answer = resolver.one(bare, "2024-05-01", None, Corpus(mention))
    assert (answer.status, answer.id) == ("provisional", full.id)
    other = msgspec.structs.replace(
        mention, id=full.id.replace("2022", "2017"), key="key:vn/nghi-quyet/trung-uong/khoa-xii/10-nq-tw"
    )
    assert resolver.one(bare, "2024-05-01", None, Corpus(mention, other)).status == "ambiguous"


def test_a_day_that_is_nobodys_joins_nothing(resolver: Resolver) -> None:
    true = resolver.one(cite("34-CT/TW", "Chỉ thị", date="2014-04-07"), "2024-05-01")
    wrong = resolver.one(cite("34-CT/TW", "Chỉ thị", date="2014-04-08"), "2024-05-01")
    assert (true.status, wrong.status, wrong.reason) == ("resolved", "ambiguous", "date-differs")
    assert wrong.key is None
    assert wrong.candidates[0].id == true.id
    assert "date" in wrong.candidates[0].contradicts


class NamedLaw:
    """A corpus with one law that the gazetteers do not know, filed as ``resolve.filing`` tells."""

    def __init__(self, resolver: Resolver) -> None:
        header = Header(
            doc_type="Luật", number="73/2025", symbol="QH15", date="2025-06-16", issuer="QUỐC HỘI", level="central",
            title="NHÀ GIÁO",
        )  # fmt: skip
        own = resolver.identify(header, Jurisdiction(level="central"))
        assert own is not None
        self.own, self.keys = own, resolver.filing.of(own.code, own.doc_type, own.title)

    def candidates(self, code_key_: str) -> Sequence[Candidate]:
        return [self.own] if code_key_ in self.keys else []

    def consensus(self, key: str) -> Consensus | None:
        return None


def test_a_law_answers_to_its_name(resolver: Resolver) -> None:
    corpus = NamedLaw(resolver)
    assert corpus.keys == ("73-2025-QH15", "name:luat-nha-giao")
    assert resolver.index.law("Luật Nhà giáo") is None
    dated = cite(None, "Luật", kind="named", text="Luật Nhà giáo năm 2025", date="2025")
    answer = resolver.one(dated, "2025-09-01", None, corpus)
    assert (answer.status, answer.id) == ("resolved", corpus.own.id)
    bare = cite(None, "Luật", kind="named", text="Luật Nhà giáo")
    assert resolver.filing.under(bare) == "name:luat-nha-giao"
    found = resolver.one(bare, "2025-09-01", None, corpus)
    assert (found.status, found.reason, found.key) == ("provisional", "only-version", corpus.own.key)
    assert resolver.one(bare, "2024-09-01", None, corpus).status == "ambiguous"


def test_a_documents_own_day_is_its_own(resolver: Resolver) -> None:
    header = Header(
        doc_type="Nghị định", number="98/2023", symbol="NĐ-CP", date="2023-12-15", issuer="CHÍNH PHỦ", level="central"
    )
    own = resolver.identify(header, Jurisdiction(level="central"))
    assert own is not None
    assert own.id == "/akn/vn/act/nghi-dinh/chinh-phu/2023-12-15/98-2023-nd-cp"


def test_an_unconfirmed_day_overrules_nothing(resolver: Resolver) -> None:
    entry = next(e for e in resolver.index.gazetteers.directives if e.code == "539/QĐ-TTg")
    assert not entry.confirmed
    assert entry.date is not None
    before = resolver.one(cite(entry.code, "Quyết định", date=entry.date[:4]), f"{entry.date[:4]}-02-01")
    assert (before.status, before.candidates[0].confidence) == ("resolved", "unconfirmed")
    other = resolver.one(cite(entry.code, "Quyết định", date=f"{entry.date[:4]}-03-05"), "2024-12-01")
    assert (other.status, other.reason) == ("provisional", "date-unconfirmed")
    assert other.key == before.key
    assert other.id == f"/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/{entry.date[:4]}-03-05/539-qd-ttg"


def test_a_document_citing_itself(resolver: Resolver) -> None:
    header = Header(
        doc_type="Quyết định",
        number="13",
        symbol="QĐ-SCT",
        date="2024-01-23",
        issuer="Sở Công Thương",
        level="province",
    )
    own = resolver.identify(header, TAY_NINH)
    (answer,) = resolver.citations((cite("13/QĐ-SCT", "Quyết định", date="2024-01-23"),), TAY_NINH, "2024-01-23", own)
    assert (answer.status, answer.reason) == ("resolved", "cites-itself")


@pytest.mark.parametrize(
    ("number", "symbol", "code"),
    [
        ("34", "CT/TW", "34-CT/TW"),
        ("13", "QĐ-SCT", "13/QĐ-SCT"),
        ("09/2009", "CT-UBND", "09/2009/CT-UBND"),
        (None, "KH-SCT", None),
    ],
)
def test_own_code(number: str | None, symbol: str, code: str | None) -> None:
    assert own_code(Header(number=number, symbol=symbol)) == code


def test_answers_do_not_depend_on_the_order_of_citations(resolver: Resolver) -> None:
    cited = [
        cite("34-CT/TW", "Chỉ thị", id="c1", date="2014-04-07", issuer="Bộ Chính trị"),
        cite("34-CT/TW", "Chỉ thị", id="c2"),
        cite("90/KH-UBND", "Kế hoạch", id="c3", date="2021-04-28", issuer="UBND tỉnh"),
        cite("90/KH-UBND", "Kế hoạch", id="c4"),
    ]
    results = set()
    for order in itertools.permutations(cited):
        found = {a.citation: (a.status, a.id) for a in resolver.citations(order, TAY_NINH, "2024-05-01")}
        results.add(tuple(sorted(found.items())))
    assert len(results) == 1


def test_a_resolution_is_plain_values_and_reads_back(resolver: Resolver) -> None:
    answer = resolver.one(cite("28-NQ/TW", "Nghị quyết"), "2024-05-01")
    plain = as_dict(answer)
    assert plain["status"] == "ambiguous"
    assert len(plain["candidates"]) == 4
    assert msgspec.convert(plain, Resolution) == answer


def test_every_reason_is_explained() -> None:
    assert all(vi and en and vi != en for vi, en in REASONS.values())
    assert explain("younger") != explain("younger", "en")
    with pytest.raises(KeyError):
        explain("no-such-reason")


def test_consensus_names_the_odd_one_out() -> None:
    said = [
        Cited(document=str(n), date="2023-12-31", title="quy định chi tiết Luật Thi đua, khen thưởng") for n in range(8)
    ]
    said += [
        Cited(document="8", date="2023-12-16", title="Quy định chi tiết Luật thi đua khen thưởng", issuer="Chính phủ")
    ]
    said += said[:2]
    found = consensus(said)
    assert found.documents == 9
    assert [(t.value, t.documents) for t in found.dates] == [("2023-12-31", 8), ("2023-12-16", 1)]
    assert agreed(found.dates, found.documents) == "2023-12-31"
    assert [t.examples for t in odd(found.dates, found.documents)] == [("8",)]
    assert [t.documents for t in found.titles] == [9]
    assert found == consensus(reversed(said))


def test_two_against_two_agree_on_nothing() -> None:
    said = [Cited(document=str(n), date=f"2024-01-0{1 + n % 2}") for n in range(4)]
    found = consensus(said)
    assert agreed(found.dates, found.documents) is None
    assert odd(found.dates, found.documents) == ()


@pytest.mark.parametrize(
    ("name", "period", "movement", "variant", "reason"),
    [
        ("Cả nước chung sức xây dựng nông thôn mới", "2021-2025", RURAL, None, "name"),
        ("Cả nước chung sức xây dựng nông thôn mới", "1999-2000", RURAL, None, "period-differs"),
        ("tỉnh Lào Cai chung sức xây dựng nông thôn mới", None, None, RURAL, "local-variant"),
        ("Toàn tỉnh chung sức xây dựng nông thôn mới", None, None, RURAL, "local-variant"),
        ("Huyện Bát Xát chung sức xây dựng nông thôn mới", None, None, RURAL, "local-variant"),
        ("Huyện Bát Xát chung sức trồng hoa", None, None, None, "unknown"),
        ("Bắc Kạn chung tay vì người nghèo - Không để ai bị bỏ lại phía sau", None, None, POOR, "local-variant"),
        ("thực hiện thắng lợi nhiệm vụ năm 2024", None, None, None, "unknown"),
    ],
)  # fmt: skip
def test_movements(name: str, period: str | None, movement: str | None, variant: str | None, reason: str) -> None:
    found = MovementResolver(load()).resolve(Movement(0, len(name), name, "phong trào", True, period=period))
    assert (found.movement_id, found.variant_of, found.reason) == (movement, variant, reason)
