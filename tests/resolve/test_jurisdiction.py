"""Jurisdictions: letterhead, dateline, body, the mergers of 2025, and whose «UBND tỉnh» is meant."""

from __future__ import annotations

import pytest

from pipeline.model.structure import Header
from pipeline.resolve import Resolver


def test_the_issuer_names_the_province(resolver: Resolver) -> None:
    text = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nKế hoạch năm 2024 trên địa bàn tỉnh Nghệ An"
    header = Header(issuer="ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", level="province", branch="state", date="2024-01-05")
    found = resolver.jurisdictions.of(text, header)
    assert (found.place, found.level, found.branch, found.contested) == (("ha-tinh",), "province", "state", True)
    assert [text[e.start : e.end] for e in found.evidence] == ["TỈNH HÀ TĨNH"]


def test_the_dateline_before_the_body(resolver: Resolver) -> None:
    text = "Kiên Giang, ngày 5 tháng 3 năm 2024\nKẾ HOẠCH\nTriển khai tại tỉnh An Giang và tỉnh An Giang."
    header = Header(
        issuer="Sở Tư pháp", level="province", province="Kiên Giang", date="2024-03-05", title="Triển khai tại"
    )
    found = resolver.jurisdictions.of(text, header)
    assert found.place == ("kien-giang",)
    assert [e.kind for e in found.evidence] == ["dateline"]


def test_the_body_alone(resolver: Resolver) -> None:
    text = "Sở tổ chức trên địa bàn tỉnh Tây Ninh; các huyện của tỉnh Tây Ninh; tham quan tỉnh Long An."
    found = resolver.jurisdictions.of(text, Header(issuer="Sở Nội vụ", level="province", date="2024-03-05"))
    assert found.place == ("tay-ninh",)
    assert all(text[e.start : e.end] == "tỉnh Tây Ninh" and e.kind == "body" for e in found.evidence)


def test_two_provinces_as_often_decide_nothing(resolver: Resolver) -> None:
    text = "Phối hợp giữa tỉnh Tây Ninh và tỉnh Long An."
    assert resolver.jurisdictions.of(text, Header(level="province")).place == ()


def test_a_central_document_has_no_place(resolver: Resolver) -> None:
    text = "Nghị định này áp dụng tại tỉnh Tây Ninh."
    found = resolver.jurisdictions.of(text, Header(issuer="Chính phủ", level="central", branch="state"))
    assert (found.place, found.level) == ((), "central")


@pytest.mark.parametrize("date", ["2024-06-01", "2025-09-01", None])
def test_a_merged_province_stays_itself_before_the_merger(resolver: Resolver, date: str | None) -> None:
    header = Header(issuer="Sở Nội vụ tỉnh Bắc Kạn", level="province", date=date)
    assert resolver.jurisdictions.of("", header).place == ("bac-kan",)


def test_a_district_has_its_province_and_itself(resolver: Resolver) -> None:
    header = Header(
        issuer="UBND huyện Bát Xát", level="district", locality="HUYỆN BÁT XÁT", province="Lào Cai", date="2024-02-01"
    )
    found = resolver.jurisdictions.of("Lào Cai, ngày 01 tháng 02 năm 2024", header)
    assert found.place == ("lao-cai", "huyen-bat-xat")


@pytest.mark.parametrize(
    ("written", "author", "level", "place"),
    [
        ("Chủ tịch UBND tỉnh", "uy-ban-nhan-dan", "province", None),
        ("UBND thành phố Đà Nẵng", "uy-ban-nhan-dan", "province", ("da-nang",)),
        ("UBND thành phố Vinh, tỉnh Nghệ An", "uy-ban-nhan-dan", "district", ("nghe-an", "thanh-pho-vinh")),
        ("Ban Thường vụ Huyện ủy Bát Xát", "ban-thuong-vu-huyen-uy", "district", ("?", "huyen-bat-xat")),
        ("Bộ trưởng Bộ Công Thương", "bo-cong-thuong", "central", None),
        ("UBND xã Y Tý", "uy-ban-nhan-dan", "commune", ("?", "xa-y-ty")),
        ("Chủ tịch nước", "chu-tich-nuoc", "central", None),
    ],
)
def test_issuers(resolver: Resolver, written: str, author: str, level: str, place: tuple[str, ...] | None) -> None:
    found = resolver.issuers.read(written)
    assert (found.author, found.level, found.place) == (author, level, place)


def test_a_department_names_its_province_without_the_word(resolver: Resolver) -> None:
    text = "Theo Công văn của Sở Giáo dục và Đào tạo Hà Tĩnh, Phòng hướng dẫn các trường; Sở Y tế (Nghệ An) góp ý."
    found = resolver.jurisdictions.of(text, Header(issuer="Phòng Giáo dục và Đào tạo", level="district"))
    assert found.place == ("ha-tinh",)


@pytest.mark.parametrize(
    ("text", "header", "place"),
    [
        ("HUYỆN SƠN TỊNH\nỦY BAN NHÂN DÂN\nXÃ TỊNH TRÀ\n", ("commune", "XÃ TỊNH TRÀ", "2024-04-26"),
         ("huyen-son-tinh", "xa-tinh-tra")),
        ("ỦY BAN NHÂN DÂN\nXÃ TỊNH TRÀ\n", ("commune", "XÃ TỊNH TRÀ", "2025-08-26"), ("xa-tinh-tra",)),
        ("TỈNH ỦY ĐẮK LẮK\nHUYỆN ỦY CƯ M'GAR\n", ("district", "HUYỆN ỦY CƯ M'GAR", "2024-08-15"), ("huyen-cu-m-gar",)),
    ],
)  # fmt: skip
def test_district_and_commune(
    resolver: Resolver, text: str, header: tuple[str, str, str], place: tuple[str, ...]
) -> None:
    level, locality, date = header
    found = resolver.jurisdictions.of(text, Header(level=level, locality=locality, date=date, province="Quảng Ngãi"))
    assert found.place == ("quang-ngai", *place)
