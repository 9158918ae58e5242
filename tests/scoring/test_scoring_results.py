"""Results: aggregates against the statistics they claim to be, JSON there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from answered_sets import COLOURS, hand_set, in_epoch, member, plain_set, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench import stats
from spatialbench.errors import FormatError, InputError
from spatialbench.scoring import (
    Results,
    from_json,
    read_results,
    score,
    to_json,
    write_results,
)
from spatialbench.scoring.aggregates import clustered_share

COUNTS = st.lists(
    st.integers(1, 6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=12
)


@given(COUNTS)
@settings(max_examples=150)
def test_the_clustered_share_is_the_clustered_mean_of_the_answers(
    counts: list[tuple[int, int]],
) -> None:
    """From counts, the same numbers as from the list of zeros and ones."""
    values = [float(i < right) for right, n in counts for i in range(n)]
    clusters = [c for c, (_, n) in enumerate(counts) for _ in range(n)]
    expected = stats.clustered_mean(values, clusters)
    found = clustered_share([right for right, _ in counts], [n for _, n in counts])
    for name in expected.__dataclass_fields__:
        theirs, ours = getattr(expected, name), getattr(found, name)
        if name in {"note", "n_clusters"} or theirs is None:
            assert ours == theirs, name
        else:
            assert ours == pytest.approx(theirs, abs=1e-9), name


def mixed() -> Results:
    """Results with twins, repeats, choices, confidence, strangers and something missing."""
    choices = [
        member(
            f"c{n}",
            answer="ABCD"[n % 4],
            answer_type="choice",
            options=COLOURS,
            choices=COLOURS,
            rivals={"next": "ABCD"[(n + 1) % 4]},
        )
        for n in range(6)
    ]
    twins = plain_set(5, twins=2)
    questions = hand_set(*twins.members, *choices)
    rows: list[dict[str, Any]] = rows_of(twins, [n % 3 > 0 for n in range(10)])
    rows += [{"id": f"c{n}", "response": "B", "confidence": 0.25 * (n % 4)} for n in range(5)]
    rows += [{"id": "stranger", "response": "x", "protocol": "T=0"}]
    return score(questions, in_epoch(rows, 0) + in_epoch(rows[:7], 1))


@pytest.fixture(scope="module")
def results() -> Results:
    return mixed()


def test_slices_add_up_to_everything(results: Results) -> None:
    """In every dimension, every outcome is in one slice."""
    for name, slices in results.summary.slices.items():
        assert sum(one.n for one in slices.values()) == results.overall.n, name
        assert sum(one.right for one in slices.values()) == results.overall.right, name


def test_json_round_trips(results: Results) -> None:
    """Everything, the aggregates included, which are computed again."""
    record = to_json(results)
    assert to_json(from_json(record)) == record
    assert list(from_json(record).outcomes) == list(results.outcomes)


def test_json_holds_no_nan_and_survives_a_strict_parser(results: Results) -> None:
    """`allow_nan=False` raises on the first one."""
    assert json.loads(json.dumps(to_json(results), allow_nan=False)) == to_json(results)


def test_a_written_file_is_the_same_results(results: Results, tmp_path: Path) -> None:
    """Written line by line, read and checked against the schema."""
    path = tmp_path / "results.json"
    write_results(results, path)
    assert json.loads(path.read_text()) == to_json(results)
    assert to_json(read_results(path)) == to_json(results)


def test_results_say_nothing_of_right_answers_that_were_not_given(results: Results) -> None:
    """The key stays apart: items carry names of rivals, not answers."""
    record = to_json(results)
    assert "answer" not in record["items"][0]
    assert record["items"][0]["rivals"] == ["next"]


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda r: r.pop("format"), "'format'; it is missing"),
        (lambda r: r.update(format=2), "field format"),
        (lambda r: r["outcomes"][0].update(status="fine"), "outcomes.0.status"),
        (lambda r: r["outcomes"][0].update(id="nobody"), "outcomes.0.id"),
        (lambda r: r["outcomes"].pop(), "expected each of the 16 items once"),
        (lambda r: r["outcomes"][0].update(right=None), "outcomes.0.right"),
    ],
    ids=["no-format", "newer", "status", "stranger", "hole", "judged"],
)
def test_broken_results_are_refused_with_the_field(
    results: Results, break_it: Any, said: str
) -> None:
    """A results file may come from anywhere."""
    record = json.loads(json.dumps(to_json(results)))
    break_it(record)
    with pytest.raises(FormatError) as caught:
        from_json(record)
    assert said in str(caught.value)


def test_a_missing_results_file_is_named(tmp_path: Path) -> None:
    """With the remedy."""
    with pytest.raises(InputError, match="cannot be read"):
        read_results(tmp_path / "none.json")


def test_letters_and_values_are_counted_beside_the_key(results: Results) -> None:
    """Always B: five of five in one epoch, none in the other."""
    (letters,) = results.letters
    assert (letters.options, letters.said) == (4, (0, 5, 0, 0))
    assert letters.key == (2, 2, 1, 1)
    assert sum(one.said for one in results.values) == results.overall.statuses["ok"]


def test_stated_confidence_is_measured(results: Results) -> None:
    """Over the readable answers that state it."""
    expected = stats.calibration([0.0, 0.25, 0.5, 0.75, 0.0], [0, 1, 0, 0, 0])
    assert results.summary.calibration == expected


def test_twins_are_clustered_under_their_probe() -> None:
    """Four identical twins are worth one question: the interval is as wide."""
    alone = plain_set(20)
    fourfold = plain_set(20, twins=4)
    hits = [n % 3 > 0 for n in range(20)]
    one = score(alone, rows_of(alone, hits)).overall
    four = score(fourfold, rows_of(fourfold, [hit for hit in hits for _ in range(4)])).overall
    assert four.answered == 80
    assert four.clustered.n_clusters == one.clustered.n_clusters == 20
    assert four.clustered.low == pytest.approx(one.clustered.low)
    assert four.effective_n == pytest.approx(20, abs=1)
    assert np.isclose(four.clustered.icc or 0.0, 1.0)


def test_outcomes_are_a_sequence(results: Results) -> None:
    """Length, index, slice, from the end."""
    outcomes = results.outcomes
    assert outcomes[-1] == list(outcomes)[-1]
    assert outcomes[1:3] == list(outcomes)[1:3]
    with pytest.raises(IndexError):
        outcomes[len(outcomes)]


# --- origin and completeness ---------------------------------------------------------------------


@pytest.mark.parametrize("origin", [None, "baseline", "simulated"])
def test_results_keep_what_answered(origin: str | None) -> None:
    """From the rows to the file and back."""
    told = plain_set(4)
    rows = [{**row, "origin": origin} for row in rows_of(told, [True] * 4, "GPT-4o")]
    found = score(told, rows)
    assert found.origin == origin
    assert from_json(to_json(found)).origin == origin


def test_results_written_before_there_were_origins_are_those_of_a_model(results: Results) -> None:
    """A field that is not there says nothing."""
    record = to_json(results)
    del record["origin"]
    del record["answers"]["model"]
    assert from_json(record).origin is None


def test_rows_that_disagree_about_what_answered_are_refused() -> None:
    """A model and a baseline of one name."""
    told = plain_set(4)
    rows = rows_of(told, [True] * 4, "m")
    rows[2]["origin"] = "baseline"
    with pytest.raises(FormatError, match="field origin: expected the same in every row of 'm'"):
        score(told, rows)


def test_an_origin_that_is_none_is_refused() -> None:
    """With those that there are."""
    told = plain_set(1)
    with pytest.raises(FormatError, match="field origin: expected one of baseline, simulated"):
        score(told, [{**rows_of(told, [True])[0], "origin": "human"}])


@given(right=st.integers(0, 20), wrong=st.integers(0, 20), missing=st.integers(0, 20))
def test_bounds_hold_whatever_the_missing_answers_would_have_been(
    right: int, wrong: int, missing: int
) -> None:
    """All wrong at one end, all right at the other."""
    n = right + wrong + missing
    told = plain_set(n)
    rows = rows_of(told, [place < right for place in range(n)])
    overall = score(told, rows[: right + wrong], model="m").overall
    assert overall.missing == missing
    if n:
        assert overall.bounds == (right / n, (right + missing) / n)
        assert overall.with_missing == overall.bounds.low
    assert overall.is_complete == ((right + wrong) >= 0.95 * n)
