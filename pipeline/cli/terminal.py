"""Consoles that take document text for what it is: text, never markup, and without control characters."""

from __future__ import annotations

import re
import sys
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

# C0 and C1 controls but newline and tab, and the bidirectional overrides that can disguise a line.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(value: object) -> str:
    """The text of ``value`` without control characters, each replaced by U+FFFD so that offsets stay.

    >>> clean("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _CONTROL.sub("\ufffd", str(value))


def console(stream: IO[str] | None = None) -> Console:
    """A console that takes no markup, guesses no highlights and replaces no emoji names."""
    return Console(file=stream or sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=False)


def table(*columns: str, title: str | None = None) -> Table:
    """A plain table with these column heads."""
    heading = Text(title) if title else None
    made = Table(title=heading, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(Text(column))
    return made


def add(made: Table, *cells: object, style: str = "") -> None:
    """Add a row; every cell is shown as plain text, None as an empty cell."""
    made.add_row(*(Text("" if cell is None else clean(cell), style=style) for cell in cells))


def short(text: str, width: int) -> str:
    """Text as one line of at most ``width`` characters, cut at a word with «…».

    >>> short("Ủy ban nhân dân\\ntỉnh Lào Cai", 18)
    'Ủy ban nhân dân…'
    """
    line = " ".join(text.split())
    return line if len(line) <= width else line[: max(line.rfind(" ", 0, width), 0)] + "…"


def utf8_streams() -> None:
    """Make standard streams speak UTF-8 even on consoles that default to a code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
