"""What the guides tell people to type works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
NEEDED = ("reasoning_gym", "verifiers")


def programs() -> list[str]:
    """The Python of the guide to training."""
    return PYTHON.findall((DOCS / "training.md").read_text(encoding="utf-8"))


def needed(program: str) -> str | None:
    """The harness that a program needs."""
    return next((name for name in NEEDED if f"adapters.{name}" in program), None)


def test_there_are_programs() -> None:
    """With and without a harness."""
    assert {needed(program) for program in programs()} == {None, *NEEDED}


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # of what reasoning-gym imports
@pytest.mark.parametrize("program", programs(), ids=range(len(programs())))
def test_the_guide_to_training_works(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every program in it runs; those for a harness where it is installed."""
    if (harness := needed(program)) is not None:
        pytest.importorskip(harness, reason=f"{harness} is not installed (nox -s {harness})")
    exec(compile(program, "training.md", "exec"), {"__name__": "guide"})
    assert "print" not in program or capsys.readouterr().out
