"""Several models on the same questions: do they differ at all?"""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.stats import checks
from spatialbench.stats.records import TestResult


def cochran_q(matrix: Sequence[Sequence[int]]) -> TestResult:
    """Cochran's Q test for equal shares. Rows are items, columns are models, entries 0 or 1.

    Where every item has all models right or all wrong nothing speaks against equality: Q = 0,
    p = 1. An empty matrix gives None throughout. Raises ValueError for ragged rows or other
    entries.
    """
    checks.rectangular("matrix", matrix)
    rows = [checks.zeros_and_ones(f"matrix[{i}]", row) for i, row in enumerate(matrix)]
    if not rows or not rows[0]:
        return TestResult(None, None, None)
    models = len(rows[0])
    per_model = [sum(column) for column in zip(*rows, strict=True)]
    split = sum(right * (models - right) for right in map(sum, rows))
    if split == 0:
        return TestResult(0.0, models - 1, 1.0)
    total = sum(per_model)
    spread = models * sum(right * right for right in per_model) - total * total
    statistic = (models - 1) * spread / split
    return TestResult(statistic, models - 1, chi_squared_tail(statistic, models - 1))


def chi_squared_tail(statistic: float, df: int) -> float:
    """P(chi-squared with `df` degrees of freedom >= statistic); 1 without degrees of freedom."""
    from scipy.special import chdtrc

    return float(chdtrc(df, statistic)) if df > 0 else 1.0
