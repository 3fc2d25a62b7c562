"""Properties every symbol must have: it survives writing and reading, offsets are right, cost is linear."""

from __future__ import annotations

import time

from hypothesis import given, settings, strategies as st

from pipeline.symbols import Symbol, find_symbols, format, match_own_symbol, parse, repair, same
from pipeline.symbols.scan import match_number

TYPES = st.sampled_from(["CT", "NQ", "QĐ", "KH", "KL", "TB", "HD", "CTr", "TTr", "BC", "QyĐ", "ĐA"])
STATE = st.sampled_from(["TTg", "CP", "UBND", "HĐND", "SCT", "BNNPTNT", "LĐLĐ", "VPCP", "XYZK"])
PARTY = st.sampled_from(["TW", "TU", "HU", "ĐU", "BTGTW", "VPTW", "UBKTTU"])
NUMBERS = st.builds(lambda n, s: f"{n:02d}{s}", st.integers(1, 99999), st.sampled_from(["", "", "a", "b"]))
YEARS = st.integers(1990, 2035).map(str)
CLEAN = st.one_of(
    st.builds("{}/{}-{}".format, NUMBERS, TYPES, STATE),
    st.builds("{}/{}-{}-VP".format, NUMBERS, TYPES, STATE),
    st.builds("{}/{}/{}-{}".format, NUMBERS, YEARS, st.sampled_from(["NĐ", "TT", "QĐ", "NQ"]), STATE),
    st.builds("{}/{}/QH{}".format, NUMBERS, YEARS, st.integers(8, 17)),
    st.builds("{}/{}/TTLT-{}-{}".format, NUMBERS, YEARS, STATE, STATE),
    st.builds("{}-{}/{}".format, NUMBERS, TYPES, PARTY),
    st.builds("{}/{}-NC".format, NUMBERS, STATE),
    st.builds("{}-{}".format, NUMBERS, st.sampled_from(["CP", "HĐBT", "SL"])),
)
FILLER = st.text("abcđ ơưng.,;()\n", max_size=20).map(lambda words: f" {words} ")


def value(symbol: Symbol) -> tuple[object, ...]:
    return (symbol.identity, symbol.cls, symbol.canonical)


@given(CLEAN)
def test_writing_and_reading_back_gives_the_same_symbol(text: str) -> None:
    symbol = parse(text)
    assert format(symbol) == text
    assert value(parse(format(symbol))) == value(symbol)


@given(CLEAN, st.sampled_from([" ", "\n", "\n\n", "\u200b"]))
def test_space_between_the_parts_changes_nothing(text: str, space: str) -> None:
    spaced = text.replace("-", f"-{space}").replace("/", f"/{space}")
    assert same(parse(spaced), parse(text))


@given(st.lists(st.tuples(FILLER, CLEAN.filter(lambda code: "/XYZK-" not in code)), min_size=1, max_size=6))
def test_offsets_point_at_what_is_found(pieces: list[tuple[str, str]]) -> None:
    # A letter of an unknown agency needs its type word before it, so the scan leaves it.
    text = "".join(f"{filler}số {symbol};" for filler, symbol in pieces)
    found = list(find_symbols(text))
    assert [match.symbol.raw for match in found] == [text[match.start : match.end] for match in found]
    assert [match.symbol.canonical for match in found] == [code for _, code in pieces]


@given(st.text("0123456789/-_. \n​NQĐCTKHWUabđlIO&số:", max_size=60))
@settings(max_examples=400)
def test_no_text_breaks_the_scan(text: str) -> None:
    ends = 0
    for match in find_symbols(text):
        assert match.start >= ends
        assert text[match.start : match.end] == match.symbol.raw
        ends = match.end
        again = repair(match.symbol.canonical)
        assert again is not None, match.symbol
        assert again.canonical == match.symbol.canonical


def seconds(text: str) -> float:
    best = 9.0
    for _ in range(3):
        begin = time.perf_counter()
        sum(1 for _ in find_symbols(text))
        best = min(best, time.perf_counter() - begin)
    return best


def test_cost_is_linear_in_length() -> None:
    hostile = "1-1/1-" * 300 + "12/2024/" * 300 + "số " + "9" * 3000 + " " * 3000 + "A-B-" * 500 + "1 \n" * 1000
    assert seconds(hostile * 8) < 8 * 3 * seconds(hostile) + 0.05


def test_blank_numbers_are_read_behind_their_label() -> None:
    found = match_own_symbol("Số: …… /KH - SCT   Lào Cai, ngày", 3)
    assert found is not None
    assert (found.symbol.number, found.symbol.code, found.symbol.canonical) == (None, "KH-SCT", "/KH-SCT")
    party = match_own_symbol("Số      -CTr/TU", 2)
    assert party is not None
    assert (party.symbol.number_text, party.symbol.code) == ("", "CTr/TU")
    assert match_own_symbol("Số: 12, đường Hùng Vương", 3) is None


def test_bare_numbers_keep_their_year() -> None:
    assert match_number("98/2023 ngày", 0) == (7, "98", 2023)
    assert match_number("30a.", 0) == (3, "30a", None)
    assert match_number("19/CT-TTg", 0) is None


def test_numbers_compare_as_integers_and_codes_exactly() -> None:
    assert same(parse("1/CT-TTg"), parse("01/CT-TTg"))
    assert not same(parse("34-CT/TW"), parse("35-CT/TW"))
    assert not same(parse("08-QĐ/TW"), parse("08-QĐi/TW"))
    assert not same(parse("01/2024/TT-BNV"), parse("01/2024/TT-UBDT"))
