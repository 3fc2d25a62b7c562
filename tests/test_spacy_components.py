"""spaCy components: found by name, offsets intact with any tokenizer, mentions on their spans, export and back."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings, strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from pipeline import extract_text
from pipeline.model.mentions import Citation
from pipeline.spacy_components import SHAPES, UndertheseaTokenizer, blank, displacy_data, to_docbin

PLAN = """SỞ TƯ PHÁP TỈNH MẪU
Số: 12/KH-STP

KẾ HOẠCH
Phát động phong trào thi đua năm 2025

Thực hiện Chỉ thị số 34- CT/TW ngày 07/4/2014 của Bộ Chính trị (khóa XI); Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của
Chính phủ; chào mừng kỷ niệm 80 năm Ngày Cách mạng tháng Tám thành công (19/8/1945 - 19/8/2025), Sở xây dựng kế hoạch:

I. MỤC ĐÍCH
1. Hưởng ứng phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới” giai đoạn 2021 - 2025.
2. Hoàn thành trước ngày 30/11/2025.
"""
TOKENIZER = UndertheseaTokenizer(Vocab())


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank()


def other_tokenizer() -> Language:
    plain = spacy.blank("xx")
    for layer in SHAPES:
        plain.add_pipe(f"cancu_{layer}")
    return plain


def test_every_layer_has_the_spans_of_the_record(nlp: Language) -> None:
    doc, record = nlp(PLAN), extract_text(PLAN)
    assert doc.text == PLAN
    for layer in SHAPES:
        mentions = getattr(record, layer)
        assert mentions, layer
        assert [(span.start_char, span.end_char) for span in doc.spans[layer]] == [(m.start, m.end) for m in mentions]
        assert [span._.cancu for span in doc.spans[layer]] == list(mentions)
        assert all(span._.cancu_exact for span in doc.spans[layer])


def test_symbols_are_single_tokens(nlp: Language) -> None:
    assert {"34- CT/TW", "98/2023/NĐ-CP", "12/KH-STP"} <= {token.text for token in nlp(PLAN)}


def test_a_foreign_tokenizer_widens_spans_and_says_so() -> None:
    plain = other_tokenizer()
    doc = plain("Hoàn thành trước 30/11/2025-xong; Chỉ thị số 19/CT-TTg.")
    record = extract_text(doc.text)
    for layer in ("citations", "dates"):
        for span, mention in zip(doc.spans[layer], getattr(record, layer), strict=True):
            assert span.start_char <= mention.start < mention.end <= span.end_char
            assert span._.cancu_exact == ((span.start_char, span.end_char) == (mention.start, mention.end))
    assert not all(span._.cancu_exact for span in doc.spans["dates"])


@pytest.mark.parametrize(
    "change", [lambda text: unicodedata.normalize("NFD", text), lambda text: text.replace("\n", "\r\n")]
)
def test_offsets_hold_in_text_that_is_not_normal(nlp: Language, change: object) -> None:
    assert callable(change)
    text = change(PLAN)
    doc = nlp(text)
    assert doc.text == text
    record = extract_text(text)
    for layer in SHAPES:
        for span, mention in zip(doc.spans[layer], getattr(record, layer), strict=True):
            assert span._.cancu_exact
            assert (
                unicodedata.normalize("NFC", span.text).replace("\r\n", "\n")
                == record.text[mention.start : mention.end]
            )


def test_docbin_keeps_spans_and_mentions(nlp: Language) -> None:
    data = to_docbin([nlp(PLAN), nlp("")]).to_bytes()
    doc, empty = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert len(empty) == 0
    first = doc.spans["citations"][0]
    assert isinstance(first._.cancu, Citation)
    assert (first._.cancu.code, first.label_) == ("34-CT/TW", "numbered")
    assert first.text.startswith("Chỉ thị số 34- CT/TW")


def test_displacy_draws_every_layer_and_escapes_the_text(nlp: Language) -> None:
    doc = nlp("<b>Chỉ thị số 19/CT-TTg</b> ngày 16/7/2021")
    page = displacy.render(displacy_data(doc), style="span", manual=True, jupyter=False)
    assert "numbered" in page
    assert "<b>" not in page
    for layer in SHAPES:
        assert displacy.render(displacy_data(nlp(PLAN), layer), style="span", manual=True, jupyter=False)


@pytest.mark.skipif(
    not entry_points(group="spacy_tokenizers", name="cancu_underthesea_tokenizer"),
    reason="installed without its entry points",
)
def test_a_saved_pipeline_loads_without_importing_this_package(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    code = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp('Căn cứ Chỉ thị số 19/CT-TTg;');"
        "print([span._.cancu.code for span in doc.spans['citations']])"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(tmp_path / "model")],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.stdout.strip() == "['19/CT-TTg']", run.stderr


def test_spans_of_other_hands_have_no_mention(nlp: Language) -> None:
    assert nlp(PLAN)[0:2]._.cancu is None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=60, deadline=None)
def test_the_tokenizer_gives_any_text_back(text: str) -> None:
    assert TOKENIZER(text).text == text
