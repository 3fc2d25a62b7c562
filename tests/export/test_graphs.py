"""Graph files: read back by others, escaped, typed; pictures and pages are well formed whatever the text holds."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import networkx
import pytest
from lxml import etree
from pyarrow import BufferReader, parquet

from pipeline.export.canvas import cut, png, width
from pipeline.export.drawings import DRAWINGS
from pipeline.export.graphs import FORMATS, format_of
from pipeline.export.layers import place
from pipeline.export.lineage_picture import CARD
from pipeline.export.network import network
from pipeline.export.query_page import query_page
from pipeline.graph.excerpt import Excerpt
from pipeline.graph.lineage import lineage
from pipeline.graph.neighbours import cites
from pipeline.graph.paths import common, path
from pipeline.graph.rank import rank
from tests.graph.making import graph, node

EVIL = "<script>&\"'=1+1\x00\x1b[31m\u202e]]>"
NODES = {
    "plan": node("plan", title=EVIL, issuer=EVIL, date="2024-03", level="province", record="r"),
    "top": node("top", title="=HYPERLINK(1)", date="2014-04-07", level="central"),
    "mid": node("mid", date="2021"),
}
MADE = graph(NODES, [("plan", "implements", "top"), ("plan", "based_on", "mid"), ("mid", "details", "top")])


def test_gexf_and_graphml_are_read_back() -> None:
    made = network(MADE)
    for name, read in (("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)):
        back = read(io.BytesIO(FORMATS[name](made)))
        assert set(back) == set(made)
        assert back.number_of_edges() == made.number_of_edges()
        assert back.nodes["top"]["label"] == "TOP/KH-UBND"
        assert {data["type"] for _, _, data in back.edges(data=True)} == {
            "implements",
            "based_on",
            "details",
            "issued_by",
        }


def test_gexf_dates_are_whole_days() -> None:
    root = etree.fromstring(FORMATS["gexf"](network(MADE)))
    starts = {n.get("id"): n.get("start") for n in root.iter("{*}node")}
    assert starts["plan"] == "2024-03-01" and starts["mid"] == "2021-01-01" and starts["top"] == "2014-04-07"


def test_node_link_json_csv_and_parquet_agree() -> None:
    made = network(MADE)
    back = networkx.node_link_graph(json.loads(FORMATS["json"](made)), edges="edges")
    assert back.number_of_edges() == made.number_of_edges()
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](made).decode("utf-8-sig"))))
    table = parquet.read_table(BufferReader(FORMATS["parquet"](made))).to_pylist()
    assert [row["type"] for row in rows] == [row["type"] for row in table]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert {row["target_date"] for row in table if row["target"] == "top"} == {"2014-04-07"}


def test_formats_are_named_by_option_or_ending() -> None:
    assert format_of(Path("a.GEXF"), None) == "gexf" and format_of(None, None) == "graphml"
    with pytest.raises(ValueError, match="docx"):
        format_of(Path("a.docx"), None)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pictures_are_well_formed_and_draw(lang: str) -> None:
    for name, found in (("lineage", lineage(MADE, "plan")), ("rank", rank(MADE)), ("timeline", list(MADE.all_nodes()))):
        svg = DRAWINGS[name](found, lang=lang)
        etree.fromstring(svg.encode())
        assert "<script" not in svg
        assert png(svg, 1).startswith(b"\x89PNG")


def test_hostile_text_is_text_in_pages_and_new_pictures() -> None:
    said = Excerpt(f"theo {EVIL}", ((0, 4, "cue"), (5, 5 + len(EVIL), "mention")))
    page = query_page("<svg width='9'></svg>", [EVIL], [[EVIL, said, None, 3]], [said, EVIL], "vi", EVIL)
    assert "<script" not in page and "\x00" not in page and "\u202e" not in page
    assert '<mark class="cue">theo</mark>' in page
    way = path(MADE, "plan", "top")
    shared = common(MADE, "plan", "mid")
    for svg in (
        DRAWINGS["path"](way),
        DRAWINGS["common"](shared, NODES["plan"], NODES["mid"]),
        DRAWINGS["neighbours"](cites(MADE, "plan"), True),
    ):
        etree.fromstring(svg.encode())
        assert "<script" not in svg and png(svg, 1).startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_empty_answers_say_so(lang: str) -> None:
    pictures = [DRAWINGS[name]([], lang=lang) for name in ("rank", "gaps", "timeline")]
    pictures += [DRAWINGS["path"](None, lang=lang), DRAWINGS["common"]([], NODES["plan"], NODES["mid"], lang=lang)]
    for svg in pictures:
        words = {element.text for element in etree.fromstring(svg.encode()).iter("{*}text")}
        assert words & {"Không có văn bản nào.", "No document.", "Không có liên hệ nào.", "Nothing connects them.",
                        "Không có nguồn gốc chung.", "They share no source."}  # fmt: skip


def test_no_two_cards_overlap_and_every_label_fits() -> None:
    edges = [(f"n{a}", "implements", f"n{b}") for a in range(12) for b in range(a + 1, 12) if (a * 7 + b) % 3 == 0]
    made = graph({f"n{n}": node(f"n{n}") for n in range(12)}, edges)
    placed = place(lineage(made, "n0"))
    spots = sorted((placed.column[key], placed.row[key]) for key in placed.row)
    for (column, row), (next_column, next_row) in pairwise(spots):
        assert column != next_column or next_row - row >= 1
    assert set(placed.row) == set(placed.column)
    assert width(cut("Quy định chi tiết và biện pháp thi hành " * 5, CARD, 12), 12) <= CARD
