"""Numbers worked out apart from this package, and numbers printed in articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spatialbench import stats

VALUES = json.loads((Path(__file__).parent / "data" / "known_values.json").read_text("utf-8"))
COMPUTED: dict[str, dict[str, Any]] = {case["id"]: case for case in VALUES["computed"]}
PUBLISHED: dict[str, dict[str, Any]] = {case["id"]: case for case in VALUES["published"]}

TIGHT = 1e-9


def given(name: str) -> dict[str, Any]:
    return dict(COMPUTED[name]["inputs"])


def expected(name: str) -> dict[str, Any]:
    return dict(COMPUTED[name]["expected"])


def ends(interval: Any) -> tuple[float, float]:
    return interval.low, interval.high


def close(value: Any, tolerance: float = TIGHT) -> Any:
    return pytest.approx(value, rel=tolerance, abs=tolerance)


@pytest.mark.parametrize(
    ("method", "key"),
    [
        ("wilson", "wilson"),
        ("clopper-pearson", "clopper_pearson"),
        ("jeffreys", "jeffreys"),
        ("beta", "beta_uniform_prior"),
        ("agresti-coull", "agresti_coull"),
    ],
)
def test_interval_of_92_of_100(method: str, key: str) -> None:
    """Every method gives its interval for 92 of 100."""
    assert ends(stats.proportion_interval(92, 100, method=method)) == close(
        expected("ci_92_100")[key]
    )


@pytest.mark.parametrize(
    ("method", "key"),
    [
        ("wilson", "wilson"),
        ("clopper-pearson", "clopper_pearson"),
        ("beta", "beta_uniform_prior"),
        ("jeffreys", "jeffreys"),
    ],
)
def test_interval_without_data(method: str, key: str) -> None:
    """Without data the interval is everything, or the prior's."""
    assert ends(stats.proportion_interval(0, 0, method=method)) == close(expected("ci_n0")[key])


@pytest.mark.parametrize(
    "method_and_key",
    [("pooled", "n_pooled_null"), ("unpooled", "n_unpooled"), ("cohen-h", "n_cohen_h")],
)
def test_unpaired_sample_size(method_and_key: tuple[str, str]) -> None:
    """92 % against 81 % on different questions."""
    method, key = method_and_key
    assert stats.sample_size(0.92, 0.81, method=method) == expected("power_unpaired_92_81")[key]


@pytest.mark.parametrize(
    ("method", "key"),
    [("mid-p", "n_midp_exact_power_smallest"), ("connor", "n_connor"), ("wald", "n_wald")],
)
def test_paired_sample_size(method: str, key: str) -> None:
    """92 % against 81 % on the same questions, correlation one half."""
    size = stats.sample_size(0.92, 0.81, rho=0.5, method=method)
    assert size == expected("power_paired_92_81_rho0.5")[key]


def test_exact_power_at_the_smallest_size() -> None:
    """The exact power of mid-P McNemar with 75 questions."""
    known = expected("power_paired_92_81_rho0.5")["power_midp_at_that_n"]
    assert stats.paired_power(0.92, 0.81, 75, rho=0.5) == close(known)


def test_correlation_bounds_of_92_and_81() -> None:
    """Both Frechet bounds."""
    known = expected("power_paired_infeasible_rho")
    assert stats.correlation_bounds(0.92, 0.81) == close((known["rho_min"], known["rho_max"]))


@pytest.mark.parametrize(
    ("method", "key"),
    [
        ("mid-p", "midp"),
        ("exact", "exact"),
        ("asymptotic", "asymptotic"),
        ("corrected", "asymptotic_cc"),
    ],
)
def test_mcnemar_of_one_against_seven(method: str, key: str) -> None:
    """Every p-value of the table 1, 1, 7, 12."""
    table = given("mcnemar_1_1_7_12")
    p = stats.mcnemar(**table, method=method)
    assert p == close(expected("mcnemar_1_1_7_12")[key])


