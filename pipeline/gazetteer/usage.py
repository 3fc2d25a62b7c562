"""Shapes of entries about usage: how issuers and movements are named, and which documents no longer hold.

As all shapes they carry ``source`` and ``confidence`` (``schema.Entry``); the files: ``issuer_words.toml``, ``validity.toml``,
``movement_names.toml``. Source: facts on symbols, section 2; directives.tsv (what replaced what); movements.tsv.
"""

from __future__ import annotations

from pipeline.gazetteer.schema import Entry


class IssuerWord(Entry, frozen=True, kw_only=True):
    """How issuers are written (cách viết tên cơ quan): abbreviations, who signs, organs, other names, units.

    ``kind``: ``short`` (``means`` is the form written out), ``head`` (who signs is not the body), ``organ`` (acts for the
    committee whose words follow), ``body`` (``means`` is the name that ids use), ``unit`` (``means`` is its level).
    ``before`` and ``not_before``: what must, and must not, stand right after the words for them to count.
    """

    id: str
    kind: str
    words: tuple[str, ...]
    means: str = ""
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    example: str


class Lapse(Entry, frozen=True, kw_only=True):
    """That a document lost its force, or its place to a younger one (hết hiệu lực, được thay thế).

    ``code`` and ``date`` (its own day, where the code alone is no key) name the old document, ``lapsed`` is the first day
    on which it no longer holds, ``by`` and ``by_date`` what took its place. ``manner``: ``replaced`` (it lost its force)
    or ``succeeded`` (a younger directive on the same matter; the old one was not repealed in words).
    """

    code: str
    lapsed: str
    date: str | None = None
    by: str | None = None
    by_date: str | None = None
    manner: str = "replaced"


class MovementName(Entry, frozen=True, kw_only=True):
    """A name that is not, or no longer, a movement's. ``since`` is the first year in which it is wrong.

    ``kind``: ``phong trào`` (renamed: ``right`` is the name now), else what the thing really is (``đề án``), ``right``
    then the movement that it is taken for.
    """

    wrong: str
    kind: str
    since: int
    right: str = ""
    document: str | None = None
