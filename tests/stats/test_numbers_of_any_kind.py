"""Callers hold lists, tuples, arrays, and numbers of several libraries: all mean the same."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from spatialbench import stats

CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("proportion_interval", (92, 100), {"method": "clopper-pearson"}),
    ("proportion_interval", (92, 100), {}),
    ("accuracy", (92, 100), {}),
    ("clustered_mean", ([1, 0, 1, 1], [1, 1, 2, 2]), {}),
    ("mcnemar", (1, 1, 7, 12), {}),
    ("mcnemar", (1, 3, 3, 12), {"method": "exact"}),
    ("paired_difference", (1, 1, 7, 12), {}),
    ("paired_difference", (1, 1, 7, 12), {"method": "newcombe"}),
    ("unpaired_difference", (92, 100, 81, 100), {}),
    ("two_proportion_test", (92, 100, 81, 100), {}),
    ("two_proportion_test", (92, 100, 81, 100), {"method": "fisher"}),
    ("sign_flip_test", ([1, 0, -1, 1],), {}),
    ("adjust", ([0.01, 0.04, 0.03],), {}),
    ("sample_size", (0.92, 0.81), {}),
    ("sample_size", (0.92, 0.81), {"rho": 0.5}),
    ("correlation_bounds", (0.92, 0.81), {}),
    ("power", (0.92, 0.81, 100), {}),
    ("paired_power", (0.92, 0.81, 100), {"rho": 0.5}),
    ("detectable_difference", (0.9, 100), {}),
    ("effective_sample_size", (100, 5, 0.1), {}),
    ("chance_corrected", ([1, 0, 1], [0.25, 0.5, 0.25]), {}),
    ("chance_corrected", (0.7, 0.25), {}),
    ("informedness", (5, 4, 3, 2), {}),
    ("kappa", ([1, 0, 1], [1, 0, 0]), {}),
    ("matthews", (5, 4, 3, 2), {}),
    ("d_prime", (20, 25, 10, 25), {}),
    ("cochran_q", ([[1, 0], [0, 1], [1, 1]],), {}),
    ("pass_at_k", (10, 3, 5), {}),
    ("pass_hat_k", (10, 3, 2), {}),
    ("repeated", ([[1, 1, 0], [0, 0, 1]],), {}),
    ("calibration", ([0.9, 0.3, 0.6], [1, 0, 1]), {}),
    ("position_bias", ([10, 20, 30],), {}),
    ("circular", ([[1, 1], [1, 0]],), {}),
    ("consistency", ([[1, 2], [1, 1]],), {}),
    ("rank_sets", ([[92, 100], [78, 100]],), {}),
    ("rank_sets", ([[1, 0, 1], [1, 1, 0]],), {}),
    ("probability_better", (92, 100, 81, 100), {}),
    ("probability_better_paired", (7, 1), {}),
    ("bradley_terry", ([[0, 3], [5, 0]],), {}),
    ("mean_win_rate", ([[0.5, 0.6], [0.4, 0.7]],), {}),
    ("psychometric", ([0, 45, 90], [48, 40, 20], [50, 50, 50]), {}),
    ("ability", ([1, 1, 1], [-1, 0, 1], [1, 1, 0]), {}),
    ("ability", ([1, 1, 1], [-1, 0, 1], [1, 1, 0]), {"prior": "normal"}),
    ("contamination_gap", (92, 100, 81, 100), {}),
    ("unparsed_bounds", (70, 10, 20), {}),
    ("fit_2pl", ([[i % 2, i % 3 > 0, i % 5 > 1] for i in range(30)],), {}),
]


def each(value: Any, kind: Any, container: Any) -> Any:
    """The argument with its lists and its numbers made into others."""
    if isinstance(value, list):
        return container([each(entry, kind, container) for entry in value])
    return kind(value) if isinstance(value, int | float) else value


def whole(kind: Any) -> Any:
    """Make whole numbers of one kind; shares stay what they are."""
    return lambda value: kind(value) if isinstance(value, int) else value


def plain(result: Any) -> Any:
    """The result as dicts and lists of whatever numbers it holds."""
    if dataclasses.is_dataclass(result):
        return {f.name: plain(getattr(result, f.name)) for f in dataclasses.fields(result)}
    return [plain(entry) for entry in result] if isinstance(result, list | tuple) else result


def kinds(result: Any) -> set[type]:
    """The types of all numbers in a plain result."""
    if isinstance(result, dict):
        return set().union(*map(kinds, result.values()))
    return set().union(*map(kinds, result)) if isinstance(result, list) else {type(result)}


@pytest.mark.parametrize(
    ("kind", "container"),
    [
        (lambda value: value, tuple),
        (lambda value: value, np.array),
        (float, list),
        (np.float64, np.array),
        (whole(np.int32), list),
        (whole(np.int64), np.array),
    ],
    ids=["tuples", "arrays", "floats", "float64", "int32", "int64"],
)
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_any_kind_of_number_will_do(
    call: tuple[str, tuple[Any, ...], dict[str, Any]], kind: Any, container: Any
) -> None:
    """The result is the same, and holds the numbers of Python alone."""
    name, arguments, options = call
    function = getattr(stats, name)
    found = plain(function(*each(list(arguments), kind, list), **options))
    if container is not list:
        found = plain(function(*[each(a, kind, container) for a in arguments], **options))
    assert found == plain(function(*arguments, **options))
    assert kinds(found) <= {int, float, str, type(None)}


@pytest.mark.parametrize("nonsense", ["92", b"92", None, float("nan"), float("inf"), -1, 1.5, []])
def test_nonsense_is_no_count(nonsense: Any) -> None:
    """The message names the argument and what came."""
    with pytest.raises(ValueError, match=r"successes must be a (number|whole number)"):
        stats.proportion_interval(nonsense, 100)


@pytest.mark.parametrize("nonsense", ["yes", None, 2, float("nan"), 0.5])
def test_nonsense_is_no_outcome(nonsense: Any) -> None:
    """The message names the row and the entry."""
    with pytest.raises(ValueError, match=r"scores\[1\]\[0\] must be 0 or 1"):
        stats.repeated([[1, 0], [nonsense, 1]])


def test_models_may_be_named() -> None:
    """Names beside the counts, as in `compare_totals`, change nothing."""
    counted = [(92, 100), (78, 100), (81, 100)]
    named: Any = [("GLM-5", 92, 100), ("GPT-4o", 78, 100), ("Claude 3.5", 81, 100)]
    mapped = {name: (x, n) for name, x, n in named}
    assert stats.rank_sets(named) == stats.rank_sets(mapped) == stats.rank_sets(counted)


def test_positions_may_be_named() -> None:
    """Counts by letter are counts."""
    assert stats.position_bias({"A": 10, "B": 20}) == stats.position_bias([10, 20])
