"""Layers look down only, and what must start in a blink loads nothing heavy."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted([*(ROOT / "spatialbench").rglob("*.py"), *(ROOT / "generators").rglob("*.py")])

# From the bottom up. What stands in one layer does not know of each other.
LAYERS = (
    {"errors"},
    {"compiled", "durable", "notebook", "on_ray", "png", "portable", "unpacking"},
    {"pool"},
    {"extraction", "geometry", "stats"},
    {"jsonl"},
    {"caster", "probes"},
    {"generators", "render"},
    {"items"},
    {"answers", "sets"},
    {"verification", "scoring", "environments"},
    {"audit", "comparison"},
    {"report"},
    {"card"},
    {"adapters", "gallery", "people", "testing"},
    {"cli"},
    {"__main__"},
)
RANK = {name: i for i, layer in enumerate(LAYERS) for name in layer}

SEEN_BY_GENERATORS = {"errors", "generators", "geometry", "probes"}
REGISTERING = {
    "saying": {"items"},
    "tracing": {"items"},
    "environment": {"environments"},
    "measuring": {"verification"},
    "drawing": {"render"},
}
"""What an ability says of its kinds to a layer above: the only files that may look there."""


def unit_of(path: Path) -> str:
    """The module or folder directly below the package that a file belongs to."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] == "generators" else parts[1]


def imported(path: Path) -> Iterator[str]:
    """The units of this package that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            base = node.module or ""
            whole = base == "spatialbench"
            names = [f"{base}.{alias.name}" for alias in node.names] if whole else [base]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("spatialbench."))


INNER = [path for path in FILES if path != ROOT / "spatialbench/__init__.py"]


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_from_layers_below_its_own(path: Path) -> None:
    """If it needs to look up, the function it wants is in the wrong file."""
    own = unit_of(path)
    above = REGISTERING.get(path.stem, set()) if own == "generators" else set()
    for name in set(imported(path)) - {own, "__version__"} - above:
        assert RANK[name] < RANK[own], f"{own} imports {name}"


def test_every_module_has_its_layer() -> None:
    """A new one is put where it belongs."""
    assert {unit_of(path) for path in INNER} == RANK.keys()


@pytest.mark.parametrize("path", [path for path in FILES if unit_of(path) == "generators"], ids=str)
def test_a_generator_writes_no_prose_and_draws_no_pixels(path: Path) -> None:
    """It knows randomness, geometry and the puzzle it returns, and nothing of their showing."""
    assert set(imported(path)) <= SEEN_BY_GENERATORS | REGISTERING.get(path.stem, set())


@pytest.mark.parametrize("path", [path for path in FILES if unit_of(path) != "generators"], ids=str)
def test_the_library_imports_no_generator_by_name(path: Path) -> None:
    """Built-in ones come by the same road as anybody's: the entry points."""
    assert "generators" not in set(imported(path))


MOST_LINES = 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_a_monolith(path: Path) -> None:
    """What is longer holds two ideas."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


# --- what is loaded -----------------------------------------------------------------------------

LIST_MODULES = (
    "import sys, json; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
)


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after running the code."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{LIST_MODULES}"], capture_output=True, check=True
    )
    return set(json.loads(run.stdout))


HEAVY = {"trimesh", "PIL", "scipy", "numpy", "jinja2", "jsonschema", "typer"}


@pytest.mark.parametrize("module", ["spatialbench", "spatialbench.cli"])
def test_importing_the_package_loads_nothing_heavy(module: str) -> None:
    """Names are loaded when they are first used; a command when it runs."""
    assert not loaded_by(f"import {module}") & HEAVY


@pytest.mark.parametrize(
    "code",
    [
        "import spatialbench.extraction",
        "import spatialbench.stats",
        "import spatialbench.scoring",
        "import spatialbench.comparison",
        "import spatialbench as s; s.extract('ANSWER: red', 'label', options=['red', 'blue'])",
    ],
    ids=["extraction", "stats", "scoring", "comparison", "extract"],
)
def test_scoring_loads_no_geometry_library(code: str) -> None:
    """It must start in a blink."""
    assert not loaded_by(code) & {"trimesh", "PIL"}


def test_making_and_presenting_text_draws_nothing() -> None:
    """Pictures cost only those who look at them."""
    code = "import spatialbench as s; s.present(s.make('cube/facing-you', seed='s')).prompt"
    assert not loaded_by(code) & {"trimesh", "PIL", "scipy"}
