"""Suggestions put into the text: which of them fit together, the text with them in, a diff.

A suggestion replaces its span. Of two that overlap the surer one is taken, of equals the earlier.

>>> found = [Correction(8, 17, "34-CT/TW")]
>>> corrected("Chỉ thị 34- CT/TW", found)
'Chỉ thị 34-CT/TW'
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model.finding import Finding


class Correction(NamedTuple):
    """``text`` in place of ``[start, end)``."""

    start: int
    end: int
    text: str


def corrections(findings: Sequence[Finding]) -> list[Correction]:
    """The suggestions that can be made together, in text order."""
    wanted = [f for f in findings if f.suggestion is not None and f.suggestion != f.text]
    taken: list[Correction] = []
    for finding in sorted(wanted, key=lambda f: (-f.confidence, f.start, f.end)):
        new = Correction(finding.start, finding.end, finding.suggestion or "")
        if all(new.end <= old.start or old.end <= new.start for old in taken):
            taken.append(new)
    return sorted(taken)


def corrected(text: str, wanted: Sequence[Correction]) -> str:
    """The text with all of ``wanted`` (in text order, none overlapping) put in."""
    pieces: list[str] = []
    at = 0
    for start, end, new in wanted:
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:]))


def diff(text: str, wanted: Sequence[Correction], path: str) -> Iterator[str]:
    """The corrections as lines of a unified diff; nothing when there are none."""
    if not wanted:
        return iter(())
    old, new = text.split("\n"), corrected(text, wanted).split("\n")
    return difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=1, lineterm="")


def changes(old: str, new: str) -> list[Correction]:
    """The least stretches of ``old`` to replace so that it becomes ``new``, from the last to the first.

    >>> changes("31/4/2024", "30/4/2024")
    [Correction(start=1, end=2, text='0')]
    """
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Correction(i, j, new[k:m]) for tag, i, j, k, m in reversed(codes) if tag != "equal"]
