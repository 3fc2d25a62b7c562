"""What structure analysis knows of a document: its header, its sections, and where body and closing lie."""

from __future__ import annotations

import msgspec

from pipeline.model.mentions import Section


class Header(msgspec.Struct, frozen=True):
    """The formal parts of a document (thể thức): letterhead, number line, dateline, title, signature, recipients.

    Fields as in the guidelines, section 7. ``level`` is ``central | province | district | commune | unit``, ``branch``
    ``party | state | peoples_council | mass | army``; both are null when the issuer does not tell them.
    """

    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    place: str | None = None
    title: str | None = None
    issuer: str | None = None
    issuer_id: str | None = None
    level: str | None = None
    branch: str | None = None
    locality: str | None = None
    province: str | None = None
    signer_name: str | None = None
    signer_role: str | None = None
    signer_authority: str | None = None
    recipients: tuple[str, ...] = ()


class Zones(msgspec.Struct, frozen=True):
    """Spans of the formal parts, as ``(start, end)`` offsets into ``Document.text``, null when absent.

    ``body`` runs from after the title to the closing; ``closing`` from «Trên đây là …» (or the signature block) to the
    end of the signature and recipients. ``own_number`` is the number line's number and symbol (never a citation).
    ``issuing_note`` is the parenthesis «(Ban hành kèm theo …)» under a title.
    """

    letterhead: tuple[int, int] | None = None
    own_number: tuple[int, int] | None = None
    dateline: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    issuing_note: tuple[int, int] | None = None
    body: tuple[int, int] = (0, 0)
    closing: tuple[int, int] | None = None
    recipients: tuple[int, int] | None = None
    signature: tuple[int, int] | None = None
    annexes: tuple[tuple[int, int], ...] = ()


class Structure(msgspec.Struct, frozen=True):
    """Header, zones and sections of one document."""

    header: Header
    zones: Zones
    sections: tuple[Section, ...] = ()
