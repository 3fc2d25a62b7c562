"""A page set again in type of one width, each line where it stood: for eyes that compare the reading with the page.

Lines of a PDF or a scan know their page and box; a document without boxes is given as its text. Columns count in
characters of 5.5 points, about that of a letter of 12 points.

>>> from pipeline.model.document import Origin
>>> left = Origin(0, 4, {"page": 1, "box": [0, 0, 22, 12]})
>>> right = Origin(5, 8, {"page": 1, "box": [55, 1, 80, 13]})
>>> typeset("UBND\\nNam", [left, right])
{1: 'UBND      Nam'}
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.document import Origin

_COLUMN = 5.5
_LEVEL = 0.55  # of a line's height: baselines nearer than this are one row
_APART = 1.9  # line heights: rows farther apart than this have an empty line between them


def typeset(text: str, origins: Sequence[Origin]) -> dict[int, str]:
    """Each page's number with its lines set by their boxes; pages without lines are left out."""
    pages: dict[int, list[tuple[float, float, float, str]]] = {}
    for origin in origins:
        page, box = origin.place.get("page"), origin.place.get("box")
        if isinstance(page, int) and box:
            line = text[origin.start : origin.end].replace("\n", " ")
            pages.setdefault(page, []).append((box[3], box[0], max(box[3] - box[1], 1.0), line))
    return {number: _page(pages[number]) for number in sorted(pages)}


def _page(lines: list[tuple[float, float, float, str]]) -> str:
    rows: list[list[tuple[float, float, float, str]]] = []
    for line in sorted(lines):
        if rows and line[0] - rows[-1][0][0] < _LEVEL * line[2]:
            rows[-1].append(line)
        else:
            rows.append([line])
    out: list[str] = []
    before: float | None = None
    for row in rows:
        if before is not None and row[0][0] - before > _APART * row[0][2]:
            out.append("")
        before = row[0][0]
        out.append(_row(row))
    return "\n".join(out)


def _row(row: list[tuple[float, float, float, str]]) -> str:
    out = ""
    for _, left, _, text in sorted(row, key=lambda line: line[1]):
        column = max(round(left / _COLUMN), len(out) + 2 if out else 0)
        out = out.ljust(column) + text
    return out
