"""Levels get harder: somebody who loses one step in ten is right less often from level to level."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from spatialbench.probes.registry import tasks

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "noisy.py"
BY_CHANCE = 0.03  # that so few probes may differ by


TASKS = list(filter(runpy.run_path(str(SCRIPT))["followed"], tasks()))


@pytest.fixture(scope="module")
def curve() -> Callable[..., list[float]]:
    """The share of right answers by level."""
    found: Callable[..., list[float]] = runpy.run_path(str(SCRIPT))["curve"]
    return found


@pytest.mark.parametrize("task", TASKS)
def test_who_loses_steps_is_right_less_often_at_each_level(
    task: str, curve: Callable[..., list[float]]
) -> None:
    """And at level 5 clearly less often than at level 1."""
    shares = curve(task, probes=80, fails=0.1)
    assert all(harder < easier + BY_CHANCE for easier, harder in pairwise(shares))
    assert shares[-1] < shares[0] - 0.1


def test_who_loses_nothing_is_always_right(curve: Callable[..., list[float]]) -> None:
    """The followers follow."""
    for task in TASKS:
        assert curve(task, probes=4, fails=0.0) == [1.0] * 5
