"""MOV: movements under an outdated or wrong name or period, listed twice, and programmes called movements.

Names and periods are the gazetteer of movements and ``gazetteers/movement_names.toml`` (which name took which one's place,
which schemes are taken for movements). Local movements («Bắc Kạn chung sức …») are entities of their own: nothing is said
of them. Facts: traps 30 to 32.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.check.knowledge import firm, trust
from pipeline.check.subject import Hit, Subject
from pipeline.gazetteer.key import name_key
from pipeline.gazetteer.schema import MovementEntry
from pipeline.model.finding import Proof
from pipeline.model.mentions import Movement

_PERIOD_TAIL = re.compile(r",?\s*\(?\s*(?:giai đoạn|thời kỳ)\s.*$", re.IGNORECASE | re.DOTALL)
_YEARS = re.compile(r"(?:19|20)\d\d")
# A list of movements: at most so many names, over at most so many characters.
_LONGEST_LIST, _WIDEST = 30, 1800
_SENTENCE_END = re.compile(r"[.!?]\s*\n|\n\s*(?:\d+[.)]|[IVX]+[.)])\s")
_KINDS = ("phong trào", "đợt thi đua")


def bare(name: str) -> str:
    """The key of a movement's name without its period."""
    return name_key(_PERIOD_TAIL.sub("", " ".join(name.split())))


def _looks_back(subject: Subject, movement: Movement) -> bool:
    """Whether the document or the words before it speak of what is past."""
    before = subject.folded[max(0, movement.start - 120) : movement.start]
    return subject.header.doc_type == "Báo cáo" or bool(
        re.search(r"[Tt]ổng kết|[Ss]ơ kết|[Kk]ết quả|tên cũ|trước đây", before)
    )


def outdated_name(subject: Subject) -> Iterator[Hit]:
    """MOV101: a name that another took the place of before the document's year."""
    year = subject.years[0] if subject.years else subject.year
    for movement in subject.record.movements:
        for entry in subject.knowledge.renamed.get(bare(movement.text), ()):
            own = _YEARS.findall(movement.period or "")
            when = int(own[0]) if own else year
            if when is None or when < entry.since or _looks_back(subject, movement):
                continue
            proof = Proof(
                kind="registry", label=f"«{entry.right}» ({entry.document or entry.since})", source=entry.source
            )
            same_span = bare(movement.text) == name_key(" ".join(movement.text.split()))
            yield Hit(
                start=movement.start, end=movement.end, evidence=(proof,), confidence=trust(entry),
                severity=None if firm(entry) else "info",
                suggestion=entry.right if firm(entry) and movement.quoted and same_span else None,
                args={"said": subject.words(movement.start, movement.end), "known": entry.right, "since": str(entry.since),
                      "document": f" ({entry.document})" if entry.document else ""},
            )  # fmt: skip


def near_name(subject: Subject) -> Iterator[Hit]:
    """MOV102: a quoted national movement whose name is a letter or a word off the official one."""
    for movement in subject.record.movements:
        entry = subject.knowledge.movements.get(movement.movement_id or "")
        if entry is None or not movement.quoted:
            continue
        said = bare(movement.text)
        names = {bare(name) for name in (entry.name, *entry.aliases)}
        if said in names or name_key(" ".join(movement.text.split())) in names or said in subject.knowledge.renamed:
            continue
        yield Hit(
            start=movement.start, end=movement.end, evidence=(_proof(entry),), confidence=0.85 * trust(entry),
            severity=None if firm(entry) else "info",
            args={"said": subject.words(movement.start, movement.end), "known": entry.name},
        )  # fmt: skip


def _proof(entry: MovementEntry) -> Proof:
    return Proof(
        kind="registry", label=f"«{entry.name}», {entry.period or '?'} ({entry.document or '?'})", source=entry.source
    )


def wrong_period(subject: Subject) -> Iterator[Hit]:
    """MOV103: a period that is none of the movement's own, nor a part of one."""
    for movement in subject.record.movements:
        entry = subject.knowledge.movements.get(movement.movement_id or "")
        if entry is None or not movement.period or not entry.period or bare(movement.text) in subject.knowledge.renamed:
            continue
        if name_key(" ".join(movement.text.split())) in subject.knowledge.schemes:
            continue  # the period belongs to the scheme that MOV105 speaks of
        said = [int(year) for year in _YEARS.findall(movement.period)]
        known = [[int(year) for year in _YEARS.findall(part)] for part in entry.period.split(";")]
        bounds = [(part[0], part[-1] if len(part) > 1 else 9999) for part in known if part]
        if len(said) != 2 or any(first <= said[0] and said[1] <= last for first, last in bounds):
            continue
        # A plan for five years may take up a movement that began or ends within them.
        loose = any(said[0] <= first <= said[1] or said[0] <= last <= said[1] for first, last in bounds)
        span = _period_span(subject, movement)
        yield Hit(
            start=span[0], end=span[1], evidence=(_proof(entry),), confidence=0.8 * trust(entry),
            severity="info" if loose or not firm(entry) else None,
            args={"name": entry.name, "said": movement.period, "known": entry.period},
        )  # fmt: skip


def _period_span(subject: Subject, movement: Movement) -> tuple[int, int]:
    """The period said of the movement: inside its span or right behind it."""
    for period in subject.record.periods:
        if movement.start <= period.start < movement.end + 40:
            return period.start, period.end
    return movement.start, movement.end


def listed_twice(subject: Subject) -> Iterator[Hit]:
    """MOV104: the same quoted movement twice in one list, other punctuation or not."""
    quoted = [movement for movement in subject.record.movements if movement.quoted]
    for at, later in enumerate(quoted):
        for earlier in reversed(quoted[max(0, at - _LONGEST_LIST) : at]):
            gap = subject.folded[earlier.end : later.start]
            if len(gap) > _WIDEST or _SENTENCE_END.search(gap):
                break
            if bare(later.text) != bare(earlier.text):
                continue
            here = Proof(
                kind="text", label=subject.words(earlier.start, earlier.end), start=earlier.start, end=earlier.end
            )
            yield Hit(start=later.start, end=later.end, evidence=(here,), confidence=0.9,
                      args={"said": subject.words(later.start, later.end)})  # fmt: skip
            break


def no_movement(subject: Subject) -> Iterator[Hit]:
    """MOV105: a scheme or programme called a movement («phong trào “Xây dựng xã hội học tập giai đoạn 2021 - 2030”»)."""
    for movement in subject.record.movements:
        if not movement.kind.lower().startswith(_KINDS):
            continue
        whole = name_key(" ".join(movement.text.split()))
        for entry in subject.knowledge.schemes.get(whole, ()):
            proof = Proof(
                kind="registry", label=f"{entry.kind}: «{entry.wrong}» ({entry.document or '?'})", source=entry.source
            )
            yield Hit(
                start=movement.start, end=movement.end, evidence=(proof,), confidence=trust(entry),
                severity=None if firm(entry) else "info",
                args={"said": subject.words(movement.start, movement.end), "kind": entry.kind,
                      "document": f" ({entry.document})" if entry.document else "",
                      "movement": (f" Phong trào tương ứng: «{entry.right}».", f" The movement is «{entry.right}».")
                      if entry.right else ("", "")},
            )  # fmt: skip


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "MOV101": outdated_name,
    "MOV102": near_name,
    "MOV103": wrong_period,
    "MOV104": listed_twice,
    "MOV105": no_movement,
}
