"""Small sets for the tests of building: few probes, few pictures of 64 pixels."""

from __future__ import annotations

from pathlib import Path

from spatialbench.sets.suite import Suite

SEED = "small"

FEW = [
    "causal/first-collision", "cube/face-after-turns", "cube/which-turn", "cube/facing-you",
    "net/opposite", "permanence/hidden-where", "permanence/shell-game", "paper/holes",
]  # fmt: skip

TEXTS = Suite(
    "small",
    "A few tasks as text.",
    64,
    (
        {"tasks": FEW, "probes": 12, "levels": [1], "languages": ["en", "zh"]},
        {"tasks": FEW, "probes": 6, "levels": [1], "choices": True},
    ),
)

PICTURES = Suite(
    "pictured",
    "Text, and two probes with pictures.",
    64,
    (
        {"tasks": ["permanence/*"], "probes": 6, "levels": [1]},
        {"tasks": ["cube/facing-you"], "probes": 2, "levels": [1], "modalities": ["image"]},
    ),
)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path within."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
