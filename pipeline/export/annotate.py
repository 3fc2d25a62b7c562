"""A document as HTML in which each citation is a link: to its page where there is one, else to its entry below.

Self-contained: no scripts, nothing fetched; everything taken from the document is escaped, and only ``http(s)`` addresses
and places on the page itself become links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec
from jinja2 import Environment, StrictUndefined

from pipeline.export.canvas import day
from pipeline.export.html import heading
from pipeline.export.segments import cut
from pipeline.model.graph import Node
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.model.resolution import Resolution

_LABELS = {
    "vi": {
        "cited": "Văn bản được viện dẫn", "none": "Không tìm thấy viện dẫn nào.", "may_be": "có thể là",
        "unresolved": "chưa xác định", "ambiguous": "chưa rõ là văn bản nào",
        "based_on": "căn cứ", "implements": "thực hiện", "details": "quy định chi tiết",
        "issues": "ban hành", "amends": "sửa đổi", "replaces": "thay thế", "repeals": "bãi bỏ", "reviews": "sơ kết, tổng kết",
        "cites": "viện dẫn",
    },
    "en": {
        "cited": "Documents cited", "none": "No citation was found.", "may_be": "may be", "unresolved": "not settled",
        "ambiguous": "may be several", "based_on": "based on", "implements": "implements", "details": "details", "issues": "issues",
        "amends": "amends", "replaces": "replaces", "repeals": "repeals", "reviews": "reviews", "cites": "cites",
    },
}  # fmt: skip
_PAGE = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ title }}</title>
<style>
:root { color-scheme: light dark; --ink: #1c2430; --paper: #ffffff; --line: #d9dee7; --soft: #667085; --link: #1d4f91;
--open: #a23d00; --mark: #fff1c2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --line: #38404d; --soft: #a3adbd; --link: #9cc3f5;
--open: #f0a868; --mark: #4a3b00; } }
body { font: 16px/1.65 'Times New Roman', 'Liberation Serif', 'DejaVu Serif', serif; color: var(--ink); background: var(--paper); }
body { max-width: 46em; margin: 40px auto; padding: 0 20px; } .text { white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: 3px; } a.open { color: var(--open); text-decoration-style: dotted; }
ol { font: 14px/1.5 'DejaVu Sans', 'Segoe UI', 'Noto Sans', sans-serif; padding-left: 1.8em; } li { margin: 10px 0; }
:target { background: var(--mark); border-radius: 3px; } small { color: var(--soft); overflow-wrap: anywhere; }
h2 { font-size: 18px; margin-top: 40px; border-top: 1px solid var(--line); padding-top: 16px; }
@media print { :root { --ink: #000000; --paper: #ffffff; --link: #1d4f91; --open: #a23d00; --soft: #444444; }
body { margin: 0; max-width: none; }
li { break-inside: avoid; } }
</style></head><body>
<div class="text">{% for piece in pieces %}{% if piece.href -%}
<a href="{{ piece.href }}"{% if piece.id %} id="{{ piece.id }}"{% endif %} class="{{ piece.kind }}" \
title="{{ piece.note }}">{{ piece.text }}</a>
{%- else %}{{ piece.text }}{% endif %}{% endfor %}</div>
<h2>{{ labels.cited }}</h2>
{% if not entries %}<p>{{ labels.none }}</p>{% endif %}
<ol>{% for entry in entries %}<li id="{{ entry.id }}"><b>{{ entry.name }}</b>{% if entry.date %} ({{ entry.date }}){% endif %} \
<small>{{ entry.said }}</small>
{% if entry.title %}<br>{{ entry.title }}{% endif %}<br><small>{{ entry.key }}{% for back in entry.back %} \
<a href="#{{ back }}">↑{{ loop.index }}</a>{% endfor %}</small></li>
{% endfor %}</ol>
</body></html>
"""


class _Entry(msgspec.Struct):
    """One document cited, or one citation that is not settled."""

    id: str
    name: str
    date: str
    title: str | None
    key: str
    relations: dict[str, None]
    back: list[str]

    @property
    def said(self) -> str:
        return ", ".join(self.relations)


class _Piece(msgspec.Struct):
    """A stretch of the text; with ``href`` a link. Of a citation in several pieces the first bears the ``id``."""

    text: str
    href: str = ""
    id: str = ""
    kind: str = ""
    note: str = ""


def annotated(
    record: Record,
    nodes: Mapping[str, Node],
    lang: str = "vi",
    address: Callable[[Node], str | None] | None = None,
    answers: Mapping[str, Resolution] | None = None,
) -> str:
    """The page. ``nodes`` gives the document of each settled citation by citation id; ``address`` a page for a document, if any;
    ``answers`` say of the others what they may mean."""
    labels = _LABELS[lang]
    entries: dict[str, _Entry] = {}
    links: dict[str, _Piece] = {}
    for citation in sorted(record.citations, key=lambda c: c.start):
        node = nodes.get(citation.id)
        entry = _entry(entries, citation, node, (answers or {}).get(citation.id), labels)
        entry.relations[labels[citation.relation]] = None
        entry.back.append(citation.id)
        target = address(node) if address is not None and node is not None else None
        href = target if target and target.startswith(("https://", "http://", "#")) else f"#{entry.id}"
        said = (entry.name, entry.date, labels[citation.relation]) if node is not None else (entry.key,)
        kind = "settled" if node is not None else "open"
        links[citation.id] = _Piece("", href, citation.id, kind, " · ".join(filter(None, said)))
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(_PAGE)
    return template.render(
        lang=lang,
        title=heading(record, lang),
        labels=labels,
        pieces=list(_pieces(record, links)),
        entries=list(entries.values()),
    )


def _entry(
    entries: dict[str, _Entry], citation: Citation, node: Node | None, answer: Resolution | None, labels: Mapping[str, str]
) -> _Entry:  # fmt: skip
    key = node.key if node is not None else f"?{citation.id}"
    if key in entries:
        return entries[key]
    id = f"d{len(entries) + 1}"
    if node is not None:
        made = _Entry(id, node.name, day(node.date), node.title, node.iri or node.key, {}, [])
    else:
        several = answer.candidates if answer is not None and answer.status == "ambiguous" else ()
        may_be = "; ".join(" ".join(filter(None, (c.doc_type, c.code, day(c.date)))) for c in several[:6])
        said = labels["ambiguous" if several else "unresolved"]
        said = f"{said}: {labels['may_be']} {may_be}" if may_be else said
        made = _Entry(id, " ".join(citation.text.split()), day(citation.date), None, said, {}, [])
    return entries.setdefault(key, made)


def _pieces(record: Record, links: Mapping[str, _Piece]) -> Iterator[_Piece]:
    """The whole text in order. A citation inside another (a law in an amending law's name) is cut out of it, for
    links do not nest."""
    ordered = sorted(record.citations, key=lambda c: (c.start, -c.end))
    opened: set[str] = set()
    for start, end, active in cut(len(record.text), ordered):
        if not active:
            yield _Piece(record.text[start:end])
            continue
        link = links[active[-1].id]
        id = "" if link.id in opened else link.id
        opened.add(link.id)
        yield _Piece(record.text[start:end], link.href, id, link.kind, link.note)
