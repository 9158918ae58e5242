"""What importing the package costs, and what it offers."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys

import pytest

from spatialbench import stats

SIGNATURES = {
    "proportion_interval": "(successes, n, *, confidence=0.95, method='wilson')",
    "accuracy": "(successes, n)",
    "clustered_mean": "(values, clusters, *, confidence=0.95)",
    "mcnemar": "(both, a_only, b_only, neither, *, method='mid-p')",
    "paired_difference": "(both, a_only, b_only, neither, *, confidence=0.95, method='tango')",
    "unpaired_difference": "(x1, n1, x2, n2, *, confidence=0.95, method='newcombe')",
    "two_proportion_test": "(x1, n1, x2, n2, *, method='pooled-z')",
    "sign_flip_test": "(differences, *, clusters=None, seed=0)",
    "adjust": "(p_values, *, method='holm')",
    "sample_size": "(p1, p2, *, rho=None, alpha=0.05, power=0.8, method=None)",
    "correlation_bounds": "(p1, p2)",
    "power": "(p1, p2, n, *, alpha=0.05)",
    "detectable_difference": "(p, n, *, alpha=0.05, power=0.8)",
    "effective_sample_size": "(n, cluster_size, icc)",
    "chance_corrected": "(correct, chance)",
    "informedness": "(tp, fn, fp, tn)",
    "kappa": "(truth, predicted)",
    "matthews": "(tp, fn, fp, tn)",
    "d_prime": "(hits, signal, false_alarms, noise, *, loglinear=True)",
    "cochran_q": "(matrix)",
    "pass_at_k": "(n, c, k)",
    "pass_hat_k": "(n, c, k)",
    "repeated": "(scores)",
    "calibration": "(confidence, correct, *, bins=10)",
    "position_bias": "(counts)",
    "circular": "(hits_by_question)",
    "consistency": "(answers_by_group)",
    "rank_sets": "(models)",
    "probability_better": "(x1, n1, x2, n2)",
    "probability_better_paired": "(a_only, b_only)",
    "bradley_terry": "(wins)",
    "mean_win_rate": "(scores)",
    "psychometric": "(x, correct, n)",
    "ability": "(a, b, responses, *, prior=None)",
    "fit_2pl": "(responses)",
    "contamination_gap": "(public_x, public_n, fresh_x, fresh_n)",
    "unparsed_bounds": "(right, wrong, unparsed)",
}

RECORDS = {
    "Interval": "low high",
    "Estimate": "point se n note",
    "ClusteredMean": "mean se se_uncorrected low high n_clusters icc design_effect note",
    "Difference": "point low high",
    "Sensitivity": "d_prime criterion",
    "TestResult": "statistic df p",
    "Repeated": "mean se all_correct any_correct majority agreement",
    "Calibration": "brier log_loss ece mce aurc auroc",
    "PositionBias": "statistic df p shares total_variation",
    "Circular": "circular vanilla first_pass",
    "Consistency": "all_same modal_share pairwise",
    "Psychometric": "intercept slope se threshold_75 note",
    "Ability": "theta se",
    "Gap": "point low high p",
    "Strengths": "strengths note",
    "UnparsedBounds": "strict parsed_only best_case parse_rate",
    "ItemParameters": "a b note",
}


@pytest.mark.parametrize("heavy", ["scipy", "numpy", "trimesh", "PIL"])
def test_import_loads_nothing_heavy(heavy: str) -> None:
    """A fresh interpreter that imports the package has not loaded the heavy ones."""
    code = f"import sys, spatialbench.stats; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_signature_is_as_promised(name: str) -> None:
    """Names, order, kinds and defaults of parameters are part of the contract."""
    signature = inspect.signature(getattr(stats, name))
    bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    plain = signature.replace(parameters=bare, return_annotation=signature.empty)
    assert str(plain) == SIGNATURES[name]


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_fields_are_as_promised(name: str) -> None:
    """Names and order of result fields are part of the contract."""
    fields = dataclasses.fields(getattr(stats, name))
    assert " ".join(field.name for field in fields) == RECORDS[name]


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_results_are_frozen(name: str) -> None:
    """No result can be changed after the fact, nor given new fields."""
    record = getattr(stats, name)
    assert record.__dataclass_params__.frozen
    assert "__slots__" in vars(record)


def test_every_promised_name_is_public() -> None:
    """`__all__` holds every function and every record."""
    assert {*SIGNATURES, *RECORDS} <= set(stats.__all__)
