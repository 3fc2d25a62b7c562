"""spaCy: components that put mentions into ``doc.spans``, a tokenizer by underthesea, and exports. Alone in importing spaCy.

Components ``cancu_citations``, ``cancu_dates``, ``cancu_anniversaries``, ``cancu_movements`` and ``cancu_sections`` fill
``doc.spans["citations"]`` and so on; ``span._.cancu`` is the mention, ``span._.cancu_exact`` whether the tokens allowed its exact
bounds. With the tokenizer ``cancu_underthesea_tokenizer`` they always do: it cuts at every bound and keeps symbols whole. Both are
found by name through entry points, without importing this module. Settings: ``gazetteers``, a folder (default: the shipped ones).

>>> nlp = blank("citations")
>>> doc = nlp("Căn cứ Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị;")
>>> [(span.text, span._.cancu.code, span._.cancu_exact) for span in doc.spans["citations"]]
[('Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị', '34-CT/TW', True)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.util import registry

from pipeline.gazetteer import load
from pipeline.model.mentions import Anniversary, Citation, DateMention, Movement, Section
from pipeline.model.record import Record
from pipeline.run.document import Pipeline
from pipeline.symbols import find_symbols
from pipeline.text.fold import fold
from pipeline.text.places import Places
from pipeline.text.words import words

TOKENIZER = "cancu_underthesea_tokenizer"
SHAPES: dict[str, type[msgspec.Struct]] = {
    "citations": Citation,
    "dates": DateMention,
    "anniversaries": Anniversary,
    "movements": Movement,
    "sections": Section,
}
# The field that says what kind a mention is; anniversaries have none.
_LABELS = {"citations": "kind", "dates": "role", "movements": "kind", "sections": "kind"}
_STORE = "cancu"


@lru_cache(maxsize=4)
def _pipeline(folder: str | None) -> Pipeline:
    return Pipeline(load(Path(folder)) if folder else None)


@lru_cache(maxsize=8)
def _record(folder: str | None, text: str) -> Record:
    """The record of ``text``; the tokenizer and every component of one document share it."""
    return _pipeline(folder).record_text(text)


class MentionComponent:
    """Puts one layer of mentions into ``doc.spans``. Reads ``doc.text``; writes ``doc.spans[layer]`` and ``doc.user_data``."""

    def __init__(self, layer: str, gazetteers: str | None = None) -> None:
        self.layer, self.gazetteers = layer, gazetteers

    def __call__(self, doc: Doc) -> Doc:
        """Add the layer to ``doc``. Spans that the tokens do not allow are widened to whole tokens, none is left out."""
        record = _record(self.gazetteers, doc.text)
        places = Places(doc.text, record.text)
        store = dict(doc.user_data.get(_STORE, {}))
        spans = []
        for number, mention in enumerate(getattr(record, self.layer)):
            start, end = places.span(mention.start, mention.end)
            key = f"{self.layer}/{number}"
            store[key] = {"mention": msgspec.to_builtins(mention), "start": start, "end": end}
            label = getattr(mention, _LABELS[self.layer]) if self.layer in _LABELS else "anniversary"
            spans.append(_char_span(doc, start, end, label, key))
        doc.user_data[_STORE] = store
        doc.spans[self.layer] = SpanGroup(doc, name=self.layer, spans=spans)
        return doc


def _char_span(doc: Doc, start: int, end: int, label: str, key: str) -> Span:
    found = doc.char_span(start, end, label=label, span_id=key)
    if found is None:
        found = doc.char_span(start, end, label=label, span_id=key, alignment_mode="expand")
    if found is None:
        raise ValueError(f"{key}: no tokens at characters {start} to {end} of the document")
    return found


class UndertheseaTokenizer:
    """A spaCy tokenizer: underthesea's words, symbols whole, and a cut at every bound of a mention; ``doc.text`` is the text."""

    def __init__(self, vocab: Any, gazetteers: str | None = None) -> None:
        self.vocab, self.gazetteers = vocab, gazetteers

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``; a single space behind a token belongs to it, other white space is a token of its own."""
        tokens: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end, _ in [*words(text, *self._bounds(text)), (len(text), len(text), "")]:
            gap = text[at:start]
            if gap[:1] == " " and tokens:
                spaces[-1], gap = True, gap[1:]
            for piece in (gap, text[start:end]):
                if piece:
                    tokens.append(piece)
                    spaces.append(False)
            at = end
        return Doc(self.vocab, words=tokens, spaces=spaces)

    def _bounds(self, text: str) -> tuple[list[tuple[int, int]], set[int]]:
        record = _record(self.gazetteers, text)
        places = Places(text, record.text)
        cuts = {
            at
            for layer in SHAPES
            for mention in getattr(record, layer)
            for at in places.span(mention.start, mention.end)
        }
        symbols = [places.span(found.start, found.end) for found in find_symbols(fold(record.text))]
        # A bound inside a symbol (the year of a damaged one, say) has to be a bound of tokens all the same.
        return [(start, end) for start, end in symbols if not cuts.intersection(range(start + 1, end))], cuts

    def to_bytes(self, **_: Any) -> bytes:
        """The tokenizer's settings (it holds no state but them)."""
        return msgspec.json.encode({"gazetteers": self.gazetteers})

    def from_bytes(self, data: bytes, **_: Any) -> UndertheseaTokenizer:
        """Set the settings from ``to_bytes``."""
        self.gazetteers = msgspec.json.decode(data)["gazetteers"]
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Write the settings to the file ``path``."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, **_: Any) -> UndertheseaTokenizer:
        """Read the settings from the file ``path``."""
        return self.from_bytes(Path(path).read_bytes())


