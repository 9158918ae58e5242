"""Two shares and their correlation, as the cells of a paired 2x2 table."""

from __future__ import annotations

import math
from typing import NamedTuple

from spatialbench.stats import checks
from spatialbench.stats.records import Bounds

# Room for a bound that was computed, printed and read again.
_ROUNDING = 1e-9


class DiscordantCells(NamedTuple):
    """The probability that only A, or only B, is right."""

    a_only: float
    b_only: float


def correlation_bounds(p1: float, p2: float) -> Bounds:
    """The lowest and highest correlation (phi) that two shares allow: Frechet bounds.

    Raises ValueError unless both shares lie strictly between 0 and 1.
    """
    p1 = checks.strictly_between("p1", p1, 0, 1)
    p2 = checks.strictly_between("p2", p2, 0, 1)
    spread = _spread(p1, p2)
    low = (max(0.0, p1 + p2 - 1) - p1 * p2) / spread
    return Bounds(low, (min(p1, p2) - p1 * p2) / spread)


def discordant_cells(p1: float, p2: float, rho: float) -> DiscordantCells:
    """The discordant cells of two shares with correlation `rho`.

    Raises ValueError naming the allowed range when `rho` is impossible.
    """
    low, high = correlation_bounds(p1, p2)
    rho = checks.real("rho", rho)
    if not low - _ROUNDING <= rho <= high + _ROUNDING:
        raise ValueError(
            f"rho must lie between {low:.4f} and {high:.4f} for p1={p1!r} and p2={p2!r} "
            f"(Frechet bounds), got {rho!r}"
        )
    both = p1 * p2 + rho * _spread(p1, p2)
    return DiscordantCells(max(p1 - both, 0.0), max(p2 - both, 0.0))


def _spread(p1: float, p2: float) -> float:
    return math.sqrt(p1 * (1 - p1) * p2 * (1 - p2))
