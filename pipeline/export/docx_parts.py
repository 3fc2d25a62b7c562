"""The comments part of a Word package: made or added to, named in the relations of the main part and in the content types.

Source: ECMA-376 part 1, 11.3.2 and 17.13.4; part 2, 10.1 (content types).
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from lxml import etree

from pipeline.read.docx_names import MAIN, RELATIONS, STRICT, STRICT_RELATIONS
from pipeline.read.package import Package

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENT_TYPES = "[Content_Types].xml"
AUTHOR, INITIALS = "Căn Cứ", "CC"


class CommentsPart:
    """The comments of a package, those already there kept. ``add`` each comment, then take the changed ``parts``."""

    def __init__(self, package: Package, main: str, strict: bool = False) -> None:
        self._kind = f"{STRICT_RELATIONS if strict else RELATIONS}/comments"
        folder, _, file = main.rpartition("/")
        self._rels_name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        empty = etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS}"/>')
        self._rels = package.xml(self._rels_name) if self._rels_name in package else empty
        self._types = package.xml(_CONTENT_TYPES)
        named = next((one for one in self._rels if str(one.get("Type", "")).endswith("/comments")), None)
        target = named.get("Target", "") if named is not None else ""
        self._name = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        )
        if named is not None and self._name in package:
            self._root = package.xml(self._name)
        else:
            namespace = STRICT if strict else MAIN
            self._root = etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace})
            self._name = self._register(package, folder, named)
        # A document saved as «Strict Open XML» has the same names in a namespace of its own.
        self._ns = etree.QName(self._root).namespace or MAIN
        ids = (comment.get(f"{{{self._ns}}}id", "") for comment in self._root)
        self._next = max((int(number) for number in ids if number.isdigit()), default=-1) + 1

    def add(self, lines: Sequence[str]) -> int:
        """Add a comment of these lines, the first in bold, and return its id. Control characters become U+FFFD."""
        number, self._next = self._next, self._next + 1
        attributes = {self._w("id"): str(number), self._w("author"): AUTHOR, self._w("initials"): INITIALS}
        comment = etree.SubElement(self._root, self._w("comment"), attributes)
        for at, line in enumerate(lines):
            run = etree.SubElement(etree.SubElement(comment, self._w("p")), self._w("r"))
            if at == 0:
                etree.SubElement(etree.SubElement(run, self._w("rPr")), self._w("b"))
            text = etree.SubElement(run, self._w("t"))
            text.set(_SPACE, "preserve")
            text.text = "".join(
                c if c >= " " and c not in "\ufffe\uffff" else " " if c in "\n\t" else "\ufffd" for c in line
            )
        return number

    def parts(self) -> dict[str, bytes]:
        """The parts that changed, by name."""
        changed = {self._name: self._root, self._rels_name: self._rels, _CONTENT_TYPES: self._types}
        return {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in changed.items()
        }

    def _w(self, name: str) -> str:
        return f"{{{self._ns}}}{name}"

    def _register(self, package: Package, folder: str, dangling: etree._Element | None) -> str:
        """Name a new part where nothing stands yet."""
        if dangling is not None:
            self._rels.remove(dangling)
        names = (f"{folder}/comments{n}.xml".lstrip("/") for n in ("", *range(1, 1000)))
        name = next(name for name in names if name not in package)
        taken = {one.get("Id") for one in self._rels}
        identity = next(f"rIdCc{n}" for n in range(1, 100_000) if f"rIdCc{n}" not in taken)
        relation = {"Id": identity, "Type": self._kind, "Target": f"/{name}"}
        etree.SubElement(self._rels, f"{{{_RELATIONSHIPS}}}Relationship", relation)
        etree.SubElement(self._types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": _CONTENT})
        return name
