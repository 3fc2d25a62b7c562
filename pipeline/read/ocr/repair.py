"""Repair of what was read nearly right (sửa sau nhận dạng): symbols, type words, the words of a letterhead.

A symbol is compared with the codes of the gazetteers, sign by look-alike sign, and the type word before it must agree;
it is repaired only when exactly one reading is possible. Every repair keeps what was read. Source: the symbol grammar,
``gazetteers/doc_types.toml``, ``agencies.toml``, ``provinces.toml``.

>>> repairer = shipped()
>>> [change.text for change in repairer.changes("Nghị quyết số 99/NO-CP ngày 03/10/2017; Luật số 24/2016/QHI4")]
['NQ', 'QH14']
>>> repairer.mended("Thực hiện Nghi quyêt sô 35/NQ-CP và Quyết định số l23/QĐ-TTø")[0]
'Thực hiện Nghị quyết số 35/NQ-CP và Quyết định số 123/QĐ-TTg'
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from pipeline.gazetteer import Gazetteers, load
from pipeline.read.ocr import dates
from pipeline.read.ocr.confusable import shape, skeleton
from pipeline.read.ocr.formulae import Formulae, names_of
from pipeline.read.ocr.whole_lines import cased, key, same, whole_lines
from pipeline.symbols.codes import Codes, codes_for
from pipeline.text.fold import fold

_CODE = r"[A-ZĐÐƠƯÑ0-9\\][A-ZĐÐƠƯÑa-zđøạ0-9&\\]{0,9}"
_SYMBOL = re.compile(
    r"(?<![\w/.-])(?P<number>[0-9lIOS][0-9lIOS]{0,4})(?P<letter>[a-dđ]?)(?P<sep1>\s?[/⁄-]\s?)"
    r"(?:(?P<year>(?:19|2[0O])[0-9OlI]{2})(?P<sep2>\s?[/⁄]\s?))?"
    rf"(?P<codes>{_CODE}(?:\s?[-/⁄]\s?{_CODE}){{0,3}})(?![\w])"
)
_BEGUN = re.compile(rf"(?<![\w/.-])[0-9lIO]{{1,5}}[a-dđ]?[/⁄-](?:(?:{_CODE}|[0-9]{{4}})[-/⁄]){{0,3}}$")
_CUT_OFF = re.compile(
    r"(?<![\w/.-])(?P<symbol>[0-9]{1,5}[a-dđ]?(?:/(?:19|20)[0-9]{2})?[/-](?P<type>[A-ZĐ][A-ZĐa-z]{1,4}))[\s.,;]*$"
)
_LETTER = re.compile(r"[^0-9IlO\W]")
_ROUND = str.maketrans("OĐÐDƠÔ0", "QQQQQQQ")
_PART = re.compile(r"[^-/⁄\s]+")
_ASSEMBLY = re.compile(r"((?:UBTV)?[QO0]H|QHK)([0-9IlOS]{1,2})$")
_FAR_YEAR = re.compile(r"(?<![\w/])[0-3]?[0-9]\s?[/.-]\s?[01]?[0-9]\s?[/.-]\s?2([OQ3689])[0-9]{2}(?![\w/])")
_SUBJECT = re.compile(r"^(?:V[ềêểèỀÊ] ?việc|V[ỀÊỂÈ] ?VIỆC)\b")
_DIGITS = str.maketrans("lIOS", "1105")
# Codes so much more frequent than any look-alike that an unknown code of their shape is a misreading of them.
_COMMON = {"UBND", "HĐND", "TTg", "CP", "TW", "TU", "QH", "VPCP", "UBTVQH"}
_MALFORMED = re.compile(r"[0-9øạq\\]|[a-z]$|^[a-z]|VV")
_FILED = re.compile(r"(?<=Lưu: )V[I1l](?=\b)")


class Change(msgspec.Struct, frozen=True):
    """At ``[start, end)`` of the text as read stands ``text`` after the repair; ``why`` in a word."""

    start: int
    end: int
    text: str
    why: str


class Repairer:
    """Repairs lines of recognised text. Built from gazetteers once."""

    def __init__(self, gazetteers: Gazetteers, codes: Codes) -> None:
        self._types = {skeleton(name): name for name in _unambiguous(entry.name for entry in gazetteers.doc_types)}
        self._type_codes: dict[str, set[str]] = defaultdict(set)
        for entry in gazetteers.doc_types:
            if entry.code:
                self._type_codes[entry.name].add(entry.code)
        self._known_types = set(codes.types.values())
        self._known_agencies = set(codes.agencies) | {"QH", "UBTVQH", "TW", "TU"}
        self._type_shapes = _by_shape(self._known_types)
        self._agency_shapes = _by_shape(self._known_agencies)
        self._whole_lines = whole_lines(gazetteers)
        self._formulae = Formulae(names_of(gazetteers))

    def mended(self, text: str, *, letterhead: bool = False, before: str = "") -> tuple[str, tuple[Change, ...]]:
        """``text`` after repair, and the changes (offsets into ``text`` as given); ``before`` is the line above it."""
        changes = tuple(self.changes(text, letterhead=letterhead, before=before))
        out, at = [], 0
        for change in changes:
            out += [text[at : change.start], change.text]
            at = change.end
        return "".join(out) + text[at:], changes

    def changes(self, text: str, *, letterhead: bool = False, before: str = "") -> list[Change]:
        """The repairs of a line, in order, without overlaps. ``letterhead`` says that it stands in a page's upper part."""
        if letterhead or text.isupper():
            whole = self._whole_lines.get(key(text))
            if whole is not None and not same((whole := cased(whole, text)), fold(text)):
                return [Change(0, len(text), whole, "letterhead")]
        found = [*self._type_words(text), *self._symbols(text, before), *_years(text)]
        found += [Change(*change, "date") for change in dates.changes(text)]
        found += [Change(*change, "name") for change in self._formulae.changes(text)]
        return list(_apart(sorted(found, key=lambda change: change.start)))

    def cut_off(self, text: str) -> tuple[int, int] | None:
        """Where a symbol ends with the line before its body is named, as «19/CT»: it may have been cut off."""
        found = _CUT_OFF.search(text)
        return found.span("symbol") if found is not None and found["type"] in self._known_types else None

    def _type_words(self, text: str) -> Iterator[Change]:
        """«Nghi quyêt sô 35/…»: a type word and «số» before a number."""
        for match in _FILED.finditer(text):
            yield Change(match.start(), match.end(), "VT", "letterhead")
        for match in _SUBJECT.finditer(text):
            if match.group() not in ("Về việc", "VỀ VIỆC", "về việc"):
                yield Change(match.start(), match.end(), "VỀ VIỆC" if match.group().isupper() else "Về việc", "subject")
        for match in re.finditer(r"(?<=[^\W\dA-ZĐ] )SỐ(?= ?[0-9]{1,5}[a-dđ]?[/⁄-])", text):
            yield Change(match.start(), match.end(), "số", "type word")
        for match in re.finditer(r"(?<=\s)s[ôóồỗổoòở](?= ?[0-9]{1,5}[a-dđ]?[/⁄-])", text):
            yield Change(match.start(), match.end(), "số", "type word")
        for match in re.finditer(r"((?:[^\W\d_]+ ){1,3})s[ốôóồỗổoòở] ?(?=[0-9lIO]{1,5}[a-dđ]?[/⁄-])", text):
            words = match.group(1).split()
            for count in (3, 2, 1):
                if len(words) < count:
                    continue
                written = " ".join(words[-count:])
                meant = self._types.get(skeleton(written))
                if meant is None:
                    continue
                if meant.lower() != written.lower():
                    end = match.start(1) + len(match.group(1).rstrip())
                    right = meant if written[0].isupper() else meant[0].lower() + meant[1:]
                    yield Change(end - len(written), end, right, "type word")
                break

    def _symbols(self, text: str, above: str) -> Iterator[Change]:
        """Codes and digits of symbols; one that began on the line above («34-», «CT/IW») is seen whole."""
        begun = _BEGUN.search(above)
        if begun is None:
            yield from self._whole_symbols(text, above)
            return
        head = len(begun.group())
        for change in self._whole_symbols(begun.group() + text, above[: begun.start()]):
            if change.start >= head:
                yield msgspec.structs.replace(change, start=change.start - head, end=change.end - head)

    def _whole_symbols(self, text: str, above: str) -> Iterator[Change]:
        for match in _SYMBOL.finditer(text):
            parts = list(_PART.finditer(text, match.start("codes"), match.end("codes")))
            if not any(sign.isdigit() for sign in match["number"]) or len(match["codes"]) < 2:
                continue
            expected = self._announced(f"{above} {text[: match.start()]}")
            settled = [self._settled(part.group(), at, expected, bool(match["year"])) for at, part in enumerate(parts)]
            if settled[0] is None or (expected and settled[0] not in expected):
                settled = self._undoubled([part.group() for part in parts], expected) or settled
            if any(right is None for right in settled):
                continue
            for field in ("number", "year"):
                digits = (match[field] or "").translate(_DIGITS)
                if match[field] and digits != match[field]:
                    yield Change(match.start(field), match.end(field), digits, "digit")
            for part, right in zip(parts, settled, strict=True):
                if right is not None and right != part.group() and right != part.group().replace("Ð", "Đ"):
                    yield Change(part.start(), part.end(), right, "code")

    def _undoubled(self, codes: list[str], expected: set[str]) -> list[str | None] | None:
        """«QĐÐ-SCTT»: letters that recognition gave twice; the type must be the announced one then."""
        single = [re.sub(r"(.)\1", r"\1", code.replace("Ð", "Đ")) for code in codes]
        if single[0] not in expected:
            return None
        known = self._known_agencies
        right = [
            one if one in known or code not in known else code for one, code in zip(single[1:], codes[1:], strict=True)
        ]
        return [single[0], *right]

    def _announced(self, before: str) -> set[str]:
        """The codes of the type word that stands before a number, or nothing."""
        words = re.sub(r"[\s:]*s[ốôóồỗổoòở][\s:]*$", "", before[-60:]).split()
        for count in (3, 2, 1):
            meant = self._types.get(skeleton(" ".join(words[-count:]))) if len(words) >= count else None
            if meant is not None:
                return self._type_codes.get(meant, set())
        return set()

    def _settled(self, code: str, at: int, expected: set[str], dated: bool) -> str | None:
        """The one reading of a code, itself when it is known; None when there is no reading or more than one."""
        assembly = _ASSEMBLY.match(code)
        if assembly is not None:
            return re.sub("[O0](?=H)", "Q", assembly.group(1)) + assembly.group(2).translate(_DIGITS)
        plain = code.replace("Ð", "Đ")
        if not _LETTER.search(code):
            return None  # «7-10 ngày», «20/11», «Mẫu 03-III»: numbers
        if at == 0 and expected:
            if plain in expected:
                return plain
            fitting = {right for right in self._type_shapes.get(shape(code), ()) if right in expected}
            if len(fitting) == 1:
                return next(iter(fitting))
        if plain in self._known_types or plain in self._known_agencies:
            return plain
        near = set(self._type_shapes.get(shape(code), ())) if at == 0 else set()
        near |= set(self._agency_shapes.get(shape(code), ()))
        if len(near) > 1 and dated:
            near -= {"NQ"}  # a resolution with its year in the symbol is the Assembly's, or names its type before it
        if len(near) == 1 and (
            near <= _COMMON or _MALFORMED.search(code) or (at == 0 and _round(code) == _round(next(iter(near))))
        ):
            return next(iter(near))
        # Units of an agency are open-ended: an unknown code of capitals is a reading by itself.
        return plain if plain.isalpha() and not _MALFORMED.search(code) else None


def _round(code: str) -> str:
    """A code with its round letters alike: those that are taken for one another even in clear print."""
    return code.translate(_ROUND)


def _apart(found: list[Change]) -> Iterator[Change]:
    """Of changes that lie over one another the first: each is right by itself, and two would spoil the text."""
    end = 0
    for change in found:
        if change.start >= end:
            yield change
            end = change.end


def _years(text: str) -> Iterator[Change]:
    """«28/6/2924»: in a full date a year of no century in use, whose second digit looks like the 0 it must be."""
    for match in _FAR_YEAR.finditer(text):
        yield Change(match.start(1), match.end(1), "0", "digit")


def _by_shape(codes: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        if len(code) > 1:
            found[shape(code)].add(code)
    return {key: frozenset(meant) for key, meant in found.items()}


def _unambiguous(names: Iterable[str]) -> Iterator[str]:
    """Names whose skeleton no other name has."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        found[skeleton(name)].add(name)
    return (next(iter(same)) for same in found.values() if len(same) == 1)


@lru_cache(maxsize=1)
def shipped() -> Repairer:
    """The repairer of the shipped gazetteers."""
    return Repairer(load(), codes_for(None))
