"""Checking keys: right keys agree, spoilt keys do not, and what is wrong is said."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from spatialbench.errors import FormatError
from spatialbench.geometry.program import encode
from spatialbench.geometry.story import Turn
from spatialbench.making import make
from spatialbench.presenting import Wanted, with_key
from spatialbench.probe import Probe
from spatialbench.registry import tasks
from spatialbench.sets.verify import Check, check_key, expected_value, summarise

Record = dict[str, Any]
TASKS = [(task, level) for task in tasks() for level in tasks()[task].levels]
TASK_IDS = tuple(tasks())
(FACE, SEEN, _, HIDDEN, SHELL, CARRIED) = (
    next(task for task in TASK_IDS if name in task)
    for name in ("face-after", "visible", "facing", "hidden-where", "shell", "carried")
)


def key_of(probe: Probe, *, choices: bool = False) -> Record:
    """The key of a probe as it is read from a file."""
    presented = with_key(probe, Wanted("en", "text", choices, 0, 64))
    record: Record = json.loads(json.dumps(presented.key.to_json()))
    return record


def probes(task: str, level: int = 3, count: int = 8) -> list[Probe]:
    """A few probes of a task."""
    return [make(task, seed="spoilt", index=i, level=level) for i in range(count)]


# --- right keys ---------------------------------------------------------------------------------


@pytest.mark.parametrize("choices", [False, True], ids=["open", "choice"])
@pytest.mark.parametrize(("task", "level"), TASKS)
def test_a_right_key_agrees(task: str, level: int, choices: bool) -> None:
    """Open or multiple choice."""
    record = key_of(make(task, seed="right", level=level), choices=choices)
    check = check_key(record)
    assert (check.status, check.measured) == ("agrees", check.expected)
    assert (check.id, check.task) == (record["id"], task)
    assert check.margins


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


# --- spoilt keys --------------------------------------------------------------------------------


def swapped(scene: Record, one: str, other: str) -> Record:
    """The scene with two colours exchanged, on bodies and on marks."""
    text = json.dumps(scene)
    for old, new in ((one, "\0"), (other, one), ("\0", other)):
        text = text.replace(f'"colour": {json.dumps(old)}', f'"colour": {json.dumps(new)}')
    changed: Record = json.loads(text)
    return changed


def turned_the_other_way(probe: Probe) -> Record:
    """The only turn of a probe of level 1 goes the other way."""
    record = key_of(probe)
    (turn,) = record["story"]
    turn["direction"] = {"clockwise": "counterclockwise", "counterclockwise": "clockwise"}[
        turn["direction"]
    ]
    return record


def with_two_colours_swapped(probe: Probe) -> Record:
    """The answer's colour and one that is not in the answer."""
    record = key_of(probe)
    of_answer = probe.answer if isinstance(probe.answer, list) else [str(probe.answer)]
    bodies = record["scene"]["bodies"]
    marks = [mark["colour"] for body in bodies for _, mark in body.get("marks", [])]
    others = marks or [body["colour"] for body in bodies if body["name"] != "ball"]
    other = next(colour for colour in others if colour not in of_answer)
    record["scene"] = swapped(record["scene"], of_answer[0], other)
    return record


def with_the_ball_elsewhere(probe: Probe) -> Record:
    """Hidden under another cup."""
    record = key_of(probe)
    hide = record["story"][0]
    cups = [b["name"] for b in record["scene"]["bodies"] if b["name"].startswith("cup")]
    hide["container"] = next(cup for cup in cups if cup != hide["container"])
    return record


def without_the_last_event(probe: Probe) -> Record:
    """The last thing that happens does not."""
    record = key_of(probe)
    record["story"].pop()
    return record


def with_the_box_never_shown(probe: Probe) -> Record:
    """Nobody looks into it."""
    record = key_of(probe)
    record["story"] = [event for event in record["story"] if event["kind"] != "Show"]
    return record


