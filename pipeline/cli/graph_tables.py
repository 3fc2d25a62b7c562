"""Answers of the graph as rows for the terminal, CSV and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.cli.graph_output import Line, Shown
from pipeline.cli.graph_words import say
from pipeline.cli.terminal import short
from pipeline.export.canvas import day as day_words, number_words, spoken
from pipeline.graph.excerpt import Excerpt, asserted
from pipeline.graph.history import Comparison, Gap
from pipeline.graph.lineage import Derived, Lineage, by_level
from pipeline.graph.neighbours import Neighbours
from pipeline.graph.paths import Path, Shared
from pipeline.graph.rank import Ranked
from pipeline.graph.uptake import Coverage, Lag, Taken
from pipeline.model.graph import Assertion, Node


def neighbours(up: bool) -> Callable[[Neighbours], Shown]:
    """What a document cites (``up``), or who cites it."""

    def show(found: Neighbours) -> Shown:
        below: list[Line] = [name_of(found.root)]
        rows = []
        for one in found.found:
            ends = (one.node, found.root) if up else (found.root, one.node)
            below += [f"  {name_of(one.node)}", said_of(one.relations, one.evidence, ends).after("      ")]
            rows.append((one.node.name, one.node.date, _relations(one.relations), *_words(one.evidence, ends)))
        total = "shown" if found.total > len(found.found) else "total"
        notes = [say(total, n=found.total if total == "total" else len(found.found), total=found.total)]
        if found.unsettled:
            notes += ["", say("unsettled")]
            notes += [f"  {short(one.text, 90)}  ({say(one.status)}: {one.reason})" for one in found.unsettled]
        heads = (say("doc"), say("date"), say("relation"), say("page"), say("words"))
        return Shown(heads, rows, (*below, *notes), lines_only=True, notes=notes)

    return show


def tree(found: Lineage) -> Shown:
    """A lineage as an indented tree; a document that stands above already is not unfolded again."""
    onward, seen = found.onward(), {found.root}
    lines: list[Line] = [name_of(found.nodes[found.root])]

    def walk(key: str, indent: str) -> None:
        steps = onward.get(key, [])
        for number, step in enumerate(steps):
            last = number == len(steps) - 1
            to = step.parent if found.up else step.child
            again = f"  ↑ {say('above')}" if to in seen and onward.get(to) else ""
            lines.append(f"{indent}{'└─ ' if last else '├─ '}{name_of(found.nodes[to])}{again}")
            lines.append(_said(step, found).after(f"{indent}{'   ' if last else '│  '}   "))
            if to not in seen:
                seen.add(to)
                walk(to, indent + ("   " if last else "│  "))

    walk(found.root, "")
    notes = _remarks(found)
    if found.sources:
        notes.append(say("sources", names="; ".join(found.nodes[key].name for key in found.sources)))
    if not found.steps:
        notes.insert(0, say("no_steps" if found.up else "no_steps_down"))
    rows = [
        (a.name, _relations(s.relations), b.name, b.date, *_words(s.evidence, (b, a)))
        for s in found.steps
        for a, b in [(found.nodes[s.child], found.nodes[s.parent])]
    ]
    heads = (say("doc"), say("relation"), "→", say("date"), say("page"), say("words"))
    return Shown(heads, rows, (*lines, *notes), lines_only=True, notes=notes)


def levels(found: Lineage) -> Shown:
    """Descendants by level, each with the words by which it joins."""
    leading: dict[str, Derived] = {}
    for step in found.steps:
        leading.setdefault(step.child, step)
    rows: list[tuple[object, ...]] = []
    lines: list[Line] = [name_of(found.nodes[found.root])]
    for level, nodes in by_level(found).items():
        lines.append(f"{say(f'level.{level}')} ({len(nodes)})")
        for node in nodes:
            lines.append(f"  {name_of(node)}")
            first = leading.get(node.key)
            if first is None:
                continue
            parent = found.nodes[first.parent]
            words = _words(first.evidence, (parent, node))
            rows.append((say(f"level.{level}"), node.name, node.date, parent.name, *words))
            lines.append(said_of(first.relations, first.evidence, (parent, node)).after(f"      → {parent.name}: "))
    heads = (say("level"), say("doc"), say("date"), "→", say("page"), say("words"))
    notes = [say("total", n=len(rows)) if rows else say("no_steps_down"), *_remarks(found)]
    return Shown(heads, rows, (*lines, *notes), lines_only=True, notes=notes)


def path(found: Path | None) -> Shown:
    """The steps between two documents."""
    if found is None:
        return Shown((), (), (say("no_path"),), lines_only=True)
    rows = [
        (h.source.name, _relations((h.relation,)), h.target.name, *_words(h.evidence, (h.target, h.source)))
        for h in found.hops
    ]
    lines: list[Line] = [name_of(found.nodes[0])]
    for hop, node in zip(found.hops, found.nodes[1:], strict=True):
        arrow = "→" if hop.target.key == node.key else "←"
        said = said_of((hop.relation,), hop.evidence, (hop.target, hop.source))
        lines += [said.after(f"  {arrow} "), name_of(node)]
    notes = [say(f"path.{found.kind}") if found.hops else say("path.same")]
    heads = (say("doc"), say("relation"), "→", say("page"), say("words"))
    return Shown(heads, rows, (*lines, *notes), lines_only=True, notes=notes)


def common(found: Sequence[Shared]) -> Shown:
    """Shared sources, nearest first."""
    rows = [
        (s.node.name, s.node.date, f"{s.from_first} / {s.from_second}", say("nearest") if s.nearest else "")
        for s in found
    ]
    return Shown((say("doc"), say("date"), say("from_steps"), ""), rows)


def ranked(found: Sequence[Ranked]) -> Shown:
    """Places, scores and counts."""
    rows = [
        (number, r.node.name, r.node.date, short(spoken(r.node.issuer), 40), f"{r.score:.5f}", r.cited_by)
        for number, r in enumerate(found, 1)
    ]
    return Shown(("", say("doc"), say("date"), say("issuer"), say("score"), say("cited_by")), rows)


def timeline(found: Sequence[Node]) -> Shown:
    """Documents a year, those read and those only cited."""
    read = Counter(node.year for node in found if node.ingested)
    every = Counter(node.year for node in found)
    rows = [(year, read[year], every[year] - read[year]) for year in sorted(filter(None, every))]
    return Shown((say("year"), say("read"), say("only_cited")), rows)


def comparison(found: Comparison) -> Shown:
    """What is new, dropped, kept between two years."""
    rows = [(say(c.kind), c.node.name, c.node.date, c.first, c.second) for c in found.changes]
    first, second = found.years
    heads = ("", say("doc"), say("date"), f"{first} ({found.documents[0]})", f"{second} ({found.documents[1]})")
    return Shown(heads, rows)


def gaps(found: Sequence[Gap]) -> Shown:
    """Cited, never read."""
    rows = [(g.node.name, g.node.date, short(spoken(g.node.issuer), 40), g.cited_by) for g in found]
    return Shown((say("doc"), say("date"), say("issuer"), say("cited_by")), rows)


def coverage(names: Callable[[str], str]) -> Callable[[Sequence[Coverage]], Shown]:
    """A row a province and directive."""

    def show(found: Sequence[Coverage]) -> Shown:
        rows = [_uptake_row(c, t, names) for c in found for t in c.taken]
        lines, notes = [], []
        for c in found:
            day = day_words(c.on) or say("today")
            notes.append(say("of_provinces", name=c.directive.name, n=c.count, total=c.asked, day=day))
            lines.append(notes[-1])
            for t in c.taken:
                if t.by is not None:
                    after = f", {say('after_days', n=t.days)}" if t.days is not None else ""
                    state = say(t.state) if t.listed else f"{say(t.state)}, {say('not_listed', total=c.asked)}"
                    lines.append(f"  {names(t.province)} · {state} · {short(name_of(t.by), 110)}{after}")
            missing = [names(t.province) for t in c.taken if t.by is None]
            if missing:
                lines.append(f"  {say('missing')} ({len(missing)}): {', '.join(missing)}")
        heads = (say("directive"), say("province"), say("state"), say("doc"), say("date"), say("days"))
        return Shown(heads, rows, tuple(lines), lines_only=True, notes=notes)

    return show


def _uptake_row(found: Coverage, taken: Taken, names: Callable[[str], str]) -> tuple[object, ...]:
    state = say(taken.state) if taken.listed else f"{say(taken.state)}, {say('not_listed', total=found.asked)}"
    by = taken.by
    return (
        found.directive.name, names(taken.province), state, by.name if by else "", by.date if by else "", taken.days
    )  # fmt: skip


def lag(names: Callable[[str], str]) -> Callable[[Lag], Shown]:
    """A row a province, quickest first, with the quartiles below."""

    def show(found: Lag) -> Shown:
        rows = [(names(t.province), t.days, t.by.name if t.by else "", t.by.date if t.by else "") for t in found.taken]
        below = say("no_days")
        if found.quartiles is not None:
            low, median, high = map(number_words, found.quartiles)
            below = say("lag_line", n=len(found.taken), total=found.asked, median=median, low=low, high=high)
        return Shown((say("province"), say("days"), say("doc"), say("date")), rows, (below,))

    return show


def _words(evidence: Sequence[Assertion], ends: Sequence[Node]) -> tuple[object, Excerpt]:
    """Page and words of the first assertion."""
    first = evidence[0] if evidence else None
    return (first.page if first else None, asserted(first, ends, 400))


def name_of(node: Node) -> str:
    """A document with its date and issuer."""
    about = ", ".join(filter(None, (node.date, short(spoken(node.issuer), 60))))
    return f"{node.name} ({about})" if about else node.name


def said_of(relations: Sequence[str], evidence: Sequence[Assertion], ends: Sequence[Node], where: str = "") -> Excerpt:
    """Relations, who says so if not the document itself, page, and the words of the first assertion."""
    first = evidence[0] if evidence else None
    at = f", {say('page')} {first.page}" if first and first.page else ""
    return asserted(first, ends).after(f"{_relations(relations)}{where}{at}: ")


def _relations(relations: Sequence[str]) -> str:
    return ", ".join(say(f"relation.{one}") for one in relations)


def _said(step: Derived, found: Lineage) -> Excerpt:
    """The words of a step, and whose they are when a third document says so."""
    by = step.evidence[0].by if step.evidence else ""
    teller = found.nodes.get(by) or found.asserting.get(by)
    where = "" if by in ("", step.child) else f" [{short(teller.name if teller is not None else by, 80)}]"
    ends = [node for key in (step.parent, step.child) if (node := found.nodes.get(key) or found.asserting.get(key))]
    return said_of(step.relations, step.evidence, ends, where)


def _called(key: str, found: Lineage) -> str:
    node = found.nodes.get(key) or found.asserting.get(key)
    return node.name if node is not None else key


def _remarks(found: Lineage) -> list[Line]:
    made: list[Line] = []
    if found.refused:
        made.append(say("refused", n=len(found.refused)))
        for step in found.refused:
            made.append(_said(step, found).after(f"  {_called(step.child, found)} → {_called(step.parent, found)}: "))
    if found.cycles:
        made.append(say("cycle", n=len(found.cycles)))
        made += [f"  {_called(child, found)} → {_called(parent, found)}" for child, parent in found.cycles[:20]]
    if found.cut:
        made.append(say("cut_short"))
    return made
