"""Every example of a cue and of a symbol form is a test, every counterexample another."""

from __future__ import annotations

import pytest

from pipeline.gazetteer import load
from pipeline.gazetteer.cues import CueReader
from pipeline.gazetteer.forms import form_pattern, type_codes

_TABLES = load()
_READER = CueReader(_TABLES.cues)
_FORMS = {form.id: form_pattern(form.template, type_codes(form, _TABLES.doc_types)) for form in _TABLES.symbol_forms}


@pytest.mark.parametrize(("cue", "phrase"), [(cue.id, phrase) for cue in _TABLES.cues for phrase in cue.examples])
def test_cue_fires(cue: str, phrase: str) -> None:
    assert cue in _READER.governing(phrase)


@pytest.mark.parametrize(("cue", "phrase"), [(cue.id, p) for cue in _TABLES.cues for p in cue.counterexamples])
def test_cue_does_not_fire(cue: str, phrase: str) -> None:
    assert cue not in _READER.governing(phrase)


@pytest.mark.parametrize(("form", "symbol"), [(form.id, s) for form in _TABLES.symbol_forms for s in form.examples])
def test_form_fits(form: str, symbol: str) -> None:
    assert _FORMS[form].fullmatch(symbol)


@pytest.mark.parametrize(
    ("form", "symbol"), [(form.id, s) for form in _TABLES.symbol_forms for s in form.counterexamples]
)
def test_form_does_not_fit(form: str, symbol: str) -> None:
    assert not _FORMS[form].fullmatch(symbol)


def test_longest_of_overlapping_cues_and_nearest_before_a_document() -> None:
    phrase = "Căn cứ Luật Lưu trữ được sửa đổi, bổ sung bởi Luật số 12/2030/QH16 và theo Nghị định số 13/2030/NĐ-CP"
    assert _READER.governing(phrase) == ["can-cu", "duoc-sua-doi", "theo"]


def test_one_cue_governs_a_list_and_ends_with_its_sentence() -> None:
    assert _READER.governing("Căn cứ Luật Lưu trữ; Nghị định số 12/2030/NĐ-CP") == ["can-cu"]
    assert _READER.governing("Thực hiện Luật Lưu trữ. Nghị định số 12/2030/NĐ-CP có hiệu lực") == ["thuc-hien"]


def test_old_tone_placement_and_capitals_are_the_same_cue() -> None:
    assert _READER.governing("Cụ thể hoá Nghị quyết số 12-NQ/TU") == ["cu-the-hoa"]
