"""Rank, coverage, lag, comparison, gaps."""

from __future__ import annotations

import random

import networkx
import pytest

from pipeline.gazetteer import Index, load
from pipeline.graph.history import compare, gaps, timeline
from pipeline.graph.rank import pagerank, pairs, rank
from pipeline.graph.uptake import coverage, lag
from tests.graph.making import graph, node, simple

INDEX = Index(load())


def test_pagerank_agrees_with_an_independent_iteration() -> None:
    draw = random.Random(3)
    edges = [(f"n{draw.randrange(60)}", "cites", f"n{draw.randrange(60)}") for _ in range(200)]
    edges = [edge for edge in edges if edge[0] != edge[2]]
    made = simple(edges)
    found = pairs(made)
    score = {made.rows([int(row)])[int(row)].key: value for row, value in zip(found.rows, pagerank(found), strict=True)}
    plain = networkx.DiGraph([(a, b) for a, _, b in edges])
    expected = dict.fromkeys(plain, 1 / len(plain))
    for _ in range(300):
        loose = sum(expected[n] for n in plain if plain.out_degree(n) == 0) / len(plain)
        expected = {
            n: 0.15 / len(plain)
            + 0.85 * (loose + sum(expected[m] / plain.out_degree(m) for m in plain.predecessors(n)))
            for n in plain
        }
    assert sum(score.values()) == pytest.approx(1)
    assert score == pytest.approx(expected, abs=1e-9)


def test_rank_counts_documents_and_filters() -> None:
    nodes = {"a": node("a"), "b": node("b"), "top": node("top", level="central", doc_type="Chỉ thị", date="2021-07-16")}
    made = graph(nodes, [("a", "implements", "top"), ("a", "cites", "top"), ("b", "implements", "top")])
    (first, *_) = rank(made)
    assert (first.node.key, first.cited_by) == ("top", 2)
    assert [r.node.key for r in rank(made, level="central", doc_type="chỉ thị", year="2021")] == ["top"]
    assert rank(simple([])) == []


def made_uptake() -> object:
    nodes = {
        "top": node("top", level="central", date="2024-01-10"),
        "p": node("p", level="province", province="lao-cai", date="2024-02-09"),
        "late": node("late", level="province", province="lao-cai", date="2024-05-01"),
        "q": node("q", level="province", province="son-la", date="2024-03-10"),
        "d": node("d", level="district", province="ha-tinh", date="2024-02-01"),
        "young": node("young", level="province", province="ca-mau", date="2023-12-01"),
    }
    return graph(
        nodes,
        [
            ("p", "implements", "top"), ("late", "implements", "top"), ("q", "based_on", "p"), ("d", "implements", "top"),
            ("young", "implements", "top"), ("q", "cites", "top"),
        ],
    )  # fmt: skip


def test_coverage_says_who_when_how_and_who_is_missing() -> None:
    (found,) = coverage(made_uptake(), ["top"], INDEX)  # type: ignore[arg-type]
    by_province = {one.province: one for one in found.taken}
    assert len(found.taken) == 63 and found.count == 2
    assert (by_province["lao-cai"].state, by_province["lao-cai"].days) == ("direct", 30)
    assert by_province["lao-cai"].by is not None and by_province["lao-cai"].by.key == "p"
    assert (by_province["son-la"].state, by_province["son-la"].steps) == ("through", 2)
    assert by_province["ha-tinh"].state == "below"
    # A document older than the directive cannot derive from it.
    assert by_province["ca-mau"].state == "missing"


def test_after_the_merger_34_provinces_are_asked() -> None:
    made = graph({"top": node("top", date="2025-08-01")}, [])
    (found,) = coverage(made, ["top"], INDEX)
    assert len(found.taken) == 34 and found.count == 0


def test_the_reader_chooses_the_list_of_provinces() -> None:
    nodes = {
        "top": node("top", level="central", date="2024-01-10"),
        "old": node("old", level="province", province="bac-kan", date="2024-02-09"),
        "heir": node("heir", level="province", province="thai-nguyen", date="2025-08-09"),
    }
    made = graph(nodes, [("old", "implements", "top"), ("heir", "implements", "top")])
    (before,), (after,) = (coverage(made, ["top"], INDEX, on) for on in ("2025-06-30", "2025-07-01"))
    assert (before.count, before.asked, after.count, after.asked) == (2, 63, 1, 34)
    (former,) = [one for one in after.taken if not one.listed]
    # A plan of Bắc Kạn counts for Bắc Kạn, not for the province that it became part of.
    assert former.province == "bac-kan" and former.by is not None and former.by.key == "old"
    assert next(one for one in after.taken if one.province == "thai-nguyen").by == nodes["heir"]


def test_a_directive_known_by_its_year_asks_the_provinces_of_that_year() -> None:
    for date, asked in (("2015", 63), ("2026", 34), (None, 34)):
        made = graph({"top": node("top", **({"date": date} if date else {}))}, [])
        assert coverage(made, ["top"], INDEX)[0].asked == asked


def test_quartiles_and_order_of_a_worked_example() -> None:
    days = {"lao-cai": "2024-01-20", "son-la": "2024-01-30", "ha-tinh": "2024-02-19", "ca-mau": "2024-02-29"}
    nodes = {name: node(name, level="province", province=name, date=day) for name, day in days.items()}
    nodes["top"] = node("top", level="central", date="2024-01-10")
    nodes["month"] = node("month", level="province", province="bac-kan", date="2024-03")
    made = graph(nodes, [(name, "implements", "top") for name in nodes if name != "top"])
    found = lag(made, "top", INDEX)
    assert [one.days for one in found.taken] == [10, 20, 40, 50]
    assert found.quartiles == (17.5, 30.0, 42.5) and found.asked == 63


def test_lag_has_quartiles_of_the_days() -> None:
    found = lag(made_uptake(), "top", INDEX)  # type: ignore[arg-type]
    assert [(one.province, one.days) for one in found.taken] == [("lao-cai", 30), ("son-la", 60)]
    assert found.quartiles == (37.5, 45.0, 52.5)
    assert lag(graph({"alone": node("alone")}, []), "alone", INDEX).quartiles is None


def test_years_compared_and_gaps() -> None:
    nodes = {
        "x": node("x", date="2024-02-01", record="x"), "y": node("y", date="2025-02-01", record="y"),
        "old": node("old", date="2014"), "new": node("new", date="2024"), "both": node("both"),
    }  # fmt: skip
    made = graph(
        nodes,
        [("x", "implements", "old"), ("y", "implements", "new"), ("x", "cites", "both"), ("y", "cites", "both")],
    )
    found = compare(made, "2024", "2025")
    assert {c.node.key: c.kind for c in found.changes} == {"old": "dropped", "new": "new", "both": "kept"}
    assert found.documents == (1, 1)
    assert (gaps(made)[0].node.key, gaps(made)[0].cited_by) == ("both", 2)
    assert "x" not in {g.node.key for g in gaps(made)}
    assert [n.key for n in timeline(made)] == ["old", "new", "x", "y"]
