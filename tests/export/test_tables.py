"""Tables and writers: every layer a table, every value a safe cell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.export.tables import COLUMNS, neutral, rows
from pipeline.export.writers import CsvWriter, JsonLinesWriter, ParquetWriter, XlsxWriter
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Source
from pipeline.model.mentions import Anniversary, Citation, Relation, RelationEvidence
from pipeline.model.record import SCHEMA, Producer, Record
from pipeline.model.structure import Header


def record(text: str = "=HYPERLINK() Chỉ thị 01/CT-UBND") -> Record:
    """A record with one mention of some layers, its title shaped like a formula."""
    citation = Citation(id="c1", kind="numbered", start=13, end=31, text=text[13:31], code="01/CT-UBND", title="=1+1")
    return Record(
        schema=SCHEMA,
        id="x1",
        canonical_id=None,
        producer=Producer("0", "0"),
        source=Source("a.txt", "00", "text/plain", 10, None, "text"),
        text=text,
        pages=(),
        header=Header(title="+ Kế hoạch", recipients=("Như trên", "Lưu: VT")),
        parts=(),
        sections=(),
        citations=(citation,),
        dates=(),
        periods=(),
        anniversaries=(Anniversary(0, 1, "=", 79, "ngày", problems=("years-mismatch", "day-mismatch")),),
        movements=(),
        programmes=(),
        relations=(Relation("document", "c1", "cites", RelationEvidence(0, 1, None)),),
        diagnostics=(Diagnostic("invalid-date", "warning", "@x"),),
    )


@pytest.mark.parametrize("table", COLUMNS)
def test_rows_have_exactly_the_published_columns(table: str) -> None:
    for row in rows(record(), table):
        assert tuple(row) == COLUMNS[table]


def test_relation_rows_name_the_code_of_their_target() -> None:
    assert [row["target_code"] for row in rows(record(), "relations")] == ["01/CT-UBND"]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_formula_like_cells_are_neutralised(cell: str) -> None:
    assert neutral(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["Chỉ thị", "", None, -5, 2.5, True, "a=b"])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert neutral(cell) == cell


def test_csv_writes_a_file_a_layer_that_excel_reads(tmp_path: Path) -> None:
    with CsvWriter(tmp_path) as writer:
        writer.write(record())
    assert {path.stem for path in tmp_path.iterdir()} == set(COLUMNS)
    raw = (tmp_path / "citations.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert row["title"] == "'=1+1" and row["code"] == "01/CT-UBND"


def test_xlsx_has_a_sheet_a_layer_and_no_formula(tmp_path: Path) -> None:
    with XlsxWriter(tmp_path / "r.xlsx") as writer:
        writer.write(record())
    with ZipFile(tmp_path / "r.xlsx") as book:
        assert all(name in book.read("xl/workbook.xml").decode() for name in COLUMNS)
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet for sheet in sheets)
    assert any("&apos;=1+1" in sheet or "'=1+1" in sheet for sheet in sheets)


def test_parquet_keeps_types(tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    with ParquetWriter(tmp_path) as writer:
        writer.write(record())
    table = parquet.read_table(tmp_path / "citations.parquet").to_pylist()
    assert table[0]["start"] == 13 and table[0]["inverse"] is False and table[0]["date"] is None
    anniversaries = parquet.read_table(tmp_path / "anniversaries.parquet").to_pylist()
    assert anniversaries[0]["problems"] == "years-mismatch; day-mismatch"


def test_json_lines_hold_the_whole_record() -> None:
    stream = io.BytesIO()
    with JsonLinesWriter(stream) as writer:
        writer.write(record())
        writer.write(record())
    lines = stream.getvalue().splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["citations"][0]["code"] == "01/CT-UBND"
