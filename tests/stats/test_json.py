"""Results go into reports as JSON: no NaN, no odd types."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from spatialbench import stats

RESULTS = [
    stats.accuracy(0, 0),
    stats.accuracy(3, 4),
    stats.bradley_terry([[0, 2], [1, 0]]),
    stats.bradley_terry([[0, 2], [0, 0]]),
    stats.calibration([0.2, 0.8], [0, 1]),
    stats.calibration([], []),
    stats.circular([[1, 0]]),
    stats.clustered_mean([1, 0, 1], [1, 1, 2]),
    stats.clustered_mean([], []),
    stats.cochran_q([[1, 0], [1, 1]]),
    stats.consistency([["a", "b"]]),
    stats.contamination_gap(3, 5, 0, 0),
    stats.contamination_gap(3, 5, 2, 5),
    stats.d_prime(3, 5, 1, 5),
    stats.ability([1, 2], [0, 1], [1, 0]),
    stats.paired_difference(3, 2, 1, 4),
    stats.position_bias([1, 2, 3]),
    stats.proportion_interval(3, 4, method="jeffreys"),
    stats.psychometric([0, 1], [3, 2], [4, 4]),
    stats.psychometric([0, 1], [4, 0], [4, 4]),
    stats.repeated([[1, 0], [1, 1]]),
    stats.unpaired_difference(0, 0, 0, 0),
    stats.unparsed_bounds(0, 0, 0),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: type(result).__name__)
def test_results_survive_json(result: Any) -> None:
    """Written strictly and read back, fields are what they were."""
    fields = dataclasses.asdict(result)
    text = json.dumps(fields, allow_nan=False)
    assert json.loads(text) == json.loads(json.dumps(fields))
