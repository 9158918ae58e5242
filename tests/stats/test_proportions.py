"""One proportion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from spatialbench.stats import Estimate, Interval, accuracy, proportion_interval

METHODS = ["wilson", "clopper-pearson", "jeffreys", "beta", "agresti-coull"]
HOLD_THE_POINT = ["wilson", "clopper-pearson", "agresti-coull"]
THEIRS = {
    "wilson": "wilson",
    "clopper-pearson": "beta",
    "jeffreys": "jeffreys",
    "agresti-coull": "agresti_coull",
}

shares = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("method", METHODS)
@given(share=shares, confidence=st.floats(0.5, 0.999))
def test_interval_lies_within_0_and_1(
    method: str, share: tuple[int, int], confidence: float
) -> None:
    """Whatever the counts, 0 <= low < high <= 1."""
    found = proportion_interval(*share, confidence=confidence, method=method)
    assert 0 <= found.low < found.high <= 1


@pytest.mark.parametrize("method", HOLD_THE_POINT)
@given(share=shares)
def test_interval_holds_the_point(method: str, share: tuple[int, int]) -> None:
    """The observed share is never outside."""
    found = proportion_interval(*share, method=method)
    assert found.low <= share[0] / share[1] <= found.high


@pytest.mark.parametrize("method", METHODS)
@given(share=shares)
def test_failures_mirror_successes(method: str, share: tuple[int, int]) -> None:
    """Counting wrong answers instead turns the interval around."""
    x, n = share
    found = proportion_interval(x, n, method=method)
    mirrored = proportion_interval(n - x, n, method=method)
    assert (found.low, found.high) == pytest.approx((1 - mirrored.high, 1 - mirrored.low))


@pytest.mark.parametrize("method", sorted(THEIRS))
@given(share=shares, confidence=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_interval_agrees_with_statsmodels(
    method: str, share: tuple[int, int], confidence: float
) -> None:
    """statsmodels computes the same limits."""
    found = proportion_interval(*share, confidence=confidence, method=method)
    theirs = proportion_confint(*share, alpha=1 - confidence, method=THEIRS[method])
    assert (found.low, found.high) == pytest.approx(theirs, rel=1e-8, abs=1e-10)


@pytest.mark.parametrize("method", ["wilson", "clopper-pearson"])
def test_no_success_and_no_failure_reach_the_ends(method: str) -> None:
    """The limits are 0 and 1 exactly, not nearly."""
    assert proportion_interval(0, 7, method=method).low == 0.0
    assert proportion_interval(7, 7, method=method).high == 1.0


def test_agresti_coull_without_data_is_everything() -> None:
    """n = 0 leaves every share possible."""
    assert proportion_interval(0, 0, method="agresti-coull") == Interval(0, 1)


def test_wider_confidence_gives_a_wider_interval() -> None:
    """99 % holds 95 %."""
    wide, narrow = (proportion_interval(7, 9, confidence=c) for c in (0.99, 0.95))
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(
    ("x", "n", "message"),
    [
        (3, 2, "successes must be at most n, got successes=3, n=2"),
        (-1, 2, "successes must be a whole number of at least 0, got -1"),
        (0, -1, "n must be a whole number of at least 0, got -1"),
        (0.5, 2, "successes must be a whole number"),
        (float("nan"), 2, "successes must be a whole number"),
    ],
)
def test_impossible_counts_are_refused(x: int, n: int, message: str) -> None:
    """The message names the argument and what came."""
    with pytest.raises(ValueError, match=message):
        proportion_interval(x, n)
    with pytest.raises(ValueError, match=message):
        accuracy(x, n)


def test_unknown_method_lists_the_valid_ones() -> None:
    """A reader of the message can go on."""
    with pytest.raises(ValueError, match=r"'wlison' is unknown; valid: 'wilson', 'clopper"):
        proportion_interval(1, 2, method="wlison")


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.1, float("nan")])
def test_impossible_confidence_is_refused(confidence: float) -> None:
    """Confidence is a share, not a percentage."""
    with pytest.raises(ValueError, match="confidence must lie strictly between 0 and 1"):
        proportion_interval(1, 2, confidence=confidence)


def test_interval_is_a_value() -> None:
    """Equal limits make equal intervals."""
    assert proportion_interval(0, 0) == Interval(0, 1)


def test_accuracy_has_a_standard_error_with_ddof_1() -> None:
    """p (1 - p) / (n - 1)."""
    assert accuracy(3, 5) == Estimate(0.6, pytest.approx(0.06**0.5), 5, None)


def test_accuracy_of_nothing_is_undefined() -> None:
    """No point, no error, a note."""
    assert accuracy(0, 0) == Estimate(None, None, 0, "no_observations")


def test_accuracy_of_one_answer_has_no_error() -> None:
    """One answer says nothing about spread."""
    assert accuracy(1, 1) == Estimate(1.0, None, 1, "one_observation")
