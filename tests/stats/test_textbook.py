"""Every function against the textbook formula written a second time (see textbook.py)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest
import textbook
from scipy import stats as scipy_stats

from spatialbench import stats

TABLES = [
    (1, 1, 7, 12),
    (80, 0, 0, 20),
    (0, 0, 0, 5),
    (0, 5, 0, 0),
    (0, 0, 5, 0),
    (3, 5, 0, 2),
    (43, 0, 1, 0),
    (10, 6, 6, 10),
    (2, 60, 1, 40),
    (18, 2, 7, 9),
    (100_000, 3_000, 3_100, 50_000),
]
SAMPLES = [
    (92, 100, 81, 100),
    (56, 70, 48, 80),
    (9, 10, 3, 10),
    (5, 56, 0, 29),
    (0, 10, 0, 20),
    (10, 10, 0, 20),
    (10, 10, 20, 20),
    (1, 1, 0, 1),
    (0, 1000, 3, 900),
    (500_000, 10**6, 500_500, 10**6),
]
SHARES = [(x, n) for n in (1, 10, 263, 10**6) for x in sorted({0, 1, n // 3, n // 2, n - 1, n})]
ONE_SHARE: dict[str, Callable[..., Any]] = {
    "wilson": textbook.wilson,
    "clopper-pearson": textbook.clopper_pearson,
    "jeffreys": lambda x, n: textbook.beta_quantiles(x, n, 0.5),
    "beta": lambda x, n: textbook.beta_quantiles(x, n, 1.0),
    "agresti-coull": textbook.agresti_coull,
}
PAIRED: dict[str, Callable[..., Any]] = {
    "tango": lambda e, f, g, h: textbook.tango(f, g, e + f + g + h),
    "bonett-price": lambda e, f, g, h: textbook.bonett_price(f, g, e + f + g + h),
    "agresti-min": lambda e, f, g, h: textbook.agresti_min(f, g, e + f + g + h),
    "newcombe": textbook.newcombe_paired,
    "wald": lambda e, f, g, h: textbook.wald_paired(f, g, e + f + g + h),
}
UNPAIRED: dict[str, Callable[..., Any]] = {
    "newcombe": textbook.newcombe,
    "miettinen-nurminen": textbook.miettinen_nurminen,
    "wald": textbook.wald,
}
PLANS = [(0.92, 0.81), (0.81, 0.78), (0.1, 0.3), (0.5, 0.52), (1.0, 0.9), (0.0, 0.1)]
ERRORS = [(0.05, 0.8), (0.01, 0.9), (0.1, 0.5)]


def close(value: Any, tolerance: float = 1e-9) -> Any:
    return pytest.approx(value, rel=tolerance, abs=tolerance)


def ends(interval: Any) -> tuple[float, float]:
    return interval.low, interval.high


@pytest.mark.parametrize("method", sorted(ONE_SHARE))
@pytest.mark.parametrize("share", SHARES, ids=str)
def test_interval_of_a_share(method: str, share: Any) -> None:
    """From no success to all, from one question to a million."""
    assert ends(stats.proportion_interval(*share, method=method)) == close(
        ONE_SHARE[method](*share)
    )


@pytest.mark.parametrize("method", ["mid-p", "exact", "asymptotic", "corrected"])
@pytest.mark.parametrize("table", [t for t in TABLES if sum(t[1:3]) < 1000], ids=str)
def test_mcnemar(method: str, table: tuple[int, int, int, int]) -> None:
    """Binomial tails in exact fractions."""
    known = textbook.mcnemar(table[1], table[2], method)
    assert stats.mcnemar(*table, method=method) == close(known)


@pytest.mark.parametrize("table", TABLES, ids=str)
@pytest.mark.parametrize("method", sorted(PAIRED))
def test_paired_interval(method: str, table: Any) -> None:
    """With and without discordant pairs."""
    assert ends(stats.paired_difference(*table, method=method)) == close(
        PAIRED[method](*table), 1e-8
    )


@pytest.mark.parametrize("samples", SAMPLES, ids=str)
@pytest.mark.parametrize("method", sorted(UNPAIRED))
def test_unpaired_interval(method: str, samples: Any) -> None:
    """All right and all wrong included."""
    found = stats.unpaired_difference(*samples, method=method)
    assert ends(found) == close(UNPAIRED[method](*samples), 1e-8)


@pytest.mark.parametrize("samples", SAMPLES, ids=str)
def test_pooled_z_and_contamination(samples: tuple[int, int, int, int]) -> None:
    """Two tails for equality, the upper one for contamination."""
    z = textbook.pooled_z(*samples)
    assert stats.two_proportion_test(*samples) == close(2 * scipy_stats.norm.sf(abs(z)))
    assert stats.contamination_gap(*samples).p == close(scipy_stats.norm.sf(z))


@pytest.mark.parametrize("samples", SAMPLES[:-1], ids=str)
def test_fisher_and_the_better_posterior(samples: tuple[int, int, int, int]) -> None:
    """Exact fractions, and quadrature."""
    found = stats.two_proportion_test(*samples, method="fisher")
    assert found == close(textbook.fisher(*samples))
    assert stats.probability_better(*samples) == close(textbook.better(*samples))


def test_the_better_posterior_of_millions() -> None:
    """Logarithms of factorials of a million leave eight digits."""
    counts = (500_000, 10**6, 500_500, 10**6)
    assert stats.probability_better(*counts) == close(textbook.better(*counts), 1e-8)


@pytest.mark.parametrize(
    "values",
    [["1", "1", "1"], [".1", ".2", "-.3"], [".5", "-.25", ".25", "1"], ["1"], ["0", "0"]],
    ids=str,
)
def test_sign_flips(values: list[str]) -> None:
    """All patterns, in exact fractions."""
    exact = [Fraction(value) for value in values]
    assert stats.sign_flip_test([float(v) for v in values]) == close(textbook.sign_flip(exact))


@pytest.mark.parametrize(
    "raw", [[0.01, 0.04, 0.03], [0.05] * 3, [0.001, 0.9, 0.2, 0.2, 0.03], [0.0, 1.0]], ids=str
)
def test_adjusted_p(raw: list[float]) -> None:
    """Holm as a closed test over all subsets; Benjamini and Hochberg by their definition."""
    assert stats.adjust(raw) == close(textbook.holm(raw))
    assert stats.adjust(raw, method="bh") == close(textbook.benjamini_hochberg(raw))


@pytest.mark.parametrize(("alpha", "power"), ERRORS)
@pytest.mark.parametrize(("p1", "p2"), PLANS)
def test_unpaired_plans(p1: float, p2: float, alpha: float, power: float) -> None:
    """Three formulas for questions needed, and what they detect in turn."""
    for method, formula in (
        ("pooled", textbook.pooled_size),
        ("unpooled", textbook.unpooled_size),
        ("cohen-h", textbook.cohen_size),
    ):
        found = stats.sample_size(p1, p2, alpha=alpha, power=power, method=method)
        assert found == math.ceil(formula(p1, p2, alpha, power))


@pytest.mark.parametrize(("p1", "p2"), PLANS)
@pytest.mark.parametrize("n", [10, 100, 3000])
def test_power_and_detectable_difference(p1: float, p2: float, n: int) -> None:
    """The pooled formula solved for power and for the difference."""
    assert stats.power(p1, p2, n) == close(textbook.power(p1, p2, n, 0.05))
    gap = stats.detectable_difference(p1, n)
    if gap is not None:
        assert textbook.pooled_size(p1, p1 - gap, 0.05, 0.8) == close(n)


@pytest.mark.parametrize(
    ("p1", "p2", "rho"),
    [(0.92, 0.81, 0.3), (0.92, 0.81, 0.5), (0.81, 0.92, 0.5), (0.81, 0.78, 0.5), (0.6, 0.5, -0.3)],
)
def test_paired_plans(p1: float, p2: float, rho: float) -> None:
    """Connor and Wald by their formulas; 80 % power is reached at mid-P's n and not before."""
    plan = (p1, p2, rho, 0.05, 0.8)
    assert stats.sample_size(p1, p2, rho=rho, method="connor") == math.ceil(textbook.connor(*plan))
    wald = math.ceil(textbook.wald_pairs(*plan))
    assert stats.sample_size(p1, p2, rho=rho, method="wald") == wald
    n = stats.sample_size(p1, p2, rho=rho)
    if n < 80:
        assert textbook.mid_p_power(p1, p2, n - 1, rho, 0.05) < 0.8
        known = textbook.mid_p_power(p1, p2, n, rho, 0.05)
        assert stats.paired_power(p1, p2, n, rho=rho) == close(known)
        assert known >= 0.8


