"""Profiles (hồ sơ yêu cầu): what a kind of document must cite, for which type, level, branch, topic and years.

One TOML file a profile in ``gazetteers/profiles/``; an office keeps its own anywhere. The profile of a document is chosen
by what its ``[when]`` asks for; of several that fit the one that asks for most wins, and the choice says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from pipeline.check.rulebook import Wording, table_file
from pipeline.check.subject import Subject
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteers
from pipeline.gazetteer.table_files import parse_toml, spell_out
from pipeline.model.finding import Severity
from pipeline.text.fold import fold

FOLDER = "profiles"
_CITED = re.compile(r"(?<!\w)số \d+[a-z]?[-/]")


class When(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which documents the profile is for; what is left out is not asked for.

    ``topics`` are words of which the title holds one (case does not count), ``not_topics`` words that rule it out,
    ``first`` and ``last`` the years the document may be for. ``general``: not for one movement or scheme, so no name in
    quotation marks in the title. What the title cites («… thực hiện Chương trình số 58-CTr/TU về …») is no topic.
    """

    types: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    not_topics: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    general: bool = False


class Reference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document to cite. ``code`` None: a document known by ``name`` (a law, a congress resolution).

    ``first``, ``last`` are the days (ISO) of the citing document between which this reference counts.
    """

    doc_type: str
    code: str | None = None
    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str = ""
    first: str | None = None
    last: str | None = None


class Requirement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to cite. ``need``: ``all_of`` the documents, ``any_of`` them, or ``successor``: the one in force on the
    citing document's day, or any younger one of the list (oldest first). ``branches`` limits it to documents of these.
    """

    id: str
    need: Literal["all_of", "any_of", "successor"] = "all_of"
    documents: tuple[Reference, ...]
    severity: Severity = "warning"
    basis: Wording
    branches: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile: its name, what it is called, for which documents, what they must cite, and where that comes from."""

    name: str
    title: Wording
    source: str
    when: When = When()
    requirement: tuple[Requirement, ...] = ()


class Choice(NamedTuple):
    """A profile and why it was taken, in both languages."""

    profile: Profile
    vi: str
    en: str


def load_profiles(gazetteers: Gazetteers | None = None, folders: Iterable[str] = ()) -> tuple[Profile, ...]:
    """The profiles of ``gazetteers`` (an own folder without any: the shipped ones), those of ``folders`` over them by name.

    Raises ``GazetteerError`` for a profile that does not fit.
    """
    found: dict[str, Profile] = {}
    for folder in (table_file(gazetteers, FOLDER), *(Path(folder) / FOLDER for folder in folders)):
        found |= {profile.name: profile for profile in map(read_profile, sorted(folder.glob("*.toml")))}
    return tuple(found.values())


def load_profile(named: str, profiles: Iterable[Profile]) -> Profile:
    """The profile called ``named``, or of the TOML file ``named``. Raises ``GazetteerError`` saying which there are."""
    known = {profile.name: profile for profile in profiles}
    if named in known:
        return known[named]
    if named.endswith(".toml") or Path(named).is_file():
        return read_profile(Path(named))
    raise GazetteerError(f"no profile «{named}»; there are {', '.join(sorted(known))} (or name a .toml file)")


def read_profile(path: Path) -> Profile:
    """Read one profile. Raises ``GazetteerError`` naming the file and what does not fit."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror} (name another file)") from error
    data: dict[str, Any] = parse_toml(str(path), content)
    sources = data.pop("sources", {})
    if isinstance(sources, dict) and isinstance(data.get("source"), str):
        data["source"] = spell_out(data["source"], sources)
    try:
        return msgspec.convert(data, Profile)
    except msgspec.ValidationError as error:
        raise GazetteerError(f"{path}: {error} (gazetteers/README.md shows what belongs into a profile)") from None


def choose(profiles: Iterable[Profile], subject: Subject) -> Choice | None:
    """The profile that fits best, with its reasons; None when none fits. Profiles without topics are never chosen."""
    best: tuple[int, Choice] | None = None
    for profile in profiles:
        fit = _fit(profile, subject)
        if fit is not None and (best is None or fit[0] > best[0]):
            best = fit
    return best[1] if best else None


def _fit(profile: Profile, subject: Subject) -> tuple[int, Choice] | None:
    """How much of ``when`` is asked for and met (None: not met), with the reasons."""
    when, header = profile.when, subject.header
    title = " ".join(fold(header.title or "").casefold().split())
    if when.general and '"' in title:
        return None
    title = _CITED.split(title)[0]
    topic = next((word for word in when.topics if has_words(title, word)), None)
    if topic is None or any(has_words(title, word) for word in when.not_topics):
        return None
    years = subject.years or ((subject.year, subject.year) if subject.year is not None else None)
    tests = (
        (when.types, header.doc_type, ("loại", "type")),
        (when.levels, header.level, ("cấp", "level")),
        (when.branches, header.branch, ("ngành", "branch")),
    )
    reasons = [(f"trích yếu có «{topic}»", f"the title has «{topic}»")]
    for wanted, value, (vi, en) in tests:
        if wanted and value not in wanted:
            return None
        if wanted:
            reasons.append((f"{vi} «{value}»", f"{en} «{value}»"))
    if when.first is not None or when.last is not None:
        if years is None or years[0] < (when.first or 0) or years[0] > (when.last or 9999):
            return None
        reasons.append((f"năm {years[0]}", f"year {years[0]}"))
    vi_why, en_why = (", ".join(reason[at] for reason in reasons) for at in (0, 1))
    choice = Choice(profile, vi=f"Chọn hồ sơ «{profile.name}» vì {vi_why}.", en=f"Profile «{profile.name}»: {en_why}.")
    return len(reasons) * 100 + len(topic), choice


def has_words(title: str, words: str) -> bool:
    """Whether ``title`` (folded, lower case) holds ``words`` as whole words, with or without the comma between them.

    >>> has_words("công tác thi đua khen thưởng năm 2024", "thi đua, khen thưởng")
    True
    """
    pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", fold(words).casefold()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", title) is not None
