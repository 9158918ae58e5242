"""What the guides tell people to type works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
NEEDED = ("reasoning_gym", "verifiers", "gymnasium")
GUIDES = ("training.md", "environments.md")


def programs() -> list[str]:
    """The Python of the guides to training and to environments."""
    texts = [(DOCS / name).read_text(encoding="utf-8") for name in GUIDES]
    return [program for text in texts for program in PYTHON.findall(text)]


def needed(program: str) -> str | None:
    """The harness that a program needs."""
    return next((name for name in NEEDED if f"adapters.{name}" in program), None)


def test_there_are_programs() -> None:
    """With and without a harness."""
    assert {needed(program) for program in programs()} == {None, *NEEDED}


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # of what reasoning-gym imports
@pytest.mark.parametrize("program", programs(), ids=range(len(programs())))
def test_the_guides_work(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every program in them runs; those for a harness where it is installed."""
    if (harness := needed(program)) is not None:
        pytest.importorskip(harness, reason=f"{harness} is not installed (nox -s {harness})")
    exec(compile(program, "guide", "exec"), {"__name__": "guide"})
    assert "print" not in program or capsys.readouterr().out
