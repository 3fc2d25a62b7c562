"""Precision, recall and F1 of records against gold, layer by layer and field by field.

Gold files are ``NAME.gold.json`` (``corpora/gold``), records ``NAME.json``. A mention of gold pairs with one of the record when
they overlap and say the same thing: citations by code (named ones by name) and half of their span, dates and periods by
value, anniversaries by count, movements by four fifths of the span, sections by path and place. Pairs are one to one, the best
overlap first. Text fields are compared without case, quotation marks and punctuation, since those vary in print.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import UsageError

Item = dict[str, Any]
HEADER_FIELDS = (
    *("doc_type", "number", "symbol", "date", "place", "title", "issuer", "province"),
    *("signer_name", "signer_role", "signer_authority"),
)


class Score(msgspec.Struct):
    """Counts of one layer. ``matched`` is the number of one-to-one pairs."""

    gold: int = 0
    found: int = 0
    matched: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 when nothing was found."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 when there is no gold."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 when there was nothing to find and nothing was found."""
        both = self.gold + self.found
        return 2 * self.matched / both if both else 1.0


class Accuracy(msgspec.Struct):
    """How many of the pairs in which a field is said agree on it."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """``right`` over ``of``; 1 when the field was never said."""
        return self.right / self.of if self.of else 1.0


class Miss(msgspec.Struct, frozen=True):
    """One difference, for reading: what gold has and the record does not, or the reverse."""

    document: str
    layer: str
    what: str
    start: int
    text: str


class Evaluation(msgspec.Struct):
    """Scores by layer, accuracies by field, differences, and the names of gold documents without a record."""

    layers: dict[str, Score] = msgspec.field(default_factory=dict)
    fields: dict[str, Accuracy] = msgspec.field(default_factory=dict)
    misses: list[Miss] = msgspec.field(default_factory=list)
    missing: list[str] = msgspec.field(default_factory=list)
    documents: int = 0

    def field(self, name: str, right: bool) -> None:
        """Count one comparison of a field."""
        accuracy = self.fields.setdefault(name, Accuracy())
        accuracy.of += 1
        accuracy.right += right

    def layer(self, name: str, document: str, gold: list[Item], found: list[Item], pairs: dict[int, int]) -> None:
        """Count the pairs of one layer of one document and keep what has no partner."""
        score = self.layers.setdefault(name, Score())
        score.gold, score.found, score.matched = (
            score.gold + len(gold),
            score.found + len(found),
            score.matched + len(pairs),
        )
        for what, items, paired in (("missed", gold, set(pairs)), ("spurious", found, set(pairs.values()))):
            self.misses += [
                Miss(
                    document, name, what, item["start"], str(item.get("text") or item.get("quote") or item.get("label"))
                )
                for index, item in enumerate(items)
                if index not in paired
            ]


def evaluate(gold_dir: Path | str, pred_dir: Path | str) -> Evaluation:
    """Compare every ``NAME.gold.json`` in ``gold_dir`` with ``NAME.json`` in ``pred_dir``.

    Raises ``UsageError`` when there is no gold in the folder. A missing record counts as an empty one and is named in
    ``missing``.
    """
    files = sorted(Path(gold_dir).glob("*.gold.json"))
    if not files:
        raise UsageError(f"{gold_dir}: no NAME.gold.json in this folder; name a folder of gold such as corpora/gold")
    result = Evaluation()
    for file in files:
        name = file.name.removesuffix(".gold.json")
        record = Path(pred_dir) / f"{name}.json"
        if not record.exists():
            result.missing.append(name)
        found = json.loads(record.read_text("utf-8")) if record.exists() else {}
        _document(result, name, json.loads(file.read_text("utf-8")), found)
        result.documents += 1
    return result


def _document(result: Evaluation, name: str, gold: Item, found: Item) -> None:
    def run(layer: str, same: Callable[[Item, Item], bool]) -> list[tuple[Item, Item]]:
        g, p = gold.get(layer, []), found.get(layer, [])
        pairs = _pair(g, p, same)
        result.layer(layer, name, g, p, pairs)
        return [(g[i], p[j]) for i, j in pairs.items()]

    _citations(result, name, gold.get("citations", []), found.get("citations", []))
    for g, p in run("dates", lambda g, p: bool(g.get("value") == p.get("value"))):
        result.field("date.span", _span(g) == _span(p))
        result.field("date.role", g.get("role") == p.get("role"))
    run("periods", lambda g, p: _bounds(g) == _bounds(p))
    for g, p in run("anniversaries", lambda g, p: bool(g.get("years") == p.get("years"))):
        event = plain(g.get("event")) == plain(p.get("event"))
        dates = (g.get("origin"), g.get("observed")) == (p.get("origin"), p.get("observed"))
        problems = sorted(g.get("problems") or []) == sorted(p.get("problems") or [])
        result.field("anniversary.strict", event and dates and problems)
    for g, p in run("movements", lambda g, p: _iou(g, p) >= 0.8):
        result.field("movement.quoted", bool(g.get("quoted")) == bool(p.get("quoted")))
        result.field("movement.kind", plain(g.get("kind")) == plain(p.get("kind")))
    for g, p in run("sections", lambda g, p: g["path"] == p["path"] and abs(g["start"] - p["start"]) <= 3):
        result.field("section.heading", plain(g.get("heading")) == plain(p.get("heading")))
    _header(result, gold.get("header") or {}, found.get("header") or {})


def _citations(result: Evaluation, name: str, gold: list[Item], found: list[Item]) -> None:
    for kind in ("numbered", "named", "short"):
        of_gold = [c for c in gold if c["kind"] == kind]
        of_found = [c for c in found if c.get("kind") == kind]
        result.layer(f"citations.{kind}", name, of_gold, of_found, _pair(of_gold, of_found, _same_citation))
    pairs = _pair(gold, found, _same_citation)
    at = {citation.get("id"): index for index, citation in enumerate(found)}
    back = {j: i for i, j in pairs.items()}
    for i, j in pairs.items():
        g, p = gold[i], found[j]
        result.field("citation.span", _span(g) == _span(p))
        for key in ("doc_type", "date", "issuer", "relation"):
            result.field(f"citation.{key}", plain(g.get(key)) == plain(p.get(key)))
        for key in ("term", "pinpoint"):
            if g.get(key) or p.get(key):
                result.field(f"citation.{key}", plain(g.get(key)) == plain(p.get(key)))
        if g.get("title") or p.get("title"):
            gold_title, title = plain(g.get("title")) or "", plain(p.get("title")) or ""
            result.field("citation.title", gold_title == title)
            result.field("citation.title_opening", gold_title[:40] == title[:40])
        if g.get("head") is not None or p.get("head") is not None:
            result.field("citation.head", g.get("head") == back.get(at.get(p.get("head"), -1)))


def _header(result: Evaluation, gold: Item, found: Item) -> None:
    for key in HEADER_FIELDS:
        if gold.get(key) is not None or found.get(key) is not None:
            result.field(f"header.{key}", plain(gold.get(key)) == plain(found.get(key)))
    if "recipients" in gold:
        mine = [plain(r) for r in found.get("recipients") or []]
        result.field("header.recipients", [plain(r) for r in gold["recipients"] or []] == mine)


def _pair(gold: list[Item], found: list[Item], same: Callable[[Item, Item], bool]) -> dict[int, int]:
    """One-to-one pairs of gold to found indices, best overlap first."""
    candidates = sorted(
        (
            (_iou(g, p), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(found)
            if min(g["end"], p["end"]) > max(g["start"], p["start"]) and same(g, p)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _same_citation(g: Item, p: Item) -> bool:
    if (g["kind"] == "named") != (p.get("kind") == "named"):
        return False
    return _iou(g, p) >= 0.5 and (g["kind"] == "named" or same_code(g.get("code"), p.get("code")))


def same_code(a: str | None, b: str | None) -> bool:
    """Whether two codes are the same but for case, spaces and leading zeros of the number."""

    def key(code: str | None) -> str:
        return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", code or "").upper().replace("–", "-").replace("Ð", "Đ"))

    return key(a) == key(b)


def plain(value: object) -> str | None:
    """A text field as it is compared: NFC, without case, quotation marks, punctuation and doubled spaces.

    >>> plain("về “Đổi mới công tác thi đua, khen thưởng”")
    'về đổi mới công tác thi đua khen thưởng'
    """
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).casefold().replace("–", "-").replace("—", "-")
    return re.sub(r"[\s,;:.\"“”'*()]+", " ", text).strip()


def _iou(a: Item, b: Item) -> float:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return shared / (max(a["end"], b["end"]) - min(a["start"], b["start"])) if shared > 0 else 0.0


def _span(item: Item) -> tuple[int, int]:
    return item["start"], item["end"]


def _bounds(item: Item) -> tuple[Any, Any]:
    return item.get("start_value"), item.get("end_value")
