"""The graph in the store: ``model.graph.GraphSource`` over the tables of ``schema``, every answer from an index.

>>> import tempfile
>>> from pathlib import Path
>>> from pipeline.store.database import create
>>> with tempfile.TemporaryDirectory() as folder:
...     StoreGraph(create(Path(folder) / "corpus.db")).find("34-CT/TW")
[]
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipeline.gazetteer.key import slug
from pipeline.graph.build import Place, assertion_at
from pipeline.graph.sentence import sentence_around
from pipeline.model.graph import RELATIONS, Assertion, Link, Node, Outline, Unsettled
from pipeline.model.resolution import Resolution
from pipeline.resolve.codes import code_key
from pipeline.store.read import mentions

# SQLite takes 32,766 parameters a statement; short statements are planned and cached once.
_BATCH = 500
# Titles that are weighed for a name, at most: a title of just these words stands among the first.
_TITLED = 400
_NODE = (
    "SELECT d.id, d.key, d.iri, d.doc_type, d.code, d.date, d.issuer, d.title, d.level, d.branch, d.province, r.record_id, s.path"
    " FROM documents d LEFT JOIN records r ON r.id = (SELECT min(id) FROM records WHERE document = d.id)"
    " LEFT JOIN sources s ON s.id = r.source"
)
_FIELDS = ("key", "iri", "doc_type", "code", "date", "issuer", "title", "level", "branch", "province", "record", "path")
_EVIDENCE = (
    'SELECT r.record_id, o.key, m.cid, m.start, m."end", m.page, b.text, e.cue_start, e.cue_end'
    " FROM edges e JOIN mentions m ON m.id = e.mention JOIN records r ON r.id = m.id >> 24"
    " JOIN bodies b ON b.id = r.id JOIN documents o ON o.id = r.document"
    " WHERE e.source = ? AND e.target = ? AND e.type = ? ORDER BY e.mention LIMIT ?"
)


class StoreGraph:
    """Reads an open store (``database.open_read``); many may read while one writes."""

    def __init__(self, db: sqlite3.Connection, branch: Callable[[str], str | None] | None = None) -> None:
        """``branch`` tells the branch of a code, for documents that are only cited."""
        self._db = db
        self._branch = lru_cache(maxsize=65_536)(branch) if branch is not None else None

    def node(self, key: str) -> Node | None:
        return self.nodes([key]).get(key)

    def nodes(self, keys: Iterable[str]) -> Mapping[str, Node]:
        found = (self._node(row) for row in self._batched(f"{_NODE} WHERE d.key IN (?)", list(keys)))
        return {node.key: node for node in found}

    def find(self, text: str) -> Sequence[Node]:
        for column, value in (("key", text), ("iri", text), ("code_key", code_key(text))):
            found = [self._node(row) for row in self._db.execute(f"{_NODE} WHERE d.{column} = ? LIMIT 200", (value,))]
            if found:
                return sorted(found, key=lambda node: (not node.ingested, node.date or "", node.key))
        return []

    def numbered(self, number: str) -> Sequence[Node]:
        # «.» follows «-»: what begins with the number and a separator.
        bounds = (number, f"{number}-", f"{number}.")
        found = self._db.execute(f"{_NODE} WHERE d.code_key = ? OR d.code_key >= ? AND d.code_key < ?", bounds)
        return [self._node(row) for row in found]

    def titled(self, words: str) -> Sequence[Node]:
        phrase = " ".join(re.findall(r"[a-z0-9]+", words))
        ask = "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rank LIMIT ?"
        rows = [row for (row,) in self._db.execute(ask, (f'"{phrase}"', _TITLED))] if phrase else []
        nodes = self.rows(rows)
        return [nodes[row] for row in rows if row in nodes]

    def links(self, keys: Collection[str], types: Collection[str], *, up: bool) -> Sequence[Link]:
        here, there = ("source", "target") if up else ("target", "source")
        ids: dict[int, str] = dict(self._batched("SELECT id, key FROM documents WHERE key IN (?)", list(keys)))
        several = ", ".join("?" * len(types))
        found: dict[tuple[int, int, str], None] = {}
        wanted = f"SELECT DISTINCT source, target, type FROM edges WHERE {here} IN (?) AND type IN ({several})"
        found.update(dict.fromkeys(self._batched(wanted, list(ids), *types)))
        column = 1 if there == "target" else 0
        unknown = list({row[column] for row in found} - ids.keys())
        ids.update(self._batched("SELECT id, key FROM documents WHERE id IN (?)", unknown))
        return [Link(ids[source], ids[target], type) for source, target, type in found]

    def evidence(self, links: Collection[Link], limit: int = 20) -> Mapping[Link, Sequence[Assertion]]:
        keys = list({key for link in links for key in (link.source, link.target)})
        ids = {key: id for id, key in self._batched("SELECT id, key FROM documents WHERE key IN (?)", keys)}
        found: dict[Link, list[Assertion]] = defaultdict(list)
        for link in links:
            if link.source in ids and link.target in ids:
                rows = self._db.execute(_EVIDENCE, (ids[link.source], ids[link.target], link.type, limit))
                found[link] = [_assertion(row) for row in rows]
        return found

    def unsettled(self, key: str) -> Sequence[Unsettled]:
        rows = self._db.execute(
            'SELECT c.record, c.cid, c.start, c."end", c.page FROM documents d JOIN records r ON r.document = d.id'
            " JOIN cited c ON c.mention BETWEEN (r.id << 24) AND (r.id << 24) + 16777215"
            " WHERE d.key = ? AND c.key IS NULL ORDER BY c.mention",
            (key,),
        ).fetchall()
        records = {row[0] for row in rows}
        answers = {(at, found.citation): found for at in records for found in mentions(self._db, at)}
        texts = dict(self._batched("SELECT id, text FROM bodies WHERE id IN (?)", list(records)))
        return [_unsettled(texts[at], place, answers[at, place[0]]) for at, *place in rows]

    def all_nodes(self) -> Iterator[Node]:
        return (self._node(row) for row in self._db.execute(f"{_NODE} ORDER BY d.id"))

    def all_pairs(self, types: Collection[str]) -> Iterator[tuple[int, int]]:
        if set(types) == set(RELATIONS):
            return self._db.execute("SELECT source, target FROM edges")
        several = ", ".join("?" * len(types))
        return self._db.execute(f"SELECT source, target FROM edges WHERE type IN ({several})", tuple(types))

    def outlines(self) -> Iterator[Outline]:
        for row, level, province, date in self._db.execute("SELECT id, level, province, date FROM documents"):
            yield Outline(row, level, _slug(province) if province else None, date)

    def row(self, key: str) -> int | None:
        found = self._db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()
        return int(found[0]) if found else None

    def movements(self) -> Mapping[str, Sequence[str]]:
        """The movements that each ingested document names, by the document's key: the entry's id, else the words."""
        found: dict[str, list[str]] = defaultdict(list)
        statement = (
            "SELECT DISTINCT d.key, coalesce(m.movement_id, m.text) FROM movements m JOIN records r ON r.id = m.id >> 24"
            " JOIN documents d ON d.id = r.document ORDER BY m.id"
        )
        for key, name in self._db.execute(statement):
            found[key].append(name)
        return found

    def rows(self, numbers: Collection[int]) -> Mapping[int, Node]:
        return {row[0]: self._node(row) for row in self._batched(f"{_NODE} WHERE d.id IN (?)", list(numbers))}

    def _node(self, row: Sequence[Any]) -> Node:
        values = dict(zip(_FIELDS, row[1:], strict=True))
        if values["branch"] is None and values["code"] and self._branch is not None:
            values["branch"] = self._branch(values["code"])
        # A header gives the province's name, a key its slug: nodes go by the slug.
        values["province"] = _slug(values["province"]) if values["province"] else None
        return Node(**values)

    def _batched(self, statement: str, values: Sequence[object], *after: object) -> Iterator[tuple[Any, ...]]:
        """Run ``statement``, whose first «(?)» takes a list, for a few hundred of ``values`` at a time."""
        for first in range(0, len(values), _BATCH):
            some = values[first : first + _BATCH]
            several = f"({', '.join('?' * len(some))})"
            yield from self._db.execute(statement.replace("(?)", several, 1), (*some, *after))


@lru_cache(maxsize=512)
def _slug(name: str) -> str:
    return slug(name)


def _assertion(row: Sequence[Any]) -> Assertion:
    *place, text, cue_start, cue_end = row
    return assertion_at(Place(*place), text, (cue_start, cue_end) if cue_start is not None else None)


def _unsettled(text: str, place: Sequence[Any], answer: Resolution) -> Unsettled:
    cid, start, end, page = place
    return Unsettled(
        citation=cid, text=text[start:end], status=answer.status, reason=answer.reason,
        candidates=tuple(found.id for found in answer.candidates), sentence=sentence_around(text, start, end), page=page,
    )  # fmt: skip
