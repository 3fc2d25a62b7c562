"""The matrix of ``cancu check --matrix``: collects a row a document, and the columns of all profiles that were chosen."""

from __future__ import annotations

from pipeline.check import Profile
from pipeline.check.report_matrix import Standing, columns, standings
from pipeline.export.findings import Checked
from pipeline.export.findings_matrix import Cell, Matrix, Row
from pipeline.export.html import heading
from pipeline.run.checking import Checking


class Rows:
    """Takes documents one by one; of each only its row is kept."""

    def __init__(self, checking: Checking) -> None:
        self._checking = checking
        self._profiles: dict[str, Profile] = {}
        self._rows: list[tuple[str, str, str | None, dict[str, Cell]]] = []

    def add(self, checked: Checked) -> None:
        """Add one document; one without a profile has no cell filled."""
        choice = self._checking.choice(checked)
        cells: dict[str, Cell] = {}
        if choice is not None:
            self._profiles.setdefault(choice.profile.name, choice.profile)
            found = standings(self._checking.checker, checked.record, choice)
            cells = {id: _cell(standing, checked.record.text) for id, standing in found.items()}
        title = heading(checked.record, self._checking.language)
        self._rows.append((checked.path, title, checked.profile, cells))

    def matrix(self) -> Matrix:
        """What was collected; the columns in the order of the profiles' names."""
        asked = columns([self._profiles[name] for name in sorted(self._profiles)])
        vi = self._checking.language == "vi"
        heads = tuple((" / ".join(column.names), column.vi if vi else column.en) for column in asked)
        none = Cell("none")
        rows = tuple(
            Row(path, title, profile, tuple(cells.get(column.id, none) for column in asked))
            for path, title, profile, cells in self._rows
        )
        return Matrix(columns=heads, rows=rows)


def _cell(standing: Standing, text: str) -> Cell:
    if standing.start is None or standing.end is None:
        return Cell(standing.state)
    return Cell(standing.state, " ".join(text[standing.start : standing.end].split()))