@pytest.mark.parametrize(
    ("method", "key"),
    [
        ("tango", "tango_score"),
        ("bonett-price", "bonett_price"),
        ("agresti-min", "agresti_min"),
        ("newcombe", "newcombe_method10"),
        ("wald", "wald"),
    ],
)
def test_paired_interval_of_one_against_seven(method: str, key: str) -> None:
    """Every interval of the table 1, 1, 7, 12."""
    difference = stats.paired_difference(1, 1, 7, 12, method=method)
    assert ends(difference) == close(expected("paired_diff_1_1_7_12")[key])


def test_clustered_mean_of_six_clusters() -> None:
    """Mean, both standard errors, interval and intraclass correlation."""
    data, known = given("clustered_se_explicit"), expected("clustered_se_explicit")
    found = stats.clustered_mean(data["y"], data["cluster"])
    low, high = known["ci95_t_Cminus1"]
    assert (found.mean, found.se) == close((known["mean"], known["se_cluster_finite_C"]))
    assert found.se_uncorrected == close(known["se_cluster_no_correction"])
    assert (found.low, found.high) == close((low, min(high, 1.0)))
    assert (found.n_clusters, found.icc) == close((known["n_clusters"], known["icc_anova"]))


@pytest.mark.parametrize(
    ("method", "key"),
    [
        ("newcombe", "newcombe_ci"),
        ("miettinen-nurminen", "miettinen_nurminen_ci"),
        ("wald", "wald_ci"),
    ],
)
def test_unpaired_interval_of_92_and_81(method: str, key: str) -> None:
    """Every interval of 92 of 100 against 81 of 100."""
    difference = stats.unpaired_difference(92, 100, 81, 100, method=method)
    assert ends(difference) == close(expected("two_indep_92_81_100")[key])


@pytest.mark.parametrize(("method", "key"), [("pooled-z", "p_pooled"), ("fisher", "fisher_p")])
def test_unpaired_test_of_92_and_81(method: str, key: str) -> None:
    """Both p-values of 92 of 100 against 81 of 100."""
    p = stats.two_proportion_test(92, 100, 81, 100, method=method)
    assert p == close(expected("two_indep_92_81_100")[key])


@pytest.mark.parametrize("method", ["holm", "bh", "bonferroni"])
def test_adjusted_p_values(method: str) -> None:
    """Three p-values adjusted, in the order given."""
    adjusted = stats.adjust(given("multiplicity_p3")["p"], method=method)
    assert adjusted == close(expected("multiplicity_p3")[method])


def test_chance_correction_with_mixed_options() -> None:
    """The mean chance is taken off the mean score."""
    data = given("chance_corrected_mixed_options")
    corrected = stats.chance_corrected(data["correct"], [1 / k for k in data["n_options"]])
    assert corrected == close(expected("chance_corrected_mixed_options")["corrected_pooled"])


def test_loglinear_sensitivity() -> None:
    """d' and criterion with Hautus' correction."""
    known = expected("dprime_loglinear")
    found = stats.d_prime(**given("dprime_loglinear"))
    assert (found.d_prime, found.criterion) == close((known["d_prime"], known["criterion"]))


@pytest.mark.parametrize("position", range(9))
def test_pass_at_k(position: int) -> None:
    """At least one of k right, and all k right."""
    case, known = given("pass_at_k")["cases"][position], expected("pass_at_k")
    found = (stats.pass_at_k(**case), stats.pass_hat_k(**case))
    wanted = (known["pass_at_k"][position], known["pass_hat_k"][position])
    assert found == wanted or found == close(wanted)


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("brier", "brier"),
        ("log_loss", "log_loss"),
        ("ece", "ece_10_equal_width"),
        ("mce", "mce_10"),
        ("aurc", "aurc"),
        ("auroc", "auroc"),
    ],
)
def test_calibration_of_fifteen_answers(field: str, key: str) -> None:
    """Every measure of calibration; .3, .6 and .7 lie on the borders of bins."""
    found = stats.calibration(**given("calibration_15"))
    assert getattr(found, field) == close(expected("calibration_15")[key])


def test_calibration_with_five_bins() -> None:
    """The number of bins is the caller's."""
    data = given("calibration_15")
    found = stats.calibration(data["confidence"], data["correct"], bins=5)
    assert found.ece == close(expected("calibration_15")["ece_5_equal_width"])


