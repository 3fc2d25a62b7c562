"""A question's answer as one self-contained page: the picture, the table under it. No scripts, nothing fetched, all escaped.

The page follows the reader's light or dark theme (the picture keeps its paper) and prints on A4 with the table's head repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from pipeline.export.canvas import plain
from pipeline.graph.excerpt import Excerpt

_WIDTH = re.compile(r'<svg [^>]*?width="(\d+)"')
# A wide picture shrinks to the window, but not so far that its letters cannot be read.
_SMALLEST = 0.62
_PAGE = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ title or "Căn Cứ" }}</title>
<style>
:root { color-scheme: light dark; --ink: #1c2430; --paper: #ffffff; --line: #d9dee7; --soft: #667085;
--cue: #fdeeb5; --men: #d9e8fb; }
@media (prefers-color-scheme: dark) {
:root { --ink: #e6e9ef; --paper: #14181f; --line: #38404d; --soft: #a3adbd; --cue: #5c4a00; --men: #1e3f6b; } }
body { font: 14px/1.5 'DejaVu Sans', 'Segoe UI', 'Noto Sans', Arial, sans-serif; color: var(--ink); background: var(--paper); }
body { margin: 24px; } h1 { font-size: 19px; line-height: 1.35; margin: 0 0 16px; }
.picture { overflow-x: auto; background: #ffffff; border-radius: 8px; }
.picture svg { display: block; max-width: 100%; height: auto; min-width: {{ smallest }}px; }
.table { overflow-x: auto; } table { border-collapse: collapse; margin-top: 24px; }
th { text-align: left; border-bottom: 2px solid var(--line); color: var(--soft); font-weight: 600; }
td { border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
th, td { padding: 5px 16px 5px 0; } td.short { white-space: nowrap; } td.number { text-align: right; white-space: nowrap; }
mark { color: inherit; background: var(--men); border-radius: 3px; padding: 0 2px; } mark.cue { background: var(--cue); }
.notes { margin-top: 20px; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { @page { size: A4 landscape; margin: 12mm; }
:root { --ink: #000000; --paper: #ffffff; --line: #b0b7c3; --soft: #444444; --cue: #fdeeb5; --men: #d9e8fb; }
body { margin: 0; font-size: 11px; } .picture, .table { overflow: visible; } .picture svg { min-width: 0; max-height: 180mm; }
thead { display: table-header-group; } tr { break-inside: avoid; } mark { print-color-adjust: exact; } }
</style></head><body>
{% if picture %}<div class="picture">{{ picture }}</div>{% else %}<h1>{{ title }}</h1>{% endif %}
{% if rows %}<div class="table"><table><thead><tr>{% for head in heads %}<th>{{ shown(head) }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}<tr>{% for cell in row %}<td{{ kind(cell) }}>{{ shown(cell) }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></div>{% endif %}
{% if below %}<div class="notes">{% for line in below %}{{ shown(line) }}
{% endfor %}</div>{% endif %}
</body></html>
"""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(autoescape=True, undefined=StrictUndefined)
    made.globals |= {"shown": _shown, "kind": _kind}
    return made


def query_page(
    picture: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    below: Sequence[object] = (),
    lang: str = "vi",
    title: str = "",
) -> str:
    """The page. ``picture`` is SVG made by this room (empty: none); everything else is text and is escaped, the words that
    assert a step marked.

    >>> "&lt;b&gt;" in query_page("<svg/>", ["x"], [["<b>"]])
    True
    """
    template = _environment().from_string(_PAGE)
    wide = _WIDTH.search(picture)
    smallest = int(int(wide[1]) * _SMALLEST) if wide else 0
    return template.render(
        picture=Markup(picture), heads=heads, rows=rows, below=below, lang=lang, title=plain(title), smallest=smallest
    )


def _shown(cell: object) -> Markup:
    if not isinstance(cell, Excerpt):
        return escape("" if cell is None else clean(str(cell)))
    parts = (
        Markup('<mark class="{}">{}</mark>').format(kind, clean(words)) if kind else escape(clean(words))
        for words, kind in cell.pieces()
    )
    return Markup("").join(parts)


def clean(text: str) -> str:
    """A line's text without the characters that a page should not hold; spaces at its start stay."""
    words = text.lstrip(" ")
    return " " * (len(text) - len(words)) + (plain(f"{words}.")[:-1] if words else "")


def _kind(cell: object) -> Markup:
    """Numbers stand right; days and other words without a space are not broken."""
    if isinstance(cell, (int, float)):
        return Markup(' class="number"')
    return Markup(' class="short"') if isinstance(cell, str) and len(cell) < 32 and cell.count(" ") < 4 else Markup("")
