"""What is in the checkout gets into the wheel."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
HOMES = {
    "spatialbench": "spatialbench",
    "generators": "spatialbench.generators",
    "plugins/spatialbench_verifiers": "spatialbench_verifiers",
    "plugins/spatialbench_verifiers_acting": "spatialbench_verifiers_acting",
}


def packages() -> set[str]:
    """The packages that the folders make, by the names they are imported under."""
    found = {"spatialbench.assets"} if (ROOT / "assets/__init__.py").is_file() else set()
    for folder, name in HOMES.items():
        for path in (ROOT / folder).rglob("__init__.py"):
            found.add(".".join([name, *path.parent.relative_to(ROOT / folder).parts]))
    return found


def data_files(folder: Path) -> set[Path]:
    """Files of a folder that are no code."""
    return {
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    }


def test_every_package_is_listed() -> None:
    """The list in pyproject.toml equals the folders with __init__.py."""
    assert set(SETUPTOOLS["packages"]) == packages()
    assert len(SETUPTOOLS["packages"]) == len(set(SETUPTOOLS["packages"]))


@pytest.mark.parametrize("folder", ["spatialbench", "generators"])
def test_every_folder_with_code_is_a_package(folder: str) -> None:
    """A folder without __init__.py would work here and be missing from the wheel."""
    for path in (ROOT / folder).rglob("*.py"):
        assert (path.parent / "__init__.py").is_file()


@pytest.mark.parametrize(
    ("package", "folder"), [("spatialbench", "spatialbench"), ("spatialbench.assets", "assets")]
)
def test_every_data_file_is_matched(package: str, folder: str) -> None:
    """By a pattern of package-data."""
    patterns = SETUPTOOLS["package-data"][package]
    matched = {path for pattern in patterns for path in (ROOT / folder).glob(pattern)}
    assert data_files(ROOT / folder) <= matched


def test_every_family_has_its_entry_point() -> None:
    """A folder of generators that no entry point names is never found."""
    points = PROJECT["project"]["entry-points"]["spatialbench.generators"]
    families = {path.parent.name for path in (ROOT / "generators").glob("*/__init__.py")}
    assert points == {name: f"spatialbench.generators.{name}:TASKS" for name in families}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "assets/schemas").glob("*.json")), ids=lambda p: p.name
)
def test_every_schema_is_one(path: Path) -> None:
    """Draft 2020-12, and named after its file."""
    from jsonschema import Draft202012Validator

    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"spatialbench/{path.name}"
