"""Where an entry stands: the line of every ``[[entry]]`` of a TOML file, so that a problem can be found with an editor.

>>> entry_lines('[sources]\\na = "b"\\n\\n[[law]]\\nname = "x"\\n[[law]]\\n', "law")
[4, 6]
>>> key_line('[sources]\\na = "b"\\n', "a")
2
"""

from __future__ import annotations

import re


def entry_lines(text: str, entry: str) -> list[int]:
    """The line numbers, from 1, of the headings ``[[entry]]`` in the order of the file."""
    heading = re.compile(rf"\s*\[\[\s*{re.escape(entry)}\s*\]\]")
    return [number for number, line in enumerate(text.splitlines(), 1) if heading.match(line)]


def key_line(text: str, key: str) -> int:
    """The line number of the first ``key = …``; 1 when there is none."""
    given = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=")
    return next((number for number, line in enumerate(text.splitlines(), 1) if given.match(line)), 1)
