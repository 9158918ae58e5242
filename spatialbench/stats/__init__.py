"""Statistics of right and wrong answers: pure functions, importable without geometry.

Undefined is None with a note, never NaN. Names are loaded when they are first used, scipy and numpy
inside the functions that need them, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spatialbench.stats.agreement import informedness, kappa, matthews
    from spatialbench.stats.bayes import probability_better, probability_better_paired
    from spatialbench.stats.bradley import Strengths, bradley_terry
    from spatialbench.stats.chance import chance_corrected
    from spatialbench.stats.clusters import ClusteredMean, clustered_mean
    from spatialbench.stats.cochran import cochran_q
    from spatialbench.stats.contamination import Gap, contamination_gap
    from spatialbench.stats.curves import Psychometric, psychometric
    from spatialbench.stats.detection import Sensitivity, d_prime
    from spatialbench.stats.discordance import correlation_bounds
    from spatialbench.stats.flips import sign_flip_test
    from spatialbench.stats.horizons import Horizon, horizon, probes_for_horizon
    from spatialbench.stats.irt import Ability, ability
    from spatialbench.stats.irt_fit import ItemParameters, fit_2pl
    from spatialbench.stats.midp_power import paired_power
    from spatialbench.stats.multiplicity import adjust
    from spatialbench.stats.paired import mcnemar
    from spatialbench.stats.paired_intervals import paired_difference
    from spatialbench.stats.planning import (
        detectable_difference,
        effective_sample_size,
        power,
        sample_size,
    )
    from spatialbench.stats.positions import PositionBias, position_bias
    from spatialbench.stats.proportions import Estimate, Interval, accuracy, proportion_interval
    from spatialbench.stats.ranking import RankSet, mean_win_rate, rank_sets
    from spatialbench.stats.records import Bounds, Difference, TestResult
    from spatialbench.stats.reliability import Calibration, calibration
    from spatialbench.stats.repeats import Repeated, pass_at_k, pass_hat_k, repeated
    from spatialbench.stats.rotations import Circular, Consistency, circular, consistency
    from spatialbench.stats.unpaired import two_proportion_test, unpaired_difference
    from spatialbench.stats.unparsed import UnparsedBounds, unparsed_bounds

_NAMES = {
    "agreement": "informedness kappa matthews",
    "bayes": "probability_better probability_better_paired",
    "bradley": "Strengths bradley_terry",
    "chance": "chance_corrected",
    "clusters": "ClusteredMean clustered_mean",
    "cochran": "cochran_q",
    "contamination": "Gap contamination_gap",
    "curves": "Psychometric psychometric",
    "detection": "Sensitivity d_prime",
    "discordance": "correlation_bounds",
    "flips": "sign_flip_test",
    "horizons": "Horizon horizon probes_for_horizon",
    "irt": "Ability ability",
    "irt_fit": "ItemParameters fit_2pl",
    "midp_power": "paired_power",
    "multiplicity": "adjust",
    "paired": "mcnemar",
    "paired_intervals": "paired_difference",
    "planning": "detectable_difference effective_sample_size power sample_size",
    "positions": "PositionBias position_bias",
    "proportions": "Estimate Interval accuracy proportion_interval",
    "ranking": "RankSet mean_win_rate rank_sets",
    "records": "Bounds Difference TestResult",
    "reliability": "Calibration calibration",
    "repeats": "Repeated pass_at_k pass_hat_k repeated",
    "rotations": "Circular Consistency circular consistency",
    "unpaired": "two_proportion_test unpaired_difference",
    "unparsed": "UnparsedBounds unparsed_bounds",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Ability",
    "Bounds",
    "Calibration",
    "Circular",
    "ClusteredMean",
    "Consistency",
    "Difference",
    "Estimate",
    "Gap",
    "Horizon",
    "Interval",
    "ItemParameters",
    "PositionBias",
    "Psychometric",
    "RankSet",
    "Repeated",
    "Sensitivity",
    "Strengths",
    "TestResult",
    "UnparsedBounds",
    "ability",
    "accuracy",
    "adjust",
    "bradley_terry",
    "calibration",
    "chance_corrected",
    "circular",
    "clustered_mean",
    "cochran_q",
    "consistency",
    "contamination_gap",
    "correlation_bounds",
    "d_prime",
    "detectable_difference",
    "effective_sample_size",
    "fit_2pl",
    "horizon",
    "informedness",
    "kappa",
    "matthews",
    "mcnemar",
    "mean_win_rate",
    "paired_difference",
    "paired_power",
    "pass_at_k",
    "pass_hat_k",
    "position_bias",
    "power",
    "probability_better",
    "probability_better_paired",
    "probes_for_horizon",
    "proportion_interval",
    "psychometric",
    "rank_sets",
    "repeated",
    "sample_size",
    "sign_flip_test",
    "two_proportion_test",
    "unpaired_difference",
    "unparsed_bounds",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'spatialbench.stats' has no attribute {name!r}")
    value = getattr(import_module(f"spatialbench.stats.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
