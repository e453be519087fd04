"""The public face: what `import summarize` promises, and that it is light."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import summarize

PACKAGE = Path(summarize.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py"
)


def test_every_public_name_is_there() -> None:
    package: Any = summarize
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))
    assert sorted(package.__all__) == package.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    package: Any = summarize
    with pytest.raises(AttributeError, match="no attribute 'sumarise'"):
        _ = package.sumarise


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_offers(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__, f"{name} has no docstring"
    if name != "summarize":
        for public in getattr(module, "__all__", ()):
            assert hasattr(module, public), f"{name}.__all__ names {public}, which is not there"


LATER = sorted(path for path in PACKAGE.rglob("__init__.py") if "names_at(" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LATER, ids=lambda path: path.parent.name)
def test_types_and_names_agree(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guard = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {
        alias.name: node.module
        for node in guard.body
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }
    given = {ast.unparse(node.targets[0]): node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)}
    call = given["__getattr__"]
    assert isinstance(call, ast.Call)
    homes = ast.literal_eval(given.get(ast.unparse(call.args[1]), call.args[1]))
    assert typed == {name: home for home, names in homes.items() for name in names.split()}
    # A module that is called as a name is would be found in its place.
    assert not typed.keys() & {module.stem for module in path.parent.glob("*.py")}
    assert not typed.keys() & {folder.parent.name for folder in path.parent.glob("*/__init__.py")}


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import summarize", ("numpy", "torch", "typer")),
        ("import summarize.cli", ("numpy", "scipy", "torch", "sklearn", "rich.table")),
        ("import summarize; summarize.read", ("numpy", "torch", "sklearn", "scipy")),
        ("import summarize; summarize.analyse", ("numpy", "torch", "sklearn", "scipy")),
    ],
)
def test_imports_are_light(statement: str, absent: tuple[str, ...]) -> None:
    code = f"import sys; {statement}; print([m for m in {absent!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_stands_once() -> None:
    import tomllib

    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == summarize.__version__
    changelog = (PACKAGE.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{summarize.__version__}]" in changelog
