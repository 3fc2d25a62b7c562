"""The HTML view of a record: one self-contained page (no scripts, nothing fetched), or a fragment for a notebook.

All text is escaped by the template engine; the page forbids scripts and remote content by its own policy.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, select_autoescape
from markupsafe import Markup

from pipeline.export.segments import LAYERS, segments
from pipeline.model.record import Record

LABELS = {
    "vi": {
        "citations": "Viện dẫn",
        "dates": "Ngày",
        "periods": "Giai đoạn",
        "anniversaries": "Ngày kỷ niệm",
        "movements": "Phong trào",
        "programmes": "Chương trình, đề án",
        "headings": "Đề mục",
        "diagnostics": "Lưu ý",
        "header": "Thể thức",
        "untitled": "Văn bản không tên",
        "none": "Không có.",
    },
    "en": {
        "citations": "Citations",
        "dates": "Dates",
        "periods": "Periods",
        "anniversaries": "Anniversaries",
        "movements": "Movements",
        "programmes": "Programmes",
        "headings": "Headings",
        "diagnostics": "Diagnostics",
        "header": "Header",
        "untitled": "Untitled document",
        "none": "None.",
    },
}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        autoescape=select_autoescape(default=True), undefined=StrictUndefined, keep_trailing_newline=True
    )


def _resource(name: str) -> str:
    return files("pipeline.export").joinpath(name).read_text("utf-8")


def style() -> str:
    """The style sheet of the view, every rule under ``.cancu`` but for the page's own background."""
    return _environment().from_string(_resource("page.css")).render(layers=LAYERS)


def fragment(record: Record, lang: str = "vi", prefix: str = "") -> Markup:
    """The view as a ``<div>`` without style; ``prefix`` keeps the ids of several views on one page apart."""
    labels = LABELS[lang]
    seen: set[str] = set()
    parts = []
    for segment in segments(record):
        # The first segment of a mention carries its id, so that the table can link to it.
        anchor = next((m.anchor for m in segment.marks if m.anchor not in seen), "")
        seen.add(anchor)
        note = "\n".join(f"{labels[mark.layer]}: {mark.note}" for mark in segment.marks)
        parts.append(
            {"marks": segment.marks, "note": note, "anchor": anchor, "text": record.text[segment.start : segment.end]}
        )
    header = [
        (key, "; ".join(value) if isinstance(value, tuple) else value)
        for key in record.header.__struct_fields__
        if (value := getattr(record.header, key))
    ]
    layers = [layer for layer in LAYERS if layer not in ("headings", "diagnostics")]
    html = _environment().from_string(_resource("body.html"))
    return Markup(
        html.render(
            record=record,
            names={c.id: c.code or c.doc_type or c.id for c in record.citations},
            title=heading(record, lang),
            meta=" · ".join(filter(None, (record.source.path, record.header.issuer, record.header.date))),
            labels=labels,
            layers=layers,
            counts={layer: len(getattr(record, layer)) for layer in layers},
            segments=parts,
            header=header,
            prefix=prefix,
        )
    )


def page(record: Record, lang: str = "vi") -> str:
    """A whole page of the record, in Vietnamese (``vi``) or English (``en``) labels."""
    template = _environment().from_string(_resource("page.html"))
    return template.render(title=heading(record, lang), style=Markup(style()), body=fragment(record, lang))


def notebook(record: Record) -> str:
    """The fragment with its style, for a notebook cell."""
    return f"<style>{style()}</style>{fragment(record, prefix=record.id[:12] + '-')}"


def heading(record: Record, lang: str = "vi") -> str:
    """What the document is called: type, number and title, as far as they are known."""
    header = record.header
    symbol = "/".join(filter(None, (header.number, header.symbol))) if header.number else header.symbol
    return " · ".join(filter(None, (header.doc_type, symbol, header.title))) or LABELS[lang]["untitled"]