def with_a_face_of_another_side(probe: Probe) -> Record:
    """The ask names the opposite side."""
    record = key_of(probe)
    pairs = (("front", "back"), ("left", "right"), ("top", "bottom"))
    opposite = dict(pairs) | {b: a for a, b in pairs}
    record["ask"]["side"] = opposite[record["ask"]["side"]]
    return record


def with_the_camera_opposite(probe: Probe) -> Record:
    """Seen from the other end of the room."""
    record = key_of(probe)
    record["ask"]["camera"] = [-part for part in record["ask"]["camera"]]
    return record


def moves_the_face(probe: Probe) -> bool:
    """Whether the turn brought another face to where it is asked about."""
    return probe.answer != probe.rivals["unchanged"]


def needs_the_last_swap(probe: Probe) -> bool:
    """Whether the ball moved in the last exchange."""
    return probe.answer != probe.rivals["one-swap-short"]


def is_told_by_a_look(probe: Probe) -> bool:
    """Whether the answer is known, which it is only by having been shown the box."""
    return not probe.undetermined


def is_a_screen(probe: Probe) -> bool:
    """Whether the ball is behind a screen."""
    return not probe.undetermined and probe.answer != "box"


def always(_: Probe) -> bool:
    """Every probe will do."""
    return True


Spoil = Callable[[Probe], Record]
SPOILT: list[tuple[str, int, Spoil, Callable[[Probe], bool]]] = [
    (FACE, 1, turned_the_other_way, moves_the_face),
    (FACE, 3, with_two_colours_swapped, always),
    (FACE, 5, with_a_face_of_another_side, always),
    (SEEN, 2, with_two_colours_swapped, always),
    (SEEN, 4, with_the_camera_opposite, always),
    (HIDDEN, 3, with_two_colours_swapped, always),
    (HIDDEN, 2, with_the_ball_elsewhere, always),
    (SHELL, 2, with_the_ball_elsewhere, always),
    (SHELL, 4, with_the_ball_elsewhere, always),
    (SHELL, 3, without_the_last_event, needs_the_last_swap),
    (CARRIED, 2, with_two_colours_swapped, is_a_screen),
    (CARRIED, 3, with_the_box_never_shown, is_told_by_a_look),
]


@pytest.mark.parametrize(
    ("task", "level", "spoil", "fit"),
    SPOILT,
    ids=[f"{task}-{level}-{spoil.__name__}" for task, level, spoil, _ in SPOILT],
)
def test_a_spoilt_program_disagrees(
    task: str, level: int, spoil: Spoil, fit: Callable[[Probe], bool]
) -> None:
    """Every probe for which the change matters is found out."""
    chosen = [probe for probe in probes(task, level) if fit(probe)]
    checks = [check_key(spoil(probe)) for probe in chosen]
    assert checks
    assert [check.status for check in checks] == ["disagrees"] * len(checks)
    assert all("measured is" in check.note for check in checks)


@pytest.mark.parametrize("choices", [False, True], ids=["open", "choice"])
@pytest.mark.parametrize("task", TASK_IDS)
def test_an_answer_that_is_a_rivals_disagrees(task: str, choices: bool) -> None:
    """No wrong way of thinking gets through as the key."""
    records = [key_of(probe, choices=choices) for probe in probes(task, count=3)]
    spoilt = [
        record | {"answer": wrong}
        for record in records
        for wrong in record["rivals"].values()
        if wrong != record["answer"]
    ]
    assert spoilt
    assert {check_key(record).status for record in spoilt} == {"disagrees"}


@pytest.mark.parametrize("task", TASK_IDS)
def test_a_wrong_claim_about_what_can_be_told_disagrees(task: str) -> None:
    """`undetermined` is measured, too."""
    record = key_of(probes(task)[0])
    check = check_key(record | {"undetermined": not record["undetermined"]})
    assert check.status == "disagrees"
    assert "undetermined" in check.note


def test_choices_that_hold_the_answer_twice_disagree() -> None:
    """Two letters would be right."""
    record = key_of(probes(SHELL)[0], choices=True)
    twice = [expected_value(record)] * len(record["choices"])
    assert "of the choices" in check_key(record | {"choices": twice}).note


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
