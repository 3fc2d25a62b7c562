"""The published JSON Schema of a record, made from the record's own types so that the two cannot disagree.

``record_schema()`` builds it; ``pipeline/model/cancu.record-1.json`` is the shipped copy, and a test holds them equal.
"""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.model.record import SCHEMA, Record

_ISO = r"^\d{4}(-\d{2}){0,2}$"
# What the types alone do not say: closed lists and forms of values, by struct and field.
_NARROWER: dict[tuple[str, str], dict[str, Any]] = {
    ("Record", "schema"): {"const": SCHEMA},
    ("Citation", "kind"): {"enum": ["numbered", "named", "short"]},
    ("Citation", "relation"): {
        "enum": ["based_on", "implements", "details", "issues", "amends", "replaces", "repeals", "reviews", "cites"]
    },
    ("Citation", "date"): {"anyOf": [{"type": "string", "pattern": _ISO}, {"type": "null"}]},
    ("Citation", "confidence"): {"type": "number", "minimum": 0, "maximum": 1},
    ("DateMention", "precision"): {"enum": ["day", "month", "year"]},
    ("DateMention", "role"): {"enum": ["document", "citation", "anniversary", "deadline", "period", "other"]},
    ("DateMention", "value"): {"anyOf": [{"type": "string", "pattern": _ISO}, {"type": "null"}]},
    ("Section", "kind"): {
        "enum": [
            "phan",
            "chuong",
            "muc",
            "tieu-muc",
            "dieu",
            "roman",
            "arabic",
            "decimal",
            "letter",
            "capital",
            "bracket",
            "phu-luc",
            "bieu",
            "mau",
        ]
    },
    ("Header", "date"): {"anyOf": [{"type": "string", "pattern": _ISO}, {"type": "null"}]},
}


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``cancu.record/1``: every key required, none beside them."""
    (reference,), definitions = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    for name, definition in definitions.items():
        properties = definition.get("properties")
        if properties is None:
            continue
        for key, value in properties.items():
            value.pop("default", None)
            properties[key] = _NARROWER.get((name, key), value)
        definition["required"] = list(properties)
        definition["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cancu:record:1",
        "title": SCHEMA,
        **reference,
        "$defs": definitions,
    }
