"""The tables as plain rows, for ``cancu gazetteer show NAME`` and for notebooks."""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.gazetteer.catalogue import TABLES, Gazetteers


def tables(gazetteers: Gazetteers) -> dict[str, list[dict[str, Any]]]:
    """Every table by name (``doc_types`` … ``directives``, ``normative``) as a list of rows with plain values.

    >>> from pipeline.gazetteer import load
    >>> [row["code"] for row in tables(load())["doc_types"] if row["name"] == "Nghị định"][0]
    'NĐ'
    """
    names = [table.name for table in TABLES] + ["directives", "normative"]
    return {name: msgspec.to_builtins(getattr(gazetteers, name)) for name in names}
