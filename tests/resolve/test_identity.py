"""Ids: written and read back, keys that join mentions, and when two ids are one document."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pipeline.resolve import Identity, parse_id, same_document

SLUG = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
DAY = st.dates().map(lambda day: f"{day.year:04d}-{day.month:02d}-{day.day:02d}")


@given(SLUG, SLUG, SLUG, st.lists(SLUG, max_size=3), DAY)
def test_an_iri_reads_back(number: str, kind: str, author: str, place: list[str], day: str) -> None:
    one = Identity(number=number, doc_type=kind, author=author, place=tuple(place), date=day, scope=day[:4])
    back = parse_id(one.id)
    assert (back.number, back.doc_type, back.author, back.place, back.date) == (number, kind, author, tuple(place), day)
    assert same_document(one, back)


@given(SLUG, SLUG, st.lists(SLUG, max_size=3), st.sampled_from(["khoa-xi", "2024", "-", "2025-12-29", "lan-xiii"]))
def test_a_key_reads_back(number: str, author: str, place: list[str], scope: str) -> None:
    one = Identity(number=number, doc_type="chi-thi", author=author, place=tuple(place), scope=scope)
    back = parse_id(one.key)
    assert back.key == one.key
    assert same_document(one, back) is True


@pytest.mark.parametrize(
    "id", ["", "34-CT/TW", "/akn/vn/act/chi-thi/bo-chinh-tri/2014/34-ct-tw", "key:vn/a/b", "/akn/vn/act"]
)
def test_what_is_no_id_is_refused(id: str) -> None:
    with pytest.raises(ValueError, match="no id of a document"):
        parse_id(id)


TUPLES = [
    # one, other, the same?
    ({"scope": "khoa-xi"}, {"scope": "khoa-xiii"}, False),
    ({"date": "2014-04-07"}, {"date": "2024-05-24"}, False),
    ({"date": "2014-04-07", "author": "bo-chinh-tri"}, {"date": "2014-04-07", "author": "ban-bi-thu"}, True),
    ({"scope": "khoa-xi"}, {}, None),
    ({"scope": "khoa-xi", "number": "35-ct-tw"}, {"scope": "khoa-xi"}, False),
    ({"scope": "2024", "place": ("ha-tinh",)}, {"scope": "2024", "place": ("tay-ninh",)}, False),
    ({"date": "2024-01-10"}, {"scope": "2024"}, True),
    ({"date": "2024-01-10"}, {"scope": "2023"}, False),
    ({"scope": "khoa-xi", "doc_type": "quy-dinh"}, {"scope": "khoa-xi", "doc_type": "quyet-dinh"}, False),
    (
        {"scope": "2024", "number": "01-nq-du", "author": "dang-uy-a"},
        {"scope": "2024", "number": "01-nq-du", "author": "dang-uy-b"},
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "same"), TUPLES)
def test_same_document(one: dict[str, str], other: dict[str, str], same: bool | None) -> None:
    base = {"number": "34-ct-tw", "doc_type": "chi-thi", "author": "trung-uong"}
    a, b = Identity(**{**base, **one}), Identity(**{**base, **other})  # type: ignore[arg-type]
    assert same_document(a, b) is same
    assert same_document(b, a) is same


def test_key_joins_mentions_that_say_less() -> None:
    full = Identity(
        number="34-ct-tw",
        doc_type="chi-thi",
        author="bo-chinh-tri",
        series="trung-uong",
        date="2014-04-07",
        scope="khoa-xi",
    )
    less = Identity(number="34-ct-tw", doc_type="chi-thi", author="trung-uong", series="trung-uong", scope="khoa-xi")
    assert full.key == less.key
    assert full.id != less.id
