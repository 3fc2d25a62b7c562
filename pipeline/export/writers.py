"""Writers of records, one class a format, all with the same three verbs: open, ``write(record)``, ``close()``.

They stream: memory does not grow with the number of records. Tabular formats give one table a layer (``tables``): CSV and
Parquet a file each in a folder, XLSX a sheet each in one workbook.
"""

from __future__ import annotations

import csv
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, Self

from pipeline.errors import CancuError
from pipeline.export import jsontext
from pipeline.export.tables import COLUMNS, Row, neutral, rows
from pipeline.model.record import Record

_XLSX_ROWS = 1_048_576
_XLSX_CELL = 32_767
_PARQUET_BATCH = 5_000


class Writer(Protocol):
    """Takes records one by one; ``close`` finishes the files."""

    def write(self, record: Record) -> None:
        """Add one record."""

    def close(self) -> None:
        """Finish what was begun; the writer is not used afterwards."""


class Closing:
    """Lets a writer stand in a ``with`` statement."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        raise NotImplementedError


class JsonLinesWriter(Closing):
    """One record a line, UTF-8, into a binary stream that the caller opened and closes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, record: Record) -> None:
        self.stream.write(jsontext.line(record))

    def close(self) -> None:
        self.stream.flush()


class CsvWriter(Closing):
    """``FOLDER/<table>.csv`` a layer, UTF-8 with a byte order mark (so that Excel reads the letters), cells neutralised."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.files: list[IO[str]] = []
        self.tables: dict[str, csv.DictWriter[str]] = {}
        for name, columns in COLUMNS.items():
            file = (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
            self.files.append(file)
            self.tables[name] = csv.DictWriter(file, columns)
            self.tables[name].writeheader()

    def write(self, record: Record) -> None:
        for name, table in self.tables.items():
            table.writerows({key: neutral(value) for key, value in row.items()} for row in rows(record, name))

    def close(self) -> None:
        for file in self.files:
            file.close()


class XlsxWriter(Closing):
    """One workbook with a sheet a layer, header row frozen and filtered. Raises ``CancuError`` past the sheet's row limit."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        path.parent.mkdir(parents=True, exist_ok=True)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.path = path
        self.book = xlsxwriter.Workbook(str(path), options)
        bold = self.book.add_format({"bold": True, "bg_color": "#E8EEF4"})
        self.sheets: dict[str, Any] = {}
        self.filled = dict.fromkeys(COLUMNS, 1)
        for name, columns in COLUMNS.items():
            sheet = self.sheets[name] = self.book.add_worksheet(name)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, 48 if column in ("text", "title", "heading", "event", "message") else 16)
            sheet.write_row(0, 0, columns, bold)
            sheet.freeze_panes(1, 0)

    def write(self, record: Record) -> None:
        for name, sheet in self.sheets.items():
            for row in rows(record, name):
                at = self.filled[name]
                if at >= _XLSX_ROWS:
                    raise CancuError(
                        f"{self.path}: sheet {name} is full ({_XLSX_ROWS} rows); use --format csv or parquet"
                    )
                sheet.write_row(at, 0, [_cell(value) for value in row.values()])
                self.filled[name] = at + 1

    def close(self) -> None:
        for name, sheet in self.sheets.items():
            sheet.autofilter(0, 0, self.filled[name] - 1, len(COLUMNS[name]) - 1)
        self.book.close()


class ParquetWriter(Closing):
    """``FOLDER/<table>.parquet`` a layer, typed columns, written in batches."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet

        folder.mkdir(parents=True, exist_ok=True)
        self.schemas = {name: _arrow_schema(columns) for name, columns in COLUMNS.items()}
        self.files = {
            name: pyarrow.parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self.schemas.items()
        }
        self.waiting: dict[str, list[Row]] = {name: [] for name in COLUMNS}

    def write(self, record: Record) -> None:
        for name, waiting in self.waiting.items():
            waiting.extend(rows(record, name))
            if len(waiting) >= _PARQUET_BATCH:
                self._flush(name)

    def _flush(self, name: str) -> None:
        import pyarrow

        if self.waiting[name]:
            self.files[name].write_table(pyarrow.Table.from_pylist(self.waiting[name], schema=self.schemas[name]))
            self.waiting[name].clear()

    def close(self) -> None:
        for name, file in self.files.items():
            self._flush(name)
            file.close()


def _cell(value: Any) -> Any:
    value = neutral(value)
    return value[: _XLSX_CELL - 1] + "…" if isinstance(value, str) and len(value) > _XLSX_CELL else value


_INTEGERS = {"start", "end", "title_start", "title_end", "bytes", "level", "part", "years"}
_FLAGS = {"inverse", "valid", "quoted", "ocr"}


def _arrow_schema(columns: tuple[str, ...]) -> Any:
    import pyarrow

    def kind(column: str) -> Any:
        # ``level`` is a number of a section but a word of a header; the documents table has the word.
        if column == "level" and "n_citations" in columns:
            return pyarrow.string()
        if column in _INTEGERS or column.startswith("n_"):
            return pyarrow.int64()
        return (
            pyarrow.bool_() if column in _FLAGS else pyarrow.float64() if column == "confidence" else pyarrow.string()
        )

    return pyarrow.schema([(column, kind(column)) for column in columns])
