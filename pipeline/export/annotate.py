"""A document as HTML in which each citation is a link: to its page where there is one, else to its entry below.

Self-contained: no scripts, nothing fetched; everything taken from the document is escaped, and only ``http(s)`` addresses
and places on the page itself become links.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Environment, StrictUndefined

from pipeline.export.html import heading
from pipeline.model.graph import Node
from pipeline.model.record import Record

_LABELS = {
    "vi": {"cited": "Văn bản được viện dẫn", "unknown": "chưa xác định", "title": "Trích yếu", "times": "lần"},
    "en": {"cited": "Documents cited", "unknown": "not settled", "title": "Title", "times": "times"},
}
_PAGE = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ title }}</title>
<style>
body { font: 16px/1.65 'Times New Roman', 'DejaVu Serif', serif; color: #1c2430; max-width: 46em; margin: 40px auto; }
body { padding: 0 20px; } .text { white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: #1d4f91; text-underline-offset: 3px; } a.open { color: #b54708; text-decoration-style: dotted; }
ol { font: 14px/1.5 'DejaVu Sans', 'Segoe UI', sans-serif; padding-left: 1.6em; } li { margin: 8px 0; }
li:target { background: #fff7e6; } small { color: #667085; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin-top: 40px; border-top: 1px solid #d9dee7; padding-top: 16px; }
</style></head><body>
<div class="text">{% for piece in pieces %}{% if piece.href -%}
<a href="{{ piece.href }}" id="{{ piece.id }}" class="{{ piece.kind }}" title="{{ piece.note }}">{{ piece.text }}</a>
{%- else %}{{ piece.text }}{% endif %}{% endfor %}</div>
<h2>{{ labels.cited }}</h2>
<ol>{% for entry in entries %}<li id="{{ entry.id }}"><b>{{ entry.name }}</b>{% if entry.date %} ({{ entry.date }}){% endif %}
{% if entry.title %}<br>{{ entry.title }}{% endif %}<br><small>{{ entry.key }}{% for back in entry.back %} \
<a href="#{{ back }}">↑{{ loop.index }}</a>{% endfor %}</small></li>
{% endfor %}</ol>
</body></html>
"""


def annotated(
    record: Record, nodes: Mapping[str, Node], lang: str = "vi", address: Callable[[Node], str | None] | None = None
) -> str:
    """The page. ``nodes`` gives the document of each settled citation by citation id; ``address`` a page for a document, if any."""
    labels = _LABELS[lang]
    entries: dict[str, dict[str, object]] = {}
    pieces: list[dict[str, str]] = []
    at = 0
    for citation in sorted(record.citations, key=lambda c: c.start):
        if citation.start < at:
            continue
        node = nodes.get(citation.id)
        key = node.key if node is not None else f"?{citation.id}"
        made: dict[str, object] = {
            "id": f"d{len(entries) + 1}",
            "name": node.name if node is not None else citation.text,
            "date": node.date if node is not None else citation.date,
            "title": node.title if node is not None else None,
            "key": (node.iri or node.key) if node is not None else labels["unknown"],
            "back": [],
        }
        entry = entries.setdefault(key, made)
        back = entry["back"]
        assert isinstance(back, list)
        back.append(citation.id)
        target = address(node) if address is not None and node is not None else None
        href = target if target and target.startswith(("https://", "http://", "#")) else f"#{entry['id']}"
        pieces.append({"text": record.text[at : citation.start], "href": ""})
        note = (
            " · ".join(filter(None, (node.name, node.date, citation.relation)))
            if node is not None
            else labels["unknown"]
        )
        kind = "settled" if node is not None else "open"
        pieces.append({"text": citation.text, "href": href, "id": citation.id, "kind": kind, "note": note})
        at = citation.end
    pieces.append({"text": record.text[at:], "href": ""})
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(_PAGE)
    return template.render(
        lang=lang, title=heading(record, lang), labels=labels, pieces=pieces, entries=list(entries.values())
    )
