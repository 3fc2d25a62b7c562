"""Drafting a profile from accepted documents: what most of them cite becomes its requirements (``cancu profile new``).

The draft is text for a person to mend: shares of the documents stand beside every requirement, the bases are to be filled
in, and nothing is stricter than a warning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.check.subject import first_day, last_day
from pipeline.gazetteer.key import name_key, slug
from pipeline.model.mentions import Citation
from pipeline.model.record import Record
from pipeline.resolve.codes import code_key

ALL, SOME = 0.8, 0.4
"""Shares of the documents from which on a citation becomes a warning, and a remark."""
_LOCAL = re.compile(r"[-/](?:UBND|HĐND|TU|HU|ĐU|TTr|KH|BC)(?:-|$)")


def draft_profile(records: Sequence[Record], name: str = "new-profile") -> str:
    """A profile in TOML, drafted from what ``records`` cite; valid as it is. Raises ``ValueError`` without records.

    Documents that only one place can cite (of its own committee or council) are left out: a profile is for many.
    """
    if not records:
        raise ValueError("no documents to draft a profile from (name at least one accepted document)")
    cited = _cited(records)
    lines = [
        f"# Drafted from {len(records)} documents. Mend topics, severities and bases before use.",
        f"name = {_quoted(name)}",
        f"title.vi = {_quoted('Hồ sơ ' + name)}",
        f"title.en = {_quoted('Profile ' + name)}",
        f"source = {_quoted(f'drafted from {len(records)} accepted documents')}",
        "",
        *_when(records),
    ]
    ranked = sorted(cited.items(), key=lambda item: (-len(item[1]), item[0]))
    for key, mentions in ranked:
        share = len(mentions) / len(records)
        if share >= SOME:
            lines += _requirement(key, list(mentions.values()), share, len(records))
    return "\n".join(lines) + "\n"


def _cited(records: Iterable[Record]) -> dict[str, dict[str, list[Citation]]]:
    """By document cited, the citations of every record that cites it itself, not in another's title."""
    found: dict[str, dict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for citation in record.citations:
            if citation.head is not None or (citation.code and _LOCAL.search(citation.code)):
                continue
            if citation.code is not None:
                found[f"{code_key(citation.code)} {_type(citation)}"][record.id].append(citation)
            elif citation.kind == "named" and citation.doc_type in ("Luật", "Bộ luật", "Pháp lệnh"):
                name = re.sub(r",? (?:năm|số|ngày) .*$", "", " ".join(citation.text.split()))
                found[f"name:{name_key(name)}"][record.id].append(citation)
    return found


def _type(citation: Citation) -> str:
    return slug(citation.doc_type or "")


def _when(records: Sequence[Record]) -> list[str]:
    """``[when]`` by what the documents have in common."""
    lines = ["[when]"]
    for key, values in (
        ("types", {record.header.doc_type for record in records}),
        ("branches", {record.header.branch for record in records}),
        ("levels", {record.header.level for record in records}),
    ):
        if None not in values and len(values) <= 2:
            lines.append(f"{key} = [{', '.join(_quoted(value) for value in sorted(filter(None, values)))}]")
    dates = sorted(record.header.date for record in records if record.header.date)
    if dates:
        lines += [f"first = {first_day(dates[0])[:4]}", f"last = {last_day(dates[-1])[:4]}"]
    lines.append(f"topics = [{', '.join(_quoted(topic) for topic in _topics(records))}]")
    return lines


def _topics(records: Sequence[Record]) -> list[str]:
    """Phrases of two to four words that nearly all titles share, the longest first."""
    counts: Counter[str] = Counter()
    for record in records:
        words = re.findall(r"[^\W\d_]+", (record.header.title or "").lower())
        counts.update({" ".join(words[at : at + size]) for size in (4, 3, 2) for at in range(len(words) - size + 1)})
    shared = [phrase for phrase, count in counts.items() if count >= ALL * len(records)]
    shared.sort(key=lambda phrase: (-len(phrase.split()), phrase))
    kept: list[str] = []
    for phrase in shared:
        if not any(phrase in longer for longer in kept):
            kept.append(phrase)
    return kept[:5]


def _requirement(key: str, mentions: list[list[Citation]], share: float, total: int) -> list[str]:
    """One ``[[requirement]]``: each field as most documents write it."""
    flat = [citation for several in mentions for citation in several]
    fields = {
        "doc_type": _commonest(citation.doc_type for citation in flat) or "Văn bản",
        "code": _commonest(citation.code for citation in flat),
        "name": None,
        "date": _commonest(citation.date for citation in flat if citation.date and len(citation.date) == 10),
        "issuer": _commonest(citation.issuer for citation in flat),
        "title": _commonest(citation.title for citation in flat),
    }
    if fields["code"] is None:
        fields["name"] = re.sub(r",? (?:năm|số|ngày) .*$", "", " ".join(flat[0].text.split()))
    inside = ", ".join(f"{field} = {_quoted(value)}" for field, value in fields.items() if value)
    count = round(share * total)
    return [
        "",
        f"# cited by {count} of {total}",
        "[[requirement]]",
        f"id = {_quoted(slug(fields['code'] or fields['name'] or key))}",
        'need = "all_of"',
        f"severity = {_quoted('warning' if share >= ALL else 'info')}",
        f"documents = [{{ {inside} }}]",
        f"basis.vi = {_quoted(f'{count}/{total} văn bản đã được chấp nhận viện dẫn')}",
        f"basis.en = {_quoted(f'cited by {count} of {total} accepted documents')}",
    ]


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(" ".join(value.split()) for value in values if value)
    return counts.most_common(1)[0][0] if counts else None


def _quoted(text: str) -> str:
    """``text`` as a basic TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
