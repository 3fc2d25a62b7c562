"""When a number is doubted: not for a like title of the same day where the document was read without its day."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model.evidence import Consensus
from pipeline.model.mentions import Citation
from pipeline.model.resolution import Candidate, Resolution
from pipeline.resolve import Resolver
from pipeline.resolve.codes import code_key

# In the registry under this number and day; its neighbour, signed on the same day, is not.
KNOWN, NEIGHBOUR, DAY = "02/2017/NQ-HĐTP", "01/2017/NQ-HĐTP", "2017-01-13"


class Read:
    """A corpus that holds the neighbour, of which no day is known."""

    def __init__(self, title: str | None) -> None:
        key = "key:vn/nghi-quyet/hoi-dong-tham-phan-toa-an-nhan-dan-toi-cao/2017/01-2017-nq-hdtp"
        self.held = Candidate(
            id=key,
            key=key,
            code=NEIGHBOUR,
            doc_type="Nghị quyết",
            date="2017",
            title=title,
            origin="document",
            documents=1,
        )

    def candidates(self, code_key_: str) -> Sequence[Candidate]:
        return [self.held] if code_key_ == code_key(NEIGHBOUR) else []

    def consensus(self, key: str) -> Consensus | None:
        return None


def asked(resolver: Resolver, corpus: Read, title: str) -> Resolution:
    cited = Citation(
        id="c1", kind="numbered", start=0, end=1, text="x", doc_type="Nghị quyết", code=NEIGHBOUR, date=DAY, title=title
    )
    return resolver.one(cited, "2018-08-09", None, corpus)


@pytest.fixture(scope="module")
def title(resolver: Resolver) -> str:
    (known,) = resolver.registry.candidates(code_key(KNOWN))
    assert known.date == DAY and known.title
    return known.title


@pytest.mark.parametrize("held", [None, "own"])
def test_a_like_title_of_the_same_day_raises_no_doubt(resolver: Resolver, title: str, held: str | None) -> None:
    like = title.replace("hành chính", "dân sự")
    assert like != title and resolver.registry.titles.compare(like, title)
    answer = asked(resolver, Read(like if held else None), like)
    assert (answer.status, answer.candidates[0].code) == ("resolved", NEIGHBOUR)


@pytest.mark.parametrize("held", [None, "other"])
def test_the_very_title_of_another_number_does(resolver: Resolver, title: str, held: str | None) -> None:
    answer = asked(resolver, Read("Hướng dẫn thi hành quy định về hợp đồng vay tài sản" if held else None), title)
    assert (answer.status, answer.reason) in {("ambiguous", "number-slip"), ("ambiguous", "contradicted")}
    assert answer.id is None


def test_a_like_title_does_where_the_held_document_bears_another(resolver: Resolver, title: str) -> None:
    corpus = Read("Hướng dẫn thi hành quy định về hợp đồng vay tài sản")
    assert asked(resolver, corpus, title.replace("hành chính", "dân sự")).status == "ambiguous"
