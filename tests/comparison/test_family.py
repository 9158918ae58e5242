"""Who is compared with whom: models are the family, baselines stand beside it, incomplete ones have
no rank."""

from __future__ import annotations

import random
from typing import Any

import pytest
from answered_sets import HandSet, in_epoch, plain_set, rows_of, scored
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.answers.answerers import answer
from spatialbench.comparison import Comparison, compare
from spatialbench.scoring import Results, score

QUESTIONS = plain_set(60, twins=2)
BASELINES = ("random", "constant:red", "rival:next", "refuse", "oracle")


def drawn(share: float, name: str, seed: int = 0) -> Results:
    """A model that is right about so often."""
    draw = random.Random(f"{name} {seed}")
    return scored(QUESTIONS, [draw.random() < share for _ in range(120)], name)


def embedded(strategy: str, questions: HandSet = QUESTIONS) -> Results:
    """An embedded answerer."""
    return score(questions, answer(questions, strategy, seed="s"))


MODELS = [drawn(0.9, "a"), drawn(0.8, "b"), drawn(0.72, "c")]


def verdicts(comparison: Comparison) -> dict[str, Any]:
    """What is said of the models between themselves."""
    told = comparison.to_json()
    ranks = {one["model"]: one["rank"] for one in told["leaderboard"] if not one["reference"]}
    return {"ranks": ranks, **{name: told[name] for name in ("pairs", "gaps", "cochran", "items")}}


@given(st.sets(st.sampled_from(BASELINES)), st.sets(st.sampled_from(["0.92", "0.5"])))
@settings(max_examples=15, deadline=None)
def test_reference_rows_change_nothing_that_is_said_of_models(
    baselines: set[str], simulated: set[str]
) -> None:
    """Verdicts, ranks, gaps, and the items that are hard: the same with and without them."""
    strategies = [*baselines, *(f"simulated:{share}" for share in simulated)]
    beside = [embedded(strategy) for strategy in strategies]
    assert verdicts(compare([*MODELS, *beside])) == verdicts(compare(MODELS))


def test_reference_rows_have_no_rank_and_a_table_of_their_own() -> None:
    """Each model against each of them, adjusted apart."""
    comparison = compare([*MODELS, embedded("random"), embedded("rival:next")])
    beside = [one for one in comparison.leaderboard if one.reference]
    assert {(one.model, one.rank) for one in beside} == {("random", None), ("rival-next", None)}
    assert len(comparison.references) == 6
    assert {one.better for one in comparison.references} <= {"a", "b", "c"}


def test_reference_rows_stand_below_the_models() -> None:
    """However well they answer: the oracle knows the key."""
    assert compare([embedded("oracle"), *MODELS]).models == ("a", "b", "c", "oracle")


@pytest.mark.parametrize(
    ("strategies", "family"),
    [
        (["simulated:0.9", "simulated:0.5", "random"], ["simulated-0.9", "simulated-0.5"]),
        (["oracle", "random"], ["oracle", "random"]),
    ],
    ids=["simulated", "baselines"],
)
def test_where_no_model_is_there_others_are_the_family(
    strategies: list[str], family: list[str]
) -> None:
    """Simulated ones first; baselines where there is nobody else."""
    comparison = compare([embedded(strategy) for strategy in strategies])
    assert [one.model for one in comparison.leaderboard if one.rank is not None] == family


def test_a_model_is_known_by_its_rows_and_not_by_its_name() -> None:
    """Whoever calls a model `random` or `oracle` compares it."""
    comparison = compare([drawn(0.9, "oracle"), drawn(0.2, "simulated-0.2")])
    assert [one.reference for one in comparison.leaderboard] == [False, False]


# --- incomplete ----------------------------------------------------------------------------------


def partly(share: float, name: str) -> Results:
    """A model that is always right and answered so much of what it was asked."""
    rows = rows_of(QUESTIONS, [True] * 120)
    return score(QUESTIONS, rows[: round(share * 120)], model=name)


