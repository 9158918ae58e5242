"""Do the default interval and the clustered test keep their promises?

Prints the exact coverage of the default 95 % interval (a sum over the binomial distribution, no
simulation) on a grid of true shares and numbers of questions, and the rejection rate of the
clustered sign-flip test between two equal models. Run: python benchmarks/stats_coverage.py
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from spatialbench.stats import proportion_interval, sign_flip_test

SIZES = (10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000)
SHARES = tuple(k / 100 for k in range(5, 96))
GOAL = 0.93


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often intervals from n questions hold the true share p."""

    n: int
    p: float
    coverage: float


def exact_coverages(n: int, method: str = "wilson") -> list[Coverage]:
    """The coverage for every true share of the grid, exactly."""
    x = np.arange(n + 1)
    intervals = [proportion_interval(k, n, method=method) for k in range(n + 1)]
    low = np.array([interval.low for interval in intervals])
    high = np.array([interval.high for interval in intervals])
    return [
        Coverage(n, p, float(binom.pmf(x, n, p)[(low <= p) & (p <= high)].sum())) for p in SHARES
    ]


def rejection_rate(
    sets: int, *, clustered: bool, clusters: int = 50, size: int = 10, seed: int = 0
) -> float:
    """The share of question sets on which two equal models differ at p <= 0.05.

    Probes differ in difficulty for either model, so that the answers to one probe's `size` twins
    hang together: the case that a test on single answers (`clustered=False`) gets wrong.
    """
    stream = np.random.default_rng(seed)
    owner = np.repeat(np.arange(clusters), size).tolist() if clustered else None
    rejected = 0
    for _ in range(sets):
        chance = stream.beta(2, 1, size=(2, clusters)).repeat(size, axis=1)
        first, second = (stream.random(chance.shape) < chance).astype(int)
        rejected += sign_flip_test((first - second).tolist(), clusters=owner) <= 0.05
    return rejected / sets


def print_coverages(method: str) -> None:
    """One line per n, then every grid point below the goal."""
    cells = [cell for n in SIZES for cell in exact_coverages(n, method)]
    print(f"exact coverage of the 95 % {method} interval, p = .05 to .95 in steps of .01")
    for n in SIZES:
        here = [cell for cell in cells if cell.n == n]
        worst = min(here, key=lambda cell: cell.coverage)
        mean = np.mean([cell.coverage for cell in here])
        print(f"  n={n:<5} mean {mean:.4f}  minimum {worst.coverage:.4f} at p={worst.p:.2f}")
    below = [cell for cell in cells if cell.coverage < GOAL]
    print(f"  overall mean {np.mean([cell.coverage for cell in cells]):.4f}, ", end="")
    print(f"{len(below)} of {len(cells)} grid points below {GOAL:.0%}:")
    print("  " + ", ".join(f"(n={c.n}, p={c.p:.2f}): {c.coverage:.4f}" for c in below))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=2000, help="simulated question sets")
    sets = parser.parse_args().sets
    print_coverages("wilson")
    print("rejections at p <= .05 of two equal models, 50 clusters of 10")
    print(f"  clustered sign flips {rejection_rate(sets, clustered=True):.4f}")
    print(f"  single answers       {rejection_rate(sets, clustered=False):.4f}")


if __name__ == "__main__":
    main()
