"""The full-text index: what of a text goes into it, and how a row of it is taken out again.

Two tables: ``fulltext``, the word segments of the text with their syllables joined by ``_`` (thi_đua), and ``syllables``, the
same words in syllables without diacritics, for questions typed without them. Neither keeps the text (FTS5 «contentless»), so
taking a row out needs the very words that went in; they are kept compressed in ``texts``.

>>> strip("Đẩy_mạnh thi_đua")
'Day manh thi dua'
"""

from __future__ import annotations

import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from functools import cache

_MARKS = dict.fromkeys(range(768, 880))


@cache
def _letters() -> dict[int, str]:
    """Every letter with diacritics to its plain one, one for one."""
    table = {ord("đ"): "d", ord("Đ"): "D", ord("_"): " "}
    for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)):
        plain = unicodedata.normalize("NFD", chr(code)).translate(_MARKS)
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


def strip(text: str) -> str:
    """``text`` (NFC) without diacritics, đ as d, ``_`` as a space; of equal length, so offsets stay."""
    return text.translate(_letters())


def without_d_stroke(words: str) -> str:
    """``words`` as they go into ``syllables``, whose tokenizer takes the other diacritics off: đ is a letter of its own to it.

    >>> without_d_stroke("Đẩy_mạnh")
    'Dẩy_mạnh'
    """
    return words.replace("đ", "d").replace("Đ", "D")


def joined(words: Iterable[str]) -> str:
    """Words as the index takes them: the syllables of each joined by ``_``, a space between words."""
    return " ".join(word.replace(" ", "_") for word in words)


def index_texts(db: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Put the words of records (as ``joined`` gives them) into the index; inside a transaction."""
    for record, words in texts:
        db.execute("INSERT INTO fulltext (rowid, words) VALUES (?, ?)", (record, words))
        db.execute("INSERT INTO syllables (rowid, plain) VALUES (?, ?)", (record, without_d_stroke(words)))
        db.execute("INSERT INTO texts VALUES (?, ?)", (record, zlib.compress(words.encode(), 1)))


def unindex_text(db: sqlite3.Connection, record: int) -> None:
    """Take a record out of the index, if it is in it; inside a transaction and before its row goes."""
    kept = db.execute("SELECT words FROM texts WHERE record = ?", (record,)).fetchone()
    if kept is None:
        return
    words = zlib.decompress(kept[0]).decode()
    db.execute("INSERT INTO fulltext (fulltext, rowid, words) VALUES ('delete', ?, ?)", (record, words))
    db.execute(
        "INSERT INTO syllables (syllables, rowid, plain) VALUES ('delete', ?, ?)", (record, without_d_stroke(words))
    )
    db.execute("DELETE FROM texts WHERE record = ?", (record,))


def index_titles(db: sqlite3.Connection, titles: Iterable[tuple[int, str | None]]) -> None:
    """Put titles of documents into the index of titles; inside a transaction. Those that are None are passed over."""
    db.executemany(
        "INSERT INTO titles (rowid, plain) VALUES (?, ?)",
        ((id, without_d_stroke(title)) for id, title in titles if title),
    )


def unindex_title(db: sqlite3.Connection, document: int, title: str | None) -> None:
    """Take out the title that ``index_titles`` put in."""
    if title:
        db.execute(
            "INSERT INTO titles (titles, rowid, plain) VALUES ('delete', ?, ?)", (document, without_d_stroke(title))
        )


def unindexed(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Records that are not in the index, with their texts."""
    missing = "SELECT id FROM records WHERE id NOT IN (SELECT record FROM texts) ORDER BY id"
    for (record,) in db.execute(missing).fetchall():
        row = db.execute("SELECT text FROM bodies WHERE id = ?", (record,)).fetchone()
        if row is not None:
            yield record, str(row[0])
