"""Short forms: a later mention by a shortened name that the text makes clear («Nghị định 152», «Luật TĐKT»).

Their antecedent is the full mention that carries the definition «(sau đây gọi là …)», else the first full mention of that type
and number. The defining bracket itself is no citation. Source: guidelines, sections 1 (``short``) and 8.
"""

from __future__ import annotations

import re

from pipeline.extract.draft import Draft

_DEFINES = re.compile(
    r"(?:sau đây|dưới đây|sau đây được|từ đây|gọi|viết|sau)[^()\n;.]{0,40}?(?:là|:)[\s\u200b]*[\"']?[\s\u200b]*(?:các[\s]+)?\Z"
)
_OPENS = re.compile(r"\([\s\u200b]*\Z")
_CLOSES = re.compile(r"[\s\u200b]*\)")
_SENTENCE = re.compile(r"[.;]\s|\n\s*\n")
_INITIALS = re.compile(r"[\s\u200b]*([A-ZĐ]{2,8})\Z")
_PROGRAMMES = frozenset({"Đề án", "Chương trình", "Kế hoạch"})


def drop_definitions(folded: str, drafts: list[Draft]) -> tuple[list[Draft], dict[int, list[Draft]]]:
    """The drafts without those inside a defining bracket, and for each kept one (by ``id``) its defined short forms."""
    kept: list[Draft] = []
    defined: dict[int, list[Draft]] = {}
    for draft in drafts:
        before = folded[max(0, draft.start - 60) : draft.start]
        opened = before.rfind("(")
        close = before.rfind(")")
        outside = opened < 0 or close > opened
        said = None if outside else _explained(folded, kept, draft)
        if said is not None:
            defined.setdefault(id(said), []).append(draft)
            continue
        if outside and "sau đây" not in before and "gọi tắt" not in before and "viết tắt" not in before:
            kept.append(draft)
            continue
        if _DEFINES.search(before) is None:
            kept.append(draft)
            continue
        if draft.code is not None and not draft.bare and not any(before.number == draft.number for before in kept):
            # Nothing before it could be what it shortens: the bracket is the only place that names the document.
            kept.append(draft)
            continue
        owner = _owner(kept, draft)
        if owner is not None:
            defined.setdefault(id(owner), []).append(draft)
    return kept, defined


def _explained(folded: str, kept: list[Draft], draft: Draft) -> Draft | None:
    """The mention that the bracket of ``draft`` repeats: the last one, or one whose title holds what stands between."""
    for before in reversed(kept[-6:]):
        if _repeats(folded, before, draft):
            return before
        if folded[before.start - 1 : before.start] == "(":
            return None
    return None


def _repeats(folded: str, before: Draft, draft: Draft) -> bool:
    """«… của Bộ Tài chính hướng dẫn … (Thông tư số 69/2027/TT-BTC)»: a bracket that only repeats the code defines too."""
    same = draft.code == before.code or (
        draft.bare and draft.number == before.number and draft.doc_type == before.doc_type
    )
    if draft.code is None or not same or before.date is None:
        return False
    closed = _CLOSES.match(folded, draft.end) is not None and _OPENS.search(
        folded, max(0, draft.start - 4), draft.start
    )
    return bool(closed) and _SENTENCE.search(folded, before.end, draft.start) is None


def _owner(kept: list[Draft], alias: Draft) -> Draft | None:
    """The full mention that a definition explains: the nearest before of its type and number, else the nearest."""
    for draft in reversed(kept[-8:]):
        if draft.doc_type == alias.doc_type and (alias.number is None or draft.number == alias.number):
            return draft
    return kept[-1] if kept else None


def settle_short_forms(folded: str, drafts: list[Draft], defined: dict[int, list[Draft]]) -> list[Draft]:
    """Turn bare numbers into short forms where a full mention stands before; drop bare numbers that are programmes."""
    full: dict[tuple[str | None, str | None], Draft] = {}
    carried: dict[tuple[str | None, str | None], Draft] = {}
    names: dict[str, Draft] = {}
    kept: list[Draft] = []
    for draft in drafts:
        key = (draft.doc_type, draft.number)
        if draft.kind == "named":
            _settle_name(folded, draft, names)
        elif draft.bare:
            antecedent = carried.get(key) or full.get(key)
            if antecedent is not None and _year_fits(draft, antecedent):
                draft.kind, draft.antecedent, draft.code = "short", antecedent, antecedent.code
                draft.year, draft.rule, draft.confidence = antecedent.year, "short-number", 0.95
            elif draft.rule == "abbreviated-number" or (draft.rule == "bare-number" and draft.doc_type in _PROGRAMMES):
                continue
        else:
            full.setdefault(key, draft)
        for alias in defined.get(id(draft), ()):
            carried[(alias.doc_type, alias.number or draft.number)] = draft
            if alias.kind == "named" and alias.name is not None:
                names[folded[slice(*alias.name)].strip()] = draft
        kept.append(draft)
    return kept


def _year_fits(draft: Draft, antecedent: Draft) -> bool:
    return draft.year is None or antecedent.latest_year() in (None, int(draft.year))


def _settle_name(folded: str, draft: Draft, names: dict[str, Draft]) -> None:
    """«Luật TĐKT» behind its full name: by a definition, or by the initials of a law named before."""
    if draft.name is None:
        return
    words = folded[slice(*draft.name)].strip()
    known = names.get(words)
    if known is None and _INITIALS.match(words):
        known = names.get(words)
    if (known is not None and words.isupper()) or (known is not None and known.name is None):
        draft.kind, draft.antecedent, draft.rule, draft.confidence = "short", known, "short-name", 0.9
        return
    initials = "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", words) if word not in ("và", "của"))
    if len(initials) > 2:
        names.setdefault(initials, draft)
