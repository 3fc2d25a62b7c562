"""The shipped gazetteers have no problem, and every rule finds the fault it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.gazetteer import lint

TSV = "registry/normative_documents.tsv"


def test_shipped_gazetteers_are_clean() -> None:
    assert [str(problem) for problem in lint()] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("laws.toml", 'source = "codif"', 'source = "hearsay"', "«hearsay» is not in [sources]"),
        ("laws.toml", 'source = "codif"\n', "", "has no source"),
        ("laws.toml", "[sources]\n", '[sources]\nidle = "a book"\n', "used by no entry"),
        ("laws.toml", "91/2015/QH13", "91-2015", "is no number of a law"),
        ("laws.toml", "91/2015/QH13", "92/2015/QH13", "also stands under"),
        ("laws.toml", 'name = "Luật Dược"', 'name = "Luật Du lịch"', "this name stands twice"),
        ("laws.toml", 'name = "Luật Dược"', 'name = "Dược"', "does not begin with «Luật»"),
        ("agencies.toml", 'successor = "BNNMT"', 'successor = "BNMMT"', "successor «BNMMT» is no entry"),
        ("agencies.toml", 'level = "central"', 'level = "national"', "level «national»"),
        ("agencies.toml", 'valid_to = "2025-02-28"', 'valid_to = "2025-02-30"', "«2025-02-30» is no date"),
        ("provinces.toml", 'id = "ha-noi"', 'id = "hanoi"', "slug «ha-noi»"),
        ("provinces.toml", 'valid_to = "2025-06-30"\nsuccessor = "lao-cai"', 'successor = "lao-cai"', "same days as"),
        ("doc_types.toml", 'system = "state"', 'system = "stat"', "system «stat»"),
        ("doc_types.toml", 'example = "01/NQ-CP"\n', "", "has no example"),
        ("doc_types.toml", 'confidence = "medium"', 'confidence = "sure"', "confidence «sure»"),
        ("movements.toml", 'local_patterns = ["<Tỉnh> ', 'local_patterns = ["Tỉnh ', "a local pattern without <Tỉnh>"),
        ("anniversaries.toml", 'origin = "1945-09-02"', 'origin = "1945-09-31"', "neither a date nor"),
        ("anniversaries.toml", 'origin = "lunar 03-10"', 'origin = "lunar 13-10"', "neither a date nor"),
        ("cues.toml", 'relation = "reviews"', 'relation = "review"', "relation «review»"),
        ("cues.toml", 'not_before = ["dõi", ', "not_before = [", "fires in its counterexample «theo dõi"),
        ("cues.toml", '"bám sát"', '"bám theo"', "does not fire in its example «bám sát"),
        ("cues.toml", '"thay cho"', '"bãi bỏ"', "is also a cue of"),
        ("symbol_forms.toml", '  "34-CT/TW",', '  "34/CT-TW",', "example «34/CT-TW» does not fit"),
        ("terms.toml", 'end = "2026-01-23"', 'end = "2020-01-23"', "start lies after end"),
        (
            "directives.toml",
            'date = "2024-05-24"\nterm = "XIII"',
            'date = "2024-05-24"\nterm = "XI"',
            "not lie in term XI",
        ),
        ("directives.toml", 'date = "2023-12-31"', 'date = "2022-12-31"', "contradicts the year of 98/2023/NĐ-CP"),
        ("directives.toml", 'code = "05-CT/TW"', 'code = "5-CT/TW"', "write 05-CT/TW"),
        ("validity.toml", 'lapsed = "2025-07-01"', 'lapsed = "2025-07-32"', "«2025-07-32» is no date"),
        (
            "validity.toml",
            'by_date = "2023-12-31"',
            'by_date = "2023-12-30"',
            "is not that of 98/2023/NĐ-CP in the registry",
        ),
        ("validity.toml", 'by = "98/2023/NĐ-CP"', 'by = "98 NĐ-CP"', "«98 NĐ-CP» is no symbol"),
        ("validity.toml", 'date = "2014-04-07"\n', "", "34-CT/TW is used again"),
        ("validity.toml", 'manner = "succeeded"', 'manner = "followed"', "manner «followed»"),
        ("movement_names.toml", 'kind = "phong trào"', 'kind = "phong trao"', "kind «phong trao»"),
        (
            "movement_names.toml",
            'right = "Vì người nghèo',
            'right = "Vì người ngèo',
            "is no movement of movements.toml",
        ),
        ("movement_names.toml", 'document = "666/QĐ-TTg"', 'document = "QĐ-TTg"', "«QĐ-TTg» is no symbol"),
        ("movements.toml", 'document = "', 'document = "số ', "is no symbol"),
        ("issuer_words.toml", 'kind = "short"', 'kind = "brief"', "kind «brief»"),
        ("issuer_words.toml", 'example = "xã Y Tý"', 'example = "thôn Y Tý"', "holds none of its words"),
        ("authorities.toml", 'example = "TM. ', 'example = "MT. ', "holds none of its forms"),
        ("laws.toml", 'unconfirmed = ["33/2005/QH11"]', 'unconfirmed = ["34/2005/QH11"]', "is none of its versions"),
        ("laws.toml", '{ date = "1946-11-09" }', '{ date = "1946-11-31" }', "«1946-11-31» is no date"),
        (TSV, "\t2015-11-24\t", "\t2016-11-24\t", "date 2016-11-24 contradicts the year of 91/2015/QH13"),
        (TSV, "\t2015-11-24\t", "\t2015-11-31\t", "«2015-11-31» is no date"),
        (TSV, "\t2017-01-01\t", "\t2015-01-01\t", "before its date"),
        (TSV, "\t2015-11-24\t", "\t", "7 cells instead of 8"),
    ],
)
def test_every_rule_finds_its_fault(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = [str(problem) for problem in lint(folder)]
    assert any(problem.startswith(file) and said in problem for problem in problems), problems


def test_one_broken_file_hides_no_other(folder: Path) -> None:
    (folder / "cues.toml").write_text("[[cue]\n", encoding="utf-8")
    laws = folder / "laws.toml"
    laws.write_text(laws.read_text(encoding="utf-8").replace("91/2015/QH13", "91", 1), encoding="utf-8")
    said = "\n".join(map(str, lint(folder)))
    assert "cues.toml: not valid TOML" in said
    assert "version «91»" in said


def test_no_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = lint(tmp_path / "nowhere")
    assert "no such folder" in str(problem)


def test_every_problem_has_its_file_and_line(folder: Path) -> None:
    path = folder / "validity.toml"
    text = path.read_text("utf-8")
    text = text.replace('lapsed = "2025-07-01"', "lapsed = 2025", 1).replace('manner = "succeeded"', 'manner = "x"', 1)
    text += '\n[[validity]]\ncode = "1/2020/NĐ-CP"\nlapse = "2021-01-01"\nsource = "own"\n'
    path.write_text(text, "utf-8")
    found = [problem for problem in lint(folder) if problem.file == "validity.toml"]
    lines = text.splitlines()
    assert len(found) == 3, [str(one) for one in found]
    for problem in found:
        assert problem.line is not None
        assert lines[problem.line - 1] == "[[validity]]"
        assert str(problem).startswith(f"validity.toml:{problem.line}: ")
    assert any("unknown field" in problem.message for problem in found)
