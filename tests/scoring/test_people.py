"""Answers of people: read from a file or a folder, kept apart, written and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from answered_sets import HandSet, hand_set, member

from spatialbench.comparison import compare
from spatialbench.errors import FormatError
from spatialbench.jsonl import line_of
from spatialbench.report import report_text
from spatialbench.scoring import score
from spatialbench.scoring.results_file import from_json, to_json
from spatialbench.scoring.timing import item_times, persons, quarters, times


@pytest.fixture
def told() -> HandSet:
    return hand_set(*(member(f"i{number}", probe=f"p{number}") for number in range(12)))


def row(person: str, item: int, right: bool = True, **more: Any) -> dict[str, Any]:
    """An answer of that person to that item."""
    response = "ANSWER: red" if right else "ANSWER: blue"
    return {"id": f"i{item}", "response": response, "participant": person, **more}


def crowd(people: int = 8, each: int = 6) -> list[dict[str, Any]]:
    """So many people, each with some of the items; those who take longer are right more often."""
    rows = []
    for person in range(people):
        for number in range(each):
            item = (person + 2 * number) % 12
            slow = (person * 5 + number * 3) % 7
            seconds = 3.0 + 2 * slow
            rows.append(row(f"p{person}", item, right=slow > 2, seconds=seconds, model="people"))
    return rows


def test_people_answer_the_same_items_and_none_is_missing(told: HandSet) -> None:
    """What a person was not asked is no missing answer."""
    results = score(told, crowd())
    assert results.origin == "people"
    assert (results.overall.n, results.overall.answered) == (48, 48)
    assert results.overall.is_complete
    assert results.summary.repeats is None


def test_the_interval_takes_participants_for_what_they_are(told: HandSet) -> None:
    """Half of the people know everything, half nothing: 8 people, however many answers."""
    rows = [row(f"p{person}", item, person % 2 == 0) for person in range(8) for item in range(12)]
    overall = score(told, rows).overall
    assert overall.clustered.n_clusters == 8
    assert (overall.low, overall.high) == (overall.clustered.low, overall.clustered.high)
    assert overall.high - overall.low > 0.7


def test_the_order_of_rows_does_not_matter(told: HandSet) -> None:
    rows = crowd()
    assert to_json(score(told, rows))["outcomes"] == to_json(score(told, rows[::-1]))["outcomes"]


def test_a_row_that_comes_twice_is_one_answer(told: HandSet) -> None:
    """Saved twice, or saved and sent."""
    results = score(told, crowd() + crowd())
    assert (results.overall.answered, results.answers.folded) == (48, 48)


def test_two_people_with_one_code_are_an_error_that_names_it(told: HandSet) -> None:
    with pytest.raises(FormatError, match=r"epoch 1 of participant 'p1'.*Have two people"):
        score(told, [row("p1", 0), row("p1", 0, right=False)])


def test_a_person_may_come_again(told: HandSet) -> None:
    """With the number of the repeat."""
    results = score(told, [row("p1", 0), row("p1", 0, right=False, epoch=2), row("p2", 0)])
    shown = [
        (one.participant, one.epoch, one.right)
        for one in results.outcomes
        if one.status != "missing"
    ]
    assert shown == [("p1", 1, True), ("p1", 2, False), ("p2", 1, True)]


def test_people_and_models_do_not_share_a_name(told: HandSet) -> None:
    rows = [row("p1", 0), {"id": "i1", "response": "ANSWER: red"}]
    with pytest.raises(FormatError, match="field participant"):
        score(told, rows)


def test_checks_are_left_out_and_counted(told: HandSet) -> None:
    check = {"id": "check1", "response": "ANSWER: A", "participant": "p1", "check": True}
    results = score(told, [row("p1", 0), check, {**check, "participant": "p2"}])
    assert (results.answers.rows, results.answers.unknown) == (1, 0)
    assert results.answers.notes == ("2 attention checks left out",)


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_a_folder_of_peoples_files_is_read_as_one(told: HandSet, tmp_path: Path, kind: str) -> None:
    rows = crowd()
    for person in range(8):
        own = [one for one in rows if one["participant"] == f"p{person}"]
        if kind == "jsonl":
            text = "".join(map(line_of, own))
        else:
            text = ",".join(own[0]) + "\n"
            text += "".join(",".join(str(value) for value in one.values()) + "\n" for one in own)
        (tmp_path / f"p{person}.{kind}").write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("who was ill")
    (tmp_path / "other.jsonl").write_text('{"prompt": "?"}\n')
    results = score(told, tmp_path)
    assert results.answers.format == "8 answer files of people"
    assert results.answers.notes == ('files without participants left aside: "other.jsonl"',)
    assert to_json(results)["aggregates"] == to_json(score(told, rows))["aggregates"]


def test_results_are_read_back_as_they_were(told: HandSet) -> None:
    results = score(told, crowd())
    written = json.loads(json.dumps(to_json(results)))
    assert len(written["outcomes"]) == 48
    again = from_json(written)
    assert to_json(again) == to_json(results)
    assert quarters(again.outcomes) == quarters(results.outcomes)


# --- times --------------------------------------------------------------------------------------


def test_times_are_told_by_task_and_level(told: HandSet) -> None:
    (cell,) = times(score(told, crowd()).outcomes)
    assert (cell.task, cell.level, cell.answers, cell.participants) == ("toy/pick-v1", 1, 48, 8)
    assert cell.low <= cell.median <= cell.high


def test_times_are_told_by_question_the_slowest_first(told: HandSet) -> None:
    found = item_times(score(told, crowd()).outcomes)
    assert sum(one.answers for one in found) == 48
    assert [one.median for one in found] == sorted((one.median for one in found), reverse=True)


def test_who_takes_longer_is_right_more_often_here(told: HandSet) -> None:
    found = quarters(score(told, crowd()).outcomes)
    assert [one.answers for one in found] == [12, 12, 12, 12]
    assert found[0].accuracy.mean == 0
    assert found[3].accuracy.mean == 1
    assert [one.median for one in found] == sorted(one.median for one in found)


def test_every_person_is_counted(told: HandSet) -> None:
    found = persons(score(told, crowd()).outcomes)
    assert [one.participant for one in found] == [f"p{number}" for number in range(8)]
    assert {one.answers for one in found} == {6}


def test_a_model_has_no_times(told: HandSet) -> None:
    """Seconds of a call are no thinking."""
    rows = [{"id": f"i{n}", "response": "ANSWER: red", "seconds": 1.0} for n in range(12)]
    outcomes = score(told, rows).outcomes
    assert (persons(outcomes), times(outcomes), quarters(outcomes)) == ([], [], [])
    assert item_times(outcomes) == []


# --- beside models ------------------------------------------------------------------------------


def model(told: HandSet, right: int) -> list[dict[str, Any]]:
    return [
        {"id": f"i{n}", "response": f"ANSWER: {'red' if n < right else 'blue'}", "model": "gpt"}
        for n in range(12)
    ]


def test_people_stand_beside_the_models_in_no_rank(told: HandSet) -> None:
    comparison = compare([score(told, crowd()), score(told, model(told, 12))])
    assert [(one.model, one.reference) for one in comparison.leaderboard] == [
        ("gpt", False),
        ("people", True),
    ]
    (pair,) = comparison.references
    assert pair.test.test == "two-way clustered t"
    assert (pair.test.n, pair.test.questions) == (48, 12)
    assert pair.test.difference.point == pytest.approx(1 - score(told, crowd()).accuracy)


def test_two_groups_of_people_are_matched_by_question(told: HandSet) -> None:
    """Whatever their numbers: a group against itself, or a part of it, is no different."""
    many = [{**one, "model": "many"} for one in crowd(24)]
    few = [{**one, "model": "few"} for one in crowd(12)]
    comparison = compare([score(told, many), score(told, few)])
    (pair,) = comparison.pairs
    assert pair.better is None
    assert pair.test.n >= 72
    assert all(one.rank is not None for one in comparison.leaderboard)


def test_one_person_cannot_be_told_from_a_model(told: HandSet) -> None:
    rows = [row("p1", item, False) for item in range(12)]
    comparison = compare([score(told, rows, model="people"), score(told, model(told, 12))])
    assert comparison.references[0].test.p == 1


def test_a_difference_in_every_answer_of_every_person_shows(told: HandSet) -> None:
    """No spread is no certainty: eight people are a sign test of eight."""
    rows = [row(f"p{p}", item, False) for p in range(8) for item in range(12)]
    comparison = compare([score(told, rows, model="people"), score(told, model(told, 12))])
    assert comparison.references[0].test.p == pytest.approx(2 * 0.5**8)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_tells_of_people_and_their_times(told: HandSet, language: str) -> None:
    people, machine = score(told, crowd()), score(told, model(told, 9))
    results = [people, machine]
    texts = {
        form: report_text(
            told, results, compare(results), answers=[crowd(), model(told, 9)], format=form,
            language=language,
        )
        for form in ("html", "md", "json")
    }  # fmt: skip
    tables = json.loads(texts["json"])["tables"]
    assert tables["people"][0]["participants"] == 8
    assert [one["quarter"] for one in tables["speed"]] == ["q1", "q2", "q3", "q4"]
    assert tables["times"][0]["participants"] == 8
    said = "fastest quarter" if language == "en" else "最快的四分之一"
    assert said in texts["html"]
    assert said in texts["md"]


def test_a_report_on_people_alone_is_about_people(told: HandSet) -> None:
    results = [score(told, crowd())]
    text = report_text(None, results, compare(results), format="md")
    assert "1 group of people" in text
    assert "simulated" not in text
