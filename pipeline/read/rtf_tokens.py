"""The tokens of a Rich Text file and what its control words mean for text: signs, groups that hold none, code pages.

Source: Rich Text Format Specification 1.9.1.

>>> [token.word or token.text for token in tokens("{\\\\b S\\\\'e8\\\\par}")]
['{', 'b', 'S', '\\xe8', 'par', '}']
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)"
)
SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\u00a0", "_": "-", "-": "",
}  # fmt: skip
PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "cell", "nestcell", "column"))
# Groups whose words are no text of the document. Those that open with «\*» are no text either, but for the ones kept.
_WITHOUT_TEXT = """
    fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr footerf
    ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn listtable listoverridetable rsidtbl generator fldinst nonesttables
    datafield filetbl revtbl xmlnstbl themedata colorschememapping latentstyles datastore annotation atnid atnauthor
    atnref atndate tc tcn xe rxe bkmkstart bkmkend shprslt pntxta pntxtb nonshppict sp"""
NO_TEXT = frozenset(_WITHOUT_TEXT.split())
KEPT = frozenset(("shpinst", "ud", "shptxt", "shppict", "footnote"))
_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


class Token(NamedTuple):
    """A control word or sign with its number, a brace, a byte («\\'hh») or plain text."""

    kind: str
    word: str = ""
    number: int | None = None
    text: str = ""
    end: int = 0


def tokens(source: str, start: int = 0) -> Iterator[Token]:
    """The tokens of ``source`` (bytes seen as Latin-1). ``end`` is where a token ends, for binary data behind it."""
    at = start
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:  # a backslash at the very end
            return
        word, number, byte, sign, brace, text = found.groups()
        at = found.end()
        if word:
            value = None if number is None else int(number)
            yield Token("word", word, value, end=at)
            if word == "bin" and value:
                at += max(0, value)
        elif byte:
            yield Token("byte", text=chr(int(byte, 16)), end=at)
        elif sign:
            yield Token("word", "par" if sign in "\r\n" else sign, end=at)
        elif brace:
            yield Token("brace", brace, end=at)
        elif text:
            yield Token("text", text=text, end=at)


def code_page(charset: int | None, default: str) -> str:
    """The codec of a font's character set."""
    return _CODE_PAGES.get(charset or 0, default)


def known(codec: str) -> bool:
    """Whether there is a codec of that name."""
    try:
        codecs.lookup(codec)
    except LookupError:
        return False
    return True


def whole(text: str) -> str:
    """``text`` with surrogate halves, each of which was written as a number of its own, joined."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
