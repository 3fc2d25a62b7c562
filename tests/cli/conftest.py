"""Running the command inside this process, as the console script does."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from pipeline.cli.app import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cancu(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``cancu ARGUMENTS`` and give back exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["cancu", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as exit:
            code = exit.code if isinstance(exit.code, int) else 1
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return code, out, err

    return run
