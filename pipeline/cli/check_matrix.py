"""``cancu check --matrix``: documents by requirements in the terminal, as a page or as a workbook."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from pipeline.cli.check_words import say
from pipeline.cli.terminal import clean, console, short, table
from pipeline.errors import ReadError
from pipeline.export.findings_matrix import SIGNS, Matrix, matrix_page, matrix_workbook

if TYPE_CHECKING:
    from pipeline.run.checking import Checking, Outcome, Take

STYLES = {"met": "green", "nested": "yellow", "near": "yellow", "missing": "bold red", "none": "dim"}


@contextmanager
def matrix(format: str, out: str | None, checking: Checking) -> Iterator[Take]:
    """Takes the documents; at the end gives the matrix. Only a row a document is kept."""
    from pipeline.run.matrix import Rows

    rows = Rows(checking)

    def take(outcome: Outcome) -> ReadError | None:
        if outcome.checked is not None:
            rows.add(outcome.checked)
        return None

    yield take
    made = rows.matrix()
    if format == "xlsx":
        matrix_workbook(Path(str(out)), made, checking.report)
    elif format == "html":
        page = matrix_page(made, checking.report).encode()
        if out is None:
            sys.stdout.buffer.write(page)
        else:
            Path(out).parent.mkdir(parents=True, exist_ok=True)
            Path(out).write_bytes(page)
    elif out is None:
        _print(made)
    else:
        Path(out).parent.mkdir(parents=True, exist_ok=True)
        with Path(out).open("w", encoding="utf-8") as file:
            _print(made, console(file))


def _print(made: Matrix, out: object = None) -> None:
    from rich.console import Console

    shown = out if isinstance(out, Console) else console()
    grid = table(say("document"), say("profile"))
    for head, _ in made.columns:
        grid.add_column(Text(clean(head)), justify="center")
    for row in made.rows:
        cells = [Text(SIGNS[cell.state], style=STYLES[cell.state]) for cell in row.cells]
        grid.add_row(Text(clean(short(Path(row.path).name, 44))), Text(row.profile or "–", style="dim"), *cells)
    grid.add_row(Text(""), Text(""), *(Text(total, style="bold") for total in made.totals()))
    shown.print(grid)
    legend = Text("  ").join(Text(f"{SIGNS[state]} {say(f'matrix.{state}')}", style=STYLES[state]) for state in SIGNS)
    shown.print(legend)
