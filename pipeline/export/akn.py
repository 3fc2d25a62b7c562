"""One document as Akoma Ntoso 3.0 XML (OASIS LegalDocML): an ``act`` with identification, preface, body, conclusions.

Ids follow the Akoma Ntoso Naming Convention 1.0 (OASIS, 2019): the work's IRI as in ``resolve.identity``, the expression in
Vietnamese behind ``/vie@``, its main part behind ``/!main``, the package behind ``.akn``. A date of month or year precision is
given as its first day and named so, for the schema knows whole days only. What the body holds is in ``akn_body``.

Valid by the schema of the standard (``akomantoso30.xsd``), whatever the text holds.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.export.akn_body import NAMESPACE, Body, add
from pipeline.export.canvas import plain
from pipeline.gazetteer.key import slug
from pipeline.model.record import Record

__all__ = ["NAMESPACE", "akoma_ntoso"]


def akoma_ntoso(record: Record, own: str | None, links: Mapping[str, str]) -> bytes:
    """The document. ``own`` is its canonical id (None: not known), ``links`` that of each settled citation by citation id.

    Every citation becomes a ``ref``; one that is not settled points at the entry «unsettled» of the references, so that nothing
    is dropped and nothing is claimed.
    """
    names: dict[str | None, str] = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=names)  # type: ignore[arg-type]
    kind = slug(record.header.doc_type or "van-ban")
    act = add(root, "act", name=kind, contains="originalVersion")
    work = own if own and own.startswith("/akn/") else f"/akn/vn/act/{kind}/{slug(record.id)}"
    _meta(add(act, "meta"), record, work, kind)
    Body(record, links).write(act)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)
    return data


def _meta(meta: etree._Element, record: Record, work: str, kind: str) -> None:
    header = record.header
    day, said = _day(header.date)
    identification = add(meta, "identification", source="#cancu")
    levels = (
        ("FRBRWork", f"{work}/!main", work),
        ("FRBRExpression", f"{work}/vie@/!main", f"{work}/vie@"),
        ("FRBRManifestation", f"{work}/vie@/!main.xml", f"{work}/vie@.akn"),
    )
    for level, this, whole in levels:
        block = add(identification, level)
        add(block, "FRBRthis", value=this)
        add(block, "FRBRuri", value=whole)
        add(block, "FRBRdate", date=day, name=said)
        add(block, "FRBRauthor", href="#issuer" if level != "FRBRManifestation" else "#cancu")
        if level == "FRBRWork":
            add(block, "FRBRcountry", value="vn")
            add(block, "FRBRsubtype", value=kind)
            if header.number:
                add(block, "FRBRnumber", value=plain(header.number))
            if header.title:
                add(block, "FRBRname", value=plain(header.title))
        if level == "FRBRExpression":
            add(block, "FRBRlanguage", language="vie")
        if level == "FRBRManifestation":
            add(block, "FRBRformat", value="application/akn+xml")
    references = add(meta, "references", source="#cancu")
    issuer = f"/akn/ontology/organization/vn/{slug(header.issuer or '') or 'unknown'}"
    add(references, "TLCOrganization", eId="issuer", href=issuer, showAs=plain(header.issuer or "?"))
    add(references, "TLCOrganization", eId="cancu", href="/akn/ontology/organization/cancu", showAs="Căn Cứ")
    add(references, "TLCConcept", eId="unsettled", href="/akn/ontology/concept/unsettled", showAs="chưa xác định")


def _day(date: str | None) -> tuple[str, str]:
    """A whole day for the schema, and what kind of day it is.

    >>> _day("2024-03"), _day("2024-03-20"), _day(None)
    (('2024-03-01', 'issued-month'), ('2024-03-20', 'issued'), ('9999-12-31', 'unknown'))
    """
    if not date:
        return "9999-12-31", "unknown"
    return {4: (f"{date}-01-01", "issued-year"), 7: (f"{date}-01", "issued-month")}.get(len(date), (date, "issued"))
