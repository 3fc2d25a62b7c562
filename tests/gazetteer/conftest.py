"""The shipped gazetteers, loaded once, and a copy of their folder that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.config import gazetteer_dir
from pipeline.gazetteer import Gazetteers, Index, load


@pytest.fixture(scope="session")
def gazetteers() -> Gazetteers:
    return load()


@pytest.fixture(scope="session")
def index(gazetteers: Gazetteers) -> Index:
    return Index(gazetteers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "tables"
    shutil.copytree(gazetteer_dir(), copy)
    return copy
