"""Profiles: which is chosen and why, named ones, and drafting one from accepted documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import Checker, draft_profile, load_profile, load_profiles
from pipeline.errors import GazetteerError
from pipeline.gazetteer import load
from pipeline.model.record import Record
from pipeline.resolve.codes import code_key
from pipeline.run.document import Pipeline
from tests.check.frames import build


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load())


def record(**case: str) -> Record:
    return Pipeline(load()).record_text(build(case), id=case.get("id"))


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ({"title": "Phát động phong trào thi đua năm 2024", "body": "Nội dung:"}, "emulation-2024"),
        (
            {"title": "Phát động phong trào thi đua năm 2022", "date": "2022-03-05", "body": "Nội dung:"},
            "emulation-2021-2023",
        ),
        (
            {"title": "Công tác thi đua khen thưởng năm 2025", "date": "2025-01-10", "body": "Nội dung:"},
            "emulation-2025",
        ),
        ({"title": "Chuyển đổi số năm 2024", "body": "Nội dung:"}, "digital-transformation"),
        ({"title": "Cải cách hành chính năm 2024", "body": "Nội dung:"}, "administrative-reform"),
        ({"title": "Về việc tặng Giấy khen", "type": "Quyết định", "body": "Điều 1. Tặng."}, "commendation-decision"),
        ({"title": "Phòng cháy năm 2024", "body": "Nội dung:"}, None),
        ({"title": "Triển khai phong trào thi đua “Dân vận khéo” năm 2024", "body": "Nội dung:"}, None),
    ],
)
def test_choice(checker: Checker, case: dict[str, str], name: str | None) -> None:
    choice = checker.profile_for(record(**case))
    assert (choice.profile.name if choice else None) == name
    if choice is not None:
        assert "trích yếu" in choice.vi and "title" in choice.en


def test_named_profiles(checker: Checker) -> None:
    plain = record(title="Phòng cháy năm 2024", body="Nội dung:")
    assert not [one for one in checker.check(plain) if one.code == "REQ101"]
    assert [one for one in checker.check(plain, profile="digital-transformation") if one.code == "REQ101"]
    with pytest.raises(GazetteerError, match="there are administrative-reform"):
        checker.check(plain, profile="no-such")


def test_shipped_profiles_name_documents_as_the_registry_does() -> None:
    known = {(code_key(entry.code), entry.date) for entry in load().documents}
    for profile in load_profiles():
        for requirement in profile.requirement:
            assert requirement.basis.vi and requirement.basis.en
            for reference in requirement.documents:
                assert reference.code is None or (code_key(reference.code), reference.date) in known, reference


def test_draft(tmp_path: Path, checker: Checker) -> None:
    body = "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ; Kế hoạch số 40/KH-UBND ngày 22/01/2024 của UBND tỉnh;"
    accepted = [
        record(id="a", title="Cải cách hành chính năm 2024", body=body + " Luật Cán bộ, công chức;"),
        record(id="b", title="Cải cách hành chính năm 2024 của Sở", body=body),
        record(id="c", title="Kiểm tra cải cách hành chính năm 2024", body=body),
    ]
    text = draft_profile(accepted, "reform")
    (tmp_path / "reform.toml").write_text(text, "utf-8")
    profile = load_profile(str(tmp_path / "reform.toml"), ())
    assert [requirement.documents[0].code for requirement in profile.requirement] == ["76/NQ-CP"]
    assert profile.requirement[0].severity == "warning"
    assert profile.when.types == ("Kế hoạch",) and "cải cách hành chính" in profile.when.topics
    lacking = record(title="Cải cách hành chính năm 2024", body="Sở xây dựng kế hoạch như sau:")
    assert [one.code for one in checker.check(lacking, profile=profile) if one.code.startswith("REQ")] == ["REQ101"]
    assert not [one for one in checker.check(accepted[0], profile=profile) if one.code.startswith("REQ")]
    with pytest.raises(ValueError, match="no documents"):
        draft_profile([])
