"""The picture of the house, held against its imports: an import may only point downwards."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarize"

#: Rooms by floor, lowest first. Rooms of one floor do not know each other.
FLOORS = (
    ("shipped",),
    ("arguments", "errors", "homes", "counts", "timing", "blocks", "packing", "recent", "calendars"),
    ("dates", "languages", "configuration", "cache", "serving", "similarity", "writing"),
    (
        "corpus",
        "datelines",
        "furniture",
        "leaning",
        "lexical",
        "quotations",
        "selection",
        "alignment",
        "settings",
        "engine",
    ),
    ("ranking", "clustering", "evaluation", "evidence", "outside", "terms"),
    ("reading", "segmentation", "embedding", "wholeness", "wording"),
    ("themes", "events", "collecting"),
    ("summary", "comparison"),
    ("records",),
    ("rendering",),
    ("pipeline",),
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

#: What the array rooms may import from outside: they know nothing of news, files or models.
ARRAY_ROOMS = ("blocks", "similarity", "ranking", "selection", "clustering", "alignment")
ARRAY_LIBRARIES = {"numpy", "scipy", "sklearn", "faiss"}

#: Slow to import; only inside the functions that need them.
HEAVY = {
    "faiss",
    "feedparser",
    "model2vec",
    "onnxruntime",
    "openvino",
    "tokenizers",
    "charset_normalizer",
    "certifi",
    "dask",
    "dateutil",
    "distributed",
    "docx",
    "jinja2",
    "lxml",
    "nupunkt",
    "optuna",
    "platformdirs",
    "protego",
    "py3langid",
    "pyarrow",
    "pydantic",
    "pypdfium2",
    "resvg_py",
    "safetensors",
    "rich",
    "scipy",
    "sentence_transformers",
    "sentencex",
    "sklearn",
    "snowballstemmer",
    "stopwordsiso",
    "striprtf",
    "torch",
    "trafilatura",
    "urllib3",
    "xlsxwriter",
    "yaml",
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> list[tuple[str, bool]]:
    """Rooms of the package that a file imports, whether at its top or inside a function."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    package = parts if path.name == "__init__.py" else parts[:-1]
    package = tuple(part for part in package if part != "__init__")
    rooms: list[tuple[str, bool]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            target = (*base, *(node.module.split(".") if node.module else ()))
            names = [target] if len(target) > 1 else [(*target, alias.name) for alias in node.names]
            rooms.extend((name[1], True) for name in names)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            assert not any(m.split(".")[0] == "summarize" for m in modules), f"{path}: import from here relatively"
    return rooms


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(path) for path in FILES}
    assert rooms == set(FLOOR_OF)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    room = room_of(path)
    for other, _ in imported(path):
        if other in FLOOR_OF and other != room:
            assert FLOOR_OF[other] < FLOOR_OF[room], f"{path.name}: {room} must not know {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_late(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            modules = [node.module or ""]
        late = HEAVY & {module.split(".")[0] for module in modules}
        assert not late, f"{path.name} imports {late} at its top"


@pytest.mark.parametrize(
    "path", [p for p in FILES if room_of(p) in ARRAY_ROOMS], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_the_array_core_knows_arrays_alone(path: Path) -> None:
    standard = {"__future__", "heapq", "dataclasses", "typing", "collections", "functools", "importlib", "itertools"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= ARRAY_LIBRARIES | standard
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert (node.module or "").split(".")[0] in ARRAY_LIBRARIES | standard
    assert {room for room, _ in imported(path) if room in FLOOR_OF} <= set(ARRAY_ROOMS)


def test_rooms_stay_small() -> None:
    for path in FILES:
        n_lines = len(path.read_text(encoding="utf-8").splitlines())
        assert n_lines <= 450, f"{path.name} has {n_lines} lines: make it a folder of the same name"


def test_the_picture_in_the_docs_is_this_one() -> None:
    text = (PACKAGE.parent / "docs" / "design.md").read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("| ") and line[2:3].isdigit()]
    drawn = []
    for line in reversed(table):
        cell = line.split("|")[2]
        drawn.append({name.strip("` /").removesuffix(".py").strip("/`") for name in cell.split(",")})
    assert drawn == [set(rooms) for rooms in FLOORS]
