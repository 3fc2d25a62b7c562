"""Words and sentences (tách từ, tách câu) by underthesea, with exact offsets.

underthesea returns bare strings, rewrites some letters and breaks symbols («34 - CT / TW»); so its words are laid back over the
text character by character, and spans that the caller protects (symbols, citations) never reach it: each stays one word and
inside one sentence. Where its words do not fit the text, the syllables of that stretch are returned one by one: nothing that
can be seen is ever lost. About 80 KB a second: not for the hot path. underthesea is imported on the first use.

>>> text = "Căn cứ Chỉ thị số 34-CT/TW của Bộ Chính trị."
>>> [token for _, _, token in words(text, protected=[(18, 26)])]
['Căn cứ', 'Chỉ thị', 'số', '34-CT/TW', 'của', 'Bộ Chính trị', '.']
>>> sentences("Sở lập kế hoạch. Ủy ban phê duyệt.\\nPhòng thực hiện.")
[(0, 16), (17, 34), (35, 51)]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from pipeline.text.fold import ZERO_WIDTH, fold

Span = tuple[int, int]
Word = tuple[int, int, str]
# Longer runs without a space are no words of any language (encoded data, rules of dots); underthesea never sees them.
_LONGEST_RUN = 200
_LONGEST_CHUNK = 4000
_RUN = re.compile(r"[^\s\u200b]+")
_SYLLABLE = re.compile(r"\w+(?:\.\w+)*|[^\w\s\u200b]")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b]")
# A line that goes on: small letter first, and no list label («a)», «đ.»).
_PARAGRAPH = re.compile(r"\n\s*(?![a-zà-ỹđ](?![.)]\s))")
# «TT. 12/2020», «Q. 5»: an abbreviation in front of a number or a small letter ends no sentence.
_ABBREVIATION = re.compile(r"(?:^|[\s(])[A-ZĐ][A-Za-zĐđ]{0,3}\.$")

# «1.», «2.1.», «II.», «A.» at a sentence's start are labels of what follows.
_LABEL = re.compile(r"(?:\d+(?:\.\d+)*|[IVX]+|[A-ZĐ])\.$")


def words(text: str, protected: Iterable[Span] = (), breaks: Iterable[int] = ()) -> list[Word]:
    """The words of ``text`` in order, as ``(start, end, token)``.

    Offsets are half-open, into ``text``; ``token`` is ``text[start:end]`` with inner white space as single spaces. Every visible
    character is in exactly one word. Each span of ``protected`` (offsets into ``text``; overlapping ones are merged) is one word,
    and no other word crosses its bounds, nor an offset of ``breaks`` (those inside a protected span do not count). Raises nothing.
    """
    folded = _INVISIBLE.sub(" ", fold(text).replace(ZERO_WIDTH, " "))
    found: list[Span] = []
    at = 0
    cuts = sorted({cut for cut in breaks if 0 < cut < len(text)})
    for start, end in [*_merged(protected, len(text)), (len(text), len(text))]:
        for cut in cuts[bisect_right(cuts, at) : bisect_left(cuts, start)]:
            found += _free_words(folded, at, cut)
            at = cut
        found += _free_words(folded, at, start)
        if start < end:
            found.append((start, end))
        at = end
    return [(start, end, " ".join(text[start:end].split())) for start, end in found]


def sentences(text: str, protected: Iterable[Span] = ()) -> list[Span]:
    """The sentences of ``text`` in order, as half-open offsets into it, without white space at their ends (but that of a span).

    A paragraph's end ends a sentence, a wrapped line does not. No sentence begins or ends inside a span of ``protected``. Every
    visible character is in exactly one sentence. Raises nothing on any text.
    """
    spans = _merged(protected, len(text))
    found: list[Span] = []
    for start, end in _paragraphs(text):
        found += _sentences_of(text, start, end)
    return _joined(text, found, spans)


def _merged(protected: Iterable[Span], length: int) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in protected):
        if end <= start:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _free_words(folded: str, start: int, end: int) -> Iterator[Span]:
    """The words between two protected spans."""
    for chunk_start, chunk_end, plain in _chunks(folded, start, end):
        if plain:
            yield from _segment(folded, chunk_start, chunk_end)
        else:
            yield from _syllables(folded, chunk_start, chunk_end)


def _chunks(folded: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Stretches of at most ``_LONGEST_CHUNK`` that end between runs, and whether underthesea may see them.

    Every line is a stretch of its own, so no word crosses a line's end.
    """
    begin = last = -1
    for run in _RUN.finditer(folded, start, end):
        long = run.end() - run.start() > _LONGEST_RUN
        if begin >= 0 and (long or run.end() - begin > _LONGEST_CHUNK or "\n" in folded[last : run.start()]):
            yield begin, last, True
            begin = -1
        if long:
            yield run.start(), run.end(), False
            continue
        begin, last = (run.start() if begin < 0 else begin), run.end()
    if begin >= 0:
        yield begin, last, True


