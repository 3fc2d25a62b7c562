"""A law that the gazetteers do not know, read by its number and cited by its name, is one document in any order of arrival."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from pipeline.graph.neighbours import cited_by
from pipeline.run.ask import Meaning, open_graph
from pipeline.run.build import build
from tests.run.test_build import Silent
from tests.store.dump import check, dump

LAW = (
    "QUỐC HỘI\n\nLuật số: 73/2025/QH15\n\nHà Nội, ngày 16 tháng 6 năm 2025\n\nLUẬT\nNHÀ GIÁO\n\n"
    "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nQuốc hội ban hành Luật này.\n\n"
    "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về nghề dạy học và người dạy học.\n"
)
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: {number}/KH-UBND\n\nLào Cai, ngày 20 tháng 10 năm 2025\n\n"
    "KẾ HOẠCH\nBồi dưỡng giáo viên\n\n"
)
PLANS = {
    "year": "Căn cứ Luật Nhà giáo năm 2025;\n",
    "day": "Căn cứ Luật Nhà giáo ngày 16 tháng 6 năm 2025;\n",
    "bare": "Căn cứ Luật Nhà giáo;\n",
    "code": "Căn cứ Luật số 73/2025/QH15 ngày 16/6/2025 của Quốc hội;\n",
}
KEY = "key:vn/luat/quoc-hoi/2025/73-2025-qh15"
BY_NAME = "key:vn/luat/quoc-hoi/2025/luat-nha-giao"


def write(folder: Path) -> dict[str, Path]:
    """The law and four plans that cite it, each in a way of its own."""
    folder.mkdir(parents=True)
    files = {"law": folder / "law.txt"}
    files["law"].write_text(LAW, encoding="utf-8")
    for number, (name, words) in enumerate(PLANS.items(), 11):
        files[name] = folder / f"{name}.txt"
        text = f"{HEAD.format(number=number)}{words}Ủy ban nhân dân tỉnh xây dựng kế hoạch như sau.\n"
        files[name].write_text(text, encoding="utf-8")
    return files


def put(path: Path, db: Path) -> None:
    build([path], db, Silent(), text=False)


def meant(db: Path) -> dict[str, tuple[object, object]]:
    """Status and key of the citation in each plan."""
    rows = dump(db)["mentions"]
    found = {Path(str(row[0])).stem: (row[16], row[18]) for row in rows}
    return {name: found[name] for name in PLANS if name in found}


@pytest.mark.parametrize("order", list(itertools.permutations(("law", "year", "bare")))[::2])
def test_the_law_and_its_names_are_one_document_in_any_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    files, db = write(tmp_path / "in"), tmp_path / "steps.db"
    for name in (*order, "day", "code"):
        put(files[name], db)
    assert meant(db) == {
        "year": ("resolved", KEY), "day": ("resolved", KEY), "code": ("resolved", KEY), "bare": ("provisional", KEY),
    }  # fmt: skip
    put(tmp_path / "in", tmp_path / "once.db")
    steps, once = dump(db), dump(tmp_path / "once.db")
    for table in ("documents", "edges", "titles", "mentions", "open"):
        assert steps[table] == once[table]
    assert [row[0] for row in once["documents"] if "nha-giao" in str(row[0])] == []
    check(db)


def test_the_law_removed_leaves_its_names_and_comes_back(tmp_path: Path) -> None:
    files, db = write(tmp_path / "in"), tmp_path / "c.db"
    put(tmp_path / "in", db)
    whole = dump(db)
    files["law"].unlink()
    put(tmp_path / "in", db)
    left = meant(db)
    assert left["code"] == ("provisional", KEY)
    assert left["year"] == left["day"] == ("provisional", BY_NAME)
    assert left["bare"][1] is None
    files["law"].write_text(LAW, encoding="utf-8")
    put(tmp_path / "in", db)
    again = dump(db)
    for table in ("documents", "edges", "titles", "mentions", "open"):
        assert again[table] == whole[table]
    check(db)


def test_name_and_code_ask_for_the_same(tmp_path: Path) -> None:
    write(tmp_path / "in")
    db = tmp_path / "c.db"
    put(tmp_path / "in", db)
    asker = open_graph(db, [])
    names = ("73/2025/QH15", "Luật số 73/2025/QH15", "Luật Nhà giáo", "luat nha giao nam 2025", "Nhà giáo")
    assert {asker.document(name).key for name in names} == {KEY}
    assert len(cited_by(asker.graph, KEY).found) == len(PLANS)


def test_a_law_is_listed_once_by_lookup(tmp_path: Path) -> None:
    files, db = write(tmp_path / "in"), tmp_path / "c.db"
    put(tmp_path / "in", db)
    for line in ("Luật Nhà giáo", "Luật Nhà giáo năm 2025", "73/2025/QH15"):
        (answer,) = Meaning(db).of(line)
        assert (answer.status, answer.resolution.key) == ("found", KEY), line
        assert [one.key for one in answer.resolution.candidates] == [KEY]
    # By name alone: the mention with the day and the one with the year are one document.
    files["law"].unlink()
    files["code"].unlink()
    put(tmp_path / "in", db)
    (answer,) = Meaning(db).of("Luật Nhà giáo năm 2025")
    assert answer.status == "not_found" and answer.resolution.key == BY_NAME
    assert [one.id for one in answer.resolution.candidates] == ["/akn/vn/act/luat/quoc-hoi/2025-06-16/luat-nha-giao"]


def test_what_is_cited_by_its_name_alone_is_called_by_it(tmp_path: Path) -> None:
    files, db = write(tmp_path / "in"), tmp_path / "c.db"
    put(files["year"], db)
    (node,) = (node for node in open_graph(db, []).graph.all_nodes() if node.key == BY_NAME)
    assert (node.title, node.name, node.code) == ("Luật Nhà giáo", "Luật Nhà giáo", None)


def test_a_law_of_the_registry_goes_by_its_number_though_cited_by_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = (
        f"{HEAD.format(number=9)}Căn cứ Luật Thi đua, khen thưởng năm 2022;\nỦy ban nhân dân tỉnh xây dựng kế hoạch.\n"
    )
    (tmp_path / "in" / "plan.txt").write_text(text, encoding="utf-8")
    put(tmp_path / "in", tmp_path / "c.db")
    (node,) = open_graph(tmp_path / "c.db", []).graph.find("06/2022/QH15")
    assert (node.code, node.title) == ("06/2022/QH15", "Luật Thi đua, khen thưởng")


def test_a_younger_version_that_was_read_makes_the_bare_name_open(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    law = (
        LAW.replace("NHÀ GIÁO", "THI ĐUA, KHEN THƯỞNG")
        .replace("73/2025", "173/2023")
        .replace("tháng 6 năm 2025", "tháng 6 năm 2023")
    )
    plan = (
        HEAD.replace("20 tháng 10 năm 2025", "20 tháng 10 năm 2024").format(number=8)
        + "Căn cứ Luật Thi đua, khen thưởng;\n"
    )
    (tmp_path / "in" / "plan.txt").write_text(plan, encoding="utf-8")
    put(tmp_path / "in", tmp_path / "c.db")
    assert {row[16] for row in dump(tmp_path / "c.db")["mentions"]} == {"resolved"}
    (tmp_path / "in" / "law.txt").write_text(law, encoding="utf-8")
    put(tmp_path / "in", tmp_path / "c.db")
    rows = [row for row in dump(tmp_path / "c.db")["mentions"] if str(row[0]).endswith("plan.txt")]
    assert {row[16] for row in rows} == {"ambiguous"}
