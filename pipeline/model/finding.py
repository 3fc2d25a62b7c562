"""A finding: what the checker has to say of one place in a document, with reasons, evidence and, if certain, a mend.

Severities: ``error`` (certain, rests on confirmed facts or on arithmetic), ``warning`` (likely, or against good form),
``info`` (worth a look; the message says what is not known). Messages come in Vietnamese and English, already filled in.

>>> Finding(code="DAT101", name="impossible-date", severity="error", start=4, end=13, text="31/4/2024",
...         vi="Không có ngày 31/4/2024.", en="There is no 31/4/2024.").message("en")
'There is no 31/4/2024.'
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
Language = Literal["vi", "en"]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a finding rests on.

    ``kind``: ``registry`` (an entry of the gazetteers: ``label`` says what it says, ``source`` where that comes from),
    ``text`` (another place of the same document: ``start``, ``end``), ``corpus`` (other documents: their ids in
    ``documents``), ``profile`` (what a kind of document must cite) or ``arithmetic`` (the sum, written out in ``label``).
    """

    kind: Literal["registry", "text", "corpus", "profile", "arithmetic"]
    label: str
    source: str = ""
    start: int | None = None
    end: int | None = None
    documents: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding of one rule.

    ``code`` is stable (``CIT101``), ``name`` its kebab-case name; ``start``/``end`` are half-open offsets into
    ``Record.text`` and ``text`` what stands there. A finding on the whole document stands at its title, else at its first
    line. ``suggestion`` is the text to put in place of the span, only where one is certain; ``confidence`` is 0 to 1.
    """

    code: str
    name: str
    severity: Severity
    start: int
    end: int
    text: str
    vi: str
    en: str
    confidence: float = 1.0
    evidence: tuple[Proof, ...] = ()
    suggestion: str | None = None

    def message(self, language: Language = "vi") -> str:
        """The message in one language."""
        return self.vi if language == "vi" else self.en
