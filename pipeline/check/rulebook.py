"""The rulebook: what every rule is called, how severe it is, what it says, why, with a bad and a good example.

All of it is data (``gazetteers/rules.toml``), so that a lawyer can mend wording, severity and legal basis. Messages are
templates with ``{name}`` places that the rule fills; a rule with several things to say has ``variants``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from pipeline.config import gazetteer_dir
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers
from pipeline.gazetteer.table_files import parse_toml, spell_out
from pipeline.model.finding import Severity

FILE = "rules.toml"
FAMILIES = ("REQ", "CIT", "DAT", "ANN", "MOV", "FRM")


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message in both languages."""

    vi: str
    en: str


class RuleEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. ``code`` (``CIT101``) and ``name`` (kebab-case) never change; ``basis`` is the legal basis.

    ``title`` names the rule in a line, ``explanation`` says why it matters and what it does not know; ``bad`` and ``good``
    are examples; ``message`` is the template, ``variants`` further templates by name.
    """

    code: str
    name: str
    severity: Severity
    title: Wording
    explanation: Wording
    message: Wording
    bad: str
    good: str
    basis: str
    source: str
    variants: dict[str, Wording] = {}

    def wording(self, variant: str | None) -> Wording:
        """The template of ``variant`` (None: the rule's own)."""
        return self.message if variant is None else self.variants[variant]


class Rulebook(msgspec.Struct, frozen=True):
    """All rules in the file's order."""

    rules: tuple[RuleEntry, ...]

    def __getitem__(self, code: str) -> RuleEntry:
        """The rule ``code`` (or with that name). Raises ``KeyError``."""
        for rule in self.rules:
            if code.upper() == rule.code or code == rule.name:
                return rule
        raise KeyError(code)

    def by_code(self) -> dict[str, RuleEntry]:
        """The rules by code."""
        return {rule.code: rule for rule in self.rules}


def table_file(gazetteers: Gazetteers | None, name: str) -> Path:
    """``name`` in the folder of ``gazetteers``, else in the shipped one: an office's folder need not copy it."""
    if gazetteers is not None and (gazetteers.path / name).exists():
        return gazetteers.path / name
    return gazetteer_dir() / name


def load_rulebook(gazetteers: Gazetteers | None = None) -> Rulebook:
    """The rulebook of ``gazetteers`` (None: the shipped one). Raises ``GazetteerError`` for a file that does not fit."""
    path = table_file(gazetteers, FILE)
    rows = read_rows(path, "rule")
    try:
        return Rulebook(tuple(msgspec.convert(rows, list[RuleEntry])))
    except msgspec.ValidationError as error:
        raise GazetteerError(
            f"{path}: {error} (the field table in gazetteers/README.md shows what belongs there)"
        ) from None


def read_rows(path: Path, entry: str) -> list[dict[str, Any]]:
    """The ``[[entry]]`` tables of a gazetteer file, sources spelled out. Raises ``GazetteerError``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GazetteerError(
            f"{path}: cannot be read: {error.strerror} (copy it from the shipped gazetteers)"
        ) from error
    data = parse_toml(path.name, content)
    sources = data.get("sources", {})
    rows = data.get(entry, [])
    if not isinstance(rows, list) or not isinstance(sources, dict):
        raise GazetteerError(f"{path}: write [sources] and [[{entry}]] tables")
    for row in rows:
        if isinstance(row.get("source"), str):
            row["source"] = spell_out(row["source"], sources)
    return rows
