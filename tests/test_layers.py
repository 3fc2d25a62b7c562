"""The layers of the house: imports point down only, rooms on one line do not meet, third parties stay in their rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

import pipeline

ROOT = Path(pipeline.__file__).parent
# Top to bottom; rooms on one line do not import each other.
LAYERS = (
    ("cli", "web", "spacy_components"),
    ("__init__",),
    ("front",),
    ("run",),
    ("evaluate", "export", "check", "store"),
    ("graph",),
    ("resolve",),
    ("read", "structure", "extract"),
    ("text",),
    ("symbols",),
    ("gazetteer",),
    ("model",),
    ("errors", "config", "version"),
)
RANK = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
PINNED = {
    "pdfplumber": {"read"},
    "pypdfium2": {"read"},
    "PIL": {"read"},
    "olefile": {"read"},
    "docx": set(),
    "spacy": {"spacy_components"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "typer": {"cli"},
    "rich": {"cli"},
    "xlsxwriter": {"export"},
    "pyarrow": {"export"},
    "pandas": {"export"},
    "sqlite3": {"store"},
    "underthesea": {"text"},
    "networkx": {"graph", "export"},
}
FILES = sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a file lies in: the folder under ``pipeline``, or the module's own name."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, anywhere in it, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative imports hide the layer; write the full name"
            yield node.lineno, node.module or ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    assert room in RANK, f"{room}: a room that no layer names; add it to LAYERS where it belongs"
    wrong = []
    for line, module in imports(path):
        if module.split(".")[0] != "pipeline":
            continue
        target = module.split(".")[1] if "." in module else "__init__"
        if target != room and RANK[target] <= RANK[room]:
            wrong.append(f"{path.name}:{line} imports {module}")
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_third_parties_stay_in_their_rooms(path: Path) -> None:
    room = room_of(path)
    wrong = [
        f"{path.name}:{line} imports {module}"
        for line, module in imports(path)
        if (top := module.split(".")[0]) in PINNED and room not in PINNED[top]
    ]
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small_and_named_for_one_job(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "manager", "common"}
    assert len(path.read_text("utf-8").splitlines()) <= 250


def test_every_module_says_what_it_knows() -> None:
    silent = [path.name for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


def module_of(path: Path) -> str:
    """The full name of the module or package in a file."""
    return ".".join(("pipeline", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Every module or name that a file imports, and every module that it names as text to import it late."""
    module = module_of(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(named := node.value, str) and named.startswith("pipeline."):
            # A package names itself to find its data files.
            yield from () if module.startswith(f"{named}.") else (f"{named}.",)


def test_no_modules_import_each_other_in_a_loop() -> None:
    """Late imports and those for types alone count: a loop means that two modules do not have a job each."""
    modules = {module_of(path) for path in FILES}
    graph = networkx.DiGraph()
    for path in FILES:
        for target in imported(path):
            graph.add_edge(module_of(path), target if target in modules else target.rpartition(".")[0])
    assert [sorted(loop) for loop in networkx.strongly_connected_components(graph) if len(loop) > 1] == []
