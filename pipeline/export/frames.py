"""Rows as pandas frames, where pandas is present."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.export.tables import Row


def frame(rows: list[Row], columns: Sequence[str]) -> Any:
    """A ``pandas.DataFrame`` of ``rows`` with exactly ``columns``. Raises ``ImportError`` with the remedy when it is absent."""
    try:
        import pandas
    except ImportError as error:
        raise ImportError("pandas is not installed; install it with: pip install pandas") from error
    return pandas.DataFrame(rows, columns=list(columns))
