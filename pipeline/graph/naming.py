"""Which document of a graph a person means: by its id, its code however typed, its type, day and place, or its name.

People type «34 ct/tw», «Chỉ thị 34-CT/TW năm 2014», «98/2023/nd-cp», «ke hoach 35/kh-ubnd bac kan», «luat thi dua khen thuong».
An exact id or code is asked of the graph's index; then every reading of the words as a code; then the codes of that number, or
the titles that hold the words. What stands beside the code (type, day, year, place) narrows; nothing is guessed: several stay
several.

>>> from pipeline.gazetteer import load
>>> from pipeline.graph.build import Contribution
>>> from pipeline.graph.memory import MemoryGraph
>>> directive = Node(key="a", code="34-CT/TW", doc_type="Chỉ thị", date="2014-04-07")
>>> graph, naming = MemoryGraph([Contribution(directive, (), ())]), Naming(Resolver(load()))
>>> [node.key for node in naming.find(graph, "chi thi so 34 ct tw nam 2014").nodes]
['a']
>>> naming.find(graph, "34-CT/TW ngày 24/5/2024")
Meant(nodes=(), near=(Node(key='a', ...),), known=())
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from pipeline.gazetteer.key import slug
from pipeline.gazetteer.schema import Law
from pipeline.graph.said_beside import Beside, read_beside
from pipeline.model.graph import GraphSource, Node
from pipeline.model.resolution import Candidate
from pipeline.resolve.codes import code_key
from pipeline.resolve.resolver import Resolver
from pipeline.symbols import repair
from pipeline.text.fold import fold

_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"(\d+)([^\W\d]{2,})")
_EDITION = re.compile(r"/(?:[a-z]{3}@|!).*")
_LONGEST_CODE, _SHOWN = 8, 20


class Meant(msgspec.Struct, frozen=True):
    """``nodes``: the documents that fit, ingested ones first; none: ``near`` has what comes close in this graph, ``known`` what
    the gazetteers know of that name though nothing here names it."""

    nodes: tuple[Node, ...] = ()
    near: tuple[Node, ...] = ()
    known: tuple[Candidate, ...] = ()


class Naming:
    """Reads what a person typed. Built from a resolver, for its codes, registry and laws."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def find(self, source: GraphSource, text: str) -> Meant:
        """The documents that ``text`` may mean."""
        asked = text.strip()
        exact = source.find(_EDITION.sub("", asked) if asked.startswith("/akn/") else asked)
        if exact or not asked or asked.startswith(("/akn/", "key:", "sha256:")):
            return Meant(tuple(exact))
        words = _WORD.findall(fold(asked))
        at = next((n for n, word in enumerate(words) if word[0].isdigit()), None)
        if at is not None:
            found = self._numbered(source, words, at, asked)
            if found.nodes or found.near or found.known:
                return found
        return self._named(source, asked)

    def _numbered(self, source: GraphSource, words: list[str], at: int, asked: str) -> Meant:
        glued = _GLUED.fullmatch(words[at])
        tail = [*(glued.groups() if glued else words[at : at + 1]), *words[at + 1 :]]
        known: tuple[Candidate, ...] = ()
        for size in range(min(len(tail), _LONGEST_CODE), 1, -1):
            readings = list(self._readings(tail[:size]))
            held = [c for code in readings for c in self._resolver.registry.candidates(code_key(code))]
            found = {node.key: node for code in readings for node in source.find(code)}
            found |= source.nodes([candidate.key for candidate in held])
            beside = read_beside(words[:at] + tail[size:], asked, self._resolver.index)
            if found:
                return _narrowed(found.values(), beside)
            known = known or tuple({candidate.key: candidate for candidate in held}.values())
        return msgspec.structs.replace(self._loose(source, words[:at], tail, asked), known=known)

    def _readings(self, parts: Sequence[str]) -> Iterable[str]:
        """The codes that the words may spell: as typed, and with separators and diacritics set right."""
        yield "-".join(parts).upper()
        number, rest = parts[0], list(parts[1:])
        spelled = [f"{number}/{'-'.join(rest)}", f"{number}-{rest[0]}/{'-'.join(rest[1:])}", "-".join(parts)]
        if len(rest) > 1 and rest[0].isdigit():
            spelled.insert(0, f"{number}/{rest[0]}/{'-'.join(rest[1:])}")
        for one in spelled:
            symbol = repair(one.upper())
            if symbol is not None:
                yield symbol.canonical

    def _loose(self, source: GraphSource, head: list[str], tail: list[str], asked: str) -> Meant:
        """Codes compared without separators and diacritics, then by their beginning («Nghị định 98/2023»)."""
        wanted = {_bare("-".join(tail[:size])): size for size in range(min(len(tail), _LONGEST_CODE), 1, -1)}
        typed = [slug(part).lstrip("0") for part in _WORD.findall(_typed(asked))]
        whole: dict[int, list[Node]] = {}
        begun: list[Node] = []
        for node in source.numbered(tail[0].upper().lstrip("0") or tail[0]):
            if not node.code:
                continue
            if size := wanted.get(_bare(node.code), 0):
                whole.setdefault(size, []).append(node)
            elif [part.lstrip("0") for part in slug(node.code).split("-")][: len(typed)] == typed:
                begun.append(node)
        if whole:
            size = max(whole)
            return _narrowed(whole[size], read_beside(head + tail[size:], asked, self._resolver.index))
        if not begun:
            return Meant()
        beside = read_beside(head + tail[len(typed) :], asked, self._resolver.index)
        meant = _narrowed(begun, beside)
        # A bare number is no name: only with its type or its year, and no words that may be its symbol, does it stand for one.
        if len(typed) > 1 or (beside.types and not beside.words):
            return meant
        return Meant((), () if beside.words else (*meant.nodes, *meant.near)[:_SHOWN])

    def _named(self, source: GraphSource, asked: str) -> Meant:
        beside = read_beside([], asked, self._resolver.index)
        name = slug(beside.without_dates)
        if not name:
            return Meant()
        law = self._laws.get(name)
        held = [c for code in (law.versions if law else ()) for c in self._resolver.registry.candidates(code_key(code))]
        found = dict(source.nodes([candidate.key for candidate in held]))
        begun: list[Node] = []
        holding: list[Node] = []
        # With its type word («Luật Đất đai») or without it, as titles stand in the documents themselves.
        bare = slug(beside.without_type) or name
        titled = {node.key: node for words in dict.fromkeys((name, bare)) for node in source.titled(words)}
        for node in titled.values():
            title = node.title or ""
            # The key of a law that is only cited by its name ends with that name.
            names = [slug(f"{node.doc_type or ''} {title}"), slug(title), slug(node.name), node.key.rpartition("/")[2]]
            if name in names:
                found[node.key] = node
            elif any(one.startswith(f"{name}-") for one in names):
                begun.append(node)
            elif any(f"-{name}-" in f"-{one}-" for one in names):
                holding.append(node)
        if found:
            return _narrowed(found.values(), beside)
        fitting = [node for node in begun if beside.fits(node)]
        if fitting and len(fitting) <= _SHOWN:
            return Meant(_sorted(fitting))
        # Words that a title only holds name no document: they may be those of another that the title cites.
        return Meant((), (*_sorted(fitting), *_sorted(holding))[:_SHOWN], tuple(held))

    @cached_property
    def _laws(self) -> dict[str, Law]:
        laws = self._resolver.index.gazetteers.laws
        return {slug(name): law for law in laws for name in (*law.aliases, law.name)}


def _typed(asked: str) -> str:
    """The word of the text that holds its first number, which is all of a code that was typed without spaces.

    >>> _typed("Nghị định số 98/2023 của Chính phủ")
    '98/2023'
    """
    return next((word for word in asked.split() if any(letter.isdigit() for letter in word)), "")


def _bare(code: str) -> str:
    return slug(code).replace("-", "").lstrip("0")


def _narrowed(found: Iterable[Node], beside: Beside) -> Meant:
    """Those that agree with what stands beside the code; of these the ones that most of the other words speak of."""
    every = _sorted(found)
    fitting = [node for node in every if beside.fits(node)]
    if not fitting:
        return Meant((), every[:_SHOWN])
    scores = [beside.score(node) for node in fitting]
    return Meant(tuple(node for node, score in zip(fitting, scores, strict=True) if score == max(scores)))


def _sorted(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: (not node.ingested, node.date or "", node.key)))
