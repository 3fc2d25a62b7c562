"""JSON and JSON Lines, the record as it is published.

>>> encode({"b": 1, "a": "Chỉ thị"})
b'{"b":1,"a":"Ch\\xe1\\xbb\\x89 th\\xe1\\xbb\\x8b"}'
"""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.model.record import Record

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)


def encode(value: Any) -> bytes:
    """One value as compact UTF-8 JSON, keys in the order of the record schema."""
    return _ENCODER.encode(value)


def pretty(record: Record) -> bytes:
    """A record as indented UTF-8 JSON with a final newline, for files that people open."""
    return msgspec.json.format(_ENCODER.encode(record), indent=1) + b"\n"


def line(record: Record) -> bytes:
    """A record as one line of JSON Lines."""
    return _ENCODER.encode(record) + b"\n"


def decode(data: bytes) -> Record:
    """A record back from its JSON. Raises ``msgspec.ValidationError`` when it is not of ``cancu.record/1``."""
    return _DECODER.decode(data)
