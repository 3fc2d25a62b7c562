"""One resolver for all tests of the room: it is built once and never changes."""

from __future__ import annotations

import pytest

from pipeline.gazetteer import load
from pipeline.resolve import Resolver


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver(load())
