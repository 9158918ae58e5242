"""Where something is from a figure's place: exact directions, words, state, pictures."""

from __future__ import annotations

from collections import Counter
from math import atan2, degrees

import pytest
from asking import EACH, asked, drawn
from hypothesis import given
from hypothesis import strategies as st
from reading_views import answer_of_state, answer_told

from spatialbench.caster.visibility import states
from spatialbench.generators.view.bearings import (
    ALL_AROUND,
    AWAY,
    BEARINGS,
    bearing,
    clear_bearing,
    labels,
    mirrored,
    offset_of,
    orientation_of,
    turned,
)
from spatialbench.generators.view.courses import State, Turn, Walk, states_of
from spatialbench.generators.view.kinds import Bearing, Pivot, WalkAhead
from spatialbench.geometry.replay import replay
from spatialbench.items.item import Language
from spatialbench.items.present import present
from spatialbench.probes.probe import Probe
from spatialbench.render import ids
from spatialbench.testing.pictures import look_of
from spatialbench.verification.measure import measure

TASK = "view/whose-left"
LEVELS = range(1, 6)
COUNT = 20

places = st.tuples(st.integers(-300, 300), st.integers(-300, 300)).filter(any)
looks = st.sampled_from(ALL_AROUND)


def probes(level: int, count: int) -> list[Probe]:
    """The first probes of a level."""
    return drawn(TASK, level, count)


# --- directions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("looking", "found"),
    [((0, 1), "right"), ((0, -1), "left"), ((1, 0), "front"), ((-1, 0), "behind")],
)
def test_what_is_at_the_viewers_right(looking: tuple[int, int], found: str) -> None:
    """To the left of a figure that faces the viewer, and behind one that looks to the left."""
    assert bearing((10, 0), looking, 4) == found
    assert clear_bearing((10, 1), looking, 8) == found


@given(offset=places, looking=looks, parts=st.sampled_from([4, 8]))
def test_directions_are_those_of_angles(offset, looking, parts) -> None:  # type: ignore[no-untyped-def]
    """By the arctangent, wherever it is not on a border."""
    angle = degrees(atan2(offset[1], offset[0]) - atan2(looking[1], looking[0]))
    part, off = divmod(angle + 180 / parts, 360 / parts)
    margin = min(off, 360 / parts - off)
    if margin > 1e-6:
        assert bearing(offset, looking, parts) == labels(parts)[int(part) % parts]
    clear = clear_bearing(offset, looking, parts)
    assert clear is None or margin >= 15
    assert margin <= 16.5 or clear == bearing(offset, looking, parts)


@given(offset=places, looking=looks)
def test_in_a_mirror_left_is_right(offset, looking) -> None:  # type: ignore[no-untyped-def]
    """And what is in front or behind stays there."""
    found = bearing(offset, looking, 8)
    flipped = bearing((-offset[0], offset[1]), (-looking[0], looking[1]), 8)
    assert flipped == (mirrored(found) if found else None)


@given(looking=looks, offset=places, eighths=st.integers(-7, 7))
def test_who_turns_left_has_things_farther_right(looking, offset, eighths) -> None:  # type: ignore[no-untyped-def]
    """By as many of the eight directions."""
    before, after = bearing(offset, looking, 8), bearing(offset, turned(looking, eighths), 8)
    if before and after:
        assert BEARINGS.index(after) == (BEARINGS.index(before) - eighths) % 8


@given(looking=looks)
def test_a_figure_is_turned_as_it_looks(looking) -> None:  # type: ignore[no-untyped-def]
    """Its orientation takes the way away from the viewer to where it looks."""
    x, y, _ = orientation_of(looking)((0, 1, 0))
    assert x * looking[1] == y * looking[0]
    assert x * looking[0] + y * looking[1] > 0


def test_eight_eighths_are_a_full_turn() -> None:
    """In either direction."""
    assert turned((3, 4), 8) == turned((3, 4), -8) == (3, 4)
    assert turned(AWAY, 1) == (-1, 1)


def test_four_walks_around_a_square_lead_back() -> None:
    """Turning a quarter after each."""
    course = [step for _ in range(4) for step in (Walk(0, 200), Turn(0, 2))]
    assert states_of(State((30, 40), (3, 4)), course, 0)[-1] == State((30, 40), (3, 4))


