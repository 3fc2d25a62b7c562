"""A question's answer as one self-contained page: the picture, the table under it. No scripts, nothing fetched, all escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

_PAGE = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Căn Cứ</title>
<style>
body { font: 14px/1.5 'DejaVu Sans', 'Segoe UI', 'Noto Sans', Arial, sans-serif; color: #1c2430; margin: 24px; }
.picture { overflow: auto; } table { border-collapse: collapse; margin-top: 24px; }
th { text-align: left; border-bottom: 2px solid #c3cad6; } td { border-bottom: 1px solid #e4e7ec; vertical-align: top; }
th, td { padding: 4px 14px 4px 0; }
</style></head><body>
<div class="picture">{{ picture }}</div>
{% if rows %}<table><thead><tr>{% for head in heads %}<th>{{ head }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ "" if cell is none else cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table>{% endif %}
<pre>{% for line in below %}{{ line }}
{% endfor %}</pre>
</body></html>
"""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined)


def query_page(
    picture: str, heads: Sequence[str], rows: Sequence[Sequence[object]], below: Sequence[str] = (), lang: str = "vi"
) -> str:
    """The page. ``picture`` is SVG made by this room; everything else is text and is escaped.

    >>> "&lt;b&gt;" in query_page("<svg/>", ["x"], [["<b>"]])
    True
    """
    template = _environment().from_string(_PAGE)
    return template.render(picture=Markup(picture), heads=heads, rows=rows, below=below, lang=lang)
