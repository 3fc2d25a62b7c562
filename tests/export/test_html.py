"""The HTML view: everything shown, everything escaped, nothing fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec

from pipeline.export.html import fragment, page
from pipeline.export.segments import segments
from tests.export.test_tables import record


class Text(HTMLParser):
    """Collects tags and the text of the paper."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.inside |= tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "main"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def test_the_page_shows_the_text_unchanged_and_escaped() -> None:
    text = '<script>alert("x")</script> [b]Chỉ thị[/b] &amp; 01/CT-UBND'
    found = Text()
    found.feed(page(record(text)))
    assert found.text == text
    assert "script" not in found.tags


def test_the_page_fetches_nothing() -> None:
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:|//)|url\(|@import", page(record()))


def test_segments_cover_the_text_without_gaps() -> None:
    one = record()
    found = list(segments(one))
    assert "".join(one.text[s.start : s.end] for s in found) == one.text
    assert any("citations" in [mark.layer for mark in s.marks] for s in found)


def test_an_empty_document_gives_a_page_that_says_so() -> None:
    empty = msgspec.structs.replace(record(), text="", citations=(), anniversaries=(), relations=(), diagnostics=())
    assert "Không có." in page(empty)
    assert "None." in page(empty, "en")


def test_a_prefix_keeps_anchors_of_two_views_apart() -> None:
    html = fragment(record(), prefix="n1-")
    assert 'id="n1-c1"' in html and 'href="#n1-c1"' in html