@pytest.mark.parametrize(
    ("first", "second", "key"), [("A", "B", "p_92_81"), ("A2", "B2", "p_81_78")]
)
def test_probability_of_being_better(first: str, second: str, key: str) -> None:
    """The exact sum over Beta posteriors."""
    data = given("bayes_prob_A_gt_B")
    assert stats.probability_better(*data[first], *data[second]) == close(
        expected("bayes_prob_A_gt_B")[key]
    )


def test_psychometric_curve_over_angle() -> None:
    """Intercept, slope, standard errors and 75 % threshold of accuracy over angle."""
    data, known = given("accuracy_vs_angle_logistic"), expected("accuracy_vs_angle_logistic")
    curve = stats.psychometric(data["angle"], data["correct"], data["n"])
    assert curve.slope is not None
    assert curve.se is not None
    assert curve.intercept == close(known["intercept"])
    assert curve.slope * 180 == close(known["slope_per_180"])
    assert (curve.se[0], curve.se[1] * 180) == close(known["se"])
    assert curve.threshold_75 == close(known["angle_at_75pct"])


def test_circular_evaluation() -> None:
    """A question counts when all its rotations are right."""
    known = expected("circular_eval")
    found = stats.circular(given("circular_eval")["hits"])
    assert found == stats.Circular(
        known["circular_accuracy"], known["vanilla_accuracy"], known["first_pass_accuracy"]
    )


def test_consistency_of_permutations() -> None:
    """None counts as an answer that agrees with nothing."""
    known = expected("permutation_consistency")
    found = stats.consistency(given("permutation_consistency")["answers"])
    assert (found.all_same, found.modal_share, found.pairwise) == close(
        (known["all_same_rate"], known["mean_modal_share"], known["mean_pairwise_agreement"])
    )


def test_bounds_for_unreadable_answers() -> None:
    """Strict, parsed-only and best case, with the parse rate."""
    known = expected("unparseable_bounds")
    assert tuple(stats.unparsed_bounds(70, 10, 20)) == close(
        (
            known["strict_accuracy"],
            known["accuracy_on_parsed"],
            known["upper_bound"],
            known["parse_rate"],
        )
    )


@pytest.mark.parametrize("case", PUBLISHED["newcombe_1998_single"]["cases"], ids=str)
@pytest.mark.parametrize("method", ["wilson", "clopper-pearson"])
def test_published_intervals_of_one_proportion(case: dict[str, Any], method: str) -> None:
    """Newcombe's table of single proportions."""
    found = stats.proportion_interval(case["x"], case["n"], method=method)
    assert ends(found) == pytest.approx(case[method.replace("-", "_")], abs=5.1e-5)


@pytest.mark.parametrize("case", PUBLISHED["newcombe_1998_difference"]["cases"], ids=str)
@pytest.mark.parametrize("method", ["newcombe", "miettinen-nurminen"])
def test_published_intervals_of_a_difference(case: dict[str, Any], method: str) -> None:
    """Newcombe's table of differences, degenerate tables included."""
    found = stats.unpaired_difference(*case["table"], method=method)
    assert ends(found) == pytest.approx(case[method.replace("-", "_")], abs=5.1e-5)


@pytest.mark.parametrize("method", ["tango", "bonett-price", "newcombe"])
def test_published_paired_intervals(method: str) -> None:
    """Fagerland's airway example, intervals."""
    case = PUBLISHED["fagerland_2014_paired"]
    found = stats.paired_difference(*case["table"], method=method)
    assert ends(found) == pytest.approx(case["intervals"][method], abs=5.1e-4)


@pytest.mark.parametrize("method", ["mid-p", "exact", "asymptotic"])
def test_published_paired_p_values(method: str) -> None:
    """Fagerland's airway example, p-values."""
    case = PUBLISHED["fagerland_2014_paired"]
    found = stats.mcnemar(*case["table"], method=method)
    assert found == pytest.approx(case["p_values"][method], abs=5.1e-4)
