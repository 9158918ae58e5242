"""Two models on the same questions: by how much they differ, with an interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spatialbench.stats import checks, normal
from spatialbench.stats.inversion import boundary
from spatialbench.stats.proportions import wilson
from spatialbench.stats.records import NO_DIFFERENCE, Difference, clipped_difference


@dataclass(frozen=True, slots=True)
class PairedTable:
    """How often both, only A, only B and neither was right."""

    both: float
    a_only: float
    b_only: float
    neither: float

    @property
    def n(self) -> float:
        """The number of questions."""
        return self.both + self.a_only + self.b_only + self.neither

    @property
    def point(self) -> float:
        """A's share minus B's share."""
        return (self.a_only - self.b_only) / self.n


def paired_difference(
    both: int,
    a_only: int,
    b_only: int,
    neither: int,
    *,
    confidence: float = 0.95,
    method: str = "tango",
) -> Difference:
    """(a_only - b_only) / n with an interval, from a paired 2x2 table.

    `method`: `tango` (score, Tango 1998), `bonett-price` (Bonett and Price 2012), `agresti-min`
    (Agresti and Min 2005), `newcombe` (Newcombe 1998, method 10), `wald`. Limits are cut off at
    -1 and 1. An empty table has no point and the interval [-1, 1].
    Raises ValueError for negative counts, impossible confidence, unknown method.
    """
    limits = checks.chosen("method", method, _METHODS)
    cells = checks.counts(both=both, a_only=a_only, b_only=b_only, neither=neither)
    confidence = checks.strictly_between("confidence", confidence, 0, 1)
    table = PairedTable(*cells)
    if table.n == 0:
        return NO_DIFFERENCE
    low, high = limits(table, confidence)
    return clipped_difference(table.point, low, high)


def tango_on_clusters(
    cells: Sequence[int], clusters: int, *, confidence: float = 0.95
) -> Difference:
    """Tango's interval as if each cluster were one question, for clusters that all show the same
    difference: their spread is 0 and tells nothing. `cells` are both, only A, only B, neither."""
    n = sum(cells)
    table = PairedTable(*(cell * clusters / n for cell in cells))
    return clipped_difference(table.point, *_tango(table, confidence))


def _tango(table: PairedTable, confidence: float) -> tuple[float, float]:
    """All differences that the score test does not reject."""
    z2 = normal.critical(confidence) ** 2
    n, gap = table.n, table.a_only - table.b_only

    def accepted(delta: float) -> bool:
        variance = n * (2 * _restricted_b_only(table, delta) + delta * (1 - delta))
        return (gap - n * delta) ** 2 <= z2 * variance

    return boundary(accepted, table.point, -1.0), boundary(accepted, table.point, 1.0)


def _restricted_b_only(table: PairedTable, delta: float) -> float:
    """Most likely share of "only B" when the difference is `delta`: root of a quadratic."""
    a = 2 * table.n
    b = (2 * table.n - table.a_only + table.b_only) * delta - table.a_only - table.b_only
    c = -table.b_only * delta * (1 - delta)
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    # The textbook form cancels for b > 0; the second form is the same root without subtraction.
    return (root - b) / (2 * a) if b <= 0 else -2 * c / (b + root)


def _adjusted_wald(added: float) -> Callable[[PairedTable, float], tuple[float, float]]:
    """Wald after adding `added` to every cell."""

    def limits(table: PairedTable, confidence: float) -> tuple[float, float]:
        n = table.n + 4 * added
        discordant = table.a_only + table.b_only + 2 * added
        return _around(table.a_only - table.b_only, discordant, n, confidence)

    return limits


def _bonett_price(table: PairedTable, confidence: float) -> tuple[float, float]:
    gap, discordant = table.a_only - table.b_only, table.a_only + table.b_only + 2
    return _around(gap, discordant, table.n + 2, confidence)


def _around(gap: float, discordant: float, n: float, confidence: float) -> tuple[float, float]:
    spread = math.sqrt(max(discordant - gap * gap / n, 0.0))
    half = normal.critical(confidence) * spread / n
    return gap / n - half, gap / n + half


def _newcombe(table: PairedTable, confidence: float) -> tuple[float, float]:
    a_right, b_right = table.both + table.a_only, table.both + table.b_only
    p1, p2 = a_right / table.n, b_right / table.n
    first, second = wilson(a_right, table.n, confidence), wilson(b_right, table.n, confidence)
    phi = _corrected_phi(table)

    def distance(x: float, y: float) -> float:
        return math.sqrt(max(x * x - 2 * phi * x * y + y * y, 0.0))

    down = distance(p1 - first.low, second.high - p2)
    up = distance(p2 - second.low, first.high - p1)
    return table.point - down, table.point + up


def _corrected_phi(table: PairedTable) -> float:
    """Correlation of the pair; a positive one is lessened by n / 2 in the numerator, down to 0."""
    margins = (
        (table.both + table.a_only)
        * (table.b_only + table.neither)
        * (table.both + table.b_only)
        * (table.a_only + table.neither)
    )
    if margins == 0:
        return 0.0
    cross: float = table.both * table.neither - table.a_only * table.b_only
    if cross > 0:
        cross = max(cross - table.n / 2, 0)
    return cross / math.sqrt(margins)


_METHODS: dict[str, Callable[[PairedTable, float], tuple[float, float]]] = {
    "tango": _tango,
    "bonett-price": _bonett_price,
    "agresti-min": _adjusted_wald(0.5),
    "newcombe": _newcombe,
    "wald": _adjusted_wald(0.0),
}
