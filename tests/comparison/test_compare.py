"""Comparing models: pairing, tests, ranks, claims, contamination."""

from __future__ import annotations

import json
import random

import pytest
from answered_sets import hand_set, in_epoch, plain_set, rows_of, scored

from spatialbench import stats
from spatialbench.answers.answerers import answer
from spatialbench.comparison import (
    Comparison,
    compare,
    contamination,
)
from spatialbench.errors import InputError, MismatchError
from spatialbench.scoring import from_json, score, to_json

# Of 20 lone questions: 10 both, 6 only A, 1 only B, 3 neither.
A = [True] * 16 + [False] * 4
B = [True] * 10 + [False] * 6 + [True] + [False] * 3


@pytest.fixture(scope="module")
def lone() -> Comparison:
    questions = plain_set(20)
    return compare([scored(questions, B, "B"), scored(questions, A, "A")])


def test_the_best_model_comes_first(lone: Comparison) -> None:
    """In whatever order the results are given."""
    assert lone.models == ("A", "B")
    assert [one.overall.accuracy for one in lone.leaderboard] == [0.8, 0.55]


def test_a_pair_by_hand(lone: Comparison) -> None:
    """Discordant counts, Tango's interval, mid-P: C(7,≤1)/2^7·2 − C(7,1)/2^7 = 9/128."""
    (pair,) = lone.pairs
    test = pair.test
    assert (test.both, test.a_only, test.b_only, test.neither) == (10, 6, 1, 3)
    assert test.difference == stats.paired_difference(10, 6, 1, 3)
    assert test.p_mcnemar == pytest.approx((1 + 7 + 1) / 128)
    assert (test.test, test.p, pair.p_holm) == ("mid-p McNemar", test.p_mcnemar, test.p_mcnemar)
    assert pair.probability_a_better == stats.probability_better_paired(6, 1)


def test_a_pair_that_is_not_told_apart_says_what_it_would_take(lone: Comparison) -> None:
    """In English and in Chinese."""
    (pair,) = lone.pairs
    assert pair.better is None
    assert "cannot be told apart" in pair.verdict["en"]
    assert "questions are needed" in pair.verdict["en"]
    assert "无法区分" in pair.verdict["zh"]


def test_models_that_are_not_told_apart_share_their_ranks(lone: Comparison) -> None:
    """Rank sets, not ranks."""
    assert [tuple(one.rank or ()) for one in lone.leaderboard] == [(1, 2), (1, 2)]


def test_a_model_that_is_better_says_by_how_much() -> None:
    """And has the first rank to itself."""
    questions = plain_set(100)
    good, poor = [True] * 95 + [False] * 5, [n % 2 == 0 for n in range(100)]
    comparison = compare([scored(questions, poor, "poor"), scored(questions, good, "good")])
    (pair,) = comparison.pairs
    assert pair.better == "good"
    assert pair.verdict["en"].startswith("good is better than poor by 45.0 points (")
    assert pair.verdict["zh"].startswith("good 优于 poor，相差 45.0 个百分点")
    assert [tuple(one.rank or ()) for one in comparison.leaderboard] == [(1, 1), (2, 2)]


def test_twins_do_not_make_a_difference_surer() -> None:
    """Four copies of every question leave the deciding p where it was."""
    fourfold = plain_set(20, twins=4)
    results = [
        scored(fourfold, [hit for hit in hits for _ in range(4)], name)
        for name, hits in (("A", A), ("B", B))
    ]
    (pair,) = compare(results).pairs
    alone = stats.sign_flip_test([float(a) - b for a, b in zip(A, B, strict=True)])
    assert pair.test.test == "clustered sign-flip"
    assert pair.test.p == pytest.approx(alone)
    assert pair.test.p_mcnemar < 0.01 < pair.test.p


