"""Checking keys: right keys agree, spoilt keys do not, and what is wrong is said."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from probe_keys import CARRIED, FACE, HIDDEN, SEEN, TASK_IDS, Record, key_of, probes

from spatialbench.errors import FormatError
from spatialbench.geometry.program import encode
from spatialbench.geometry.story import Turn
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.verification.keys import Check, check_key, expected_value, summarise

TASKS = [(task, level) for task in tasks() for level in tasks()[task].levels]


# --- right keys ---------------------------------------------------------------------------------


@pytest.mark.parametrize("choices", [False, True], ids=["open", "choice"])
@pytest.mark.parametrize(("task", "level"), TASKS)
def test_a_right_key_agrees(task: str, level: int, choices: bool) -> None:
    """Open or multiple choice."""
    record = key_of(make(task, seed="right", level=level), choices=choices)
    check = check_key(record)
    assert (check.status, check.measured) == ("agrees", check.expected)
    assert (check.id, check.task) == (record["id"], task)
    assert check.margins or record["answer_type"] == "construction"


@pytest.mark.parametrize("task", TASK_IDS)
def test_a_letter_stands_for_its_choice(task: str) -> None:
    """The expected value is that of the probe."""
    for probe in probes(task, count=3):
        assert expected_value(key_of(probe, choices=True)) == probe.answer
        assert expected_value(key_of(probe)) == probe.answer


def test_a_check_is_json() -> None:
    """As the command line prints it."""
    check = check_key(key_of(make(SEEN, seed="json", level=1)))
    assert Check(**json.loads(json.dumps(check.to_json()))) == check


# --- unclear keys -------------------------------------------------------------------------------


def test_a_story_that_cannot_be_is_unclear() -> None:
    """Full after it was shown empty."""
    probe = probes(CARRIED)[0]
    looks = [{"kind": "Show", "body": "box", "contents": c} for c in ([], ["ball"])]
    record = key_of(probe)
    check = check_key(record | {"story": [record["story"][0], *looks]})
    assert (check.status, check.measured) == ("unclear", None)
    assert "no history fits" in check.note


def test_an_answer_that_hangs_on_2_percent_is_unclear() -> None:
    """It is right, but by a hair."""
    record = key_of(make(HIDDEN, seed="hair", level=1))
    cup = next(b for b in record["scene"]["bodies"] if b["name"].startswith("cup"))
    ball = record["scene"]["bodies"][-1]
    ball["pose"]["position"] = [*cup["pose"]["position"][:2], 1]
    check = check_key(record | {"story": [], "answer": cup["colour"]})
    assert (check.status, check.note) == ("unclear", "being 2 % off changes the answer")
    assert check.measured == cup["colour"]


def test_a_camera_in_between_is_unclear() -> None:
    """A face is seen at a slant that one cannot count on."""
    record = key_of(make(SEEN, seed="slant", level=1))
    record["ask"]["camera"] = [60, -400, 0]
    check = check_key(record)
    assert check.status == "unclear"
    assert "hardly seen" in check.note


# --- what is no key -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"answer": "E"}, "field 'answer': expected one of A, B, C, D; got 'E'"),
        ({"answer": ["A"]}, "field 'answer'"),
        ({"choices": "ABCD"}, "field 'choices': expected a list or null"),
        ({"undetermined": "no"}, "field 'undetermined': expected true or false"),
        ({"scene": {}}, "field 'scene'"),
        ({"story": [encode(Turn("ball", "top", "clockwise", 1))]}, "'ball'"),
        ({"ask": None}, "field 'ask'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_key_is_an_error_that_names_the_field(changes: Record, message: str) -> None:
    """It is not counted as a disagreement."""
    record = key_of(probes(FACE)[0], choices=True)
    with pytest.raises(FormatError) as caught:
        check_key(record | changes)
    assert message in str(caught.value)


@pytest.mark.parametrize("field", ["id", "task", "answer", "scene", "story", "ask", "undetermined"])
def test_a_field_that_is_missing_is_named(field: str) -> None:
    """Each of them is needed."""
    record = key_of(probes(FACE)[0])
    del record[field]
    with pytest.raises(FormatError, match=f"field '{field}'"):
        check_key(record)


# --- summary ------------------------------------------------------------------------------------


def check(task: str, status: Any, **margins: float) -> Check:
    """A check with these margins."""
    return Check("x", task, status, "red", "red", margins)


def test_a_summary_counts_by_task_and_status_and_keeps_the_smallest_margins() -> None:
    """Task by task."""
    summary = summarise(
        [
            check("a", "agrees", facing=0.5, nearer=0.9),
            check("a", "agrees", facing=0.4),
            check("a", "unclear"),
            check("b", "disagrees", facing=0.3),
        ]
    )
    assert summary.to_json() == {
        "total": 4,
        "counts": {
            "a": {"agrees": 2, "disagrees": 0, "unclear": 1},
            "b": {"agrees": 0, "disagrees": 1, "unclear": 0},
        },
        "margins": {"a": {"facing": 0.4, "nearer": 0.9}, "b": {"facing": 0.3}},
        "passed": False,
    }


@pytest.mark.parametrize(
    ("statuses", "passed"),
    [
        (["agrees", "agrees"], True),
        (["agrees", "disagrees"], False),
        (["agrees", "unclear"], False),
        ([], False),
    ],
)
def test_a_set_passes_if_every_key_agrees(statuses: list[str], passed: bool) -> None:
    """An unclear key is no agreement, and no key is no pass."""
    assert summarise([check("a", status) for status in statuses]).passed is passed


def test_a_summary_is_json() -> None:
    """As the command line prints it."""
    summary = summarise([check("a", "agrees", facing=0.5)])
    assert json.loads(json.dumps(summary.to_json())) == summary.to_json()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda key: key["scene"].pop("bodies"), "field 'bodies' of a Scene: expected a value"),
        (lambda key: key["story"].append({"kind": "Explode"}), "got the kind 'Explode'"),
        (lambda key: key["story"].extend(key["story"] * 600), "expected at most 500 events"),
        (lambda key: key["scene"]["bodies"].extend(key["scene"]["bodies"]), "each name once"),
    ],
    ids=["missing", "unknown", "too many", "twice"],
)
def test_a_program_that_is_none_is_said_to_be_of_which_item_and_what_to_do(
    spoil: Callable[[dict[str, Any]], object], told: str
) -> None:
    """Of a set of thousands; who takes the key again has one that agrees."""
    right = json.loads(json.dumps(key_of(make(FACE, seed="remedy", level=2))))
    key = json.loads(json.dumps(right))
    spoil(key)
    with pytest.raises(FormatError) as caught:
        check_key(key)
    message = str(caught.value)
    assert message.startswith(f"the key of item {right['id']!r}: ")
    assert told in message
    assert "Take " in message.rpartition(". ")[2]
    assert check_key(right).status == "agrees"
