"""Scoring: a set and an answer file in, `Results` out. Nothing of geometry is loaded.

results = score(load("sets/core"), "answers.jsonl")
results.accuracy, results.overall.low, results.overall.high
write_results(results, "results.json")
"""

from __future__ import annotations

from spatialbench.scoring.outcomes import STATUSES, Outcome, Outcomes
from spatialbench.scoring.results import Results
from spatialbench.scoring.results_file import from_json, read_results, to_json, write_results
from spatialbench.scoring.score import Scorer, score, score_all

__all__ = [
    "STATUSES",
    "Outcome",
    "Outcomes",
    "Results",
    "Scorer",
    "from_json",
    "read_results",
    "score",
    "score_all",
    "to_json",
    "write_results",
]
