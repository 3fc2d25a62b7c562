"""The functions of the front door that are more than one room's: extract a file or a text, and look at records.

For scripts and notebooks. A default pipeline is built once and kept; give your own to use other gazetteers or fewer layers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.export.html import notebook, page
from pipeline.export.tables import COLUMNS, Row, rows
from pipeline.model.record import Record, offer_view
from pipeline.read import read
from pipeline.run.document import Pipeline

offer_view(notebook)


@lru_cache(maxsize=1)
def _default() -> Pipeline:
    return Pipeline()


def extract_file(path: Path | str, pipeline: Pipeline | None = None) -> Record:
    """The record of one file (TXT, Markdown, DOCX, PDF, HTML). Offsets in it count code points of ``record.text``.

    Raises ``ReadError`` (a ``CancuError``) naming file, cause and remedy when the file is missing, damaged, encrypted or of an
    unknown kind. A file that is recognised but cannot be read yet gives a record with empty text and a diagnostic.
    """
    return (pipeline or _default()).record(read(Path(path)))


def extract_text(text: str, pipeline: Pipeline | None = None) -> Record:
    """The record of a string. ``record.text`` is the string in NFC with ``\\n`` newlines. Raises nothing on any text.

    >>> record = extract_text("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ;")
    >>> citation = record.citations[0]
    >>> record.text[citation.start : citation.end]
    'Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ'
    >>> citation.issuer, citation.relation
    ('Chính phủ', 'based_on')
    """
    return (pipeline or _default()).record_text(text)


def tables(records: Record | Iterable[Record]) -> dict[str, list[Row]]:
    """Records as rows, one table a layer (``documents``, ``citations``, ``dates``, …), each row a plain dictionary.

    >>> found = tables(extract_text("Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ"))
    >>> [(row["code"], row["relation"]) for row in found["citations"]]
    [('19/CT-TTg', 'implements')]
    """
    several = [records] if isinstance(records, Record) else list(records)
    return {name: [row for record in several for row in rows(record, name)] for name in COLUMNS}


def frames(records: Record | Iterable[Record]) -> dict[str, Any]:
    """The same as pandas frames, columns in the published order. Raises ``ImportError`` where pandas is not installed."""
    from pipeline.export.frames import frame

    return {name: frame(found, COLUMNS[name]) for name, found in tables(records).items()}


def html(record: Record, lang: str = "vi") -> str:
    """One record as a self-contained HTML page, labels in Vietnamese (``vi``) or English (``en``)."""
    return page(record, lang)


def record_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of a record, as shipped.

    >>> record_schema()["title"]
    'cancu.record/1'
    """
    found: dict[str, Any] = json.loads(files("pipeline.model").joinpath("cancu.record-1.json").read_text("utf-8"))
    return found
