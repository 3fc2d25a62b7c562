"""What is wrong with the checker's own tables (``rules.toml``, ``profiles/*.toml``), as a list with file, line and how to mend.

The rules over the other gazetteers are in ``gazetteer.lint``; these two have shapes that only the checker knows. A rule's
template must keep the places that the program fills in, in both languages; a profile's documents must agree with the registry.
"""

from __future__ import annotations

import dataclasses
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pipeline.check.engine import RULES
from pipeline.check.profiles import FOLDER, Profile, Requirement
from pipeline.check.required import CODES
from pipeline.check.rulebook import FAMILIES, FILE, RuleEntry, Wording, load_rulebook, table_file
from pipeline.config import gazetteer_dir
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers, load
from pipeline.gazetteer.key import slug
from pipeline.gazetteer.lines import entry_lines, key_line
from pipeline.gazetteer.lint import Problem
from pipeline.gazetteer.references import code_problem, day_problem, known_days
from pipeline.gazetteer.rules import BRANCHES, LEVELS, is_date
from pipeline.gazetteer.schema import KnownDocument
from pipeline.gazetteer.table_files import parse_toml
from pipeline.model.finding import SEVERITIES

_CODE = re.compile(rf"(?:{'|'.join(FAMILIES)})\d{{3}}")
_SHAPES = "(the field table in gazetteers/README.md shows what belongs there)"


def lint_checker(folder: Path | None = None) -> list[Problem]:
    """The problems of the rulebook and the profiles in ``folder`` (None: those ``load`` would take).

    Raises nothing for faulty files; where the other tables cannot be loaded, these two are compared with the shipped ones.
    """
    try:
        gazetteers = load(folder)
    except GazetteerError:
        gazetteers = dataclasses.replace(load(gazetteer_dir()), path=gazetteer_dir(folder))
    problems = list(_rules(table_file(gazetteers, FILE)))
    days = known_days({"directives": gazetteers.directives, "normative": gazetteers.normative})
    names: dict[str, str] = {}
    for path in sorted(table_file(gazetteers, FOLDER).glob("*.toml")):
        problems += _profile(path, gazetteers, days, names)
    return problems


def _read(path: Path) -> tuple[str, dict[str, Any]] | Problem:
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig", "replace"), parse_toml(path.name, content)
    except OSError as error:
        return Problem(path.name, "", f"cannot be read: {error.strerror} (copy it from the shipped gazetteers)")
    except GazetteerError as error:
        return Problem("", "", str(error))


def _rules(path: Path) -> Iterator[Problem]:
    """Every rule that the program has stands there once, with names, both languages, and the places that are filled in."""
    read = _read(path)
    if isinstance(read, Problem):
        yield read
        return
    text, data = read
    rows = data.get("rule", [])
    lines = entry_lines(text, "rule")
    lines = lines if len(lines) == len(rows) else [1] * len(rows)
    shipped = load_rulebook().by_code()
    seen: set[str] = set()
    for row, line in zip(rows, lines, strict=True):
        label = f"«{row.get('code', '?')}»"
        try:
            rule = msgspec.convert(row, RuleEntry)
        except msgspec.ValidationError as error:
            yield Problem(path.name, label, f"{error} {_SHAPES}", line)
            seen.add(str(row.get("code")))
            continue
        for message in (*_rule(rule, shipped.get(rule.code), data.get("sources", {})), *_twice(rule, seen)):
            yield Problem(path.name, label, message, line)
    for code in sorted({*RULES, *CODES}.difference(seen)):
        yield Problem(path.name, f"«{code}»", "no [[rule]] for this rule (copy it from the shipped file)")


def _twice(rule: RuleEntry, seen: set[str]) -> Iterator[str]:
    for name in (rule.code, rule.name):
        if name in seen:
            yield f"«{name}» stands twice (code and name are each rule's own)"
        seen.add(name)


def _rule(rule: RuleEntry, shipped: RuleEntry | None, sources: Mapping[str, str]) -> Iterator[str]:
    if not _CODE.fullmatch(rule.code):
        yield f"code «{rule.code}» is not a family ({', '.join(FAMILIES)}) with three digits"
    elif rule.code not in RULES and rule.code not in CODES:
        yield f"the program has no rule {rule.code} (take it out, or correct the code)"
    if rule.name != slug(rule.name):
        yield f"name «{rule.name}» is no slug (write «{slug(rule.name)}»)"
    for key in rule.source.split("; "):
        if key not in sources:
            yield f"source «{key}» is not in [sources] (add it at the top of the file)"
    if not rule.bad.strip() or not rule.good.strip() or rule.bad == rule.good:
        yield "needs an example of what it finds (bad) and another of what is right (good)"
    for variant, wording in (("message", rule.message), *rule.variants.items()):
        known = None if shipped is None else shipped.message if variant == "message" else shipped.variants.get(variant)
        yield from _template(variant, wording, known)
    for variant in shipped.variants if shipped else ():
        if variant not in rule.variants:
            yield f"variants.{variant} is missing (copy it from the shipped file)"


