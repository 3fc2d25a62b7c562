"""The checker: runs the rules of all families over a record and makes findings of what they hit.

The rules stand in visible tables, one a family: a code and a function from ``Subject`` to hits. The words, the severity
and the legal basis of a rule are data (``gazetteers/rules.toml``). Reads: ``Record`` and, where handed in, ``Evidence``;
writes: findings in text order, an error before a warning at the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.check import (
    citing,
    citing_corpus,
    citing_force,
    citing_symbols,
    citing_text,
    commemorating,
    dating,
    form,
    movements,
    required,
)
from pipeline.check.config import CheckConfig
from pipeline.check.knowledge import Knowledge
from pipeline.check.pieces import pieces, put_back
from pipeline.check.profiles import Choice, Profile, choose, load_profile, load_profiles
from pipeline.check.rulebook import Rulebook, RuleEntry, load_rulebook
from pipeline.check.subject import Hit, Subject, fill
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers
from pipeline.model.evidence import Evidence
from pipeline.model.finding import SEVERITIES, Finding, Severity
from pipeline.model.record import Record

Rule = Callable[[Subject], Iterator[Hit]]
RULES: dict[str, Rule] = {
    **citing.RULES,
    **citing_corpus.RULES,
    **citing_force.RULES,
    **citing_symbols.RULES,
    **citing_text.RULES,
    **dating.RULES,
    **commemorating.RULES,
    **movements.RULES,
    **form.RULES,
}


class Checker:
    """Checks records. Build it once: it loads the rulebook, the profiles and what the rules know.

    ``config`` is ``cancu.toml``; ``evidence`` what the corpus says (None: only the document and the registry speak).
    Raises ``GazetteerError`` when rules or profiles do not fit, or a rule has no entry in the rulebook.

    >>> from pipeline.gazetteer import load
    >>> sorted(Checker(load()).families)
    ['ANN', 'CIT', 'DAT', 'FRM', 'MOV', 'REQ']
    """

    def __init__(
        self, gazetteers: Gazetteers, config: CheckConfig | None = None, evidence: Evidence | None = None
    ) -> None:
        self.config = config if config is not None else CheckConfig()
        self.knowledge = Knowledge(gazetteers)
        self.evidence = evidence
        self.rulebook: Rulebook = load_rulebook(gazetteers)
        self.profiles: tuple[Profile, ...] = load_profiles(gazetteers, self.config.gazetteers)
        self._entries = self.rulebook.by_code()
        missing = sorted(({*RULES, *required.CODES}).difference(self._entries))
        if missing:
            raise GazetteerError(f"rules.toml: no [[rule]] for {', '.join(missing)} (copy it from the shipped file)")

    @property
    def families(self) -> set[str]:
        """The families of the rules that there are."""
        return {code[:3] for code in self._entries}

    def profile_for(self, record: Record, named: str | None = None) -> Choice | None:
        """The profile for ``record`` and why: the one named (a name or a TOML file), else the one that fits, else None.

        Raises ``GazetteerError`` for a name that no profile has, or a file that does not fit.
        """
        if named is not None:
            profile = load_profile(named, self.profiles)
            return Choice(
                profile, vi=f"Hồ sơ «{profile.name}» được chỉ định.", en=f"Profile «{profile.name}» was named."
            )
        return choose(self.profiles, Subject(record, self.knowledge, self.evidence))

    def check(
        self, record: Record, profile: str | Profile | None = None, config: CheckConfig | None = None
    ) -> tuple[Finding, ...]:
        """The findings of ``record`` in text order.

        ``profile``: a name, a TOML file or a loaded profile; None: the configuration's, else the one that fits.
        ``config``: another configuration for this document alone (``CheckConfig.for_path``).
        """
        found = [
            put_back(finding, offset)
            for piece, offset in pieces(record)
            for finding in self._check(piece, profile, config if config is not None else self.config)
        ]
        return tuple(sorted(found, key=lambda one: (one.start, -SEVERITIES.index(one.severity), one.code, one.end)))

    def _check(self, record: Record, profile: str | Profile | None, current: CheckConfig) -> list[Finding]:
        """The findings of one document, in no order."""
        subject = Subject(record, self.knowledge, self.evidence)
        found: list[Finding] = []
        for code, rule in RULES.items():
            if current.wants(code):
                found += (self._finding(self._entries[code], hit, subject, current) for hit in rule(subject))
        if any(current.wants(code) for code in required.CODES):
            choice = self._choice(subject, profile if profile is not None else current.profile)
            for code, hit in required.check(subject, choice) if choice is not None else ():
                if current.wants(code):
                    found.append(self._finding(self._entries[code], hit, subject, current))
        return found

    def _choice(self, subject: Subject, profile: str | Profile | None) -> Choice | None:
        if isinstance(profile, Profile):
            return Choice(profile, vi=f"Hồ sơ «{profile.name}».", en=f"Profile «{profile.name}».")
        return choose(self.profiles, subject) if profile is None else self.profile_for(subject.record, profile)

    def _finding(self, entry: RuleEntry, hit: Hit, subject: Subject, config: CheckConfig) -> Finding:
        wording = entry.wording(hit.variant)
        wanted = config.severity_of(entry.code, entry.severity)
        severity: Severity = wanted if hit.severity is None else min(wanted, hit.severity, key=SEVERITIES.index)
        if entry.code in required.CODES and hit.severity is not None and entry.code not in config.severity:
            severity = hit.severity  # a profile says itself how much its requirements weigh
        if subject.record.source.ocr and severity == "error":
            severity = "warning"  # a digit may have been misread: what a scan says is never certain
        return Finding(
            code=entry.code,
            name=entry.name,
            severity=severity,
            start=hit.start,
            end=hit.end,
            text=subject.text[hit.start : hit.end],
            vi=fill(wording.vi, hit.args, 0),
            en=fill(wording.en, hit.args, 1),
            confidence=hit.confidence,
            evidence=hit.evidence,
            suggestion=hit.suggestion,
        )
