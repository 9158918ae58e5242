"""Second truths of the folders within the ability see nothing of it but their kinds."""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path

import pytest

from spatialbench.testing.truths import FORBIDDEN

HOME = "spatialbench.generators.causal"


@pytest.mark.parametrize("folder", ["towers", "grooves"])
def test_measuring_sees_the_kinds_alone(folder: str) -> None:
    """As `spatialbench check` has it of abilities that are one folder."""
    spec = find_spec(f"{HOME}.{folder}.measuring")
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    names = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name for name in names if name.startswith(FORBIDDEN)} == {f"{HOME}.{folder}.kinds"}
