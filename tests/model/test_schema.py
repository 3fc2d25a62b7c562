"""The shipped schema is the types' own, and real records validate against it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import pipeline
from pipeline.export import jsontext
from pipeline.model.schema import record_schema

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "documents").iterdir())


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = Path(pipeline.__file__).parent / "model" / "cancu.record-1.json"
    assert json.loads(shipped.read_text("utf-8")) == record_schema()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(record_schema())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_record_validates(path: Path) -> None:
    record = pipeline.extract_file(path)
    validator = jsonschema.Draft202012Validator(pipeline.record_schema())
    errors = list(validator.iter_errors(json.loads(jsontext.encode(record))))
    assert not errors


def test_a_record_survives_its_json() -> None:
    record = pipeline.extract_text("Căn cứ Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ;")
    assert jsontext.decode(jsontext.encode(record)) == record


def test_keys_stand_in_the_published_order() -> None:
    record = json.loads(jsontext.encode(pipeline.extract_text("")))
    assert list(record) == list(record_schema()["$defs"]["Record"]["properties"])
