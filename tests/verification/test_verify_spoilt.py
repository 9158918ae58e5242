"""A key that is spoilt, in whatever way, disagrees with what is measured."""

import json
from collections.abc import Callable

import pytest
from probe_keys import CARRIED, FACE, HIDDEN, SEEN, SHELL, TASK_IDS, Record, key_of, probes

from spatialbench.probes.probe import Probe
from spatialbench.verification.keys import check_key, expected_value


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


def with_the_screens_moved_the_other_way(probe: Probe) -> Record:
    """The row moved to the other side at last."""
    record = key_of(probe)
    moves = [event for event in record["story"] if event["kind"].endswith("ShiftScreens")]
    moves[-1]["places"] *= -1
    return record


def with_a_face_of_another_side(probe: Probe) -> Record:
    """The ask names the opposite sides."""
    record = key_of(probe)
    pairs = (("front", "back"), ("left", "right"), ("top", "bottom"))
    opposite = dict(pairs) | {b: a for a, b in pairs}
    record["ask"]["sides"] = [opposite[side] for side in record["ask"]["sides"]]
    return record


def with_the_camera_opposite(probe: Probe) -> Record:
    """Seen from the other end of the room."""
    record = key_of(probe)
    record["ask"]["camera"] = [-part for part in record["ask"]["camera"]]
    return record


def has_a_direction(probe: Probe) -> bool:
    """Whether the other way round the turn brings another face to where it is asked about."""
    return probe.answer != probe.rivals["inverse-turns"]


def needs_the_last_swap(probe: Probe) -> bool:
    """Whether the ball moved in the last exchange."""
    return probe.answer != probe.rivals["one-swap-short"]


def is_a_screen(probe: Probe) -> bool:
    """Whether the ball is behind a screen, which is known only by having been shown the box."""
    return not probe.undetermined and probe.answer != "box"


def always(_: Probe) -> bool:
    """Every probe will do."""
    return True


Spoil = Callable[[Probe], Record]
SPOILT: list[tuple[str, int, Spoil, Callable[[Probe], bool]]] = [
    (FACE, 1, turned_the_other_way, has_a_direction),
    (FACE, 3, with_two_colours_swapped, always),
    (FACE, 5, with_a_face_of_another_side, always),
    (SEEN, 2, with_two_colours_swapped, always),
    (SEEN, 4, with_the_camera_opposite, always),
    (HIDDEN, 3, with_two_colours_swapped, always),
    (HIDDEN, 1, with_two_colours_swapped, always),
    (SHELL, 2, with_the_ball_elsewhere, always),
    (SHELL, 4, with_the_ball_elsewhere, always),
    (SHELL, 3, without_the_last_event, needs_the_last_swap),
    (CARRIED, 3, with_the_screens_moved_the_other_way, is_a_screen),
    (CARRIED, 3, with_the_box_never_shown, is_a_screen),
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
    if choices and not spoilt:
        pytest.skip("no rival is among the choices")
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
