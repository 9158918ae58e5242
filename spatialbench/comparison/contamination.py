"""Public questions against fresh ones of the same suite: has the model seen the public ones?"""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench import stats
from spatialbench.errors import MismatchError
from spatialbench.scoring.aggregates import DIMENSIONS, Aggregate
from spatialbench.scoring.results import Results
from spatialbench.stats.contamination import clustered_gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Contamination:
    """A model's accuracy on public and fresh questions; `gap` is public less fresh, with Newcombe's
    interval and a one-sided p, both by probe where some come in several forms. `by_task` has the
    gap of each task that both sets have, with p adjusted by Holm. `notes` say where the two
    sets are not made alike."""

    model: str
    public: Aggregate
    fresh: Aggregate
    gap: stats.Gap
    by_task: tuple[TaskGap, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskGap:
    """The gap of one task."""

    task: str
    gap: stats.Gap
    p_holm: float


def contamination(public: Results, fresh: Results) -> Contamination:
    """The gap of one model between two sets of one suite, made from different seeds.

    Raises MismatchError for the same set twice or for two models.
    """
    if public.question_set.items_sha256 == fresh.question_set.items_sha256:
        raise MismatchError(
            f"{public.model!r}: expected answers to two different sets; both are for "
            f"{public.question_set.name!r}. Make a fresh set of the same suite with another seed."
        )
    if public.model != fresh.model:
        raise MismatchError(
            f"expected one model on two sets; got {public.model!r} and {fresh.model!r}. If they "
            f"are one model, score both with the same name."
        )
    return Contamination(
        model=public.model,
        public=public.overall,
        fresh=fresh.overall,
        gap=_gap(public.overall, fresh.overall),
        by_task=_by_task(public, fresh),
        notes=tuple(_differences(public, fresh)),
    )


def _gap(public: Aggregate, fresh: Aggregate) -> stats.Gap:
    """By probe, where some come in several forms; else by question."""
    if any(one.probes < one.answered for one in (public, fresh)):
        gap = clustered_gap(public.clustered, fresh.clustered)
        if gap.point is not None:
            return gap
    return stats.contamination_gap(public.right, public.answered, fresh.right, fresh.answered)


def _by_task(public: Results, fresh: Results) -> tuple[TaskGap, ...]:
    ours, theirs = public.summary.slices["task"], fresh.summary.slices["task"]
    gaps = [(task, _gap(ours[task], theirs[task])) for task in ours if task in theirs]
    tested = [(task, gap, gap.p) for task, gap in gaps if gap.p is not None]
    adjusted = stats.adjust([p for _, _, p in tested])
    return tuple(TaskGap(task, gap, p) for (task, gap, _), p in zip(tested, adjusted, strict=True))


def _differences(public: Results, fresh: Results) -> list[str]:
    notes = []
    for dimension in DIMENSIONS:
        shares = [_shares(one, dimension) for one in (public, fresh)]
        if shares[0] != shares[1]:
            notes.append(f"the sets are made differently by {dimension}: compare with care")
    return notes


def _shares(results: Results, dimension: str) -> dict[str, float]:
    slices = results.summary.slices[dimension]
    return {name: round(one.n / results.overall.n, 3) for name, one in slices.items()}
