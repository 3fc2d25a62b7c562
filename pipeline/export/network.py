"""The whole graph as networkx, for notebooks and for the formats that networkx writes; every attribute is text or a number.

Documents, movements and issuers are nodes; relations are edges with the number of their assertions and the words of the first.
``issued_by`` and ``names`` edges lead from documents to issuers and movements. ``label`` is what Gephi shows.
"""

from __future__ import annotations

from typing import Any

import networkx

from pipeline.export.canvas import plain, spoken
from pipeline.gazetteer.key import slug
from pipeline.model.graph import RELATIONS, GraphSource, Node

_BATCH = 500
FIELDS = ("kind", "doc_type", "code", "date", "issuer", "title", "level", "branch", "province", "iri")


def network(source: GraphSource) -> networkx.MultiDiGraph:
    """The graph. Keys of nodes are those of the graph; issuers are ``issuer:…``, movements ``movement:…``."""
    made = networkx.MultiDiGraph(name="Căn Cứ")
    keys = []
    for node in source.all_nodes():
        made.add_node(node.key, **_attributes(node))
        keys.append(node.key)
        if node.issuer and node.kind == "document":
            issuer = f"issuer:{node.province or 'vn'}/{slug(node.issuer)}"
            made.add_node(
                issuer,
                label=plain(spoken(node.issuer)),
                kind="issuer",
                level=node.level or "",
                branch=node.branch or "",
            )
            made.add_edge(node.key, issuer, key="issued_by", type="issued_by", weight=1)
    for start in range(0, len(keys), _BATCH):
        links = source.links(keys[start : start + _BATCH], RELATIONS, up=True)
        evidence = source.evidence(links, limit=50)
        for link in links:
            said = evidence.get(link, ())
            first = said[0] if said else None
            made.add_edge(
                link.source,
                link.target,
                key=link.type,
                type=link.type,
                weight=max(len(said), 1),
                cue=plain(first.cue or "") if first else "",
                sentence=plain(first.sentence) if first else "",
                asserted_by="; ".join(dict.fromkeys(one.by for one in said)),
            )
    for key, names in source.movements().items():
        for name in names:
            movement = f"movement:{slug(name)}"
            made.add_node(movement, label=plain(name), kind="movement")
            made.add_edge(key, movement, key="names", type="names", weight=1)
    return made


def _attributes(node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {"label": plain(node.name), "ingested": node.ingested}
    found |= {field: plain(getattr(node, field) or "") for field in FIELDS}
    if node.date:
        found["year"] = int(node.date[:4])
    return found