def test_the_clustered_interval_of_a_difference_is_that_of_the_statistics() -> None:
    """`clustered_mean` of the differences, clustered by probe."""
    questions = plain_set(30, twins=2)
    draw = random.Random(5)
    a, b = ([draw.random() < 0.6 for _ in range(60)] for _ in range(2))
    (pair,) = compare([scored(questions, a, "A"), scored(questions, b, "B")]).pairs
    sign = 1 if pair.a == "A" else -1
    expected = stats.clustered_mean(
        [sign * (float(x) - y) for x, y in zip(a, b, strict=True)], [n // 2 for n in range(60)]
    )
    clustered = pair.test.clustered
    assert clustered is not None
    assert (clustered.low, clustered.high) == pytest.approx((expected.low, expected.high))


def test_holm_is_over_all_pairs() -> None:
    """Three models, three tests."""
    questions = plain_set(40)
    draw = random.Random(1)
    results = [
        scored(questions, [draw.random() < share for _ in range(40)], name)
        for name, share in (("a", 0.9), ("b", 0.6), ("c", 0.3))
    ]
    pairs = compare(results).pairs
    assert [one.p_holm for one in pairs] == stats.adjust([one.test.p for one in pairs])
    assert len(pairs) == 3


def test_with_a_baseline_only_its_pairs_are_compared() -> None:
    """And nobody gets a rank."""
    questions = plain_set(20)
    results = [scored(questions, A, name) for name in ("a", "b", "c")]
    comparison = compare(results, baseline="b")
    assert [(one.a, one.b) for one in comparison.pairs] == [("a", "b"), ("c", "b")]
    assert {one.rank for one in comparison.leaderboard} == {None}


def test_what_one_model_lacks_is_left_out_and_listed() -> None:
    """A failed call is no defeat."""
    questions = plain_set(20)
    rows = rows_of(questions, B)[:15]
    comparison = compare([scored(questions, A, "A"), score(questions, rows, model="B")])
    assert (comparison.pairs[0].test.n, comparison.pairs[0].test.left_out) == (15, 5)
    (standing,) = [one for one in comparison.leaderboard if one.model == "B"]
    assert standing.missing_ids == tuple(f"i{n}-0" for n in range(15, 20))


def test_repeats_are_paired_in_their_order() -> None:
    """One harness counts from 0, another from 1, a third asks twice."""
    questions = plain_set(4)
    hits = [True, True, False, False]
    rows = rows_of(questions, hits)
    once = score(questions, in_epoch(rows, 0), model="once")
    twice = score(questions, in_epoch(rows, 1) + in_epoch(rows, 2), model="twice")
    (pair,) = compare([once, twice]).pairs
    assert (pair.test.n, pair.test.both, pair.test.neither) == (4, 2, 2)


def test_models_without_a_common_answer_are_said_to_have_none() -> None:
    """Nothing is tested, nothing crashes."""
    questions = plain_set(4)
    rows = rows_of(questions, [True] * 4)
    comparison = compare(
        [score(questions, rows[:2], model="a"), score(questions, rows[2:], model="b")]
    )
    assert "no answered question in common" in comparison.pairs[0].verdict["en"]


# --- what does not belong together ---------------------------------------------------------------


def test_results_on_different_sets_are_not_paired() -> None:
    """The message names both hashes."""
    one, other = plain_set(4), hand_set(*plain_set(4).members, name="other")
    results = [scored(one, [True] * 4, "a"), scored(other, [True] * 4, "b")]
    with pytest.raises(MismatchError) as caught:
        compare(results)
    assert one.items_sha256[:16] in str(caught.value)
    assert other.items_sha256[:16] in str(caught.value)


def test_no_results_one_name_twice_and_an_unknown_baseline_are_refused() -> None:
    """Each with its remedy."""
    results = scored(plain_set(4), [True] * 4, "a")
    with pytest.raises(InputError, match="there are none"):
        compare([])
    with pytest.raises(InputError, match="'a' comes 2 times"):
        compare([results, results])
    with pytest.raises(InputError, match="baseline 'z': expected one of the models 'a'"):
        compare([results], baseline="z")


# --- the whole -----------------------------------------------------------------------------------


def test_simulated_models_are_ranked_as_the_data_allow() -> None:
    """1,000 questions tell 92 from 81 and from 78 %."""
    questions = plain_set(1000)
    results = [
        score(questions, answer(questions, f"simulated:{share}", seed="article"))
        for share in ("0.92", "0.78", "0.81")
    ]
    comparison = compare(results)
    assert comparison.models[0] == "simulated-0.92"
    assert comparison.pairs[0].better == comparison.pairs[1].better == "simulated-0.92"
    assert tuple(comparison.leaderboard[0].rank or ()) == (1, 1)


def test_the_order_of_results_does_not_matter_and_json_is_strict() -> None:
    """Nor whether results were written and read in between."""
    questions = plain_set(24, twins=2)
    results = [
        score(questions, answer(questions, strategy, seed="s"))
        for strategy in ("simulated:0.9", "random", "rival:next", "refuse")
    ]
    comparison = compare(results).to_json()
    again = compare([from_json(to_json(one)) for one in results[::-1]]).to_json()
    assert comparison == again
    assert json.loads(json.dumps(comparison, allow_nan=False)) == comparison


def test_public_questions_that_are_easier_show() -> None:
    """The gap, its one-sided p, and each task's."""
    public, fresh = plain_set(100), hand_set(*plain_set(100).members, name="fresh")
    result = contamination(
        scored(public, [n < 90 for n in range(100)], "m"),
        scored(fresh, [n < 70 for n in range(100)], "m"),
    )
    assert result.gap == stats.contamination_gap(90, 100, 70, 100)
    assert [(one.task, one.p_holm) for one in result.by_task] == [("toy/pick-v1", result.gap.p)]
    assert result.notes == ()


def test_twins_are_not_counted_twice_for_contamination() -> None:
    """The same answers asked in two languages say no more: the interval and p stay."""
    rights = [[n % 10 > 0 for n in range(100)], [n % 20 > 2 for n in range(100)]]

    def gap(twins: int) -> stats.Gap:
        told = plain_set(100, twins=twins)
        sets = told, hand_set(*told.members, name="fresh")
        doubled = ([one for one in right for _ in range(twins)] for right in rights)
        return contamination(*(scored(*both, "m") for both in zip(sets, doubled, strict=True))).gap

    alone, twins = gap(1), gap(2)
    assert alone.p is not None
    assert twins.p == pytest.approx(alone.p, rel=0.1)
    assert (twins.point, twins.low, twins.high) == pytest.approx(
        (alone.point, alone.low, alone.high), abs=0.02
    )


def test_contamination_wants_one_model_and_two_sets_made_alike() -> None:
    """What does not fit is refused, what differs is noted."""
    results = scored(plain_set(4), [True] * 4, "m")
    fresh = hand_set(*plain_set(4).members, name="fresh")
    with pytest.raises(MismatchError, match="expected answers to two different sets"):
        contamination(results, results)
    with pytest.raises(MismatchError, match="got 'm' and 'n'"):
        contamination(results, scored(fresh, [True] * 4, "n"))
    other = plain_set(8, twins=2)
    notes = contamination(results, scored(other, [True] * 16, "m")).notes
    assert any("language" in note for note in notes)
