"""Records as tables, one a layer: the columns, and the rows as plain dictionaries.

Every table begins with ``document`` (the record's id) and ``path``; offsets are into the record's ``text``. Lists become one
string, joined with ``; ``. The ``documents`` table has one row a record, with its header and the counts of its mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.mentions import Anniversary, Citation, DateMention, Movement, Period, Programme, Section
from pipeline.model.record import Record
from pipeline.model.structure import Header

Row = dict[str, Any]
MENTIONS: dict[str, type[msgspec.Struct]] = {
    "citations": Citation,
    "dates": DateMention,
    "periods": Period,
    "anniversaries": Anniversary,
    "movements": Movement,
    "programmes": Programme,
    "sections": Section,
    "diagnostics": Diagnostic,
}
_COUNTED = ("citations", "dates", "periods", "anniversaries", "movements", "programmes", "sections", "diagnostics")
_SOURCE = ("sha256", "media_type", "bytes", "reader", "ocr")
_HEADER = Header.__struct_fields__
_RELATION = ("source", "target", "target_code", "type", "start", "end", "cue")
# ``resolution`` is nested and comes with the corpus, not with the document; the JSON record keeps it whole.
_LEFT_OUT = {"resolution"}


def _columns() -> dict[str, tuple[str, ...]]:
    tables = {"documents": ("document", "path", *_SOURCE, *_HEADER, *(f"n_{name}" for name in _COUNTED))}
    for name, kind in MENTIONS.items():
        tables[name] = ("document", "path", *(f for f in kind.__struct_fields__ if f not in _LEFT_OUT))
    tables["relations"] = ("document", "path", *_RELATION)
    return tables


COLUMNS = _columns()


def rows(record: Record, table: str) -> Iterator[Row]:
    """The rows of one table of one record, keys as in ``COLUMNS[table]``. Raises ``KeyError`` for an unknown table."""
    place = {"document": record.id, "path": record.source.path}
    if table == "documents":
        yield place | _document(record)
    elif table == "relations":
        yield from (place | row for row in _relations(record))
    else:
        fields = COLUMNS[table][2:]
        for mention in getattr(record, table):
            yield place | {field: flat(getattr(mention, field)) for field in fields}


def flat(value: Any) -> Any:
    """A value for one cell: sequences joined, everything else as it is.

    >>> flat(("years-mismatch", "day-mismatch"))
    'years-mismatch; day-mismatch'
    """
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else value


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: strings that begin with ``= + - @`` or a control get an apostrophe.

    >>> neutral("=1+1"), neutral("Chỉ thị"), neutral(-3)
    ("'=1+1", 'Chỉ thị', -3)
    """
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        return "'" + value
    return value


def _document(record: Record) -> Row:
    source = {name: getattr(record.source, name) for name in _SOURCE}
    header = {name: flat(getattr(record.header, name)) for name in _HEADER}
    return source | header | {f"n_{name}": len(getattr(record, name)) for name in _COUNTED}


def _relations(record: Record) -> Iterator[Row]:
    codes = {citation.id: citation.code or citation.text for citation in record.citations}
    for relation in record.relations:
        values = (
            relation.source,
            relation.target,
            codes.get(relation.target),
            relation.type,
            relation.evidence.start,
            relation.evidence.end,
            relation.evidence.cue,
        )
        yield dict(zip(_RELATION, values, strict=True))
