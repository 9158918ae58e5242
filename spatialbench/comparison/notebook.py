"""The rows of a comparison, for a notebook and for pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any  # rows of any values

from spatialbench.notebook import share

if TYPE_CHECKING:
    from spatialbench.comparison.compare import Standing
    from spatialbench.comparison.pairs import Pair

PAIR_COLUMNS = (
    "a", "b", "reference", "difference", "low", "high", "p", "p_holm", "better", "test", "n",
    "verdict",
)  # fmt: skip


def _limits(one: Standing) -> tuple[float, float]:
    whole = one.overall
    low, high = whole.clustered.low, whole.clustered.high
    return (whole.low, whole.high) if low is None or high is None else (low, high)


def board_row(one: Standing) -> tuple[object, ...]:
    """The row of a model as it is shown."""
    low, high = _limits(one)
    rank = "ref" if one.reference else "–"
    if one.rank is not None:
        first, last = one.rank
        rank = str(first) if first == last else f"{first}–{last}"
    gap = None if one.detectable is None else f"{100 * one.detectable:.1f}"
    whole = one.overall
    limits = f"{100 * low:.1f} – {100 * high:.1f}"
    answers = f"{whole.right} / {whole.answered}"
    return rank, one.model, share(whole.accuracy), limits, share(whole.chance), answers, gap


def standing_record(one: Standing) -> dict[str, Any]:
    """The row of a model as values."""
    low, high = _limits(one)
    whole = one.overall
    return {
        "model": one.model,
        "origin": one.origin,
        "reference": one.reference,
        "rank_low": None if one.rank is None else one.rank[0],
        "rank_high": None if one.rank is None else one.rank[1],
        "accuracy": whole.accuracy,
        "low": low,
        "high": high,
        "chance": whole.chance,
        "right": whole.right,
        "answered": whole.answered,
        "missing": whole.missing,
        "complete": one.complete,
        "detectable": one.detectable,
    }


def pair_record(pair: Pair, beside: bool) -> dict[str, Any]:
    """The row of a pair as values; `beside` says that one of it is a reference row."""
    test = pair.test
    return {
        "a": pair.a,
        "b": pair.b,
        "reference": beside,
        "difference": test.difference.point,
        "low": test.interval.low,
        "high": test.interval.high,
        "p": test.p,
        "p_holm": pair.p_holm,
        "better": pair.better,
        "test": test.test,
        "n": test.n,
        "verdict": pair.verdict["en"],
    }
