"""The rules every entry must keep. Each takes a table's entries and gives ``(entry, what is wrong, how to mend it)``.

The heaviest is that of dates: the date of a document must agree with the year in its number (98/2023/NĐ-CP is of 2023),
and that of a party document with its term; a date that contradicts its number may not stand in a gazetteer at all.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from datetime import date as Day

from pipeline.gazetteer.cues import CueReader
from pipeline.gazetteer.forms import form_pattern, type_codes
from pipeline.gazetteer.key import name_key, slug
from pipeline.gazetteer.schema import (
    Agency,
    AnniversaryEntry,
    Cue,
    DocType,
    Entry,
    KnownDocument,
    Law,
    MovementEntry,
    Province,
    SymbolForm,
    Term,
)

Found = Iterator[tuple[Entry, str]]
RELATIONS = ("based_on", "implements", "details", "issues", "amends", "replaces", "repeals", "reviews", "cites")
SYSTEMS = ("state", "normative", "party", "trade_union", "youth_union", "copy", "old")
LEVELS = ("central", "province", "district", "commune", "unit", "any")
BRANCHES = ("party", "state", "peoples_council", "mass", "army", "any")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LUNAR = re.compile(r"lunar (?:0[1-9]|1[0-2])-(?:[0-2]\d|30)")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_PARTY_CODE = re.compile(r"\d+[a-z]?-[A-ZĐ]\w*/")
_UNPADDED = re.compile(r"\d(?!\d)")
_LAW_CODE = re.compile(r"\d{2,4}(?:/\d{4}/(?:PL-)?(?:QH|UBTVQH)\d{1,2}|-LCT/HĐNN\d)")


def is_date(value: str) -> bool:
    """Whether ``value`` is an ISO day, month or year that exists.

    >>> is_date("2024-04-30"), is_date("2024-04"), is_date("2024-04-31")
    (True, True, False)
    """
    match = _PARTIAL.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        Day(year, month, day)
    except ValueError:
        return False
    return True


def _twice(entries: Iterable[Entry], key: Iterable[Hashable], what: str) -> Found:
    seen: set[Hashable] = set()
    for entry, value in zip(entries, key, strict=True):
        if value in seen:
            yield entry, f"{what} stands twice (merge the two entries)"
        seen.add(value)


def common(entries: Iterable[Entry]) -> Found:
    """What holds for every table: confidence, ids, dates of validity."""
    for entry in entries:
        if not entry.source:
            yield entry, "has no source"
        if entry.confidence not in ("high", "medium", "low"):
            yield entry, f"confidence «{entry.confidence}» is not high, medium or low"
        identity = getattr(entry, "id", None)
        if identity is not None and identity != slug(identity):
            yield entry, f"id «{identity}» is no slug (write «{slug(identity)}»)"
        bounds = [getattr(entry, name, None) for name in ("valid_from", "valid_to")]
        for bound in filter(None, bounds):
            if not is_date(bound):
                yield entry, f"«{bound}» is no date (write YYYY-MM-DD)"
        if bounds[0] and bounds[1] and bounds[0] > bounds[1]:
            yield entry, "valid_from lies after valid_to"


def doc_types(entries: Iterable[DocType]) -> Found:
    """Systems are known, every type has an example, no type stands twice in a system."""
    entries = tuple(entries)
    for entry in entries:
        if entry.system not in SYSTEMS:
            yield entry, f"system «{entry.system}» is none of {', '.join(SYSTEMS)}"
        if not entry.example:
            yield entry, "has no example"
    yield from _twice(entries, ((e.name, e.code, e.system) for e in entries), "this type")


def agencies(entries: Iterable[Agency]) -> Found:
    """Levels and branches are known, names are there, a code stands once for each kind."""
    entries = tuple(entries)
    for entry in entries:
        if entry.level not in LEVELS or entry.branch not in BRANCHES:
            yield entry, f"level «{entry.level}» or branch «{entry.branch}» is not one of the README's words"
        if not entry.names:
            yield entry, "has no names"
    yield from _twice(entries, ((e.code, e.kind) for e in entries), "this code with this kind")


def successors(entries: Iterable[Agency | Province]) -> Found:
    """Every successor exists, and only what has ended has one."""
    entries = tuple(entries)
    known = {getattr(entry, "id", None) or getattr(entry, "code", None) for entry in entries}
    for entry in entries:
        if entry.successor is not None and entry.successor not in known:
            yield entry, f"successor «{entry.successor}» is no entry of this file (add it or correct the name)"


def _overlap(one: Province, other: Province) -> bool:
    return (one.valid_from or "") <= (other.valid_to or "9") and (other.valid_from or "") <= (one.valid_to or "9")


def provinces(entries: Iterable[Province]) -> Found:
    """Ids are the names' slugs; on no day do two entries share an id or a code."""
    entries = tuple(entries)
    for entry in entries:
        if entry.id != slug(entry.name):
            yield entry, f"id should be the name's slug «{slug(entry.name)}»"
        if not re.fullmatch(r"\d\d", entry.gso_code):
            yield entry, f"gso_code «{entry.gso_code}» is not two digits"
    for number, entry in enumerate(entries):
        for other in entries[:number]:
            if _overlap(entry, other) and (entry.id == other.id or entry.gso_code == other.gso_code):
                yield entry, f"is valid on the same days as «{other.name}» with the same id or gso_code"


