"""HTML: visible text, blocks as lines, lists numbered, nothing fetched."""

from __future__ import annotations

import pytest

from pipeline.read import read_bytes


def read(page: str) -> str:
    return read_bytes(page.encode(), "a.html").text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Căn  cứ\n Luật <b>Đất</b> đai;</p><p>Điều 1</p>", "Căn cứ Luật Đất đai;\nĐiều 1"),
        ("<p>a<script>x()</script><style>y</style><!-- z -->b</p>", "ab"),
        ("<p style='display:none'>ẩn</p><p hidden>ẩn</p>còn", "còn"),
        ("một<br>hai<div>ba</div>bốn", "một\nhai\nba\nbốn"),
        ("<ol><li>a</li><li value=5>b</li><li>c</li></ol>", "1. a\n5. b\n6. c"),
        ("<ol type=I start=3><li><p>Mục đích</p><li>Yêu cầu</ol>", "III. Mục đích\nIV. Yêu cầu"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n1. b"),
        ("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", "1. a\na. b\nb. c\n2. d"),
        ("<ul><li>việc\n <li>khác</ul>", "- việc\n- khác"),
        (
            "<table><tr><td>UBND TỈNH<br>SỞ<td>CỘNG HÒA</tr><tr><td>Số: 1<td>ngày</table>",
            "UBND TỈNH\nSỞ\nCỘNG HÒA\nSố: 1\nngày",
        ),
        ("<pre>a  b\n c</pre>", "a  b\nc"),
        ("&Dstrok;i&#7873;u 1 &amp; &lt;2&gt;", "Điều 1 & <2>"),
        ("<html></html>", ""),
    ],
)
def test_rendering(page: str, text: str) -> None:
    assert read(page if page.startswith("<html") else f"<html><body>{page}</body></html>") == text


def test_entities_of_a_document_type_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>Kế hoạch &x;</p></body></html>'
    assert "Kế hoạch" in read(page)
    assert "/etc" not in read(page)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "windows-1258"])
def test_encodings(codec: str) -> None:
    body = "Quyê\u0301t đi\u0323nh" if codec == "windows-1258" else "Quyết định"
    page = f'<html><head><meta charset="{codec}"></head><body><p>{body}</p></body></html>'
    assert read_bytes(page.encode(codec), "a.html").text == "Quyết định"


def test_deep_nesting_does_not_overflow() -> None:
    assert read("<html><body>" + "<div>" * 5000 + "sâu") in ("sâu", "")


def test_what_stands_around_the_document_is_left_out() -> None:
    page = (
        "<body><header><ul><li>Trang chủ</ul></header><div class='menu top'>Nghị định mới 1/2020/NĐ-CP</div>"
        "<div id='content'><div class='breadcrumb'>Văn bản</div>"
        "<div class='content-header'><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>"
        "</div><p>Điều 1. Phạm vi điều chỉnh của Quy chế này là công tác thi đua của các cơ quan, đơn vị trong toàn tỉnh.</p></div>"
        "<div class='vbLienQuan'>Quyết định 2/QĐ-UBND</div><footer>Giấy phép số 12/GP</footer></body>"
    )
    assert read_bytes(page.encode(), "a.html").text.split("\n") == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Điều 1. Phạm vi điều chỉnh của Quy chế này là công tác thi đua của các cơ quan, đơn vị trong toàn tỉnh.",
    ]


def test_a_page_that_is_all_menu_or_footer_is_read() -> None:
    assert read_bytes("<footer>Điều 1. Phạm vi</footer>".encode(), "a.html").text == "Điều 1. Phạm vi"
