"""Item response theory: one ability, and the items of many respondents."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import expit

from spatialbench.stats import Ability, ability, fit_2pl

tests = st.lists(
    st.tuples(st.floats(0.3, 3, allow_subnormal=False), st.floats(-2, 2), st.integers(0, 1)),
    min_size=2,
    max_size=12,
)


def columns(rows: list[tuple[float, float, int]]) -> tuple[list[float], list[float], list[int]]:
    return [a for a, _, _ in rows], [b for _, b, _ in rows], [r for _, _, r in rows]


@given(rows=tests)
def test_likelihood_is_flat_at_the_estimate(rows: list[tuple[float, float, int]]) -> None:
    """The slope of the log-likelihood is 0 there; all right or wrong is infinite."""
    found = ability(*columns(rows))
    assert found.theta is not None
    if len({right for _, _, right in rows}) == 1:
        assert found == Ability(math.inf if rows[0][2] else -math.inf, None)
        return
    slope = math.fsum(a * (r - expit(a * (found.theta - b))) for a, b, r in rows)
    chances = [(a, expit(a * (found.theta - b))) for a, b, _ in rows]
    assert slope == pytest.approx(0, abs=1e-9)
    assert found.se == pytest.approx(math.fsum(a * a * p * (1 - p) for a, p in chances) ** -0.5)


@settings(max_examples=20)
@given(rows=tests)
def test_posterior_mean_is_the_integral(rows: list[tuple[float, float, int]]) -> None:
    """Adaptive quadrature gives the same mean and spread."""

    def weight(theta: float, power: int) -> float:
        chances = (expit(a * (theta - b) * (1 if r else -1)) for a, b, r in rows)
        return float(theta**power * math.exp(-theta * theta / 2) * math.prod(chances))

    total, first, second = (
        quad(weight, -10, 10, args=(k,), points=[-1, 0, 1], epsabs=1e-14, limit=200)[0]
        for k in range(3)
    )
    found = ability(*columns(rows), prior="normal")
    assert found.theta == pytest.approx(first / total, abs=1e-7)
    assert found.se == pytest.approx(math.sqrt(second / total - (first / total) ** 2), abs=1e-7)


@given(rows=tests)
def test_opposite_answers_to_mirrored_items_mirror_ability(
    rows: list[tuple[float, float, int]],
) -> None:
    """Left and right of the scale are alike."""
    mirrored = [(a, -b, 1 - right) for a, b, right in rows]
    for prior in (None, "normal"):
        found, other = (ability(*columns(r), prior=prior) for r in (rows, mirrored))
        assert found.theta == pytest.approx(-(other.theta or 0.0), abs=1e-9)


def test_an_item_of_negative_discrimination_speaks_the_other_way() -> None:
    """Wrong where the able are wrong."""
    assert ability([1, -1], [0, 0], [1, 0]).theta == math.inf


def test_without_information_only_the_prior_knows() -> None:
    """No items, or none that discriminates."""
    assert ability([], [], []) == Ability(None, None)
    assert ability([0.0], [1.0], [1]) == Ability(None, None)
    found = ability([], [], [], prior="normal")
    assert (found.theta, found.se) == pytest.approx((0, 1), abs=1e-12)


def test_many_items_do_not_underflow() -> None:
    """A thousand answers have a likelihood below the smallest double."""
    found = ability([1.0] * 2000, [0.0] * 2000, [1, 0] * 1000, prior="normal")
    assert (found.theta, found.se) == pytest.approx((0, (2000 / 4 + 1) ** -0.5), abs=1e-4)


@pytest.mark.parametrize(
    ("a", "b", "responses", "prior", "message"),
    [
        ([1], [1, 2], [1], None, "a has 1, b has 2, responses has 1"),
        ([1], [1], [2], None, r"responses\[0\] must be 0 or 1"),
        ([math.nan], [1], [1], None, r"a\[0\] must be a finite number"),
        ([1], [1], [1], "uniform", "prior 'uniform' is unknown; valid: None, 'normal'"),
    ],
)
def test_impossible_tests_are_refused(
    a: list[float], b: list[float], responses: list[int], prior: str | None, message: str
) -> None:
    """The message names the argument."""
    with pytest.raises(ValueError, match=message):
        ability(a, b, responses, prior=prior)


def simulated(respondents: int) -> tuple[np.ndarray, np.ndarray, list[list[int]]]:
    """True discriminations and difficulties of 8 items, and answers to them."""
    stream = np.random.default_rng(7)
    a, b = np.linspace(0.6, 2.0, 8), np.array([-1.5, 1.0, -0.5, 0.0, 1.5, -1.0, 0.5, 0.2])
    theta = stream.normal(size=(respondents, 1))
    return a, b, (stream.random((respondents, 8)) < expit(a * (theta - b))).astype(int).tolist()


def test_items_are_recovered_from_many_respondents() -> None:
    """Within the noise of three thousand."""
    a, b, responses = simulated(3000)
    found = fit_2pl(responses)
    assert found.a == pytest.approx(a, abs=0.25)
    assert found.b == pytest.approx(b, abs=0.25)
    assert found.note is None


def test_order_of_respondents_and_items_is_irrelevant() -> None:
    """Parameters follow their items."""
    _, _, responses = simulated(200)
    found = fit_2pl(responses)
    again = fit_2pl([row[::-1] for row in responses[::-1]])
    assert again.a[::-1] == pytest.approx(found.a, abs=1e-3)
    assert again.b[::-1] == pytest.approx(found.b, abs=1e-3)


def test_fitted_chances_match_the_shares_of_right_answers() -> None:
    """At the maximum the expected share of every item is the observed one."""
    _, _, responses = simulated(400)
    found = fit_2pl(responses)
    theta = np.linspace(-8, 8, 1601)
    weight = np.exp(-theta * theta / 2)
    fitted = [
        weight @ expit(a * (theta - b)) / weight.sum()
        for a, b in zip(found.a, found.b, strict=True)
    ]
    assert fitted == pytest.approx(np.mean(responses, axis=0), abs=0.01)


def test_items_that_all_or_none_solved_have_no_parameters() -> None:
    """Their difficulty is infinite; the rest is fitted all the same."""
    _, _, responses = simulated(100)
    found = fit_2pl([[1, *row, 0] for row in responses])
    plain = fit_2pl(responses)
    assert (found.a[0], found.b[0], found.a[-1], found.b[-1]) == (None, None, None, None)
    assert found.a[1:-1] == plain.a
    assert found.note == "undetermined_items"


def test_few_respondents_are_refused() -> None:
    """Nineteen are not enough."""
    with pytest.raises(ValueError, match="at least 20 respondents to fit items, got 19"):
        fit_2pl([[0, 1]] * 19)


def test_impossible_responses_are_refused() -> None:
    """Ragged rows and other entries."""
    with pytest.raises(ValueError, match=r"responses\[19\] must have 2 entries"):
        fit_2pl([[0, 1]] * 19 + [[0]])
    with pytest.raises(ValueError, match=r"responses\[0\]\[1\] must be 0 or 1"):
        fit_2pl([[0, 3]] * 20)


def test_respondents_without_items_fit_nothing() -> None:
    """Empty parameters."""
    assert tuple(fit_2pl([[]] * 20)) == ((), (), None)
