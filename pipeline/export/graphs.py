"""Graph files: GraphML and GEXF (Gephi), node-link JSON, an edge list as CSV or Parquet. Each takes the networkx graph.

GEXF carries dates as the life of a node («start»), so that Gephi's timeline plays the spread; only whole years, months and days
are dates there, and a node without one has none. XML is escaped by the writers, CSV cells are kept from being formulas.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec
import networkx

from pipeline.export.tables import neutral

EDGE_COLUMNS = (
    "source", "source_label", "source_date", "target", "target_label", "target_date", "type", "weight", "cue", "sentence",
    "asserted_by",
)  # fmt: skip
NODE_ATTRIBUTES = (
    "kind", "doc_type", "code", "date", "issuer", "title", "level", "branch", "province", "iri", "ingested", "year",
)  # fmt: skip
EDGE_ATTRIBUTES = ("type", "cue", "sentence", "asserted_by")


def graphml(graph: networkx.MultiDiGraph) -> bytes:
    """GraphML with every attribute typed."""
    stream = io.BytesIO()
    networkx.write_graphml(graph, stream, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return stream.getvalue()


def gexf(graph: networkx.MultiDiGraph) -> bytes:
    """GEXF 1.3 with labels, types and dates."""
    return "".join(_gexf(graph)).encode()


def _gexf(graph: networkx.MultiDiGraph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n'
    for where, names in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        yield f'<attributes class="{where}">\n'
        for name in names:
            kind = {"ingested": "boolean", "year": "integer"}.get(name, "string")
            yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for key, data in graph.nodes(data=True):
        start = f" start={quoteattr(_whole(data['date']))}" if data.get("date") else ""
        yield f"<node id={quoteattr(key)} label={quoteattr(data.get('label') or key)}{start}>"
        yield _values(data, NODE_ATTRIBUTES) + "</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        yield f'<edge id="{number}" source={quoteattr(source)} target={quoteattr(target)} label={quoteattr(data["type"])} '
        yield (
            f'kind={quoteattr(data["type"])} weight="{data["weight"]}">' + _values(data, EDGE_ATTRIBUTES) + "</edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


def _whole(date: str) -> str:
    """A date with day, as GEXF wants it: the first day of a month or year of which no more is known.

    >>> _whole("2024"), _whole("2024-03"), _whole("2024-03-20")
    ('2024-01-01', '2024-03-01', '2024-03-20')
    """
    return f"{date}-01-01" if len(date) == 4 else f"{date}-01" if len(date) == 7 else date


def _values(data: dict[str, Any], names: tuple[str, ...]) -> str:
    said = ((name, data[name]) for name in names if data.get(name) not in (None, ""))
    inner = "".join(f'<attvalue for="{name}" value={quoteattr(_text(value))}/>' for name, value in said)
    return f"<attvalues>{inner}</attvalues>" if inner else ""


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def node_link(graph: networkx.MultiDiGraph) -> bytes:
    """Node-link JSON, as ``networkx.node_link_graph(data, edges="edges")`` reads it back."""
    data = networkx.node_link_data(graph, edges="edges")
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def edge_rows(graph: networkx.MultiDiGraph) -> Iterator[dict[str, Any]]:
    """One row an edge, columns as ``EDGE_COLUMNS``."""
    for source, target, data in graph.edges(data=True):
        row = {"source": source, "target": target, **{name: data.get(name) for name in EDGE_COLUMNS[6:]}}
        for end, key in (("source", source), ("target", target)):
            row[f"{end}_label"] = graph.nodes[key].get("label")
            row[f"{end}_date"] = graph.nodes[key].get("date") or None
        yield {name: row[name] for name in EDGE_COLUMNS}


def edges_csv(graph: networkx.MultiDiGraph) -> bytes:
    """The edge list as CSV, UTF-8 with a byte order mark."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(EDGE_COLUMNS)
    writer.writerows([neutral(value) for value in row.values()] for row in edge_rows(graph))
    return stream.getvalue().encode("utf-8-sig")


def edges_parquet(graph: networkx.MultiDiGraph) -> bytes:
    """The edge list as Parquet."""
    import pyarrow
    from pyarrow import parquet

    kinds = {name: pyarrow.int64() if name == "weight" else pyarrow.string() for name in EDGE_COLUMNS}
    schema = pyarrow.schema(list(kinds.items()))
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.Table.from_pylist(list(edge_rows(graph)), schema=schema), sink, compression="zstd")
    made: bytes = sink.getvalue().to_pybytes()
    return made


FORMATS: dict[str, Callable[[networkx.MultiDiGraph], bytes]] = {
    "graphml": graphml,
    "gexf": gexf,
    "json": node_link,
    "csv": edges_csv,
    "parquet": edges_parquet,
}


def format_of(place: Path | None, named: str | None) -> str:
    """The format asked for by name, else by the file's ending, else GraphML. Raises ``ValueError`` for one that is not known."""
    asked = named or (place.suffix.lstrip(".").lower() if place is not None else "") or "graphml"
    if asked not in FORMATS:
        raise ValueError(asked)
    return asked