def _template(name: str, wording: Wording, shipped: Wording | None) -> Iterator[str]:
    """Both languages fill the same places, and none that the program does not fill."""
    places: list[set[str]] = []
    for language, template in (("vi", wording.vi), ("en", wording.en)):
        try:
            places.append({field for _, field, _, _ in string.Formatter().parse(template) if field is not None})
        except ValueError as error:
            yield f"{name}.{language}: {error} (write places as {{name}})"
            return
    if places[0] != places[1]:
        only = ", ".join(sorted(places[0] ^ places[1]))
        yield f"{name}: {{{only}}} stands in one language only (say it in both)"
    if shipped is not None:
        filled = {
            f for text in (shipped.vi, shipped.en) for _, f, _, _ in string.Formatter().parse(text) if f is not None
        }
        for place in sorted((places[0] | places[1]) - filled):
            yield f"{name}: {{{place}}} is filled in by nothing (there are {', '.join(sorted(filled)) or 'none'})"


def _profile(
    path: Path, gazetteers: Gazetteers, days: Mapping[str, set[str]], names: dict[str, str]
) -> Iterator[Problem]:
    file = f"{FOLDER}/{path.name}"
    read = _read(path)
    if isinstance(read, Problem):
        yield msgspec.structs.replace(read, file=file if read.file else "")
        return
    text, data = read
    sources = data.pop("sources", {})
    try:
        profile = msgspec.convert(data, Profile)
    except msgspec.ValidationError as error:
        yield Problem(file, "", f"{error} {_SHAPES}")
        return
    for key in profile.source.split("; "):
        if key not in sources:
            yield Problem(file, f"«{profile.name}»", f"source «{key}» is not in [sources]", key_line(text, "source"))
    if names.setdefault(profile.name, file) != file:
        yield Problem(file, f"«{profile.name}»", f"is also the name of {names[profile.name]}", key_line(text, "name"))
    lines = entry_lines(text, "requirement") or [1] * len(profile.requirement)
    for where, message in _when(profile, gazetteers):
        yield Problem(file, where, message, key_line(text, where.rpartition(".")[2]))
    for requirement, line in zip(profile.requirement, lines, strict=False):
        for message in _requirement(requirement, gazetteers, days):
            yield Problem(file, f"«{requirement.id}»", message, line)


def _when(profile: Profile, gazetteers: Gazetteers) -> Iterator[tuple[str, str]]:
    types = {entry.name for entry in gazetteers.doc_types}
    for field, values, known in (
        ("types", profile.when.types, types), ("levels", profile.when.levels, set(LEVELS)),
        ("branches", profile.when.branches, set(BRANCHES)),
    ):  # fmt: skip
        for value in values:
            if value not in known:
                yield f"when.{field}", f"«{value}» is not known (correct it, or add it to the gazetteers)"
    if profile.when.first and profile.when.last and profile.when.first > profile.when.last:
        yield "when.first", "lies after last"
    ids = [requirement.id for requirement in profile.requirement]
    for id in {id for id in ids if ids.count(id) > 1}:
        yield "requirement", f"id «{id}» stands twice"


def _requirement(requirement: Requirement, gazetteers: Gazetteers, days: Mapping[str, set[str]]) -> Iterator[str]:
    types = {entry.name for entry in gazetteers.doc_types} | {entry.type for entry in gazetteers.laws}
    if not requirement.documents:
        yield "names no document (add documents, or take it out)"
    if requirement.severity not in SEVERITIES:
        yield f"severity «{requirement.severity}» is none of {', '.join(SEVERITIES)}"
    for day in filter(None, (requirement.first, requirement.last)):
        if not is_date(day):
            yield f"«{day}» is no date (write YYYY-MM-DD)"
    for cited in requirement.documents:
        label = cited.code or cited.name or "?"
        if cited.code is None and cited.name is None:
            yield "a document with neither code nor name"
        if cited.doc_type not in types:
            yield f"{label}: type «{cited.doc_type}» is not known"
        for day in filter(None, (cited.first, cited.last)):
            if not is_date(day):
                yield f"{label}: «{day}» is no date (write YYYY-MM-DD)"
        for problem in (code_problem(cited.code), day_problem(cited.code, cited.date, days)) if cited.code else ():
            if problem:
                yield problem
        if (
            cited.code
            and cited.code in days
            and cited.date
            and not _dated(gazetteers.documents, cited.code, cited.date)
        ):
            yield f"{label} of {cited.date} is not in the registry, which has {', '.join(sorted(days[cited.code]))}"


def _dated(documents: tuple[KnownDocument, ...], code: str, date: str) -> bool:
    return any(
        entry.code == code and (entry.date or date).startswith(date[: len(entry.date or date)]) for entry in documents
    )
