"""Rows of tables over the end of a page: joined, their repeated head left out, and tables that only follow each other."""

from __future__ import annotations

from pipeline.text.layout import paragraphs
from pipeline.text.page import Line, PageContent, Table

EDGES = (50.0, 90.0, 300.0, 540.0)
HEAD = ("TT", "Nhiệm vụ", "Căn cứ")


def table(top: float, *rows: tuple[str, ...], edges: tuple[float, ...] = EDGES) -> Table:
    cells, boxes = [], []
    for at, row in enumerate(rows):
        y = top + 30 * at
        for text, left, right in zip(row, edges, edges[1:], strict=False):
            line = Line(text, left + 2, y + 5, left + 2 + 5 * len(text), y + 17, 12)
            cells.append((line,) if text else ())
            boxes.append((left, y, right, y + 30))
    return Table(edges[0], top, edges[-1], top + 30 * len(rows), tuple(cells), tuple(boxes))


def read(first: Table, second: Table, between: tuple[Line, ...] = ()) -> list[tuple[str, int]]:
    pages = [PageContent(1, 595, 842, (), (first,)), PageContent(2, 595, 842, between, (second,))]
    return [(paragraph.text, paragraph.lines[0].page) for paragraph in paragraphs(pages).paragraphs]


ABOVE = table(700, HEAD, ("7", "Tổ chức phát động", "Thông báo kết luận số"))
REST = ("", "phong trào thi đua", "211-TB/TU ngày 11/02/2024")
NEXT = ("8", "Tổng kết", "Quyết định số 12/QĐ-UBND")
JOINED = ["TT", "Nhiệm vụ", "Căn cứ", "7", "Tổ chức phát động phong trào thi đua",
          "Thông báo kết luận số 211-TB/TU ngày 11/02/2024", "8", "Tổng kết", "Quyết định số 12/QĐ-UBND"]  # fmt: skip


def test_a_broken_row_goes_on_cell_by_cell() -> None:
    assert [text for text, _ in read(ABOVE, table(60, REST, NEXT))] == JOINED


def test_a_head_repeated_on_the_next_page_is_left_out() -> None:
    assert [text for text, _ in read(ABOVE, table(60, HEAD, REST, NEXT))] == JOINED
    assert [text for text, _ in read(ABOVE, table(60, HEAD, NEXT))] == [
        text for text, _ in read(ABOVE, table(60, NEXT))
    ]


def test_rows_that_are_whole_and_other_tables_stay_apart() -> None:
    assert ("8", 2) in read(ABOVE, table(60, NEXT))
    other = table(60, REST, NEXT, edges=(50.0, 200.0, 400.0, 540.0))
    assert ("phong trào thi đua", 2) in read(ABOVE, other)
    between = (Line("PHỤ LỤC II", 250, 40, 320, 54, 13),)
    assert ("phong trào thi đua", 2) in read(ABOVE, table(160, REST, NEXT), between)
