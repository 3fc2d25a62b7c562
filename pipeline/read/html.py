"""HTML: the visible text in order, a block a line, lists numbered as a browser shows them; nothing fetched or run.

Scripts, styles and hidden parts are left out, white space is collapsed as on screen, table cells come row by row as
lines of their own. Source: the HTML standard's rendering rules, as far as they change text.

>>> from pipeline.read.assemble import Target
>>> page = "<ol type=a start=2><li>Thi đua</ol><p>Căn <b>cứ</b><script>x</script>".encode()
>>> read_html(page, "a.html", Target("a.html", "text/html")).text
'b. Thi đua\\nCăn cứ'
"""

from __future__ import annotations

import codecs
import re

from lxml import etree, html as lxml_html

from pipeline.errors import ReadError
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import RawDocument
from pipeline.read.assemble import Target, TextBuilder, raw_document
from pipeline.read.html_frame import around
from pipeline.read.limits import DEFAULT, Limits, megabytes
from pipeline.read.numerals import numeral
from pipeline.read.plain import decode

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th
    thead tr ul"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HIDDEN_NAMES = "script style noscript template head iframe object embed svg canvas select button textarea"
_HIDDEN = frozenset(_HIDDEN_NAMES.split())
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_html(
    data: bytes, name: str, target: Target, limits: Limits = DEFAULT, extra: tuple[Diagnostic, ...] = ()
) -> RawDocument:
    """Read an HTML file. ``name`` is for messages; raises ``ReadError`` when it is too large or no text."""
    if len(data) > limits.text:
        cause = f"a page of {megabytes(len(data))}, more than the {megabytes(limits.text)} one document may have"
        raise ReadError(name, cause, "split it into documents")
    characters, remarks = _characters(data, name)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        # A declaration of an encoding inside a decoded string is an error to lxml: it has done its work by now.
        root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", characters) or "<p></p>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        # A page without any element or text is empty, and that is the truth about it.
        return raw_document(data, target, "html", "", diagnostics=extra + remarks)
    writer = _Writer()
    writer.element(root)
    writer.flush()
    return raw_document(data, target, "html", writer.builder.text(), diagnostics=extra + remarks)


def _characters(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The declared encoding if the bytes agree with it, else what the bytes themselves say."""
    found = _CHARSET.search(data[:4096])
    if found and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            declared = codecs.lookup(found.group(1).decode("ascii"))
            if not declared.name.startswith(("utf", "iso8859", "cp1252")):
                return data.decode(declared.name), ()
        except (LookupError, UnicodeDecodeError):
            pass  # an unknown or false declaration: the content decides below
    decoded = decode(data, name)
    return decoded.text, decoded.diagnostics


class _Writer:
    """Walks the tree without recursion (a page may nest deeply) and writes its lines."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self._line: list[str] = []
        self._counters: dict[etree._Element, int] = {}
        self._last_label: str | None = None
        self._around: frozenset[etree._Element] = frozenset()

    def element(self, root: etree._Element) -> None:
        """Write the text of ``root`` and all under it, without what stands around the document."""
        self._around = around(root)
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            node, closing = stack.pop()
            if closing:
                self._close(node)
            elif isinstance(node.tag, str) and not self._hidden(node):
                self._open(node)
                stack.append((node, True))
                stack += [(child, False) for child in reversed(node)]
            else:
                self._text(node.tail, node.getparent())

    def flush(self) -> None:
        """End the current line."""
        lines = "".join(self._line).split("\n")
        self._line = []
        text = "\n".join(line.strip(" \u00a0") for line in lines).strip("\n \u00a0")
        if text:
            self.builder.line(text)

    def _only_label(self) -> bool:
        """Whether the line holds just a list label: what follows stands beside it, be it a paragraph."""
        return len(self._line) == 1 and self._line[0] is self._last_label

    def _hidden(self, node: etree._Element) -> bool:
        style = node.get("style")
        return (
            node.tag in _HIDDEN
            or node in self._around
            or node.get("hidden") is not None
            or bool(style and _INVISIBLE.search(style))
        )

    def _open(self, node: etree._Element) -> None:
        if node.tag in _BLOCKS and not self._only_label():
            self.flush()
        if node.tag == "br":
            self._line.append("\n")
        elif node.tag == "li":
            self._last_label = self._label(node)
            self._line.append(self._last_label)
        self._text(node.text, node)

    def _close(self, node: etree._Element) -> None:
        if node.tag in _BLOCKS:
            self.flush()
        self._text(node.tail, node.getparent())

    def _text(self, text: str | None, parent: etree._Element | None) -> None:
        if not text:
            return
        if parent is not None and parent.tag in ("pre", "listing"):
            self._line.append(text)
            return
        text = _SPACES.sub(" ", text)
        if text == " " and self._only_label():
            return
        before = next((piece for piece in reversed(self._line) if piece), "")
        if text.startswith(" ") and (not before or before.endswith((" ", "\n"))):
            text = text[1:]
        self._line.append(text)

    def _label(self, node: etree._Element) -> str:
        parent = node.getparent()
        if parent is None or parent.tag != "ol":
            return "- " if parent is not None and parent.tag == "ul" else ""
        step = -1 if parent.get("reversed") is not None else 1
        if parent not in self._counters:
            first = len(parent.findall("li")) if step < 0 else 1
            self._counters[parent] = _number(parent.get("start"), first) - step
        number = self._counters[parent] = _number(node.get("value"), self._counters[parent] + step)
        return numeral(number, _FORMS.get(node.get("type") or parent.get("type") or "1", "decimal")) + ". "


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value.strip()) else otherwise
