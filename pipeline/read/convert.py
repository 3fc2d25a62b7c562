"""Old Word files that this program does not read itself, turned by other programs: LibreOffice, antiword, catdoc.

Each runs in a process group of its own that is killed when it overstays. LibreOffice gets a profile made for this one
run, in which macros cannot start and links are not followed; its DOCX goes through the DOCX reader, so numbering is kept.
antiword and catdoc give bare text. Which is there is asked at the time of need. Source: the manuals of the programs.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import RawDocument
from pipeline.read.assemble import Target, normal, raw_document
from pipeline.read.child import run
from pipeline.read.docx import read_docx
from pipeline.read.legacy import convert, legacy_encoding
from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.syllables import Share

INSTALL = "install LibreOffice, antiword or catdoc (Debian: apt-get install antiword catdoc)"
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
)
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}"><value>{}</value></prop></item>'
_SAFE_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    + "</oor:items>"
)
Way = Callable[[str, Path, Limits], bytes | None]


def read_converted(
    data: bytes,
    name: str,
    target: Target,
    suffix: str,
    reason: str,
    limits: Limits = DEFAULT,
    extra: tuple[Diagnostic, ...] = (),
    *,
    old: bool = True,
) -> RawDocument:
    """Read an old file through the first program that makes text of it.

    ``suffix`` is the file's kind (``.doc``), ``reason`` why this program's own reader could not. Without any of the
    programs a document that is only ``old`` is empty with the remark ``converter-missing``; raises ``ReadError`` for one
    that is damaged, and when all programs fail.
    """
    asked = False
    for program, way in _WAYS:
        path = next(filter(None, map(shutil.which, program)), None)
        if path is None:
            continue
        asked = True
        with tempfile.TemporaryDirectory(prefix="cancu-old-") as folder:
            source = Path(folder) / f"source{suffix}"
            source.write_bytes(data)
            made = way(path, source, limits)
        remark = Diagnostic("converted", "info", f"read through {program[0]}: {reason}")
        document = _document(made, data, name, target, program[0], limits, (*extra, remark))
        if document is not None:
            return document
    if not asked and old:
        message = f"its text is missing: {reason}, and no program that reads such files was found; {INSTALL}"
        return raw_document(
            data, target, "none", "", diagnostics=(*extra, Diagnostic("converter-missing", "warning", message))
        )
    tried = "no program makes text of it" if asked else "it cannot be opened as Word document"
    remedy = "open and save it anew in a word processor" if asked else INSTALL
    raise ReadError(name, f"damaged: {tried} ({reason})", remedy)


def _document(
    made: bytes | None,
    data: bytes,
    name: str,
    target: Target,
    program: str,
    limits: Limits,
    remarks: tuple[Diagnostic, ...],
) -> RawDocument | None:
    """What a program made, as the document; None for nothing, or for what is no text."""
    if not made:
        return None
    if made.startswith(b"PK"):
        found = read_docx(made, name, target, limits, remarks)
        whole = raw_document(data, target, program, found.text, diagnostics=found.diagnostics)
        return msgspec.structs.replace(whole, origins=found.origins) if found.text.strip() else None
    text = normal(made.decode("utf-8", "replace"))
    legacy = legacy_encoding(text)
    text = convert(text, legacy) if legacy else text
    if Share(text).words < 3:
        return None
    return raw_document(data, target, program, text.strip("\n"), diagnostics=remarks)


def _libreoffice(path: str, source: Path, limits: Limits) -> bytes | None:
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SAFE_PROFILE, encoding="utf-8")
    command = [
        path,
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        f"-env:UserInstallation={profile.as_uri()}",
    ]
    run([*command, "--convert-to", "docx", "--outdir", str(source.parent), str(source)], limits.convert_seconds)
    made = source.with_suffix(".docx")
    return made.read_bytes() if made.is_file() and made.stat().st_size <= limits.file else None


def _antiword(path: str, source: Path, limits: Limits) -> bytes | None:
    return run([path, "-m", "UTF-8.txt", "-w", "0", str(source)], limits.convert_seconds, limits.text)


def _catdoc(path: str, source: Path, limits: Limits) -> bytes | None:
    return run([path, "-d", "utf-8", "-w", str(source)], limits.convert_seconds, limits.text)


_WAYS: tuple[tuple[tuple[str, ...], Way], ...] = (
    (("libreoffice", "soffice"), _libreoffice),
    (("antiword",), _antiword),
    (("catdoc",), _catdoc),
)
