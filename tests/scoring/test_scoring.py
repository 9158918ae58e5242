"""Scoring: every status, the counts made of them, models, repeats, and files that do not fit."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from answered_sets import HandSet, hand_set, in_epoch, member, plain_set, rows_of

from spatialbench.answers.rows import Answer
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.items.item import Text
from spatialbench.scoring import STATUSES, Results, score, score_all

# One item for every status, all with the answer "red", four colours to choose from, so that a
# guess is right in one of four.
EVERY: dict[str, dict[str, Any] | None] = {
    "right": {"response": "ANSWER: red"},
    "wrong": {"response": "ANSWER: green"},
    "ambiguous": {"response": "It is either red or green, I think both are possible."},
    "refusal": {"response": "I'm sorry, but I can't answer that."},
    "unparseable": {"response": "The weather is fine."},
    "truncated": {"response": "<think>First the cube turns"},
    "cut": {"response": "The weather is", "finish": "length"},
    "empty": {"response": ""},
    "failed": {"response": None, "error": "429"},
    "missing": None,
}


def every_status() -> tuple[HandSet, list[dict[str, Any]]]:
    """The set with one item for each case, and the answers to it."""
    questions = hand_set(*[member(name, rivals={"next": "green"}) for name in EVERY])
    return questions, [{"id": name, **row} for name, row in EVERY.items() if row is not None]


@pytest.fixture(scope="module")
def results() -> Results:
    questions, rows = every_status()
    return score(questions, rows)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("right", "ok"),
        ("wrong", "ok"),
        ("ambiguous", "ambiguous"),
        ("refusal", "refusal"),
        ("unparseable", "unparseable"),
        ("truncated", "truncated"),
        ("cut", "truncated"),
        ("empty", "empty"),
        ("failed", "failed"),
        ("missing", "missing"),
    ],
)
def test_every_case_has_its_status(results: Results, name: str, status: str) -> None:
    """A response that ended at the length limit without an answer counts as truncated."""
    (outcome,) = [one for one in results.outcomes if one.id == name]
    assert outcome.status == status


def test_a_right_answer_says_what_was_read_and_where(results: Results) -> None:
    """Value, span, and the way it was found."""
    outcome = results.outcomes[0]
    assert (outcome.value, outcome.right, outcome.partial) == ("red", True, 1.0)
    assert outcome.span == (8, 11)
    assert outcome.method == "requested-line"


def test_a_wrong_answer_names_the_rivals_that_it_equals(results: Results) -> None:
    """The cause of the error, if it has a name."""
    assert results.outcomes[1].equals == ("next",)


def test_what_is_unreadable_is_wrong_and_what_is_absent_is_neither(results: Results) -> None:
    """Right is False for the one and None for the other."""
    told = {outcome.id: outcome.right for outcome in results.outcomes}
    assert told["refusal"] is False
    assert told["failed"] is None
    assert told["missing"] is None


def test_the_counts_by_hand(results: Results) -> None:
    """Ten items: eight answers, two of them readable, one right."""
    overall = results.overall
    assert (overall.n, overall.answered, overall.right) == (10, 8, 1)
    assert dict(overall.statuses) == {
        "ok": 2,
        "off-list": 0,
        "ambiguous": 1,
        "refusal": 1,
        "unparseable": 1,
        "truncated": 2,
        "empty": 1,
        "missing": 1,
        "failed": 1,
    }
    assert tuple(overall.statuses) == STATUSES


def test_the_shares_by_hand(results: Results) -> None:
    """Strict 1/8, parsed only 1/2, best case (1 + 6)/8, with missing and failed 1/10."""
    overall = results.overall
    assert overall.accuracy == results.accuracy == 1 / 8
    assert overall.parsed_only == 1 / 2
    assert overall.best_case == 7 / 8
    assert overall.parse_rate == 2 / 8
    assert overall.with_missing == 1 / 10
    assert overall.chance == 1 / 4
    assert overall.chance_corrected == pytest.approx((1 / 8 - 1 / 4) / (3 / 4))
    assert overall.mean_partial == 1 / 8


def test_the_interval_is_wilsons(results: Results) -> None:
    """1 of 8 at 95 %: as scipy and statsmodels give it."""
    assert results.overall.low == pytest.approx(0.0224174915, abs=1e-9)
    assert results.overall.high == pytest.approx(0.4708881822, abs=1e-9)


def test_an_error_cause_is_measured_against_chance(results: Results) -> None:
    """One wrong answer, equal to the rival; by chance one wrong colour in three."""
    (overall, by_task) = results.summary.causes
    assert (overall.rival, overall.task, overall.wrong, overall.equal) == ("next", None, 1, 1)
    assert overall.expected == pytest.approx(1 / 3)
    assert by_task.task == "toy/pick-v1"


def test_a_set_without_any_answer_has_no_accuracy() -> None:
    """Nothing is 0 that was not measured."""
    overall = score(plain_set(3), []).overall
    assert overall.accuracy is None
    assert (overall.low, overall.high) == (0.0, 1.0)
    assert overall.statuses["missing"] == 3


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    """The same bytes of results come from any order."""
    from spatialbench.scoring import to_json

    questions, rows = every_status()
    rows += [{"id": f"stranger{n}", "response": "x"} for n in range(7)]
    shuffled = random.Random(3).sample(rows, len(rows))
    assert to_json(score(questions, rows)) == to_json(score(questions, shuffled))


# --- repeats and rows that repeat ----------------------------------------------------------------


def test_identical_rows_are_one_answer() -> None:
    """They are folded, and counted."""
    questions = plain_set(4)
    rows = rows_of(questions, [True] * 4)
    results = score(questions, rows + rows[:2])
    assert results.answers.folded == 2
    assert results.overall.answered == 4


def test_two_different_answers_to_an_item_are_an_error_naming_both_lines() -> None:
    """Choosing one would be choosing the score."""
    questions = plain_set(4)
    rows = rows_of(questions, [True] * 4)
    with pytest.raises(FormatError, match=r"line 5.*'i0-0' in epoch 1; line 1 gives"):
        score(questions, [*rows, {"id": "i0-0", "response": "ANSWER: blue"}])


@pytest.mark.parametrize("failed_first", [True, False])
def test_a_failed_call_that_was_tried_again_is_replaced(failed_first: bool) -> None:
    """In whatever order the two stand."""
    questions = plain_set(2)
    rows = rows_of(questions, [True, True])
    failed = {"id": rows[0]["id"], "response": None, "error": "timeout"}
    results = score(questions, [failed, *rows] if failed_first else [*rows, failed])
    assert (results.overall.right, results.answers.retried, results.answers.folded) == (2, 1, 0)


def test_repeats_are_outcomes_of_their_own() -> None:
    """Items times epochs, ordered by item and epoch, clustered by probe."""
    questions = plain_set(2)
    rows = in_epoch(rows_of(questions, [True, False]), 1) + in_epoch(
        rows_of(questions, [True, True]), 2
    )
    results = score(questions, rows)
    assert [(one.id, one.epoch, one.right) for one in results.outcomes] == [
        ("i0-0", 1, True),
        ("i0-0", 2, True),
        ("i1-0", 1, False),
        ("i1-0", 2, True),
    ]
    assert results.overall.clustered.n_clusters == 2
    assert results.summary.repeats is not None
    assert results.summary.repeats.all_correct == 0.5


def test_an_item_without_a_row_in_one_epoch_is_missing_there() -> None:
    """A repeat that stopped halfway is seen."""
    questions = plain_set(3)
    rows = rows_of(questions, [True] * 3)
    results = score(questions, in_epoch(rows, 1) + in_epoch(rows[:1], 2))
    assert results.overall.statuses["missing"] == 2


def test_an_epoch_that_is_a_row_number_is_refused() -> None:
    """A million repeats of a set are a mistake, and would fill the memory."""
    questions = plain_set(100)
    name = questions.members[0][0].id
    rows = (Answer(name, "ANSWER: red", epoch=number) for number in range(20_000))
    with pytest.raises(FormatError, match="Is `epoch` a row number"):
        score(questions, rows)


# --- models and sets -----------------------------------------------------------------------------


def test_every_model_of_a_file_gets_its_results() -> None:
    """Sorted by name."""
    questions = plain_set(4)
    rows = rows_of(questions, [True] * 4, "strong") + rows_of(questions, [False] * 4, "weak")
    assert [(one.model, one.accuracy) for one in score_all(questions, rows)] == [
        ("strong", 1.0),
        ("weak", 0.0),
    ]


def test_one_model_of_several_must_be_picked() -> None:
    """By its name in the file."""
    questions = plain_set(4)
    rows = rows_of(questions, [True] * 4, "a") + rows_of(questions, [False] * 4, "b")
    with pytest.raises(InputError, match="expected the answers of one model; there are 2"):
        score(questions, rows)
    assert score(questions, rows, model="b").accuracy == 0.0
    with pytest.raises(InputError, match="expected answers of model 'c'"):
        score(questions, rows, model="c")


def test_rows_without_a_model_take_the_name_given_or_that_of_the_file(tmp_path: Path) -> None:
    """A file is usually named after its model."""
    questions = plain_set(2)
    rows = rows_of(questions, [True, True])
    path = tmp_path / "my-model.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert score(questions, path).model == "my-model"
    assert score(questions, path, model="Q").model == "Q"
    assert score(questions, path).answers.sha256 is not None


def test_a_few_unknown_ids_are_counted_and_shown() -> None:
    """They are in no other count."""
    questions = plain_set(4)
    rows = [*rows_of(questions, [True] * 4), {"id": "other", "response": "x"}]
    results = score(questions, rows)
    assert (results.answers.unknown, results.answers.unknown_ids) == (1, ("other",))
    assert results.overall.n == 4


def test_answers_to_another_set_are_refused() -> None:
    """When more than half of the ids are unknown."""
    rows = [{"id": f"x{n}", "response": "red"} for n in range(5)]
    with pytest.raises(MismatchError, match="these answers are for another set"):
        score(plain_set(4), rows_of(plain_set(4), [True] * 4) + rows)


def test_an_item_without_a_key_is_a_mismatch() -> None:
    """Items and key of two sets cannot be scored together."""

    class Keyless(HandSet):
        def keys(self) -> Any:
            return iter(())

    with pytest.raises(MismatchError, match="has no line in key"):
        score(Keyless(plain_set(1).members), [])


def test_scoring_loads_neither_geometry_nor_pictures() -> None:
    """In a fresh interpreter: it must start in a blink."""
    code = (
        "import sys, spatialbench.scoring, spatialbench.comparison, spatialbench.answers.answerers;"
        "print([m for m in sys.modules if m.split('.')[0] in ('trimesh', 'PIL', 'scipy')"
        " or m.startswith(('spatialbench.generators', 'spatialbench.render'))])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_clear_answer_that_is_not_on_offer_is_readable_and_wrong() -> None:
    """Whoever says "grey" has answered."""
    overall = score(hand_set(member("one")), [{"id": "one", "response": "ANSWER: grey"}]).overall
    assert (overall.statuses["off-list"], overall.right, overall.parse_rate) == (1, 0, 1.0)


def test_what_is_given_back_of_the_prompt_is_no_answer() -> None:
    """The reader knows what was asked, and what stands after it is read."""
    prompt = (
        "The cube is red in front. It is turned. Which colour is in front now?\nThe front is red."
    )
    questions = hand_set(member("one", content=(Text(prompt),)))
    for response, status in ((prompt, "unparseable"), (f"{prompt}\n\nred", "ok")):
        overall = score(questions, [{"id": "one", "response": response}]).overall
        assert overall.statuses[status] == 1