@pytest.mark.parametrize(
    ("values", "clusters"),
    [
        ([1, 1, 0, 1, 0, 0, 1], "aabbccc"),
        ([1, 0, 0, 1, 0.5, 0.25], "abcabc"),
        ([1, 1, 1, 0, 0, 0, 0, 0, 1, 1], [1, 1, 1, 2, 2, 3, 3, 3, 4, 5]),
    ],
    ids=str,
)
def test_clustered_mean(values: list[float], clusters: Sequence[object]) -> None:
    """Miller's formula, Student's t, and the analysis of variance by hand."""
    known, found = textbook.clustered(values, clusters), stats.clustered_mean(values, clusters)
    assert (found.mean, found.se) == close((known["mean"], known["se"]))
    assert (found.se_uncorrected, found.icc) == close((known["se_uncorrected"], known["icc"]))
    assert ends(found) == close((max(known["low"], 0.0), min(known["high"], 1.0)))
    assert found.design_effect == close((known["se"] / known["naive"]) ** 2)


@pytest.mark.parametrize(
    "counts", [(20, 25, 10, 25), (25, 25, 0, 25), (0, 10, 10, 10), (5, 9, 1, 30)], ids=str
)
def test_sensitivity(counts: tuple[int, int, int, int]) -> None:
    """Hautus adds one half to both counts, one to both totals."""
    h, s, f, n = counts
    found = stats.d_prime(*counts)
    known = textbook.d_prime(h + 0.5, s + 1, f + 0.5, n + 1)
    assert (found.d_prime, found.criterion) == close(known)