def test_three_right_answers_do_not_lead() -> None:
    """Three of three, 117 missing: no rank, below the models that answered."""
    comparison = compare([partly(0.025, "three"), *MODELS])
    last = comparison.leaderboard[-1]
    assert (last.model, last.rank, last.complete) == ("three", None, False)
    assert last.bounds == (3 / 120, 1.0)
    assert "three is incomplete: 3 of 120 answered." in comparison.pairs[-1].verdict["en"]
    assert "three 不完整：120 题答了 3 题。" in comparison.pairs[-1].verdict["zh"]


@pytest.mark.parametrize(("share", "complete"), [(0.95, True), (0.94, False)])
def test_95_percent_is_enough(share: float, complete: bool) -> None:
    """Less is not."""
    assert compare([partly(share, "m")]).leaderboard[0].complete is complete


def test_an_incomplete_model_changes_nothing_that_is_said_of_the_others() -> None:
    """Its pairs are adjusted apart, its rank is nobody's."""
    told, alone = compare([*MODELS, partly(0.5, "half")]), compare(MODELS)
    assert told.pairs[:3] == alone.pairs
    ranks = [[one.rank for one in each.leaderboard][:3] for each in (told, alone)]
    assert ranks[0] == ranks[1]


def test_models_are_ordered_by_what_all_of_them_answered() -> None:
    """Who left out what is hard does not come first for it."""
    questions = plain_set(100)
    hard = [True] * 95 + [False] * 5
    some = score(questions, rows_of(questions, [*[True] * 94, *[False] * 6])[:95], model="left out")
    assert some.accuracy is not None
    assert some.accuracy > 0.95
    assert compare([some, scored(questions, hard, "whole")]).models == ("whole", "left out")


def test_a_verdict_names_the_questions_it_rests_on() -> None:
    """All of them, those that both answered, and answers where there are repeats."""
    questions = plain_set(20)
    rows = rows_of(questions, [True] * 20)
    whole, some = score(questions, rows, model="a"), score(questions, rows[:15], model="b")
    twice = score(questions, in_epoch(rows, 1) + in_epoch(rows, 2), model="c")
    again = score(questions, in_epoch(rows, 1) + in_epoch(rows, 2), model="d")
    told = [
        compare(pair).pairs[0].verdict
        for pair in ([whole, scored(questions, [True] * 20, "e")], [whole, some], [twice, again])
    ]
    assert "test on 20 questions, p" in told[0]["en"]
    assert "test on 15 of 20 questions, p" in told[1]["en"]
    assert "on 40 answers to 20 questions, p" in told[2]["en"]
    assert [("20 题" in one["zh"]) for one in told] == [True, True, True]


# --- no interval without width --------------------------------------------------------------------


@pytest.mark.parametrize("hit", [True, False], ids=["all right", "all wrong"])
def test_a_perfect_run_is_no_certainty(hit: bool) -> None:
    """Clopper and Pearson's interval on the probes, as the note says."""
    overall = scored(plain_set(30, twins=4), [hit] * 120, "m").overall
    assert overall.clustered.note == "clopper_pearson_on_clusters"
    assert overall.clustered.low is not None
    assert overall.clustered.high is not None
    assert 0.1 < overall.clustered.high - overall.clustered.low < 0.13
    assert overall.effective_n == 30


@given(st.lists(st.sampled_from([(True, True), (True, False), (False, False)]), min_size=4))
@settings(max_examples=40, deadline=None)
def test_no_interval_of_a_difference_has_width_zero(pairs: list[tuple[bool, bool]]) -> None:
    """Where all probes show the same difference, too."""
    questions = plain_set(len(pairs), twins=2)
    a, b = ([pair[side] for pair in pairs for _ in range(2)] for side in (0, 1))
    (pair,) = compare([scored(questions, a, "A"), scored(questions, b, "B")]).pairs
    assert pair.test.interval.low < pair.test.interval.high
    point = pair.test.difference.point
    assert point is not None
    assert pair.test.interval.low - 1e-9 <= point <= pair.test.interval.high + 1e-9
