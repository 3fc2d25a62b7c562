"""Automatic numbering of DOCX rendered as Word prints it."""

from __future__ import annotations

import pytest

from pipeline.read.numerals import numeral
from tests.read.test_docx import MAIN, p, read, run

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))


def level(index: int, form: str, pattern: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(
    levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more: str = ""
) -> str:
    return f'<w:numbering {MAIN}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{more}{nums}</w:numbering>'


def item(text: str, at: int = 0, number: int = 1) -> str:
    return p(run(text), f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


PLAN = numbering("".join(level(index, *form) for index, form in enumerate(LEVELS)))


def test_levels_count_and_restart_below_their_parent() -> None:
    body = "".join(
        item(text, at)
        for text, at in [
            ("A", 0),
            ("b", 1),
            ("c", 2),
            ("d", 2),
            ("e", 1),
            ("f", 2),
            ("g", 3),
            ("h", 3),
            ("B", 0),
            ("i", 1),
        ]
    )
    labels = [line.rsplit(" ", 1)[0] for line in read(body, numbering=PLAN).text.split("\n")]
    assert labels == ["I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "a)", "b)", "II.", "1."]


def test_lists_of_one_abstract_share_counters_unless_a_start_is_theirs() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = item("a", 0, 1) + item("b", 0, 2) + item("c", 0, 3) + item("d", 0, 3) + item("e", 0, 1)
    text = read(body, numbering=numbering(level(0, "decimal", "%1."), nums)).text
    assert text == "1. a\n2. b\n5. c\n6. d\n7. e"


def test_level_that_never_restarts() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    body = item("a", 0) + item("b", 1) + item("c", 0) + item("d", 1)
    assert read(body, numbering=numbering(levels)).text == "I. a\nĐiều 1. b\nII. c\nĐiều 2. d"


def test_legal_numbering_shows_roman_parents_as_digits() -> None:
    levels = level(0, "upperRoman", "Chương %1") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    assert read(item("a") + item("b", 1), numbering=numbering(levels)).text == "Chương I a\n1.1. b"


def test_numbering_through_styles_and_its_removal() -> None:
    levels = level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>') + level(
        1, "decimal", "%2.", '<w:pStyle w:val="Con"/>'
    )
    styles = (
        f'<w:styles {MAIN}><w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style></w:styles>'
    )
    body = (
        p(run("A"), '<w:pStyle w:val="Muc"/>')
        + p(run("b"), '<w:pStyle w:val="Con"/>')
        + p(run("c"), '<w:pStyle w:val="Con"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p(run("B"), '<w:pStyle w:val="Muc"/>')
    )
    assert read(body, numbering=numbering(levels), styles=styles).text == "I. A\n1. b\nc\nII. B"


def test_list_linked_through_a_numbering_style() -> None:
    more = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Danh"/></w:abstractNum>'
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    styles = (
        f'<w:styles {MAIN}><w:style w:type="numbering" w:styleId="Danh"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style></w:styles>"
    )
    text = read(item("a", 0, 2), numbering=numbering(level(0, "lowerLetter", "%1)"), nums, more), styles=styles).text
    assert text == "a) a"


@pytest.mark.parametrize(("sign", "shown"), [("-", "- "), ("\uf02d", "- "), ("\uf0b7", "• "), ("+", "+ "), ("", "")])
def test_bullets(sign: str, shown: str) -> None:
    assert read(item("việc"), numbering=numbering(level(0, "bullet", sign))).text == f"{shown}việc"


def test_suffix_nothing_and_empty_item() -> None:
    text = read(item("a") + item(""), numbering=numbering(level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>'))).text
    assert text == "1.a\n2."


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (5000, "upperRoman", "5000"),
        (4, "lowerLetter", "d"),
        (26, "upperLetter", "Z"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (3, "none", ""),
    ],
)
def test_numerals(number: int, form: str, shown: str) -> None:
    assert numeral(number, form) == shown
