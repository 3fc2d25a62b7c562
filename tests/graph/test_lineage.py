"""Derivation walked up and down: what counts, what is refused, circles, limits, levels."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pipeline.graph.lineage import by_level, descendants, lineage
from pipeline.graph.paths import common, path
from tests.graph.making import graph, node, simple

CHAIN = [
    ("commune", "implements", "district"),
    ("district", "implements", "province"),
    ("province", "based_on", "central"),
]


def steps(found: object) -> set[tuple[str, str]]:
    return {(step.child, step.parent) for step in found.steps}  # type: ignore[attr-defined]


def test_lineage_climbs_to_the_central_source_with_words_on_each_step() -> None:
    levels = {key: node(key, level=key) for key in ("commune", "district", "province", "central")}
    found = lineage(graph(levels, CHAIN), "commune")
    assert steps(found) == {("commune", "district"), ("district", "province"), ("province", "central")}
    assert found.sources == ("central",)
    assert all(step.evidence[0].sentence for step in found.steps)
    assert found.depth["central"] == 3


@pytest.mark.parametrize("relation", ["cites", "reviews", "amends", "replaces", "repeals"])
def test_other_relations_are_no_derivation(relation: str) -> None:
    assert not lineage(simple([("a", relation, "b")]), "a").steps


def test_what_is_issued_derives_from_what_issues_it() -> None:
    made = simple([("decision", "issues", "plan"), ("decision", "implements", "resolution")])
    assert steps(lineage(made, "plan")) == {("plan", "decision"), ("decision", "resolution")}
    assert steps(descendants(made, "resolution")) == {("decision", "resolution"), ("plan", "decision")}


def test_a_younger_source_is_refused_and_said() -> None:
    nodes = {"a": node("a", date="2024-01-05"), "b": node("b", date="2025-02-01"), "c": node("c", date="2024")}
    found = lineage(graph(nodes, [("a", "implements", "b"), ("a", "based_on", "c")]), "a")
    assert steps(found) == {("a", "c")}
    assert [(s.child, s.parent) for s in found.refused] == [("a", "b")]


def test_a_circle_ends_where_it_closes() -> None:
    found = lineage(simple([("a", "implements", "b"), ("b", "based_on", "c"), ("c", "implements", "a")]), "a")
    assert found.cycles == (("c", "a"),)
    assert ("c", "a") in steps(found)
    assert "c" not in found.onward()


def test_only_what_leads_to_the_centre() -> None:
    nodes = {"a": node("a"), "side": node("side"), "top": node("top", level="central")}
    found = lineage(graph(nodes, [("a", "implements", "top"), ("a", "based_on", "side")]), "a", central=True)
    assert steps(found) == {("a", "top")} and "side" not in found.nodes


def test_descendants_by_level_and_the_limit() -> None:
    nodes = {"top": node("top", level="central"), "p": node("p", level="province"), "d": node("d", level="district")}
    made = graph(nodes, [("p", "implements", "top"), ("d", "implements", "p")])
    assert {level: [n.key for n in found] for level, found in by_level(descendants(made, "top")).items()} == {
        "province": ["p"],
        "district": ["d"],
    }
    assert descendants(made, "top", limit=2).cut


def test_paths_and_shared_sources() -> None:
    made = simple(
        [*CHAIN, ("other", "implements", "province"), ("central", "based_on", "party"), ("x", "cites", "other")]
    )
    found = path(made, "central", "commune")
    assert found is not None and found.kind == "derivation"
    assert [n.key for n in found.nodes] == ["commune", "district", "province", "central"]
    aside = path(made, "x", "commune")
    assert aside is not None and aside.kind == "any" and len(aside.hops) == 4
    assert path(made, "x", "nowhere") is None
    assert [(s.node.key, s.nearest) for s in common(made, "other", "commune")] == [
        ("province", True),
        ("central", False),
        ("party", False),
    ]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
def test_any_graph_ends_and_every_ancestor_is_reached(pairs: list[tuple[int, int]]) -> None:
    edges = [(f"n{a}", "implements", f"n{b}") for a, b in pairs if a != b]
    found = lineage(simple([("n0", "implements", "n9"), *edges]), "n0")
    wanted, edge = {"n0"}, ["n0"]
    while edge:
        key = edge.pop()
        new = {b for a, _, b in [("n0", "", "n9"), *edges] if a == key} - wanted
        wanted |= new
        edge += sorted(new)
    assert set(found.depth) == wanted
    open_ = found.onward()

    # With the closing steps left out no walk comes back to where it was.
    def walk(key: str, above: frozenset[str]) -> None:
        assert key not in above
        for step in open_.get(key, ()):
            walk(step.parent, above | {key})

    if len(pairs) < 12:
        walk("n0", frozenset())