def make_tokenizer(gazetteers: str | None = None) -> Callable[[Language], UndertheseaTokenizer]:
    """The tokenizer's factory, as spaCy's registry wants it (entry point group ``spacy_tokenizers``)."""

    def create(nlp: Language) -> UndertheseaTokenizer:
        return UndertheseaTokenizer(nlp.vocab, gazetteers)

    return create


def make_citations(nlp: Language, name: str, gazetteers: str | None = None) -> MentionComponent:
    """Factory ``cancu_citations``: ``doc.spans["citations"]``, labelled ``numbered``, ``named`` or ``short``."""
    return MentionComponent("citations", gazetteers)


def make_dates(nlp: Language, name: str, gazetteers: str | None = None) -> MentionComponent:
    """Factory ``cancu_dates``: ``doc.spans["dates"]``, labelled by role (``document``, ``citation``, ``deadline`` …)."""
    return MentionComponent("dates", gazetteers)


def make_anniversaries(nlp: Language, name: str, gazetteers: str | None = None) -> MentionComponent:
    """Factory ``cancu_anniversaries``: ``doc.spans["anniversaries"]``."""
    return MentionComponent("anniversaries", gazetteers)


def make_movements(nlp: Language, name: str, gazetteers: str | None = None) -> MentionComponent:
    """Factory ``cancu_movements``: ``doc.spans["movements"]``, labelled by kind (``phong trào``, ``cuộc vận động``)."""
    return MentionComponent("movements", gazetteers)


def make_sections(nlp: Language, name: str, gazetteers: str | None = None) -> MentionComponent:
    """Factory ``cancu_sections``: ``doc.spans["sections"]``, nested, labelled by kind (``roman``, ``arabic``, ``dieu`` …)."""
    return MentionComponent("sections", gazetteers)


def blank(*layers: str) -> Language:
    """A Vietnamese pipeline with the underthesea tokenizer and the components of ``layers`` (none named: all five)."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for layer in layers or SHAPES:
        nlp.add_pipe(f"cancu_{layer}")
    return nlp


def to_docbin(docs: Iterable[Doc]) -> DocBin:
    """The documents with their spans and mentions as a ``DocBin``; ``span._.cancu`` works after reading it back."""
    return DocBin(docs=docs, store_user_data=True)


def displacy_data(doc: Doc, layer: str = "citations") -> dict[str, Any]:
    """What ``displacy.render(data, style="span", manual=True)`` wants, for one layer (nested and overlapping spans too)."""
    return {
        "text": doc.text,
        "tokens": [token.text for token in doc],
        "spans": [
            {
                "start": span.start_char,
                "end": span.end_char,
                "start_token": span.start,
                "end_token": span.end,
                "label": span.label_,
            }
            for span in doc.spans.get(layer, [])
        ],
    }


def _stored(span: Span) -> dict[str, Any] | None:
    found = span.doc.user_data.get(_STORE, {}).get(span.id_)
    return found if isinstance(found, dict) else None


def _mention(span: Span) -> msgspec.Struct | None:
    found = _stored(span)
    return msgspec.convert(found["mention"], SHAPES[span.id_.partition("/")[0]]) if found else None


def _exact(span: Span) -> bool | None:
    found = _stored(span)
    return (span.start_char, span.end_char) == (found["start"], found["end"]) if found else None


def _register() -> None:
    Span.set_extension("cancu", getter=_mention, force=True)
    Span.set_extension("cancu_exact", getter=_exact, force=True)
    registry.tokenizers.register(TOKENIZER, func=make_tokenizer)
    made = (make_citations, make_dates, make_anniversaries, make_movements, make_sections)
    for layer, factory in zip(SHAPES, made, strict=True):
        Language.factory(f"cancu_{layer}", default_config={"gazetteers": None}, assigns=["doc.spans"], func=factory)


_register()
