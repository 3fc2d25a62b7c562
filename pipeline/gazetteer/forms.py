"""A symbol form's template as a regular expression: the reading by which its examples and counterexamples are tried.

Source: the templates of ``gazetteers/symbol_forms.toml``. The symbol parser has its own, faster reading; this one is
the definition it is checked against.

>>> bool(form_pattern("NN/YYYY/QHKK", ()).fullmatch("06/2022/QH15"))
True
>>> bool(form_pattern("NN/LOẠI-CQ[-ĐV]", ("KH",)).fullmatch("12/KH-UBND-VX"))
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.gazetteer.schema import DocType, SymbolForm

_NUMBER = r"\d{1,5}[a-zđ]?(?:\.\d{1,2})?"
# A code: capitals with small letters inside (TTg, CBc, GĐ&ĐT); two letters at least, so that a digit is no agency.
_CODE = r"[A-ZĐƯ][A-Za-zĐđƯư&]{1,24}\d{0,2}"
_PIECES = {
    "YYYY": r"(?:19|20)\d{2}",
    "NN": _NUMBER,
    "CQ": _CODE,
    "ĐV": _CODE,
    "KK": r"\d{1,2}",
}
_TOKEN = re.compile(r"YYYY|(?<![A-ZĐ])NN|LOẠI|CQ|ĐV|KK|\[|\]|[-/]?…")


def form_pattern(template: str, type_codes: Iterable[str]) -> re.Pattern[str]:
    """The pattern of ``template``; ``type_codes`` are the codes that may stand in ``LOẠI``.

    In a template without ``LOẠI`` they are the codes that may *not* stand right after the number: ``19/CT-TTg`` is a
    directive, no letter of an agency CT.
    """
    codes = "|".join(sorted(map(re.escape, type_codes), key=len, reverse=True)) or r"(?!)"
    pieces = {**_PIECES, "LOẠI": f"(?:{codes})", "[": "(?:", "]": ")?"}
    if "LOẠI" not in template:
        pieces["CQ"] = rf"(?!(?:{codes})\b){_CODE}"
    out, last = "", 0
    for token in _TOKEN.finditer(template):
        out += re.escape(template[last : token.start()])
        # «-CQ…»: the last part may stand again, each time after a hyphen.
        out += pieces.get(token.group(), f"(?:-{_CODE})*")
        last = token.end()
    return re.compile(out + re.escape(template[last:]))


def type_codes(form: SymbolForm, doc_types: Iterable[DocType]) -> tuple[str, ...]:
    """The codes (with their variants) of the types in ``form``'s ``types`` (default: its own system)."""
    systems = form.types or (form.system,)
    wanted = [entry for entry in doc_types if entry.system in systems]
    codes = [code for entry in wanted for code in (entry.code, *entry.code_variants) if code]
    return tuple(dict.fromkeys(codes))
