"""Checking files: reads each, makes its record, runs the rules over it, hands the result on, one after another.

Knows which ``cancu.toml`` is whose (the nearest above each file), what the command line lays over it, and lends the rules
what a store knows. Only one document is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from pipeline.check import CheckConfig, Checker, Choice, Profile, draft_profile, lay_over, load_config, load_profile
from pipeline.check.config import FILE
from pipeline.errors import ReadError, UsageError
from pipeline.export.findings import Checked, Report, RuleNote
from pipeline.gazetteer import Gazetteers, load
from pipeline.model.document import RawDocument
from pipeline.model.evidence import Evidence
from pipeline.model.finding import SEVERITIES, Finding, Severity
from pipeline.model.record import Record
from pipeline.run.corpus import Task, raw_of, tasks_of
from pipeline.run.document import Pipeline
from pipeline.run.sources import SourceFile
from pipeline.version import VERSION


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks for; it goes before every ``cancu.toml``.

    ``select`` (families or codes) takes the place of what the file selects and ignores, ``ignore`` adds to it; ``profile``
    is a name or a TOML file, ``db`` a store whose corpus the rules may ask, ``gazetteers`` a folder instead of the shipped
    one.
    """

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = None
    db: Path | None = None
    gazetteers: Path | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What became of one source: read and checked, or the error that stopped it. ``file`` is its index, ``data`` its file."""

    file: int
    name: str
    checked: Checked | None = None
    raw: RawDocument | None = None
    source: Path | None = None
    error: ReadError | None = None
    failing: bool = False


# What takes an outcome on (a report, a copy of the file) and gives back an error to tell of, or None.
Take = Callable[[Outcome], ReadError | None]


class Checking:
    """A checker with its pipeline, ready for files. ``near`` is the first path named: its ``cancu.toml`` sets what holds for
    the whole run (gazetteers, language, failing severity). Raises ``UsageError``, ``GazetteerError``, ``StoreError``.
    """

    def __init__(self, wish: Wish, near: Path, language: str | None = None, otherwise: str = "vi") -> None:
        """``language`` goes before the file's, ``otherwise`` is taken when there is no file."""
        self.wish = wish
        self._configs: dict[Path, CheckConfig] = {}
        self.file = nearest(near)
        config = self._config(near)
        self.language = language or (otherwise if self.file is None else config.language)
        self.fail_on: Severity = wish.fail_on or config.fail_on
        loaded = gazetteers_of(wish.gazetteers, config)
        self.checker = Checker(loaded, config, evidence_of(wish.db))
        self.pipeline = Pipeline(loaded)
        self._known_codes(*wish.select, *wish.ignore)
        self._named: Profile | None = load_profile(wish.profile, self.checker.profiles) if wish.profile else None

    @property
    def report(self) -> Report:
        """What the writers of reports need."""
        return Report(language=self.language, rules=rule_notes(self.checker, self.language), version=VERSION)

    def run(self, files: Iterable[SourceFile]) -> Iterator[Outcome]:
        """The outcome of every document of ``files``, in their order; nothing is raised for one that cannot be read."""
        for task in tasks_of(files):
            yield self._one(task)

    def check(self, raw: RawDocument, path: str) -> Checked:
        """One document that was read."""
        record = self.pipeline.record(raw)
        config = self.config_for(Path(path))
        choice = self._choice(record, config)
        findings = self.checker.check(record, self.wish.profile, config)
        why = None if choice is None else (choice.vi if self.language == "vi" else choice.en)
        name = None if choice is None else choice.profile.name
        return Checked(path=path, record=record, findings=findings, profile=name, why=why)

    def config_for(self, path: Path) -> CheckConfig:
        """The configuration of a document: its ``cancu.toml`` with what differs in its folder, under the command line."""
        config = self._config(path).for_path(path)
        if self.wish.select:
            return msgspec.structs.replace(config, select=self.wish.select, ignore=self.wish.ignore)
        return msgspec.structs.replace(config, ignore=(*config.ignore, *self.wish.ignore))

    def failing(self, findings: Sequence[Finding]) -> bool:
        """Whether one of ``findings`` has the failing severity or a graver one."""
        least = SEVERITIES.index(self.fail_on)
        return any(SEVERITIES.index(finding.severity) >= least for finding in findings)

    def _one(self, task: Task) -> Outcome:
        path = task.source.path if task.source is not None else None
        if task.error is not None:
            return Outcome(task.file, task.name, error=task.error)
        try:
            raw = raw_of(task)
        except ReadError as error:
            return Outcome(task.file, task.name, error=error)
        checked = self.check(raw, task.name)
        return Outcome(task.file, task.name, checked, raw, path, failing=self.failing(checked.findings))

    def choice(self, checked: Checked) -> Choice | None:
        """The profile of a document that was checked, and why."""
        return self._choice(checked.record, self.config_for(Path(checked.path)))

    def _choice(self, record: Record, config: CheckConfig) -> Choice | None:
        if self._named is not None:
            name = self._named.name
            return Choice(self._named, vi=f"Hồ sơ «{name}» được chỉ định.", en=f"Profile «{name}» was named.")
        return self.checker.profile_for(record, config.profile)

    def _config(self, path: Path) -> CheckConfig:
        folder = path if path.is_dir() else path.parent
        if folder not in self._configs:
            found = nearest(folder)
            self._configs[folder] = load_config(found) if found is not None else CheckConfig()
        return self._configs[folder]

    def _known_codes(self, *prefixes: str) -> None:
        codes = self.checker.rulebook.by_code()
        for prefix in prefixes:
            if not prefix or not any(code.startswith(prefix) for code in codes):
                families = ", ".join(sorted(self.checker.families))
                raise UsageError(f"no rule {prefix!r}; families are {families}, «cancu rule --all» lists the codes")


def nearest(path: Path) -> Path | None:
    """The ``cancu.toml`` in the folder of ``path`` or in the nearest one above, else None."""
    place = path.resolve()
    return next((at / FILE for at in (place, *place.parents) if (at / FILE).is_file()), None)


def gazetteers_of(folder: Path | None, config: CheckConfig) -> Gazetteers:
    """The gazetteers of ``folder`` (None: the shipped ones), with those that ``cancu.toml`` names laid over them."""
    shipped = load(folder)
    return lay_over(shipped, config.gazetteers) if config.gazetteers else shipped


def evidence_of(db: Path | None) -> Evidence | None:
    """What the store at ``db`` says of cited documents; None without one. Raises ``StoreError``."""
    if db is None:
        return None
    from pipeline.store.database import open_read
    from pipeline.store.evidence import StoreEvidence

    return StoreEvidence(open_read(db))


def rule_notes(checker: Checker, language: str) -> dict[str, RuleNote]:
    """The rules by code in the words of one language."""
    notes = {}
    for rule in checker.rulebook.rules:
        title, explanation = (getattr(wording, language) for wording in (rule.title, rule.explanation))
        notes[rule.code] = RuleNote(
            code=rule.code, name=rule.name, severity=rule.severity, title=title, explanation=explanation, basis=rule.basis,
            bad=rule.bad, good=rule.good, source=rule.source,
        )  # fmt: skip
    return notes


def drafted(paths: Sequence[Path], name: str, gazetteers: Path | None = None) -> str:
    """A profile called ``name`` as TOML, drafted from what the accepted documents at ``paths`` cite.

    Raises ``ReadError`` for one that cannot be read, ``UsageError`` when there is none.
    """
    from pipeline.run.ask import records

    found = records(paths, load(gazetteers))
    if not found:
        raise UsageError("no documents to draft a profile from: name at least one accepted document")
    return draft_profile(found, name)
