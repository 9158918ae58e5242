"""Agreement beyond chance, and signal detection."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from spatialbench.stats import Sensitivity, d_prime, informedness, kappa, matthews

count = st.integers(0, 500)
labels = st.sampled_from("abc")


@given(tp=count, fn=count, fp=count, tn=count)
def test_matthews_is_a_correlation(tp: int, fn: int, fp: int, tn: int) -> None:
    """The product-moment correlation of truth and prediction, where there is one."""
    found = matthews(tp, fn, fp, tn)
    if found is None:
        assert 0 in (tp + fn, fp + tn, tp + fp, fn + tn)
        return
    truth = np.repeat([1, 1, 0, 0], [tp, fn, fp, tn])
    said = np.repeat([1, 0, 1, 0], [tp, fn, fp, tn])
    assert found == pytest.approx(float(np.corrcoef(truth, said)[0, 1]), abs=1e-9)


@given(tp=count, fn=count, fp=count, tn=count)
def test_informedness_turns_around_with_the_answers(tp: int, fn: int, fp: int, tn: int) -> None:
    """Saying the opposite always has the opposite informedness."""
    found, opposite = informedness(tp, fn, fp, tn), informedness(fn, tp, tn, fp)
    if found is None:
        assert tp + fn == 0 or fp + tn == 0
    else:
        assert opposite == pytest.approx(-found)


def test_informedness_of_a_table() -> None:
    """Sensitivity .8 and specificity .6."""
    assert informedness(8, 2, 4, 6) == pytest.approx(0.4)


@given(pairs=st.lists(st.tuples(labels, labels), min_size=1, max_size=60))
def test_kappa_agrees_with_statsmodels(pairs: list[tuple[str, str]]) -> None:
    """statsmodels computes it from the table."""
    found = kappa([t for t, _ in pairs], [p for _, p in pairs])
    table = np.array([[pairs.count((t, p)) for p in "abc"] for t in "abc"])
    if found is None:
        assert table.max() == len(pairs)
    else:
        assert found == pytest.approx(cohens_kappa(table, return_results=False), abs=1e-9)


def test_kappa_of_one_label_throughout_is_undefined() -> None:
    """Nothing to agree about; and nothing at all."""
    assert kappa(["a", "a"], ["a", "a"]) is None
    assert kappa([], []) is None


def test_kappa_of_different_lengths_is_refused() -> None:
    """The message tells both."""
    with pytest.raises(ValueError, match="truth has 1, predicted has 2"):
        kappa(["a"], ["a", "b"])


@pytest.mark.parametrize("measure", [informedness, matthews])
def test_negative_counts_are_refused(measure: object) -> None:
    """The message names the count."""
    with pytest.raises(ValueError, match="fp must be a whole number"):
        measure(1, 1, -1, 1)  # type: ignore[operator]


@given(h=st.integers(0, 50), f=st.integers(0, 50))
def test_swapping_signal_and_noise_flips_sensitivity(h: int, f: int) -> None:
    """d' changes sign, the criterion stays; the correction keeps all finite."""
    found, swapped = d_prime(h, 50, f, 50), d_prime(f, 50, h, 50)
    assert found.d_prime == pytest.approx(-(swapped.d_prime or 0.0), abs=1e-12)
    assert found.criterion == pytest.approx(swapped.criterion, abs=1e-12)
    assert math.isfinite(found.d_prime or 0.0)


def test_raw_perfect_detection_is_infinite() -> None:
    """Without correction the mathematics says infinity, and nothing about the criterion."""
    assert d_prime(5, 5, 0, 5, loglinear=False) == Sensitivity(math.inf, None)


def test_raw_yes_to_everything_has_no_sensitivity() -> None:
    """Infinity less infinity is undefined; the criterion is infinitely lax."""
    assert d_prime(5, 5, 5, 5, loglinear=False) == Sensitivity(None, -math.inf)


def test_no_trials_no_sensitivity() -> None:
    """Half of the experiment is missing."""
    assert d_prime(0, 0, 3, 5) == Sensitivity(None, None)
    assert d_prime(3, 5, 0, 0, loglinear=False) == Sensitivity(None, None)


def test_more_hits_than_signals_are_refused() -> None:
    """The message names both counts."""
    with pytest.raises(ValueError, match="hits must be at most signal, got hits=6, signal=5"):
        d_prime(6, 5, 0, 5)