def test_cochran_and_kappa() -> None:
    """Both from their papers' sums."""
    rows = [[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 1, 0], [1, 0, 1], [1, 1, 0], [0, 0, 0]]
    found = stats.cochran_q(rows)
    q = textbook.cochran(rows)
    assert (found.statistic, found.df, found.p) == close((q, 2, scipy_stats.chi2.sf(q, 2)))
    truth, said = list("aabbccab"), list("abbbcdaa")
    assert stats.kappa(truth, said) == close(textbook.kappa(truth, said))


@pytest.mark.parametrize("bins", [3, 5, 7, 10, 15, 20, 100])
def test_calibration(bins: int) -> None:
    """Every hundredth is a border of some bin; fractions know which side it is on."""
    texts = [f"{c / 100:.2f}" for c in range(1, 100)]
    right = [int(c * c % 7 < 4) for c in range(1, 100)]
    stated = [float(text) for text in texts]
    known = textbook.calibration(texts, right, bins)
    found = stats.calibration(stated, right, bins=bins)
    assert {name: getattr(found, name) for name in known} == close(known)
    assert found.aurc == close(textbook.aurc(stated, right))


@pytest.mark.parametrize(
    "wins",
    [
        [[0, 3], [5, 0]],
        [[0, 3, 2], [1, 0, 4], [2, 2, 0]],
        [[0, 10, 0, 1], [2, 0, 3, 1], [5, 1, 0, 7], [1, 0, 2, 0]],
    ],
    ids=str,
)
def test_strengths(wins: list[list[int]]) -> None:
    """Hunter's iteration ends where Newton's does."""
    assert stats.bradley_terry(wins).strengths == close(tuple(textbook.bradley_terry(wins)))


@pytest.mark.parametrize(
    ("x", "right", "n"),
    [
        ([0, 45, 90, 135, 180], [48, 44, 37, 30, 22], [50] * 5),
        ([1000, 1010, 1020, 1030], [9, 8, 5, 1], [10] * 4),
        ([-0.001, 0, 0.001, 0.002], [19, 14, 8, 5], [20] * 4),
        ([0, 1], [900_000, 200_000], [10**6] * 2),
    ],
    ids=str,
)
def test_curve(x: list[float], right: list[int], n: list[int]) -> None:
    """Fisher scoring in plain matrices, on far and on narrow axes."""
    found = stats.psychometric(x, right, n)
    known = textbook.logistic(x, right, n)
    for name, value in known.items():
        assert getattr(found, name) == close(value, 1e-8)


@pytest.mark.parametrize(
    ("a", "b", "u"),
    [
        ([1, 1, 1], [-1, 0, 1], [1, 1, 0]),
        ([0.5, 1.5, 2, 0.8], [-2, 0, 0.3, 1.1], [1, 0, 1, 0]),
        ([1.2] * 10, [k / 3 for k in range(-5, 5)], [1, 1, 1, 0, 1, 1, 0, 0, 1, 0]),
    ],
    ids=str,
)
def test_ability(a: list[float], b: list[float], u: list[int]) -> None:
    """The root of the slope, and the mean of the posterior."""
    found = stats.ability(a, b, u)
    assert (found.theta, found.se) == close(textbook.ability_mle(a, b, u))
    found = stats.ability(a, b, u, prior="normal")
    assert (found.theta, found.se) == close(textbook.ability_eap(a, b, u))
