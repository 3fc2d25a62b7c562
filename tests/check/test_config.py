"""``cancu.toml``: selection, severities, folders, and an office's own tables over the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import CheckConfig, Checker, lay_over, load_config
from pipeline.errors import GazetteerError, UsageError
from pipeline.gazetteer import load
from pipeline.run.document import Pipeline

TEXT = "Căn cứ Nghị định số 98/2023/ND-CP ngày 16/12/2023 của Chính phủ;"


def codes(config: CheckConfig) -> dict[str, str]:
    record = Pipeline(load()).record_text(TEXT)
    return {one.code: one.severity for one in Checker(load(), config).check(record)}


def test_select_ignore_and_severity() -> None:
    assert codes(CheckConfig()) == {"CIT101": "error", "CIT106": "warning"}
    assert codes(CheckConfig(select=("CIT101",))) == {"CIT101": "error"}
    assert codes(CheckConfig(ignore=("CIT",))) == {}
    assert codes(CheckConfig(select=("CIT106",), ignore=("CIT",))) == {"CIT106": "warning"}
    assert codes(CheckConfig(severity={"CIT101": "info", "CIT": "error"})) == {"CIT101": "info", "CIT106": "error"}


def test_a_doubtful_finding_stays_a_warning() -> None:
    record = Pipeline(load()).record_text("Căn cứ Thông tư số 01/2024/TT-BNV ngày 01/02/2024 của Bộ Nội vụ;")
    found = Checker(load(), CheckConfig(severity={"CIT101": "error"})).check(record)
    assert [(one.code, one.severity) for one in found] == [("CIT101", "warning")]


def test_file_and_folders(tmp_path: Path) -> None:
    (tmp_path / "cancu.toml").write_text(
        'gazetteers = ["own"]\n[check]\nignore = ["FRM"]\nfail_on = "warning"\n[[check.folder]]\npath = "plans"\n'
        'profile = "emulation-2024"\n[[check.folder]]\npath = "plans/2025"\nprofile = "emulation-2025"\nignore = []\n',
        "utf-8",
    )
    config = load_config(tmp_path / "cancu.toml")
    assert (config.fail_on, config.profile, config.gazetteers) == ("warning", None, (str(tmp_path / "own"),))
    assert config.for_path(tmp_path / "plans" / "a.txt").profile == "emulation-2024"
    deeper = config.for_path(tmp_path / "plans" / "2025" / "b.txt")
    assert (deeper.profile, deeper.wants("FRM101")) == ("emulation-2025", True)
    assert not config.for_path(tmp_path / "other.txt").wants("FRM101")


@pytest.mark.parametrize("text", ["[check]\nselekt = []\n", "[check\n", '[check]\nfail_on = "fatal"\n'])
def test_a_file_that_does_not_fit_is_a_usage_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "cancu.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"cancu\.toml"):
        load_config(tmp_path / "cancu.toml")


def test_own_entries_over_ours(tmp_path: Path) -> None:
    (tmp_path / "directives.toml").write_text(
        '[sources]\noffice = "the office\'s register"\n[[directive]]\ncode = "08-CT/TU"\ndoc_type = "Chỉ thị"\n'
        'date = "2021-05-24"\nissuer = "Ban Thường vụ Tỉnh ủy"\ntitle = "về phong trào thi đua"\nsource = "office"\n'
        '[[directive]]\ncode = "19/CT-TTg"\ndoc_type = "Chỉ thị"\ndate = "2021-07-16"\nissuer = "Thủ tướng Chính phủ"\n'
        'title = "của riêng cơ quan"\nsource = "office"\n',
        "utf-8",
    )
    (tmp_path / "validity.toml").write_text(
        '[sources]\noffice = "the office\'s register"\n[[validity]]\ncode = "18/2020/QĐ-UBND"\nlapsed = "2024-01-01"\n'
        'by = "30/2023/QĐ-UBND"\nsource = "office"\n',
        "utf-8",
    )
    own = lay_over(load(), [tmp_path])
    assert own.sha256 != load().sha256
    assert [entry.title for entry in own.directives if entry.code == "19/CT-TTg"] == ["của riêng cơ quan"]
    assert len(own.directives) == len(load().directives) + 1
    text = "Hà Tĩnh, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\nCông tác năm 2024\n\n"
    text += "Căn cứ Quyết định số 18/2020/QĐ-UBND ngày 20/7/2020;\n"
    checker = Checker(own, CheckConfig(gazetteers=(str(tmp_path),)))
    found = checker.check(Pipeline(own).record_text(text))
    assert [(one.code, one.severity) for one in found if one.code == "CIT109"] == [("CIT109", "error")]


def test_own_tables_are_linted(tmp_path: Path) -> None:
    (tmp_path / "movements.toml").write_text('[[movement]]\nid = "x"\n', "utf-8")
    with pytest.raises(GazetteerError, match=r"movements\.toml"):
        lay_over(load(), [tmp_path])
    (tmp_path / "movements.toml").rename(tmp_path / "moves.toml")
    with pytest.raises(GazetteerError, match="none of the gazetteers' files"):
        lay_over(load(), [tmp_path])
    with pytest.raises(GazetteerError, match="no such folder"):
        lay_over(load(), [tmp_path / "nowhere"])