def laws(entries: Iterable[Law]) -> Found:
    """A name begins with its type; no name and no version stands twice; versions are codes."""
    entries = tuple(entries)
    owners: dict[str, str] = {}
    for entry in entries:
        if not entry.name.startswith(entry.type):
            yield entry, f"name does not begin with «{entry.type}»"
        for code in entry.versions:
            if not _LAW_CODE.fullmatch(code):
                yield entry, f"version «{code}» is no number of a law or ordinance"
            if owners.setdefault(code, entry.name) != entry.name:
                yield entry, f"version «{code}» also stands under «{owners[code]}»"
        for code in entry.unconfirmed:
            if code not in entry.versions:
                yield entry, f"unconfirmed «{code}» is none of its versions"
        for day in (day for dated in entry.dated for day in (dated.date, dated.effective) if day):
            if not is_date(day):
                yield entry, f"«{day}» is no date (write YYYY-MM-DD)"
    yield from _twice(entries, (name_key(e.name) for e in entries), "this name")


def movements(entries: Iterable[MovementEntry]) -> Found:
    """Ids once; a local pattern holds «<Tỉnh>»; launch dates exist."""
    entries = tuple(entries)
    for entry in entries:
        if any("<Tỉnh>" not in pattern for pattern in entry.local_patterns):
            yield entry, "a local pattern without <Tỉnh> (write <Tỉnh> where the place stands)"
        if entry.launched and not is_date(entry.launched):
            yield entry, f"launched «{entry.launched}» is no date"
    yield from _twice(entries, (e.id for e in entries), "this id")


def anniversaries(entries: Iterable[AnniversaryEntry]) -> Found:
    """Ids once; an origin is a date or «lunar MM-DD»."""
    entries = tuple(entries)
    for entry in entries:
        if entry.origin and not (is_date(entry.origin) or _LUNAR.fullmatch(entry.origin)):
            yield entry, f"origin «{entry.origin}» is neither a date nor «lunar MM-DD»"
    yield from _twice(entries, (e.id for e in entries), "this id")


def cues(entries: Iterable[Cue]) -> Found:
    """Relations are known, words stand once, examples fire and counterexamples do not."""
    entries = tuple(entries)
    reader, owners = CueReader(entries), dict[tuple[str, bool], str]()
    for entry in entries:
        if entry.relation not in RELATIONS:
            yield entry, f"relation «{entry.relation}» is none of {', '.join(RELATIONS)}"
        for words in entry.words:
            if owners.setdefault((words, entry.behind), entry.id) != entry.id:
                yield entry, f"«{words}» is also a cue of «{owners[words, entry.behind]}»"
        if not entry.examples or not entry.counterexamples:
            yield entry, "needs an example and a counterexample"
        for phrase in entry.examples:
            if entry.id not in reader.governing(phrase):
                yield entry, f"does not fire in its example «{phrase}» (there: {reader.governing(phrase) or 'nothing'})"
        for phrase in entry.counterexamples:
            if entry.id in reader.governing(phrase):
                yield entry, f"fires in its counterexample «{phrase}» (add not_before or not_after)"


def symbol_forms(entries: Iterable[SymbolForm], types: Iterable[DocType]) -> Found:
    """Every example fits its template and no counterexample does."""
    entries, types = tuple(entries), tuple(types)
    for entry in entries:
        pattern = form_pattern(entry.template, type_codes(entry, types))
        for symbol in entry.examples:
            if not pattern.fullmatch(symbol):
                yield entry, f"example «{symbol}» does not fit «{entry.template}»"
        for symbol in entry.counterexamples:
            if pattern.fullmatch(symbol):
                yield entry, f"counterexample «{symbol}» fits «{entry.template}»"
        if not entry.examples or not entry.counterexamples:
            yield entry, "needs an example and a counterexample"
    yield from _twice(entries, (e.id for e in entries), "this id")


def documents(entries: Iterable[KnownDocument]) -> Found:
    """Codes are canonical, dates exist and agree with the year in the number, nothing stands twice."""
    entries = tuple(entries)
    for entry in entries:
        if _UNPADDED.match(entry.code):
            yield entry, f"code «{entry.code}» begins with one digit (write 0{entry.code})"
        for value in filter(None, (entry.date, entry.effective)):
            if not is_date(value):
                yield entry, f"«{value}» is no date (write YYYY-MM-DD, or leave it empty)"
        year = _YEAR.search(entry.code)
        if year and entry.date and entry.date[:4] != year[1]:
            yield entry, f"date {entry.date} contradicts the year of {entry.code} (correct it, or leave the date empty)"
        if entry.date and entry.effective and entry.effective < entry.date:
            yield entry, f"takes effect on {entry.effective}, before its date {entry.date} (leave the wrong one empty)"
    yield from _twice(entries, ((e.code, e.date) for e in entries), "this code with this date")


def terms(entries: Iterable[Term]) -> Found:
    """Bounds are dates in order; a body's number stands once."""
    entries = tuple(entries)
    for entry in entries:
        if not is_date(entry.start) or (entry.end and not is_date(entry.end)):
            yield entry, "start or end is no date"
        elif entry.end and entry.start > entry.end:
            yield entry, "start lies after end"
    yield from _twice(entries, ((e.body, e.number) for e in entries), "this term")


def party_terms(entries: Iterable[KnownDocument], all_terms: Iterable[Term]) -> Found:
    """The date of a party document lies in its term."""
    known = {term.number: term for term in all_terms if term.body == "party"}
    for entry in entries:
        if entry.term is None or not _PARTY_CODE.match(entry.code):
            continue
        term = known.get(entry.term)
        if term is None:
            yield entry, f"term «{entry.term}» is not in terms.toml"
        elif entry.date and not term.start[: len(entry.date)] <= entry.date <= (term.end or "9999"):
            yield entry, f"date {entry.date} does not lie in term {entry.term} ({term.start} to {term.end or 'now'})"
