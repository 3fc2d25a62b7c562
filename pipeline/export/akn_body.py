"""The text of a document as Akoma Ntoso: what stands before its units, the units within one another, what stands behind.

Every letter of the text is in it once. Words of a unit before its inner units are its ``intro``, those behind them its
``wrapUp``; words between two units that belong to neither (a plan's head behind the decision that issues it) get an
``hcontainer`` of their own. Ids of units follow the Naming Convention: ``art_1__para_2__point_a``.

>>> number("Điều 5", "dieu"), number("2.1", "decimal"), number("Chương II", "chuong"), number("đ", "letter")
('5', '2-1', 'II', 'đ')
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.export.canvas import plain
from pipeline.model.mentions import Citation, Section
from pipeline.model.record import Record

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_UNITS = {"phan": "part", "chuong": "chapter", "muc": "section", "tieu-muc": "subsection", "dieu": "article"}
_SHORT = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "subsection": "subsec",
    "article": "art",
    "paragraph": "para",
}
_WORDS = re.compile(r"^(?:tiểu mục|phần|chương|mục|điều|khoản|điểm|thứ)\s+", re.IGNORECASE)
_MARK = re.compile(r"[.):/]{0,2}")


@dataclass
class _Unit:
    """A section with those inside it; the root has none of its own."""

    start: int
    end: int
    section: Section | None = None
    inner: list[_Unit] = field(default_factory=list)


class Body:
    """Writes preface, body and conclusions of one record."""

    def __init__(self, record: Record, links: Mapping[str, str]) -> None:
        self._record, self._links = record, links
        self._citations = sorted(record.citations, key=lambda c: (c.start, -c.end))
        self._starts = [c.start for c in self._citations]
        self._used: dict[str, int] = {}

    def write(self, act: etree._Element) -> None:
        """Add them to the document's element, behind its ``meta``."""
        text, root = self._record.text, _tree(self._record)
        first = root.inner[0].start if root.inner else 0
        last = root.inner[-1].end if root.inner else len(text)
        if text[:first].strip():
            self._paragraphs(add(act, "preface"), 0, first)
        body = add(act, "body")
        if root.inner:
            self._within_unit(body, root.inner, first, last, "")
        else:
            self._loose(body, 0, len(text), "")
        if text[last:].strip():
            self._paragraphs(add(act, "conclusions"), last, len(text))

    def _within_unit(self, parent: etree._Element, units: list[_Unit], start: int, end: int, above: str) -> int:
        """The units in a span, and what stands between them; back comes where the last of them ends."""
        at = start
        for unit in units:
            if self._record.text[at : unit.start].strip():
                self._loose(parent, at, unit.start, above)
            self._unit(parent, unit, above)
            at = max(at, unit.end)
        return at

    def _unit(self, parent: etree._Element, unit: _Unit, above: str) -> None:
        section, text = unit.section, self._record.text
        assert section is not None
        name = _UNITS.get(section.kind, "hcontainer")
        if above.rpartition("__")[2].startswith("art_") and section.kind == "arabic":
            name = "paragraph"
        elif above.rpartition("__")[2].startswith("para_") and section.kind == "letter":
            name = "point"
        id = self._id(above, _SHORT.get(name, name), number(section.label, section.kind))
        made = add(parent, name, eId=id)
        if name == "hcontainer":
            made.set("name", section.kind)
        mark = _MARK.match(text, section.start + len(section.label))
        opened = min(mark.end() if mark else section.start + len(section.label), unit.end)
        add(made, "num").text = plain(text[section.start : opened])
        if not unit.inner:
            self._paragraphs(add(made, "content"), opened, unit.end)
            return
        first = unit.inner[0].start
        if text[opened:first].strip():
            self._paragraphs(add(made, "intro"), opened, first)
        at = self._within_unit(made, unit.inner, first, unit.end, id)
        if text[at : unit.end].strip():
            self._paragraphs(add(made, "wrapUp"), at, unit.end)

    def _loose(self, parent: etree._Element, start: int, end: int, above: str) -> None:
        made = add(parent, "hcontainer", eId=self._id(above, "hcontainer", "text"), name="text")
        self._paragraphs(add(made, "content"), start, end)

    def _id(self, above: str, name: str, number: str) -> str:
        id = f"{above}__{name}_{number}" if above else f"{name}_{number}"
        self._used[id] = self._used.get(id, 0) + 1
        return id if self._used[id] == 1 else f"{id}-{self._used[id]}"

    def _paragraphs(self, parent: etree._Element, start: int, end: int) -> None:
        """The lines of a span as ``<p>``; a citation broken over lines keeps its paragraph whole."""
        text, at = self._record.text, start
        while at < end:
            cut = text.find("\n", at, end)
            cut = end if cut < 0 else cut
            for citation in self._within(at, end):
                if citation.start < cut < citation.end:
                    following = text.find("\n", citation.end, end)
                    cut = end if following < 0 else following
            if text[at:cut].strip():
                self._inline(add(parent, "p"), at, cut)
            at = cut + 1
        if not len(parent):
            add(parent, "p")

    def _inline(self, holder: etree._Element, start: int, end: int, around: Citation | None = None) -> None:
        """Words with their citations as ``ref``; one that stands inside another (a law in an amending law's name) lies in it."""
        at, last = start, None
        for citation in self._within(start, end):
            if citation.start < at or citation.end > end or citation is around:
                continue
            last = _append(holder, last, self._record.text[at : citation.start])
            last = self._ref(holder, citation)
            at = citation.end
        _append(holder, last, self._record.text[at:end])

    def _ref(self, holder: etree._Element, citation: Citation) -> etree._Element:
        href = self._links.get(citation.id)
        made = add(holder, "ref", href=href or "#unsettled", **{"class": citation.relation if href else "unsettled"})
        if citation.code:
            made.set("title", plain(citation.code))
        self._inline(made, citation.start, citation.end, citation)
        return made

    def _within(self, start: int, end: int) -> list[Citation]:
        return self._citations[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _tree(record: Record) -> _Unit:
    """The sections within one another; one that reaches beyond what holds it is cut there."""
    root = _Unit(0, len(record.text))
    open_ones = [root]
    for section in sorted(record.sections, key=lambda s: (s.start, -s.end)):
        while len(open_ones) > 1 and open_ones[-1].end <= section.start:
            open_ones.pop()
        unit = _Unit(section.start, min(section.end, open_ones[-1].end), section)
        open_ones[-1].inner.append(unit)
        open_ones.append(unit)
    return root


def number(label: str, kind: str) -> str:
    """A label's number as it stands in ids; a label without one goes by its kind."""
    words = _WORDS.sub("", label) if kind in (*_UNITS, "khoan", "diem") else label
    words = _WORDS.sub("", words)
    return "-".join(re.findall(r"\w+", words)) or kind


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child of that tag in the standard's namespace."""
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


def _append(holder: etree._Element, last: etree._Element | None, text: str) -> etree._Element | None:
    """Add text behind ``last``, the holder's last child, or at its start."""
    words = (" " if text[:1].isspace() else "") + plain(text) + (" " if text[-1:].isspace() and text.strip() else "")
    if last is None:
        holder.text = (holder.text or "") + words
    else:
        last.tail = (last.tail or "") + words
    return last
