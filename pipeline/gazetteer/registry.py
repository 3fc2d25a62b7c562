"""The big registry: one tab-separated line a document, for thousands of documents no one edits by hand.

``registry/normative_documents.tsv`` begins with ``#`` lines (``# source: …`` is the source of every row), then a header
line, then rows ``code doc_type date issuer effective title confidence note``. Empty means not known; what was mended,
and what the source printed when it contradicted itself, stands in ``note``.
"""

from __future__ import annotations

from pipeline.errors import GazetteerError
from pipeline.gazetteer.schema import KnownDocument

COLUMNS = ("code", "doc_type", "date", "issuer", "effective", "title", "confidence", "note")
_NAME = "registry/normative_documents.tsv"


def parse_registry(content: bytes) -> tuple[KnownDocument, ...]:
    """The rows of the registry as documents. Raises ``GazetteerError`` naming the line that does not fit.

    >>> rows = ["# source: a list", "\\t".join(COLUMNS), "\\t".join(["12/CP", "A", "", "B", "", "C", "low", ""])]
    >>> parse_registry("\\n".join(rows).encode())[0].source
    'a list'
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{_NAME}: not UTF-8 at byte {error.start} (save the file as UTF-8)") from error
    source = next((line[10:].strip() for line in lines[:20] if line.startswith("# source: ")), "")
    rows = [(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not rows:
        return ()
    if tuple(rows[0][1].split("\t")) != COLUMNS:
        raise GazetteerError(f"{_NAME}:{rows[0][0]}: the header must be {' '.join(COLUMNS)}, separated by tabs")
    return tuple(_row(number, line, source) for number, line in rows[1:])


def _row(number: int, line: str, source: str) -> KnownDocument:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise GazetteerError(
            f"{_NAME}:{number}: {len(cells)} cells instead of {len(COLUMNS)} (put one tab between cells, none inside)"
        )
    code, doc_type, date, issuer, effective, title, confidence, note = cells
    return KnownDocument(
        source=source,
        confidence=confidence,
        note=note,
        doc_type=doc_type,
        code=code,
        date=date or None,
        issuer=issuer,
        title=title,
        effective=effective or None,
    )
