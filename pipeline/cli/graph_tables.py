"""Answers of the graph as rows for the terminal, CSV and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.cli.graph_output import Shown
from pipeline.cli.graph_words import say
from pipeline.cli.terminal import short
from pipeline.graph.history import Comparison, Gap
from pipeline.graph.lineage import Derived, Lineage, by_level
from pipeline.graph.neighbours import Neighbours
from pipeline.graph.paths import Path, Shared
from pipeline.graph.rank import Ranked
from pipeline.graph.uptake import Coverage, Lag
from pipeline.model.graph import Assertion, Node


def neighbours(found: Neighbours) -> Shown:
    """What a document cites, or who cites it."""
    rows = [
        (one.node.name, one.node.date, ", ".join(one.relations), page, cue, short(sentence, 160))
        for one in found.found
        for page, cue, sentence in [_words(one.evidence)]
    ]
    below = [_name(found.root)]
    for one in found.found:
        below += [f"  {_name(one.node)}", f"      {_asserted(one.relations, one.evidence)}"]
    below.append(
        say("shown", n=len(rows), total=found.total) if found.total > len(rows) else say("total", n=found.total)
    )
    if found.unsettled:
        below += ["", say("unsettled")]
        below += [f"  {short(one.text, 90)}  ({say(one.status)}: {one.reason})" for one in found.unsettled]
    heads = (say("doc"), say("date"), say("relation"), say("page"), "«…»", say("words"))
    return Shown(heads, rows, tuple(below), lines_only=True)


def tree(found: Lineage) -> Shown:
    """A lineage as an indented tree; a document that stands above already is not unfolded again."""
    onward, seen = found.onward(), {found.root}
    lines = [_name(found.nodes[found.root])]

    def walk(key: str, indent: str) -> None:
        steps = onward.get(key, [])
        for number, step in enumerate(steps):
            last = number == len(steps) - 1
            to = step.parent if found.up else step.child
            again = f"  ↑ {say('above')}" if to in seen and onward.get(to) else ""
            lines.append(f"{indent}{'└─ ' if last else '├─ '}{_name(found.nodes[to])}{again}")
            lines.append(f"{indent}{'   ' if last else '│  '}   {_said(step, found)}")
            if to not in seen:
                seen.add(to)
                walk(to, indent + ("   " if last else "│  "))

    walk(found.root, "")
    lines += _remarks(found)
    if found.sources:
        lines.append(say("sources", names="; ".join(found.nodes[key].name for key in found.sources)))
    ends = [(found.nodes[step.child], found.nodes[step.parent], step) for step in found.steps]
    rows = [(a.name, ", ".join(s.relations), b.name, b.date, *_words(s.evidence)) for a, b, s in ends]
    heads = (say("doc"), say("relation"), "→", say("date"), say("page"), "«…»", say("words"))
    return Shown(heads, rows, tuple(lines), lines_only=True)


def levels(found: Lineage) -> Shown:
    """Descendants by level, each with the words by which it joins."""
    leading: dict[str, Derived] = {}
    for step in found.steps:
        leading.setdefault(step.child, step)
    rows = []
    lines = [_name(found.nodes[found.root])]
    for level, nodes in by_level(found).items():
        lines.append(f"{say(f'level.{level}')} ({len(nodes)})")
        for node in nodes:
            first = leading.get(node.key)
            parent = found.nodes[first.parent].name if first else ""
            page, cue, sentence = _words(first.evidence) if first else ("", "", "")
            rows.append(
                (
                    say(f"level.{level}"),
                    node.name,
                    node.date,
                    parent,
                    cue,
                    page,
                    short(str(sentence), 120),
                )
            )
            lines += [
                f"  {_name(node)}",
                f"      {_asserted(first.relations, first.evidence, '', found.nodes[first.parent].code)} → {parent}"
                if first
                else "",
            ]
    heads = (say("level"), say("doc"), say("date"), "→", "«…»", say("page"), say("words"))
    return Shown(heads, rows, (*lines, say("total", n=len(rows)), *_remarks(found)), lines_only=True)


def path(found: Path | None) -> Shown:
    """The steps between two documents."""
    if found is None:
        return Shown((), (), (say("no_path"),), lines_only=True)
    rows = [(h.source.name, h.relation, h.target.name, *_words(h.evidence)) for h in found.hops]
    lines = [_name(found.nodes[0])]
    for hop, node in zip(found.hops, found.nodes[1:], strict=True):
        arrow = "→" if hop.target.key == node.key else "←"
        lines += [f"  {arrow} {_asserted((hop.relation,), hop.evidence)}", _name(node)]
    lines.append(say(f"path.{found.kind}"))
    return Shown(
        (say("doc"), say("relation"), "→", say("page"), "«…»", say("words")), rows, tuple(lines), lines_only=True
    )


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
        (number, r.node.name, r.node.date, short(r.node.issuer or "", 40), f"{r.score:.5f}", r.cited_by)
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
    rows = [(g.node.name, g.node.date, short(g.node.issuer or "", 40), g.cited_by) for g in found]
    return Shown((say("doc"), say("date"), say("issuer"), say("cited_by")), rows)


def coverage(names: Callable[[str], str]) -> Callable[[Sequence[Coverage]], Shown]:
    """A row a province and directive."""

    def show(found: Sequence[Coverage]) -> Shown:
        rows = [
            (
                c.directive.name,
                names(t.province),
                say(t.state),
                t.by.name if t.by else "",
                t.by.date if t.by else "",
                t.days,
            )
            for c in found
            for t in c.taken
        ]
        lines = []
        for c in found:
            lines.append(say("of_provinces", name=c.directive.name, n=c.count, total=len(c.taken)))
            for t in c.taken:
                if t.by is not None:
                    days = f", {say('after_days', n=t.days)}" if t.days is not None else ""
                    lines.append(f"  {names(t.province)} · {say(t.state)} · {short(_name(t.by), 110)}{days}")
            missing = [names(t.province) for t in c.taken if t.by is None]
            if missing:
                lines.append(f"  {say('missing')} ({len(missing)}): {', '.join(missing)}")
        heads = ("", say("province"), say("state"), say("doc"), say("date"), say("days"))
        return Shown(heads, rows, tuple(lines), lines_only=True)

    return show


def lag(names: Callable[[str], str]) -> Callable[[Lag], Shown]:
    """A row a province, quickest first, with the quartiles below."""

    def show(found: Lag) -> Shown:
        rows = [(names(t.province), t.days, t.by.name if t.by else "", t.by.date if t.by else "") for t in found.taken]
        below = say("no_days")
        if found.quartiles is not None:
            low, median, high = found.quartiles
            below = say("lag_line", n=len(found.taken), total=found.asked, median=median, low=low, high=high)
        return Shown((say("province"), say("days"), say("doc"), say("date")), rows, (below,))

    return show


def _words(evidence: Sequence[Assertion]) -> tuple[object, str, str]:
    """Page, cue and sentence of the first assertion."""
    first = evidence[0] if evidence else None
    return (first.page, first.cue or "", first.sentence) if first else ("", "", "")


def _name(node: Node) -> str:
    about = ", ".join(filter(None, (node.date, short(node.issuer or "", 60))))
    return f"{node.name} ({about})" if about else node.name


def _said(step: Derived, found: Lineage) -> str:
    """The words of a step, and whose they are when a third document says so."""
    by = step.evidence[0].by if step.evidence else ""
    teller = found.nodes.get(by) or found.asserting.get(by)
    where = "" if by in ("", step.child) else f" [{short(teller.name if teller is not None else by, 80)}]"
    return _asserted(step.relations, step.evidence, where, found.nodes[step.parent].code)


def _asserted(relations: Sequence[str], evidence: Sequence[Assertion], where: str = "", code: str | None = None) -> str:
    """Relations, cue, who says so if not the document itself, page, and the sentence around the citation of ``code``."""
    page, cue, sentence = _words(evidence)
    at = f", {say('page')} {page}" if page else ""
    return f"{'/'.join(relations)} «{cue}»{where}{at}: {_around(sentence, code)}"


def _around(sentence: str, code: str | None, room: int = 140) -> str:
    """The sentence on one line; of one too long the part that holds the code."""
    found = sentence.find(code) if code else -1
    if found + len(code or "") < room - 20:
        return short(sentence, room)
    start = sentence.find(" ", found - room // 2) + 1
    return "…" + short(sentence[start:], room)


def _remarks(found: Lineage) -> list[str]:
    made = []
    if found.refused:
        made.append(say("refused", n=len(found.refused)))
        made += [f"  {_asserted(s.relations, s.evidence)}" for s in found.refused]
    if found.cycles:
        made.append(say("cycle", n=len(found.cycles)))
    if found.cut:
        made.append(say("cut_short"))
    return made