# --- probes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_meshes_agree_with_the_key(level: int) -> None:
    """At least 15° from a border of the direction."""
    for probe in probes(level, 40):
        found = measure(probe.scene, probe.story, probe.ask)
        assert found.value == probe.answer
        assert found.margins["degrees"] > 15


@pytest.mark.parametrize("level", [3, 4, 5])
def test_replaying_ends_where_the_algebra_does(level: int) -> None:
    """To two millimetres, as an eighth of a turn is no fraction."""
    for probe in probes(level, 10):
        ask = probe.ask
        assert isinstance(ask, Bearing)
        body = probe.scene.body(ask.figure)
        x, y, _ = body.pose.orientation((0, 1, 0))
        looking = (int(x * x.denominator * y.denominator), int(y * x.denominator * y.denominator))
        course = [
            Turn(0, event.eighths) if isinstance(event, Pivot) else Walk(0, event.length)
            for event in probe.story
            if isinstance(event, (Pivot, WalkAhead)) and event.figure == ask.figure
        ]
        at = (body.pose.position[0], body.pose.position[1])
        end = states_of(State(at, looking), course, 0)[-1].at
        there = replay(probe.scene, probe.story)[-1][ask.figure].position
        assert max(map(abs, offset_of(end, (there[0], there[1])))) <= 2


@pytest.mark.parametrize("level", LEVELS)
def test_directions_are_even(level: int) -> None:
    """Each is as often right as any other, to four standard deviations."""
    found = Counter(str(probe.answer) for probe in probes(level, 400))
    parts = 4 if level < 3 else 8
    most = 4 * (400 / parts * (1 - 1 / parts)) ** 0.5
    assert all(abs(found[label] - 400 / parts) < most for label in labels(parts))


def test_each_skill_is_asked_about_alone() -> None:
    """Seeing in half of the probes where nothing happens, and in one of twelve where something
    does; turning in another of twelve."""
    for level in LEVELS:
        found = probes(level, 400)
        seeing = [probe for probe in found if probe.facts["viewers_left"]]
        turning = [probe for probe in found if probe.facts["turning_alone"]]
        assert all(not probe.story for probe in seeing)
        assert all(probe.story and probe.facts["turned"] == 0 for probe in turning)
        if level < 3:
            assert 160 < len(seeing) < 240
            assert not turning
        else:
            assert 11 < len(seeing) < 56
            assert 11 < len(turning) < 56
            assert all(len({str(p.answer) for p in alone}) > 4 for alone in (seeing, turning))


# --- words and state ----------------------------------------------------------------------------


@EACH
def test_a_reader_of_the_words_gives_the_key(level: int, language: Language) -> None:
    """From the table, the story and the question."""
    for probe, prompt in asked(TASK, level, COUNT, language, "text"):
        assert answer_told(prompt) == probe.answer


@EACH
def test_a_reader_of_the_state_gives_the_key(level: int, language: Language) -> None:
    """From the JSON and the question."""
    for probe, prompt in asked(TASK, level, COUNT, language, "state"):
        assert answer_of_state(prompt) == probe.answer


def test_nothing_is_told_where_nothing_happens() -> None:
    """No heading stands over an empty list."""
    prompt = present(probes(1, 1)[0], modality="text").prompt
    assert "\n\n\n" not in prompt
    assert "happen" not in prompt


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_all_that_is_asked_about_is_seen(level: int) -> None:
    """Clearly, and each body covers forty pixels each way of a picture of 512, or nearly."""
    for probe in probes(level, 6):
        scene, ask = probe.scene, probe.ask
        assert isinstance(ask, Bearing)
        seen = states(scene)
        covered = ids(scene, size=512)
        for number, body in enumerate(scene.bodies):
            assert seen[body.name].fraction > (0.9 if body.name == ask.figure else 0.6)
            assert (covered == number).sum() > 800


@pytest.mark.parametrize("level", LEVELS)
def test_pictures_differ(level: int) -> None:
    """Of forty none looks like another."""
    items = [present(probe, modality="image", size=96) for probe in probes(level, 40)]
    assert len({look_of(item) for item in items}) == 40
