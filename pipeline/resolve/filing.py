"""Filing: the keys under which what is cited and what is ingested is kept in a corpus, so that the two meet.

A citation with a code is filed under its code's key, a law cited by name under ``name:`` and the slug of the law's own name
(whatever short form was used); a law that is ingested is asked for under both. Source: DESIGN, section 5.

>>> from pipeline.gazetteer import Index, load
>>> filing = Filing(Index(load()))
>>> filing.under(Citation(id="c1", kind="numbered", start=0, end=1, text="x", code="05-CT/TW"))
'5-CT-TW'
>>> filing.under(Citation(id="c1", kind="named", start=0, end=1, text="Luật TĐKT năm 2003", doc_type="Luật"))
'name:luat-thi-dua-khen-thuong'
>>> filing.of("06/2022/QH15", "Luật", "THI ĐUA, KHEN THƯỞNG")
('6-2022-QH15', 'name:luat-thi-dua-khen-thuong')
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.gazetteer import Index
from pipeline.gazetteer.key import name_key, slug
from pipeline.model.mentions import Citation
from pipeline.resolve.codes import code_key
from pipeline.resolve.said import LAW_TYPES, law_name


class Filing:
    """Tells keys. Built from the gazetteers' index (laws)."""

    def __init__(self, index: Index) -> None:
        self._index = index
        # The same few words name a law over and over.
        self._cited = lru_cache(maxsize=32_768)(lambda words: self.name(law_name(words)))

    def under(self, citation: Citation) -> str | None:
        """The key under which a citation is filed and asked for; None for what has neither code nor a law's name."""
        if citation.code:
            return code_key(citation.code)
        if citation.doc_type in LAW_TYPES and (citation.kind != "short" or citation.antecedent is None):
            return self._cited(citation.text)
        return None

    def of(self, code: str | None, doc_type: str | None, title: str | None) -> tuple[str, ...]:
        """The keys under which an ingested document is found: its code's, and a law's name (by its number, else its title)."""
        keys = (code_key(code),) if code else ()
        if doc_type not in LAW_TYPES:
            return keys
        law = self._index.law_by_code(code) if code else None
        if law is not None:
            return (*keys, self.name(law.name))
        return (*keys, self.name(_titled(doc_type, title))) if title else keys

    def name(self, name: str) -> str:
        """The key of a law's name, with its type word."""
        law = self._index.law(name)
        return f"name:{slug(law.name if law else name)}"


def _titled(doc_type: str, title: str) -> str:
    """The name of a law from the title under its type («LUẬT» / «THI ĐUA, KHEN THƯỞNG»)."""
    name = law_name(title)
    return name if name_key(name).startswith(name_key(doc_type)) else f"{doc_type} {name}"
