"""Completion: what one mention leaves unsaid, taken from fuller mentions of the same document in the same text.

«Nghị quyết số 10-NQ/TW» after «Nghị quyết số 10-NQ/TW ngày 10/02/2022 của Bộ Chính trị»; «Đề án số 08» where the text has
«Đề án 08-ĐA/TU». Only where all fuller mentions that fit are one document: 05-CT/TW of 2016 and of 2021 in one plan complete
nothing. Source: DESIGN, section 5; facts on symbols, section 3 (first citation in full, later by number).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.resolve.said import Said, SaidReader
from pipeline.resolve.titles import Titles


class Completed(NamedTuple):
    """A citation completed, or ``several``: the different fuller mentions that fit."""

    said: Said
    several: tuple[Said, ...] = ()


class Completion:
    """The mentions of one record, grouped. Built once a record from what its citations say, in order."""

    def __init__(self, said: Iterable[Said], titles: Titles, reader: SaidReader) -> None:
        self._titles, self._reader = titles, reader
        self._by_code: dict[str, list[Said]] = defaultdict(list)
        self._by_number: dict[tuple[str | None, str], list[Said]] = defaultdict(list)
        for one in said:
            self._by_code[one.facts.key].append(one)
            if not one.facts.partial:
                self._by_number[one.doc_type, one.facts.number].append(one)

    def complete(self, said: Said) -> Completed:
        """``said`` with what fuller mentions add. Mentions that stand before it are preferred."""
        if said.facts.partial:
            return self._whole(said)
        if said.date is not None and len(said.date) == 10 and said.author is not None and said.place is not None:
            return Completed(said)
        others = [other for other in self._by_code[said.facts.key] if other is not said and self._fits(said, other)]
        return self._join(said, others)

    def _whole(self, said: Said) -> Completed:
        """A bare number: the one symbol in this text with this type and number (and year)."""
        others = [
            other
            for other in self._by_number[said.doc_type, said.facts.number]
            if said.facts.year in (None, other.facts.year) and self._fits(said, other)
        ]
        if not others:
            return Completed(said)
        if len({other.facts.key for other in others}) > 1:
            return Completed(said, tuple(others))
        whole = said._replace(
            facts=others[0].facts, author=others[0].author, series=others[0].series, place=others[0].place
        )
        return self._join(whole._replace(scope=self._reader.scope(whole.facts, said.date, said.term)), others)

    def _fits(self, said: Said, other: Said) -> bool:
        """Whether the other mention says more and nothing that cannot be of the same document."""
        if other.scope is None and other.author is None:
            return False
        if said.limit and other.date and other.date[: len(said.limit)] > said.limit[: len(other.date)]:
            return False
        if said.date and other.date:
            length = min(len(said.date), len(other.date))
            if said.date[:length] != other.date[:length]:
                return False
        pairs = (
            (said.term, other.term),
            (said.scope, other.scope),
            (said.place, other.place),
            (said.doc_type, other.doc_type),
        )
        if any(a is not None and b is not None and a != b for a, b in pairs):
            return False
        if said.facts.open and said.author and other.author and said.author != other.author:
            return False
        return not (said.title and other.title and self._titles.compare(said.title, other.title) is False)

    def _join(self, said: Said, others: list[Said]) -> Completed:
        if said.scope is not None:  # what is said of another year or term, or of none, is not said of this one
            others = [other for other in others if other.scope == said.scope]
        fuller = [other for other in others if other.scope is not None]
        if said.scope is None and len({(o.scope, o.place, o.author if o.facts.open else None) for o in fuller}) > 1:
            titled = [o for o in fuller if said.title and o.title and self._titles.compare(said.title, o.title)]
            if len({o.scope for o in titled}) != 1:
                return Completed(said, tuple(fuller))
            fuller = titled
        others = fuller or others
        if not others:
            return Completed(said)
        days = {other.date for other in others if other.date and len(other.date) == 10}
        source = next((o for o in others if o.date and len(o.date) == 10), others[0])
        known = next((o for o in others if o.issuer is not None), source)
        date = said.date if said.date and len(said.date) == 10 else said.date or source.scope_year
        if len(days) == 1 and not (date and len(date) == 10):
            date = source.date
        return Completed(
            said._replace(
                date=date,
                term=said.term or source.term,
                issuer=said.issuer or known.issuer,
                author=said.author if said.author and said.issuer else known.author,
                series=said.series or known.series,
                place=said.place if said.place is not None else known.place,
                title=said.title or source.title,
                scope=said.scope or source.scope,
                doc_type=said.doc_type or source.doc_type,
                via=source.citation,
            )
        )
