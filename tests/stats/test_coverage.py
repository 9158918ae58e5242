"""Intervals hold the truth, and tests find no difference where there is none, as often as said."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "stats_coverage.py"


@pytest.fixture(scope="module")
def simulations() -> dict[str, Any]:
    """The functions of the simulation script."""
    return runpy.run_path(str(SCRIPT))


@pytest.mark.parametrize("n", [10, 30, 100, 300, 1000])
def test_default_interval_covers_95_percent_on_average(simulations: dict[str, Any], n: int) -> None:
    """Mean coverage over true shares is on target; single shares may fall short."""
    coverages = [cell.coverage for cell in simulations["exact_coverages"](n)]
    assert mean(coverages) == pytest.approx(0.95, abs=0.006)
    assert min(coverages) > 0.90


@pytest.mark.parametrize("n", [10, 30, 100])
def test_exact_interval_never_covers_less_than_promised(
    simulations: dict[str, Any], n: int
) -> None:
    """Clopper and Pearson pay for it with width."""
    coverages = simulations["exact_coverages"](n, "clopper-pearson")
    assert min(cell.coverage for cell in coverages) >= 0.95


@pytest.mark.slow
def test_clustered_test_rejects_equal_models_as_often_as_it_says(
    simulations: dict[str, Any],
) -> None:
    """Between 3 % and 7 % at the 5 % level, where single answers would reject far more often."""
    rate: Callable[..., float] = simulations["rejection_rate"]
    assert 0.03 <= rate(2000, clustered=True) <= 0.07
    assert rate(200, clustered=False) > 0.15
