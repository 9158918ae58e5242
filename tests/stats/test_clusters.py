"""A mean of clustered scores."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.stats import ClusteredMean, accuracy, clustered_mean, proportion_interval

rows = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), min_size=2, max_size=60).filter(
    lambda pairs: len({cluster for _, cluster in pairs}) > 1
)


def of_rows(pairs: list[tuple[int, int]]) -> ClusteredMean:
    values, clusters = zip(*pairs, strict=True)
    return clustered_mean(values, clusters)


@given(pairs=rows)
def test_standard_error_agrees_with_statsmodels(pairs: list[tuple[int, int]]) -> None:
    """A regression on a constant with clustered covariance is the same thing."""
    values, clusters = (np.array(column) for column in zip(*pairs, strict=True))
    model = sm.OLS(values.astype(float), np.ones(len(values)))
    # statsmodels multiplies by (n - 1) / (n - k) too, which is 1 for one constant.
    theirs = model.fit(cov_type="cluster", cov_kwds={"groups": clusters})
    assert of_rows(pairs).se == pytest.approx(float(theirs.bse[0]), abs=1e-9)


@given(pairs=rows, seed=st.randoms(use_true_random=False))
def test_order_of_rows_is_irrelevant(pairs: list[tuple[int, int]], seed: object) -> None:
    """Shuffled rows give the same result."""
    shuffled = list(pairs)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    found, again = of_rows(pairs), of_rows(shuffled)
    assert (found.mean, found.n_clusters, found.note) == (
        again.mean,
        again.n_clusters,
        again.note,
    )
    assert (found.se, found.low, found.high) == pytest.approx((again.se, again.low, again.high))


@given(pairs=rows)
def test_copies_within_a_cluster_add_nothing(pairs: list[tuple[int, int]]) -> None:
    """Asking every question twice leaves the clustered error and shrinks the naive one."""
    found, doubled = of_rows(pairs), of_rows(pairs + pairs)
    assert doubled.se == pytest.approx(found.se)
    right = sum(value for value, _ in pairs)
    naive, fooled = accuracy(right, len(pairs)).se, accuracy(2 * right, 2 * len(pairs)).se
    assert naive is not None
    assert fooled is not None
    assert fooled < naive or naive == 0


@given(pairs=rows)
def test_interval_holds_the_mean_within_0_and_1(pairs: list[tuple[int, int]]) -> None:
    """Scores cannot leave [0, 1], the interval has a width, and the note says how it came by it."""
    found = of_rows(pairs)
    assert found.mean is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.mean <= found.high <= 1
    assert found.low < found.high
    assert found.note in (None, "interval_clipped", "clopper_pearson_on_clusters")


@given(values=st.lists(st.integers(0, 1), min_size=2, max_size=40))
def test_clusters_of_one_give_the_plain_error(values: list[int]) -> None:
    """Independent answers: the error of `accuracy`, design effect 1, no icc."""
    found = clustered_mean(values, range(len(values)))
    assert found.se == pytest.approx(accuracy(sum(values), len(values)).se, abs=1e-12)
    assert found.icc is None
    assert found.design_effect in (None, pytest.approx(1))


def test_values_that_are_not_scores_are_not_clipped() -> None:
    """Differences may be negative."""
    found = clustered_mean([-1, 0.5, -1, 0], [1, 1, 2, 3])
    assert found.low is not None
    assert found.low < -1
    assert found.note is None


def test_one_cluster_gives_no_error() -> None:
    """One cluster looks like certainty and is not."""
    assert clustered_mean([1, 0, 1], [1, 1, 1]) == ClusteredMean(
        pytest.approx(2 / 3), None, None, None, None, 1, None, None, "too_few_clusters"
    )


def test_no_values_give_nothing() -> None:
    """Empty in, undefined out."""
    found = clustered_mean([], [])
    assert (found.mean, found.se, found.n_clusters, found.note) == (
        None,
        None,
        0,
        "too_few_clusters",
    )


def test_constant_values_have_no_correlation() -> None:
    """Without variation there is nothing to correlate."""
    found = clustered_mean([0.1] * 6, [1, 1, 2, 2, 3, 3])
    assert (found.icc, found.design_effect) == (None, None)
    assert found.se == pytest.approx(0, abs=1e-15)


def test_like_answers_within_clusters_have_full_correlation() -> None:
    """icc 1 when clusters are of one mind."""
    assert clustered_mean([1, 1, 0, 0, 1, 1], [1, 1, 2, 2, 3, 3]).icc == pytest.approx(1)


def test_different_lengths_are_refused() -> None:
    """The message tells both lengths."""
    with pytest.raises(ValueError, match="values has 2, clusters has 1"):
        clustered_mean([1, 0], [1])


def test_nan_is_refused() -> None:
    """NaN would spread silently."""
    with pytest.raises(ValueError, match=r"values\[1\] must be a finite number, got nan"):
        clustered_mean([1, math.nan], [1, 2])


@given(clusters=st.integers(2, 400), size=st.integers(1, 5), hit=st.integers(0, 1))
def test_where_nothing_varies_the_clusters_are_the_sample(
    clusters: int, size: int, hit: int
) -> None:
    """All right or all wrong: Clopper and Pearson's interval, one question a cluster."""
    found = of_rows([(hit, cluster) for cluster in range(clusters) for _ in range(size)])
    exact = proportion_interval(hit * clusters, clusters, method="clopper-pearson")
    assert (found.low, found.high) == pytest.approx((exact.low, exact.high))
    assert found.note == "clopper_pearson_on_clusters"


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_clusters_that_all_have_the_same_share_are_no_certainty(share: float) -> None:
    """In each cluster one of two is right: the exact interval for that share of the clusters."""
    right = round(4 * share)
    found = of_rows([(int(i < right), cluster) for cluster in range(20) for i in range(4)])
    exact = proportion_interval(round(20 * share), 20, method="clopper-pearson")
    assert (found.low, found.high) == pytest.approx((exact.low, exact.high))


def test_the_exact_interval_covers_where_the_usual_one_does_not() -> None:
    """Of 20 clusters of one mind with a true share of 98 %, two in three runs are all right: a
    width of 0 would miss in all of these, the exact interval holds 98 % in them."""
    found = of_rows([(1, cluster) for cluster in range(20) for _ in range(3)])
    assert 0.98**20 > 2 / 3
    assert found.low is not None
    assert found.low < 0.98
