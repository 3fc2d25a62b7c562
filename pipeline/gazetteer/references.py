"""What one table says of another: codes that exist, days that agree, names that lead somewhere, examples that hold.

Each rule takes the loaded tables and gives ``(entry, what is wrong, how to mend it)``, as those of ``rules`` do for one table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.gazetteer.key import name_key
from pipeline.gazetteer.rules import Found, is_date
from pipeline.gazetteer.schema import Authority, KnownDocument, MovementEntry, Phrase
from pipeline.gazetteer.usage import IssuerWord, Lapse, MovementName

Tables = Mapping[str, tuple[Any, ...]]
MANNERS = ("replaced", "succeeded")
NAME_KINDS = ("phong trào", "đề án", "chương trình")
WORD_KINDS = ("short", "head", "organ", "body", "unit")
UNIT_LEVELS = ("province", "district", "commune")
_UNPADDED = re.compile(r"\d(?!\d)")
_CODE = re.compile(r"\d{2,6}[a-z]?(?:\.\d+)?[-/]\S+")
_YEARED = re.compile(r"/((?:19|20)\d\d)/")


def known_days(loaded: Tables) -> dict[str, set[str]]:
    """The days (or years) that the registry knows of each code."""
    days: dict[str, set[str]] = defaultdict(set)
    documents: Iterable[KnownDocument] = (*loaded.get("directives", ()), *loaded.get("normative", ()))
    for entry in documents:
        days[entry.code].add(entry.date or "")
    return days


def code_problem(code: str) -> str | None:
    """What is wrong with a code as it is written, or None."""
    if not _CODE.fullmatch(code):
        padded = f"0{code}" if _UNPADDED.match(code) else None
        return f"code «{code}» is no symbol" + (f" (write {padded})" if padded and _CODE.fullmatch(padded) else "")
    return None


def day_problem(code: str, date: str | None, days: Mapping[str, set[str]]) -> str | None:
    """How ``date`` contradicts the year in ``code`` or what the registry knows of that code, or None."""
    if date is None:
        return None
    if not is_date(date):
        return f"«{date}» is no date (write YYYY-MM-DD)"
    year = _YEARED.search(code)
    if year and not date.startswith(year[1]):
        return f"date {date} contradicts the year of {code}"
    known = {day for day in days.get(code, ()) if day}
    if known and year and not any(day.startswith(date) or date.startswith(day) for day in known):
        return f"date {date} is not that of {code} in the registry ({', '.join(sorted(known))})"
    return None


def validity(loaded: Tables) -> Found:
    """Old and new documents have codes and days that agree with the registry; nothing ends before it began."""
    days, seen = known_days(loaded), set()
    entries: tuple[Lapse, ...] = loaded.get("validity", ())
    for entry in entries:
        if entry.manner not in MANNERS:
            yield entry, f"manner «{entry.manner}» is none of {', '.join(MANNERS)}"
        for code, date in ((entry.code, entry.date), (entry.by, entry.by_date)):
            for problem in (code_problem(code), day_problem(code, date, days)) if code else ():
                if problem:
                    yield entry, problem
        if not is_date(entry.lapsed):
            yield entry, f"lapsed «{entry.lapsed}» is no date (write YYYY-MM-DD)"
        elif (entry.date or "") > entry.lapsed or (entry.manner == "replaced" and (entry.by_date or "") > entry.lapsed):
            yield entry, f"lapsed {entry.lapsed} lies before the day of a document named (correct one of the two)"
        if entry.date is None and not _YEARED.search(entry.code):
            yield entry, f"{entry.code} is used again, so it needs its own date (add date)"
        if (entry.code, entry.date) in seen:
            yield entry, "this document stands twice (merge the two entries)"
        seen.add((entry.code, entry.date))


def movement_names(loaded: Tables) -> Found:
    """Kinds are known, the right name is a movement's, the document is a code."""
    entries: tuple[MovementName, ...] = loaded.get("movement_names", ())
    movements: tuple[MovementEntry, ...] = loaded.get("movements", ())
    known = {name_key(name) for entry in movements for name in (entry.name, *entry.aliases)}
    seen: set[str] = set()
    for entry in entries:
        if entry.kind not in NAME_KINDS:
            yield entry, f"kind «{entry.kind}» is none of {', '.join(NAME_KINDS)}"
        if entry.kind == NAME_KINDS[0] and not entry.right:
            yield entry, "a renamed movement without right (write what it is called now)"
        if entry.right and known and name_key(entry.right) not in known:
            yield entry, f"right «{entry.right}» is no movement of movements.toml (correct it, or add the movement)"
        if not 1945 <= entry.since <= 2100:
            yield entry, f"since {entry.since} is no year"
        if entry.document and (problem := code_problem(entry.document)):
            yield entry, problem
        if name_key(entry.wrong) in seen:
            yield entry, "this name stands twice (merge the two entries)"
        seen.add(name_key(entry.wrong))


def movements(loaded: Tables) -> Found:
    """The documents of a movement are codes."""
    entries: tuple[MovementEntry, ...] = loaded.get("movements", ())
    for entry in entries:
        for code in (*filter(None, (entry.document,)), *entry.documents):
            if problem := code_problem(code):
                yield entry, problem


def issuer_words(loaded: Tables) -> Found:
    """Kinds and levels are known, what must mean something does, the example holds one of the words."""
    entries: tuple[IssuerWord, ...] = loaded.get("issuer_words", ())
    for entry in entries:
        if entry.kind not in WORD_KINDS:
            yield entry, f"kind «{entry.kind}» is none of {', '.join(WORD_KINDS)}"
        if entry.kind == "unit" and entry.means not in UNIT_LEVELS:
            yield entry, f"means «{entry.means}» is none of {', '.join(UNIT_LEVELS)}"
        if entry.kind == "body" and not entry.means:
            yield entry, "another name of a body without means (write the name that ids use)"
        parts = [[name_key(part) for part in word.split("<N>")] for word in entry.words]
        if not any(all(part in name_key(entry.example) for part in word) for word in parts):
            short = [short for short in entries if short.kind == "short"]
            if not any(name_key(w) in name_key(entry.example) for s in short for w in s.words):
                yield entry, f"example «{entry.example}» holds none of its words"


def frames(loaded: Tables) -> Found:
    """The example of a phrase or of a signing authority begins with, or holds, one of its forms; ids stand once."""
    entries: tuple[Authority | Phrase, ...] = (*loaded.get("authorities", ()), *loaded.get("phrases", ()))
    seen: set[tuple[type, str]] = set()
    for entry in entries:
        forms = entry.forms if isinstance(entry, Authority) else entry.words
        flat = " ".join(entry.example.split())
        if not any(" ".join(form.split()) in flat for form in forms):
            yield entry, f"example «{entry.example}» holds none of its forms"
        if (type(entry), entry.id) in seen:
            yield entry, "this id stands twice"
        seen.add((type(entry), entry.id))


ACROSS = {
    "validity": validity,
    "movement_names": movement_names,
    "movements": movements,
    "issuer_words": issuer_words,
}
"""The rules by the table whose entries they find."""
