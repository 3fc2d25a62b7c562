"""Where the program's data lies: the argument, ``CANCU_GAZETTEERS``, the wheel's copy, the repository, in this order.

>>> gazetteer_dir(Path("my/tables")).as_posix()
'my/tables'
"""

from __future__ import annotations

import os
from pathlib import Path

GAZETTEERS_ENV = "CANCU_GAZETTEERS"
_PACKAGE = Path(__file__).resolve().parent


def gazetteer_dir(path: Path | None = None) -> Path:
    """The folder of gazetteers to load: ``path`` if given, else by the environment, the wheel, the repository.

    Nothing is checked here: a folder named on purpose (argument or environment) is returned even when it does not
    exist, so that the loader can say so instead of quietly reading other tables.
    """
    if path is not None:
        return Path(path)
    named = os.environ.get(GAZETTEERS_ENV)
    if named:
        return Path(named)
    shipped = _PACKAGE / "_data" / "gazetteers"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "gazetteers"
