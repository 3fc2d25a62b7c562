"""One document as Akoma Ntoso 3.0 XML (OASIS LegalDocML): identification, preamble, sections, conclusions, citations as ``<ref>``.

A settled citation gets its canonical id as ``href``; one that is not stays marked (``class="unsettled"``), so that nothing is
dropped. A date of month or year precision is given as its first day and named so, for the schema knows whole days only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from lxml import etree

from pipeline.export.canvas import plain
from pipeline.model.mentions import Citation, Section
from pipeline.model.record import Record

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_UNITS = {"phan": "part", "chuong": "chapter", "muc": "section", "tieu-muc": "subsection", "dieu": "article"}


def akoma_ntoso(record: Record, own: str | None, links: Mapping[str, str]) -> bytes:
    """The document. ``own`` is its canonical id (None: not known), ``links`` that of each settled citation by citation id."""
    return _Writer(record, links).document(own)


class _Writer:
    def __init__(self, record: Record, links: Mapping[str, str]) -> None:
        self.record, self.links = record, links
        self.citations = sorted(record.citations, key=lambda c: (c.start, -c.end))
        self.starts = [c.start for c in self.citations]

    def document(self, own: str | None) -> bytes:
        record = self.record
        names: dict[str | None, str] = {None: NAMESPACE}
        root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=names)  # type: ignore[arg-type]
        doc = _add(root, "doc", name=plain(record.header.doc_type or "văn bản"))
        self._meta(_add(doc, "meta"), own or f"/akn/vn/act/{plain(record.id).replace(':', '-')}")
        sections = record.sections
        first = sections[0].start if sections else len(record.text)
        opening = _add(_add(doc, "preface"), "container", name="preamble")
        self._paragraphs(opening, 0, first)
        body = _add(doc, "mainBody")
        if sections:
            self._sections(body)
            end = max(section.end for section in sections)
            if record.text[end:].strip():
                self._paragraphs(_add(_add(doc, "conclusions"), "container", name="closing"), end, len(record.text))
        else:
            _add(body, "p")
        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)
        return data

    def _meta(self, meta: etree._Element, uri: str) -> None:
        header = self.record.header
        day, said = _day(header.date)
        identification = _add(meta, "identification", source="#cancu")
        for level, suffix in (("FRBRWork", ""), ("FRBRExpression", "/vie@"), ("FRBRManifestation", "/vie@.xml")):
            block = _add(identification, level)
            _add(block, "FRBRthis", value=f"{uri}{suffix}/!main")
            _add(block, "FRBRuri", value=f"{uri}{suffix}")
            _add(block, "FRBRdate", date=day, name=said)
            _add(block, "FRBRauthor", href="#issuer")
            if level == "FRBRWork":
                _add(block, "FRBRcountry", value="vn")
            if level == "FRBRExpression":
                _add(block, "FRBRlanguage", language="vie")
        references = _add(meta, "references", source="#cancu")
        _add(
            references,
            "TLCOrganization",
            eId="issuer",
            href="/akn/ontology/organization/vn/issuer",
            showAs=plain(header.issuer or "?"),
        )
        _add(references, "TLCOrganization", eId="cancu", href="/akn/ontology/organization/cancu", showAs="Căn Cứ")

    def _sections(self, body: etree._Element) -> None:
        """Sections nest by their levels; a unit's own words end where its first inner unit starts."""
        open_ones: list[tuple[Section, etree._Element]] = []
        used: dict[str, int] = {}
        every = self.record.sections
        for number, section in enumerate(every):
            while open_ones and open_ones[-1][0].end <= section.start:
                open_ones.pop()
            parent = open_ones[-1][1] if open_ones else body
            name = _UNITS.get(section.kind, "hcontainer")
            id = "sec_" + "".join(c if c.isalnum() else "_" for c in plain(section.path))
            used[id] = used.get(id, 0) + 1
            unit = _add(parent, name, eId=id if used[id] == 1 else f"{id}__{used[id]}")
            if name == "hcontainer":
                unit.set("name", section.kind)
            _add(unit, "num").text = plain(section.label)
            following = every[number + 1].start if number + 1 < len(every) else section.end
            inner = min(following, section.end)
            holder = _add(unit, "intro" if following < section.end else "content")
            self._paragraphs(holder, section.start + len(section.label), inner)
            open_ones.append((section, unit))

    def _paragraphs(self, parent: etree._Element, start: int, end: int) -> None:
        """The lines of a span as ``<p>``; a citation broken over lines keeps its paragraph whole."""
        text, at = self.record.text, start
        while at < end:
            cut = text.find("\n", at, end)
            cut = end if cut < 0 else cut
            for citation in self._within(at, end):
                if citation.start < cut < citation.end:
                    following = text.find("\n", citation.end, end)
                    cut = end if following < 0 else following
            if text[at:cut].strip():
                self._inline(_add(parent, "p"), at, cut)
            at = cut + 1
        if not len(parent):
            _add(parent, "p")

    def _inline(self, holder: etree._Element, start: int, end: int) -> None:
        at, last = start, None
        for citation in self._within(start, end):
            if citation.start < at or citation.end > end:
                continue
            last = _append(holder, last, self.record.text[at : citation.start])
            href = self.links.get(citation.id)
            last = _add(holder, "ref", href=href or "#", **{"class": citation.relation if href else "unsettled"})
            last.text = plain(self.record.text[citation.start : citation.end])
            if citation.code:
                last.set("title", plain(citation.code))
            at = citation.end
        _append(holder, last, self.record.text[at:end])

    def _within(self, start: int, end: int) -> list[Citation]:
        return self.citations[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _day(date: str | None) -> tuple[str, str]:
    """A whole day for the schema, and what kind of day it is.

    >>> _day("2024-03"), _day("2024-03-20"), _day(None)
    (('2024-03-01', 'issued-month'), ('2024-03-20', 'issued'), ('9999-12-31', 'unknown'))
    """
    if not date:
        return "9999-12-31", "unknown"
    return {4: (f"{date}-01-01", "issued-year"), 7: (f"{date}-01", "issued-month")}.get(len(date), (date, "issued"))


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


def _append(holder: etree._Element, last: etree._Element | None, text: str) -> etree._Element | None:
    """Add text behind ``last``, the holder's last child, or at its start."""
    words = (" " if text[:1].isspace() else "") + plain(text) + (" " if text[-1:].isspace() and text.strip() else "")
    if last is None:
        holder.text = (holder.text or "") + words
    else:
        last.tail = (last.tail or "") + words
    return last
