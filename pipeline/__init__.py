"""Căn Cứ: citations, dates, anniversaries, movements and sections of Vietnamese official documents.

The front door: a dozen names, loaded when first used. Everything else may move between versions. No name of the door is also
the name of a room, for importing a room binds its name here.

>>> import pipeline
>>> record = pipeline.extract_text("Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị (khóa XI)")
>>> record.citations[0].code, record.citations[0].date, record.citations[0].term
('34-CT/TW', '2014-04-07', 'XI')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.errors import CancuError
    from pipeline.evaluate import evaluate as evaluate_records
    from pipeline.front import extract_file, extract_text, frames, html, record_schema, tables
    from pipeline.gazetteer import load as load_gazetteers
    from pipeline.model.record import Record
    from pipeline.read import read as read_document
    from pipeline.run.document import Pipeline
    from pipeline.symbols import format as format_symbol, parse as parse_symbol

__all__ = [
    "CancuError",
    "Pipeline",
    "Record",
    "__version__",
    "evaluate_records",
    "extract_file",
    "extract_text",
    "format_symbol",
    "frames",
    "html",
    "load_gazetteers",
    "parse_symbol",
    "read_document",
    "record_schema",
    "tables",
]
_DOORS = {
    "CancuError": ("pipeline.errors", "CancuError"),
    "Pipeline": ("pipeline.run.document", "Pipeline"),
    "Record": ("pipeline.model.record", "Record"),
    "evaluate_records": ("pipeline.evaluate", "evaluate"),
    "extract_file": ("pipeline.front", "extract_file"),
    "extract_text": ("pipeline.front", "extract_text"),
    "format_symbol": ("pipeline.symbols", "format"),
    "frames": ("pipeline.front", "frames"),
    "html": ("pipeline.front", "html"),
    "load_gazetteers": ("pipeline.gazetteer", "load"),
    "parse_symbol": ("pipeline.symbols", "parse"),
    "read_document": ("pipeline.read", "read"),
    "record_schema": ("pipeline.front", "record_schema"),
    "tables": ("pipeline.front", "tables"),
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("pipeline.version").VERSION
    if name not in _DOORS:
        raise AttributeError(f"pipeline has no {name!r}; its front door has {', '.join(__all__)}")
    module, attribute = _DOORS[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