def _segment(folded: str, start: int, end: int) -> Iterator[Span]:
    """underthesea's words of one stretch laid over the text; its syllables when they do not fit."""
    from underthesea import word_tokenize

    chunk = folded[start:end]
    aligned = _align(chunk, word_tokenize(chunk))
    if aligned is None:
        yield from _syllables(folded, start, end)
        return
    for left, right in aligned:
        yield start + left, start + right


def _align(chunk: str, tokens: list[str]) -> list[Span] | None:
    """Where each token stands in ``chunk``, comparing everything but white space; None when they differ."""
    spans: list[Span] = []
    at = 0
    for token in tokens:
        first = -1
        for piece in token.split():
            while at < len(chunk) and chunk[at].isspace():
                at += 1
            if not chunk.startswith(piece, at):
                return None
            first = at if first < 0 else first
            at += len(piece)
        if first >= 0:
            spans.append((first, at))
    return spans if not chunk[at:].strip() else None


def _syllables(folded: str, start: int, end: int) -> Iterator[Span]:
    for found in _SYLLABLE.finditer(folded, start, end):
        yield found.span()


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for found in _PARAGRAPH.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    """underthesea's sentences of one paragraph; it returns them as they stand, in order, with only white space between."""
    from underthesea import sent_tokenize

    begin, stop = _stripped(text, start, end)
    if begin == stop:
        return
    at = begin
    for sentence in sent_tokenize(text[begin:stop]):
        found = text.find(sentence, at, stop)
        if found < 0 or text[at:found].strip():
            break
        yield found, found + len(sentence)
        at = found + len(sentence)
    rest = _stripped(text, at, stop)
    if rest[0] < rest[1]:
        yield rest


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def _joined(text: str, found: list[Span], protected: list[Span]) -> list[Span]:
    """Sentences that a protected span, a label or an abbreviation before a number holds together, as one."""
    joined: list[Span] = []
    spans = iter(protected)
    span = next(spans, None)
    for start, end in found:
        while span is not None and span[1] <= start:
            span = next(spans, None)
        held = joined and span is not None and span[0] < joined[-1][1]
        if held or (joined and _goes_on(text, joined[-1], start, end)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return _over_edges(joined, protected)


def _over_edges(found: list[Span], protected: list[Span]) -> list[Span]:
    """Sentences drawn out over the white space at the edges of a protected span that they hold: it is kept whole."""
    drawn: list[Span] = []
    at = 0
    for start, end in found:
        while at < len(protected) and protected[at][1] <= start:
            at += 1
        first = at
        while at < len(protected) and protected[at][0] < end:
            end = max(end, protected[at][1])
            at += 1
        start = min(start, protected[first][0]) if first < at else start
        drawn.append((start, end))
        at = max(first, at - 1)
    return drawn


def _goes_on(text: str, before: Span, start: int, end: int) -> bool:
    if "\n" in text[before[1] : start]:
        return False
    if end - start < 12 and not any(map(str.isalnum, text[start:end])):  # the end mark «./.»
        return True
    if before[1] - before[0] < 12 and _LABEL.fullmatch(text, before[0], before[1]):
        return True
    if not (text[start].isdigit() or text[start].islower()):
        return False
    return _ABBREVIATION.search(text, max(before[0], before[1] - 8), before[1]) is not None
