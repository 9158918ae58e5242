"""Many tests at once: p-values adjusted so that the family as a whole keeps its error rate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from spatialbench.stats import checks


def adjust(p_values: Sequence[float], *, method: str = "holm") -> list[float]:
    """Adjusted p-values in the order given; none in, none out.

    `method`: `holm` (family-wise, Holm 1979), `bh` (false discovery rate, Benjamini and Hochberg
    1995), `bonferroni`. Raises ValueError for a value outside [0, 1] or an unknown method.
    """
    adjusted = checks.chosen("method", method, _METHODS)
    raw = checks.all_between("p_values", p_values, 0, 1)
    order = sorted(range(len(raw)), key=lambda i: raw[i])
    in_order = adjusted([raw[i] for i in order])
    by_position = dict(zip(order, in_order, strict=True))
    return [by_position[i] for i in range(len(raw))]


def _holm(rising: list[float]) -> list[float]:
    m = len(rising)
    return list(accumulate((min(1.0, (m - i) * p) for i, p in enumerate(rising)), max))


def _benjamini_hochberg(rising: list[float]) -> list[float]:
    m = len(rising)
    # The factor first: it is at least 1 even after rounding, so no value is lowered.
    falling = (min(1.0, rising[i] * (m / (i + 1))) for i in reversed(range(m)))
    return list(accumulate(falling, min))[::-1]


def _bonferroni(rising: list[float]) -> list[float]:
    return [min(1.0, len(rising) * p) for p in rising]


_METHODS: dict[str, Callable[[list[float]], list[float]]] = {
    "holm": _holm,
    "bh": _benjamini_hochberg,
    "bonferroni": _bonferroni,
}
