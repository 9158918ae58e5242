"""Comparing models on one set, with tests that the data can bear.

comparison = compare([score(questions, path) for path in paths])
comparison.pairs[0].verdict["en"]
compare_totals([("GLM-5", 92, 100), ("GPT-4o", 78, 100), ("Claude 3.5", 81, 100)])
"""

from __future__ import annotations

from spatialbench.comparison.claims import Claim, article_claims, read_claims
from spatialbench.comparison.compare import Comparison, compare
from spatialbench.comparison.contamination import Contamination, contamination
from spatialbench.comparison.totals import (
    Total,
    TotalsComparison,
    compare_totals,
    parse_total,
    what_if,
)
from spatialbench.scoring.plain import plain

__all__ = [
    "Claim",
    "Comparison",
    "Contamination",
    "Total",
    "TotalsComparison",
    "article_claims",
    "compare",
    "compare_totals",
    "contamination",
    "parse_total",
    "plain",
    "read_claims",
    "what_if",
]
